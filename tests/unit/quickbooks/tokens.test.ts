import { describe, expect, test } from 'vitest'
import type { ConnectionError } from '../../../src/main/quickbooks/faults.ts'
import type { Tokens } from '../../../src/main/quickbooks/oauth.ts'
import { tokenKeeper } from '../../../src/main/quickbooks/tokens.ts'
import { appError } from '../../../src/shared/errors.ts'
import { err, ok, type Result } from '../../../src/shared/result.ts'
import { testKeychain, testOutside, testTime } from '../../support/ports.ts'

const days100 = 100 * 86_400
const nth = (n: number): Tokens => ({ accessToken: `access-${n}`, refreshToken: `refresh-${n}`, accessSeconds: 3600, refreshSeconds: days100 })
const offline = err(appError('connection.offline', { host: 'h' }))
const dead = err(appError('connection.reconnect', { reason: 'refused' }))

/** A token service as Intuit's: each refresh kills the token it was made with. */
function service() {
  let made = 1
  let alive = 'refresh-1'
  const asked: string[] = []
  const revoked: string[] = []
  let answers: (() => Promise<Result<Tokens, ConnectionError>> | Result<Tokens, ConnectionError>) | null = null
  const fresh = (): Tokens => {
    made += 1
    alive = `refresh-${made}`
    return nth(made)
  }
  return {
    asked,
    revoked,
    fresh,
    /** What it answers instead, until told otherwise. */
    answerWith: (instead: typeof answers) => {
      answers = instead
    },
    exchange: async () => ok(fresh()),
    refresh: async (token: string): Promise<Result<Tokens, ConnectionError>> => {
      asked.push(token)
      if (answers !== null) return answers()
      await new Promise((resolve) => setImmediate(resolve))
      return token === alive ? ok(fresh()) : dead
    },
    revoke: async (token: string) => {
      revoked.push(token)
      return ok(null)
    },
  }
}

function bench(keychain = testKeychain(), intuit = service(), time = testTime()) {
  const outside = testOutside({ keychain, time })
  const keeper = tokenKeeper({ ...outside, service: intuit, name: 'tokens' })
  return { keeper, keychain, intuit, time, logged: outside.logged }
}

function connected() {
  const made = bench()
  expect(made.keeper.keep(nth(1))).toEqual(ok(null))
  return made
}

describe('a permission', () => {
  test('there is none before the first login', async () => {
    const { keeper, intuit } = bench()
    expect(keeper.state()).toEqual({ kind: 'none' })
    expect(await keeper.accessToken()).toEqual(err(appError('connection.reconnect', { reason: 'none' })))
    expect(intuit.asked).toEqual([])
  })

  test('is used as long as it is good, and the keychain holds what outlives it', async () => {
    const { keeper, keychain, intuit, time } = connected()
    expect(await keeper.accessToken()).toEqual(ok('access-1'))
    time.jump(54 * 60_000)
    expect(await keeper.accessToken()).toEqual(ok('access-1'))
    expect(intuit.asked).toEqual([])
    expect(keychain.kept.get('tokens')).toContain('refresh-1')
    expect(keychain.kept.get('tokens')).not.toContain('access-1')
    expect(keeper.state()).toEqual({ kind: 'ready', daysLeft: 99 })
  })

  test('is renewed before it ends, by either clock', async () => {
    const { keeper, intuit, time } = connected()
    time.jump(56 * 60_000)
    expect(await keeper.accessToken()).toEqual(ok('access-2'))
    expect(intuit.asked).toEqual(['refresh-1'])
    // The PC sleeps: the clock on the wall goes on, the other one does not.
    let asleepMs = 0
    const sleepy = bench(testKeychain(), service(), {
      ...time,
      clock: { ...time.clock, instant: () => new Date(Date.parse(time.clock.instant()) + asleepMs).toISOString() },
    })
    sleepy.keeper.keep(nth(1))
    asleepMs = 3_600_000
    expect(await sleepy.keeper.accessToken()).toEqual(ok('access-2'))
    // Somebody sets the clock back: nobody knows any more how old it is.
    asleepMs = -86_400_000
    expect(await sleepy.keeper.accessToken()).toEqual(ok('access-3'))
  })

  test('survives a restart', async () => {
    const { keychain, intuit } = connected()
    const next = bench(keychain, intuit)
    expect(next.keeper.state()).toEqual({ kind: 'ready', daysLeft: 100 })
    expect(await next.keeper.accessToken()).toEqual(ok('access-2'))
    expect(keychain.kept.get('tokens')).toContain('refresh-2')
  })

  test('says how many days are left', () => {
    const { keeper, time } = connected()
    time.jump(90.5 * 86_400_000)
    expect(keeper.state()).toEqual({ kind: 'ready', daysLeft: 9 })
    time.jump(30 * 86_400_000)
    expect(keeper.state()).toEqual({ kind: 'ready', daysLeft: 0 })
  })
})

