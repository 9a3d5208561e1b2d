import { afterEach, describe, expect, test } from 'vitest'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { boughtIn, line, money, openDoor, plain, qty, today } from '../support/door.ts'
import { areas } from './areas.ts'

/** Adjustments, corrections of receipts and the quality review through the door the window uses. */
const { db, done, ask, refused, openShop, stock, unmet } = openDoor()

const tomorrow = '2026-02-01'
const when = { businessDate: today, notes: '' } as const
const inFuture = { code: 'date.invalid', data: { field: 'businessDate', problem: 'in_future', today } }

afterEach(() => expect(verifyBooks(db()).checks.filter(({ difference }) => difference !== null)).toEqual([]))

async function product(sku: string, kind: 'component' | 'finished_good' = 'component'): Promise<number> {
  return (await done('product.create', { ...plain, sku, name: sku, kind })).productId
}

/** Stock that costs nothing. */
const free = (productId: number, quantity: string) => done('stock.open', { ...when, productId, quantity, cost: { per: 'line', amount: '0' } })
/** More of it. */
const freeFound = (productId: number, quantity: string) => done('stock.find', { ...when, productId, quantity, unitCost: '0', reason: 'count' })

/** A sale for nothing, short of what is not there. */
const sell = (productId: number, quantity: string) =>
  done('sale.record', { reference: '', customer: '', saleDate: today, lines: [{ productId, quantity, revenue: '0' }], notes: '' })

/** A build of the shop's boxes that waits for its review. */
async function inReview(productId: number, quantity: string) {
  await done('company.set_review', { review: true })
  return done('build.execute', { productId, quantity, businessDate: today })
}

/** A finished good of which one takes a ten-thousandth of a part, so that many can be made. */
async function cheapGood() {
  const [part, good] = [await product('PART'), await product('GOOD', 'finished_good')]
  await done('bom.save', { productId: good, components: [{ productId: part, quantityPerUnit: '0.0001', optional: false }], costLines: [] })
  return { part, good }
}

