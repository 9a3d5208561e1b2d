import { expect, test } from 'vitest'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { money, openDoor, plain, today } from '../support/door.ts'

/** What a correction would move, and what was there on a day, through the door the window uses. */
const { db, run, done, ask } = openDoor()

/** A part received on the 10th, and a good made of one of it. */
async function openSmallShop() {
  await done('supplier.create', { name: 'Acme', code: null, contact: '', email: '', phone: '', notes: '' })
  const { productId: part } = await done('product.create', { ...plain, sku: 'PART', name: 'Part', kind: 'component' })
  const { productId: good } = await done('product.create', { ...plain, sku: 'GOOD', name: 'Good', kind: 'finished_good' })
  await done('bom.save', { productId: good, components: [{ productId: part, quantityPerUnit: '1', optional: false }], costLines: [] })
  const line = { productId: part, quantity: '10', cost: { per: 'unit', amount: '10' }, lotNumber: null, supplierLot: null, expiresOn: null } as const
  const { receiptId } = await done('receipt.save_draft', { receiptId: null, supplierId: 1, receivedOn: '2026-01-10', lines: [line] })
  await done('receipt.confirm', { receiptId })
  return { part, good, receiptId }
}

const sale = (productId: number, quantity: string, revenue: string) => ({
  reference: 'INV-1',
  customer: 'Ann',
  saleDate: '2026-01-12',
  lines: [{ productId, quantity, revenue }],
  notes: '',
})

test('a cost correction is shown before it is made: each lot, build and sale, and by how much', async () => {
  const { good, receiptId } = await openSmallShop()
  const { buildId } = await done('build.execute', { productId: good, quantity: '4', businessDate: '2026-01-11' })
  const { saleId } = await done('sale.record', sale(good, '1', '50'))
  const correction = { receiptId, lineNo: 1, cost: { per: 'unit', amount: '15' } } as const
  const preview = await ask('receipt.preview_cost', correction)
  expect(preview.difference).toBe(money('50'))
  expect(preview.moves.map(({ what, id, before, after }) => [what, id, before / 1e6, after / 1e6])).toEqual([
    ['lot', 1, 60, 90],
    ['build', buildId, 40, 60],
    ['lot', 2, 30, 45],
    ['sale', saleId, 10, 15],
  ])
  expect((await ask('sale.list', { search: 'inv', limit: 10, offset: 0 })).sales).toMatchObject([{ cost: money('10'), margin: money('40') }])
  await done('receipt.correct_cost', correction)
  expect((await ask('sale.list', { search: '', limit: 10, offset: 0 })).sales).toMatchObject([{ cost: money('15'), margin: money('35') }])
  const { lots } = await ask('lot.list', { search: '', productId: null, status: 'active', limit: 10, offset: 0 })
  expect(lots.map(({ value }) => value).toSorted((a, b) => a - b)).toEqual([money('45'), money('90')])
  expect((await ask('receipt.preview_cost', correction)).moves).toEqual([])
})

test('stock as of a day tells what was there then, and why less than nothing was', async () => {
  const { part, good } = await openSmallShop()
  await done('build.execute', { productId: good, quantity: '4', businessDate: '2026-01-05' })
  await done('sale.record', sale(good, '6', '60'))
  const asOf = async (businessDate: string, by: 'product' | 'lot', knownAt: string | null = null) => {
    const { rows, value } = await ask('stock.as_of', { businessDate, knownAt, by, productId: null })
    return { rows: rows.map(({ label, quantity, belowZero }) => [label, quantity / 1e6, belowZero?.document.reference ?? null]), value: value / 1e6 }
  }
  expect((await asOf('2026-01-04', 'lot')).rows).toEqual([])
  expect((await asOf('2026-01-06', 'lot')).rows).toEqual([['ACM-20260110-001', -4, 'PSB-B-00001'], ['B-1', 4, null]].toSorted((a, b) => (a[0] === 'B-1' ? -1 : b[0] === 'B-1' ? 1 : 0)))
  expect((await asOf('2026-01-11', 'product')).rows).toEqual([['GOOD', 4, null], ['PART', 6, null]])
  expect(await asOf(today, 'product')).toEqual({ rows: [['GOOD', -2, 'INV-1'], ['PART', 6, null]], value: 60 })
  expect((await asOf(today, 'product', '2026-01-01T00:00:00.000Z')).rows).toEqual([])
  const { products } = await ask('product.list', { search: '', kinds: [], sort: 'sku', descending: false, limit: 10, offset: 0 })
  expect(products.map(({ productId, onHand }) => [productId, onHand / 1e6])).toEqual([[good, -2], [part, 6]])
  const { rows } = await ask('product.history', { productId: good, beforePostingId: null, limit: 10 })
  expect(rows.map(({ kind, onHandAfter }) => [kind, onHandAfter / 1e6])).toEqual([['sale', -2], ['build', 4]])
})

test('a build in review shows where it stands, and its lot once it is approved', async () => {
  const { good } = await openSmallShop()
  expect(await done('company.set_review', { review: true })).toEqual(await ask('company.settings', {}))
  const built = await done('build.execute', { productId: good, quantity: '2', businessDate: today })
  expect(built).toMatchObject({ status: 'in_review', lotId: null, lotNumber: null, value: money('20') })
  const shown = async () => (await ask('build.get', { buildId: built.buildId })).build
  expect(await shown()).toMatchObject({ status: 'in_review', lot: null, value: money('20') })
  const { lotNumber } = await done('build.approve', { buildId: built.buildId })
  expect(await shown()).toMatchObject({ status: 'approved', lot: { number: lotNumber }, value: money('20') })
  await done('build.undo_approval', { buildId: built.buildId })
  await done('build.reject', { buildId: built.buildId, reason: 'quality_defect', recovery: { kind: 'total_loss' }, notes: '' })
  // Nothing was made of it: its labor is told, but is in no value.
  expect(await ask('build.get', { buildId: built.buildId })).toMatchObject({
    build: { status: 'rejected', lot: null, value: null, unitCost: null },
    costLinesReleased: true,
    value: money('20'),
  })
  expect(await run('build.reverse', { buildId: built.buildId })).toMatchObject({ ok: false, error: { code: 'build.is_rejected' } })
  await done('build.undo_rejection', { buildId: built.buildId })
  await done('build.reverse', { buildId: built.buildId })
  expect(await shown()).toMatchObject({ status: 'reversed' })
  expect((await ask('build.list', { search: '', productId: good, limit: 10, offset: 0 })).builds).toMatchObject([{ status: 'reversed' }])
})

test('receiving is switched off only while no lot is of its own', async () => {
  expect(await run('company.set_receiving', { receiving: true })).toMatchObject({ error: { code: 'receiving.already' } })
  await done('company.set_receiving', { receiving: false })
  await done('company.set_receiving', { receiving: true })
  await openSmallShop()
  expect(await run('company.set_receiving', { receiving: false })).toMatchObject({ error: { code: 'receiving.lots_exist', data: { count: 1, number: 'ACM-20260110-001' } } })
  expect(verifyBooks(db()).ok).toBe(true)
})
