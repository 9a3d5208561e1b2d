import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { correctQuantity } from '../../src/main/ledger/late-cost.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { parseJson, type JsonObject } from '../../src/main/practice/json.ts'
import { firstBreach } from '../../src/main/practice/schema-check.ts'
import { testLedger, valueOf, type TestLedger } from '../support/database.ts'
import { bindCompany, choose, everyAccount, exportsOn, linkItems } from '../support/exports.ts'
import { asCommand, money, qty, shopOn, today, type Shop } from '../support/shop.ts'

let ledger: TestLedger
let shop: Shop
let exports: ReturnType<typeof exportsOn>
let steel: number
let bolt: number
let frame: number
let box: number

beforeEach(() => {
  ledger = testLedger()
  shop = shopOn(ledger.db)
  exports = exportsOn(ledger.db)
  steel = shop.product('STEEL', 'raw_material')
  bolt = shop.product('BOLT')
  frame = shop.product('FRAME', 'sub_assembly')
  box = shop.product('BOX', 'finished_good')
  linkItems(ledger.db, [steel, bolt, frame, box])
  shop.bom(frame, { components: [{ productId: steel, perUnit: qty('2') }] })
  shop.bom(box, { components: [{ productId: frame, perUnit: qty('1') }, { productId: bolt, perUnit: qty('4') }], costLines: [{ kind: 'labor', amount: money('5') }] })
})

afterEach(() => ledger.close())

const receive = (...lines: (readonly [productId: number, quantity: string, unitCost: string])[]) => {
  const receiptId = shop.draft(lines.map(([productId, quantity, unitCost]) => ({ productId, quantity: qty(quantity), unitCost: money(unitCost) })))
  valueOf(shop.confirm(receiptId))
  return receiptId
}
/** Sets the first line of a receipt to what a count found. */
const counted = (receiptId: number, quantity: string) =>
  valueOf(asCommand(ledger.db, (stamp) => correctQuantity(ledger.db, { receiptId, lineNo: 1, quantity: qty(quantity), unit: 'stock', reason: 'count', today }, stamp)))
const stocked = () => receive([steel, '100', '3'], [bolt, '100', '0.25'])

