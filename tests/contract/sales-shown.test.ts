import { describe, expect, test } from 'vitest'
import { money, openDoor, qty, today } from '../support/door.ts'

/** What screens tell of sales: the list with its filters and totals, and one sale with the lots of its lines. */
const { db, done, ask, askRefused, openShop } = openDoor()

type Line = readonly [productId: number, quantity: string, revenue: string]
const said = (customer: string, day: string, lines: readonly Line[]) => ({
  reference: '',
  customer,
  saleDate: day,
  lines: lines.map(([productId, quantity, revenue]) => ({ productId, quantity, revenue })),
  notes: '',
})

const page = { search: '', limit: 50, offset: 0 }
const booked = () => db().prepare("SELECT coalesce(sum(value), 0) FROM entry WHERE account = 'cost_of_goods_sold'").pluck().get()

async function sellSome() {
  const shop = await openShop()
  await done('build.execute', { productId: shop.box, quantity: '2', businessDate: today })
  await done('build.execute', { productId: shop.box, quantity: '2', businessDate: today })
  const ann = await done('sale.record', said('Ann', '2026-01-10', [[shop.box, '1', '100'], [shop.box, '2', '210']]))
  const bob = await done('sale.record', said('Bob', '2026-01-20', [[shop.box, '3', '330']]))
  const gone = await done('sale.record', said('Ann', '2026-01-21', [[shop.box, '1', '1000']]))
  await done('sale.void', { saleId: gone.saleId })
  const back = await done('return.record', { ...said('Ann', '', [[shop.box, '1', '90']]), returnDate: '2026-01-25', saleDate: undefined, treatment: null } as never)
  return { shop, ann, bob, back: back as typeof ann, gone }
}

describe('the list of sales', () => {
  test('each filter leaves what it says, and the totals are of what is left', async () => {
    const { shop, ann, bob, back, gone } = await sellSome()
    const found = async (filter: object) => {
      const { sales, totals, total } = await ask('sale.list', { ...page, sort: 'reference', ...filter })
      expect(total).toBe(sales.length)
      expect(totals.revenue).toBe(sales.reduce((sum, sale) => sum + sale.revenue, 0))
      expect(totals.cost).toBe(sales.reduce((sum, sale) => sum + sale.cost, 0))
      expect(totals.margin).toBe((totals.revenue ?? 0) - (totals.cost ?? 0))
      return sales.map(({ saleId }) => saleId).toSorted((a, b) => a - b)
    }
    const all = [ann.saleId, bob.saleId, gone.saleId, back.saleId]
    expect(await found({})).toEqual(all)
    expect((await ask('sale.list', page)).totals.cost).toBe(booked())
    expect(await found({ from: '2026-01-20' })).toEqual([bob.saleId, gone.saleId, back.saleId])
    expect(await found({ from: '2026-01-20', to: '2026-01-20' })).toEqual([bob.saleId])
    expect(await found({ customer: 'Ann' })).toEqual([ann.saleId, gone.saleId, back.saleId])
    expect(await found({ productId: shop.plate })).toEqual([])
    expect(await found({ productId: shop.box })).toEqual([ann.saleId, bob.saleId, back.saleId])
    expect(await found({ type: 'return' })).toEqual([back.saleId])
    expect(await found({ source: 'quickbooks' })).toEqual([])
    expect(await found({ status: 'voided' })).toEqual([gone.saleId])
    expect(await found({ short: true })).toEqual([bob.saleId])
    expect(await found({ search: 'bo' })).toEqual([bob.saleId])
  })

  test('margins by product, customer and month each sum to the ledger’s cost of goods sold, to the millionth', async () => {
    await sellSome()
    for (const by of ['product', 'customer', 'month'] as const) {
      const { rows, totals } = await ask('sale.margins', { by, from: '2026-01-01', to: today })
      expect(totals.cost, by).toBe(booked())
      expect(totals).toMatchObject({ revenue: money('550'), margin: money('550') - (totals.cost ?? 0) })
      expect(rows.reduce((sum, { cost }) => sum + cost, 0)).toBe(totals.cost)
    }
    const { rows } = await ask('sale.margins', { by: 'customer', from: '2026-01-01', to: today })
    expect(rows.map(({ key, sales, revenue }) => [key, sales, revenue])).toEqual([['Ann', 2, money('220')], ['Bob', 1, money('330')]])
    expect((await ask('sale.margins', { by: 'month', from: '2025-12-01', to: '2026-01-15' })).rows).toMatchObject([{ key: '2026-01', revenue: money('310') }])
  })

  test('margins of any days are those of the sales in them, whether months are whole or cut', async () => {
    const { shop } = await sellSome()
    for (const [place, day] of ['2025-10-05', '2025-10-31', '2025-11-01', '2025-11-30', '2025-12-15', '2026-01-01'].entries()) {
      await done('sale.record', said(['Ann', 'Cleo'][place % 2]!, day, [[shop.box, '1', String(10 + place)]]))
    }
    const days = ['2025-10-01', '2025-10-05', '2025-10-06', '2025-11-01', '2025-11-15', '2025-11-30', '2025-12-01', '2026-01-01', '2026-01-20', today]
    for (const from of days) {
      for (const to of days) {
        const { totals, total } = await ask('sale.list', { ...page, status: 'posted', from, to })
        for (const by of ['product', 'customer', 'month'] as const) {
          const margins = await ask('sale.margins', { by, from, to })
          expect(margins.totals, `${by} from ${from} to ${to}`).toEqual(totals)
          expect(margins.rows.reduce((sum, { sales }) => sum + sales, 0)).toBe(total)
        }
      }
    }
  })

  test('customers are offered by any part of their name, each once', async () => {
    await sellSome()
    expect(await ask('sale.customers', { search: '' })).toEqual({ customers: ['Ann', 'Bob'] })
    expect(await ask('sale.customers', { search: 'O' })).toEqual({ customers: ['Bob'] })
    expect(await ask('sale.customers', { search: '%' })).toEqual({ customers: [] })
  })
})