describe('adjustments', () => {
  test('opening stock, a loss, a count and a find move exactly what they say and go back the same way', async () => {
    const shop = await openShop()
    const opened = await done('stock.open', { ...when, productId: shop.label, quantity: '4', cost: { per: 'unit', amount: '0.30' } })
    expect(opened).toMatchObject({ reference: 'PSB-A-00001', quantity: qty('4'), value: money('1.2') })
    const { lots } = await ask('lot.list', { search: '', productId: shop.plate, status: null, limit: 50, offset: 0 })
    const lotId = lots.find(({ remaining }) => remaining === qty('5'))?.lotId ?? 0
    const lost = await done('lot.adjust', { ...when, lotId, change: { by: 'signed', quantity: '-1' }, reason: 'breakage' })
    expect(lost).toMatchObject({ quantity: qty('-1'), value: money('-12') })
    const counted = await done('lot.adjust', { ...when, lotId, change: { by: 'count', counted: '6.5' }, reason: 'count' })
    expect(counted).toMatchObject({ quantity: qty('2.5'), value: money('30') })
    const found = await done('stock.find', { ...when, productId: shop.plate, quantity: '2', unitCost: '10', reason: 'count' })
    expect(found).toMatchObject({ quantity: qty('2'), value: money('20') })
    expect(await stock()).toMatchObject({ PLATE: [qty('18.5'), money('224')], LABEL: [qty('7'), money('1.95')] })
    for (const { adjustmentId } of [found, counted, lost, opened]) await done('adjustment.reverse', { adjustmentId })
    expect(await stock()).toMatchObject({ PLATE: [qty('15'), money('186')], LABEL: [qty('3'), money('0.75')] })
  })

  test('opening stock is refused twice, for nothing we know, later than today, and beyond what can be kept', async () => {
    const productId = await product('PLATE')
    const opening = { ...when, productId, quantity: '5', cost: { per: 'unit', amount: '2' } } as const
    expect(await refused('stock.open', { ...opening, productId: 99 })).toEqual({ code: 'product.not_found', data: { productId: 99 } })
    expect(await refused('stock.open', { ...opening, businessDate: tomorrow })).toEqual(inFuture)
    expect(await refused('stock.open', { ...opening, quantity: '9000000000' })).toEqual({ code: 'amount.too_large', data: { field: 'cost.amount' } })
    await done('stock.open', opening)
    expect(await refused('stock.open', opening)).toEqual({
      code: 'lot.number_in_use',
      data: { field: 'productId', number: 'OPEN-PLATE', sku: 'PLATE' },
    })
  })

  test('a find is refused for nothing we know, later than today, beyond what can be kept, and while receiving is off', async () => {
    const found = { ...when, productId: await product('PLATE'), quantity: '5', unitCost: '2', reason: 'count' } as const
    expect(await refused('stock.find', { ...found, productId: 99 })).toEqual({ code: 'product.not_found', data: { productId: 99 } })
    expect(await refused('stock.find', { ...found, businessDate: tomorrow })).toEqual(inFuture)
    expect(await refused('stock.find', { ...found, quantity: '9000000000' })).toEqual({ code: 'amount.too_large', data: { field: 'unitCost' } })
    await done('company.set_receiving', { receiving: false })
    expect(await refused('stock.find', found)).toEqual({ code: 'adjustment.receiving_off', data: {} })
  })

  test('a lot is not counted below nothing, changed by nothing, or made more by a loss', async () => {
    const shop = await openShop()
    const [lot] = (await ask('lot.list', { search: '', productId: shop.label, status: null, limit: 50, offset: 0 })).lots
    const lotId = lot?.lotId ?? 0
    const by = (quantity: string) => ({ ...when, lotId, change: { by: 'signed', quantity }, reason: 'count' }) as const
    expect(await refused('lot.adjust', { ...by('1'), lotId: 99 })).toEqual({ code: 'lot.not_found', data: { lotId: 99 } })
    expect(await refused('lot.adjust', { ...by('1'), businessDate: tomorrow })).toEqual(inFuture)
    expect(await refused('lot.adjust', by('-3.5'))).toEqual({
      code: 'adjustment.more_than_there_is',
      data: { field: 'change.quantity', sku: 'LABEL', quantity: qty('3.5'), onHand: qty('3') },
    })
    expect(await refused('lot.adjust', by('0'))).toEqual({ code: 'adjustment.changes_nothing', data: { field: 'change.quantity' } })
    expect(await refused('lot.adjust', { ...by('0'), change: { by: 'count', counted: '3' } })).toEqual({
      code: 'adjustment.changes_nothing',
      data: { field: 'change.counted' },
    })
    for (const reason of ['breakage', 'loss'] as const) {
      expect(await refused('lot.adjust', { ...by('1'), reason })).toEqual({
        code: 'adjustment.loss_must_be_negative',
        data: { field: 'change.quantity' },
      })
    }
    expect(await refused('lot.adjust', by('9007199254'))).toEqual({ code: 'amount.too_large', data: { field: 'change.quantity' } })
    await done('receipt.void', { receiptId: shop.receipts[1] ?? 0 })
    expect(await refused('lot.adjust', by('1'))).toEqual({ code: 'lot.is_voided', data: { number: lot?.number } })
  })

  test('with receiving off stock is a pool: added to, taken from, counted, and never below nothing', async () => {
    const productId = await product('PLATE')
    const add = { ...when, productId, change: { by: 'add', quantity: '4', unitCost: '2' }, reason: 'received' } as const
    expect(await refused('stock.adjust', add)).toEqual({ code: 'adjustment.receiving_on', data: {} })
    await done('company.set_receiving', { receiving: false })
    expect(await refused('lot.adjust', { ...when, lotId: 1, change: { by: 'signed', quantity: '1' }, reason: 'count' })).toEqual({
      code: 'adjustment.receiving_off',
      data: {},
    })
    expect(await refused('stock.adjust', { ...add, change: { by: 'remove', quantity: '1' } })).toMatchObject({
      code: 'adjustment.more_than_there_is',
      data: { onHand: 0 },
    })
    await done('stock.adjust', add)
    await done('stock.adjust', { ...add, change: { by: 'add', quantity: '4', unitCost: '3' } })
    expect(await done('stock.adjust', { ...add, change: { by: 'count', counted: '6' }, reason: 'count' })).toMatchObject({ value: money('-5') })
    expect(await stock()).toEqual({ PLATE: [qty('6'), money('15')] })
    expect(await refused('stock.adjust', { ...add, change: { by: 'remove', quantity: '6.000001' } })).toEqual({
      code: 'adjustment.more_than_there_is',
      data: { field: 'change.quantity', sku: 'PLATE', quantity: qty('6.000001'), onHand: qty('6') },
    })
    expect(await refused('stock.adjust', { ...add, change: { by: 'count', counted: '6' } })).toEqual({
      code: 'adjustment.changes_nothing',
      data: { field: 'change.counted' },
    })
    expect(await refused('stock.adjust', { ...add, productId: 99 })).toEqual({ code: 'product.not_found', data: { productId: 99 } })
    expect(await refused('stock.adjust', { ...add, businessDate: tomorrow })).toEqual(inFuture)
    expect(await refused('stock.adjust', { ...add, change: { by: 'add', quantity: '9000000000', unitCost: '2' } })).toEqual({
      code: 'amount.too_large',
      data: { field: 'change.unitCost' },
    })
  })

  test('an adjustment is taken back once, and not while its stock is used', async () => {
    const { part, good } = await cheapGood()
    const { adjustmentId } = await free(part, '1')
    const built = await done('build.execute', { productId: good, quantity: '5', businessDate: today })
    expect(await refused('adjustment.reverse', { adjustmentId: 99 })).toEqual({ code: 'adjustment.not_found', data: { adjustmentId: 99 } })
    expect(await refused('adjustment.reverse', { adjustmentId })).toEqual({
      code: 'document.in_the_way',
      data: { documents: [{ kind: 'build', id: built.buildId, reference: built.reference, businessDate: today }] },
    })
    await done('build.reverse', { buildId: built.buildId })
    await done('adjustment.reverse', { adjustmentId })
    expect(await refused('adjustment.reverse', { adjustmentId })).toEqual({
      code: 'document.already_reversed',
      data: { kind: 'adjustment', id: adjustmentId, reference: 'PSB-A-00001' },
    })
  })

  test('a loss is not taken back when the product would then hold more than can be kept', async () => {
    const productId = await product('PLATE')
    await free(productId, '9000000000')
    const lost = await done('lot.adjust', { ...when, lotId: 1, change: { by: 'count', counted: '1' }, reason: 'count' })
    await freeFound(productId, '9000000000')
    expect(await refused('adjustment.reverse', { adjustmentId: lost.adjustmentId })).toMatchObject({ code: 'amount.too_large' })
  })
})

