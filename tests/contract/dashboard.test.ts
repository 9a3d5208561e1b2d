import { describe, expect, test } from 'vitest'
import { openDoor, plain, qty, today, type Shop } from '../support/door.ts'

/** The dashboard through the door the window uses: its figures are those of the ledger. */
const { db, done, ask, openShop } = openDoor()

const dashboard = (rowsMax = 8) => ask('dashboard.get', { rowsMax })
const watch = (productId: number, buildPoint: string, targetLevel: string) => done('bom.set_build_point', { productId, level: { buildPoint, targetLevel } })
const build = (shop: Shop, quantity: string, more: object = {}) => done('build.execute', { productId: shop.box, quantity, businessDate: today, ...more })
const find = (productId: number, quantity: string) => done('stock.find', { productId, quantity, unitCost: '40', reason: 'count', businessDate: today, notes: '' })
const plan = (productId: number, quantity: string, targetDate: string | null = null) =>
  done('planned_build.create', { productId, quantity, targetDate, assigneeId: null, notes: '' })
/** State, what is suggested and what is on its way, by SKU. */
const toBuild = async () => ((await dashboard()).shouldBuild?.rows ?? []).map(({ product, state, suggested, planned, inReview }) => [product.sku, state, suggested, planned, inReview])

async function good(sku: string, component: number): Promise<number> {
  const { productId } = await done('product.create', { ...plain, sku, name: sku, kind: 'finished_good' })
  await done('bom.save', { productId, components: [{ productId: component, quantityPerUnit: '1', optional: false }], costLines: [] })
  return productId
}

describe('what can be built', () => {
  test('is what today’s stock allows, the most first, and the list’s own figures', async () => {
    const shop = await openShop()
    await good('CRATE', shop.bolt)
    const { canBuild } = await dashboard()
    expect(canBuild).toMatchObject({ total: 2, withBom: 2 })
    expect(canBuild.rows.map(({ product, count, limitedBy }) => [product.sku, count, limitedBy.sku])).toEqual([['CRATE', 130, 'BOLT'], ['BOX', 7, 'PLATE']])
    const { boms } = await ask('bom.list', { search: '', sort: 'buildable', descending: true, limit: 10, offset: 0 })
    expect(boms.map(({ sku, buildableMax }) => [sku, buildableMax])).toEqual([['CRATE', 130], ['BOX', 7]])
    expect((await dashboard(1)).canBuild).toMatchObject({ total: 2, rows: [{ count: 130 }] })
  })

  test('leaves what planned builds hold while reservation is on, and what cannot be built out', async () => {
    const shop = await openShop()
    await plan(shop.box, '5')
    expect((await dashboard()).canBuild.rows[0]?.count).toBe(7)
    await done('company.set_feature', { feature: 'reservation', on: true })
    expect((await dashboard()).canBuild.rows[0]?.count).toBe(2)
    await build(shop, '2')
    expect((await dashboard()).canBuild).toEqual({ total: 0, withBom: 1, rows: [] })
  })
})

