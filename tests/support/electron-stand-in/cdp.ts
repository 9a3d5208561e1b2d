import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'

export type Params = Readonly<Record<string, unknown>>
type Listener = (params: Params, sessionId: string | undefined) => void

export interface ChromiumExit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** Chromium's DevTools protocol over the two pipes of a process started here. Closing the pipes ends Chromium. */
export interface Cdp {
  readonly pid: number
  readonly exited: Promise<ChromiumExit>
  /** Rejects when Chromium refuses, or is gone. */
  send<T = Params>(method: string, params?: Params, sessionId?: string): Promise<T>
  /** Hears one event of one session; without a session, of the browser itself. */
  on(event: string, sessionId: string | undefined, listener: Listener): void
  kill(): void
}

interface Waiting {
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
  readonly method: string
}

/** Starts Chromium and speaks to it. Its last words on stderr become part of the error when it ends at once. */
export function startChromium(executable: string, args: readonly string[]): Cdp {
  // A process group of its own: Ctrl+C in a terminal is answered by the main process, which closes the window in order.
  const child = spawn(executable, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], detached: process.platform !== 'win32' })
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, Listener[]>()
  let stderrTail = ''
  let lastId = 0
  let gone: string | undefined

  child.stderr?.on('data', (chunk: Buffer) => {
    stderrTail = (stderrTail + chunk.toString()).slice(-2000)
  })
  const exited = new Promise<ChromiumExit>((resolve) => {
    const end = (exit: ChromiumExit, why: string): void => {
      gone = why
      for (const call of waiting.values()) call.reject(new Error(`${call.method}: ${why}`))
      waiting.clear()
      resolve(exit)
    }
    child.once('exit', (code, signal) => end({ code, signal }, `Chromium has ended (${signal ?? code}). ${stderrTail}`))
    child.once('error', (error) => end({ code: 1, signal: null }, `Chromium did not start: ${error.message}`))
  })

  const output = child.stdio[3] as Writable
  const input = child.stdio[4] as Readable
  output.on('error', () => undefined)
  input.on('error', () => undefined)
  readMessages(input, (message) => {
    if (message.id !== undefined) {
      const call = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.error) call?.reject(new Error(`${call.method}: ${message.error.message}`))
      else call?.resolve(message.result as never)
      return
    }
    for (const listener of listeners.get(`${message.sessionId ?? ''} ${message.method}`) ?? []) listener(message.params ?? {}, message.sessionId)
  })

  const kill = (): void => killGroup(child)
  process.once('exit', kill)
  void exited.then(() => process.off('exit', kill))

  return {
    pid: child.pid ?? 0,
    exited,
    kill,
    send: <T>(method: string, params: Params = {}, sessionId?: string) => {
      if (gone !== undefined) return Promise.reject(new Error(`${method}: ${gone}`))
      const id = ++lastId
      return new Promise<T>((resolve, reject) => {
        waiting.set(id, { resolve: resolve as (value: never) => void, reject, method })
        output.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`)
      })
    },
    on: (event, sessionId, listener) => {
      const key = `${sessionId ?? ''} ${event}`
      listeners.set(key, [...(listeners.get(key) ?? []), listener])
    },
  }
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: Params
  readonly sessionId?: string
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

function readMessages(input: Readable, hear: (message: Message) => void): void {
  let parts: Buffer[] = []
  input.on('data', (chunk: Buffer) => {
    let start = 0
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      parts.push(chunk.subarray(start, end))
      hear(JSON.parse(Buffer.concat(parts).toString('utf8')) as Message)
      parts = []
      start = end + 1
    }
    parts.push(chunk.subarray(start))
  })
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    if (process.platform === 'win32') child.kill()
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It ended between the look and the signal.
  }
}
