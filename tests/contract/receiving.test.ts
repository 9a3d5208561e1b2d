import { afterEach, describe, expect, test } from 'vitest'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { boughtIn, line, money, openDoor, plain, qty, today } from '../support/door.ts'

/** What a receipt tells: the unit it was typed in, costs that are guesses, and what was corrected since. */
const { db, done, ask, refused, stock } = openDoor()

afterEach(() => expect(verifyBooks(db()).checks.filter(({ difference }) => difference !== null)).toEqual([]))

type Line = ReturnType<typeof line> & { readonly unit?: 'stock' | 'purchase'; readonly costToBeConfirmed?: boolean }

async function supplier(name: string): Promise<number> {
  return (await done('supplier.create', { name, code: null, contact: '', email: '', phone: '', notes: '' })).supplierId
}

async function steel(): Promise<number> {
  const { productId } = await done('product.create', { ...plain, sku: 'STEEL', name: 'Steel', kind: 'raw_material', unit: 'IN' })
  boughtIn(db(), productId, 'SHEET', '96')
  return productId
}

async function receive(supplierId: number, ...lines: Line[]): Promise<number> {
  const { receiptId } = await done('receipt.save_draft', { receiptId: null, supplierId, receivedOn: today, lines })
  await done('receipt.confirm', { receiptId })
  return receiptId
}

const sheets = (productId: number, quantity: string, per: 'unit' | 'line', amount: string): Line => ({ ...line(productId, quantity, per, amount), unit: 'purchase' })
const guess = (productId: number, quantity: string, amount: string): Line => ({ ...line(productId, quantity, 'unit', amount), costToBeConfirmed: true })
const listed = (costToBeConfirmed: boolean) => ask('receipt.list', { search: '', status: null, costToBeConfirmed, limit: 50, offset: 0 })

describe('bought by the sheet, used by the inch', () => {
  test('what is typed is kept, the lot holds inches, and a cost is per sheet', async () => {
    const [acme, productId] = [await supplier('Acme'), await steel()]
    const receiptId = await receive(acme, sheets(productId, '2', 'unit', '100.01'), sheets(productId, '0.5', 'line', '49.99'))
    expect(await stock()).toEqual({ STEEL: [qty('240'), money('250.01')] })
    const { lines } = await ask('receipt.get', { receiptId })
    expect(lines).toMatchObject([
      { quantity: qty('192'), typedIn: { name: 'SHEET', size: qty('96') }, cost: { per: 'unit', amount: money('100.01') }, value: money('200.02') },
      { quantity: qty('48'), typedIn: { name: 'SHEET', size: qty('96') }, cost: { per: 'line', amount: money('49.99') }, value: money('49.99') },
    ])
  })

  test('corrections are typed by the sheet as well, and another size of the sheet changes no past', async () => {
    const [acme, productId] = [await supplier('Acme'), await steel()]
    const receiptId = await receive(acme, sheets(productId, '2', 'unit', '100'))
    boughtIn(db(), productId, 'SHEET', '120')
    expect(await done('receipt.correct_cost', { receiptId, lineNo: 1, cost: { per: 'unit', amount: '110' } })).toMatchObject({ difference: money('20') })
    const more = { receiptId, lineNo: 1, quantity: '3', unit: 'purchase', reason: 'miscounted_on_entry' } as const
    expect(await done('receipt.correct_quantity', more)).toMatchObject({ difference: qty('96') })
    expect(await stock()).toEqual({ STEEL: [qty('288'), money('330')] })
    expect((await listed(false)).receipts).toMatchObject([{ value: money('330') }])
    expect((await ask('receipt.get', { receiptId })).receipt.value).toBe(money('330'))
    expect((await ask('receipt.get', { receiptId })).corrections).toMatchObject([
      { lineNo: 1, difference: money('20'), change: { of: 'cost', before: { cost: { amount: money('100') } }, after: { cost: { amount: money('110') } } } },
      { lineNo: 1, difference: money('110'), change: { of: 'quantity', before: qty('192'), after: qty('288'), reason: 'miscounted_on_entry' } },
    ])
  })
})