describe('one sale', () => {
  test('its lines sum to its cost, each with the lots it drew in line order', async () => {
    const { ann } = await sellSome()
    const { sale, lines } = await ask('sale.get', { saleId: ann.saleId })
    expect(lines.map(({ quantity, lots }) => [quantity, lots.map(({ lot, quantity: drawn }) => [lot.number, drawn])])).toEqual([
      [qty('1'), [['B-1', qty('1')]]],
      [qty('2'), [['B-1', qty('1')], ['B-2', qty('1')]]],
    ])
    expect(lines.reduce((sum, { cost }) => sum + cost, 0)).toBe(sale.cost)
    expect(lines[0]?.margin).toBe(money('100') - (lines[0]?.cost ?? 0))
  })

  test('a short line says what is missing, and what settled it at which cost instead', async () => {
    const { shop, bob } = await sellSome()
    const before = await ask('sale.get', { saleId: bob.saleId })
    expect(before.lines[0]?.short?.quantity).toBe(before.sale.short)
    expect(before.shortages).toMatchObject([{ open: before.sale.short }])
    const built = await done('build.execute', { productId: shop.box, quantity: '2', businessDate: today })
    const after = await ask('sale.get', { saleId: bob.saleId })
    expect(after.sale.short).toBe(0)
    expect(after.lines[0]).toMatchObject({ short: null, cost: after.sale.cost })
    const settled = after.shortages[0]?.settled.at(-1)
    expect(settled).toMatchObject({ lot: { number: built.lotNumber }, quantity: before.sale.short, booked: before.lines[0]?.short?.value })
    expect(after.sale.cost - before.sale.cost).toBe((settled?.value ?? 0) - (settled?.booked ?? 0))
    expect(after.history.reduce((sum, { cost }) => sum + cost, 0)).toBe(after.sale.cost)
    expect(after.history.at(-1)).toMatchObject({ kind: 'settlement', version: null })
  })

  test('a build tells beforehand what it gives to each sale that waits, and the books come to just that', async () => {
    const shop = await openShop()
    const sell = (customer: string, quantity: string) => done('sale.record', said(customer, today, [[shop.box, quantity, '90']]))
    const [ann, bob, cora] = [await sell('Ann', '1.5'), await sell('Bob', '2'), await sell('Cora', '4')]
    const asked = { productId: shop.box, quantity: '3', businessDate: today }
    const { sales, quantity, afterReview, value } = await ask('build.preview', asked)
    expect([quantity, afterReview]).toEqual([qty('3'), false])
    expect(sales.map(({ customer, short, quantity: given }) => [customer, short, given])).toEqual([
      ['Ann', qty('1.5'), qty('1.5')],
      ['Bob', qty('2'), qty('1.5')],
      ['Cora', qty('4'), 0],
    ])
    expect(sales.reduce((sum, sale) => sum + (sale.value ?? 0), 0)).toBe(value)
    const costOf = async ({ saleId }: { saleId: number }) => (await ask('sale.get', { saleId })).sale.cost
    const before = [await costOf(ann), await costOf(bob), await costOf(cora)]
    const { buildId } = await done('build.execute', asked)
    const after = [await costOf(ann), await costOf(bob), await costOf(cora)]
    expect(after.map((cost, place) => cost - (before[place] ?? 0))).toEqual(sales.map((sale) => (sale.value ?? 0) - sale.booked))
    const made = await ask('build.get', { buildId })
    expect(made.sales).toEqual(sales.slice(0, 2).map(({ short: _, ...sale }) => sale))
    // What gives way again is told no more.
    await done('build.reverse', { buildId })
    expect((await ask('build.get', { buildId })).sales).toEqual([])
    // Too large to be built now: it says what waits, and no cost that is not known.
    expect((await ask('build.preview', { ...asked, quantity: '3000' })).sales).toMatchObject([{ value: null }, { value: null }, { quantity: qty('4'), value: null }])
    await done('company.set_review', { review: true })
    expect((await ask('build.preview', asked)).afterReview).toBe(true)
  })

  test('a return counts negative, line by line, and gives back to the lots of its sale', async () => {
    const { back } = await sellSome()
    const { sale, lines, treatment } = await ask('sale.get', { saleId: back.saleId })
    expect(treatment).toBe('return_to_stock')
    expect(lines).toMatchObject([{ quantity: qty('-1'), revenue: money('-90'), cost: sale.cost, lots: [{ quantity: qty('-1'), value: sale.cost }] }])
  })

  test('its history keeps every version with what it said, and a void as the last', async () => {
    const { shop, ann } = await sellSome()
    await done('sale.edit', { saleId: ann.saleId, ...said('Anna', '2026-01-11', [[shop.box, '1', '120']]) })
    await done('sale.void', { saleId: ann.saleId })
    const { history, sale, lines } = await ask('sale.get', { saleId: ann.saleId })
    const versions = history.flatMap(({ version }) => (version === null ? [] : [[version.version, version.customer, version.revenue, version.lines.length]]))
    expect(versions).toEqual([[1, 'Ann', money('310'), 2], [2, 'Anna', money('120'), 1], [3, 'Anna', 0, 0]])
    expect(sale).toMatchObject({ status: 'voided', cost: 0, revenue: 0 })
    expect(lines).toEqual([])
    expect(history.reduce((sum, { cost }) => sum + cost, 0)).toBe(0)
  })

  test('a sale that is not there is refused', async () => {
    expect(await askRefused('sale.get', { saleId: 99 })).toEqual({ code: 'sale.not_found', data: { saleId: 99 } })
  })
})