describe('corrections of receipts', () => {
  test('a late cost follows the goods into the box, and a miscount leaves the lot', async () => {
    const shop = await openShop()
    const [one = 0] = shop.receipts
    await done('build.execute', { productId: shop.box, quantity: '2', businessDate: today })
    expect(await stock()).toMatchObject({ PLATE: [qty('11'), money('138')] })
    const boxBefore = (await stock())['BOX']?.[1] ?? 0
    const cost = { receiptId: one, lineNo: 1, cost: { per: 'unit', amount: '13' } } as const
    const preview = await ask('receipt.preview_cost', cost)
    expect(await done('receipt.correct_cost', cost)).toMatchObject({ difference: money('5') })
    expect(preview.difference).toBe(money('5'))
    expect(await stock()).toMatchObject({ PLATE: [qty('11'), money('139')], BOX: [qty('2'), boxBefore + money('4')] })
    const quantity = { receiptId: one, lineNo: 1, quantity: '4', reason: 'miscounted_on_entry' } as const
    expect(await done('receipt.correct_quantity', quantity)).toMatchObject({ difference: qty('-1') })
    expect(await stock()).toMatchObject({ PLATE: [qty('10'), money('126')] })
  })

  test('a line is not corrected to what it says, below what was used, or beyond what can be kept', async () => {
    const shop = await openShop()
    const [one = 0] = shop.receipts
    await done('build.execute', { productId: shop.box, quantity: '2', businessDate: today })
    const cost = { receiptId: one, lineNo: 1, cost: { per: 'unit', amount: '12' } } as const
    expect(await refused('receipt.correct_cost', cost)).toEqual({ code: 'correction.changes_nothing', data: { field: 'cost.amount' } })
    expect(await refused('receipt.correct_cost', { ...cost, cost: { per: 'unit', amount: '9000000000' } })).toEqual({
      code: 'amount.too_large',
      data: { field: 'cost.amount' },
    })
    const quantity = { receiptId: one, lineNo: 1, quantity: '5', reason: 'count' } as const
    expect(await refused('receipt.correct_quantity', quantity)).toEqual({ code: 'correction.changes_nothing', data: { field: 'quantity' } })
    expect(await refused('receipt.correct_quantity', { ...quantity, quantity: '3.5' })).toEqual({
      code: 'correction.below_used',
      data: { field: 'quantity', sku: 'PLATE', used: qty('4') },
    })
    expect(await refused('receipt.correct_quantity', { ...quantity, quantity: '9000000000' })).toEqual({
      code: 'amount.too_large',
      data: { field: 'quantity' },
    })
    expect(await refused('receipt.correct_quantity', { ...quantity, unit: 'purchase' })).toEqual({
      code: 'product.no_purchase_unit',
      data: { field: 'quantity', sku: 'PLATE', unit: 'ea' },
    })
    boughtIn(db(), shop.plate, 'SHEET', '0.5')
    const lines = [{ ...line(shop.plate, '8', 'unit', '6'), unit: 'purchase' as const }]
    const { receiptId } = await done('receipt.save_draft', { receiptId: null, supplierId: 1, receivedOn: today, lines })
    await done('receipt.confirm', { receiptId })
    expect(await refused('receipt.correct_quantity', { ...quantity, receiptId, quantity: '0.000001', unit: 'purchase' })).toEqual({
      code: 'quantity.not_exact',
      data: { field: 'quantity', unit: 'ea', purchaseUnit: 'SHEET', size: qty('0.5') },
    })
  })

  test('only a line of a confirmed receipt that stands is corrected', async () => {
    const shop = await openShop()
    const [one = 0] = shop.receipts
    const draft = await done('receipt.save_draft', { receiptId: null, supplierId: 1, receivedOn: today, lines: [line(shop.plate, '1', 'unit', '1')] })
    await done('receipt.void', { receiptId: one })
    const both = async (receiptId: number, lineNo: number, refusal: unknown) => {
      expect(await refused('receipt.correct_cost', { receiptId, lineNo, cost: { per: 'line', amount: '7' } })).toEqual(refusal)
      expect(await refused('receipt.correct_quantity', { receiptId, lineNo, quantity: '7', reason: 'count' })).toEqual(refusal)
    }
    const guess = { receiptId: 2, lineNo: 1, cost: { per: 'line', amount: '7' }, toBeConfirmed: true } as const
    expect(await refused('receipt.correct_cost', guess)).toEqual({ code: 'correction.was_no_guess', data: { receiptId: 2, lineNo: 1 } })
    await both(99, 1, { code: 'receipt.not_found', data: { receiptId: 99 } })
    await both(2, 9, { code: 'receipt.line_not_found', data: { receiptId: 2, lineNo: 9 } })
    await both(draft.receiptId, 1, { code: 'document.not_posted', data: { kind: 'receipt', id: draft.receiptId } })
    await both(one, 1, { code: 'document.already_reversed', data: { kind: 'receipt', id: one, reference: 'PSB-R-00001' } })
  })
})