describe('while items are kept in QuickBooks', () => {
  beforeEach(() => bindCompany(ledger.db, { source: 'sync' }))

  test('a receipt adds its quantities against the receiving account, one line per product', () => {
    receive([steel, '10', '3'], [bolt, '5', '1'], [steel, '2.5', '3'])
    expect(exports.told()).toEqual(['PSB-R-00001 waiting: receiving STEEL 12.5, BOLT 5'])
  })

  test('a build takes its components and adds what it made, and its journal carries the cost lines alone', () => {
    stocked()
    valueOf(shop.build(frame, qty('3')))
    valueOf(shop.build(box, qty('2')))
    expect(exports.told().slice(1)).toEqual([
      'PSB-B-00001 waiting: cogs STEEL -6, FRAME 3',
      'PSB-B-00001-C nothing_to_send (no_cost_lines)',
      'PSB-B-00002 waiting: cogs FRAME -2, BOLT -8, BOX 2',
      'PSB-B-00002-C waiting: cogs / conversion 10',
    ])
  })

  test('without a conversion account the journal of the cost lines is left out, not waited for', () => {
    choose(ledger.db, { source: 'sync', accounts: { cogs: 'acc-cogs', receiving: 'acc-receiving' } })
    stocked()
    valueOf(shop.build(frame, qty('2')))
    valueOf(shop.build(box, qty('2')))
    expect(exports.told().at(-1)).toBe('PSB-B-00002-C nothing_to_send (no_conversion_account): cogs / conversion 10')
  })

  test('a build in review has no export; its approval exports it, and a rejection what was lost', () => {
    stocked()
    exports.told()
    shop.switch({ review: true })
    const first = valueOf(shop.build(frame, qty('3')))
    const second = valueOf(shop.build(frame, qty('4')))
    const third = valueOf(shop.build(frame, qty('5')))
    expect(exports.told()).toEqual([])
    valueOf(shop.approve(first.buildId))
    expect(exports.told()).toEqual(['PSB-B-00001 waiting: cogs STEEL -6, FRAME 3', 'PSB-B-00001-C nothing_to_send (no_cost_lines)'])
    valueOf(shop.reject(second.buildId, { kind: 'partial', recovered: [{ productId: steel, quantity: qty('6') }] }))
    expect(exports.told()).toEqual(['PSB-B-00002-W waiting: waste STEEL -2'])
    valueOf(shop.reject(third.buildId, { kind: 'full' }))
    expect(exports.told()).toEqual(['PSB-B-00003-W nothing_to_send (nothing_moved)'])
  })

  test('a correction of a quantity goes by the difference: more against receiving, miscounted back to it', () => {
    const receiptId = stocked()
    exports.told()
    exports.arrive()
    valueOf(shop.correctQuantity(receiptId, qty('90')))
    valueOf(shop.correctQuantity(receiptId, qty('95')))
    expect(exports.told()).toEqual(['PSB-R-00001-A1 waiting: receiving STEEL -10', 'PSB-R-00001-A2 waiting: receiving STEEL 5'])
  })

  test('what a count finds missing of a delivery is waste, and goes against COGS where there is no waste account', () => {
    const receiptId = stocked()
    exports.told()
    counted(receiptId, '97')
    expect(exports.told()).toEqual(['PSB-R-00001-A1 waiting: waste STEEL -3'])
    choose(ledger.db, { source: 'sync', accounts: { cogs: 'acc-cogs', receiving: 'acc-receiving' } })
    exports.plan()
    expect(exports.bodies().at(-1)).toContain('"AdjustAccountRef":{"value":"acc-cogs"}')
    exports.arrive()
    counted(receiptId, '99')
    expect(exports.told()).toEqual(['PSB-R-00001-A2 waiting: receiving STEEL 2'])
    valueOf(shop.reverse({ kind: 'receipt', id: receiptId }))
    // Each part goes back against the account that it came against.
    expect(exports.told()).toEqual(['PSB-R-00001-A2 withdrawn', 'PSB-R-00001-X waiting: receiving STEEL -100, BOLT -100', 'PSB-R-00001-X2 waiting: waste STEEL 3'].slice(1))
  })

  test('a late cost moves no quantity', () => {
    const receiptId = stocked()
    valueOf(shop.correctCost(receiptId, { unitCost: money('4') }))
    expect(exports.told().at(-1)).toBe('PSB-R-00001-L1 nothing_to_send (values_stay_here)')
  })

  test('a loss goes against waste, any other adjustment against COGS, and stock from before is nobody’s business', () => {
    stocked()
    valueOf(shop.open(frame, qty('2'), { unitCost: money('6') }))
    valueOf(shop.adjustLot(1, -qty('3'), 'breakage'))
    valueOf(shop.adjustLot(1, qty('1')))
    valueOf(shop.find(bolt, qty('7'), null))
    expect(exports.told().slice(1)).toEqual([
      'PSB-A-00002 waiting: waste STEEL -3',
      'PSB-A-00003 waiting: cogs STEEL 1',
      'PSB-A-00004 waiting: cogs BOLT 7',
    ])
  })

  test('a manual sale takes what it says, short or not; an edit the difference; settling a shortage moves nothing', () => {
    valueOf(shop.open(box, qty('2'), { unitCost: money('20') }))
    const { saleId } = valueOf(shop.sell({ lines: [{ productId: box, quantity: qty('5') }] }))
    expect(exports.told()).toEqual(['PSB-M-00001 waiting: cogs BOX -5'])
    exports.arrive()
    valueOf(shop.editSale(saleId, { lines: [{ productId: box, quantity: qty('4') }] }))
    expect(exports.told()).toEqual(['PSB-M-00001-A1 waiting: cogs BOX 1'])
    valueOf(shop.find(box, qty('10'), money('20')))
    expect(exports.told()).toEqual(['PSB-A-00002 waiting: cogs BOX 10'])
    exports.arrive()
    valueOf(shop.voidSale(saleId))
    expect(exports.told()).toEqual(['PSB-M-00001-X waiting: cogs BOX 4'])
  })

  test('two equal receipts on one day are two documents', () => {
    receive([steel, '10', '3'])
    receive([steel, '10', '3'])
    expect(exports.told()).toEqual(['PSB-R-00001 waiting: receiving STEEL 10', 'PSB-R-00002 waiting: receiving STEEL 10'])
  })
})

