import type { Page } from '@playwright/test'
import { shot } from '../support/app.ts'
import { expect, test } from '../support/e2e.ts'
import { focusRow, openReceipt, palette } from '../support/first-day.ts'
import { makeBoxes } from '../support/made-box.ts'

/*
 * Receiving by keyboard alone: typed in the unit goods are bought in, with costs that are guesses, kept while it is not
 * finished, and corrected afterwards.
 */
const line = (page: Page, place: number) => page.getByRole('group', { name: `Line ${place}`, exact: true })
const field = (page: Page, place: number, name: string) => line(page, place).getByRole('textbox', { name })

test('a delivery with a guessed cost is listed until its cost is confirmed', async ({ app }) => {
  const { page } = app
  await makeBoxes(page)
  await openReceipt(page)
  await page.keyboard.type('PLATE')
  await page.keyboard.press('Enter')
  await expect(field(page, 1, 'Quantity')).toBeFocused()
  await page.keyboard.type('4')
  await page.keyboard.press('Tab')
  await page.keyboard.press('?')
  await expect(field(page, 1, 'Cost per unit')).toHaveValue('12.60')
  await expect(line(page, 1)).toContainText('Last paid 12.60 / ea to Acme Metals')
  await shot(page, 'receipt-guess')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Receipt PSB-R-00002' })).toBeFocused()
})

test('a draft with a line that is not finished is kept as it was typed', async ({ app }) => {
  const { page } = app
  await makeBoxes(page)
  await openReceipt(page)
  await page.keyboard.type('PLATE')
  await page.keyboard.press('Enter')
  await expect(field(page, 1, 'Quantity')).toBeFocused()
  await page.keyboard.type('a dozen')
  await page.keyboard.press('Tab')
  await page.keyboard.type('5')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Draft of Acme Metals saved as typed. 1 line is not finished.')).toBeVisible()
  await expect(field(page, 1, 'Quantity')).toBeFocused()
  await shot(page, 'receipt-unfinished')
  const again = await app.restart()
  await palette(again, 'Go to Receipts')
  const grid = again.getByRole('grid', { name: 'Receipts' })
  await focusRow(again, grid, grid.getByRole('row', { name: /Draft/ }))
  await again.keyboard.press('Enter')
  await expect(field(again, 1, 'Quantity')).toHaveValue('adozen')
  await expect(field(again, 1, 'Cost per unit')).toHaveValue('5')
  await again.keyboard.press('Control+Enter')
  await expect(field(again, 1, 'Quantity')).toBeFocused()
  await expect(field(again, 1, 'Quantity')).toHaveAccessibleDescription(/not a number/)
})
