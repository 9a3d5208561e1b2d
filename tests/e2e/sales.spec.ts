import type { Page } from '@playwright/test'
import { shot } from '../support/app.ts'
import { expectNoFindings } from '../support/axe.ts'
import { expect, openScreen, tabTo, test } from '../support/e2e.ts'
import { goTo, makeBoxes, runCommand } from '../support/made-box.ts'
import { scan } from '../support/scan.ts'

const figure = (page: Page, term: string) => page.locator('dl > div', { has: page.locator('dt', { hasText: new RegExp(`^${term}$`) }) }).locator('dd')
const cell = (page: Page, line: number, name: string) => page.getByRole('group', { name: `Line ${line}` }).getByRole(name === 'Product' ? 'combobox' : 'textbox', { name, exact: true })

test('a sale is recorded by keyboard beyond what is there, settled by the next build, edited, voided and recorded again', async ({ app }) => {
  test.setTimeout(90_000)
  const { page } = app
  const { boxId } = await makeBoxes(page)
  await openScreen(page, 'Sales')
  await expect(page.getByRole('heading', { name: 'Sales tracking is off' })).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: 'Switch sales tracking on' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'No sales yet' })).toBeVisible()
  await shot(page, 'sales-empty')

  await page.keyboard.press('n')
  await expect(page.getByRole('combobox', { name: 'Customer' })).toBeFocused()
  await page.keyboard.type('Ann Ltd')
  await tabTo(page, cell(page, 1, 'Product'))
  await page.keyboard.type('BOX')
  await page.keyboard.press('Enter')
  await expect(cell(page, 1, 'Quantity')).toBeFocused()
  await page.keyboard.type('1000')
  await page.keyboard.press('Tab')
  await page.keyboard.type('12.5')
  await expect(page.getByRole('status', { name: 'Totals' })).toContainText('12,500.00')
  await expect(page.getByText(/more than on hand/)).toBeVisible()
  await shot(page, 'sale-new')
  await expectNoFindings(page, 'New sale')

  // Left by accident, nothing is lost.
  await page.getByRole('button', { name: 'Back' }).press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Sales' })).toBeVisible()
  await page.keyboard.press('n')
  await expect(cell(page, 1, 'Price per unit')).toHaveValue('12.5')
  await cell(page, 1, 'Quantity').fill('0')
  await page.keyboard.press('Control+Enter')
  await expect(cell(page, 1, 'Quantity')).toBeFocused()
  await expect(cell(page, 1, 'Quantity')).toHaveAccessibleDescription(/above zero|more than/i)
  await page.keyboard.type('6')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Sale PSB-M-00001' })).toBeVisible()
  await expect(figure(page, 'Revenue')).toHaveText('75.00')
  await shot(page, 'sale')
  await expectNoFindings(page, 'Sale')

  // The next build settles what was missing, and both costs stay to be seen.
  const missing = page.getByRole('region', { name: 'Sold before it was there' })
  await expect(missing).toContainText('Short of 4 ea of BOX')
  await runCommand(page, 'build.execute', { productId: boxId, quantity: '3', businessDate: dayNow() })
  await expect(missing).toContainText('Still missing: 1 ea')
  await expect(missing).toContainText('3 ea came from B-2')
  const lines = page.getByRole('table', { name: 'Lines of this sale' })
  await expect(lines.getByRole('listitem')).toHaveText([/2 from B-1 at/, /3 from B-2 at/, /1 ea short/])
  await goTo(page, `/products/${boxId}`)
  await tabTo(page, page.getByRole('link', { name: 'PSB-M-00001' }).first())
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Sale PSB-M-00001' })).toBeVisible()

  // Edited: only the difference moves, and *Undo* says again what it said.
  await page.keyboard.press('c')
  await expect(page.getByRole('heading', { level: 1, name: 'Edit Sale PSB-M-00001' })).toBeVisible()
  await expect(cell(page, 1, 'Price per unit')).toHaveValue('12.50')
  await cell(page, 1, 'Quantity').fill('4')
  await page.keyboard.press('Control+Enter')
  await expect(figure(page, 'Revenue')).toHaveText('50.00')
  await expect(figure(page, 'Status')).toHaveText('Posted')
  await expect(page.getByText('Ann Ltd, ').nth(1)).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(figure(page, 'Revenue')).toHaveText('75.00')
  await expect(figure(page, 'Status')).toHaveText('Short')

  // A lot of the sale leads to its page, and back.
  await tabTo(page, lines.getByRole('link', { name: 'B-1' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Lot B-1' })).toBeVisible()
  await page.keyboard.press('Escape')

  await tabTo(page, page.getByRole('button', { name: 'Void sale' }))
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Void PSB-M-00001' })
  await expect(panel.getByRole('row', { name: /B-1/ })).toBeVisible()
  await shot(page, 'sale-void')
  await expect(panel.getByRole('button', { name: 'Void PSB-M-00001' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(panel).toBeHidden()
  await expect(figure(page, 'Status')).toHaveText('Voided')
  await tabTo(page, page.getByRole('button', { name: 'Record again' }).first())
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'New sale' })).toBeVisible()
})

test('sales are filtered with totals of what is left, a return gives back to its lot, and a scan adds a line', async ({ app }) => {
  test.setTimeout(90_000)
  const { page } = app
  const { boxId } = await makeBoxes(page)
  await runCommand(page, 'company.set_feature', { feature: 'sales', on: true })
  await runCommand(page, 'product.add_barcode', { productId: boxId, barcode: '4006381333931' })
  const sell = (customer: string, reference: string, quantity: string, revenue: string) =>
    runCommand(page, 'sale.record', { reference, customer, saleDate: dayNow(), notes: '', lines: [{ productId: boxId, quantity, revenue }] })
  await sell('Ann Ltd', 'INV-1', '1', '100')
  await sell('Bob & Sons', 'INV-2', '2', '333.333333')
  await openScreen(page, 'Sales')
  const totals = page.getByRole('status', { name: 'Totals' })
  await expect(totals).toContainText('Revenue 433.333333')
  const grid = page.getByRole('grid', { name: 'Sales' })
  await expect(grid.getByRole('row', { name: /INV-2/ })).toContainText('Short')
  await page.getByRole('radiogroup', { name: 'Status' }).getByText('Short').click()
  await expect(totals).toContainText('Revenue 333.333333')
  await page.getByRole('radiogroup', { name: 'Status' }).getByText('All').click()
  const customer = page.getByRole('combobox', { name: 'Customer' })
  await customer.fill('Ann')
  await page.getByRole('option', { name: 'Ann Ltd' }).click()
  await expect(totals).toContainText('Revenue 100.00')

  // Margins: each figure leads to the sales behind it.
  await page.getByRole('button', { name: 'Margins' }).press('Enter')
  const margins = page.getByRole('table', { name: 'Margins by product' })
  await expect(margins.getByRole('row', { name: /^BOX/ })).toContainText('433.333333')
  await shot(page, 'margins')
  await expectNoFindings(page, 'Margins')
  await page.getByRole('radiogroup', { name: 'By' }).getByText('Customer').click()
  await page.getByRole('table', { name: 'Margins by customer' }).getByRole('link', { name: 'Bob & Sons' }).press('Enter')
  await expect(totals).toContainText('Revenue 333.333333')

  // A return of Ann's: scanned in, its goods back in the lot they came from.
  await goTo(page, '/sales/new?as=return')
  await expect(page.getByRole('heading', { level: 1, name: 'New return' })).toBeVisible()
  await page.getByRole('combobox', { name: 'Customer' }).fill('Ann Ltd')
  await page.keyboard.press('Tab')
  await page.getByRole('heading', { level: 1 }).focus()
  await scan(page, '4006381333931')
  await expect(cell(page, 1, 'Quantity')).toBeFocused()
  await expect(cell(page, 1, 'Quantity')).toHaveValue('1')
  await cell(page, 1, 'Price per unit').fill('100')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Return PSB-M-00003' })).toBeVisible()
  await expect(figure(page, 'Revenue')).toHaveText('−100.00')
  await expect(figure(page, 'Goods')).toHaveText('Goods come back into stock')
  await expectNoFindings(page, 'Return')
})

/** Today on this PC. */
function dayNow(): string {
  const day = new Date()
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}
