import { describe, expect, test } from 'vitest'
import { watchOnline, type Online, type OnlineWatch } from '../../../src/main/sync/online.ts'
import { testRandom, testTime } from '../../support/ports.ts'
import { answer, fails, scriptedHttp, silent, type Step } from '../../support/quickbooks/scripted-http.ts'

function watched(...steps: readonly Step[]) {
  const time = testTime()
  const http = scriptedHttp(...steps)
  const seen: Online['state'][] = []
  let target: string | null = 'https://quickbooks.api.intuit.com'
  const watch = watchOnline({ http, clock: time.clock, timers: time.timers, random: testRandom, target: () => target, onChange: ({ state }) => seen.push(state) })
  return {
    time,
    http,
    seen,
    watch,
    ask: (signal?: AbortSignal) => watch.http.fetch('https://quickbooks.api.intuit.com/v3/x', { method: 'GET', headers: {}, ...(signal === undefined ? {} : { signal }) }).then(() => 'answered', () => 'nothing'),
    nobody: () => {
      target = null
    },
  }
}

const online = (watch: OnlineWatch) => expect.poll(() => watch.now().state, { timeout: 10_000 }).toBe('online')

describe('whether the accounting company can be reached', () => {
  test('is not known before anything was asked', () => {
    expect(watched().watch.now()).toEqual({ state: 'unknown', lastAnswerAt: null })
  })

  test('any answer says that there is a way, a refusal too', async () => {
    const { watch, ask, time } = watched(answer('no', 401))
    await ask()
    expect(watch.now()).toEqual({ state: 'online', lastAnswerAt: time.clock.instant() })
  })

  test('a request that gets none says that there is none, and looking goes on until there is one', async () => {
    const { watch, ask, seen, http, time } = watched(fails('ENETUNREACH'), fails('ENETUNREACH'), fails('ENETUNREACH'), answer('', 404))
    await ask()
    expect(watch.now().state).toBe('offline')
    await online(watch)
    expect(seen).toEqual(['offline', 'online'])
    // Each look waits longer than the one before, carries nothing and asks for nothing.
    expect(http.sent.slice(1).map(({ method, url, headers }) => `${method} ${url.href} ${JSON.stringify(headers ?? null)}`)).toEqual(Array(3).fill('HEAD https://quickbooks.api.intuit.com/ null'))
    expect(time.nowMs()).toBe(10_000 + 20_000 + 40_000)
  })

  test('a look that gets no answer within ten seconds counts as none', async () => {
    const { watch, time } = watched(silent)
    expect(await watch.check()).toMatchObject({ state: 'offline' })
    expect(time.nowMs()).toBe(10_000)
    watch.stop()
  })

  test('a request that was given up here is no proof: it looks', async () => {
    const aborting = new AbortController()
    aborting.abort()
    const { watch, ask, http } = watched(fails('ABORT'), answer(''))
    await ask(aborting.signal)
    await online(watch)
    expect(http.sent.map(({ method }) => method)).toEqual(['GET', 'HEAD'])
  })

  test('nobody is asked while there is nobody to reach, and none after the end', async () => {
    const { watch, nobody, http } = watched(answer(''))
    nobody()
    expect(await watch.check()).toMatchObject({ state: 'unknown' })
    watch.stop()
    await watch.check()
    expect(http.sent).toEqual([])
  })
})
