import { describe, expect, test } from 'vitest'
import { playKilled } from './kill.ts'

const seeds = [11, 12, 13]
const killsOfAWeek = 9

describe('a process that is killed again and again ends where a process left in peace does', () => {
  const all = { inside: 0, after_commit: 0, between: 0, committed: 0, nothing: 0 }

  test.each(seeds.map((seed) => [seed]))('seed %i', async (seed) => {
    const { kills, lost, unkilled, killed } = await playKilled(seed, killsOfAWeek)
    expect(killed[0]).toBe(unkilled[0])
    expect(killed).toEqual(unkilled)
    all.inside += kills.inside
    all.after_commit += kills.after_commit
    all.between += kills.between
    all.committed += lost.committed
    all.nothing += lost.nothing
  })

  test('it died inside transactions, after commits and between, and lost answers of both kinds', () => {
    console.log(`kills: ${JSON.stringify(all)}`)
    expect(Object.entries(all).filter(([, times]) => times === 0)).toEqual([])
  })
})
