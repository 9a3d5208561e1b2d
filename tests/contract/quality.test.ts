import { afterEach, describe, expect, test } from 'vitest'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import type { DraftOf, OutputOf } from '../../src/shared/contract/registry.ts'
import { money, openDoor, qty, today, type Shop } from '../support/door.ts'

/** What the screens of the quality review ask, held against the entries. */
const { db, done, ask, askRefused, refused, openShop, stock, unmetQueries } = openDoor()

type Recovery = DraftOf<'command', 'build.reject'>['recovery']
type Reason = DraftOf<'command', 'build.reject'>['reason']

afterEach(() => expect(verifyBooks(db()).checks.filter(({ difference }) => difference !== null)).toEqual([]))

const page = { search: '', limit: 50, offset: 0 }
const every = { ...page, reason: null, productId: null, from: null, to: null } as const
const january = { from: '2026-01-01', to: '2026-01-31', productId: null } as const

/** A build of the shop's boxes that waits for its review. */
async function inReview({ box }: Shop, quantity: string) {
  await done('company.set_review', { review: true })
  return done('build.execute', { productId: box, quantity, businessDate: today })
}

const reject = (buildId: number, recovery: Recovery, reason: Reason = 'other') => done('build.reject', { buildId, reason, recovery, notes: '' })

/** What an account holds by the entries alone; of builds, as breakage is waste too. */
const account = (name: string) =>
  db().prepare("SELECT coalesce(sum(value), 0) FROM entry WHERE account = ? AND document_kind = 'build'").pluck().get(name)

const moved = ({ quantity, value }: { quantity: number; value: number }) => [quantity, value]
const bySku = (components: OutputOf<'query', 'quality.get'>['components']) =>
  Object.fromEntries(components.map(({ product, drawn, recovered, wasted }) => [product.sku, { drawn: moved(drawn), recovered: moved(recovered), wasted: moved(wasted) }]))

describe('what waits', () => {
  test('builds wait in the order they came, and what they hold is the work in process of the ledger', async () => {
    const shop = await openShop()
    expect(await ask('quality.waiting', {})).toEqual({ count: 0, inProcess: 0, oldest: null })
    const first = await inReview(shop, '1')
    const second = await inReview(shop, '2')
    const { builds, total } = await ask('quality.pending', page)
    expect(builds).toMatchObject([
      { buildId: first.buildId, reference: 'PSB-B-00001', product: { sku: 'BOX' }, quantity: qty('1'), since: today, builtBy: null },
      { buildId: second.buildId, quantity: qty('2') },
    ])
    const waiting = await ask('quality.waiting', {})
    expect(waiting).toEqual({ count: 2, inProcess: account('work_in_process'), oldest: { buildId: first.buildId, reference: 'PSB-B-00001' } })
    expect(total).toBe(2)
    expect(builds.reduce((sum, { inProcess }) => sum + inProcess, 0)).toBe(waiting.inProcess)
    expect(waiting.inProcess).toBeGreaterThan(0)
  })

  test('a decision takes a build off the list, and undoing it puts it back at the day it came back', async () => {
    const shop = await openShop()
    const [one, two, three] = [await inReview(shop, '1'), await inReview(shop, '1'), await inReview(shop, '1')]
    const waiting = async () => (await ask('quality.pending', page)).builds.map(({ buildId }) => buildId)
    expect(await waiting()).toEqual([one.buildId, two.buildId, three.buildId])
    await done('build.approve', { buildId: one.buildId })
    await reject(two.buildId, { kind: 'total_loss' })
    await done('build.reverse', { buildId: three.buildId })
    expect(await waiting()).toEqual([])
    expect(await ask('quality.waiting', {})).toEqual({ count: 0, inProcess: 0, oldest: null })
    await done('build.undo_rejection', { buildId: two.buildId })
    await done('build.undo_approval', { buildId: one.buildId })
    expect(await waiting()).toEqual([one.buildId, two.buildId])
    expect((await ask('quality.waiting', {})).inProcess).toBe(account('work_in_process'))
  })

  test('a build whose approval was taken back before it was reversed made nothing', async () => {
    const shop = await openShop()
    const [kept, unmade] = [await inReview(shop, '1'), await inReview(shop, '1')]
    for (const { buildId } of [kept, unmade]) await done('build.approve', { buildId })
    await done('build.undo_approval', { buildId: unmade.buildId })
    for (const { buildId } of [kept, unmade]) await done('build.reverse', { buildId })
    const { builds } = await ask('build.list', { ...page, productId: null, sort: 'value', descending: true })
    expect(builds).toMatchObject([
      { buildId: kept.buildId, status: 'reversed', lot: { number: 'B-1' } },
      { buildId: unmade.buildId, status: 'reversed', lot: null, value: null, unitCost: null },
    ])
    expect(builds[0]?.value).toBeGreaterThan(0)
  })

  test('the list is searched, sorted and knows where a row is', async () => {
    const shop = await openShop()
    const [one, two] = [await inReview(shop, '1'), await inReview(shop, '2')]
    const sorted = await ask('quality.pending', { ...page, sort: 'inProcess', descending: true, find: one.buildId })
    expect(sorted.builds.map(({ buildId }) => buildId)).toEqual([two.buildId, one.buildId])
    expect(sorted.foundAt).toBe(1)
    expect((await ask('quality.pending', { ...page, search: 'box 00002' })).builds.map(({ buildId }) => buildId)).toEqual([two.buildId])
    expect((await ask('quality.pending', { ...page, search: 'plate' })).total).toBe(0)
  })

  test('switching review off leaves waiting what waits, and new builds are done at once', async () => {
    const shop = await openShop()
    const { buildId } = await inReview(shop, '1')
    await done('company.set_review', { review: false })
    expect(await done('build.execute', { productId: shop.box, quantity: '1', businessDate: today })).toMatchObject({ status: 'done' })
    expect((await ask('quality.waiting', {})).count).toBe(1)
    expect(await done('build.approve', { buildId })).toMatchObject({ lotNumber: 'B-1' })
  })
})

