import type { Clock, Http, Timers } from '../../../src/main/environment.ts'

/** The time of one process: it passes by being told to, and while everybody waits it jumps to the next timer. */
export interface SimTime {
  readonly nowMs: () => number
  readonly monotonicMs: Clock['monotonicMs']
  readonly timers: Timers
  /** Counts as waiting for the other side until the whole answer was read. */
  readonly watched: (http: Http) => Http
  readonly pass: (ms: number) => void
}

/** Real milliseconds without any answer after which the other side is taken to be silent. */
const silentMs = 400

export function simTime(startMs: number): SimTime {
  const waiting = new Set<{ readonly atMs: number; readonly run: () => void }>()
  let now = startMs
  let [asking, heard, moving] = [0, 0, false]

  const move = async () => {
    if (moving) return
    moving = true
    for (let quietFrom = performance.now(), before = heard; waiting.size > 0; ) {
      await new Promise<void>((resolve) => (asking > 0 ? setTimeout(resolve, 2) : setImmediate(() => setImmediate(() => setImmediate(resolve)))))
      if (heard !== before || asking === 0) [before, quietFrom] = [heard, performance.now()]
      if (asking > 0 && performance.now() - quietFrom < silentMs) continue
      const [next] = [...waiting].toSorted((a, b) => a.atMs - b.atMs)
      if (next === undefined) break
      waiting.delete(next)
      now = Math.max(now, next.atMs)
      next.run()
    }
    moving = false
  }

  return {
    nowMs: () => now,
    monotonicMs: () => now - startMs,
    pass: (ms) => {
      now += ms
    },
    timers: {
      after: (ms, run) => {
        const entry = { atMs: now + ms, run }
        waiting.add(entry)
        void move()
        return () => void waiting.delete(entry)
      },
    },
    watched: (http) => ({
      fetch: async (url, init) => {
        asking += 1
        heard += 1
        let over = false
        const end = () => {
          if (!over) asking -= 1
          over = true
          heard += 1
        }
        try {
          const answer = await http.fetch(url, init)
          if (answer.body === null) end()
          return answer.body === null ? answer : new Response(read(answer.body, end), { status: answer.status, headers: answer.headers })
        } catch (thrown) {
          end()
          throw thrown
        }
      },
    }),
  }
}

/** The same bytes; `end` is called when there are no more, whatever the reason. */
function read(body: ReadableStream<Uint8Array>, end: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream({
    pull: async (controller) => {
      try {
        const { done, value } = await reader.read()
        if (!done) return controller.enqueue(value)
        end()
        controller.close()
      } catch (thrown) {
        end()
        controller.error(thrown)
      }
    },
    cancel: async () => {
      end()
      await reader.cancel().catch(() => undefined)
    },
  })
}
