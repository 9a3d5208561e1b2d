import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { execute } from '../../src/main/commands/execute.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import type { InputOf } from '../../src/shared/contract/registry.ts'
import { connect, item, mirror, toldAt } from '../support/items.ts'
import { openDoor, plain, qty, today } from '../support/door.ts'
import { testEnvironment } from '../support/ports.ts'
import { areas } from './areas.ts'

const door = openDoor()
const { db, done, ask, askRefused, refused, stock } = door
const internallyMet = new Set<string>()

/** What the sync does by itself. */
function issue<N extends 'item.take_changes' | 'item.count'>(name: N, input: InputOf<'command', N>) {
  const reply = execute({ db: db(), environment: testEnvironment(today), onCommitted: () => {} }, name, randomUUID(), input)
  if (!reply.ok) internallyMet.add(`${name} ${reply.error.code}`)
  return reply
}

const product = (sku: string, kind: 'component' | 'finished_good' = 'component') => done('product.create', { ...plain, sku, name: sku, kind }).then(({ productId }) => productId)
const soundBooks = () => expect(verifyBooks(db()).checks.filter(({ difference }) => difference !== null)).toEqual([])
const receivingOff = () => done('company.set_receiving', { receiving: false })

const bolt = item('11', { name: 'Hex bolt', sku: '00012', quantityOnHand: qty('40'), purchaseCost: qty('0.35'), unitPrice: qty('1') })
const box = item('12', { name: 'Steel box', quantityOnHand: qty('3'), unitPrice: qty('90') })
const paint = item('13', { name: 'Painting', kind: 'service', tracksQuantity: false, quantityOnHand: null })
const short = item('14', { name: 'Washer', sku: 'WSH', quantityOnHand: qty('-5'), purchaseCost: qty('0.05') })

const asProduct = (accountingItemId: number, sku: string, quantity = '0', unitCost = '0') =>
  ({ accountingItemId, as: { to: 'product', sku, kind: 'component', unit: 'ea', unitCost, quantity } }) as const

afterAll(() => {
  const expected = door.unmet(areas.items).filter((refusal) => !internallyMet.has(refusal))
  expect(expected).toEqual([])
})

describe('the list', () => {
  test('tells what QuickBooks has, what is linked, and why stock differs', async () => {
    connect(db())
    const [boltItem = 0, boxItem = 0, paintItem = 0] = mirror(db(), [bolt, box, paint])
    const boltProduct = await product('BOLT')
    await done('item.link', { accountingItemId: boltItem, productId: boltProduct })
    await done('item.set_not_product', { accountingItemIds: [paintItem], on: true })
    const { items, total } = await ask('item.list', { search: '', kinds: [], state: null, limit: 10, offset: 0 })
    expect(total).toBe(3)
    expect(items).toMatchObject([
      { name: 'Hex bolt', state: 'linked', quantity: qty('40'), product: { sku: 'BOLT', onHand: 0 }, difference: qty('-40'), differenceReason: 'lots' },
      { name: 'Painting', state: 'not_product', quantity: null, difference: null },
      { name: 'Steel box', state: 'unlinked', quantity: qty('3'), product: null, difference: null, differenceReason: null },
    ])
    const names = async (state: 'linked' | 'unlinked' | 'not_product' | 'inactive') =>
      (await ask('item.list', { search: '', kinds: [], state, limit: 10, offset: 0 })).items.map(({ name }) => name)
    expect(await names('linked')).toEqual(['Hex bolt'])
    expect(await names('unlinked')).toEqual(['Steel box'])
    expect(await names('not_product')).toEqual(['Painting'])
    expect(await names('inactive')).toEqual([])
    mirror(db(), [{ ...box, active: false, name: 'Steel box (deleted)', syncToken: '1' }])
    expect(await names('inactive')).toEqual(['Steel box (deleted)'])
    expect(await names('unlinked')).toEqual([])
    const found = await ask('item.list', { search: '00012', kinds: ['inventory'], state: null, limit: 10, offset: 0, find: boxItem })
    expect(found).toMatchObject({ items: [{ name: 'Hex bolt' }], total: 1, foundAt: null })
  })

  test.each(['name', 'sku', 'kind', 'quantity', 'product', 'on_hand', 'difference'] as const)('can be sorted by %s, both ways', async (sort) => {
    mirror(db(), [bolt, box, paint, short])
    const ids = async (descending: boolean) =>
      (await ask('item.list', { search: '', kinds: [], state: null, sort, descending, limit: 10, offset: 0 })).items.map(({ accountingItemId }) => accountingItemId)
    expect((await ids(true)).toReversed()).toEqual(await ids(false))
  })

  test('one item tells what it owns of its product, what is listed, and what is likely it', async () => {
    connect(db())
    const [boltItem = 0] = mirror(db(), [bolt, box])
    const boltProduct = await product('BOLT')
    expect((await ask('item.get', { accountingItemId: boltItem })).match).toBeNull()
    const holder = await product('00012')
    expect(await ask('item.get', { accountingItemId: boltItem })).toMatchObject({ owned: [], listed: [], match: { productId: holder, by: 'sku' } })
    await done('item.link', { accountingItemId: boltItem, productId: boltProduct })
    const told = { owned: ['name', 'sku', 'unitCost'], listed: [{ why: 'sku_in_use', sku: '00012', heldBy: { productId: holder } }] }
    expect(await ask('item.get', { accountingItemId: boltItem })).toMatchObject({ ...told, match: null })
    expect(await ask('item.of_product', { productId: boltProduct })).toMatchObject({ ...told, item: { accountingItemId: boltItem } })
    expect(await ask('item.of_product', { productId: holder })).toEqual({ item: null, owned: [], listed: [] })
    connect(db(), 'partsemble')
    expect(await ask('item.of_product', { productId: boltProduct })).toMatchObject({ owned: [], listed: [], item: { differenceReason: 'source' } })
    expect(await askRefused('item.get', { accountingItemId: 99 })).toEqual({ code: 'item.not_found', data: { accountingItemId: 99 } })
    expect(await askRefused('item.of_product', { productId: 99 })).toEqual({ code: 'product.not_found', data: { productId: 99 } })
  })
})

