import type { ServerResponse } from 'node:http'
import { htmlAnswer, send, type Answer } from './http.ts'
import { numberAt } from './json.ts'
import type { PracticePorts } from './ports.ts'
import type { Trouble, TroubleKind } from './troubles.ts'

/** Sends an answer, or does to it what the troubles it met say; the last of them that touches the answer counts. */
export function deliver(response: ServerResponse, answer: Answer, met: readonly Trouble[], ports: PracticePorts): void {
  const has = (name: TroubleKind) => met.find((trouble) => trouble.name === name)
  const slow = has('slow')
  const sendOn = () => {
    if (response.destroyed) return
    if (has('drop_answer') !== undefined) response.destroy()
    else if (has('cut_answer') !== undefined) cut(response, answer)
    else if (has('endless') !== undefined) neverEnd(response, answer, ports)
    else if (has('not_json') !== undefined) send(response, notJson(answer))
    else send(response, answer)
  }
  if (slow === undefined) sendOn()
  else ports.after(Number(numberAt(slow.options, 'seconds') ?? 5) * 1000, sendOn)
}

/** Half of the answer, and then the cable is out. */
function cut(response: ServerResponse, { status, headers, body }: Answer): void {
  const bytes = Buffer.from(body, 'utf8')
  response.writeHead(status, { ...headers, 'content-length': bytes.length })
  response.write(bytes.subarray(0, Math.max(1, bytes.length >> 1)), () => response.destroy())
}

const trickleMs = 20
const trickle = ' '.repeat(1024)

/** Begins like the answer and goes on with spaces, which JSON allows, until the other side has had enough. */
function neverEnd(response: ServerResponse, { status, headers, body }: Answer, ports: PracticePorts): void {
  response.writeHead(status, headers)
  response.write(body.slice(0, -1))
  const goOn = () => {
    if (response.destroyed) return
    response.write(trickle)
    ports.after(trickleMs, goOn)
  }
  goOn()
}

function notJson({ status, headers }: Answer): Answer {
  const tid = headers['intuit_tid']
  const page = htmlAnswer(status, '<html><head><title>We will be right back</title></head><body><h1>We will be right back</h1></body></html>')
  return { ...page, headers: { ...page.headers, ...(tid === undefined ? {} : { intuit_tid: tid }) } }
}
