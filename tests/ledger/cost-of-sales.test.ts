import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sayAlsoThere } from '../../src/main/outbox/also-there.ts'
import { sendable } from '../../src/main/outbox/transitions.ts'
import { firstBreach } from '../../src/main/practice/schema-check.ts'
import { parseJson, type JsonObject } from '../../src/main/practice/json.ts'
import { testLedger, valueOf, type TestLedger } from '../support/database.ts'
import { bindCompany, choose, exportsOn, linkItems } from '../support/exports.ts'
import { money, qty, shopOn, today, type Shop } from '../support/shop.ts'

/** Stock is kept here alone, and what it cost is journaled when it is sold. */
let ledger: TestLedger
let shop: Shop
let exports: ReturnType<typeof exportsOn>
let steel: number
let box: number

const journals = () => exports.all().filter((told) => told.startsWith('PSB-C-'))
const on = { source: 'partsemble', costOfSalesFrom: today } as const
const receive = (unitCost = '3') => {
  const receiptId = shop.draft([{ productId: steel, quantity: qty('100'), unitCost: money(unitCost) }])
  valueOf(shop.confirm(receiptId))
  return receiptId
}
const sell = (quantity: string) => valueOf(shop.sell({ lines: [{ productId: box, quantity: qty(quantity) }] })).saleId

beforeEach(() => {
  ledger = testLedger()
  shop = shopOn(ledger.db)
  exports = exportsOn(ledger.db)
  steel = shop.product('STEEL', 'raw_material')
  box = shop.product('BOX', 'finished_good')
  shop.bom(box, { components: [{ productId: steel, perUnit: qty('2') }] })
  bindCompany(ledger.db, on)
})

afterEach(() => ledger.close())

describe('one journal a day', () => {
  test('says what the sales of that day cost, each sale in a line of its own, and goes out when the day is over', () => {
    receive()
    valueOf(shop.build(box, qty('10')))
    sell('2')
    sell('1')
    exports.plan()
    expect(journals()).toEqual(['PSB-C-20260131 waiting: cogs / build_debit 12, cogs / build_debit 6'])
    ledger.db.exec("UPDATE export_document SET queued = 1 WHERE purpose = 'cost_of_sales'; UPDATE export_document SET queued = 0 WHERE purpose <> 'cost_of_sales'")
    expect(sendable(ledger.db, today)).toEqual([])
    expect(sendable(ledger.db, '2026-02-01')).toHaveLength(1)
    const body = exports.bodies().at(-1) ?? ''
    expect(firstBreach('JournalEntry', parseJson(body) as JsonObject)).toBeNull()
    expect(body).toContain('"PrivateNote":"Cost of the sales of 2026-01-31. [PSB:')
    expect(body).toMatch(/"Amount":18\.00,.*"PostingType":"Debit","AccountRef":\{"value":"acc-cogs"\}.*"PostingType":"Credit","AccountRef":\{"value":"acc-build_debit"\}/)
  })

  test('what changes before it has gone is in it; what changes afterwards is in another, and a void is the exact opposite', () => {
    const receiptId = receive()
    valueOf(shop.build(box, qty('10')))
    const saleId = sell('2')
    exports.plan()
    valueOf(shop.editSale(saleId, { lines: [{ productId: box, quantity: qty('3') }] }))
    exports.plan()
    expect(journals()).toEqual(['PSB-C-20260131 waiting: cogs / build_debit 18'])
    exports.arrive('PSB-C-20260131')
    valueOf(shop.correctCost(receiptId, { unitCost: money('3.335') }))
    exports.plan()
    expect(journals()[1]).toBe('PSB-C-20260131-2 waiting: cogs / build_debit 2.01')
    exports.arrive('PSB-C-20260131-2')
    valueOf(shop.reverse({ kind: 'sale', id: saleId }))
    exports.plan()
    expect(journals()[2]).toBe('PSB-C-20260131-3 waiting: cogs / build_debit -20.01')
  })

  test('what is taken back before it has gone is withdrawn', () => {
    receive()
    valueOf(shop.build(box, qty('10')))
    const saleId = sell('2')
    exports.plan()
    valueOf(shop.reverse({ kind: 'sale', id: saleId }))
    exports.plan()
    expect(journals()).toEqual(['PSB-C-20260131 withdrawn (taken_back_unsent)'])
  })

  test('cents of fractions add up to those of all that was told', () => {
    receive('0.0021')
    valueOf(shop.build(box, qty('10')))
    const saleId = sell('1')
    exports.plan()
    expect(journals()).toEqual(['PSB-C-20260131 waiting: cogs / build_debit 0'])
    exports.arrive()
    valueOf(shop.editSale(saleId, { lines: [{ productId: box, quantity: qty('2') }] }))
    exports.plan()
    expect(journals()[1]).toBe('PSB-C-20260131-2 waiting: cogs / build_debit 0.01')
  })

  test('a sale of more than there is costs what it is settled at', () => {
    sell('2')
    exports.plan()
    expect(journals()).toEqual([])
    receive()
    valueOf(shop.build(box, qty('10')))
    exports.plan()
    expect(journals()).toEqual(['PSB-C-20260131 waiting: cogs / build_debit 12'])
  })
})