describe('while stock is kept here alone', () => {
  beforeEach(() => bindCompany(ledger.db, { source: 'partsemble' }))

  test('a receipt journals its total', () => {
    receive([steel, '10', '3.333333'], [bolt, '5', '1'])
    expect(exports.told()).toEqual(['PSB-R-00001 waiting: receiving_debit / receiving_credit 38.33'])
  })

  test('a nested build journals what was drawn from received lots and its labor, and not again what a build made', () => {
    stocked()
    valueOf(shop.build(frame, qty('3')))
    valueOf(shop.build(box, qty('2')))
    expect(exports.told().slice(1)).toEqual([
      'PSB-B-00001 waiting: build_debit / build_credit 18',
      'PSB-B-00002 waiting: build_debit / build_credit 2, build_debit / conversion 10',
    ])
  })

  test('pool, legacy and opening lots count as made when they hold what is built, else as received', () => {
    valueOf(shop.open(steel, qty('10'), { unitCost: money('3') }))
    valueOf(shop.open(bolt, qty('40'), { unitCost: money('0.25') }))
    valueOf(shop.open(frame, qty('1'), { unitCost: money('6') }))
    valueOf(shop.build(frame, qty('2')))
    valueOf(shop.build(box, qty('2')))
    // The frame from before lies with what was made; so does the one that was built.
    expect(exports.told()).toEqual([
      'PSB-B-00001 waiting: build_debit / build_credit 12',
      'PSB-B-00002 waiting: build_debit / build_credit 2, build_debit / conversion 10',
    ])
  })

  test('the total of a build is rounded once, and its lines share the cents', () => {
    shop.bom(frame, { components: [{ productId: steel, perUnit: qty('1') }], costLines: [{ kind: 'other', amount: money('0.005') }] })
    receive([steel, '10', '0.005'])
    valueOf(shop.build(frame, qty('1')))
    // Half a cent each: one cent in all, not two.
    expect(exports.told().at(-1)).toBe('PSB-B-00001 waiting: build_debit / build_credit 0.01, build_debit / conversion 0')
  })

  test('a build of nothing worth a cent has nothing to send', () => {
    receive([steel, '10', '0'])
    valueOf(shop.build(frame, qty('1')))
    expect(exports.told()).toEqual(['PSB-R-00001 nothing_to_send (nothing_moved)', 'PSB-B-00001 nothing_to_send (nothing_moved)'])
  })

  test('what a rejection lost leaves the accounts that it lay in', () => {
    stocked()
    valueOf(shop.build(frame, qty('2')))
    shop.switch({ review: true })
    const { buildId } = valueOf(shop.build(box, qty('2')))
    exports.told()
    valueOf(shop.reject(buildId, { kind: 'total_loss' }))
    expect(exports.told()).toEqual(['PSB-B-00002-W waiting: waste / build_credit 2, waste / build_debit 12'])
  })

  test('labor without a conversion account: asked for, left out, or on the build’s credit account', () => {
    const accounts = { ...everyAccount, conversion: undefined as unknown as string }
    choose(ledger.db, { source: 'partsemble', accounts, labor: 'leave_out' })
    stocked()
    valueOf(shop.build(frame, qty('2')))
    valueOf(shop.build(box, qty('1')))
    expect(exports.told().at(-1)).toBe('PSB-B-00002 waiting: build_debit / build_credit 1, build_debit / conversion 0')
  })

  test('what a count finds missing is waste out of what was received; what was miscounted goes the way it came', () => {
    const receiptId = stocked()
    exports.told()
    counted(receiptId, '97')
    valueOf(shop.correctQuantity(receiptId, qty('95')))
    exports.plan()
    expect(exports.told()).toEqual(['PSB-R-00001-A1 waiting: waste / receiving_debit 9', 'PSB-R-00001-A2 waiting: receiving_debit / receiving_credit -6'])
  })

  test('with Accounts Payable the journal carries the supplier’s vendor, and waits until there is one', () => {
    ledger.db.exec("UPDATE accounting_account SET type = 'Accounts Payable' WHERE external_id = 'acc-receiving_credit'")
    const receiptId = stocked()
    expect(exports.told()).toEqual(['PSB-R-00001 needs (needs_vendor): receiving_debit / receiving_credit 325'])
    ledger.db.exec(`INSERT INTO accounting_vendor (accounting_vendor_id, external_id, name, active, sync_token, seal) VALUES (1, 'V7', 'Acme', 1, '0', '${'x'.repeat(64)}');
      INSERT INTO vendor_link VALUES (1, 1, '2026-01-31T12:00:00.000Z')`)
    exports.plan()
    expect(exports.all()).toEqual(['PSB-R-00001 waiting: receiving_debit / receiving_credit 325'])
    const [body = ''] = exports.bodies()
    expect(body).toContain('"JournalEntryLineDetail":{"PostingType":"Credit","AccountRef":{"value":"acc-receiving_credit"},"Entity":{"Type":"Vendor","EntityRef":{"value":"V7"}}}')
    expect(body.match(/"Entity":/g)?.length).toBe(1)
    valueOf(shop.correctCost(receiptId, { unitCost: money('4') }))
    exports.plan()
    expect(exports.bodies().at(-1)).toContain('"value":"V7"')
  })

  test('every body is one that the schema of QuickBooks knows', () => {
    const receiptId = stocked()
    valueOf(shop.build(frame, qty('3')))
    valueOf(shop.build(box, qty('2')))
    valueOf(shop.adjustLot(1, -qty('3'), 'loss'))
    valueOf(shop.correctCost(receiptId, { unitCost: money('4') }))
    exports.plan()
    choose(ledger.db, { source: 'sync' })
    const journals = exports.bodies()
    exports.plan()
    const bodies = [...journals.map((body) => ['JournalEntry', body] as const), ...exports.bodies().map((body) => [body.includes('AdjustAccountRef') ? 'InventoryAdjustment' : 'JournalEntry', body] as const)]
    expect(bodies.length).toBeGreaterThan(8)
    for (const [type, body] of bodies) expect(firstBreach(type, parseJson(body) as JsonObject), body).toBeNull()
  })

  test('a late cost is journaled by the difference, a journal per pair of accounts, and none for what was made of it', () => {
    const receiptId = stocked()
    valueOf(shop.build(frame, qty('10')))
    valueOf(shop.adjustLot(1, -qty('10'), 'breakage'))
    exports.told()
    exports.arrive()
    valueOf(shop.correctCost(receiptId, { unitCost: money('3.5') }))
    expect(exports.told()).toEqual([
      'PSB-R-00001-L1 waiting: receiving_debit / receiving_credit 50',
      'PSB-R-00001-L2 waiting: build_debit / build_credit 10',
      'PSB-R-00001-L3 waiting: waste / build_credit 5',
    ])
  })

  test('late costs in fractions of a cent add up to the cents of the value now', () => {
    const receiptId = receive([steel, '1', '0.003'])
    const cents: string[] = [...exports.told()]
    for (const cost of ['0.006', '0.009', '0.012']) {
      valueOf(shop.correctCost(receiptId, { unitCost: money(cost) }))
      cents.push(...exports.told())
    }
    expect(cents).toEqual([
      'PSB-R-00001 nothing_to_send (rounds_to_nothing): receiving_debit / receiving_credit 0',
      'PSB-R-00001-L1 waiting: receiving_debit / receiving_credit 0.01',
      'PSB-R-00001-L2 nothing_to_send (rounds_to_nothing): receiving_debit / receiving_credit 0',
      'PSB-R-00001-L2 nothing_to_send (rounds_to_nothing): receiving_debit / receiving_credit 0',
    ])
  })

  test('what rounding kept of a build goes with it when it is reversed', () => {
    const receiptId = receive([steel, '10', '3'])
    const buildId = valueOf(shop.build(frame, qty('1'))).buildId
    exports.told()
    exports.arrive()
    valueOf(shop.correctCost(receiptId, { unitCost: money('3.001') }))
    expect(exports.told()).toEqual(['PSB-R-00001-L1 waiting: receiving_debit / receiving_credit 0.01', 'PSB-R-00001-L2 nothing_to_send (rounds_to_nothing): build_debit / build_credit 0'])
    valueOf(shop.reverse({ kind: 'build', id: buildId }))
    expect(exports.told()).toEqual(['PSB-B-00001-X waiting: build_debit / build_credit -6'])
    const standing = "SELECT sum(value) FROM export_line JOIN export_document USING (export_id) WHERE state <> 'withdrawn' AND export_line.document_kind = 'build'"
    expect(ledger.db.prepare(standing).pluck().get()).toBe(0)
  })

  test('a loss debits waste, a find credits it, by where the lot’s value lies', () => {
    stocked()
    valueOf(shop.build(frame, qty('2')))
    exports.told()
    valueOf(shop.adjustLot(1, -qty('3'), 'loss'))
    valueOf(shop.adjustLot(3, -qty('1'), 'breakage'))
    valueOf(shop.adjustLot(1, qty('2')))
    expect(exports.told()).toEqual([
      'PSB-A-00001 waiting: waste / build_credit 9',
      'PSB-A-00002 waiting: waste / build_debit 6',
      'PSB-A-00003 waiting: waste / build_credit -6',
    ])
  })

  test('a sale is not journaled one by one', () => {
    valueOf(shop.open(box, qty('2'), { unitCost: money('20') }))
    valueOf(shop.sell({ lines: [{ productId: box, quantity: qty('1') }] }))
    expect(exports.told()).toEqual(['PSB-M-00001 nothing_to_send (sales_not_journaled)'])
  })
})

