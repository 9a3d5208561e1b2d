import { expect, test } from 'vitest'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import type { DraftOf } from '../../src/shared/contract/registry.ts'
import { money, openDoor, plain, qty, today } from '../support/door.ts'

/** What an undo would do, told before it is done, through the door the window uses. */
const { db, done, ask, refused, openShop, askRefused, unmetQueries } = openDoor()

type Doc = DraftOf<'query', 'document.preview_reversal'>
const preview = (kind: Doc['kind'], id: number) => ask('document.preview_reversal', { kind, id })

/** Every row of the ledger, to see that a look changes none. */
function everything(): unknown {
  const tables = db().prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()
  return tables.map((table) => [table, db().prepare(`SELECT * FROM "${table}"`).all()])
}

const lotNow = (lotId: number) => db().prepare('SELECT remaining AS quantity, value FROM lot_balance WHERE lot_id = ?').get(lotId)

/** A pool of 10 at 1 and 10 at 3, half of it used: undoing the second leaves at the average of 2, not at 3. */
async function openPool() {
  const { productId } = await done('product.create', { ...plain, sku: 'PART', name: 'Part', kind: 'component' })
  await done('company.set_receiving', { receiving: false })
  const adjust = async (change: DraftOf<'command', 'stock.adjust'>['change']) =>
    (await done('stock.adjust', { productId, change, reason: 'other', businessDate: today, notes: '' })).adjustmentId
  await adjust({ by: 'add', quantity: '10', unitCost: '1' })
  const second = await adjust({ by: 'add', quantity: '10', unitCost: '3' })
  const used = await adjust({ by: 'remove', quantity: '5' })
  return { productId, adjust, second, used }
}

test('undoing what a pool took in says which difference goes to adjustment, and then does exactly that', async () => {
  const { second } = await openPool()
  const before = everything()
  const told = await preview('adjustment', second)
  expect(everything()).toEqual(before)
  expect(told).toMatchObject({ document: { kind: 'adjustment', id: second, reference: 'PSB-A-00002' }, businessDate: today, shortages: [] })
  expect(told.lots).toEqual([
    {
      lotId: 1,
      number: 'LEGACY-PART',
      product: { productId: 1, sku: 'PART', unit: 'ea' },
      pool: true,
      voided: false,
      before: { quantity: qty('15'), value: money('30') },
      after: { quantity: qty('5'), value: money('10') },
      toAdjustment: money('-10'),
    },
  ])
  expect(told.toAdjustment).toBe(money('-10'))
  // 30 goes back to where it came from, of which the pool gives 20 and the difference 10.
  expect(told.accounts).toEqual([{ account: 'adjustment', value: money('20') }])

  await done('adjustment.reverse', { adjustmentId: second })
  expect(lotNow(1)).toEqual(told.lots[0]?.after)
  expect(verifyBooks(db()).ok).toBe(true)
})

test('an undo that a pool cannot bear is told with what is in the way', async () => {
  const { adjust, second } = await openPool()
  const last = await adjust({ by: 'remove', quantity: '10' })
  const refusal = await askRefused('document.preview_reversal', { kind: 'adjustment', id: second })
  expect(refusal).toMatchObject({ code: 'document.in_the_way', data: { documents: [{ kind: 'adjustment', id: last }] } })
  expect(await refused('adjustment.reverse', { adjustmentId: second })).toEqual(refusal)
})