test('who built is whom the build was for, when that is known', async () => {
  const shop = await openShop()
  await done('company.set_review', { review: true })
  const { personId } = await done('person.create', { name: 'Ida', role: 'builder' })
  const { buildId } = await done('build.execute', { productId: shop.box, quantity: '1', businessDate: today, assigneeId: personId })
  expect((await ask('quality.pending', page)).builds).toMatchObject([{ buildId, builtBy: 'Ida' }])
  expect(await ask('quality.get', { buildId })).toMatchObject({ builtBy: 'Ida' })
})

describe('the review of one build', () => {
  test('a waiting build shows what it drew from which lots, at what that costs today', async () => {
    const shop = await openShop()
    const { buildId } = await inReview(shop, '4')
    const review = await ask('quality.get', { buildId })
    expect(review).toMatchObject({ status: 'in_review', since: today, decision: null, rejection: null, inProcess: account('work_in_process') })
    expect(bySku(review.components)['PLATE']).toEqual({ drawn: [qty('8'), money('97.8')], recovered: [0, 0], wasted: [0, 0] })
    expect(review.components[0]?.lots.map(({ number, quantity }) => [number, quantity])).toEqual([
      ['ACM-20260131-001', qty('5')],
      ['ACM-20260131-003', qty('3')],
    ])
    await done('receipt.correct_cost', { receiptId: shop.receipts[0] ?? 0, lineNo: 1, cost: { per: 'unit', amount: '13' } })
    const later = await ask('quality.get', { buildId })
    expect(bySku(later.components)['PLATE']?.drawn).toEqual([qty('8'), money('102.8')])
    expect(later.inProcess).toBe(account('work_in_process'))
  })

  test('what was decided is told with its day; of another build nothing is', async () => {
    const shop = await openShop()
    const { buildId } = await inReview(shop, '1')
    const { postingId } = await done('build.approve', { buildId })
    expect(await ask('quality.get', { buildId })).toMatchObject({
      status: 'approved',
      since: null,
      inProcess: 0,
      components: [],
      decision: { postingId, businessDate: today, by: null },
      rejection: null,
    })
    await done('company.set_review', { review: false })
    const plain = await done('build.execute', { productId: shop.box, quantity: '1', businessDate: today })
    expect(await ask('quality.get', { buildId: plain.buildId })).toMatchObject({ status: 'done', components: [], decision: null, rejection: null })
    expect(await askRefused('quality.get', { buildId: 99 })).toEqual({ code: 'build.not_found', data: { buildId: 99 } })
  })

  test('a rejected build says what went back and what was wasted, and a late cost after it is in the waste', async () => {
    const shop = await openShop()
    const { buildId } = await inReview(shop, '4')
    await done('build.reject', {
      buildId,
      reason: 'equipment_failure',
      recovery: { kind: 'partial', recovered: [{ productId: shop.plate, quantity: '4' }, { productId: shop.bolt, quantity: '0' }] },
      notes: 'press 2',
    })
    const review = await ask('quality.get', { buildId })
    expect(review.rejection).toMatchObject({ reason: 'equipment_failure', recovery: 'partial', notes: 'press 2', recovered: money('49.8') })
    expect(review.rejection?.wasted).toBe(account('waste'))
    const components = bySku(review.components)
    // The last draw goes back first: three plates at 12.60, then one at 12.
    expect(components['PLATE']).toEqual({ drawn: [qty('8'), money('97.8')], recovered: [qty('4'), money('49.8')], wasted: [qty('4'), money('48')] })
    expect(components['BOLT']).toMatchObject({ recovered: [0, 0], wasted: [qty('32'), money('1.07')] })
    expect(review.components[0]?.lots.map(({ number, quantity }) => [number, quantity])).toEqual([
      ['ACM-20260131-003', qty('3')],
      ['ACM-20260131-001', qty('1')],
    ])
    await done('receipt.correct_cost', { receiptId: shop.receipts[0] ?? 0, lineNo: 1, cost: { per: 'unit', amount: '13' } })
    const later = await ask('quality.get', { buildId })
    expect(bySku(later.components)['PLATE']?.wasted).toEqual([qty('4'), money('52')])
    expect(later.rejection?.wasted).toBe(account('waste'))
  })
})

