import type { Locator, Page } from '@playwright/test'
import { shot } from '../support/app.ts'
import { dayFromNow } from '../support/calendar.ts'
import { expect, tabTo, test, typeOnceIn } from '../support/e2e.ts'
import { addProduct, focusRow, openReceipt, palette, typeBuild, typeLine } from '../support/first-day.ts'
import { makeBoxes } from '../support/made-box.ts'

/*
 * What cannot be is refused in words beside the field, with the focus in it and everything typed still there. All of it
 * by keyboard, on a shop with PLATE, BOLT and BOX.
 */
const line = (page: Page, place: number) => page.getByRole('group', { name: `Line ${place}`, exact: true })
const cell = (page: Page, place: number, name: string) => line(page, place).getByRole('textbox', { name })

/** The field has the focus, says what is wrong, and still holds what was typed. */
async function expectRefused(field: Locator, words: RegExp, typed: string): Promise<void> {
  await expect(field).toHaveAccessibleDescription(words)
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toBeFocused()
  await expect(field).toHaveValue(typed)
}

/** Replaces what a field holds that has the focus. */
async function retype(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
}

test('a receipt with figures that cannot be', async ({ app }) => {
  const { page } = app
  await makeBoxes(page)
  await openReceipt(page)
  await typeLine(page, 1, { sku: 'PLATE', quantity: '5', per: 'unit', cost: '12.00', value: '60.00' })
  await page.keyboard.press('Shift+Tab')
  await tabTo(page, cell(page, 1, 'Quantity'), 'Shift+Tab')
  const quantities = [
    ['-5', /The quantity is below zero\./],
    ['0', /The quantity is not above zero\./],
    ['99999999999999999999', /larger than the ledger can keep exactly/],
    ['1.1234567', /more than 6 decimals/],
    ['a dozen', /not a number/],
    ['', /The quantity is missing\./],
  ] as const
  for (const [typed, words] of quantities) {
    await retype(page, typed)
    if (typed === '') await page.keyboard.press('Backspace')
    await page.keyboard.press('Control+s')
    await expectRefused(cell(page, 1, 'Quantity'), words, typed)
    await expect(cell(page, 1, 'Cost per unit')).toHaveValue('12.00')
  }
  await retype(page, '9000000000')
  await page.keyboard.press('Tab')
  await retype(page, '9000000')
  await page.keyboard.press('Control+s')
  await expectRefused(cell(page, 1, 'Cost per unit'), /more than the ledger can keep exactly/, '9000000')
  await expect(cell(page, 1, 'Quantity')).toHaveValue('9000000000')
  await retype(page, '-1')
  await page.keyboard.press('Control+s')
  await expectRefused(cell(page, 1, 'Cost per unit'), /The amount is below zero\./, '-1')
  await shot(page, 'refused-figures')
  await page.keyboard.press('Shift+Tab')
  await retype(page, '-2')
  await page.keyboard.press('Control+s')
  await expectRefused(cell(page, 1, 'Quantity'), /The quantity is below zero\./, '-2')
  await expect(cell(page, 1, 'Cost per unit')).toHaveAccessibleDescription(/The amount is below zero\./)
  await retype(page, '2')
  await page.keyboard.press('Tab')
  await retype(page, '0.000001')
  await page.keyboard.press('Control+s')
  await expect(page.getByText(/^Draft of Acme Metals saved/)).toBeVisible()
})

test('days that do not exist or are still to come', async ({ app }) => {
  const { page } = app
  await makeBoxes(page)
  await openReceipt(page)
  await typeLine(page, 1, { sku: 'PLATE', quantity: '5', per: 'unit', cost: '12.00', value: '60.00' })
  const receivedOn = page.getByRole('textbox', { name: 'Received on' })
  await tabTo(page, receivedOn, 'Shift+Tab')
  for (const [typed, words] of [
    ['2026-02-30', /This is not a day of the calendar\. Write it as year-month-day/],
    ['yesterday', /This is not a day of the calendar/],
    [dayFromNow(2), /still to come\. Choose \d{4}-\d{2}-\d{2} or a day before/],
  ] as const) {
    await retype(page, typed)
    await page.keyboard.press('Control+Enter')
    await expectRefused(receivedOn, words, typed)
    await expect(cell(page, 1, 'Quantity')).toHaveValue('5')
  }
  await retype(page, dayFromNow(0))
  await tabTo(page, cell(page, 1, 'Expires'))
  await page.keyboard.type('2030-13-01')
  await page.keyboard.press('Control+Enter')
  await expectRefused(cell(page, 1, 'Expires'), /This is not a day of the calendar/, '2030-13-01')

  await typeBuild(page, 'BOX', '1')
  await page.keyboard.press('Tab')
  const builtOn = page.getByRole('textbox', { name: 'Built on' })
  await expect(builtOn).toBeFocused()
  await retype(page, dayFromNow(2))
  await page.keyboard.press('Control+Enter')
  await expectRefused(builtOn, /still to come/, dayFromNow(2))
})

