import { afterEach, expect, test } from 'vitest'
import { keepUnapplied } from '../../src/main/commands/sale-document.ts'
import { transact } from '../../src/main/database/transaction.ts'
import { changeCompanySettings } from '../../src/main/ledger/company.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import type { AppError } from '../../src/shared/errors.ts'
import { ok } from '../../src/shared/result.ts'
import { money, openDoor, plain, qty, today } from '../support/door.ts'
import { connect, item, mirror } from '../support/items.ts'
import { bundle, discount, documentOf, goods, toldBy, type DocumentTold } from '../support/told-documents.ts'
import { areas } from './areas.ts'

/** Sales documents of QuickBooks, from what was stored to what the ledger says. */
const { db, run, done, refused, ask, askRefused, stock, unmet } = openDoor()

afterEach(() => expect(verifyBooks(db()).checks.filter(({ difference }) => difference !== null)).toEqual([]))

/** BOX: 10 at 4 each, linked to item 10. CRATE: 5 at 20 each, linked to item 11. Item 20 is nobody's yet. */
async function openShop() {
  connect(db())
  const [box = 0, crate = 0, other = 0, service = 0] = mirror(db(), [
    item('10'),
    item('11'),
    item('20', { name: 'Widget' }),
    item('30', { kind: 'service', tracksQuantity: false, quantityOnHand: null }),
    item('40', { kind: 'bundle', tracksQuantity: false, quantityOnHand: null }),
  ])
  const products = { box: 0, crate: 0, steel: 0 }
  for (const name of ['box', 'crate', 'steel'] as const) {
    const kind = name === 'steel' ? 'component' : 'finished_good'
    products[name] = (await done('product.create', { ...plain, sku: name.toUpperCase(), name, kind })).productId
  }
  await done('item.link', { accountingItemId: box, productId: products.box })
  await done('item.link', { accountingItemId: crate, productId: products.crate })
  const found = { reason: 'count', businessDate: today, notes: '' } as const
  await done('stock.find', { productId: products.box, quantity: '10', unitCost: '4', ...found })
  await done('stock.find', { productId: products.crate, quantity: '5', unitCost: '20', ...found })
  return { ...products, items: { box, crate, other, service } }
}

const told = () => toldBy(db())

/** Stores a version of a document and applies it, as a sync does. */
async function sync(document: DocumentTold) {
  const id = told().tell(document)
  return { id, ...(await again(id)) }
}

async function again(id: number) {
  const reply = await run('sale.apply_document', { saleDocumentId: id })
  if (!reply.ok) transact<boolean, never>(db(), () => ok(keepUnapplied(db(), id, reply.error as AppError)))
  return { done: reply.ok ? reply.value.done : reply.error.code, ...told().stands(id) }
}

const salesOf = async () => (await ask('sale.list', { search: '', limit: 50, offset: 0 })).sales

test('an invoice becomes a sale, what changes on it moves the difference, a void gives all back and an edit after it brings the sale back', async () => {
  await openShop()
  const body = (qty: string, amount: string) => documentOf([goods({ item: '10', qty, amount }), goods({ item: '30', qty: '1', amount: '50' })])
  const first = await sync({ body: body('3', '30.00') })
  expect(first).toMatchObject({ done: 'created', state: 'applied', appliedToken: '0', problems: [] })
  expect(await salesOf()).toMatchObject([{ reference: '1001', customer: 'Ann', saleDate: '2026-01-20', revenue: money('30'), cost: money('12') }])
  expect(await sync({ body: body('2', '20.00') })).toMatchObject({ done: 'updated', appliedToken: '1', saleId: first.saleId })
  expect(await stock()).toMatchObject({ BOX: [qty('8'), money('32')] })

  const voided = documentOf([goods({ item: '10', amount: '0' })], '"PrivateNote":"Voided","TotalAmt":0,')
  expect(await sync({ body: voided })).toMatchObject({ done: 'voided', state: 'applied', appliedToken: '2' })
  expect(await stock()).toMatchObject({ BOX: [qty('10'), money('40')] })
  expect(await salesOf()).toMatchObject([{ status: 'voided', revenue: 0, cost: 0 }])
  expect(await sync({ body: voided })).toMatchObject({ done: 'sale.document_is_applied', state: 'applied', appliedToken: '3' })

  expect(await sync({ body: body('4', '44.00') })).toMatchObject({ done: 'restored', saleId: first.saleId })
  expect(await salesOf()).toMatchObject([{ status: 'posted', revenue: money('44'), cost: money('16') }])
  expect(await sync({ body: null })).toMatchObject({ done: 'voided', state: 'applied' })
  expect(await stock()).toMatchObject({ BOX: [qty('10'), money('40')] })
})