describe('a cost to be confirmed', () => {
  test('is listed until it is corrected, or confirmed as it is', async () => {
    const [acme, productId] = [await supplier('Acme'), await steel()]
    const receiptId = await receive(acme, guess(productId, '4', '2'), guess(productId, '1', '3'), line(productId, '1', 'unit', '1'))
    expect(await listed(true)).toMatchObject({ total: 1, costsToBeConfirmed: 1, receipts: [{ receiptId, costsToBeConfirmed: 2 }] })
    const first = { receiptId, lineNo: 1, cost: { per: 'unit', amount: '2' } } as const
    expect(await ask('receipt.preview_cost', first)).toMatchObject({ difference: 0, toBeConfirmed: true, moves: [] })
    expect(await done('receipt.correct_cost', first)).toMatchObject({ difference: 0 })
    expect(await refused('receipt.correct_cost', first)).toMatchObject({ code: 'correction.changes_nothing' })
    expect(await listed(true)).toMatchObject({ costsToBeConfirmed: 1, receipts: [{ costsToBeConfirmed: 1 }] })
    await done('receipt.correct_cost', { receiptId, lineNo: 2, cost: { per: 'line', amount: '3.5' } })
    expect(await listed(true)).toMatchObject({ total: 0, costsToBeConfirmed: 0, receipts: [] })
    expect((await ask('receipt.get', { receiptId })).lines.map(({ costToBeConfirmed }) => costToBeConfirmed)).toEqual([false, false, false])
    expect(await stock()).toEqual({ STEEL: [qty('6'), money('12.5')] })
  })

  test('is a guess again once its confirmation is taken back, at the cost it was', async () => {
    const [acme, productId] = [await supplier('Acme'), await steel()]
    const receiptId = await receive(acme, guess(productId, '4', '2'), line(productId, '1', 'unit', '1'))
    const cost = (amount: string, toBeConfirmed: boolean, lineNo = 1) => ({ receiptId, lineNo, cost: { per: 'unit', amount }, toBeConfirmed }) as const
    expect(await refused('receipt.correct_cost', cost('2', true))).toEqual({ code: 'correction.changes_nothing', data: { field: 'cost.amount' } })
    await done('receipt.correct_cost', cost('3', false))
    expect(await listed(true)).toMatchObject({ costsToBeConfirmed: 0 })
    expect(await done('receipt.correct_cost', cost('2', true))).toMatchObject({ difference: money('-4') })
    expect(await listed(true)).toMatchObject({ costsToBeConfirmed: 1, receipts: [{ costsToBeConfirmed: 1 }] })
    const { lines, corrections } = await ask('receipt.get', { receiptId })
    expect(lines.map(({ costToBeConfirmed }) => costToBeConfirmed)).toEqual([true, false])
    expect((await ask('lot.get', { lotId: lines[0]?.lot?.lotId ?? 0 })).lot.costToBeConfirmed).toBe(true)
    expect(corrections.at(-1)?.change).toEqual({
      of: 'cost',
      before: { cost: { per: 'unit', amount: money('3') }, toBeConfirmed: false },
      after: { cost: { per: 'unit', amount: money('2') }, toBeConfirmed: true },
    })
    expect((await ask('receipt.line_hints', { productId, supplierId: acme })).lastPaid).toMatchObject({ value: money('1') })
    await done('receipt.correct_cost', cost('2', false))
    expect(await listed(true)).toMatchObject({ costsToBeConfirmed: 0 })
    expect(await refused('receipt.correct_cost', cost('1', true, 2))).toEqual({ code: 'correction.was_no_guess', data: { receiptId, lineNo: 2 } })
  })

  test('of a draft or of a voided receipt waits for nobody', async () => {
    const [acme, productId] = [await supplier('Acme'), await steel()]
    await done('receipt.save_draft', { receiptId: null, supplierId: acme, receivedOn: today, lines: [guess(productId, '4', '2')] })
    const receiptId = await receive(acme, guess(productId, '4', '2'))
    expect(await listed(true)).toMatchObject({ total: 1, costsToBeConfirmed: 1 })
    await done('receipt.void', { receiptId })
    expect(await listed(true)).toMatchObject({ total: 0, costsToBeConfirmed: 0 })
    expect((await listed(false)).receipts.map(({ costsToBeConfirmed }) => costsToBeConfirmed)).toEqual([0, 0])
  })

  test('starts from what was paid last: to this supplier, else to any, and never from a guess or a void', async () => {
    const [acme, bolts, productId] = [await supplier('Acme'), await supplier('Bolts'), await steel()]
    const hints = async (supplierId: number | null) => (await ask('receipt.line_hints', { productId, supplierId })).lastPaid
    expect(await hints(acme)).toBeNull()
    const one = await receive(acme, line(productId, '4', 'unit', '2'))
    const two = await receive(bolts, line(productId, '3', 'line', '10'))
    await receive(bolts, guess(productId, '1', '99'))
    expect(await hints(acme)).toMatchObject({ receiptId: one, quantity: qty('4'), value: money('8'), fromThisSupplier: true })
    expect(await hints(bolts)).toMatchObject({ receiptId: two, quantity: qty('3'), value: money('10'), supplier: 'Bolts' })
    expect(await hints(null)).toMatchObject({ receiptId: two, fromThisSupplier: false })
    await done('receipt.correct_cost', { receiptId: one, lineNo: 1, cost: { per: 'unit', amount: '2.5' } })
    expect(await hints(acme)).toMatchObject({ value: money('10') })
    await done('receipt.void', { receiptId: two })
    expect(await hints(bolts)).toMatchObject({ receiptId: one, fromThisSupplier: false })
  })
})