test('a receipt without lines, without a supplier, and a lot number in use', async ({ app }) => {
  const { page } = app
  await makeBoxes(page)
  await palette(page, 'New receipt')
  const supplier = page.getByRole('combobox', { name: 'Supplier' })
  await expect(supplier).toBeFocused()
  await page.keyboard.press('Control+s')
  await expectRefused(supplier, /Choose a supplier from the list\./, '')
  await page.keyboard.type('Acme')
  await page.keyboard.press('Enter')
  await expect(supplier).toHaveValue('ACM · Acme Metals')
  await page.keyboard.press('Control+Enter')
  const product = line(page, 1).getByRole('combobox', { name: 'Product' })
  await expectRefused(product, /The receipt has no lines\. Add what was delivered/, '')

  await page.keyboard.type('PLATE')
  await page.keyboard.press('Enter')
  await typeOnceIn(cell(page, 1, 'Quantity'), '1')
  await page.keyboard.press('Tab')
  await page.keyboard.type('2')
  await page.keyboard.press('Tab')
  const taken = `ACM-${dayFromNow(0).replaceAll('-', '')}-001`
  await page.keyboard.type(taken)
  await page.keyboard.press('Control+Enter')
  await expectRefused(cell(page, 1, 'Lot number'), new RegExp(`PLATE already has a lot ${taken}\\.`), taken)
  await shot(page, 'refused-lot-number')
  await retype(page, 'B-7')
  await page.keyboard.press('Control+Enter')
  await expectRefused(cell(page, 1, 'Lot number'), /kept for lots made in this shop/, 'B-7')
  await retype(page, 'OWN-1')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Receipt PSB-R-00002' })).toBeVisible()
})

test('a SKU in use', async ({ app }) => {
  const { page } = app
  await makeBoxes(page)
  await palette(page, 'New product')
  const form = page.getByRole('dialog', { name: 'New product' })
  await typeOnceIn(form.getByRole('textbox', { name: 'SKU' }), 'PLATE')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Another plate')
  await page.keyboard.press('Control+Enter')
  await expectRefused(form.getByRole('textbox', { name: 'SKU' }), /Steel plate already has the SKU PLATE/, 'PLATE')
  await expect(form.getByRole('textbox', { name: 'Name' })).toHaveValue('Another plate')
})

test('a BOM that contains itself', async ({ app }) => {
  const { page } = app
  await makeBoxes(page)
  await addProduct(page, 'FRAME', 'Frame', 'Sub-assembly')
  const newBom = page.getByRole('dialog', { name: 'New BOM' }).getByRole('combobox')
  await palette(page, 'New BOM')
  await typeOnceIn(newBom, 'FRAME')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'BOM of Frame' })).toBeVisible()
  const first = page.getByRole('combobox', { name: 'Product of component 1' })
  await tabTo(page, first)
  await page.keyboard.type('BOX')
  await page.keyboard.press('Enter')
  await typeOnceIn(page.getByRole('textbox', { name: 'Quantity per unit of component 1' }), '1')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('BOM of FRAME saved as version 1', { exact: true })).toBeVisible()

  await palette(page, 'New BOM')
  await typeOnceIn(newBom, 'BOX')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'BOM of Junction box' })).toBeVisible()
  const third = page.getByRole('combobox', { name: 'Product of component 3' })
  await tabTo(page, third)
  await page.keyboard.type('FRAME')
  await page.keyboard.press('Enter')
  await typeOnceIn(page.getByRole('textbox', { name: 'Quantity per unit of component 3' }), '1')
  await page.keyboard.press('Control+s')
  await expectRefused(third, /cannot be made from itself\. BOX → FRAME → BOX\./, 'FRAME · Frame')
})