test('the same version again does nothing, were it asked a hundred times', async () => {
  await openShop()
  const { id } = await sync({ body: documentOf([goods({ item: '10', qty: '3', amount: '30' })]) })
  const before = db().prepare('SELECT count(*) FROM posting').pluck().get()
  expect(await refused('sale.apply_document', { saleDocumentId: id })).toEqual({ code: 'sale.document_is_applied', data: { state: 'applied' } })
  expect(db().prepare('SELECT count(*) FROM posting').pluck().get()).toBe(before)
})

test('an item nobody said anything about holds its sale back whole; linking it, or saying that it is no product, lets it go', async () => {
  const { items } = await openShop()
  const lines = [goods({ item: '10', qty: '2', amount: '20' }), goods({ item: '20', name: 'Widget', qty: '1', amount: '5' })]
  const waiting = await sync({ body: documentOf(lines) })
  expect(waiting).toMatchObject({
    done: 'sale.document_waits',
    state: 'waiting',
    appliedToken: null,
    problems: [{ code: 'item_not_linked', place: '2', externalItemId: '20', item: 'Widget', accountingItemId: items.other }],
  })
  expect(await refused('sale.apply_document', { saleDocumentId: waiting.id })).toEqual({ code: 'sale.document_waits', data: { problems: waiting.problems } })
  expect(await stock()).toMatchObject({ BOX: [qty('10'), money('40')] })
  await done('item.set_not_product', { accountingItemIds: [items.other], on: true })
  expect(await again(waiting.id)).toMatchObject({ done: 'created', state: 'applied', problems: [] })
  expect(await stock()).toMatchObject({ BOX: [qty('8'), money('32')] })
})

test('a version that has to wait leaves the one before in force', async () => {
  await openShop()
  const first = await sync({ body: documentOf([goods({ item: '10', qty: '2', amount: '20' })]) })
  const second = await sync({ body: documentOf([goods({ item: '10', qty: '5', amount: '50' }), goods({ item: '77', qty: '1', amount: '5' })]) })
  expect(second).toMatchObject({ state: 'waiting', appliedToken: '0', saleId: first.saleId, problems: [{ code: 'item_unknown', externalItemId: '77' }] })
  expect(await salesOf()).toMatchObject([{ revenue: money('20'), cost: money('8') }])
})

test('what is dated before the first day is ignored, however often it changes, and what comes to lie before it is taken back', async () => {
  await openShop()
  db().exec("INSERT INTO sales_channel VALUES (1, '2026-01-10', 1, NULL, NULL, NULL)")
  const body = documentOf([goods({ item: '10', qty: '2', amount: '20' })])
  const old = { externalId: '1', txnDate: '2026-01-09', body }
  expect(await sync(old)).toMatchObject({ done: 'sale.document_is_applied', state: 'ignored', saleId: null })
  expect(await sync({ ...old, body: documentOf([goods({ item: '99', qty: '2', amount: '20' })]) })).toMatchObject({ state: 'ignored' })
  expect(await sync({ body })).toMatchObject({ done: 'created' })
  expect(await sync({ body, txnDate: '2026-01-01' })).toMatchObject({ done: 'voided', state: 'ignored' })
  expect(await stock()).toMatchObject({ BOX: [qty('10'), money('40')] })
})

