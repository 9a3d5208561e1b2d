import { afterEach, describe, expect, test } from 'vitest'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { money, openDoor, plain, qty, today } from '../support/door.ts'
import { item, mirror } from '../support/items.ts'
import { documentOf, goods, toldBy } from '../support/told-documents.ts'
import { areas } from './areas.ts'

/** Sales, returns and the switch of receiving through the door the window uses. */
const { db, done, ask, refused, openShop, stock, unmet } = openDoor()

const tomorrow = '2026-02-01'

afterEach(() => expect(verifyBooks(db()).checks.filter(({ difference }) => difference !== null)).toEqual([]))

type Line = readonly [productId: number, quantity: string, revenue: string]
const linesOf = (lines: readonly Line[]) => lines.map(([productId, quantity, revenue]) => ({ productId, quantity, revenue }))
const sold = (...lines: readonly Line[]) => ({ reference: '', customer: 'Ann', saleDate: today, lines: linesOf(lines), notes: '' })
const back = (...lines: readonly Line[]) => ({ reference: '', customer: 'Ann', returnDate: today, lines: linesOf(lines), treatment: null, notes: '' })

async function good(sku: string): Promise<number> {
  return (await done('product.create', { ...plain, sku, name: sku, kind: 'finished_good' })).productId
}

const freeFound = (productId: number, quantity: string) =>
  done('stock.find', { productId, quantity, unitCost: '0', reason: 'count', businessDate: today, notes: '' })

describe('sales', () => {
  test('a sale beyond stock is short, and the next build settles it to the cent', async () => {
    const shop = await openShop()
    await done('build.execute', { productId: shop.box, quantity: '4', businessDate: today })
    const sale = await done('sale.record', sold([shop.box, '5', '400']))
    expect(sale).toEqual({ saleId: 1, reference: 'PSB-M-00001', cost: money('199.525'), revenue: money('400'), short: qty('1') })
    expect(await stock()).toMatchObject({ BOX: [qty('-1'), 0] })
    const built = await done('build.execute', { productId: shop.box, quantity: '2', businessDate: today })
    expect(await stock()).toMatchObject({ BOX: [qty('1'), built.value / 2] })
    const { sales } = await ask('sale.list', { search: '', limit: 10, offset: 0 })
    const cost = money('159.62') + built.value / 2
    expect(sales).toMatchObject([{ cost, margin: money('400') - cost, short: 0 }])
  })

  test('an edit moves only the difference, and a void gives everything back', async () => {
    const shop = await openShop()
    await done('build.execute', { productId: shop.box, quantity: '4', businessDate: today })
    const { saleId } = await done('sale.record', sold([shop.box, '3', '300']))
    expect(await done('sale.edit', { saleId, ...sold([shop.box, '1', '100']) })).toMatchObject({ cost: money('39.905'), revenue: money('100') })
    expect(await done('sale.void', { saleId })).toMatchObject({ cost: 0, revenue: 0, short: 0 })
    expect(await stock()).toMatchObject({ BOX: [qty('4'), money('159.62')] })
  })

  test('what a sale says is refused alike when it is recorded and when it is edited', async () => {
    const shop = await openShop()
    const { saleId } = await done('sale.record', sold([shop.box, '1', '9']))
    const both = async (input: ReturnType<typeof sold>, refusal: unknown) => {
      expect(await refused('sale.record', input)).toEqual(refusal)
      expect(await refused('sale.edit', { saleId, ...input })).toEqual(refusal)
    }
    await both(sold([shop.box, '1', '9'], [99, '1', '9']), { code: 'product.not_found', data: { productId: 99 } })
    await both(sold([shop.box, '1', '9'], [shop.plate, '1', '9']), {
      code: 'sale.not_finished_good',
      data: { field: 'lines.1.productId', sku: 'PLATE' },
    })
    await both({ ...sold([shop.box, '1', '9']), saleDate: tomorrow }, { code: 'date.invalid', data: { field: 'saleDate', problem: 'in_future', today } })
    await both(sold([shop.box, '9000000000', '9'], [shop.box, '9000000000', '9']), { code: 'amount.too_large', data: { field: 'lines' } })
  })

  test('a voided sale, a return and an unknown sale are not edited or voided', async () => {
    const shop = await openShop()
    const input = sold([shop.box, '1', '9'])
    const { saleId } = await done('sale.record', { ...input, reference: 'INV-7' })
    const returned = await done('return.record', back([shop.box, '1', '9']))
    for (const unknown of [99, returned.saleId]) {
      expect(await refused('sale.edit', { saleId: unknown, ...input })).toEqual({ code: 'sale.not_found', data: { saleId: unknown } })
      expect(await refused('sale.void', { saleId: unknown })).toEqual({ code: 'sale.not_found', data: { saleId: unknown } })
    }
    await done('sale.void', { saleId })
    expect(await refused('sale.edit', { saleId, ...input })).toEqual({ code: 'sale.voided', data: { reference: 'INV-7' } })
    expect(await refused('sale.void', { saleId })).toEqual({ code: 'sale.voided', data: { reference: 'INV-7' } })
  })

  test('goods do not come back when the product would then hold more than can be kept', async () => {
    const box = await good('BOX')
    await freeFound(box, '9000000000')
    const { saleId } = await done('sale.record', sold([box, '5000000000', '1']))
    const { saleId: returnId } = await done('return.record', { ...back([box, '3000000000', '1']), treatment: 'consume_like_a_sale' })
    await freeFound(box, '8000000000')
    expect(await refused('sale.void', { saleId })).toEqual({ code: 'amount.too_large', data: { field: null } })
    expect(await refused('return.void', { saleId: returnId })).toEqual({ code: 'amount.too_large', data: { field: null } })
  })
})