describe('quality review', () => {
  test('a build waits, is approved, put back, rejected in part, put back and reversed: the stock is what it was', async () => {
    const shop = await openShop()
    const before = await stock()
    const { buildId, status, lotId } = await inReview(shop.box, '4')
    expect([status, lotId]).toEqual(['in_review', null])
    expect(await stock()).toMatchObject({ PLATE: [qty('7'), money('88.2')], BOX: [0, 0] })
    expect(await done('build.approve', { buildId })).toMatchObject({ lotNumber: 'B-1', value: money('159.62') })
    expect(await stock()).toMatchObject({ BOX: [qty('4'), money('159.62')] })
    await done('build.undo_approval', { buildId })
    const recovered = [{ productId: shop.plate, quantity: '3' }]
    // The last draw goes back first: three plates of the second receipt.
    const rejection = { buildId, reason: 'quality_defect', recovery: { kind: 'partial', recovered }, notes: '' } as const
    expect(await done('build.reject', rejection)).toMatchObject({ recovered: money('37.8'), wasted: money('61.82') })
    await done('build.undo_rejection', { buildId })
    await done('build.reverse', { buildId })
    expect(await stock()).toEqual(before)
  })

  test('each decision needs its state, and only what was drawn is recovered', async () => {
    const shop = await openShop()
    const { buildId, reference } = await inReview(shop.box, '1')
    const all = { buildId, reason: 'other', recovery: { kind: 'full' }, notes: '' } as const
    const unknown = { code: 'build.not_found', data: { buildId: 99 } }
    expect(await refused('build.approve', { buildId: 99 })).toEqual(unknown)
    expect(await refused('build.reject', { ...all, buildId: 99 })).toEqual(unknown)
    expect(await refused('build.undo_approval', { buildId: 99 })).toEqual(unknown)
    expect(await refused('build.undo_rejection', { buildId: 99 })).toEqual(unknown)
    expect(await refused('build.undo_approval', { buildId })).toEqual({ code: 'build.not_approved', data: { reference } })
    expect(await refused('build.undo_rejection', { buildId })).toEqual({ code: 'build.not_rejected', data: { reference } })
    const twice = [1, 2].map(() => ({ productId: shop.plate, quantity: '1.5' }))
    expect(await refused('build.reject', { ...all, recovery: { kind: 'partial', recovered: twice } })).toEqual({
      code: 'build.recovers_too_much',
      data: { field: 'recovery.recovered.0.quantity', sku: 'PLATE', recovered: qty('3'), drawn: qty('2') },
    })
    await done('build.approve', { buildId })
    expect(await refused('build.approve', { buildId })).toEqual({ code: 'build.not_in_review', data: { reference } })
    expect(await refused('build.reject', all)).toEqual({ code: 'build.not_in_review', data: { reference } })
  })

  test('an approval stands while its boxes are sold', async () => {
    const shop = await openShop()
    const { buildId } = await inReview(shop.box, '1')
    await done('build.approve', { buildId })
    const lines = [{ productId: shop.box, quantity: '1', revenue: '50' }]
    const { saleId } = await done('sale.record', { reference: '', customer: 'Ann', saleDate: today, lines, notes: '' })
    expect(await refused('build.undo_approval', { buildId })).toEqual({
      code: 'document.in_the_way',
      data: { documents: [{ kind: 'sale', id: saleId, reference: 'PSB-M-00001', businessDate: today }] },
    })
  })

  test('a rejection stands while what was recovered is used elsewhere', async () => {
    const shop = await openShop()
    const { buildId, reference } = await inReview(shop.box, '1')
    await done('build.reject', { buildId, reason: 'other', recovery: { kind: 'full' }, notes: '' })
    await done('build.execute', { productId: shop.box, quantity: '2', businessDate: today })
    expect(await refused('build.undo_rejection', { buildId })).toMatchObject({
      code: 'build.recovered_is_gone',
      data: { reference, lots: [{ number: 'ACM-20260131-001', sku: 'PLATE', recovered: qty('2'), remaining: qty('1') }] },
    })
  })

  test('no decision is undone when the product would then be short of more than can be kept', async () => {
    const good = await product('GOOD', 'finished_good')
    const crate = await product('CRATE', 'finished_good')
    await done('bom.save', { productId: crate, components: [{ productId: good, quantityPerUnit: '1', optional: false }], costLines: [] })
    await free(good, '5000000000')
    const crates = await inReview(crate, '5000000000')
    await sell(good, '5000000000')
    await done('build.reject', { buildId: crates.buildId, reason: 'other', recovery: { kind: 'full' }, notes: '' })
    await sell(good, '5000000000')
    expect(await refused('build.undo_rejection', { buildId: crates.buildId })).toEqual({ code: 'amount.too_large', data: { field: null } })

    const more = await product('MORE')
    await free(more, '500000')
    const box = await product('BOX', 'finished_good')
    await done('bom.save', { productId: box, components: [{ productId: more, quantityPerUnit: '0.0001', optional: false }], costLines: [] })
    await sell(box, '5000000000')
    const boxes = await inReview(box, '5000000000')
    await done('build.approve', { buildId: boxes.buildId })
    await sell(box, '5000000000')
    expect(await refused('build.undo_approval', { buildId: boxes.buildId })).toEqual({ code: 'amount.too_large', data: { field: null } })
  })

  test('what a decision would bring must be an amount that can be kept', async () => {
    const { part, good } = await cheapGood()
    await free(part, '1000000')
    const [one, two] = [await inReview(good, '5000000000'), await inReview(good, '5000000000')]
    await done('build.approve', { buildId: one.buildId })
    expect(await refused('build.approve', { buildId: two.buildId })).toEqual({ code: 'amount.too_large', data: { field: null } })
    await freeFound(part, '9007000000')
    const rejection = { buildId: two.buildId, reason: 'other', recovery: { kind: 'full' }, notes: '' } as const
    expect(await refused('build.reject', rejection)).toEqual({ code: 'amount.too_large', data: { field: 'recovery' } })
  })
})

/** Refusals that the rules allow for and this door cannot bring about. */
const saidBefore: ReadonlyMap<string, string> = new Map([
  ['adjustment.reverse document.not_posted', 'an adjustment is never a draft'],
  ['build.approve lot.number_in_use', 'only a build gives out B- numbers, each its own'],
])

test('every declared refusal of these commands was met here', () => {
  expect(unmet(areas.corrections).toSorted()).toEqual([...saidBefore.keys()].toSorted())
})
