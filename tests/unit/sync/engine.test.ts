import { describe, expect, test } from 'vitest'
import { engineAtStart, step, type EngineEffect, type EngineEvent, type EngineState } from '../../../src/main/sync/engine.ts'

const hour = 3_600_000
const minute = 60_000
const start = Date.parse('2026-01-31T12:00:00.000Z')

/** Tells an engine one thing after the other; what it does is written in words. */
function engine(readAtMs: EngineState['readAtMs'] = {}) {
  let state = engineAtStart(readAtMs)
  let nowMs = start
  const words = (effect: EngineEffect) => (effect.do === 'begin' ? effect.kind : effect.do === 'wake' ? `wake in ${effect.inMs / minute} min` : effect.do)
  type Told<E extends EngineEvent = EngineEvent> = E extends EngineEvent ? Omit<E, 'nowMs'> : never
  return {
    tell: (event: Told): string[] => {
      const next = step(state, { ...event, nowMs } as EngineEvent)
      state = next.state
      return next.effects.map(words)
    },
    pass: (ms: number) => {
      nowMs += ms
    },
  }
}

const able = { kind: 'looked', able: true, online: true, itemsEveryMs: null, salesEveryMs: 'off' } as const
const done = { kind: 'ended', how: 'done' } as const
const fresh = { accounts: start, vendors: start, items: start }

describe('what is read when', () => {
  test('nothing without a company, and nothing while it does not answer', () => {
    const { tell } = engine()
    expect(tell({ ...able, able: false })).toEqual([])
    expect(tell({ kind: 'asked', kinds: ['accounts'] })).toEqual([])
    expect(tell({ ...able, online: false })).toEqual(['wake in 10 min'])
  })

  test('accounts and vendors at once when they were never read, one after the other, and again after a day', () => {
    const { tell, pass } = engine()
    expect(tell(able)).toEqual(['accounts'])
    expect(tell(able)).toEqual([])
    expect(tell(done)).toEqual(['vendors'])
    expect(tell(done)).toEqual(['wake in 10 min'])
    pass(23 * hour)
    expect(tell(able)).toEqual(['wake in 10 min'])
    pass(hour)
    expect(tell(able)).toEqual(['accounts'])
  })

  test('items by themselves only on a schedule', () => {
    const { tell, pass } = engine(fresh)
    expect(tell(able)).toEqual(['wake in 10 min'])
    expect(tell({ ...able, itemsEveryMs: hour })).toEqual(['wake in 10 min'])
    pass(58 * minute)
    expect(tell({ ...able, itemsEveryMs: hour })).toEqual(['wake in 2 min'])
    pass(2 * minute)
    expect(tell({ ...able, itemsEveryMs: hour })).toEqual(['items'])
  })

  test('sales by themselves on a schedule alone, after the items they are of, and when the company is back', () => {
    const { tell, pass } = engine({ ...fresh, sales: start })
    expect(tell({ ...able, salesEveryMs: null })).toEqual(['wake in 10 min'])
    expect(tell({ kind: 'connected' })).toEqual(['accounts'])
    tell(done)
    expect(tell(done)).toEqual(['wake in 10 min'])
    pass(hour)
    expect(tell({ ...able, itemsEveryMs: hour, salesEveryMs: hour })).toEqual(['items'])
    expect(tell(done)).toEqual(['sales'])
    tell(done)
    tell({ kind: 'connected' })
    tell(done)
    expect(tell(done)).toEqual(['sales'])
    tell({ kind: 'ended', how: 'failed' })
    pass(hour)
    // Deactivated: nothing is owed any more.
    expect(tell(able)).toEqual(['wake in 10 min'])
  })

  test('what is asked for by hand, after what runs, each once', () => {
    const { tell } = engine(fresh)
    tell(able)
    expect(tell({ kind: 'asked', kinds: ['items'] })).toEqual(['items'])
    expect(tell({ kind: 'asked', kinds: ['items', 'vendors'] })).toEqual([])
    expect(tell({ kind: 'asked', kinds: ['accounts', 'vendors'] })).toEqual([])
    expect(tell(done)).toEqual(['accounts'])
    expect(tell(done)).toEqual(['vendors'])
    expect(tell(done)).toEqual(['wake in 10 min'])
  })

  test('what is asked for right after a login, behind the lists that come with it', () => {
    const { tell } = engine()
    expect(tell({ ...able, able: false })).toEqual([])
    // The company is bound a moment before the login is over.
    expect(tell(able)).toEqual(['accounts'])
    expect(tell({ kind: 'connected' })).toEqual([])
    tell(able)
    expect(tell({ kind: 'asked', kinds: ['items'] })).toEqual([])
    expect(tell(done)).toEqual(['vendors'])
    expect(tell(able)).toEqual([])
    expect(tell(done)).toEqual(['items'])
  })

  test('a new login reads the lists whenever they were read last', () => {
    const { tell } = engine(fresh)
    tell(able)
    expect(tell({ kind: 'connected' })).toEqual(['accounts'])
    expect(tell(done)).toEqual(['vendors'])
  })

  test('a clock that is set back puts nothing off for longer', () => {
    const { tell, pass } = engine(fresh)
    pass(-400 * 24 * hour)
    expect(tell(able)).toEqual(['accounts'])
  })
})