describe('returns', () => {
  test('goods come back to the lot they came from, at what they cost, and leave it again with the void', async () => {
    const shop = await openShop()
    await done('build.execute', { productId: shop.box, quantity: '4', businessDate: today })
    await done('sale.record', sold([shop.box, '3', '300']))
    const returned = await done('return.record', back([shop.box, '1', '100']))
    expect(returned).toMatchObject({ reference: 'PSB-M-00002', cost: money('-39.905'), revenue: money('-100') })
    expect(await stock()).toMatchObject({ BOX: [qty('2'), money('79.81')] })
    await done('return.edit', { saleId: returned.saleId, ...back([shop.box, '2', '200']) })
    expect(await stock()).toMatchObject({ BOX: [qty('3'), money('119.715')] })
    expect(await done('return.void', { saleId: returned.saleId })).toMatchObject({ cost: 0, revenue: 0 })
    expect(await stock()).toMatchObject({ BOX: [qty('1'), money('39.905')] })
  })

  test('a price-only return moves no goods, whether the memo or the company says so', async () => {
    const shop = await openShop()
    await done('build.execute', { productId: shop.box, quantity: '4', businessDate: today })
    await done('company.set_returns', { returns: 'price_only' })
    const before = await stock()
    expect(await done('return.record', back([shop.box, '1', '100']))).toMatchObject({ cost: 0, revenue: money('-100') })
    expect(await stock()).toEqual(before)
  })

  test('a return is called one where it moves with a cost, and where it stands in the way', async () => {
    const shop = await openShop()
    const { buildId } = await done('build.execute', { productId: shop.box, quantity: '4', businessDate: today })
    await done('sale.record', { ...sold([shop.box, '1', '9']), reference: 'INV-7' })
    await done('return.record', { ...back([shop.box, '1', '9']), reference: 'CM-1', treatment: 'consume_like_a_sale' })
    const { moves } = await ask('receipt.preview_cost', { receiptId: shop.receipts[0] ?? 0, lineNo: 1, cost: { per: 'unit', amount: '20' } })
    expect(moves.map(({ what, label }) => `${what} ${label}`)).toEqual(expect.arrayContaining(['sale INV-7', 'return CM-1']))
    expect(await refused('build.reverse', { buildId })).toMatchObject({
      code: 'document.in_the_way',
      data: { documents: [{ kind: 'sale', reference: 'CM-1', isReturn: true }, { kind: 'sale', reference: 'INV-7' }] },
    })
  })

  test('what a return says is refused alike when it is recorded and when it is edited', async () => {
    const shop = await openShop()
    const { saleId } = await done('return.record', back([shop.box, '1', '9']))
    const both = async (input: ReturnType<typeof back>, refusal: unknown) => {
      expect(await refused('return.record', input)).toEqual(refusal)
      expect(await refused('return.edit', { saleId, ...input })).toEqual(refusal)
    }
    await both(back([99, '1', '9']), { code: 'product.not_found', data: { productId: 99 } })
    await both(back([shop.bolt, '1', '9']), { code: 'sale.not_finished_good', data: { field: 'lines.0.productId', sku: 'BOLT' } })
    await both({ ...back([shop.box, '1', '9']), returnDate: tomorrow }, { code: 'date.invalid', data: { field: 'returnDate', problem: 'in_future', today } })
    await both(back([shop.box, '1', '9000000000'], [shop.box, '1', '9000000000']), { code: 'amount.too_large', data: { field: 'lines' } })
  })

  test('a voided return, a sale and an unknown return are not edited or voided', async () => {
    const shop = await openShop()
    const sale = await done('sale.record', sold([shop.box, '1', '9']))
    const input = back([shop.box, '1', '9'])
    const { saleId, reference } = await done('return.record', input)
    for (const unknown of [99, sale.saleId]) {
      expect(await refused('return.edit', { saleId: unknown, ...input })).toEqual({ code: 'sale.not_found', data: { saleId: unknown } })
      expect(await refused('return.void', { saleId: unknown })).toEqual({ code: 'sale.not_found', data: { saleId: unknown } })
    }
    await done('return.void', { saleId })
    expect(await refused('return.edit', { saleId, ...input })).toEqual({ code: 'sale.voided', data: { reference } })
    expect(await refused('return.void', { saleId })).toEqual({ code: 'sale.voided', data: { reference } })
  })
})

