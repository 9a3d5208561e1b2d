/**
 * Whether taking something back costs no more than doing it did: `node tests/performance/corrections.bench.ts`. Each is done and
 * taken back by turns, as whole commands under ids of their own, on disk. Ends with 1 when a goal is missed.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { execute } from '../../src/main/commands/execute.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import type { InputOf, NameOf, OutputOf } from '../../src/shared/contract/registry.ts'
import { timeOrderedUuid } from '../../src/shared/units/ids.ts'
import { temporaryFolder, valueOf } from '../support/database.ts'
import { testEnvironment } from '../support/ports.ts'
import { shopOn, today, type Shop } from '../support/shop.ts'
import { median, printGoals, timeMs, type Goal } from './measure.ts'
import { emptyLedgerAt } from './shop-floor.ts'

const rounds = process.argv.includes('--quick') ? 200 : 2_000
const one = 1_000_000
const componentCount = 20
const lineCount = 5
const ms = (value: number) => `${value.toFixed(3)} ms`
const folder = temporaryFolder()

/** Does and takes back by turns; the first rounds only warm up. */
function compare(what: string, shop: Shop, round: () => readonly [doMs: number, undoMs: number]): Goal {
  for (let count = 0; count < 50; count += 1) round()
  const turns = Array.from({ length: rounds }, round)
  if (!verifyBooks(shop.db).ok) throw new Error('the books do not add up')
  const [done, undone] = [median(turns.map(([doMs]) => doMs)), median(turns.map(([, undoMs]) => undoMs))]
  return { what, ours: ms(undone), bound: ms(done), ratio: undone / done, ratioMax: 1 }
}

/** Runs whole commands and tells how long each took. */
function deskOn(shop: Shop) {
  const desk = { db: shop.db, environment: testEnvironment(today), onCommitted: () => {} }
  return <N extends NameOf<'command'>>(name: N, input: InputOf<'command', N>) => {
    let output: OutputOf<'command', N> | undefined
    const id = timeOrderedUuid(Date.now(), randomBytes(10))
    const took = timeMs(() => (output = valueOf(execute(desk, name, id, input)) as OutputOf<'command', N>))
    return { took, output: output as OutputOf<'command', N> }
  }
}

const shopAt = (name: string) => shopOn(emptyLedgerAt(join(folder.path, name)))

/** Components by the thousand, in lots that a draw does not run over. */
function stocked(shop: Shop, kind: string, count: number): number[] {
  const products = Array.from({ length: count }, (_, place) => shop.product(`C-${place}`, kind))
  for (let delivery = 0; delivery < 3; delivery += 1) {
    valueOf(shop.confirm(shop.draft(products.map((productId) => ({ productId, quantity: 100_000 * one, unitCost: 1_370_000 })))))
  }
  return products
}

function compareBuilds(): Goal {
  const shop = shopAt('builds.db')
  const components = stocked(shop, 'component', componentCount).map((productId) => ({ productId, perUnit: 2 * one }))
  const productId = shop.product('F', 'finished_good')
  shop.bom(productId, { components, costLines: [{ kind: 'labor', amount: 15 * one }] })
  const run = deskOn(shop)
  return compare(`reversal of a build of ${componentCount} components against the build`, shop, () => {
    const { took, output } = run('build.execute', { productId, quantity: one, businessDate: today, plannedBuildId: null, lines: null, rest: null, assigneeId: null, notes: null, useHeld: false })
    return [took, run('build.reverse', { buildId: output.buildId, replan: false }).took]
  })
}

function compareReceipts(): Goal {
  const shop = shopAt('receipts.db')
  const products = stocked(shop, 'component', componentCount)
  const run = deskOn(shop)
  let day = Date.parse('2000-01-01')
  return compare(`voiding a receipt of ${componentCount} lines against confirming it`, shop, () => {
    // A day of its own each: confirming looks at the lot numbers of the day.
    const receivedOn = new Date((day += 86_400_000)).toISOString().slice(0, 10)
    const receiptId = shop.draft(products.map((productId) => ({ productId, quantity: 3 * one, unitCost: 1_370_000 })), receivedOn)
    const { took } = run('receipt.confirm', { receiptId })
    return [took, run('receipt.void', { receiptId }).took]
  })
}

function compareSales(): Goal {
  const shop = shopAt('sales.db')
  const lines = stocked(shop, 'finished_good', lineCount).map((productId) => ({ productId, quantity: 2 * one, revenue: 9 * one }))
  const run = deskOn(shop)
  return compare(`voiding a sale of ${lineCount} lines against recording it`, shop, () => {
    const { took, output } = run('sale.record', { reference: '', customer: 'Ann', saleDate: today, lines, notes: '', alsoInQuickbooks: false })
    return [took, run('sale.void', { saleId: output.saleId }).took]
  })
}

try {
  const goals = [compareBuilds(), compareReceipts(), compareSales()]
  printGoals(goals)
  process.exitCode = goals.every(({ ratio, ratioMax }) => ratio <= ratioMax) ? 0 : 1
} finally {
  folder.remove()
}
