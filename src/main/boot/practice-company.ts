import type { Readable } from 'node:stream'
import { z } from 'zod'
import type { Log, Timers } from '../environment.ts'

/** The practice company of the place where people are: a process of its own, started when somebody first asks for it. */
export interface PracticeCompany {
  /** Where it listens, `http://127.0.0.1:PORT`; starts it when it does not run. Rejects when it does not start. */
  origin(): Promise<string>
  /** The same while it runs; `null` before it was asked for. */
  originNow(): string | null
  /** Ends it, and resolves when it has let go of its file. */
  stop(): Promise<void>
}

/** A running process, as little of it as is needed. */
export interface PracticeProcess {
  readonly stdout: Readable | null
  onExit(listener: (code: number | null) => void): void
  kill(): void
}

export interface PracticeCompanyParts {
  /** Starts the process on a port; 0 for any free one. */
  readonly start: (port: number) => PracticeProcess
  readonly timers: Timers
  readonly log: Log
}

const startMsMax = 20_000
/** A process that dies is started again, but one that dies at once not over and over. */
const againAfterMs = 1000

const listening = z.object({ port: z.int().min(1).max(65_535) })

export function practiceCompanyOf({ start, timers, log }: PracticeCompanyParts): PracticeCompany {
  let process: PracticeProcess | null = null
  let starting: Promise<string> | null = null
  let origin: string | null = null
  /** Kept over a restart of the process, so that whoever is connected finds it again. */
  let port = 0
  let stopping = false
  let cancelRestart = () => {}

  const launch = (wanted: number): Promise<string> =>
    new Promise((resolve, reject) => {
      const child = start(wanted)
      process = child
      const cancelLimit = timers.after(startMsMax, () => child.kill())
      firstLine(child.stdout, (line) => {
        const told = listening.safeParse(parsed(line))
        if (!told.success) return child.kill()
        cancelLimit()
        port = told.data.port
        origin = `http://127.0.0.1:${port}`
        resolve(origin)
      })
      child.onExit((code) => {
        cancelLimit()
        const ran = origin !== null
        process = null
        origin = null
        starting = null
        reject(new Error(`the practice company ended with ${code} before it listened`))
        if (stopping || !ran) return
        log.warn('practice company died', { code })
        cancelRestart = timers.after(againAfterMs, () => void ask().catch((thrown: unknown) => log.error('practice company not restarted', { thrown })))
      })
    })

  const ask = (): Promise<string> => {
    cancelRestart()
    stopping = false
    // Somebody else may have taken the port meanwhile.
    starting ??= launch(port).catch((thrown: unknown) => (port === 0 || stopping ? Promise.reject(thrown) : (starting = launch(0))))
    return starting
  }

  return {
    origin: ask,
    originNow: () => origin,
    stop: () => {
      stopping = true
      cancelRestart()
      const running = process
      port = 0
      if (running === null) return Promise.resolve()
      return new Promise((resolve) => {
        running.onExit(() => resolve())
        running.kill()
      })
    },
  }
}

function firstLine(stream: Readable | null, tell: (line: string) => void): void {
  let text = ''
  let told = false
  stream?.on('data', (chunk: Buffer) => {
    if (told) return
    text += chunk.toString()
    const end = text.indexOf('\n')
    if (end < 0) return
    told = true
    tell(text.slice(0, end))
  })
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