describe('receiving', () => {
  test('the switch goes to the other side only, and off only while there is no lot', async () => {
    expect(await refused('company.set_receiving', { receiving: true })).toEqual({ code: 'receiving.already', data: { receiving: true } })
    await done('company.set_receiving', { receiving: false })
    expect(await refused('company.set_receiving', { receiving: false })).toEqual({ code: 'receiving.already', data: { receiving: false } })
    await done('company.set_receiving', { receiving: true })
    await done('company.set_feature', { feature: 'sales', on: true })
    expect(await refused('company.set_receiving', { receiving: false })).toEqual({ code: 'feature.needed_by', data: { feature: 'receiving', by: 'sales' } })
    await done('company.set_feature', { feature: 'sales', on: false })
    await openShop()
    expect(await refused('company.set_receiving', { receiving: false })).toEqual({
      code: 'receiving.lots_exist',
      data: { count: 5, number: 'ACM-20260131-001', sku: 'PLATE' },
    })
  })

  test('a pool keeps its quantity and value as a lot, and then it can be sold', async () => {
    const box = await good('BOX')
    await done('company.set_receiving', { receiving: false })
    expect(await refused('sale.record', sold([box, '1', '9']))).toEqual({ code: 'sale.receiving_off', data: {} })
    expect(await refused('return.record', back([box, '1', '9']))).toEqual({ code: 'sale.receiving_off', data: {} })
    const adding = { productId: box, reason: 'received', businessDate: today, notes: '' } as const
    await done('stock.adjust', { ...adding, change: { by: 'add', quantity: '2', unitCost: '3' } })
    await done('stock.adjust', { ...adding, change: { by: 'add', quantity: '2', unitCost: '4' } })
    await done('company.set_receiving', { receiving: true })
    const { lots } = await ask('lot.list', { search: '', productId: box, status: null, limit: 10, offset: 0 })
    expect(lots).toMatchObject([{ number: 'LEGACY-BOX', remaining: qty('4'), value: money('14') }])
    expect(await done('sale.record', sold([box, '1', '9']))).toMatchObject({ cost: money('3.5'), short: 0 })
  })
})

