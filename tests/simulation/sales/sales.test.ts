import { afterAll, describe, expect, test } from 'vitest'
import { newCounts, playSales } from './run.ts'
import { forgetShop } from './shop.ts'

/** The fixed set: seeds and how many steps of each. */
const seeds = [1, 2, 3] as const
const steps = 7

afterAll(forgetShop)

describe('what was sold in QuickBooks is sold here, once, whatever dies and whatever gets in the way', () => {
  const counts = newCounts()

  test.concurrent.each(seeds.map((seed) => [seed]))('seed %i', async (seed) => {
    expect(await playSales(seed, steps, counts)).toEqual([])
  })

  test('everything that can get in the way did', () => {
    const { kills, faults, changes, compared } = counts
    console.log(JSON.stringify({ kills: [...kills], faults: [...faults], changes: [...changes], compared }))
    expect([...kills.keys()].toSorted()).toEqual(['applying', 'request', 'row'])
    expect([...changes.keys()].toSorted()).toEqual(['delete', 'edit', 'entered again', 'make', 'void'])
    expect(faults.size).toBeGreaterThan(4)
    expect(compared).toBeGreaterThan(0)
  })
})
