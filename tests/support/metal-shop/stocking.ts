import { expect, type Page } from '@playwright/test'
import { tabTo, typeOnceIn } from '../e2e.ts'
import { newSupplier, notice, openReceipt, palette, typeLine } from '../first-day.ts'
import { boltBarcode, figure, powderExpires, seeLot, type MetalShop } from './shop.ts'

export async function addSuppliers({ page }: MetalShop): Promise<void> {
  await newSupplier(page, 'Steel Depot', 'STL')
  await newSupplier(page, 'Bolt Barn', 'BLT')
  await newSupplier(page, 'Coatings Direct', 'COT')
}

interface NewProduct {
  readonly sku: string
  readonly name: string
  readonly kind: string
  readonly unit?: string
  readonly purchase?: readonly [unit: string, holds: string]
  readonly supplier?: string
  readonly barcode?: string
}

async function addProduct(page: Page, { sku, name, kind, unit = 'ea', purchase = ['', ''], supplier = '', barcode = '' }: NewProduct): Promise<void> {
  await palette(page, 'New product')
  const form = page.getByRole('dialog', { name: 'New product' })
  await expect(form.getByRole('textbox', { name: 'SKU' })).toBeFocused()
  // Unit cost and reorder point are left blank.
  for (const typed of [sku, name, kind, unit, '', '', ...purchase, supplier]) {
    await page.keyboard.type(typed)
    await page.keyboard.press('Tab')
  }
  await typeOnceIn(form.getByRole('textbox', { name: 'Barcodes' }), barcode)
  await page.keyboard.press('Control+Enter')
  await expect(form).toBeHidden()
  await notice(page, `Product ${sku} created`)
}

export async function addProducts({ page }: MetalShop): Promise<void> {
  await addProduct(page, { sku: 'SHEET-16GA', name: 'Sheet steel, 16 gauge', kind: 'Raw material', unit: 'IN', purchase: ['SHEET', '96'], supplier: 'Steel Depot' })
  await addProduct(page, { sku: 'HEX-14-20', name: 'Hex bolt 1/4-20', kind: 'Component', purchase: ['BOX', '100'], supplier: 'Bolt Barn', barcode: boltBarcode })
  await addProduct(page, { sku: 'PLATE-ID', name: 'Nameplate', kind: 'Component', supplier: 'Bolt Barn' })
  await addProduct(page, { sku: 'POWDER-BLK', name: 'Powder coat, black', kind: 'Raw material', unit: 'lb', supplier: 'Coatings Direct' })
  await addProduct(page, { sku: 'BRACKET', name: 'Mounting bracket', kind: 'Sub-assembly' })
  await addProduct(page, { sku: 'ENCL-100', name: 'Enclosure', kind: 'Finished good' })
}

async function confirmReceipt({ page }: MetalShop, said: string): Promise<void> {
  await page.keyboard.press('Control+Enter')
  await notice(page, said)
  await expect(page.getByRole('heading', { level: 1, name: /^Receipt PSB-R-/ })).toBeFocused()
}

export async function receiveSteel(shop: MetalShop): Promise<void> {
  const { page, lots } = shop
  await openReceipt(page, 'Steel Depot', /^STL · Steel Depot/)
  await typeLine(page, 1, { sku: 'SHEET-16GA', quantity: '1', per: 'unit', cost: '48.00', value: '48.00' })
  await expect(page.getByRole('group', { name: 'Line 1', exact: true })).toContainText('= 96 IN in stock')
  await confirmReceipt(shop, 'PSB-R-00001 confirmed: 1 lot worth 48.00 in stock')
  await seeLot(shop, lots.steel, ['96', 'IN', '48.00'])
}

export async function receiveGuessedSteel(shop: MetalShop): Promise<void> {
  const { page, lots } = shop
  await openReceipt(page, 'Steel Depot', /^STL · Steel Depot/)
  const line = page.getByRole('group', { name: 'Line 1', exact: true })
  await page.keyboard.type('SHEET-16GA')
  await page.keyboard.press('Enter')
  await typeOnceIn(line.getByRole('textbox', { name: 'Quantity in SHEET' }), '2')
  await page.keyboard.press('Tab')
  await page.keyboard.press('?')
  await expect(line.getByRole('textbox', { name: 'Cost per unit' })).toHaveValue('48.00')
  await expect(line).toContainText('Last paid 48.00 / SHEET to Steel Depot')
  await confirmReceipt(shop, 'PSB-R-00002 confirmed: 1 lot worth 96.00 in stock')
  await seeLot(shop, lots.guessedSteel, ['192', 'IN', '96.00'])
  await expect(figure(page, 'Cost')).toHaveText('To be confirmed')
  await palette(page, 'Go to Lots')
  const row = page.getByRole('grid', { name: 'Lots' }).getByRole('row', { name: new RegExp(lots.guessedSteel) })
  await expect(row).toContainText(/Cost to be confirmed.*96\.00/)
}

export async function receiveBolts(shop: MetalShop): Promise<void> {
  const { page } = shop
  await openReceipt(page, 'Bolt Barn', /^BLT · Bolt Barn/)
  await typeLine(page, 1, { sku: boltBarcode, quantity: '2', per: 'unit', cost: '7.00', value: '14.00' })
  await typeLine(page, 2, { sku: 'PLATE-ID', quantity: '3', per: 'line', cost: '3.75', value: '3.75' })
  await confirmReceipt(shop, 'PSB-R-00003 confirmed: 2 lots worth 17.75 in stock')
}

export async function receivePowder(shop: MetalShop): Promise<void> {
  const { page, lots } = shop
  await openReceipt(page, 'Coatings Direct', /^COT · Coatings Direct/)
  await typeLine(page, 1, { sku: 'POWDER-BLK', quantity: '10', per: 'unit', cost: '6.40', value: '64.00' })
  await page.keyboard.press('ArrowUp')
  const line = page.getByRole('group', { name: 'Line 1', exact: true })
  await tabTo(page, line.getByRole('textbox', { name: 'Supplier lot' }), 'Shift+Tab')
  await page.keyboard.type('PC-7781')
  await page.keyboard.press('Tab')
  await page.keyboard.type(powderExpires)
  await confirmReceipt(shop, 'PSB-R-00004 confirmed: 1 lot worth 64.00 in stock')
  await seeLot(shop, lots.powder, ['10', 'lb', '64.00'])
  await expect(figure(page, 'Supplier lot')).toHaveText('PC-7781')
  await expect(figure(page, 'Expires')).toContainText(String(new Date().getFullYear() + 1))
}