test('a document of tomorrow waits for its day, and one of a company without lots for receiving', async () => {
  await openShop()
  const body = documentOf([goods({ item: '10', qty: '2', amount: '20' })])
  expect(await sync({ body, txnDate: '2026-02-01' })).toMatchObject({ state: 'waiting', problems: [{ code: 'date_in_future', date: '2026-02-01' }] })
  changeCompanySettings(db(), { receiving: false })
  expect(await sync({ body })).toMatchObject({ state: 'waiting', problems: [{ code: 'receiving_off' }] })
  changeCompanySettings(db(), { receiving: true })
})

test('a credit memo brings goods back into the lots of that customer, and can be treated otherwise and back again', async () => {
  await openShop()
  const body = documentOf([goods({ item: '10', qty: '2', amount: '20' })])
  await sync({ body })
  const memo = await sync({ type: 'credit_memo', docNumber: 'CM-1', body: documentOf([goods({ item: '10', qty: '1', amount: '10' })]) })
  expect(await salesOf()).toMatchObject([{ reference: '1001' }, { reference: 'CM-1', kind: 'return', revenue: money('-10'), cost: money('-4') }].toReversed())
  expect(await stock()).toMatchObject({ BOX: [qty('9'), money('36')] })
  const asked = { saleDocumentId: memo.id }
  expect(await done('sale.set_treatment', { ...asked, treatment: 'price_only' })).toMatchObject({ done: 'updated', before: null })
  expect(await stock()).toMatchObject({ BOX: [qty('8'), money('32')] })
  expect(await done('sale.set_treatment', { ...asked, treatment: 'consume_like_a_sale' })).toMatchObject({ done: 'updated', before: 'price_only' })
  expect(await stock()).toMatchObject({ BOX: [qty('7'), money('28')] })
  expect(await done('sale.set_treatment', { ...asked, treatment: null })).toMatchObject({ done: 'updated', before: 'consume_like_a_sale' })
  expect(await stock()).toMatchObject({ BOX: [qty('9'), money('36')] })
  const invoice = db().prepare<[], number>("SELECT sale_document_id FROM sale_document WHERE type = 'invoice'").pluck().get()!
  expect(await refused('sale.set_treatment', { saleDocumentId: invoice, treatment: 'price_only' })).toEqual({ code: 'sale.document_is_no_return', data: {} })
})

test('a line without a quantity is settled by a person, for as long as the line is the same', async () => {
  const { box } = await openShop()
  const body = (amount: string) => documentOf([goods({ item: '10', amount }), goods({ item: '11', qty: '1', amount: '40' })])
  const { id, ...waiting } = await sync({ body: body('12.50') })
  expect(waiting).toMatchObject({ state: 'waiting', problems: [{ code: 'quantity_unknown', place: '1', productId: box, amount: money('12.5') }] })
  expect(await refused('sale.settle_quantity', { saleDocumentId: id, place: '2', quantity: '3' })).toEqual({ code: 'sale.line_says_quantity', data: { place: '2' } })
  expect(await done('sale.settle_quantity', { saleDocumentId: id, place: '1', quantity: '3' })).toMatchObject({ state: 'applied', done: 'created' })
  expect(await stock()).toMatchObject({ BOX: [qty('7'), money('28')], CRATE: [qty('4'), money('80')] })
  const [{ saleId = 0 } = {}] = await salesOf()
  const noted = async () => (await ask('sale.get', { saleId })).document?.noted
  expect(await noted()).toEqual([{ place: '1', sku: 'BOX', unit: plain.unit, quantity: qty('3'), notes: ['quantity_settled'], unsaid: waiting.problems[0] }])
  // Money alone, and no goods.
  expect(await done('sale.settle_quantity', { saleDocumentId: id, place: '1', quantity: '0' })).toMatchObject({ done: 'updated' })
  expect(await salesOf()).toMatchObject([{ revenue: money('52.5'), cost: money('20') }])
  expect(await sync({ body: body('13.00') })).toMatchObject({ state: 'waiting', problems: [{ code: 'quantity_unknown' }] })
  expect(await done('sale.settle_quantity', { saleDocumentId: id, place: '1', quantity: '1' })).toMatchObject({ state: 'applied' })
  expect(await done('sale.settle_quantity', { saleDocumentId: id, place: '1', quantity: null })).toMatchObject({ state: 'waiting', done: 'none' })
  expect(await salesOf()).toMatchObject([{ revenue: money('53') }])
})

