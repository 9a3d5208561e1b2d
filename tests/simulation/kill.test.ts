import { describe, expect, test } from 'vitest'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { testId } from '../support/ports.ts'
import { playKilled, playKilledFromTheBeginning } from './kill.ts'
import { playUntil } from './play-until.ts'

const seeds = [11, 12, 13]
const moreSeeds = [14, 15, 16]
const killsOfAWeek = 9

describe('a process that is killed again and again ends where a process left in peace does', () => {
  const all = { inside: 0, after_commit: 0, between: 0, committed: 0, nothing: 0 }

  async function play(seed: number): Promise<void> {
    const { kills, lost, unkilled, killed } = await playKilled(seed, killsOfAWeek)
    expect(killed[0]).toBe(unkilled[0])
    expect(killed).toEqual(unkilled)
    all.inside += kills.inside
    all.after_commit += kills.after_commit
    all.between += kills.between
    all.committed += lost.committed
    all.nothing += lost.nothing
  }

  test.each(seeds.map((seed) => [seed]))('seed %i', play)

  test('it died inside transactions, after commits and between, and lost answers of both kinds', async () => {
    const missing = () => Object.entries(all).filter(([, times]) => times === 0)
    await playUntil(missing, moreSeeds, play)
    console.log(`kills: ${JSON.stringify(all)}`)
    expect(missing()).toEqual([])
  })
})

test('an import of a file, and the undo of it, are there whole or not at all wherever the process dies, and sent again are done once', async () => {
  const count = 60
  const rows = Array.from({ length: count }, (_, at) => ({
    row: at + 2,
    cells: { sku: `P-${at}`, name: `Part ${at}`, kind: 'Component', unit: 'ea', unitCost: '1.5', barcodes: `40${at}`, quantity: at % 2 === 0 ? '3' : '' },
  }))
  const file = { kind: 'products', fileName: 'parts.csv', decimal: '.', dateOrder: 'mdy', defaults: {}, columns: [{ header: 'SKU', field: 'sku' }], rows }
  const moment = { today: '2026-01-31', place: 0 }
  const commands = [
    { ...moment, commandId: testId(1), name: 'file.import', input: file },
    { ...moment, commandId: testId(2), name: 'file.undo_import', input: { importId: testId(1) } },
  ]
  const deaths = [
    { at: 'inside', nth: 1 },
    { at: 'inside', nth: 200 },
    { at: 'inside', nth: 400 },
    { at: 'after_commit', nth: 0 },
    { at: 'inside', nth: 1 },
    { at: 'inside', nth: 300 },
    { at: 'after_commit', nth: 1 },
  ] as const
  const { found, unkilled, killed } = await playKilledFromTheBeginning(commands, deaths, (db) => {
    const wrong = verifyBooks(db, {}).checks.filter(({ difference }) => difference !== null)
    return [db.prepare('SELECT count(*) FROM product WHERE archived = 0').pluck().get(), db.prepare('SELECT count(*) FROM lot_balance WHERE remaining > 0').pluck().get(), wrong.length]
  })
  const [nothing, all] = [[0, 0, 0], [count, count / 2, 0]]
  expect(found).toEqual([nothing, nothing, nothing, all, all, all, nothing, nothing])
  expect(killed).toEqual(unkilled)
})
