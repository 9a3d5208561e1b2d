import { describe, expect, test } from 'vitest'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { boughtIn, line, money, openDoor, plain, qty, today } from '../support/door.ts'
import { connect, item, mirror } from '../support/items.ts'
import { areas } from './areas.ts'

/** The first working day through the same door the window uses: text in, values out. */
const { db, done, ask, refused, openShop, stock, unmet } = openDoor()

const full = { PLATE: [qty('15'), money('186')], BOLT: [qty('130'), money('4.5')], LABEL: [qty('3'), money('0.75')], BOX: [0, 0] }
const afterFour = { PLATE: [qty('7'), money('88.2')], BOLT: [qty('98'), money('3.43')], LABEL: [0, 0], BOX: [qty('4'), money('159.62')] }

test('receive, build four, reverse, build again: every number is exact and every screen says the same', async () => {
  const shop = await openShop()
  expect(await stock()).toEqual(full)
  expect((await ask('bom.get', { productId: shop.box })).bom?.buildableMax).toBe(7)

  const input = { productId: shop.box, quantity: '4', businessDate: today }
  const preview = await ask('build.preview', input)
  expect(preview.components.map(({ value, draws }) => [value, draws.map((draw) => draw.value)])).toEqual([
    [money('97.8'), [money('60'), money('37.8')]],
    [money('1.07'), [money('1'), money('0.07')]],
    [money('0.75'), [money('0.75')]],
  ])
  expect([preview.costLineValue, preview.value, preview.unitCost, preview.short]).toEqual([money('60'), money('159.62'), money('39.905'), []])
  expect(await stock()).toEqual(full)

  const built = await done('build.execute', input)
  expect(built).toMatchObject({ reference: 'PSB-B-00001', lotNumber: 'B-1', value: money('159.62'), unitCost: money('39.905') })
  expect(await stock()).toEqual(afterFour)
  const shown = await ask('build.get', { buildId: built.buildId })
  expect(shown.components.map(({ draws }) => draws)).toEqual(preview.components.map(({ draws }) => draws))
  expect([shown.componentValue, shown.costLineValue, shown.value]).toEqual([preview.componentValue, preview.costLineValue, preview.value])

  await done('build.reverse', { buildId: built.buildId })
  expect(await stock()).toEqual(full)
  expect(await done('build.execute', input)).toMatchObject({ reference: 'PSB-B-00002', lotNumber: 'B-2', value: money('159.62') })
  expect(await stock()).toEqual(afterFour)
  expect(verifyBooks(db()).checks.filter(({ difference }) => difference !== null)).toEqual([])
})

test('what the screens show adds up to the ledger', async () => {
  const shop = await openShop()
  await done('build.execute', { productId: shop.box, quantity: '4', businessDate: today })
  await done('build.execute', { productId: shop.box, quantity: '1.5', businessDate: today })
  const { products } = await ask('product.list', { search: '', kinds: [], sort: 'value', descending: true, limit: 50, offset: 0 })
  for (const { productId, onHand, value } of products) {
    const { lots } = await ask('lot.list', { search: '', productId, status: null, limit: 50, offset: 0 })
    expect(lots.reduce((sum, lot) => sum + lot.remaining, 0)).toBe(onHand)
    expect(lots.reduce((sum, lot) => sum + lot.value, 0)).toBe(value)
    const { rows } = await ask('product.history', { productId, beforePostingId: null, limit: 100 })
    expect(rows.reduce((sum, row) => sum + row.quantity, 0)).toBe(onHand)
    expect(rows.reduce((sum, row) => sum + row.value, 0)).toBe(value)
    expect(rows[0]).toMatchObject({ onHandAfter: onHand, valueAfter: value })
    for (const { lotId, remaining, value: worth } of lots) {
      const { movements, wentInto, madeFrom, lot } = await ask('lot.get', { lotId })
      expect(movements.at(-1)).toMatchObject({ remainingAfter: remaining, valueAfter: worth })
      expect(wentInto.reduce((sum, link) => sum + link.quantity, 0)).toBe(lot.made - remaining)
      if (lot.source.kind === 'build') expect(madeFrom.length).toBeGreaterThan(1)
    }
    for (const { postingId } of rows) {
      const { entries } = await ask('posting.get', { postingId })
      expect(entries.reduce((sum, entry) => sum + entry.value, 0)).toBe(0)
    }
  }
  const all = await ask('product.history', { productId: shop.plate, beforePostingId: null, limit: 100 })
  const pages = [await ask('product.history', { productId: shop.plate, beforePostingId: null, limit: 2 })]
  pages.push(await ask('product.history', { productId: shop.plate, beforePostingId: pages[0]?.rows.at(-1)?.postingId ?? null, limit: 100 }))
  expect(pages.flatMap(({ rows }) => rows)).toEqual(all.rows)
  expect(pages.map(({ more }) => more)).toEqual([true, false])
})

