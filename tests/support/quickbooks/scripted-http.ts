import type { Http } from '../../../src/main/environment.ts'

/** One request as it left, with its address taken apart. */
export interface Sent {
  readonly url: URL
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What the other side does with one request. */
export type Step = (sent: Sent, init: RequestInit) => Response | Promise<Response>

/** A network that follows a script, one step a request; the last step goes on for ever. */
export function scriptedHttp(...steps: readonly Step[]): Http & { readonly sent: Sent[] } {
  const sent: Sent[] = []
  return {
    sent,
    fetch: async (url, init) => {
      const one: Sent = { url: new URL(url), method: init.method ?? 'GET', headers: init.headers as Record<string, string>, body: String(init.body ?? '') }
      sent.push(one)
      const step = steps[Math.min(sent.length, steps.length) - 1]
      if (step === undefined) throw new Error('nothing is scripted')
      return step(one, init)
    },
  }
}

/** An answer of this text; an object is written as JSON. */
export function answer(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Step {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return () => new Response(text, { status, headers: { intuit_tid: 'tid-1', ...headers } })
}

/** A connection that fails as Node tells it, by its code. */
export function fails(code: string): Step {
  return () => {
    throw new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
  }
}

/** No answer ever, until whoever asks gives up. */
export const silent: Step = () => new Promise<Response>(() => {})

/** An answer that begins with this text and then is cut off. */
export function cutOff(beginning: string): Step {
  return () =>
    new Response(
      new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode(beginning)),
        pull: (controller) => controller.error(Object.assign(new TypeError('terminated'), { cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }) })),
      }),
      { status: 200 },
    )
}

/** An answer that goes on and on; `stopped` tells whether reading it ended. */
export function endless(piece = 'x'.repeat(65_536)): { readonly step: Step; readonly stopped: () => boolean } {
  let stopped = false
  const bytes = new TextEncoder().encode(piece)
  return {
    stopped: () => stopped,
    step: () =>
      new Response(
        new ReadableStream({
          pull: (controller) => controller.enqueue(bytes),
          cancel: () => {
            stopped = true
          },
        }),
        { status: 200 },
      ),
  }
}

/** An answer that begins and then says nothing more. */
export function stalls(beginning: string): Step {
  return () => new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(beginning)) }), { status: 200 })
}
