import { expect, test } from 'vitest'
import { line, money, openDoor, plain, qty, today } from '../support/door.ts'

/** Rules of products, BOMs and receiving that stand between the commands, each at its edge, through the door the window uses. */
const { done, ask, run, refused } = openDoor()

const blank = { contact: '', email: '', phone: '', notes: '' }
const make = async (sku: string, kind: 'component' | 'raw_material' | 'finished_good' | 'sub_assembly' = 'component') =>
  (await done('product.create', { ...plain, sku, name: sku, kind })).productId
const supplier = async (name = 'Acme', code: string | null = 'ACM') => (await done('supplier.create', { ...blank, name, code })).supplierId
const draft = async (supplierId: number, lines: (Omit<ReturnType<typeof line>, 'lotNumber'> & { readonly lotNumber: string | null })[], receivedOn = today) =>
  (await done('receipt.save_draft', { receiptId: null, supplierId, receivedOn, lines })).receiptId

test('a SKU is text: zeros before it, an exponent and a date are kept to the letter', async () => {
  for (const sku of ['00012', '1E10', '2026-01-05', '+49']) {
    const productId = await make(sku)
    expect((await ask('product.get', { productId })).product.sku).toBe(sku)
  }
  // Another text is another product, whatever it would be as a number.
  await make('12')
  expect(await refused('product.create', { ...plain, sku: ' 00012 ', name: 'Again', kind: 'component' })).toMatchObject({ code: 'product.sku_in_use', data: { sku: '00012' } })
})

test('a supplier’s code has three or four letters, and is made from the name where none is typed', async () => {
  const steel = await done('supplier.create', { ...blank, name: 'Steel Depot', code: null })
  expect(steel.code).toMatch(/^[A-Z]{3,4}$/)
  const again = await done('supplier.create', { ...blank, name: 'Steel Depot', code: null })
  expect(again.code).toMatch(/^[A-Z]{3,4}$/)
  expect(again.code).not.toBe(steel.code)
  for (const code of ['AB', 'ABCDE', 'A1B']) {
    expect(await refused('supplier.create', { ...blank, name: 'Other', code })).toMatchObject({ code: 'input.invalid', data: { issues: [{ field: 'code' }] } })
  }
})

test('a component takes four decimals and not five, and more than nothing', async () => {
  const [frame, wire] = [await make('FRAME', 'finished_good'), await make('WIRE')]
  const save = (quantityPerUnit: string) => ({ productId: frame, components: [{ productId: wire, quantityPerUnit, optional: false }], costLines: [] })
  expect(await refused('bom.save', save('1.00001'))).toMatchObject({ code: 'input.invalid' })
  expect(await refused('bom.save', save('0'))).toMatchObject({ code: 'input.invalid' })
  expect(await refused('bom.save', save('-1'))).toMatchObject({ code: 'input.invalid' })
  await done('bom.save', save('1.0001'))
  expect((await ask('bom.get', { productId: frame })).bom?.components).toMatchObject([{ quantityPerUnit: qty('1.0001') }])
})

test('what can be built is limited by required components alone', async () => {
  const supplierId = await supplier()
  const [plate, bolt, label, box] = [await make('PLATE'), await make('BOLT'), await make('LABEL'), await make('BOX', 'finished_good')]
  await done('receipt.confirm', { receiptId: await draft(supplierId, [line(plate, '50', 'unit', '1'), line(bolt, '40', 'unit', '1')]) })
  const components = [
    { productId: plate, quantityPerUnit: '1', optional: false },
    { productId: bolt, quantityPerUnit: '2', optional: false },
    { productId: label, quantityPerUnit: '1', optional: true },
  ]
  await done('bom.save', { productId: box, components, costLines: [] })
  expect((await ask('bom.get', { productId: box })).bom?.buildableMax).toBe(20)
})