test('a receipt in use is not voided: the documents in the way are named in the order to undo them', async () => {
  const shop = await openShop()
  const built = await done('build.execute', { productId: shop.box, quantity: '4', businessDate: today })
  const [one = 0] = shop.receipts
  expect(await refused('receipt.void', { receiptId: one })).toEqual({
    code: 'document.in_the_way',
    data: { documents: [{ kind: 'build', id: built.buildId, reference: 'PSB-B-00001', businessDate: today }] },
  })
  await done('build.reverse', { buildId: built.buildId })
  await done('receipt.void', { receiptId: one })
  expect(await stock()).toMatchObject({ PLATE: [qty('10'), money('126')], BOLT: [qty('100'), money('3.5')] })
  expect(await refused('receipt.void', { receiptId: one })).toMatchObject({ code: 'document.already_reversed' })
  expect((await ask('receipt.get', { receiptId: one })).receipt.status).toBe('voided')
  const { receipts } = await ask('receipt.list', { search: '', status: 'voided', limit: 10, offset: 0 })
  expect(receipts.map(({ reference }) => reference)).toEqual(['PSB-R-00001'])
})

test('an estimate goes down to what is bought, and is none while a cost below it is not known', async () => {
  const shop = await openShop()
  const make = async (sku: string) => (await done('product.create', { ...plain, sku, name: sku, kind: 'finished_good' })).productId
  const [pallet, mystery] = [await make('PALLET'), await make('MYSTERY')]
  const of = (productId: number, part: number) => ({ productId, components: [{ productId: part, quantityPerUnit: '2', optional: false }], costLines: [] })
  await done('bom.save', of(pallet, shop.box))
  // No box is in stock: two of them at 2 × 12.40 + 8 × 4.50 ÷ 130 + 15.00.
  expect((await ask('bom.get', { productId: pallet })).bom?.estimatedCost).toBe(2 * money('40.07692'))
  await done('bom.save', of(pallet, mystery))
  expect((await ask('bom.get', { productId: pallet })).bom).toMatchObject({ estimatedCost: null, components: [{ unitCost: null }] })
  expect((await ask('bom.list', { search: 'PALLET', limit: 1, offset: 0 })).boms[0]?.estimatedCost).toBeNull()
  expect((await ask('product.get', { productId: shop.box })).product).toMatchObject({ averageCost: null, costNow: money('40.07692') })
})

test('a short build is refused with each short component; its preview hides nothing', async () => {
  const shop = await openShop()
  const input = { productId: shop.box, quantity: '17', businessDate: today }
  expect(await refused('build.execute', input)).toMatchObject({
    code: 'build.short',
    data: {
      buildableMax: 7,
      components: [
        { sku: 'PLATE', needed: qty('34'), onHand: qty('15') },
        { sku: 'BOLT', needed: qty('136'), onHand: qty('130') },
      ],
    },
  })
  const preview = await ask('build.preview', input)
  expect(preview.short.map(({ sku }) => sku)).toEqual(['PLATE', 'BOLT'])
  expect(preview.components.map(({ quantity }) => quantity)).toEqual([qty('15'), qty('130'), qty('3')])
})