describe('what fails', () => {
  test('stops none of the others, and is tried again later and later', () => {
    const { tell, pass } = engine()
    tell(able)
    expect(tell({ kind: 'ended', how: 'failed' })).toEqual(['vendors'])
    expect(tell(done)).toEqual(['wake in 10 min'])
    pass(15 * minute)
    expect(tell(able)).toEqual(['accounts'])
    tell({ kind: 'ended', how: 'failed' })
    pass(29 * minute)
    expect(tell(able)).toEqual(['wake in 1 min'])
    pass(minute)
    expect(tell(able)).toEqual(['accounts'])
  })

  test('for want of a connection is read when it is back, though it was not due', () => {
    const { tell } = engine(fresh)
    tell(able)
    tell({ kind: 'asked', kinds: ['items'] })
    expect(tell({ kind: 'ended', how: 'offline' })).toEqual(['wake in 10 min'])
    expect(tell({ kind: 'came_online' })).toEqual(['items'])
  })

  test('is read at once where the connection was back before it had ended', () => {
    const { tell } = engine(fresh)
    tell(able)
    tell({ kind: 'asked', kinds: ['items'] })
    expect(tell({ kind: 'came_online' })).toEqual([])
    expect(tell({ kind: 'ended', how: 'offline' })).toEqual(['wake in 10 min'])
    expect(tell(able)).toEqual(['items'])
  })

  test('again and again on a connection that is there is not tried at each return', () => {
    const { tell } = engine(fresh)
    tell(able)
    tell({ kind: 'asked', kinds: ['items'] })
    for (let tries = 0; tries < 2; tries += 1) {
      tell({ kind: 'ended', how: 'offline' })
      expect(tell({ kind: 'came_online' })).toEqual(['items'])
    }
    tell({ kind: 'ended', how: 'offline' })
    expect(tell({ kind: 'came_online' })).toEqual(['wake in 10 min'])
  })

  test('by a person’s hand is over, and what waited behind it too', () => {
    const { tell, pass } = engine()
    tell(able)
    tell({ kind: 'asked', kinds: ['items'] })
    expect(tell({ kind: 'cancelled' })).toEqual(['abort'])
    expect(tell({ kind: 'ended', how: 'stopped' })).toEqual(['vendors'])
    tell(done)
    pass(14 * minute)
    expect(tell(able)).toEqual(['wake in 1 min'])
  })

  test('with a login that ends stops what runs, and begins nothing more', () => {
    const { tell } = engine()
    tell(able)
    expect(tell({ ...able, able: false })).toEqual(['abort'])
    expect(tell({ kind: 'ended', how: 'stopped' })).toEqual([])
    expect(tell({ kind: 'came_online' })).toEqual([])
  })
})
