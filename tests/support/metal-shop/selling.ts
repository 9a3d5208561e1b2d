import { expect } from '@playwright/test'
import { today } from '../calendar.ts'
import { tabTo, typeOnceIn } from '../e2e.ts'
import { focusRow, notice, palette, words } from '../first-day.ts'
import { runCommand } from '../made-box.ts'
import { figure, millionths, seeLot, type MetalShop } from './shop.ts'

/** Two enclosures to Northside Dairy, one of which comes back, and one to Harbor Pumps. */
export async function sellAndTakeBack({ page, books }: MetalShop): Promise<void> {
  await palette(page, 'Go to Products')
  await page.getByRole('grid', { name: 'Products' }).waitFor()
  const productId = books.productId('ENCL-100')
  const saleDate = today()
  const line = { productId, quantity: '2', revenue: '180' }
  await runCommand(page, 'sale.record', { reference: 'INV-1001', customer: 'Northside Dairy', saleDate, lines: [line], notes: '' })
  await runCommand(page, 'sale.record', { reference: 'INV-1002', customer: 'Harbor Pumps', saleDate, lines: [{ ...line, quantity: '1', revenue: '92.50' }], notes: '' })
  await runCommand(page, 'return.record', { reference: 'CM-1', customer: 'Northside Dairy', returnDate: saleDate, lines: [{ ...line, quantity: '1', revenue: '90' }], treatment: null, notes: '' })
  // A quarter of 146.95 each
  expect(['INV-1001', 'INV-1002', 'CM-1'].map((reference) => books.costOfSale(reference))).toEqual(['73.475', '36.7375', '−36.7375'].map(millionths))
  const row = page.getByRole('grid', { name: 'Products' }).getByRole('row', { name: /ENCL-100/ })
  await expect(row).toContainText(/2 ea.*73\.475/)
}

/** 52.80 a sheet instead of 48.00: 0.05 an inch more, for 192 IN. */
export async function confirmCost({ page, books, lots }: MetalShop): Promise<void> {
  await palette(page, 'Go to Receipts')
  const grid = page.getByRole('grid', { name: 'Receipts' })
  await focusRow(page, grid, grid.getByRole('row', { name: /PSB-R-00002.*1 cost to be confirmed/ }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'Correct line 1, SHEET-16GA' }))
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Correct line 1: SHEET-16GA' })
  await typeOnceIn(panel.getByRole('textbox', { name: 'Cost per SHEET' }), '52.80')
  const moves = panel.getByRole('table', { name: 'What the correction moves' })
  await expect(moves.getByRole('row')).toHaveText(
    [
      'What moves Now After By',
      // 72 IN are left of it; 24 IN went into brackets and 96 IN into enclosures
      `Lot ${lots.guessedSteel} SHEET-16GA 36\\.00 39\\.60 \\+3\\.60`,
      'Build PSB-B-00001 BRACKET 62\\.80 64\\.00 goes on',
      'Build PSB-B-00002 ENCL-100 100\\.95 106\\.23 goes on',
      // 1.20 in 20 brackets, of which 12 are left
      'Lot B-1 BRACKET 52\\.08 52\\.80 \\+0\\.72',
      // 4.80 and 0.48 in four enclosures
      'Lot B-2 ENCL-100 73\\.475 76\\.115 \\+2\\.64',
      'Sale INV-1001 ENCL-100 73\\.475 76\\.115 \\+2\\.64',
      'Return CM-1 ENCL-100 −36\\.7375 −38\\.0575 −1\\.32',
      'Sale INV-1002 ENCL-100 36\\.7375 38\\.0575 \\+1\\.32',
      'Total \\+9\\.60',
    ].map(words),
    { useInnerText: true },
  )
  await page.keyboard.press('Control+Enter')
  await notice(page, 'Cost of SHEET-16GA on PSB-R-00002 corrected by +9.60')
  await expect(figure(page, 'Value')).toHaveText('105.60')
  await expect(page.getByText('1 cost to be confirmed')).toBeHidden()
  expect(books.valueOfBuild(1)).toBe(millionths('88.00'))
  expect(books.valueOfBuild(2)).toBe(millionths('152.23'))
  expect(books.costOfSale('INV-1001') + books.costOfSale('CM-1')).toBe(millionths('38.0575'))
  expect(books.costOfSale('INV-1002')).toBe(millionths('38.0575'))
}

export async function countSteel(shop: MetalShop): Promise<void> {
  const { page, lots } = shop
  await seeLot(shop, lots.guessedSteel, ['72', 'IN', '39.60'])
  await expect(figure(page, 'Cost')).toHaveCount(0)
  await page.keyboard.press('a')
  const panel = page.getByRole('dialog', { name: /^Adjust lot STL-/ })
  await typeOnceIn(panel.getByRole('textbox', { name: 'Counted' }), '70')
  await expect(page.getByRole('status', { name: 'What it changes' })).toHaveText(/In the lot from 72 IN to 70 IN.*Value from 39\.60 to 38\.50/)
  await expect(panel.getByRole('combobox', { name: 'Reason' }).locator('option:checked')).toHaveText('Count correction')
  await page.keyboard.press('Control+Enter')
  await expect(panel).toBeHidden()
  await seeLot(shop, lots.guessedSteel, ['70', 'IN', '38.50'])
}
