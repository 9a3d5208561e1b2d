import { afterAll, describe, expect, test } from 'vitest'
import { playUntil } from '../play-until.ts'
import { newCounts, playSales } from './run.ts'
import { forgetShop } from './shop.ts'

/** The fixed set: seeds and how many steps of each. */
const seeds = [1, 2, 3] as const
const moreSeeds = [4, 5, 6, 7] as const
const killsExpected = ['applying', 'request', 'row']
const changesExpected = ['delete', 'edit', 'entered again', 'make', 'void']
const faultsMin = 5
const steps = 7

afterAll(forgetShop)

describe('what was sold in QuickBooks is sold here, once, whatever dies and whatever gets in the way', () => {
  const counts = newCounts()

  test.concurrent.each(seeds.map((seed) => [seed]))('seed %i', async (seed) => {
    expect(await playSales(seed, steps, counts)).toEqual([])
  })

  test('everything that can get in the way did', async () => {
    const { kills, faults, changes } = counts
    const missing = () => [
      ...killsExpected.filter((at) => !kills.has(at)),
      ...changesExpected.filter((kind) => !changes.has(kind)),
      ...(faults.size < faultsMin ? ['other faults'] : []),
      ...(counts.compared === 0 ? ['a full comparison'] : []),
    ]
    await playUntil(missing, moreSeeds, async (seed) => expect(await playSales(seed, steps, counts)).toEqual([]))
    console.log(JSON.stringify({ kills: [...kills], faults: [...faults], changes: [...changes], compared: counts.compared }))
    expect(missing()).toEqual([])
    expect([kills.size, changes.size]).toEqual([killsExpected.length, changesExpected.length])
  })
})
