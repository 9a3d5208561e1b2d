import { afterAll, describe, expect, test } from 'vitest'
import { runSeed } from './run-seed.ts'
import { newCounts } from './simulate.ts'
import { eventsExpected, refusalsExpected } from './expected.ts'

/** The fixed set: its weeks hold every event and every refusal. `soak.ts` plays as many more as there is time for. */
const seeds = Array.from({ length: 48 }, (_, place) => place + 1)

describe('the auditor and the program keep the same books, command by command', () => {
  const counts = newCounts()

  test.each(seeds.map((seed) => [seed]))('seed %i', async (seed) => {
    const report = await runSeed(seed, counts)
    expect(report, report ?? '').toBeNull()
  })

  test('every event was done', () => {
    expect(eventsExpected.filter((name) => !counts.done.has(name))).toEqual([])
  })

  test('every refusal was given, and none that should not be', () => {
    expect(refusalsExpected.filter((code) => !counts.refused.has(code))).toEqual([])
    expect([...counts.refused.keys()].filter((code) => !(refusalsExpected as readonly string[]).includes(code))).toEqual([])
  })

  afterAll(() => {
    const lines = [...counts.done, ...counts.refused].map(([name, times]) => `${String(times).padStart(6)}  ${name}`)
    console.log(`how often over ${seeds.length} seeds:\n${lines.toSorted((a, b) => a.slice(8).localeCompare(b.slice(8))).join('\n')}`)
  })
})
