import { expect, type Locator, type Page } from '@playwright/test'
import { dayFromNow } from '../calendar.ts'
import { tabTo } from '../e2e.ts'
import { notice, palette } from '../first-day.ts'
import { runCommand } from '../made-box.ts'
import { figure, millionths, type MetalShop } from '../metal-shop/shop.ts'

/** A day of the week, which ends today: business dates may lie in the past, never in the future. */
export function dayOf(name: 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday'): string {
  return dayFromNow(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'].indexOf(name) - 4)
}

/** What the shop has on Monday morning: steel in two lots of different cost, bolts and powder, and the BOMs of its two products. */
export async function openShop({ page, books }: MetalShop): Promise<void> {
  const product = { unitCost: null, reorderPoint: null, notes: '' }
  const { supplierId } = await runCommand(page, 'supplier.create', { name: 'Steel Depot', code: 'STL', contact: '', email: '', phone: '', notes: '' })
  const make = async (sku: string, name: string, kind: 'raw_material' | 'component' | 'sub_assembly' | 'finished_good', unit: string, reorderPoint: string | null = null) =>
    (await runCommand(page, 'product.create', { ...product, sku, name, kind, unit, reorderPoint })).productId
  const steel = await make('SHEET-16GA', 'Sheet steel, 16 gauge', 'raw_material', 'IN')
  const bolt = await make('HEX-14-20', 'Hex bolt 1/4-20', 'component', 'ea')
  const powder = await make('POWDER-BLK', 'Powder coat, black', 'raw_material', 'lb', '18')
  const bracket = await make('BRACKET', 'Mounting bracket', 'sub_assembly', 'ea')
  const enclosure = await make('ENCL-100', 'Enclosure', 'finished_good', 'ea')
  const line = (lotNumber: string, productId: number, quantity: string, amount: string) => ({ lotNumber, productId, quantity, supplierLot: null, expiresOn: null, cost: { per: 'unit' as const, amount } })
  const lines = [line('STEEL-1', steel, '120', '0.50'), line('STEEL-2', steel, '600', '0.55'), line('BOLTS-1', bolt, '500', '0.07'), line('POWDER-1', powder, '20', '6.40')]
  const { receiptId } = await runCommand(page, 'receipt.save_draft', { receiptId: null, supplierId, receivedOn: dayOf('Monday'), lines })
  await runCommand(page, 'receipt.confirm', { receiptId })
  const part = (productId: number, quantityPerUnit: string) => ({ productId, quantityPerUnit, optional: false })
  const labor = (rate: string, quantityPerUnit: string) => ({ kind: 'labor' as const, name: 'Labor', cost: { by: 'rate' as const, rate, quantityPerUnit } })
  await runCommand(page, 'bom.save', { productId: bracket, components: [part(steel, '6'), part(bolt, '2')], costLines: [labor('24', '0.05')] })
  await runCommand(page, 'bom.save', {
    productId: enclosure,
    components: [part(bracket, '2'), part(steel, '24'), part(bolt, '6'), part(powder, '0.5')],
    costLines: [labor('36', '0.25'), { kind: 'overhead', name: 'Overhead', cost: { by: 'amount', amountPerUnit: '2.50' } }],
  })
  expect(books.account('supplier')).toBe(0 - millionths('553.00'))
}

export const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name })
export const reference = (number: number): string => `PSB-B-0000${number}`

/** Goes to a field by Tab and types into it in place of what it holds. */
export async function typeInto(page: Page, field: Locator, text: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await tabTo(page, field, key)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
}

/** Chooses a person in a list by the first letters of the name, as a keyboard does. */
export async function choosePerson(page: Page, label: string, name: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label, exact: true })
  await tabTo(page, field)
  await page.keyboard.type(name)
  await expect(field.locator('option:checked')).toHaveText(name)
}

/** Opens a build by its number and compares what it made, and what it cost, with its entries. */
export async function seeBuild({ page, books }: MetalShop, number: number, status: string, value: string): Promise<void> {
  await palette(page, reference(number))
  await expect(heading(page, `Build ${reference(number)}`)).toBeVisible()
  await expect(figure(page, 'Status')).toHaveText(status)
  await expect(figure(page, 'Value')).toHaveText(value)
  const made = status === 'Reversed' || status === 'In review' ? 0 : millionths(value)
  expect(books.valueOfBuild(number), `entries of ${reference(number)}`).toBe(made)
}

/** Opens a product and compares its figures, and those of each of its lots, with the entries. */
export async function seeProduct({ page, books }: MetalShop, sku: string, lots: readonly string[]): Promise<void> {
  await palette(page, sku)
  const withoutUnit = (text: string) => text.replace(/\s.*$/, '')
  await expect(page.getByText(new RegExp(`^${sku} · `))).toBeVisible()
  const { quantity, value } = books.product(sku)
  // What the page showed the last time stands there until it is asked again.
  const shown = async (...places: readonly Locator[]) => {
    const [first = '', second = ''] = await Promise.all(places.map((place) => place.innerText()))
    return [millionths(withoutUnit(first)), millionths(second)]
  }
  await expect.poll(() => shown(figure(page, 'On hand'), figure(page, 'Value')), { message: `on hand and value of ${sku}` }).toEqual([quantity, value])
  const grid = page.getByRole('grid', { name: 'Lots of this product' })
  const rows = grid.getByRole('row')
  await expect(rows).toHaveCount(lots.length === 0 ? 0 : lots.length + 1)
  const headers = (await grid.getByRole('columnheader').allInnerTexts()).map((text) => text.trim())
  for (const [place, number] of lots.entries()) {
    const cells = rows.nth(place + 1).getByRole('gridcell')
    await expect(cells.nth(headers.indexOf('Lot'))).toHaveText(number)
    const lot = books.lot(number)
    const figures = () => shown(cells.nth(headers.indexOf('Left')), cells.nth(headers.indexOf('Value')))
    await expect.poll(figures, { message: `left in ${number} and its value` }).toEqual([lot.quantity, lot.value])
  }
}

/** Approves the build on the screen. */
export async function approve({ page, books }: MetalShop, number: number, value: string): Promise<void> {
  await palette(page, reference(number))
  await expect(heading(page, `Build ${reference(number)}`)).toBeVisible()
  await expect(figure(page, 'Status')).toHaveText('In review')
  await page.keyboard.press('a')
  await notice(page, `${reference(number)} approved: lot B-${number} worth ${value}`)
  await expect(figure(page, 'Finished lot')).toHaveText(`B-${number}`)
  expect(books.valueOfBuild(number)).toBe(millionths(value))
  expect(books.lot(`B-${number}`).value).toBe(millionths(value))
  expect(books.ofBuild(number, 'work_in_process')).toBe(0)
}
