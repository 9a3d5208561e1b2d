import type { Clock, Http, Random, Timers } from '../environment.ts'

/** What is known of the way to the accounting company, from answers alone: a network card that is up says nothing. */
export interface Online {
  readonly state: 'online' | 'offline' | 'unknown'
  /** UTC instant of the last answer of any kind; `null` before the first. */
  readonly lastAnswerAt: string | null
}

export interface OnlineParts {
  readonly http: Http
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  /** The address to look at when nothing else is asked; `null` while there is nobody to reach. */
  readonly target: () => string | null
  readonly onChange: (online: Online) => void
}

export interface OnlineWatch {
  /** The same network, watched: each request through it tells whether there is a way. */
  readonly http: Http
  readonly now: () => Online
  /** Looks at once, whatever is believed. */
  check(): Promise<Online>
  stop(): void
}

const probeMsMax = 10_000
const firstWaitMs = 10_000
const waitMsMax = 5 * 60_000

/**
 * Believes what came back. While nothing does, it looks by itself with a request that carries nothing and asks for nothing,
 * less and less often; any answer at all, an error too, means that there is a way.
 */
export function watchOnline({ http, clock, timers, random, target, onChange }: OnlineParts): OnlineWatch {
  let online: Online = { state: 'unknown', lastAnswerAt: null }
  let failures = 0
  let probing: Promise<void> | null = null
  let cancelTimer = () => {}
  let stopped = false

  const become = (state: Online['state'], lastAnswerAt: string | null) => {
    const before = online.state
    online = { state, lastAnswerAt }
    if (before !== state && !stopped) onChange(online)
  }
  const answered = () => {
    failures = 0
    cancelTimer()
    become('online', clock.instant())
  }
  const failed = () => {
    if (stopped) return
    failures += 1
    become('offline', online.lastAnswerAt)
    cancelTimer()
    const waitMs = Math.min(waitMsMax, firstWaitMs * 2 ** Math.min(failures - 1, 10)) * (0.5 + random.fraction())
    cancelTimer = timers.after(waitMs, () => void probe())
  }

  const probe = (): Promise<void> => {
    const address = target()
    if (stopped || address === null) {
      cancelTimer()
      return Promise.resolve()
    }
    probing ??= look(address).finally(() => {
      probing = null
    })
    return probing
  }
  const look = async (address: string): Promise<void> => {
    const aborting = new AbortController()
    const { promise: tooLong, resolve } = Promise.withResolvers<null>()
    const cancelLimit = timers.after(probeMsMax, () => {
      aborting.abort()
      resolve(null)
    })
    try {
      const response = await Promise.race([http.fetch(address, { method: 'HEAD', redirect: 'manual', signal: aborting.signal }), tooLong])
      if (response === null) failed()
      else answered()
    } catch {
      failed()
    } finally {
      cancelLimit()
    }
  }

  return {
    http: {
      fetch: async (url, init) => {
        try {
          const response = await http.fetch(url, init)
          answered()
          return watched(response, () => void probe())
        } catch (thrown) {
          // A request that was stopped says nothing by itself: it was given up here, or for want of an answer.
          if (init.signal?.aborted === true) void probe()
          else failed()
          throw thrown
        }
      },
    },
    now: () => online,
    check: async () => {
      await probe()
      return online
    },
    stop: () => {
      stopped = true
      cancelTimer()
    },
  }
}

/** The same answer; `brokeOff` is told when it ends before its end, as what began to come back need not be a way any more. */
function watched(response: Response, brokeOff: () => void): Response {
  if (response.body === null) return response
  const reader = response.body.getReader()
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (thrown) {
        brokeOff()
        controller.error(thrown)
      }
    },
    cancel: (why) => reader.cancel(why),
  })
  return new Response(body, { status: response.status, statusText: response.statusText, headers: response.headers })
}