describe('taking back', () => {
  test('what was not sent yet is withdrawn, and so is what takes it back', () => {
    bindCompany(ledger.db, { source: 'sync' })
    stocked()
    exports.plan()
    exports.arrive()
    const { buildId } = valueOf(shop.build(frame, qty('3')))
    exports.told()
    valueOf(shop.reverse({ kind: 'build', id: buildId }))
    expect(exports.told()).toEqual(['PSB-B-00001-X withdrawn (taken_back_unsent)'])
    expect(exports.all()[1]).toBe('PSB-B-00001 withdrawn (taken_back_unsent): cogs STEEL -6, FRAME 3')
  })

  test('what arrived is opposed by the exact sum of it, whatever it is worth now and whatever the source is now', () => {
    bindCompany(ledger.db, { source: 'partsemble' })
    const receiptId = stocked()
    const { buildId } = valueOf(shop.build(frame, qty('3')))
    exports.told()
    exports.arrive()
    valueOf(shop.correctCost(receiptId, { unitCost: money('3.001') }))
    exports.told()
    exports.arrive()
    choose(ledger.db, { source: 'sync' })
    valueOf(shop.reverse({ kind: 'build', id: buildId }))
    valueOf(shop.reverse({ kind: 'receipt', id: receiptId }))
    expect(exports.told()).toEqual(['PSB-B-00001-X waiting: build_debit / build_credit -18.01', 'PSB-R-00001-X waiting: receiving_debit / receiving_credit -325.1'])
  })

  test('of a late cost that waits, the part of a build that is taken back goes with it', () => {
    bindCompany(ledger.db, { source: 'partsemble' })
    const receiptId = stocked()
    const first = valueOf(shop.build(frame, qty('3')))
    valueOf(shop.build(frame, qty('1')))
    exports.told()
    exports.arrive()
    valueOf(shop.correctCost(receiptId, { unitCost: money('4') }))
    valueOf(shop.reverse({ kind: 'build', id: first.buildId }))
    expect(exports.told()).toEqual([
      'PSB-R-00001-L1 waiting: receiving_debit / receiving_credit 100',
      'PSB-R-00001-L2 waiting: build_debit / build_credit 2',
      'PSB-B-00001-X waiting: build_debit / build_credit -18',
    ])
  })

  test('an approval that is undone and given again: opposed, and exported anew under the next number', () => {
    bindCompany(ledger.db, { source: 'sync' })
    shop.switch({ review: true })
    stocked()
    const { buildId } = valueOf(shop.build(frame, qty('3')))
    valueOf(shop.approve(buildId))
    exports.told()
    exports.arrive()
    valueOf(shop.undoApproval(buildId))
    valueOf(shop.approve(buildId))
    expect(exports.told()).toEqual([
      'PSB-B-00001-X waiting: cogs STEEL 6, FRAME -3',
      'PSB-B-00001-2 waiting: cogs STEEL -6, FRAME 3',
      'PSB-B-00001-C nothing_to_send (no_cost_lines)',
    ])
  })

  test('what is older than the first day is not exported, and neither is what corrects or takes it back, until the day is moved', () => {
    bindCompany(ledger.db, { source: 'sync' }, '2026-01-31')
    const receiptId = shop.draft([{ productId: steel, quantity: qty('100'), unitCost: money('3') }], '2026-01-15')
    valueOf(shop.confirm(receiptId))
    expect(exports.told()).toEqual([])
    valueOf(shop.correctQuantity(receiptId, qty('90'), 1))
    expect(exports.told()).toEqual(['PSB-R-00001-A1 not_exported (follows_not_exported): receiving STEEL -10'])
    ledger.db.exec("UPDATE accounting_company SET export_from = '2026-01-10'")
    expect(exports.told()).toEqual(['PSB-R-00001 waiting: receiving STEEL 100'])
    expect(exports.all()[0]).toBe('PSB-R-00001-A1 waiting: receiving STEEL -10')
  })

  test('what was left to people is left to them again when it is taken back', () => {
    bindCompany(ledger.db, { source: 'sync' }, '2026-01-31')
    const receiptId = shop.draft([{ productId: steel, quantity: qty('100'), unitCost: money('3') }], '2026-01-15')
    valueOf(shop.confirm(receiptId))
    valueOf(shop.correctQuantity(receiptId, qty('90'), 1))
    exports.told()
    valueOf(shop.reverse({ kind: 'receipt', id: receiptId }))
    expect(exports.told()).toEqual(['PSB-R-00001-X not_exported (follows_not_exported): receiving STEEL -90'])
  })

  test('what a later first day left to people, and was taken back since, does not go when the day is moved back', () => {
    bindCompany(ledger.db, { source: 'sync' }, '2026-01-10')
    const receiptId = shop.draft([{ productId: steel, quantity: qty('100'), unitCost: money('3') }], '2026-01-15')
    valueOf(shop.confirm(receiptId))
    exports.told()
    ledger.db.exec("UPDATE accounting_company SET export_from = '2026-01-31'")
    exports.plan()
    valueOf(shop.reverse({ kind: 'receipt', id: receiptId }))
    expect(exports.told()).toEqual(['PSB-R-00001-X not_exported (follows_not_exported): receiving STEEL -100'])
    ledger.db.exec("UPDATE accounting_company SET export_from = '2026-01-10'")
    exports.plan()
    expect(exports.all()).toEqual(['PSB-R-00001 withdrawn (taken_back_unsent): receiving STEEL 100', 'PSB-R-00001-X withdrawn (taken_back_unsent): receiving STEEL -100'])
  })
})