test('goods taken back on an invoice come back to stock, goods sold on a credit memo leave it', async () => {
  await openShop()
  const lines = [goods({ item: '10', qty: '3', amount: '30' }), goods({ item: '11', qty: '-2', amount: '-80' })]
  const invoice = await sync({ body: documentOf(lines) })
  expect(invoice).toMatchObject({ done: 'created', counterSaleId: expect.any(Number) })
  expect(await stock()).toMatchObject({ BOX: [qty('7'), money('28')], CRATE: [qty('7'), money('140')] })
  // Each side leads to the other.
  const [own, counter] = [invoice.saleId ?? 0, invoice.counterSaleId ?? 0]
  expect((await ask('sale.get', { saleId: own })).document?.other).toEqual({ saleId: counter, kind: 'return', reference: '1001', status: 'posted' })
  expect((await ask('sale.get', { saleId: counter })).document?.other).toEqual({ saleId: own, kind: 'sale', reference: '1001', status: 'posted' })
  expect((await salesOf()).map(({ revenue }) => revenue).toSorted()).toEqual([money('-80'), money('30')].toSorted())
  // Gone over to the other side it is told as changed, not as voided.
  expect(await sync({ body: documentOf([goods({ item: '11', qty: '-2', amount: '-80' }), goods({ item: '10', qty: '-3', amount: '-30' })]) })).toMatchObject({ done: 'updated' })
  expect((await salesOf()).map(({ status }) => status).toSorted()).toEqual(['posted', 'voided'])
  expect(await sync({ body: documentOf(lines) })).toMatchObject({ done: 'restored' })
  expect(await stock()).toMatchObject({ BOX: [qty('7'), money('28')], CRATE: [qty('7'), money('140')] })
  const memo = await sync({ type: 'refund_receipt', externalId: '8', body: documentOf(lines) })
  expect(memo).toMatchObject({ done: 'created' })
  expect(await stock()).toMatchObject({ BOX: [qty('10'), money('40')], CRATE: [qty('5'), money('100')] })
  expect(await done('sale.set_treatment', { saleDocumentId: memo.id, treatment: 'consume_like_a_sale' })).toMatchObject({ state: 'waiting', done: 'none' })
  expect(told().stands(memo.id)).toMatchObject({ problems: [{ code: 'taken_off_memo', sku: 'CRATE' }] })
  expect(await done('sale.set_treatment', { saleDocumentId: memo.id, treatment: 'price_only' })).toMatchObject({ state: 'applied' })
  expect(await stock()).toMatchObject({ BOX: [qty('7'), money('28')], CRATE: [qty('7'), money('140')] })
  for (const type of ['invoice', 'refund_receipt'] as const) await sync({ type, externalId: type === 'invoice' ? '9' : '8', body: null })
  expect(await stock()).toMatchObject({ BOX: [qty('10'), money('40')], CRATE: [qty('5'), money('100')] })
})

test('more than there is is short, a bundle is its lines, and its discount is shared by what they cost', async () => {
  await openShop()
  const parts = [goods({ item: '10', qty: '12', amount: '120.00' }), goods({ item: '11', qty: '1', amount: '60.00' })]
  const body = documentOf([bundle('40', '1', '0', parts), discount('0.01')])
  expect(await sync({ body })).toMatchObject({ done: 'created' })
  const [sale] = await salesOf()
  expect(sale).toMatchObject({ short: qty('2'), revenue: money('179.99'), cost: money('68') })
})