test('voiding a receipt, reversing a build and voiding a sale are told, and each does what was told', async () => {
  const { box, receipts } = await openShop()
  const built = await done('build.execute', { productId: box, quantity: '2', businessDate: today })
  const { saleId } = await done('sale.record', { reference: '', customer: 'Ann', saleDate: today, lines: [{ productId: box, quantity: '3', revenue: '90' }], notes: '' })

  const sale = await preview('sale', saleId)
  expect(sale.lots.map(({ number, before, after }) => [number, before.quantity, after.quantity])).toEqual([['B-1', 0, qty('2')]])
  expect(sale.shortages.map(({ product, quantity }) => [product.sku, quantity])).toEqual([['BOX', qty('-1')]])
  const inTheWay = await askRefused('document.preview_reversal', { kind: 'build', id: built.buildId })
  expect(inTheWay).toMatchObject({ code: 'document.in_the_way', data: { documents: [{ kind: 'sale', id: saleId }] } })
  await done('sale.void', { saleId })
  for (const { lotId, after } of sale.lots) expect(lotNow(lotId)).toEqual(after)

  const build = await preview('build', built.buildId)
  expect(build.lots.find(({ number }) => number === 'B-1')).toMatchObject({ voided: true, after: { quantity: 0, value: 0 } })
  expect(build).toMatchObject({ toAdjustment: 0, accounts: [{ account: 'labor' }] })
  await done('build.reverse', { buildId: built.buildId })
  for (const { lotId, after } of build.lots) expect(lotNow(lotId)).toEqual(after)

  const [, second = 0] = receipts
  const receipt = await preview('receipt', second)
  expect(receipt.lots.every(({ voided, after }) => voided && after.quantity === 0)).toBe(true)
  expect(receipt.accounts.map(({ account }) => account)).toEqual(['supplier'])
  await done('receipt.void', { receiptId: second })
  for (const { lotId, after } of receipt.lots) expect(lotNow(lotId)).toEqual(after)
})

test('what cannot be undone is refused before anybody tries', async () => {
  const { box, receipts } = await openShop()
  const [first = 0] = receipts
  const why = async (kind: Doc['kind'], id: number) => ((await askRefused('document.preview_reversal', { kind, id })) as { code: string }).code
  for (const kind of ['receipt', 'build', 'sale', 'adjustment'] as const) expect(await why(kind, 99)).toBe(`${kind}.not_found`)
  await done('receipt.void', { receiptId: first })
  expect(await why('receipt', first)).toBe('document.already_reversed')
  const draft = await done('receipt.save_draft', { receiptId: null, supplierId: 1, receivedOn: today, lines: [] })
  expect(await why('receipt', draft.receiptId)).toBe('document.not_posted')
  const { saleId } = await done('sale.record', { reference: '', customer: '', saleDate: today, lines: [{ productId: box, quantity: '1', revenue: '1' }], notes: '' })
  await done('sale.void', { saleId })
  expect(await why('sale', saleId)).toBe('sale.voided')
  await done('company.set_review', { review: true })
  const { buildId } = await done('build.execute', { productId: box, quantity: '1', businessDate: today })
  await done('build.reject', { buildId, reason: 'other', recovery: { kind: 'total_loss' }, notes: '' })
  expect(await why('build', buildId)).toBe('build.is_rejected')
})

test('what would come back past what can be kept is told before, as the command tells it', async () => {
  const { box } = await openShop()
  const part = await done('product.create', { ...plain, sku: 'PART', name: 'Part', kind: 'component' })
  const adjustment = { productId: part.productId, businessDate: today, notes: '' }
  await done('bom.save', { productId: box, components: [{ productId: part.productId, quantityPerUnit: '1', optional: false }], costLines: [] })
  await done('stock.open', { ...adjustment, quantity: '1000000', cost: { per: 'line', amount: '0' } })
  const { buildId } = await done('build.execute', { productId: box, quantity: '1000000', businessDate: today })
  await done('stock.find', { ...adjustment, quantity: '9007000000', unitCost: '0', reason: 'count' })
  const refusal = await askRefused('document.preview_reversal', { kind: 'build', id: buildId })
  expect(refusal).toMatchObject({ code: 'amount.too_large' })
  expect(await refused('build.reverse', { buildId })).toEqual(refusal)
})

test('every refusal of this question was met', () => expect(unmetQueries(['document.preview_reversal'])).toEqual([]))