describe('what decides about exports changes', () => {
  test('the source is switched: what nothing was sent of is planned anew by it, what left keeps its kind', () => {
    bindCompany(ledger.db, { source: 'sync' })
    const sent = stocked()
    exports.told()
    exports.arrive()
    const waiting = receive([steel, '10', '3'])
    valueOf(shop.build(frame, qty('3')))
    exports.told()
    choose(ledger.db, { source: 'partsemble' })
    expect(exports.told()).toEqual([
      'PSB-R-00002 waiting: receiving_debit / receiving_credit 30',
      'PSB-B-00001 waiting: build_debit / build_credit 18',
    ])
    expect(exports.all()[1]).toBe('PSB-R-00002 withdrawn (planned_anew): receiving STEEL 10')
    valueOf(shop.correctQuantity(sent, qty('90')))
    valueOf(shop.correctQuantity(waiting, qty('9')))
    expect(exports.told()).toEqual(['PSB-R-00001-A1 waiting: receiving STEEL -10', 'PSB-R-00002-A1 waiting: receiving_debit / receiving_credit -3'])
  })

  test('switched twice with a correction and a late cost that wait: the same documents stand there again', () => {
    bindCompany(ledger.db, { source: 'partsemble' })
    const receiptId = stocked()
    valueOf(shop.build(frame, qty('3')))
    exports.plan()
    valueOf(shop.correctQuantity(receiptId, qty('90')))
    exports.plan()
    valueOf(shop.correctCost(receiptId, { unitCost: money('4') }))
    exports.plan()
    const before = exports.told()
    choose(ledger.db, { source: 'sync' })
    expect(exports.told()).toEqual([
      'PSB-R-00001 waiting: receiving STEEL 100, BOLT 100',
      'PSB-B-00001 waiting: cogs STEEL -6, FRAME 3',
      'PSB-B-00001-C nothing_to_send (no_cost_lines)',
      'PSB-R-00001-A1 waiting: receiving STEEL -10',
      'PSB-R-00001-L1 nothing_to_send (values_stay_here)',
    ])
    choose(ledger.db, { source: 'partsemble' })
    expect(exports.told()).toEqual(before)
  })

  test.each(['partsemble', 'sync'] as const)('the source is switched from %s when a late cost of something sent changed what waits: its value is told once, where it belongs', (first) => {
    const second = first === 'sync' ? 'partsemble' : 'sync'
    bindCompany(ledger.db, { source: first })
    const receiptId = stocked()
    exports.plan()
    exports.arrive()
    valueOf(shop.build(frame, qty('3')))
    exports.plan()
    valueOf(shop.correctCost(receiptId, { unitCost: money('4') }))
    exports.told()
    choose(ledger.db, { source: second })
    const journals = exports.told().filter((document) => document.includes('build_debit'))
    expect(journals).toEqual(second === 'sync' ? [] : ['PSB-B-00001 waiting: build_debit / build_credit 18', 'PSB-R-00001-L1 waiting: build_debit / build_credit 6'])
    expect(exports.all().filter((document) => document.includes('build_debit') && !document.includes('withdrawn'))).toEqual(journals)
    expect(verifyBooks(ledger.db).checks.find(({ name }) => name === 'events_have_exports')?.difference).toBeNull()
  })

  test('what a late cost that was sent tells of keeps its kind, whatever is switched', () => {
    bindCompany(ledger.db, { source: 'partsemble' })
    const receiptId = stocked()
    exports.plan()
    exports.arrive()
    valueOf(shop.build(frame, qty('3')))
    exports.plan()
    valueOf(shop.correctCost(receiptId, { unitCost: money('4') }))
    exports.plan()
    for (const line of exports.all()) if (line.includes('-L')) exports.arrive(line.split(' ')[0] ?? '')
    choose(ledger.db, { source: 'sync' })
    exports.plan()
    expect(exports.all().filter((document) => document.includes('B-00001'))).toEqual(['PSB-B-00001 waiting: build_debit / build_credit 18'])
  })

  test('the answer about labor comes when builds wait for it', () => {
    const accounts = { ...everyAccount, conversion: undefined as unknown as string }
    bindCompany(ledger.db, { source: 'partsemble', accounts })
    shop.bom(frame, { components: [{ productId: steel, perUnit: qty('1') }], costLines: [{ kind: 'labor', amount: money('2') }] })
    stocked()
    valueOf(shop.build(frame, qty('1')))
    expect(exports.told().at(-1)).toBe('PSB-B-00001 needs (needs_labor_answer): build_debit / build_credit 3, build_debit / conversion 2')
    choose(ledger.db, { source: 'partsemble', accounts, labor: 'leave_out' })
    expect(exports.told()).toContain('PSB-B-00001 waiting: build_debit / build_credit 3, build_debit / conversion 0')
  })

  test('the first day is chosen after events: those since are planned, each as it was then', () => {
    bindCompany(ledger.db, { source: 'sync' }, null)
    const receiptId = stocked()
    valueOf(shop.correctQuantity(receiptId, qty('90')))
    expect(exports.told()).toEqual([])
    ledger.db.exec("UPDATE accounting_company SET export_from = '2026-01-31'")
    expect(exports.told()).toEqual(['PSB-R-00001 waiting: receiving STEEL 100, BOLT 100', 'PSB-R-00001-A1 waiting: receiving STEEL -10'])
    ledger.db.exec('UPDATE accounting_company SET export_from = NULL')
    receive([bolt, '1', '1'])
    expect(exports.told()).toEqual([])
    ledger.db.exec("UPDATE accounting_company SET export_from = '2026-01-31'")
    expect(exports.told()).toEqual(['PSB-R-00002 waiting: receiving BOLT 1'])
    expect(verifyBooks(ledger.db).checks.find(({ name }) => name === 'events_have_exports')?.difference).toBeNull()
    ledger.db.exec("UPDATE accounting_company SET export_from = '2026-02-15'")
    exports.plan()
    expect(exports.all()).toEqual([
      'PSB-R-00001 not_exported (before_first_day): receiving STEEL 100, BOLT 100',
      'PSB-R-00001-A1 not_exported (before_first_day): receiving STEEL -10',
      'PSB-R-00002 not_exported (before_first_day): receiving BOLT 1',
    ])
    ledger.db.exec("UPDATE accounting_company SET export_from = '2026-01-31'")
    exports.plan()
    expect(exports.all()[1]).toBe('PSB-R-00001-A1 waiting: receiving STEEL -10')
  })
})

test('without a company there is no export state at all', () => {
  stocked()
  expect(exports.told()).toEqual([])
})
