import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** When the cable goes out: before the request gets there, or in the middle of the answer to it. */
export type CutAt = 'before it arrives' | 'halfway through the answer'

/** A way to the practice company that can be interrupted. */
export interface Cable {
  readonly origin: string
  /** Goes out with the first request that is meant, and stays out; resolves when it did. */
  pullAt(cut: CutAt, isMeant: (asked: { readonly method: string; readonly address: string }) => boolean): Promise<void>
  plugIn(): void
  close(): Promise<void>
}

/** A server in between that hands everything on, until the cable is pulled: then sockets close without a word. */
export async function layCable(to: string): Promise<Cable> {
  let out = false
  let waiting: { readonly cut: CutAt; readonly isMeant: Parameters<Cable['pullAt']>[1]; readonly pulled: () => void } | null = null

  const handOn = (asked: IncomingMessage, body: Buffer, answered: (answer: IncomingMessage, body: Buffer) => void, failed: () => void) => {
    const { host: _host, ...headers } = asked.headers
    const onward = request(`${to}${asked.url ?? ''}`, { method: asked.method, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => answered(answer, Buffer.concat(parts)))
    })
    onward.on('error', failed)
    onward.end(body)
  }
  const serve = (asked: IncomingMessage, response: ServerResponse, body: Buffer) => {
    const drop = () => void asked.socket.destroy()
    if (out) return drop()
    const pulled = waiting?.isMeant({ method: asked.method ?? '', address: asked.url ?? '' }) === true ? waiting : null
    if (pulled !== null) {
      out = true
      waiting = null
    }
    if (pulled?.cut === 'before it arrives') {
      drop()
      return pulled.pulled()
    }
    handOn(asked, body, (answer, text) => {
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'content-length': text.length })
      if (pulled === null) return void response.end(text)
      response.write(text.subarray(0, text.length >> 1), () => {
        drop()
        pulled.pulled()
      })
    }, drop)
  }
  const server = createServer((asked, response) => {
    const parts: Buffer[] = []
    asked.on('data', (part: Buffer) => parts.push(part))
    asked.on('end', () => serve(asked, response, Buffer.concat(parts)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pullAt: (cut, isMeant) =>
      new Promise((resolve) => {
        waiting = { cut, isMeant, pulled: resolve }
      }),
    plugIn: () => {
      out = false
      waiting = null
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