test('a document of nothing of ours leaves no sale; neither does one that was void from the first', async () => {
  await openShop()
  expect(await sync({ body: documentOf([goods({ item: '30', qty: '1', amount: '5' })]) })).toMatchObject({ state: 'applied', saleId: null })
  expect(await sync({ externalId: '7', body: documentOf([goods({ item: '20', amount: '0' })]) })).toMatchObject({ state: 'applied', saleId: null })
  expect(await salesOf()).toEqual([])
})

test('what cannot be read or kept fails alone, and is told', async () => {
  await openShop()
  expect(await sync({ body: '<html>' })).toMatchObject({ state: 'waiting', problems: [{ code: 'unreadable' }] })
  const much = goods({ item: '10', qty: '9000000000', amount: '1' })
  const tooLarge = await sync({ externalId: '8', body: documentOf([much, much]) })
  expect(tooLarge).toMatchObject({ done: 'amount.too_large', state: 'failed', problems: [{ code: 'amount_too_large' }] })
  expect(await refused('sale.apply_document', { saleDocumentId: tooLarge.id })).toMatchObject({ code: 'amount.too_large' })
  expect(await refused('sale.apply_document', { saleDocumentId: 99 })).toEqual({ code: 'sale.document_not_found', data: { saleDocumentId: 99 } })
})

test('a treatment and a quantity are refused where there is no document, and where the ledger cannot keep what they make', async () => {
  await openShop()
  expect(await refused('sale.set_treatment', { saleDocumentId: 99, treatment: null })).toMatchObject({ code: 'sale.document_not_found' })
  expect(await refused('sale.settle_quantity', { saleDocumentId: 99, place: '1', quantity: '1' })).toMatchObject({ code: 'sale.document_not_found' })
  const much = goods({ item: '10', qty: '9000000000', amount: '1' })
  const { id } = await sync({ body: documentOf([much, goods({ item: '10', amount: '1' })]) })
  expect(await refused('sale.settle_quantity', { saleDocumentId: id, place: '2', quantity: '9000000000' })).toMatchObject({ code: 'amount.too_large' })
  changeCompanySettings(db(), { returns: 'price_only' })
  const memo = await sync({ type: 'credit_memo', body: documentOf([much]), externalId: '8' })
  expect(await refused('sale.set_treatment', { saleDocumentId: memo.id, treatment: 'return_to_stock' })).toMatchObject({ code: 'amount.too_large' })
})

test('what is not in the books is listed with why, counted by who can settle it, and found by document, customer and item', async () => {
  const { items } = await openShop()
  const widget = goods({ item: '20', name: 'Widget', qty: '1', amount: '5' })
  const waits = await sync({ body: documentOf([goods({ item: '10', qty: '2', amount: '20' }), widget], '"TotalAmt":27.50,') })
  await sync({ externalId: '7', type: 'sales_receipt', docNumber: 'R-7', customer: 'Bob', txnDate: '2026-01-22', body: documentOf([widget]) })
  await sync({ externalId: '8', docNumber: '', customer: '', txnDate: '2026-01-23', body: '<html>' })
  await sync({ externalId: '90', docNumber: 'OK', body: documentOf([goods({ item: '10', qty: '1', amount: '9' })]) })
  const page = { search: '', limit: 50, offset: 0 }
  const found = async (narrowed: object) => (await ask('sale.waiting', { ...page, ...narrowed })).documents.map(({ docNumber }) => docNumber)

  expect(await ask('sale.waiting', page)).toMatchObject({ counts: { waiting: 2, problem: 1 }, total: 3 })
  expect(await found({})).toEqual(['1001', 'R-7', ''])
  expect(await found({ kind: 'waiting' })).toEqual(['1001', 'R-7'])
  expect(await found({ kind: 'problem' })).toEqual([''])
  expect(await found({ from: '2026-01-22' })).toEqual(['R-7', ''])
  expect(await found({ to: '2026-01-22', descending: true })).toEqual(['R-7', '1001'])
  expect(await found({ customer: '' })).toEqual([''])
  expect(await found({ type: 'sales_receipt' })).toEqual(['R-7'])
  expect(await found({ search: 'widg' })).toEqual(['1001', 'R-7'])
  expect(await found({ search: 'bob', sort: 'why' })).toEqual(['R-7'])
  expect((await ask('sale.waiting', { ...page, find: waits.id })).foundAt).toBe(0)

  const document = await ask('sale.document', { saleDocumentId: waits.id })
  expect(document).toMatchObject({ kind: 'waiting', why: 'item_not_linked', saleId: null, deleted: false, treatment: null, total: money('27.5') })
  expect(document.others).toEqual([{ accountingItemId: items.other, documents: 1 }])
  expect(await askRefused('sale.document', { saleDocumentId: 99 })).toEqual({ code: 'sale.document_not_found', data: { saleDocumentId: 99 } })
})

