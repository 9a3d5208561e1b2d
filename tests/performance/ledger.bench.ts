/**
 * How far the ledger is from the least that any program must do, in one run on one machine: `node tests/performance/ledger.bench.ts`.
 * Ratios are the result; milliseconds are only their witnesses. `--quick` uses a hundredth of the history; `TMPDIR` says on
 * which disk. Ends with 1 when a goal is missed.
 */
import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { checkpoint, openLedger, type Database } from '../../src/main/database/open.ts'
import { transact } from '../../src/main/database/transaction.ts'
import { execute } from '../../src/main/commands/execute.ts'
import { confirmReceipt } from '../../src/main/ledger/receipts.ts'
import { reverseDocument } from '../../src/main/ledger/reversals.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { runQuery } from '../../src/main/queries/run.ts'
import { timeOrderedUuid } from '../../src/shared/units/ids.ts'
import { temporaryFolder, valueOf } from '../support/database.ts'
import { testEnvironment } from '../support/ports.ts'
import { openCommand, shopOn, today, type Shop } from '../support/shop.ts'
import { correctCost } from '../../src/main/ledger/late-cost.ts'
import { handWrittenBuild, handWrittenLateCost } from './hand-written.ts'
import { writeHistory } from './history.ts'
import { interleave, median, percentile, printGoals, timeMs, type Goal } from './measure.ts'
import { emptyLedgerAt, rowCounts } from './shop-floor.ts'

const quick = process.argv.includes('--quick')
const pairs = quick ? 5_000 : 500_000
const rounds = quick ? 400 : 2_000
const componentCount = 20
const perUnit = 2_000_000
const labor = 15_000_000
const ms = (value: number) => `${value.toFixed(3)} ms`
const folder = temporaryFolder()

/** A finished good of twenty components, each in lots that a draw runs over now and then. */
function buildingShop(db: Database, units: number) {
  const shop = shopOn(db)
  const components = Array.from({ length: componentCount }, (_, place) => shop.product(`C-${place}`))
  const finished = shop.product('F', 'finished_good')
  shop.bom(finished, { components: components.map((productId) => ({ productId, perUnit })), costLines: [{ kind: 'labor', amount: labor }] })
  const lotQuantity = 51_000_000
  for (let held = 0; held < units * perUnit; held += lotQuantity) {
    valueOf(shop.confirm(shop.draft(components.map((productId) => ({ productId, quantity: lotQuantity, unitCost: 1_370_000 })))))
  }
  return { shop, components, finished }
}

/** A build as the program does it: the whole command from parsed input to result, under an id of its own. */
function ourBuild(db: Database, finished: number) {
  const desk = { db, environment: testEnvironment(today), onCommitted: () => {} }
  const input = { productId: finished, quantity: 1_000_000, businessDate: today, plannedBuildId: null, lines: null, rest: null, assigneeId: null, notes: null, useHeld: false }
  return () => valueOf(execute(desk, 'build.execute', timeOrderedUuid(Date.now(), randomBytes(10)), input))
}

function compareBuilds(where: 'disk' | 'memory'): Goal {
  const at = (name: string) => emptyLedgerAt(where === 'memory' ? ':memory:' : join(folder.path, name))
  const ours = buildingShop(at('ours.db'), rounds + 200)
  const theirs = buildingShop(at('theirs.db'), rounds + 200)
  const build = ourBuild(ours.shop.db, ours.finished)
  const lower = handWrittenBuild(theirs.shop.db)
  const buildByHand = () => lower(theirs.finished, theirs.components, perUnit, labor, today)
  interleave(100, build, buildByHand)
  const [our, bound] = interleave(rounds, build, buildByHand)
  const [ourRows, boundRows] = [rowCounts(ours.shop.db), rowCounts(theirs.shop.db)]
  if (JSON.stringify(ourRows) !== JSON.stringify(boundRows)) throw new Error(`other rows: ${JSON.stringify([ourRows, boundRows])}`)
  const worth = (shop: Shop, id: number) => JSON.stringify(shop.onHand(id))
  if (worth(ours.shop, ours.finished) !== worth(theirs.shop, theirs.finished)) throw new Error('the two came to different costs')
  ours.shop.db.close()
  theirs.shop.db.close()
  const ratio = median(our) / median(bound)
  return { what: `build of 20 components, ${where}`, ours: ms(median(our)), bound: ms(median(bound)), ratio, ratioMax: 1.5 }
}

/** A shop whose one product has a past of used-up lots, and open lots enough for the draws to come. */
function drawingShop(file: string, historyPairs: number) {
  const db = emptyLedgerAt(file)
  const shop = shopOn(db)
  const productId = shop.product('W')
  for (let count = 0; count < 500; count += 1) shop.product(`P-${String(count).padStart(4, '0')}`)
  writeHistory(db, [productId], shop.supplierId, historyPairs)
  valueOf(shop.confirm(shop.draft([{ productId, quantity: 1_000_000_000, unitCost: 1_000_000 }])))
  return { db, shop, productId }
}