describe('rejecting, shown before it is done', () => {
  test.each<[string, (shop: Shop) => Recovery]>([
    ['everything goes back', () => ({ kind: 'full' })],
    ['nothing goes back', () => ({ kind: 'total_loss' })],
    ['part of it goes back', ({ plate }) => ({ kind: 'partial', recovered: [{ productId: plate, quantity: '6.5' }] })],
    ['all is written as 0', ({ plate, bolt }) => ({ kind: 'partial', recovered: [plate, bolt].map((productId) => ({ productId, quantity: '0' })) })],
  ])('%s: what is told is what is done, and telling it changes nothing', async (_name, recoveryOf) => {
    const shop = await openShop()
    const { buildId } = await inReview(shop, '4')
    const before = { stock: await stock(), waiting: await ask('quality.waiting', {}) }
    const recovery = recoveryOf(shop)
    const told = await ask('build.preview_rejection', { buildId, recovery })
    expect({ stock: await stock(), waiting: await ask('quality.waiting', {}) }).toEqual(before)
    expect(told.recovered + told.wasted).toBe(before.waiting.inProcess)
    expect(await reject(buildId, recovery)).toMatchObject({ recovered: told.recovered, wasted: told.wasted })
    const after = await ask('quality.get', { buildId })
    expect(after.components).toEqual(told.components)
    expect([account('waste'), account('work_in_process')]).toEqual([told.wasted, 0])
  })

  test('goods that come back and settle a sale that waits for them are told', async () => {
    const shop = await openShop()
    const crate = await done('product.create', { sku: 'CRATE', name: 'Crate', kind: 'finished_good', unit: 'ea', unitCost: null, reorderPoint: null, notes: '' })
    await done('bom.save', { productId: crate.productId, components: [{ productId: shop.box, quantityPerUnit: '1', optional: false }], costLines: [] })
    await done('build.execute', { productId: shop.box, quantity: '2', businessDate: today })
    await done('company.set_review', { review: true })
    const { buildId } = await done('build.execute', { productId: crate.productId, quantity: '2', businessDate: today })
    await done('sale.record', { reference: 'INV-1', customer: 'Ann', saleDate: today, lines: [{ productId: shop.box, quantity: '1', revenue: '50' }], notes: '' })
    const told = await ask('build.preview_rejection', { buildId, recovery: { kind: 'full' } })
    expect(told.settles).toMatchObject([{ product: { sku: 'BOX' }, quantity: qty('1') }])
    await reject(buildId, { kind: 'full' })
    expect((await stock())['BOX']?.[0]).toBe(qty('1'))
  })

  test('it is refused as the command refuses it', async () => {
    const shop = await openShop()
    const { buildId, reference } = await inReview(shop, '1')
    const all = { reason: 'other', notes: '' } as const
    const tooMuch: Recovery = { kind: 'partial', recovered: [{ productId: shop.bolt, quantity: '0' }, { productId: shop.plate, quantity: '2.5' }] }
    const refusal = { code: 'build.recovers_too_much', data: { field: 'recovery.recovered.1.quantity', sku: 'PLATE', recovered: qty('2.5'), drawn: qty('2') } }
    expect(await askRefused('build.preview_rejection', { buildId, recovery: tooMuch })).toEqual(refusal)
    expect(await refused('build.reject', { ...all, buildId, recovery: tooMuch })).toEqual(refusal)
    expect(await askRefused('build.preview_rejection', { buildId: 99, recovery: { kind: 'full' } })).toEqual({ code: 'build.not_found', data: { buildId: 99 } })
    await done('build.approve', { buildId })
    expect(await askRefused('build.preview_rejection', { buildId, recovery: { kind: 'full' } })).toEqual({ code: 'build.not_in_review', data: { reference } })
  })

  test('what would come back must be an amount that can be kept', async () => {
    const shop = await openShop()
    const part = await done('product.create', { sku: 'PART', name: 'Part', kind: 'component', unit: 'ea', unitCost: null, reorderPoint: null, notes: '' })
    const adjustment = { productId: part.productId, businessDate: today, notes: '' }
    await done('bom.save', { productId: shop.box, components: [{ productId: part.productId, quantityPerUnit: '1', optional: false }], costLines: [] })
    await done('stock.open', { ...adjustment, quantity: '1000000', cost: { per: 'line', amount: '0' } })
    const { buildId } = await inReview(shop, '1000000')
    await done('stock.find', { ...adjustment, quantity: '9007000000', unitCost: '0', reason: 'count' })
    expect(await askRefused('build.preview_rejection', { buildId, recovery: { kind: 'full' } })).toEqual({ code: 'amount.too_large', data: { field: 'recovery' } })
  })
})