describe('linking', () => {
  test('says which product an item is, and takes that back', async () => {
    const [boltItem = 0] = mirror(db(), [bolt])
    const productId = await product('BOLT')
    await done('item.set_not_product', { accountingItemIds: [boltItem], on: true })
    await done('item.link', { accountingItemId: boltItem, productId })
    expect(db().prepare('SELECT count(*) FROM item_not_product').pluck().get()).toBe(0)
    expect(await done('item.unlink', { productIds: [productId, productId] })).toEqual({ links: [{ accountingItemId: boltItem, productId }] })
    expect(await refused('item.unlink', { productIds: [productId] })).toEqual({ code: 'item.not_linked', data: { productId, sku: 'BOLT' } })
    expect(await refused('item.unlink', { productIds: [99] })).toEqual({ code: 'product.not_found', data: { productId: 99 } })
    soundBooks()
  })

  test('is refused for what is not there, linked, inactive or archived, each by its name', async () => {
    const [boltItem = 0, boxItem = 0] = mirror(db(), [bolt, box])
    const [one, other, gone] = [await product('ONE'), await product('OTHER'), await product('GONE')]
    await done('product.archive', { productId: gone })
    await done('item.link', { accountingItemId: boltItem, productId: one })
    const inTheWay = [
      [{ accountingItemId: 99, productId: other }, { code: 'item.not_found', data: { accountingItemId: 99 } }],
      [
        { accountingItemId: boltItem, productId: other },
        { code: 'item.linked', data: { field: 'accountingItemId', accountingItemId: boltItem, item: 'Hex bolt', productId: one, sku: 'ONE' } },
      ],
      [{ accountingItemId: boxItem, productId: 99 }, { code: 'product.not_found', data: { productId: 99 } }],
      [{ accountingItemId: boxItem, productId: gone }, { code: 'product.archived', data: { field: 'productId', productId: gone, sku: 'GONE' } }],
      [{ accountingItemId: boxItem, productId: one }, { code: 'item.product_linked', data: { field: 'productId', productId: one, sku: 'ONE', item: 'Hex bolt' } }],
    ] as const
    for (const [input, refusal] of inTheWay) {
      expect(await refused('item.link', input)).toEqual(refusal)
      const { data } = refusal
      const inList = 'field' in data ? { ...refusal, data: { ...data, field: `matches.0.${data.field}` } } : refusal
      expect(await refused('item.accept_matches', { matches: [input] })).toEqual(inList)
    }
    mirror(db(), [{ ...box, active: false, syncToken: '1' }])
    const inactive = { code: 'item.not_active', data: { field: 'accountingItemId', item: 'Steel box' } }
    expect(await refused('item.link', { accountingItemId: boxItem, productId: other })).toEqual(inactive)
    expect(await refused('item.accept_matches', { matches: [{ accountingItemId: boxItem, productId: other }] })).toMatchObject({ code: 'item.not_active' })
  })

  test('what is linked is a product; what is none is not there or linked', async () => {
    const [boltItem = 0] = mirror(db(), [bolt])
    await done('item.link', { accountingItemId: boltItem, productId: await product('BOLT') })
    expect(await refused('item.set_not_product', { accountingItemIds: [boltItem], on: true })).toMatchObject({ code: 'item.linked', data: { field: 'accountingItemIds.0' } })
    expect(await refused('item.set_not_product', { accountingItemIds: [99], on: true })).toMatchObject({ code: 'item.not_found' })
  })

  test('that an item is no product can be said twice and taken back', async () => {
    const [paintItem = 0] = mirror(db(), [paint])
    for (const on of [true, true, false, false]) expect(await done('item.set_not_product', { accountingItemIds: [paintItem], on })).toEqual({ accountingItemIds: [paintItem] })
    expect((await ask('item.list', { search: '', kinds: [], state: 'unlinked', limit: 10, offset: 0 })).total).toBe(1)
  })

  test('a product that is deleted leaves its item unlinked', async () => {
    const [boltItem = 0] = mirror(db(), [bolt])
    const productId = await product('BOLT')
    await done('item.link', { accountingItemId: boltItem, productId })
    await done('product.delete', { productId })
    expect((await ask('item.get', { accountingItemId: boltItem })).item.state).toBe('unlinked')
    soundBooks()
  })
})