describe('refusals', () => {
  test('suppliers', async () => {
    await openShop()
    const bolts = { name: 'Bolts', code: 'BLT', contact: '', email: '', phone: '', notes: '' }
    await done('supplier.create', bolts)
    expect(await refused('supplier.create', bolts)).toMatchObject({ code: 'supplier.code_in_use', data: { heldBy: 'Bolts' } })
    expect(await refused('supplier.update', { ...bolts, supplierId: 1 })).toMatchObject({ code: 'supplier.code_in_use' })
    expect(await refused('supplier.update', { ...bolts, supplierId: 9 })).toMatchObject({ code: 'supplier.not_found' })
  })

  test('products', async () => {
    const shop = await openShop()
    const fields = { ...plain, sku: 'PLATE', name: 'x', kind: 'component', purchase: null, supplierId: null, barcodes: new Array<string>() } as const
    expect(await refused('product.create', fields)).toEqual({ code: 'product.sku_in_use', data: { field: 'sku', sku: 'PLATE', heldBy: 'PLATE', productId: shop.plate } })
    expect(await refused('product.update', { ...fields, productId: shop.bolt })).toMatchObject({ code: 'product.sku_in_use' })
    await done('product.update', { ...fields, productId: shop.plate, barcodes: ['4006381333931'], supplierId: 1 })
    const holder = { field: 'barcodes', barcode: '4006381333931', heldBy: 'x', sku: 'PLATE', productId: shop.plate }
    const other = { ...fields, sku: 'OTHER', barcodes: ['1', '4006381333931'] }
    expect(await refused('product.create', other)).toEqual({ code: 'product.barcode_in_use', data: holder })
    expect(await refused('product.update', { ...other, productId: shop.bolt })).toEqual({ code: 'product.barcode_in_use', data: holder })
    const bought = { ...fields, sku: 'OTHER', supplierId: 9 }
    expect(await refused('product.create', bought)).toEqual({ code: 'supplier.not_found', data: { supplierId: 9 } })
    expect(await refused('product.update', { ...bought, productId: shop.bolt })).toEqual({ code: 'supplier.not_found', data: { supplierId: 9 } })
    expect(await refused('product.update', { ...fields, productId: 99 })).toEqual({ code: 'product.not_found', data: { productId: 99 } })
    expect(await refused('product.update', { ...fields, productId: shop.plate, unit: 'kg' })).toMatchObject({ code: 'product.has_history', data: { field: 'unit' } })
    expect(await refused('product.update', { ...fields, productId: shop.plate, kind: 'finished_good' })).toMatchObject({ data: { field: 'kind' } })
    connect(db())
    const [accountingItemId = 0] = mirror(db(), [item('7', { name: 'Plate' })])
    await done('item.link', { accountingItemId, productId: shop.plate })
    expect(await refused('product.update', { ...fields, productId: shop.plate, name: 'mine' })).toEqual({
      code: 'product.owned_by_quickbooks',
      data: { field: 'name', sku: 'PLATE' },
    })
  })

  test('an archived product takes part in nothing new', async () => {
    const shop = await openShop()
    const label = (await done('product.create', { ...plain, sku: 'OLD LABEL', name: 'Label', kind: 'component' })).productId
    const draft = await done('receipt.save_draft', {
      receiptId: null,
      supplierId: 1,
      receivedOn: today,
      lines: [line(shop.plate, '1', 'unit', '1'), line(label, '1', 'unit', '1')],
    })
    for (const productId of [label, shop.box]) await done('product.archive', { productId })
    const archived = (field: string, productId: number, sku: string) => ({ code: 'product.archived', data: { field, productId, sku } })
    expect(await refused('receipt.confirm', draft)).toEqual(archived('lines.1.productId', label, 'OLD LABEL'))
    expect(await refused('build.execute', { productId: shop.box, quantity: '1', businessDate: today })).toEqual(archived('productId', shop.box, 'BOX'))
    await done('product.unarchive', { productId: label })
    await done('receipt.confirm', draft)
  })

  test('receipts', async () => {
    const shop = await openShop()
    const draft = { receiptId: null, supplierId: 1, receivedOn: today, lines: [line(shop.plate, '1', 'unit', '1')] }
    expect(await refused('receipt.save_draft', { ...draft, receivedOn: '2026-02-01' })).toEqual({
      code: 'date.invalid',
      data: { field: 'receivedOn', problem: 'in_future', today },
    })
    expect(await refused('receipt.save_draft', { ...draft, supplierId: 9 })).toMatchObject({ code: 'supplier.not_found' })
    expect(await refused('receipt.save_draft', { ...draft, lines: [line(99, '1', 'unit', '1')] })).toMatchObject({ code: 'product.not_found' })
    expect(await refused('receipt.save_draft', { ...draft, lines: [line(shop.plate, '9000000000', 'unit', '9000000')] })).toEqual({
      code: 'amount.too_large',
      data: { field: 'lines.0.cost.amount' },
    })
    expect(await refused('receipt.save_draft', { ...draft, receiptId: 1 })).toMatchObject({ code: 'receipt.already_confirmed' })
    expect(await refused('receipt.save_draft', { ...draft, receiptId: 77 })).toMatchObject({ code: 'receipt.not_found' })
    expect(await refused('receipt.delete_draft', { receiptId: 1 })).toMatchObject({ code: 'receipt.already_confirmed' })
    const inSheets = { ...line(shop.plate, '0.000001', 'unit', '1'), unit: 'purchase' } as const
    expect(await refused('receipt.save_draft', { ...draft, lines: [line(shop.bolt, '1', 'unit', '1'), inSheets] })).toEqual({
      code: 'product.no_purchase_unit',
      data: { field: 'lines.1.quantity', sku: 'PLATE', unit: 'ea' },
    })
    boughtIn(db(), shop.plate, 'SHEET', '0.5')
    expect(await refused('receipt.save_draft', { ...draft, lines: [inSheets] })).toEqual({
      code: 'quantity.not_exact',
      data: { field: 'lines.0.quantity', unit: 'ea', purchaseUnit: 'SHEET', size: qty('0.5') },
    })
    const typed = await done('receipt.save_draft', { ...draft, asTyped: '{"lines":[]}' })
    expect(await refused('receipt.confirm', typed)).toEqual({ code: 'receipt.not_finished', data: { field: 'lines' } })
    const empty = await done('receipt.save_draft', { ...draft, lines: [] })
    expect(await refused('receipt.confirm', empty)).toEqual({ code: 'receipt.no_lines', data: { field: 'lines' } })
    expect(await refused('receipt.void', empty)).toMatchObject({ code: 'document.not_posted' })
    const taken = await done('receipt.save_draft', { ...draft, lines: [{ ...line(shop.plate, '1', 'unit', '1'), lotNumber: 'ACM-20260131-001' }] })
    expect(await refused('receipt.confirm', taken)).toMatchObject({ code: 'lot.number_in_use', data: { field: 'lines.0.lotNumber', sku: 'PLATE' } })
    const reserved = await done('receipt.save_draft', { ...draft, lines: [{ ...line(shop.plate, '1', 'unit', '1'), lotNumber: 'B-7' }] })
    expect(await refused('receipt.confirm', reserved)).toMatchObject({ code: 'lot.number_reserved' })
    await done('receipt.delete_draft', reserved)
    expect(await refused('receipt.delete_draft', reserved)).toMatchObject({ code: 'receipt.not_found' })
    expect(await refused('receipt.void', reserved)).toMatchObject({ code: 'receipt.not_found' })
    expect(await refused('receipt.confirm', { receiptId: 1 })).toEqual({ code: 'receipt.already_confirmed', data: { reference: 'PSB-R-00001' } })
    const huge = line(shop.plate, '1', 'line', '9007199254')
    const tooMuch = await done('receipt.save_draft', { ...draft, lines: [huge, huge] })
    expect(await refused('receipt.confirm', tooMuch)).toMatchObject({ code: 'amount.too_large' })
    expect(await refused('receipt.confirm', reserved)).toMatchObject({ code: 'receipt.not_found' })
  })

  test('nothing is taken back when the product would then be short of more than can be kept', async () => {
    await done('supplier.create', { name: 'Acme', code: null, contact: '', email: '', phone: '', notes: '' })
    const make = async (sku: string) => (await done('product.create', { ...plain, sku, name: sku, kind: 'finished_good' })).productId
    const [good, box] = [await make('GOOD'), await make('BOX')]
    await done('bom.save', { productId: box, components: [{ productId: good, quantityPerUnit: '0.0001', optional: false }], costLines: [] })
    const many = '5000000000'
    const receive = async (quantity: string) => {
      const lines = [line(good, quantity, 'line', '0')]
      const { receiptId } = await done('receipt.save_draft', { receiptId: null, supplierId: 1, receivedOn: today, lines })
      await done('receipt.confirm', { receiptId })
      return receiptId
    }
    const sell = (productId: number) =>
      done('sale.record', { reference: '', customer: '', saleDate: today, lines: [{ productId, quantity: many, revenue: '0' }], notes: '' })
    await receive('500000')
    await sell(box)
    const { buildId } = await done('build.execute', { productId: box, quantity: many, businessDate: today })
    await sell(box)
    expect(await refused('build.reverse', { buildId })).toMatchObject({ code: 'amount.too_large' })
    await sell(good)
    const receiptId = await receive(many)
    await sell(good)
    expect(await refused('receipt.void', { receiptId })).toMatchObject({ code: 'amount.too_large' })
  })

  test('no goods come in by receipt while receiving is off', async () => {
    await done('supplier.create', { name: 'Acme', code: null, contact: '', email: '', phone: '', notes: '' })
    const { productId } = await done('product.create', { ...plain, sku: 'PLATE', name: 'Plate', kind: 'component' })
    await done('company.set_receiving', { receiving: false })
    const draft = await done('receipt.save_draft', { receiptId: null, supplierId: 1, receivedOn: today, lines: [line(productId, '1', 'unit', '1')] })
    expect(await refused('receipt.confirm', draft)).toEqual({ code: 'receipt.receiving_off', data: {} })
  })

  test('builds', async () => {
    const shop = await openShop()
    const input = { productId: shop.box, quantity: '1', businessDate: today }
    expect(await refused('build.execute', { ...input, productId: shop.plate })).toMatchObject({ code: 'bom.not_active' })
    expect(await refused('build.execute', { ...input, productId: 99 })).toMatchObject({ code: 'product.not_found' })
    expect(await refused('build.execute', { ...input, businessDate: '2026-02-01' })).toMatchObject({ code: 'date.invalid', data: { problem: 'in_future' } })
    expect(await refused('build.execute', { ...input, quantity: '9000000000' })).toMatchObject({ code: 'amount.too_large' })
    expect(await refused('build.reverse', { buildId: 5 })).toMatchObject({ code: 'build.not_found' })
    const { buildId } = await done('build.execute', input)
    await done('build.reverse', { buildId })
    expect(await refused('build.reverse', { buildId })).toMatchObject({ code: 'document.already_reversed' })
    await done('company.set_review', { review: true })
    const waiting = await done('build.execute', input)
    await done('build.reject', { buildId: waiting.buildId, reason: 'other', recovery: { kind: 'full' }, notes: '' })
    expect(await refused('build.reverse', { buildId: waiting.buildId })).toEqual({ code: 'build.is_rejected', data: { reference: waiting.reference } })
    await done('company.set_review', { review: false })
    const crate = (await done('product.create', { ...plain, sku: 'CRATE', name: 'CRATE', kind: 'finished_good' })).productId
    await done('bom.save', { productId: crate, components: [{ productId: shop.box, quantityPerUnit: '2', optional: false }], costLines: [] })
    const boxes = await done('build.execute', { ...input, quantity: '2' })
    const crates = await done('build.execute', { ...input, productId: crate })
    expect(await refused('build.reverse', { buildId: boxes.buildId })).toEqual({
      code: 'document.in_the_way',
      data: { documents: [{ kind: 'build', id: crates.buildId, reference: crates.reference, businessDate: today }] },
    })
  })
})

/** Refusals that the rules allow for and this door cannot bring about. */
const saidBefore: ReadonlyMap<string, string> = new Map([
  ['receipt.confirm quantity.invalid', 'the contract refuses it in the draft'],
  ['receipt.confirm money.invalid', 'the contract refuses it in the draft'],
  ['receipt.confirm date.invalid', 'the draft is refused with a later day'],
  ['build.reverse document.not_posted', 'no build is a draft'],
])

test('every declared refusal of these commands was met here', () => {
  expect(unmet(areas.workingDay).toSorted()).toEqual([...saidBefore.keys()].toSorted())
})