test('a sale that was entered in QuickBooks too is not exported; what has left this PC cannot be taken out any more', async () => {
  const shop = await openShop()
  await done('accounting.bind_company', { service: 'practice', realmId: '1', name: 'Ridgeline', country: 'US', currency: 'USD', capabilities: { plan: null, tracksQuantity: true, takesAdjustments: true, booksClosedUntil: null } })
  await done('accounting.choose_source', { source: 'sync' })
  await done('accounting.set_export_from', { date: today })
  await done('build.execute', { productId: shop.box, quantity: '4', businessDate: today })
  const exportsOf = async (id: number) => (await ask('export.of_document', { kind: 'sale', id })).exports.map(({ docNumber, state, why }) => `${docNumber} ${state} ${why[0]?.code ?? ''}`)
  const { saleId } = await done('sale.record', { ...sold([shop.box, '1', '100']), alsoInQuickbooks: true })
  expect(await exportsOf(saleId)).toEqual(['PSB-M-00001 not_exported also_there'])
  const isThere = async () => (await ask('sale.get', { saleId })).alsoInQuickbooks
  expect(await isThere()).toBe(true)
  await done('sale.edit', { saleId, ...sold([shop.box, '2', '200']) })
  expect(await exportsOf(saleId)).toEqual(['PSB-M-00001 not_exported also_there', 'PSB-M-00001-A1 not_exported also_there'])
  await done('sale.set_also_in_quickbooks', { saleId, alsoInQuickbooks: false })
  expect(await isThere()).toBe(false)
  expect(await exportsOf(saleId)).toEqual(['PSB-M-00001 needs needs_item', 'PSB-M-00001-A1 needs needs_item'])
  await done('sale.set_also_in_quickbooks', { saleId, alsoInQuickbooks: true })
  expect((await ask('export.of_document', { kind: 'sale', id: saleId })).exports.every(({ state }) => state === 'not_exported')).toBe(true)
  // Exported after all, it is not said to be there any more.
  await done('export.unmark', { exportIds: (await ask('export.of_document', { kind: 'sale', id: saleId })).exports.map(({ exportId }) => exportId) })
  expect(db().prepare('SELECT count(*) FROM sale_also_there').pluck().get()).toBe(0)
  db().exec("UPDATE export_document SET state = 'accepted', request_id = marker, body = '{}', external_id = 'q1', accepted_at = '2026-01-31T12:00:00.000Z' WHERE doc_number = 'PSB-M-00001'")
  expect(await refused('sale.set_also_in_quickbooks', { saleId, alsoInQuickbooks: true })).toEqual({ code: 'export.not_waiting', data: { docNumber: 'PSB-M-00001', state: 'accepted' } })
  // Voided meanwhile, it is neither told of nor taken back once it is said not to be there.
  const { saleId: voided } = await done('sale.record', { ...sold([shop.box, '1', '100']), alsoInQuickbooks: true })
  await done('sale.void', { saleId: voided })
  expect(await exportsOf(voided)).toEqual(['PSB-M-00002 not_exported also_there', 'PSB-M-00002-X not_exported follows_not_exported'])
  await done('sale.set_also_in_quickbooks', { saleId: voided, alsoInQuickbooks: false })
  expect(await exportsOf(voided)).toEqual(['PSB-M-00002 withdrawn taken_back_unsent', 'PSB-M-00002-X withdrawn taken_back_unsent'])
  // The same of a return, from the start.
  const { saleId: returned } = await done('return.record', { ...back([shop.box, '1', '100']), alsoInQuickbooks: true })
  expect(await exportsOf(returned)).toEqual(['PSB-M-00003 not_exported also_there'])
  expect(await refused('sale.set_also_in_quickbooks', { saleId: 99, alsoInQuickbooks: true })).toEqual({ code: 'sale.not_found', data: { saleId: 99 } })
})

test('an archived product is not sold anew, while a sale that speaks of it can still be corrected', async () => {
  const shop = await openShop()
  const sold = (...productIds: number[]) => ({
    reference: '',
    customer: '',
    saleDate: today,
    lines: productIds.map((productId) => ({ productId, quantity: '1', revenue: '1' })),
    notes: '',
  })
  const crate = (await done('product.create', { ...plain, sku: 'CRATE', name: 'Crate', kind: 'finished_good' })).productId
  const { saleId } = await done('sale.record', sold(shop.box))
  for (const productId of [shop.box, crate]) await done('product.archive', { productId })
  expect(await refused('sale.record', sold(shop.box))).toEqual({ code: 'product.archived', data: { field: 'lines.0.productId', productId: shop.box, sku: 'BOX' } })
  expect(await refused('sale.edit', { saleId, ...sold(shop.box, crate) })).toMatchObject({ code: 'product.archived', data: { sku: 'CRATE' } })
  await done('sale.edit', { saleId, ...sold(shop.box, shop.box) })
})

test('what QuickBooks says is not changed here', async () => {
  const box = await good('BOX')
  const [accountingItemId = 0] = mirror(db(), [item('10')])
  await done('item.link', { accountingItemId, productId: box })
  const body = documentOf([goods({ item: '10', qty: '1', amount: '9' })])
  const tell = toldBy(db()).tell
  const ids = [tell({ body, docNumber: '1037' }), tell({ type: 'credit_memo', docNumber: '', externalId: '52', body })]
  const [sale, memo] = [await done('sale.apply_document', { saleDocumentId: ids[0]! }), await done('sale.apply_document', { saleDocumentId: ids[1]! })]
  const asked = { saleId: sale.saleId!, ...sold([box, '2', '9']) }
  const askedBack = { saleId: memo.saleId!, ...back([box, '2', '9']) }
  for (const reply of [await refused('sale.edit', asked), await refused('sale.void', { saleId: asked.saleId }), await refused('sale.set_also_in_quickbooks', { saleId: asked.saleId, alsoInQuickbooks: true })]) {
    expect(reply).toEqual({ code: 'sale.from_quickbooks', data: { reference: '1037' } })
  }
  for (const reply of [await refused('return.edit', askedBack), await refused('return.void', { saleId: askedBack.saleId })]) {
    expect(reply).toEqual({ code: 'sale.from_quickbooks', data: { reference: 'QB-52' } })
  }
})

test('every declared refusal of these commands was met here', () => {
  expect(unmet(areas.sales)).toEqual([])
})
