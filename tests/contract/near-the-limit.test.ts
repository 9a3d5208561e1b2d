import { afterEach, expect, test } from 'vitest'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { line, money, openDoor, plain, today } from '../support/door.ts'

/** Amounts that can be typed, and come to more than can be kept only together with what happened before. */
const { db, done, ask, refused } = openDoor()

const atNoField = { code: 'amount.too_large', data: { field: null } }

afterEach(() => expect(verifyBooks(db()).checks.filter(({ difference }) => difference !== null)).toEqual([]))

async function product(sku: string, kind: 'component' | 'finished_good'): Promise<number> {
  return (await done('product.create', { ...plain, sku, name: sku, kind })).productId
}

async function receive(...lines: ReturnType<typeof line>[]): Promise<number> {
  const { receiptId } = await done('receipt.save_draft', { receiptId: null, supplierId: 1, receivedOn: today, lines })
  await done('receipt.confirm', { receiptId })
  return receiptId
}

const sell = (...productIds: number[]) => {
  const lines = productIds.map((productId) => ({ productId, quantity: '1', revenue: '0' }))
  return done('sale.record', { reference: '', customer: '', saleDate: today, lines, notes: '' })
}

const supplier = () => done('supplier.create', { name: 'Acme', code: null, contact: '', email: '', phone: '', notes: '' })

test('a receipt whose goods would come back beside as costly ones is not voided, and the refusal blames no field', async () => {
  await supplier()
  const box = await product('BOX', 'finished_good')
  const { saleId } = await sell(box)
  const receiptId = await receive(line(box, '1', 'line', '8000000000'))
  await done('stock.open', { productId: box, quantity: '1', cost: { per: 'line', amount: '8000000000' }, businessDate: today, notes: '' })
  expect(await refused('receipt.void', { receiptId })).toEqual(atNoField)
  expect((await ask('sale.list', { search: '', limit: 50, offset: 0 })).sales).toMatchObject([{ saleId, cost: money('8000000000'), short: 0 }])
})

test('the components of a build in review do not get dearer than the build can carry, so it can be reversed', async () => {
  await supplier()
  const [left, right] = [await product('LEFT', 'component'), await product('RIGHT', 'component')]
  const good = await product('GOOD', 'finished_good')
  const components = [left, right].map((productId) => ({ productId, quantityPerUnit: '1', optional: false }))
  await done('bom.save', { productId: good, components, costLines: [] })
  const receiptId = await receive(line(left, '1', 'unit', '1'))
  const other = await receive(line(right, '1', 'unit', '1'))
  await done('company.set_review', { review: true })
  const { buildId } = await done('build.execute', { productId: good, quantity: '1', businessDate: today })
  const dear = { lineNo: 1, cost: { per: 'unit', amount: '5000000000' } } as const
  await done('receipt.correct_cost', { receiptId, ...dear })
  expect(await refused('receipt.correct_cost', { receiptId: other, ...dear })).toEqual({ code: 'amount.too_large', data: { field: 'cost.amount' } })
  await done('build.reverse', { buildId })
  await done('receipt.correct_cost', { receiptId: other, ...dear })
})

test('a sale that waits for two products does not get a cost that cannot be said', async () => {
  await supplier()
  const [one, two] = [await product('ONE', 'finished_good'), await product('TWO', 'finished_good')]
  const { saleId } = await sell(one, two)
  await receive(line(one, '1', 'unit', '5000000000'))
  const { receiptId } = await done('receipt.save_draft', { receiptId: null, supplierId: 1, receivedOn: today, lines: [line(two, '1', 'unit', '5000000000')] })
  expect(await refused('receipt.confirm', { receiptId })).toEqual(atNoField)
  await done('sale.void', { saleId })
  await done('receipt.confirm', { receiptId })
})