test('every refusal of these questions was met', () => expect(unmetQueries(['build.preview_rejection', 'quality.get'])).toEqual([]))

test('a rejected build has no value: not on its page, and not where the history is sorted by it', async () => {
  const shop = await openShop()
  const [small, large, rejected] = [await inReview(shop, '1'), await inReview(shop, '2'), await inReview(shop, '4')]
  await reject(rejected.buildId, { kind: 'total_loss' })
  const { build, costLines, componentValue, value, costLinesReleased } = await ask('build.get', { buildId: rejected.buildId })
  expect([build.value, build.unitCost, costLinesReleased, value]).toEqual([null, null, true, componentValue])
  expect(costLines.map(({ name }) => name)).toEqual(['Assembly'])
  const sorted = async (sort: 'value' | 'unitCost') => (await ask('build.list', { search: '', productId: null, sort, descending: true, limit: 5, offset: 0 })).builds
  expect((await sorted('value')).map(({ buildId }) => buildId)).toEqual([large.buildId, small.buildId, rejected.buildId])
  expect((await sorted('unitCost')).at(-1)?.buildId).toBe(rejected.buildId)
  // Neither has one that is taken back out of its review.
  await done('build.reverse', { buildId: large.buildId })
  expect((await sorted('value')).map(({ buildId, value: told }) => [buildId, told === null])).toEqual([
    [small.buildId, false],
    [rejected.buildId, true],
    [large.buildId, true],
  ])
})

