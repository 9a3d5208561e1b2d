import type { Page } from '@playwright/test'
import { shot } from '../support/app.ts'
import { expect, openScreen, tabTo, test } from '../support/e2e.ts'
import { goTo, makeBoxes, runCommand } from '../support/made-box.ts'

/** Types as a scanner does: every key within a millisecond, then Enter. */
async function scan(page: Page, code: string): Promise<void> {
  await page.evaluate((text) => {
    for (const key of [...text, 'Enter']) {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    }
  }, code)
}

const grid = (page: Page) => page.getByRole('grid', { name: 'Products' })
const focusIsSomewhere = (page: Page) => page.evaluate(() => document.activeElement !== document.body)

test('a purchase unit, a supplier and barcodes are typed by keyboard, said both ways, and undone', async ({ app }) => {
  const { page } = app
  const { plateId } = await makeBoxes(page)
  await goTo(page, `/products/${plateId}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Steel plate' })).toBeVisible()
  await page.keyboard.press('e')
  const form = page.getByRole('dialog', { name: 'Edit PLATE' })
  await tabTo(page, form.getByRole('textbox', { name: 'Bought by' }))
  await page.keyboard.type('SHEET')
  await page.keyboard.press('Tab')
  await page.keyboard.type('96')
  await expect(form.getByText('1 SHEET = 96 ea, 1 ea is about 0.010417 SHEET')).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.type('acm')
  await page.keyboard.press('Tab')
  await expect(form.getByRole('combobox', { name: 'Supplier' })).toHaveValue('ACM · Acme Metals')
  await page.keyboard.type('4006381333931')
  await page.keyboard.press('Enter')
  await page.keyboard.type('00012')
  await shot(page, 'product-edit')
  await page.keyboard.press('Control+Enter')
  await expect(form).toBeHidden()
  await expect(page.getByText('1 SHEET = 96 ea, 1 ea is about 0.010417 SHEET')).toBeVisible()
  await expect(page.getByText('00012, 4006381333931')).toBeVisible()
  await expect(page.getByText('ACM · Acme Metals')).toBeVisible()
  await expect.poll(() => focusIsSomewhere(page)).toBe(true)
  await shot(page, 'product-page')
  await page.keyboard.press('Control+z')
  await expect(page.getByText('Product PLATE is as it was')).toBeVisible()
  await expect(page.getByText('00012, 4006381333931')).toBeHidden()
})

test('a barcode and a SKU that another product has lead to it; what is too long is said and not cut', async ({ app }) => {
  const { page } = app
  const { plateId, boltId } = await makeBoxes(page)
  await runCommand(page, 'product.add_barcode', { productId: plateId, barcode: '4006381333931' })
  await goTo(page, `/products/${boltId}`)
  await page.keyboard.press('e')
  const form = page.getByRole('dialog', { name: 'Edit BOLT' })
  await form.getByRole('textbox', { name: 'Barcodes' }).fill('4006381333931')
  await page.keyboard.press('Control+Enter')
  await expect(form.getByRole('textbox', { name: 'Barcodes' })).toBeFocused()
  await expect(form.getByText('already leads to PLATE, Steel plate')).toBeVisible()
  await form.getByRole('button', { name: 'Remove barcode 4006381333931' }).click()
  await form.getByRole('textbox', { name: 'Name' }).fill('x'.repeat(201))
  await page.keyboard.press('Control+Enter')
  await expect(form.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription('Write at most 200 characters.')
  await expect(form.getByRole('textbox', { name: 'Name' })).toHaveValue('x'.repeat(201))
  await form.getByRole('textbox', { name: 'Name' }).fill('Bolt M6')
  await form.getByRole('textbox', { name: 'SKU' }).fill('PLATE')
  await page.keyboard.press('Control+Enter')
  await shot(page, 'product-sku-in-use')
  await form.getByRole('link', { name: 'Open PLATE' }).press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Steel plate' })).toBeVisible()
})

test('a product leaves by being archived or deleted, comes back by undo, and says what stands in the way', async ({ app }) => {
  const { page } = app
  const { plateId, boxId } = await makeBoxes(page)
  await goTo(page, `/products/${plateId}`)
  const archive = page.getByRole('button', { name: 'Archive product' })
  await archive.press('Enter')
  await expect(page.getByText('PLATE cannot be archived yet: it is built into other products.')).toBeVisible()
  await shot(page, 'product-used-in-boms')
  await page.getByRole('link', { name: 'BOM of BOX' }).press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: /Junction box/ })).toBeVisible()

  await goTo(page, `/products/${boxId}`)
  await expect(page.getByRole('button', { name: 'Delete product' })).toHaveCount(0)
  await archive.press('Enter')
  await expect(page.getByText('BOX is archived', { exact: true })).toBeVisible()
  await expect(page.getByText('2 ea of it are still in stock')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Bring it back' })).toBeFocused()
  await shot(page, 'product-archived')
  await openScreen(page, 'Products')
  await expect(grid(page).getByRole('row', { name: /PLATE/ })).toBeVisible()
  await expect(grid(page).getByRole('row', { name: /BOX/ })).toHaveCount(0)
  await page.getByText('Archived', { exact: true }).click()
  await grid(page).getByRole('row', { name: /BOX/ }).press('Enter')
  await page.getByRole('button', { name: 'Bring it back' }).press('Enter')
  await expect(page.getByText('BOX is in use again')).toBeVisible()

  const { productId } = await runCommand(page, 'product.create', { sku: 'MISTAKE', name: 'Mistake', kind: 'component', unit: 'ea', unitCost: null, reorderPoint: null, notes: '', barcodes: ['77777'] })
  await goTo(page, `/products/${productId}`)
  await page.getByRole('button', { name: 'Delete product' }).press('Enter')
  await expect(page.getByText('Product MISTAKE deleted')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'Mistake' })).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(page.getByText('Product MISTAKE is there again')).toBeVisible()
})

test('a scan opens its product from any screen, and one nobody knows can be given to a product', async ({ app }) => {
  const { page } = app
  const { plateId } = await makeBoxes(page)
  await runCommand(page, 'product.add_barcode', { productId: plateId, barcode: 'nebula-1' })
  await openScreen(page, 'Suppliers')
  // Its letters are keys of this screen, and open nothing here.
  await scan(page, 'nebula-1')
  await expect(page.getByRole('heading', { level: 1, name: 'Steel plate' })).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await scan(page, 'B-1B-1')
  await expect(page.getByText('No product has the code B-1B-1.')).toBeVisible()
  await shot(page, 'scan-unknown')
  await page.getByRole('button', { name: 'Add to a product' }).press('Enter')
  const panel = page.getByRole('dialog', { name: 'Add a barcode' })
  await expect(panel.getByRole('combobox', { name: 'Product' })).toBeFocused()
  await page.keyboard.type('bolt')
  await page.keyboard.press('Tab')
  await expect(panel.getByRole('combobox', { name: 'Product' })).toHaveValue('BOLT · Bolt M6')
  await shot(page, 'scan-add')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('A scan of B-1B-1 now finds BOLT')).toBeVisible()
  await expect(panel).toHaveCount(0)
  await scan(page, 'B-1B-1')
  await expect(page.getByRole('heading', { level: 1, name: 'Bolt M6' })).toBeVisible()

  await scan(page, '00012')
  await page.getByRole('button', { name: 'New product with this barcode' }).press('Enter')
  const form = page.getByRole('dialog', { name: 'New product' })
  await expect(form.getByRole('textbox', { name: 'SKU' })).toBeFocused()
  await expect(form.getByRole('list', { name: 'Barcodes of this product' })).toContainText('00012')
})

test('a scan fills the product picker that has the focus, and a search is given back what it held', async ({ app }) => {
  const { page } = app
  const { plateId } = await makeBoxes(page)
  await runCommand(page, 'product.add_barcode', { productId: plateId, barcode: '4006381333931' })
  await goTo(page, '/receipts/new')
  const line = page.getByRole('group', { name: 'Line 1', exact: true })
  await line.getByRole('combobox').focus()
  await page.keyboard.type('4006381333931')
  await page.keyboard.press('Enter')
  await expect(line.getByRole('combobox')).toHaveValue('PLATE · Steel plate')
  await expect(line.getByRole('textbox', { name: 'Quantity' })).toBeFocused()
})

test('a product that is being typed is still there after its panel was closed by Escape', async ({ app }) => {
  const { page } = app
  await openScreen(page, 'Products')
  await page.keyboard.press('n')
  const form = page.getByRole('dialog', { name: 'New product' })
  await expect(form.getByRole('textbox', { name: 'SKU' })).toBeFocused()
  await page.keyboard.type('HALF')
  await page.keyboard.press('Escape')
  await expect(form).toBeHidden()
  await page.keyboard.press('n')
  await expect(form.getByRole('textbox', { name: 'SKU' })).toHaveValue('HALF')
  await form.getByRole('button', { name: 'Cancel' }).click()
  await expect(form).toHaveCount(0)
  await page.keyboard.press('n')
  await expect(form.getByRole('textbox', { name: 'SKU' })).toHaveValue('')
})