describe('leaves out', () => {
  test('what QuickBooks keeps the stock of, as it books that itself', () => {
    linkItems(ledger.db, [box])
    receive()
    valueOf(shop.build(box, qty('10')))
    sell('2')
    exports.plan()
    expect(journals()).toEqual([])
  })

  test('a sale that was journaled before its product was linked is taken back all the same', () => {
    receive()
    valueOf(shop.build(box, qty('10')))
    const saleId = sell('2')
    exports.plan()
    exports.arrive('PSB-C-20260131')
    linkItems(ledger.db, [box])
    ledger.db.exec("UPDATE item_link SET linked_at = '2030-01-01T00:00:00.000Z'")
    valueOf(shop.reverse({ kind: 'sale', id: saleId }))
    exports.plan()
    expect(journals()[1]).toBe('PSB-C-20260131-2 waiting: cogs / build_debit -12')
  })

  test('a sale that was entered there too, also when that is said later', () => {
    receive()
    valueOf(shop.build(box, qty('10')))
    const saleId = sell('2')
    sell('1')
    exports.plan()
    expect(sayAlsoThere(ledger.db, saleId, true, '2026-01-31T12:00:00.000Z')).toBeNull()
    exports.plan([{ kind: 'sale', id: saleId }])
    expect(journals()).toEqual(['PSB-C-20260131 waiting: cogs / build_debit 6'])
    sayAlsoThere(ledger.db, saleId, false, '2026-01-31T12:00:00.000Z')
    exports.plan([{ kind: 'sale', id: saleId }])
    expect(journals()).toEqual(['PSB-C-20260131 waiting: cogs / build_debit 6, cogs / build_debit 12'])
  })

  test('everything, while it is off or the accountant does it; what was on before its day is left to them', () => {
    choose(ledger.db, { source: 'partsemble' })
    receive()
    valueOf(shop.build(box, qty('10')))
    sell('2')
    exports.plan()
    expect(journals()).toEqual([])
    choose(ledger.db, { ...on, costOfSalesFrom: '2026-02-01' })
    exports.plan()
    expect(journals()).toEqual([])
    choose(ledger.db, on)
    exports.plan()
    expect(journals()).toEqual(['PSB-C-20260131 waiting: cogs / build_debit 12'])
    choose(ledger.db, { source: 'partsemble' })
    exports.plan()
    expect(journals()).toEqual(['PSB-C-20260131 withdrawn (cost_of_sales_off): cogs / build_debit 12'])
    choose(ledger.db, on)
    exports.plan()
    expect(journals()).toEqual(['PSB-C-20260131 withdrawn (cost_of_sales_off): cogs / build_debit 12', 'PSB-C-20260131 waiting: cogs / build_debit 12'])
  })

  test('sales while items are kept in QuickBooks: their adjustments book the cost', () => {
    choose(ledger.db, { ...on, source: 'sync' })
    linkItems(ledger.db, [steel, box])
    receive()
    valueOf(shop.build(box, qty('10')))
    sell('2')
    exports.plan()
    expect(journals()).toEqual([])
    choose(ledger.db, on)
    exports.plan()
    expect(journals()).toEqual([])
  })
})

test('the COGS account is waited for when it is lost', () => {
  choose(ledger.db, { ...on, accounts: { build_debit: 'acc-build_debit' } })
  receive()
  valueOf(shop.build(box, qty('10')))
  sell('2')
  exports.plan()
  expect(journals()).toEqual(['PSB-C-20260131 needs (needs_account): cogs / build_debit 12'])
})