describe('what should be built', () => {
  test('is suggested at the build point, announced within 50 % above it, and not told higher up', async () => {
    const shop = await openShop()
    await watch(shop.box, '4', '10')
    await find(shop.box, '3.5')
    expect(await toBuild()).toEqual([['BOX', 'build', qty('6.5'), 0, 0]])
    await find(shop.box, '0.5')
    expect(await toBuild()).toEqual([['BOX', 'build', qty('6'), 0, 0]])
    await find(shop.box, '2')
    expect(await toBuild()).toEqual([['BOX', 'approaching', null, 0, 0]])
    await find(shop.box, '0.000001')
    expect(await toBuild()).toEqual([])
  })

  test('is less what is planned and what waits for review', async () => {
    const shop = await openShop()
    await watch(shop.box, '4', '10')
    const { plannedBuildId } = await plan(shop.box, '4')
    expect((await dashboard()).shouldBuild).toMatchObject({ toBuild: 1, rows: [{ suggested: qty('6'), planned: qty('4'), plannedBuildId, buildableMax: 7, hasBom: true }] })
    await done('company.set_review', { review: true })
    const { buildId } = await build(shop, '5')
    expect(await toBuild()).toEqual([['BOX', 'build', qty('1'), qty('4'), qty('5')]])
    await plan(shop.box, '1')
    expect(await toBuild()).toEqual([['BOX', 'covered', null, qty('5'), qty('5')]])
    expect((await dashboard()).shouldBuild).toMatchObject({ total: 1, toBuild: 0 })
    await done('build.approve', { buildId })
    expect(await toBuild()).toEqual([['BOX', 'approaching', null, qty('5'), 0]])
  })

  test('names finished goods that are out of stock and not watched, without a quantity', async () => {
    const shop = await openShop()
    expect(await toBuild()).toEqual([['BOX', 'out_of_stock', null, 0, 0]])
    await plan(shop.box, '1')
    expect(await toBuild()).toEqual([['BOX', 'covered', null, qty('1'), 0]])
    await find(shop.box, '0.000001')
    expect(await toBuild()).toEqual([])
    await done('sale.record', { reference: '', customer: '', saleDate: today, lines: [{ productId: shop.box, quantity: '2', revenue: '1' }], notes: '' })
    const crate = await good('CRATE', shop.bolt)
    expect(await toBuild()).toEqual([['CRATE', 'out_of_stock', null, 0, 0], ['BOX', 'covered', null, qty('1'), 0]])
    await done('bom.retire', { productId: crate })
    expect((await toBuild()).map(([sku]) => sku)).toEqual(['BOX'])
  })

  test('says so when there is no BOM to build it by', async () => {
    const shop = await openShop()
    await watch(shop.box, '4', '10')
    await done('bom.retire', { productId: shop.box })
    expect((await dashboard()).shouldBuild?.rows).toMatchObject([{ state: 'build', hasBom: false, buildableMax: null }])
    expect((await dashboard()).canBuild.withBom).toBe(0)
  })
})

describe('what is late and what runs low', () => {
  test('are those past their date, the latest first', async () => {
    const shop = await openShop()
    const on = async (date: string) => (await plan(shop.box, '1', date)).plannedBuildId
    const [yesterday, lastWeek] = [await on('2026-01-30'), await on('2026-01-24')]
    await on(today)
    const { overdue } = await dashboard()
    expect(overdue).toMatchObject({ total: 2, rows: [{ plannedBuildId: lastWeek, daysLate: 7 }, { plannedBuildId: yesterday, daysLate: 1 }] })
    expect((await ask('planned_build.list', { overdue: true, limit: 10, offset: 0 })).total).toBe(2)
    await done('planned_build.delete', { plannedBuildId: lastWeek })
    expect((await dashboard()).overdue?.total).toBe(1)
  })

  test('are those at their reorder point or below, the emptiest first', async () => {
    const shop = await openShop()
    const reorder = (productId: number, at: number) => db().prepare('UPDATE product SET reorder_point = ? WHERE product_id = ?').run(at, productId)
    reorder(shop.plate, qty('15'))
    reorder(shop.label, qty('12'))
    reorder(shop.bolt, qty('129.999999'))
    reorder(shop.box, 0)
    const { lowStock } = await dashboard()
    expect(lowStock?.rows.map(({ product, onHand, hasBom }) => [product.sku, onHand, hasBom])).toEqual([['BOX', 0, true], ['LABEL', qty('3'), false], ['PLATE', qty('15'), false]])
    expect((await dashboard(1)).lowStock).toMatchObject({ total: 3, rows: [{ product: { sku: 'BOX' } }] })
  })
})

test('an alert that is switched off is not answered', async () => {
  await openShop()
  for (const feature of ['alertLowStock', 'alertBuildPoints', 'alertOverdue'] as const) await done('company.set_feature', { feature, on: false })
  expect(await dashboard()).toMatchObject({ shouldBuild: null, overdue: null, lowStock: null, canBuild: { total: 1 } })
})

test('an empty company is told its first steps, and each is done once', async () => {
  expect(await dashboard()).toMatchObject({ canBuild: { total: 0, withBom: 0 }, firstSteps: { product: false, stock: false, bom: false, build: false } })
  const shop = await openShop()
  expect((await dashboard()).firstSteps).toEqual({ product: true, stock: true, bom: true, build: false })
  await build(shop, '1')
  expect((await dashboard()).firstSteps.build).toBe(true)
})