test('a document that is tried again says what came of it, and its sale is in the books at once', async () => {
  const { box, items } = await openShop()
  const { id, problems } = await sync({ body: documentOf([goods({ item: '10', qty: '2', amount: '20' }), goods({ item: '20', name: 'Widget', qty: '1', amount: '5' })]) })
  expect(await done('sale.try_again', { saleDocumentId: id })).toEqual({ saleDocumentId: id, state: 'waiting', done: 'none', saleId: null, problems })
  expect(db().prepare("SELECT count(*) FROM audit WHERE action = 'tried again'").pluck().get()).toBe(1)
  await done('item.set_not_product', { accountingItemIds: [items.other], on: true })
  const applied = await done('sale.try_again', { saleDocumentId: id })
  expect(applied).toMatchObject({ state: 'applied', done: 'created', problems: [] })
  expect(await stock()).toMatchObject({ BOX: [qty('8'), money('32')] })
  expect(await done('sale.try_again', { saleDocumentId: id })).toMatchObject({ state: 'applied', done: 'none', saleId: applied.saleId })
  expect((await ask('sale.waiting', { search: '', limit: 50, offset: 0 })).total).toBe(0)
  expect(await refused('sale.try_again', { saleDocumentId: 99 })).toEqual({ code: 'sale.document_not_found', data: { saleDocumentId: 99 } })
  const much = goods({ item: '10', qty: '9000000000', amount: '1' })
  const tooLarge = await sync({ externalId: '8', body: documentOf([much, much]) })
  expect(await refused('sale.try_again', { saleDocumentId: tooLarge.id })).toMatchObject({ code: 'amount.too_large' })
  expect((await ask('sale.waiting', { search: '', limit: 50, offset: 0, kind: 'problem' })).documents).toMatchObject([{ state: 'failed', why: 'amount_too_large' }])
  expect((await ask('sale.get', { saleId: applied.saleId! })).lines).toMatchObject([{ product: { productId: box }, quantity: qty('2') }])
})