describe('matches', () => {
  test('are offered by SKU and name, and nothing is linked by itself', async () => {
    const [boltItem = 0, boxItem = 0] = mirror(db(), [bolt, box, paint])
    const [one, other] = [await product('00012'), await product('BX')]
    await done('product.update', { ...plain, productId: other, sku: 'BX', name: 'STEEL  BOX', kind: 'component', purchase: null, supplierId: null, barcodes: [] })
    const offered = await ask('item.matches', { limit: 10, offset: 0 })
    expect(offered).toMatchObject({
      total: 2,
      unmatched: 1,
      matches: [
        { by: 'sku', item: { accountingItemId: boltItem }, product: { productId: one } },
        { by: 'name', item: { accountingItemId: boxItem }, product: { productId: other } },
      ],
    })
    expect((await ask('item.matches', { limit: 1, offset: 1 })).matches).toMatchObject([{ by: 'name' }])
    const matches = offered.matches.map(({ item, product }) => ({ accountingItemId: item.accountingItemId, productId: product.productId }))
    expect(await done('item.accept_matches', { matches })).toEqual({ links: matches })
    expect(await ask('item.matches', { limit: 10, offset: 0 })).toEqual({ matches: [], total: 0, unmatched: 1 })
  })
})

describe('importing', () => {
  test('a preview proposes a SKU where there is none, and says what stands in the way', async () => {
    const linked = item('15', { name: 'Linked', sku: 'L' })
    const again = item('16', { name: 'Bolt, other', sku: '00012' })
    const ids = mirror(db(), [bolt, box, paint, short, linked, again, item('17', { name: 'Gone' })])
    mirror(db(), [item('17', { name: 'Gone', active: false, syncToken: '1' })])
    const [, , , , linkedItem = 0] = ids
    await product('STEEL-BOX')
    const wsh = await product('WSH')
    await done('item.link', { accountingItemId: linkedItem, productId: await product('L') })
    const asked = (sku: string | null = null) => ids.map((accountingItemId) => ({ accountingItemId, sku }))
    const { rows, receiving } = await ask('item.import_preview', { rows: [...asked(), { accountingItemId: 99, sku: null }] })
    expect(receiving).toBe(true)
    expect(rows).toMatchObject([
      { name: 'Hex bolt', sku: '00012', skuMade: false, productKind: 'component', unitCost: qty('0.35'), quantity: qty('40'), notes: [], problem: null },
      { sku: 'STEEL-BOX-2', skuMade: true, productKind: 'finished_good', quantity: qty('3'), problem: null },
      { sku: 'PAINTING', skuMade: true, quantity: 0, notes: ['no_quantity'], problem: null },
      { sku: 'WSH', quantity: 0, notes: ['below_zero'], problem: { problem: 'sku_in_use', productId: wsh, linkable: true } },
      { problem: { problem: 'linked', sku: 'L' } },
      { problem: { problem: 'sku_twice', name: 'Hex bolt' } },
      { problem: { problem: 'inactive' } },
    ])
    const [boltItem = 0] = ids
    const typed = (sku: string) => ask('item.import_preview', { rows: [{ accountingItemId: boltItem, sku }] }).then(({ rows: [row] }) => row?.problem ?? null)
    expect(await typed('L')).toMatchObject({ problem: 'sku_in_use', linkable: false })
    expect(await typed('x'.repeat(61))).toEqual({ problem: 'sku_too_long' })
    expect(await typed('FREE')).toBeNull()
  })

  test('makes products with their stock in lots, links others, and is undone whole', async () => {
    const [boltItem = 0, boxItem = 0, paintItem = 0] = mirror(db(), [bolt, box, paint])
    const there = await product('THERE')
    const { importId, made, linked } = await done('item.import', {
      rows: [asProduct(boltItem, '00012', '40', '0.35'), asProduct(paintItem, 'PAINT'), { accountingItemId: boxItem, as: { to: 'link', productId: there } }],
    })
    expect(await stock()).toEqual({ '00012': [qty('40'), qty('14')], PAINT: [0, 0], THERE: [0, 0] })
    expect(linked).toEqual([{ accountingItemId: boxItem, productId: there }])
    const { productId = 0 } = made[0] ?? {}
    const details = await ask('product.get', { productId })
    expect(details).toMatchObject({ product: { name: 'Hex bolt', unitCost: qty('0.35') }, lots: [{ number: 'OPEN-00012', remaining: qty('40') }] })
    expect(await done('item.undo_import', { importId })).toEqual({ products: 2, links: 1 })
    expect(await stock()).toEqual({ THERE: [0, 0] })
    expect((await ask('item.list', { search: '', kinds: [], state: 'unlinked', limit: 10, offset: 0 })).total).toBe(3)
    // What was in the books stays in them, and gives up its SKU.
    expect((await ask('product.get', { productId })).product).toMatchObject({ sku: '00012 (undone)', archived: true, onHand: 0, value: 0 })
    expect(await refused('item.undo_import', { importId })).toEqual({ code: 'item.import_not_found', data: {} })
    const again = await done('item.import', { rows: [asProduct(boltItem, '00012', '40', '0.35')] })
    expect(await done('item.undo_import', { importId: again.importId })).toEqual({ products: 1, links: 0 })
    expect((await ask('product.get', { productId: again.made[0]?.productId ?? 0 })).product.sku).toBe('00012 (undone 2)')
    soundBooks()
  })

  test('without lots the stock joins the pool, and a count since is taken back with it', async () => {
    await receivingOff()
    connect(db())
    const [boltItem = 0] = mirror(db(), [bolt])
    const { importId } = await done('item.import', { rows: [asProduct(boltItem, '00012', '40', '0.35')] })
    mirror(db(), [{ ...bolt, quantityOnHand: qty('30') }])
    expect(issue('item.count', { accountingItemIds: [boltItem], toldAt })).toMatchObject({ ok: true, value: { posted: [{}] } })
    expect(await stock()).toEqual({ '00012': [qty('30'), qty('10.5')] })
    await done('item.undo_import', { importId })
    expect(await stock()).toEqual({})
    soundBooks()
  })

  test('is not undone while something uses what it made, and says what', async () => {
    const ids = mirror(db(), [bolt, box, paint])
    const [boltItem = 0, boxItem = 0, paintItem = 0] = ids
    const { importId, made } = await done('item.import', {
      rows: [asProduct(boltItem, '00012', '40', '0.35'), { ...asProduct(boxItem, 'BX'), as: { ...asProduct(boxItem, 'BX').as, kind: 'finished_good' } }, asProduct(paintItem, 'PAINT')],
    })
    const [one = 0, other = 0] = made.map(({ productId }) => productId)
    await done('bom.save', { productId: other, components: [{ productId: one, quantityPerUnit: '2', optional: false }], costLines: [] })
    expect(await refused('item.undo_import', { importId })).toEqual({
      code: 'item.import_used',
      data: { count: 2, products: [{ productId: one, sku: '00012', by: 'bom' }, { productId: other, sku: 'BX', by: 'bom' }] },
    })
    await done('build.execute', { productId: other, quantity: '1', businessDate: today })
    expect(await refused('item.undo_import', { importId })).toMatchObject({ data: { products: [{ sku: '00012', by: 'movement' }, { sku: 'BX', by: 'movement' }] } })
    expect(await refused('item.undo_import', { importId: randomUUID() })).toMatchObject({ code: 'item.import_not_found' })
  })

  test('all rows or none: each refusal names its row', async () => {
    const [boltItem = 0, boxItem = 0, paintItem = 0] = mirror(db(), [bolt, box, paint])
    const [there, linkedOne, gone] = [await product('THERE'), await product('LINKED'), await product('GONE')]
    await done('item.link', { accountingItemId: paintItem, productId: linkedOne })
    await done('product.archive', { productId: gone })
    const good = asProduct(boltItem, '00012', '40', '0.35')
    const link = (accountingItemId: number, productId: number) => ({ accountingItemId, as: { to: 'link', productId } }) as const
    const refusedWith = (row: ReturnType<typeof asProduct> | ReturnType<typeof link>) => refused('item.import', { rows: [good, row] })
    expect(await refusedWith(asProduct(99, 'X'))).toEqual({ code: 'item.not_found', data: { accountingItemId: 99 } })
    expect(await refusedWith(asProduct(paintItem, 'X'))).toMatchObject({ code: 'item.linked', data: { field: 'rows.1.accountingItemId', sku: 'LINKED' } })
    expect(await refusedWith(asProduct(boxItem, 'THERE'))).toEqual({ code: 'item.sku_in_use', data: { field: 'rows.1.as.sku', sku: 'THERE', heldBy: 'THERE', productId: there } })
    expect(await refusedWith(asProduct(boxItem, '00012'))).toMatchObject({ code: 'item.sku_in_use', data: { field: 'rows.1.as.sku', heldBy: 'Hex bolt' } })
    expect(await refusedWith(link(boxItem, 99))).toEqual({ code: 'product.not_found', data: { productId: 99 } })
    expect(await refusedWith(link(boxItem, gone))).toMatchObject({ code: 'product.archived', data: { field: 'rows.1.productId' } })
    expect(await refusedWith(link(boxItem, linkedOne))).toMatchObject({ code: 'item.product_linked', data: { field: 'rows.1.productId' } })
    expect(await refusedWith(asProduct(boxItem, 'BIG', '9000000000', '9000000000'))).toEqual({ code: 'amount.too_large', data: { field: 'rows.1.as.quantity' } })
    mirror(db(), [{ ...box, active: false, syncToken: '1' }])
    expect(await refusedWith(asProduct(boxItem, 'BX'))).toMatchObject({ code: 'item.not_active', data: { field: 'rows.1.accountingItemId' } })
    expect(await stock()).toEqual({ LINKED: [0, 0], THERE: [0, 0] })
  })

  test('an import whose stock cannot be taken back keeps what it made', async () => {
    await receivingOff()
    const [boltItem = 0] = mirror(db(), [bolt])
    const max = '9007199254.740991'
    const { importId, made } = await done('item.import', { rows: [asProduct(boltItem, '00012', '1', max)] })
    const productId = made[0]?.productId ?? 0
    // Half of it left at the average and more came in: what is there cannot be told from what was opened.
    await done('stock.adjust', { productId, change: { by: 'remove', quantity: '0.5' }, reason: 'other', businessDate: today, notes: '' })
    expect(await refused('item.undo_import', { importId })).toMatchObject({ code: 'item.import_used' })
  })
})