function comparePasts(): Goal[] {
  const long = drawingShop(join(folder.path, 'long.db'), pairs)
  const short = drawingShop(join(folder.path, 'short.db'), 500)
  const [longMs, shortMs] = interleave(
    rounds,
    () => long.shop.draw(long.productId, 100_000),
    () => short.shop.draw(short.productId, 100_000),
  )
  const goal = { what: `draw after ${pairs * 2} used-up lots against 1,000`, ours: ms(median(longMs)), bound: ms(median(shortMs)), ratio: median(longMs) / median(shortMs), ratioMax: 1.2 }
  for (const { db } of [long, short]) {
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.close()
  }
  return [goal, compareFirstScreens(), compareCommands()]
}

/** A part that went through three levels of builds into sales of one unit each, and one unit kept at every level. */
function soldShop(db: Database, sales: number) {
  const shop = shopOn(db)
  const part = shop.product('PART')
  const receiptId = shop.draft([{ productId: part, quantity: (sales + 4) * 1_000_000, unitCost: 10_000_000 }])
  valueOf(shop.confirm(receiptId))
  let made = part
  for (const [level, sku] of ['SUB', 'SUBSUB', 'GOOD'].entries()) {
    const next = shop.product(sku, 'finished_good')
    shop.bom(next, { components: [{ productId: made, perUnit: 1_000_000 }] })
    valueOf(shop.build(next, (sales + 3 - level) * 1_000_000))
    made = next
  }
  for (let count = 0; count < sales; count += 1) valueOf(shop.sell({ lines: [{ productId: made, quantity: 1_000_000 }] }))
  return { shop, receiptId, made }
}

function compareLateCosts(): Goal {
  const sales = quick ? 1_000 : 10_000
  const ours = soldShop(emptyLedgerAt(join(folder.path, 'late-ours.db')), sales)
  const theirs = soldShop(emptyLedgerAt(join(folder.path, 'late-theirs.db')), sales)
  const byHand = handWrittenLateCost(theirs.shop.db)
  const unitCost = (round: number) => 10_000_000 + (round + 1) * 1_000_000
  const [our, bound] = interleave(
    9,
    (round) => {
      const input = { receiptId: ours.receiptId, lineNo: 1, cost: { unitCost: unitCost(round) }, toBeConfirmed: false, today }
      valueOf(transact(ours.shop.db, () => correctCost(ours.shop.db, input, openCommand(ours.shop.db))))
    },
    (round) => byHand(theirs.receiptId, 1, (sales + 4) * 1_000_000, unitCost(round), today),
  )
  const [ourRows, boundRows] = [rowCounts(ours.shop.db), rowCounts(theirs.shop.db)]
  if (JSON.stringify(ourRows) !== JSON.stringify(boundRows)) throw new Error(`other rows: ${JSON.stringify([ourRows, boundRows])}`)
  const worth = ({ shop, made }: typeof ours) => JSON.stringify(shop.onHand(made))
  if (worth(ours) !== worth(theirs)) throw new Error('the two came to different costs')
  if (!verifyBooks(ours.shop.db).ok) throw new Error('the books do not add up')
  for (const { shop } of [ours, theirs]) shop.db.close()
  const ratio = median(our) / median(bound)
  return { what: `late cost through 3 levels to ${sales} sales`, ours: ms(median(our)), bound: ms(median(bound)), ratio, ratioMax: 2 }
}

/** Edits and voids of a sale, and a return, after a long past of other sales of the same product and customer against after a short one. */
function compareSales(): Goal[] {
  const past = quick ? 500 : 20_000
  const shops = [past, 100].map((sales) => soldShop(emptyLedgerAt(join(folder.path, `sales-${sales}.db`)), sales)) as [ReturnType<typeof soldShop>, ReturnType<typeof soldShop>]
  for (const { shop, made } of shops) valueOf(shop.find(made, 1_000_000_000_000, 10_000_000))
  const work = ({ shop, made }: ReturnType<typeof soldShop>) => () => {
    const of = (units: number) => ({ lines: [{ productId: made, quantity: units * 1_000_000 }], customer: 'Ann' })
    const { saleId } = valueOf(shop.sell(of(5)))
    const back = valueOf(shop.takeBack(of(1)))
    valueOf(shop.editSale(saleId, of(3)))
    valueOf(shop.voidReturn(back.saleId))
    valueOf(shop.voidSale(saleId))
  }
  const [long, short] = interleave(quick ? 100 : 400, work(shops[0]), work(shops[1]))
  for (const { shop } of shops) shop.db.close()
  const ratio = median(long) / median(short)
  return [{ what: `sell, return, edit and void after ${past} sales against 100`, ours: ms(median(long)), bound: ms(median(short)), ratio, ratioMax: 1.3 }]
}