describe('refreshing', () => {
  test('many at once cause one', async () => {
    const { keeper, intuit, time } = connected()
    time.jump(3_600_000)
    const got = await Promise.all(Array.from({ length: 20 }, () => keeper.accessToken()))
    expect(got).toEqual(got.map(() => ok('access-2')))
    expect(intuit.asked).toEqual(['refresh-1'])
  })

  test('a token QuickBooks did not take is replaced once, however many report it', async () => {
    const { keeper, intuit } = connected()
    for (let n = 0; n < 3; n += 1) keeper.refused('access-1')
    expect(await keeper.accessToken()).toEqual(ok('access-2'))
    keeper.refused('access-1')
    expect(await keeper.accessToken()).toEqual(ok('access-2'))
    expect(intuit.asked).toEqual(['refresh-1'])
  })

  test('without a network nothing is lost', async () => {
    const { keeper, intuit } = connected()
    keeper.refused('access-1')
    intuit.answerWith(() => offline)
    expect(await keeper.accessToken()).toEqual(offline)
    expect(keeper.state()).toMatchObject({ kind: 'ready' })
    intuit.answerWith(null)
    expect(await keeper.accessToken()).toEqual(ok('access-2'))
  })

  test('the old token refused: connect again, and Intuit is not asked over and over', async () => {
    const { keeper, intuit, keychain } = connected()
    keychain.kept.set('tokens', (keychain.kept.get('tokens') ?? '').replace('refresh-1', 'refresh-0'))
    keeper.refused('access-1')
    expect(await keeper.accessToken()).toEqual(dead)
    expect(await keeper.accessToken()).toEqual(dead)
    expect(intuit.asked).toEqual(['refresh-0'])
    expect(keeper.state()).toEqual({ kind: 'reconnect', reason: 'refused' })
    expect(keeper.keep(nth(9))).toEqual(ok(null))
    expect(await keeper.accessToken()).toEqual(ok('access-9'))
    expect(keeper.state()).toMatchObject({ kind: 'ready' })
  })

  test('unused for too long: it says that', async () => {
    const { keeper, intuit, time } = connected()
    time.jump(101 * 86_400_000)
    intuit.answerWith(() => dead)
    expect(await keeper.accessToken()).toEqual(err(appError('connection.reconnect', { reason: 'expired' })))
    expect(keeper.state()).toEqual({ kind: 'reconnect', reason: 'expired' })
  })

  test('killed between the answer and the keychain: connect again', async () => {
    const { keychain, intuit } = connected()
    // Intuit has given a new token and the old one is dead; nobody was left to store it.
    intuit.fresh()
    const next = bench(keychain, intuit)
    expect(await next.keeper.accessToken()).toEqual(dead)
    expect(next.keeper.state()).toEqual({ kind: 'reconnect', reason: 'refused' })
  })
})

describe('the keychain', () => {
  test('holds the new token before the access token is used', async () => {
    const { keeper, keychain, intuit } = connected()
    keeper.refused('access-1')
    keychain.fails = new Error('locked: refresh-2')
    expect(await keeper.accessToken()).toEqual(err(appError('connection.keychain_failed', {})))
    expect(keychain.kept.get('tokens')).toContain('refresh-1')
    // Not asked again: the token that is waiting to be stored is the only one alive.
    expect(await keeper.accessToken()).toEqual(err(appError('connection.keychain_failed', {})))
    keychain.fails = null
    expect(await keeper.accessToken()).toEqual(ok('access-2'))
    expect(intuit.asked).toEqual(['refresh-1'])
    expect(keychain.kept.get('tokens')).toContain('refresh-2')
  })

  test('a failure of it tells nobody what was to be kept', () => {
    const { keeper, keychain, logged } = bench()
    keychain.fails = new Error('cannot write refresh-1')
    const kept = keeper.keep(nth(1))
    expect(kept).toEqual(err(appError('connection.keychain_failed', {})))
    expect(JSON.stringify([kept, logged])).not.toMatch(/refresh-|access-/)
  })

  test('what somebody else put there is no permission', async () => {
    for (const text of ['nonsense', '{}', '[]', '{"refreshToken":""}']) {
      const { keeper } = bench(testKeychain(new Map([['tokens', text]])))
      expect(keeper.state()).toEqual({ kind: 'none' })
      expect(await keeper.accessToken()).toMatchObject({ error: { code: 'connection.reconnect' } })
    }
  })
})

describe('a goodbye', () => {
  test('ends it here and there', async () => {
    const { keeper, keychain, intuit } = connected()
    expect(await keeper.forget()).toEqual(ok(null))
    expect(intuit.revoked).toEqual(['refresh-1'])
    expect(keychain.kept.size).toBe(0)
    expect(keeper.state()).toEqual({ kind: 'none' })
    expect(await keeper.forget()).toEqual(ok(null))
    expect(intuit.revoked).toEqual(['refresh-1'])
  })

  test('in the middle of a refresh nothing comes back to life, and what came of it is ended too', async () => {
    const { keeper, keychain, intuit } = connected()
    keeper.refused('access-1')
    const asked = keeper.accessToken()
    await keeper.forget()
    expect(await asked).toEqual(err(appError('connection.reconnect', { reason: 'none' })))
    expect(keychain.kept.size).toBe(0)
    expect(intuit.revoked).toEqual(['refresh-1', 'refresh-2'])
  })

  test('a login in the middle of a refresh counts', async () => {
    const { keeper, keychain } = connected()
    keeper.refused('access-1')
    const asked = keeper.accessToken()
    keeper.keep(nth(7))
    expect(await asked).toEqual(ok('access-7'))
    expect(keychain.kept.get('tokens')).toContain('refresh-7')
  })
})