test('a short build names each short component and offers the largest that can be built', async ({ app }) => {
  const { page } = app
  await makeBoxes(page)
  await typeBuild(page, 'BOX', '20')
  const short = page.getByRole('alert', { name: 'Not enough in stock' })
  await expect(short).toContainText('There is not enough in stock to build 20 BOX.')
  await expect(short).toContainText('PLATE (need 40 ea, on hand 6) and BOLT (need 160 ea, on hand 84)')
  const rows = page.getByRole('table', { name: 'Components and costs' }).getByRole('row')
  await expect(rows.nth(1)).toHaveText(/^\s*PLATE\s+Steel plate\s+Short\s+34 ea missing\s+Receive PLATE\s+40 ea\s+6 ea/, { useInnerText: true })
  await tabTo(page, page.getByRole('button', { name: 'Receive PLATE' }))
  await page.keyboard.press('Enter')
  await expect(line(page, 1).getByRole('combobox', { name: 'Product' })).toHaveValue('PLATE · Steel plate')
  await tabTo(page, page.getByRole('button', { name: 'Back' }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(short).toBeVisible()
  await page.keyboard.press('Control+Enter')
  const instead = page.getByRole('button', { name: 'Build 3 instead' })
  await expect(instead).toBeFocused()
  await shot(page, 'refused-short-build')
  const quantity = page.getByRole('textbox', { name: 'Quantity' })
  await expect(quantity).toHaveValue('20')
  await page.keyboard.press('Enter')
  await expect(quantity).toHaveValue('3')
  await expect(quantity).toBeFocused()
  await expect(short).toBeHidden()
  await retype(page, '-3')
  await page.keyboard.press('Control+Enter')
  await expectRefused(quantity, /The quantity is below zero\./, '-3')
  await retype(page, '3')
  await expect(page.getByRole('button', { name: 'Build 3 BOX', exact: true })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('PSB-B-00002 built: lot B-2 worth 121.44', { exact: true })).toBeVisible()
})

test('a receipt whose lots were used says what to undo first, and is voided after that', async ({ app }) => {
  const { page } = app
  await makeBoxes(page)
  await palette(page, 'Go to Receipts')
  const grid = page.getByRole('grid', { name: 'Receipts' })
  await focusRow(page, grid, grid.getByRole('row', { name: /PSB-R-00001/ }))
  await page.keyboard.press('Enter')
  const voidButton = page.getByRole('button', { name: 'Void receipt' })
  await tabTo(page, voidButton)
  await page.keyboard.press('Enter')
  const inTheWay = page.getByRole('alert').filter({ hasText: 'PSB-R-00001 cannot be voided yet' })
  await expect(inTheWay.getByRole('listitem')).toHaveText([/^Build PSB-B-00001 /])
  await shot(page, 'refused-void')
  await tabTo(page, inTheWay.getByRole('link', { name: 'Build PSB-B-00001' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Build PSB-B-00001' })).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: 'Reverse build' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Reverse PSB-B-00001' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('PSB-B-00001 reversed: its components are back in their lots')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { level: 1, name: 'Receipt PSB-R-00001' })).toBeVisible()
  await tabTo(page, voidButton)
  await page.keyboard.press('Enter')
  await expect(page.getByText('PSB-R-00001 voided: its lots are out of stock')).toBeVisible()

  await page.keyboard.press('Control+z')
  await expect(page.getByText('Received again as PSB-R-00002')).toBeVisible()
  await palette(page, 'Go to Products')
  await expect(page.getByRole('grid', { name: 'Products' }).getByRole('row', { name: /PLATE.*10 ea.*126\.00/ })).toBeVisible()
})

test('Undo in the notice takes back what was just done; a deleted draft comes back', async ({ app }) => {
  const { page } = app
  await makeBoxes(page)
  await typeBuild(page, 'BOX', '2')
  await expect(page.getByRole('button', { name: 'Build 2 BOX', exact: true })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/^PSB-B-00002 built/)).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByText('PSB-B-00002 reversed: its components are back in their lots')).toBeVisible()
  await expect(page.locator('main dl').first()).toContainText('Reversed')

  await openReceipt(page)
  await typeLine(page, 1, { sku: 'BOLT', quantity: '10', per: 'line', cost: '0.50', value: '0.50' })
  await page.keyboard.press('Control+s')
  const remove = page.getByRole('button', { name: 'Delete draft' })
  await expect(remove).toBeVisible()
  await tabTo(page, remove, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Draft of Acme Metals deleted', { exact: true })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByText('The draft of Acme Metals is back', { exact: true })).toBeVisible()
  await palette(page, 'Go to Receipts')
  await expect(page.getByRole('grid', { name: 'Receipts' }).getByRole('row').nth(1)).toHaveText(/Draft\s+Acme Metals.+0\.50/s, { useInnerText: true })

  // What is typed and not saved waits until one comes back.
  await openReceipt(page)
  await typeLine(page, 1, { sku: 'PLATE', quantity: '7', per: 'unit', cost: '1', value: '7.00' })
  await palette(page, 'Go to Products')
  await palette(page, 'New receipt')
  await expect(cell(page, 1, 'Quantity')).toHaveValue('7')
  await expect(page.getByText('Not saved yet')).toBeVisible()
})