test('a pulled sale shows its document: its number, what has no part in it, what its newest version waits for, and all of it as it came', async () => {
  const { box } = await openShop()
  const body = documentOf([goods({ item: '10', qty: '2', amount: '20.00' }), goods({ item: '30', name: 'Fitting', qty: '1', amount: '15' })])
  const { id, saleId } = await sync({ body })
  const shown = async () => (await ask('sale.get', { saleId: saleId! })).document
  expect(await shown()).toEqual({
    saleDocumentId: id,
    type: 'invoice',
    docNumber: '1001',
    deleted: false,
    state: 'applied',
    problems: [],
    treatment: null,
    skipped: [{ place: '2', why: 'service', item: 'Fitting', description: '', amount: money('15') }],
    noted: [],
    foreign: null,
    total: null,
    other: null,
    body,
  })
  // A version that waits is told of beside the one in force, which the lines still are.
  const changed = documentOf([goods({ item: '10', amount: '30.00' })])
  await sync({ body: changed })
  expect(await shown()).toMatchObject({ problems: [{ code: 'quantity_unknown', productId: box, amount: money('30') }], body: changed })
  expect((await ask('sale.get', { saleId: saleId! })).lines).toMatchObject([{ quantity: qty('2'), revenue: money('20') }])
  await sync({ body: null })
  expect(await shown()).toMatchObject({ deleted: true, problems: [], skipped: [] })
  // In another currency, with a quantity finer than the ledger keeps.
  await sync({ body: documentOf([goods({ item: '10', qty: '1.2345678', amount: '20.00' })], '"CurrencyRef":{"value":"EUR"},"ExchangeRate":1.0843215,"TotalAmt":20.00,') })
  expect(await shown()).toMatchObject({
    foreign: { currency: 'EUR', rate: '1.0843215' },
    total: money('20'),
    noted: [{ place: '1', sku: 'BOX', quantity: qty('1.234568'), notes: ['quantity_rounded'], unsaid: null }],
  })
  db().exec("INSERT INTO sales_channel VALUES (1, '2026-01-01', 1, NULL, NULL, NULL)")
  await sync({ txnDate: '2025-12-31', body })
  expect(await shown()).toMatchObject({ state: 'ignored', other: null })
  expect(await ask('sale.get', { saleId: saleId! })).toMatchObject({ sale: { status: 'voided' } })
  expect(await ask('sale.get', { saleId: saleId! })).toMatchObject({ sale: { status: 'voided' }, lines: [] })
  const byHand = await done('sale.record', { reference: '', customer: '', saleDate: today, notes: '', lines: [{ productId: box, quantity: '1', revenue: '9' }] })
  expect((await ask('sale.get', { saleId: byHand.saleId })).document).toBeNull()
})

test('a customer renamed between the invoice and the credit memo is another one: goods come back as a lot of their own, and none is lost', async () => {
  await openShop()
  const body = documentOf([goods({ item: '10', qty: '3', amount: '30' })])
  const invoice = await sync({ customer: 'Ann', body })
  const memo = await sync({ type: 'credit_memo', externalId: '8', docNumber: 'CM-8', customer: 'Ann & Sons', body: documentOf([goods({ item: '10', qty: '1', amount: '10' })]) })
  expect(memo).toMatchObject({ done: 'created', state: 'applied' })
  const lotsOf = async (saleId: number | null) => (await ask('sale.get', { saleId: saleId! })).lines.flatMap(({ lots }) => lots.map(({ lot }) => lot.lotId))
  expect(await lotsOf(memo.saleId)).not.toEqual(await lotsOf(invoice.saleId))
  expect(await stock()).toMatchObject({ BOX: [qty('8'), money('32')] })
  // QuickBooks tells the invoice anew under the new name: its sale follows, and the memo's goods stay where they are.
  expect(await sync({ customer: 'Ann & Sons', body })).toMatchObject({ done: 'updated', saleId: invoice.saleId })
  expect(await stock()).toMatchObject({ BOX: [qty('8'), money('32')] })
  expect((await salesOf()).map(({ customer, revenue }) => [customer, revenue])).toEqual(expect.arrayContaining([['Ann & Sons', money('30')], ['Ann & Sons', money('-10')]]))
  // Voided, all of it is back: the memo holds on to nothing of the invoice.
  await sync({ customer: 'Ann & Sons', body: null })
  expect(await stock()).toMatchObject({ BOX: [qty('11'), money('44')] })
  await sync({ type: 'credit_memo', externalId: '8', body: null })
  expect(await stock()).toMatchObject({ BOX: [qty('10'), money('40')] })
})

test('it needs no export: QuickBooks knows', async () => {
  await openShop()
  await sync({ body: documentOf([goods({ item: '10', qty: '3', amount: '30' })]) })
  expect(db().prepare("SELECT count(*) FROM export_document WHERE document_kind = 'sale'").pluck().get()).toBe(0)
})

test('every declared refusal of these commands was met here', () => {
  expect(unmet(areas.saleDocuments)).toEqual([])
})