test('what a corrected cost moves adds up to the correction, also where goods went on into a box', async () => {
  const [acme, part] = [await supplier('Acme'), await steel()]
  const { productId: box } = await done('product.create', { ...plain, sku: 'BOX', name: 'Box', kind: 'finished_good' })
  await done('bom.save', { productId: box, components: [{ productId: part, quantityPerUnit: '2', optional: false }], costLines: [] })
  const receiptId = await receive(acme, line(part, '10', 'unit', '1'))
  await done('build.execute', { productId: box, quantity: '3', businessDate: today })
  await done('sale.record', { reference: '', customer: 'Ann', saleDate: today, lines: [{ productId: box, quantity: '1', revenue: '9' }], notes: '' })
  const { difference, moves, rest } = await ask('receipt.preview_cost', { receiptId, lineNo: 1, cost: { per: 'unit', amount: '1.5' } })
  expect(difference).toBe(money('5'))
  expect(moves.map(({ what, label, passesOn, before, after }) => [what, label, passesOn, after - before])).toEqual([
    ['lot', 'ACM-20260131-001', false, money('2')],
    ['build', 'PSB-B-00001', true, money('3')],
    ['lot', 'B-1', false, money('2')],
    ['sale', expect.any(String), false, money('1')],
  ])
  const kept = moves.filter(({ passesOn }) => !passesOn).reduce((sum, { before, after }) => sum + after - before, 0)
  expect(kept + rest).toBe(difference)
})

test('a draft keeps lines that are not finished as they were typed, until it is saved without them', async () => {
  const [acme, productId] = [await supplier('Acme'), await steel()]
  const draft = { supplierId: acme, receivedOn: today, lines: [line(productId, '1', 'unit', '1')] }
  const { receiptId } = await done('receipt.save_draft', { ...draft, receiptId: null, asTyped: '{"half":"a doz"}' })
  expect(await ask('receipt.get', { receiptId })).toMatchObject({ asTyped: '{"half":"a doz"}', lines: [{ quantity: qty('1') }] })
  await done('receipt.save_draft', { ...draft, receiptId })
  expect((await ask('receipt.get', { receiptId })).asTyped).toBeNull()
  await done('receipt.confirm', { receiptId })
})