describe('what QuickBooks owns', () => {
  test('is taken over from it, and a person may not change it', async () => {
    connect(db())
    const [boltItem = 0] = mirror(db(), [bolt])
    const productId = await product('BOLT')
    const fields = { ...plain, productId, kind: 'component' as const, purchase: null, supplierId: null, barcodes: [] }
    await done('item.link', { accountingItemId: boltItem, productId })
    expect(issue('item.take_changes', { accountingItemIds: [boltItem] })).toEqual({ ok: true, value: { taken: [productId] } })
    expect((await ask('product.get', { productId })).product).toMatchObject({ sku: '00012', name: 'Hex bolt', unitCost: qty('0.35') })
    const own = (field: 'name' | 'sku' | 'unitCost') => ({ code: 'product.owned_by_quickbooks', data: { field, sku: '00012' } })
    const same = { ...fields, sku: '00012', name: 'Hex bolt', unitCost: '0.35' }
    expect(await refused('product.update', { ...same, name: 'My bolt' })).toEqual(own('name'))
    expect(await refused('product.update', { ...same, sku: 'MINE' })).toEqual(own('sku'))
    expect(await refused('product.update', { ...same, unitCost: '9' })).toEqual(own('unitCost'))
    await done('product.update', { ...same, notes: 'top shelf' })
    connect(db(), 'partsemble')
    await done('product.update', { ...same, name: 'My bolt' })
    expect(issue('item.take_changes', { accountingItemIds: [boltItem] })).toMatchObject({ error: { code: 'item.not_the_source' } })
    expect(issue('item.count', { accountingItemIds: [boltItem], toldAt })).toMatchObject({ error: { code: 'item.not_the_source' } })
  })
})