test('goods may cost nothing but not less, and come in more than nothing', async () => {
  const supplierId = await supplier()
  const plate = await make('PLATE')
  const saved = (quantity: string, amount: string) => run('receipt.save_draft', { receiptId: null, supplierId, receivedOn: today, lines: [line(plate, quantity, 'unit', amount)] })
  expect(await saved('0', '1')).toMatchObject({ ok: false, error: { code: 'input.invalid' } })
  expect(await saved('-1', '1')).toMatchObject({ ok: false, error: { code: 'input.invalid' } })
  expect(await saved('1', '-0.01')).toMatchObject({ ok: false, error: { code: 'input.invalid' } })
  const free = await draft(supplierId, [line(plate, '3', 'unit', '0')])
  expect(await done('receipt.confirm', { receiptId: free })).toMatchObject({ value: 0 })
  expect((await ask('product.get', { productId: plate })).product).toMatchObject({ onHand: qty('3'), value: 0 })
})

test('a lot number is one product’s own until its receipt is voided, and another product may have the same', async () => {
  const supplierId = await supplier()
  const [plate, bolt] = [await make('PLATE'), await make('BOLT')]
  const heat = (productId: number) => ({ ...line(productId, '1', 'unit', '2'), lotNumber: 'HEAT-7' })
  const first = await draft(supplierId, [heat(plate), heat(bolt)])
  expect((await done('receipt.confirm', { receiptId: first })).lots.map(({ number }) => number)).toEqual(['HEAT-7', 'HEAT-7'])
  const second = await draft(supplierId, [heat(plate)])
  expect(await refused('receipt.confirm', { receiptId: second })).toMatchObject({ code: 'lot.number_in_use', data: { number: 'HEAT-7', sku: 'PLATE' } })
  await done('receipt.void', { receiptId: first })
  await done('receipt.confirm', { receiptId: second })
  expect((await ask('product.get', { productId: plate })).product).toMatchObject({ onHand: qty('1'), value: money('2') })
})

test('a lot says that its cost is a guess until the cost is corrected or confirmed, or the receipt is voided', async () => {
  const supplierId = await supplier()
  const plate = await make('PLATE')
  const guess = () => ({ ...line(plate, '2', 'unit', '5'), costToBeConfirmed: true })
  const receiptId = await draft(supplierId, [guess(), guess(), line(plate, '1', 'unit', '5')])
  await done('receipt.confirm', { receiptId })
  const guessed = async () =>
    (await ask('lot.list', { search: '', productId: plate, status: null, limit: 10, offset: 0 })).lots.toSorted((a, b) => a.lotId - b.lotId).map((lot) => lot.costToBeConfirmed)
  expect(await guessed()).toEqual([true, true, false])
  expect((await ask('lot.get', { lotId: 1 })).lot.costToBeConfirmed).toBe(true)
  await done('receipt.correct_quantity', { receiptId, lineNo: 1, quantity: '3', unit: 'stock', reason: 'count' })
  expect(await guessed()).toEqual([true, true, false])
  await done('receipt.correct_cost', { receiptId, lineNo: 1, cost: { per: 'unit', amount: '5' } })
  expect(await guessed()).toEqual([false, true, false])
  await done('receipt.void', { receiptId })
  expect(await guessed()).toEqual([false, false, false])
})

test('without lots an adjustment is a positive quantity, and only what comes in has a cost', async () => {
  const oil = await make('OIL', 'raw_material')
  await done('company.set_receiving', { receiving: false })
  const adjust = { productId: oil, reason: 'other', businessDate: today, notes: '' } as const
  await done('stock.adjust', { ...adjust, change: { by: 'add', quantity: '4', unitCost: '2' } })
  for (const quantity of ['0', '-1']) {
    expect(await refused('stock.adjust', { ...adjust, change: { by: 'add', quantity, unitCost: '2' } })).toMatchObject({ code: 'input.invalid' })
    expect(await refused('stock.adjust', { ...adjust, change: { by: 'remove', quantity } })).toMatchObject({ code: 'input.invalid' })
  }
  const withCost = { by: 'remove', quantity: '1', unitCost: '9' }
  expect(await refused('stock.adjust', { ...adjust, change: withCost as { by: 'remove'; quantity: string } })).toMatchObject({ code: 'input.invalid' })
  expect((await ask('product.get', { productId: oil })).product).toMatchObject({ onHand: qty('4'), value: money('8') })
})