/** Opens the file as a start does, and reads what the first screen shows. */
function firstScreen(file: string): void {
  const db = valueOf(openLedger(file, { access: 'read_write' }))
  const context = { db, today: () => today, trustsAnswers: true }
  const page = valueOf(runQuery(context, 'product.list', { search: '', kinds: [], sort: 'sku', descending: false, limit: 50, offset: 0, find: null }))
  if (page.products.length !== 50) throw new Error('the first page is not full')
  db.close()
}

function compareFirstScreens(): Goal {
  const empty = join(folder.path, 'empty.db')
  const db = emptyLedgerAt(empty)
  const shop = shopOn(db)
  for (let count = 0; count < 501; count += 1) shop.product(`P-${String(count).padStart(4, '0')}`)
  db.close()
  const [full, bare] = interleave(
    rounds,
    () => firstScreen(join(folder.path, 'long.db')),
    () => firstScreen(empty),
  )
  const what = `open and first screen on ${pairs * 2} postings against none`
  return { what, ours: ms(median(full)), bound: ms(median(bare)), ratio: median(full) / median(bare), ratioMax: 1.3 }
}

/** A whole command that writes one small row: what a long past costs whatever the command is. */
function compareCommands(): Goal {
  const [full, bare] = ['long.db', 'empty.db'].map((name) => {
    const db = valueOf(openLedger(join(folder.path, name), { access: 'read_write' }))
    const desk = { db, environment: testEnvironment(today), onCommitted: () => {} }
    const fields = { name: 'Acme', code: null, contact: '', email: '', phone: '', notes: '' }
    return { db, run: () => valueOf(execute(desk, 'supplier.update', timeOrderedUuid(Date.now(), randomBytes(10)), { supplierId: 1, ...fields })) }
  })
  if (full === undefined || bare === undefined) throw new Error('both ledgers are needed')
  const [longMs, emptyMs] = interleave(rounds, full.run, bare.run)
  for (const { db } of [full, bare]) db.close()
  const what = `a one-row command on ${pairs * 2} postings against none`
  return { what, ours: ms(median(longMs)), bound: ms(median(emptyMs)), ratio: median(longMs) / median(emptyMs), ratioMax: 1.2 }
}

/** Receipts, builds and reversals by turns, with the pauses in which the program copies its log into the file. */
function tailOfBuilds(): Goal {
  const { shop, components, finished } = buildingShop(emptyLedgerAt(join(folder.path, 'mixed.db')), rounds * 2)
  const build = ourBuild(shop.db, finished)
  const samples: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    let buildId = 0
    samples.push(timeMs(() => ({ buildId } = build())))
    if (round % 3 === 0) valueOf(transact(shop.db, () => reverseDocument(shop.db, { document: { kind: 'build', id: buildId }, today }, openCommand(shop.db))))
    if (round % 5 === 0) {
      const receiptId = shop.draft(components.slice(0, 5).map((productId) => ({ productId, quantity: 5_000_000, unitCost: 1_000_000 })))
      valueOf(transact(shop.db, () => confirmReceipt(shop.db, { receiptId, today }, openCommand(shop.db))))
    }
    if (round % 200 === 199) checkpoint(shop.db)
  }
  shop.db.close()
  const [worst, usual] = [percentile(samples, 0.99), median(samples)]
  return { what: '99th percentile of builds in a mixed run against their median', ours: ms(worst), bound: ms(usual), ratio: worst / usual, ratioMax: 2.5 }
}

function checkTheBooks(): void {
  const file = join(folder.path, 'long.db')
  const db = valueOf(openLedger(file, { access: 'read_only' }))
  global.gc?.()
  const before = process.memoryUsage().rss
  let peak = before
  let report = { ok: false, head: { postingCount: 0 } }
  const took = timeMs(() => {
    report = verifyBooks(db, { onProgress: () => (peak = Math.max(peak, process.memoryUsage().rss)) })
  })
  if (!report.ok) throw new Error('the books do not add up')
  db.close()
  const megabytes = (bytes: number) => (bytes / 1_048_576).toFixed(0)
  const { postingCount } = report.head
  console.log(`check of ${postingCount} postings: ${(took / 1000).toFixed(2)} s, memory ${megabytes(before)} MB before, ${megabytes(peak)} MB at most`)
  console.log(`file: ${megabytes(statSync(file).size)} MB, ${(statSync(file).size / postingCount).toFixed(0)} bytes a posting (3 entries and 1 lot each, command log and indexes included)`)
}

try {
  // The tail comes first: what the others wrote is still on its way to the disk for a while, and would be its tail.
  const goals = [tailOfBuilds(), compareBuilds('memory'), compareBuilds('disk'), compareLateCosts(), ...compareSales(), ...comparePasts()]
  checkTheBooks()
  printGoals(goals)
  process.exitCode = goals.every(({ ratio, ratioMax }) => ratio <= ratioMax) ? 0 : 1
} finally {
  folder.remove()
}