describe('counts from QuickBooks', () => {
  const onHand = async (sku: string) => (await stock())[sku]

  test('with receiving off bring stock to what it told, additions at the purchase cost', async () => {
    await receivingOff()
    connect(db())
    const [boltItem = 0] = mirror(db(), [bolt])
    const productId = await product('BOLT')
    await done('item.link', { accountingItemId: boltItem, productId })
    issue('item.count', { accountingItemIds: [boltItem], toldAt })
    expect(await onHand('BOLT')).toEqual([qty('40'), qty('14')])
    mirror(db(), [{ ...bolt, quantityOnHand: qty('30') }])
    issue('item.count', { accountingItemIds: [boltItem], toldAt })
    expect(await onHand('BOLT')).toEqual([qty('30'), qty('10.5')])
    const { adjustments } = await ask('adjustment.list', { search: '', productId, status: null, limit: 10, offset: 0 })
    expect(adjustments).toMatchObject([{ reason: 'quickbooks_count', quantity: qty('-10') }, { reason: 'quickbooks_count', quantity: qty('40') }])
    const { rows } = await ask('product.history', { productId, beforePostingId: null, limit: 10 })
    expect(rows.map(({ reason }) => reason)).toEqual(['quickbooks_count', 'quickbooks_count'])
    soundBooks()
  })

  test('below zero there is nothing here', async () => {
    await receivingOff()
    connect(db())
    const [washer = 0] = mirror(db(), [short])
    await done('item.import', { rows: [asProduct(washer, 'WSH', '7', '0.05')] })
    issue('item.count', { accountingItemIds: [washer], toldAt })
    expect(await onHand('WSH')).toEqual([0, 0])
    const { items } = await ask('item.list', { search: '', kinds: [], state: null, limit: 10, offset: 0 })
    expect(items).toMatchObject([{ difference: qty('5'), differenceReason: 'below_zero' }])
  })

  test('leave alone what is inactive, not tracked or in lots', async () => {
    connect(db())
    const [boltItem = 0, paintItem = 0] = mirror(db(), [bolt, paint])
    await done('item.link', { accountingItemId: boltItem, productId: await product('BOLT') })
    await done('item.link', { accountingItemId: paintItem, productId: await product('PAINT') })
    expect(issue('item.count', { accountingItemIds: [boltItem], toldAt })).toEqual({ ok: false, error: { code: 'adjustment.receiving_on', data: {} } })
    await receivingOff()
    mirror(db(), [{ ...bolt, active: false }])
    expect(issue('item.count', { accountingItemIds: [boltItem, paintItem], toldAt })).toEqual({ ok: true, value: { posted: [] } })
    expect(await stock()).toEqual({ BOLT: [0, 0], PAINT: [0, 0] })
  })

  test('are refused where the ledger could not keep them', async () => {
    await receivingOff()
    connect(db())
    const [boltItem = 0] = mirror(db(), [{ ...bolt, quantityOnHand: qty('9000000000'), purchaseCost: qty('9000000000') }])
    await done('item.link', { accountingItemId: boltItem, productId: await product('BOLT') })
    expect(issue('item.count', { accountingItemIds: [boltItem], toldAt })).toMatchObject({ error: { code: 'amount.too_large' } })
  })
})

test('how the last sync went is told', async () => {
  expect(await ask('item.last_sync', {})).toEqual({ run: null, items: 0 })
  mirror(db(), [bolt])
  expect(await ask('item.last_sync', {})).toEqual({ run: null, items: 1 })
})