test('what a build drew sums to its value, also when a cost was corrected while it waited', async () => {
  const shop = await openShop()
  const [approved, rejected] = [await inReview(shop, '1'), await inReview(shop, '1')]
  const shown = async ({ buildId }: { readonly buildId: number }) => ask('build.get', { buildId })
  const before = await shown(approved)
  await done('receipt.correct_cost', { receiptId: shop.receipts[0] ?? 0, lineNo: 1, cost: { per: 'unit', amount: '20' } })
  const waiting = await shown(approved)
  expect(waiting.value - before.value).toBe(qty('16'))
  const sums = ({ components, costLineValue, costLinesReleased }: typeof waiting) =>
    components.flatMap(({ draws }) => draws).reduce((sum, { value }) => sum + value, costLinesReleased ? 0 : costLineValue)
  expect([waiting.components[0]?.value, sums(waiting)]).toEqual([qty('40'), waiting.value])
  await done('build.approve', { buildId: approved.buildId })
  // What is corrected after the lot was made is in its cost now, and leaves what it was made at.
  await done('receipt.correct_cost', { receiptId: shop.receipts[0] ?? 0, lineNo: 1, cost: { per: 'unit', amount: '30' } })
  const made = await shown(approved)
  expect([made.value, sums(made), made.costNow - made.value]).toEqual([waiting.value, waiting.value, qty('20')])
  await reject(rejected.buildId, { kind: 'partial', recovered: [{ productId: shop.plate, quantity: '1' }] })
  const { rejection } = await ask('quality.get', { buildId: rejected.buildId })
  const lost = await shown(rejected)
  expect([lost.value, sums(lost)]).toEqual([lost.componentValue, (rejection?.recovered ?? 0) + (rejection?.wasted ?? 0)])
})

describe('why builds were rejected', () => {
  test('counts and waste per month and reason add up to the waste of the ledger, and lead to the builds behind them', async () => {
    const shop = await openShop()
    const build = async () => (await inReview(shop, '1')).buildId
    const [one, two, three, four] = [await build(), await build(), await build(), await build()]
    await reject(one, { kind: 'total_loss' }, 'quality_defect')
    await reject(two, { kind: 'partial', recovered: [{ productId: shop.plate, quantity: '1' }] }, 'quality_defect')
    await reject(three, { kind: 'full' }, 'wrong_materials')
    await reject(four, { kind: 'total_loss' }, 'other')
    await done('build.undo_rejection', { buildId: four })
    const { rows } = await ask('quality.reasons', january)
    expect(rows.map(({ month, reason, count }) => [month, reason, count])).toEqual([
      ['2026-01', 'quality_defect', 2],
      ['2026-01', 'wrong_materials', 1],
    ])
    expect(rows.reduce((sum, { wasted }) => sum + wasted, 0)).toBe(account('waste'))
    const defects = await ask('quality.rejections', { ...every, reason: 'quality_defect', from: january.from, to: january.to })
    expect(defects.rejections.map(({ buildId }) => buildId)).toEqual([two, one])
    expect(defects.rejections.reduce((sum, { wasted }) => sum + wasted, 0)).toBe(rows[0]?.wasted)
    expect(defects.rejections.reduce((sum, { recovered }) => sum + recovered, 0)).toBe(rows[0]?.recovered)
    expect((await ask('quality.rejections', every)).total).toBe(3)
  })

  test('another month, another product and another search have none of it', async () => {
    const shop = await openShop()
    const { buildId } = await inReview(shop, '1')
    await reject(buildId, { kind: 'total_loss' })
    expect((await ask('quality.reasons', { from: '2025-01-01', to: '2025-12-31', productId: null })).rows).toEqual([])
    expect((await ask('quality.reasons', { ...january, productId: shop.plate })).rows).toEqual([])
    expect((await ask('quality.reasons', { ...january, productId: shop.box })).rows).toHaveLength(1)
    expect((await ask('quality.rejections', { ...every, from: '2026-02-01' })).total).toBe(0)
    expect((await ask('quality.rejections', { ...every, to: '2026-01-30' })).total).toBe(0)
    expect((await ask('quality.rejections', { ...every, productId: shop.plate })).total).toBe(0)
    expect((await ask('quality.rejections', { ...every, search: 'label' })).total).toBe(0)
    expect((await ask('quality.rejections', { ...every, search: 'psb-b-00001' })).total).toBe(1)
  })
})
