import { afterAll, describe, expect, test } from 'vitest'
import { playUntil } from '../play-until.ts'
import { faultsExpected } from './faults.ts'
import { newCounts, playScenario } from './run.ts'
import { killsExpected, scenarioOf, testSizes } from './scenario.ts'
import { forgetShop } from './shop.ts'

/** The fixed set; `soak.ts` lives through as many more as there is time for. */
const seeds = [3, 4, 6, 7, 8, 10]
const moreSeeds = [11, 12, 13, 14, 15, 16]

afterAll(forgetShop)

describe('every document arrives exactly once, whatever dies and whatever gets in the way', () => {
  const counts = newCounts()

  test.concurrent.each(seeds.map((seed) => [seed]))('seed %i', { timeout: 900_000 }, async (seed) => {
    expect(await playScenario(scenarioOf(seed, testSizes), counts)).toEqual([])
  })

  test('everything that can get in the way did', { timeout: 900_000 }, async () => {
    const missing = () => [...killsExpected.filter((at) => !counts.kills.has(at)), ...faultsExpected.filter((kind) => !counts.faults.has(kind))]
    await playUntil(missing, moreSeeds, async (seed) => expect(await playScenario(scenarioOf(seed, testSizes), counts)).toEqual([]))
    console.log(`documents: ${counts.documents}\nkills: ${JSON.stringify([...counts.kills])}\nfaults: ${JSON.stringify([...counts.faults])}`)
    expect(missing()).toEqual([])
  })
})
