import type { Page } from '@playwright/test'
import { shot } from '../support/app.ts'
import { callBridge } from '../support/bridge.ts'
import { today } from '../support/calendar.ts'
import { closeNotice, expect, tabTo, test, typeOnceIn } from '../support/e2e.ts'
import { focusRow, openReceipt, palette } from '../support/first-day.ts'
import { goTo, makeBoxes, runCommand } from '../support/made-box.ts'
import { scan } from '../support/scan.ts'

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
  await typeOnceIn(field(page, 1, 'Quantity'), '4')
  await page.keyboard.press('Tab')
  await page.keyboard.press('?')
  await expect(field(page, 1, 'Cost per unit')).toHaveValue('12.60')
  await expect(line(page, 1)).toContainText('Last paid 12.60 / ea to Acme Metals')
  await shot(page, 'receipt-guess')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Receipt PSB-R-00002' })).toBeFocused()
  await expect(page.getByText('1 cost to be confirmed')).toBeVisible()

  await palette(page, 'Go to Receipts')
  const grid = page.getByRole('grid', { name: 'Receipts' })
  await expect(grid.getByRole('row', { name: /PSB-R-00002.*1 cost to be confirmed/ })).toBeVisible()
  await page.getByText('Cost to be confirmed (1)').click()
  await expect(grid.getByRole('row')).toHaveCount(2)
  await shot(page, 'receipts-guess')
  await focusRow(page, grid, grid.getByRole('row', { name: /PSB-R-00002/ }))
  await page.keyboard.press('Enter')
  // Nothing can be sorted by what is a button.
  await expect(page.getByRole('columnheader', { name: 'Correct' }).getByRole('button')).toHaveCount(0)
  await tabTo(page, page.getByRole('button', { name: 'Correct line 1, PLATE' }))
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Correct line 1: PLATE' })
  await expect(panel.getByRole('textbox', { name: 'Cost per ea' })).toBeFocused()
  await expect(panel.getByRole('button', { name: 'Confirm cost' })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Cost of PLATE on PSB-R-00002 confirmed')).toBeVisible()
  await expect(page.getByText('1 cost to be confirmed')).toBeHidden()
  await page.getByRole('button', { name: 'Undo', exact: true }).first().press('Enter')
  await expect(page.getByText('The cost is to be confirmed again')).toBeVisible()
  await expect(page.getByText('1 cost to be confirmed')).toBeVisible()
})

test('a corrected cost shows what it moves before, is listed after, and goes back', async ({ app }) => {
  const { page } = app
  await makeBoxes(page)
  await goTo(page, '/receipts/1')
  const correct = page.getByRole('button', { name: 'Correct line 1, PLATE' })
  await expect(correct).toBeVisible()
  await tabTo(page, correct)
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Correct line 1: PLATE' })
  await typeOnceIn(panel.getByRole('textbox', { name: 'Cost per ea' }), '13.60')
  const moves = panel.getByRole('table', { name: 'What the correction moves' })
  await expect(moves.getByRole('row', { name: /Build PSB-B-00001 BOX .*goes on/ })).toBeVisible()
  await expect(moves.getByRole('row', { name: /Lot B-1 BOX .*\+4\.00/ })).toBeVisible()
  await expect(moves.getByRole('row', { name: /Total \+10\.00/ })).toBeVisible()
  await shot(page, 'correct-cost')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Cost of PLATE on PSB-R-00001 corrected by +10.00')).toBeVisible()
  const corrections = page.getByRole('table', { name: 'Corrections of this receipt' })
  await expect(corrections.getByRole('row', { name: /1 · PLATE cost 12\.60 \/ ea 13\.60 \/ ea \+10\.00/ })).toBeVisible()
  await expect(correct).toBeFocused()
  await shot(page, 'receipt-corrected')

  await page.keyboard.press('Enter')
  await expect(panel).toBeVisible()
  await panel.getByText('Quantity', { exact: true }).click()
  await panel.getByRole('textbox', { name: 'Quantity received' }).fill('3')
  await shot(page, 'correct-quantity')
  await page.keyboard.press('Control+Enter')
  await expect(panel.getByRole('textbox', { name: 'Quantity received' })).toHaveAccessibleDescription(/cannot be less than what was used: 4 of PLATE/)
  await panel.getByRole('textbox', { name: 'Quantity received' }).fill('9')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Quantity of PLATE on PSB-R-00001 corrected by −1 ea')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByText('The quantity is back')).toBeVisible()
  await expect(corrections.getByRole('row')).toHaveCount(4)
})

test('voiding a delivery that a sale waited for says first that the sale is short again', async ({ app }) => {
  const { page } = app
  const { boxId } = await makeBoxes(page)
  await runCommand(page, 'sale.record', {
    reference: 'INV-1007',
    customer: 'Kite works',
    saleDate: today(),
    lines: [{ productId: boxId, quantity: '5', revenue: '500' }],
    notes: '',
  })
  const { receiptId } = await runCommand(page, 'receipt.save_draft', {
    receiptId: null,
    supplierId: 1,
    receivedOn: today(),
    lines: [{ productId: boxId, quantity: '10', cost: { per: 'unit', amount: '40' }, lotNumber: 'BOUGHT-1', supplierLot: null, expiresOn: null }],
  })
  await runCommand(page, 'receipt.confirm', { receiptId })
  await goTo(page, `/receipts/${receiptId}`)
  await tabTo(page, page.getByRole('button', { name: 'Void receipt' }))
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Void PSB-R-00002' })
  await expect(panel.getByText(/Sales are short of 3 ea of BOX again/)).toBeVisible()
  await expect(panel.getByRole('table', { name: 'What voiding moves' }).getByRole('row', { name: /BOUGHT-1 BOX 7 ea worth 280\.00 0 ea worth 0\.00/ })).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Void PSB-R-00002' })).toBeFocused()
  await shot(page, 'void-receipt')
  await page.keyboard.press('Enter')
  await expect(panel).toBeHidden()
  await expect(page.getByText('Voided', { exact: true }).first()).toBeVisible()
})

test('a supplier shows what was bought there and at which price, and an edit goes back', async ({ app }) => {
  const { page } = app
  await makeBoxes(page)
  await palette(page, 'Go to Suppliers')
  const grid = page.getByRole('grid', { name: 'Suppliers' })
  await focusRow(page, grid, grid.getByRole('row', { name: /Acme Metals/ }))
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Acme Metals' })
  await expect(panel.getByRole('row', { name: /PLATE Steel plate 12\.60 \/ ea PSB-R-00001/ })).toBeVisible()
  await expect(panel.getByRole('row', { name: /PSB-R-00001 Confirmed/ })).toBeVisible()
  await shot(page, 'supplier-purchases')
  await tabTo(page, panel.getByRole('button', { name: 'Edit supplier' }))
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('Acme Steel')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Supplier ACM changed')).toBeVisible()
  await expect(grid.getByRole('row', { name: /Acme Steel/ })).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(grid.getByRole('row', { name: /Acme Metals/ })).toBeVisible()
})

test('by the sheet: typed, kept and shown in sheets, in every look', async ({ app }) => {
  const { page } = app
  const { plateId } = await makeBoxes(page)
  const steel = await runCommand(page, 'product.create', {
    sku: 'STEEL',
    name: 'Steel strip',
    kind: 'raw_material',
    unit: 'IN',
    unitCost: null,
    reorderPoint: null,
    notes: '',
    purchase: { unit: 'SHEET', factor: '96' },
  })
  expect(steel.productId).toBeGreaterThan(plateId)
  await openReceipt(page)
  await page.keyboard.type('STEEL')
  await page.keyboard.press('Enter')
  await typeOnceIn(field(page, 1, 'Quantity in SHEET'), '2')
  await expect(line(page, 1)).toContainText('= 192 IN in stock')
  await page.keyboard.press('Tab')
  await page.keyboard.type('100.01')
  await expect(line(page, 1).getByRole('status', { name: 'Value of line 1' })).toHaveText('200.02')
  await shot(page, 'receipt-sheets')
  await page.setViewportSize({ width: 1000, height: 640 })
  await shot(page, 'receipt-sheets-small')
  await page.setViewportSize({ width: 640, height: 400 })
  await shot(page, 'receipt-sheets-zoomed')
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('row', { name: /STEEL.*2 SHEET.*100\.01 \/ SHEET.*200\.02/ })).toBeVisible()
  await shot(page, 'receipt-sheets-confirmed')
})

test('a draft with a line that is not finished is kept as it was typed', async ({ app }) => {
  const { page } = app
  await makeBoxes(page)
  await openReceipt(page)
  await page.keyboard.type('PLATE')
  await page.keyboard.press('Enter')
  await typeOnceIn(field(page, 1, 'Quantity'), 'a dozen')
  await page.keyboard.press('Tab')
  await page.keyboard.type('5')
  // The program dies before anything of it is saved.
  await expect.poll(async () => JSON.stringify((await callBridge(page, { kind: 'host', name: 'typing.get', input: {} })).value)).toContain('\\"cost\\":\\"5\\"')
  await app.kill()
  const back = await app.restart()
  await expect(back.getByRole('status').getByText('A new receipt was not saved. It is there as it was typed.')).toBeVisible()
  await back.getByRole('button', { name: 'Show' }).press('Enter')
  await expect(field(back, 1, 'Cost per unit')).toHaveValue('5')
  await back.keyboard.press('Control+s')
  await expect(back.getByText('Draft of Acme Metals saved as typed. 1 line is not finished.')).toBeVisible()
  await expect(field(back, 1, 'Quantity')).toBeFocused()
  await shot(back, 'receipt-unfinished')
  const again = await app.restart()
  await expect(again.getByText('was not saved')).toHaveCount(0)
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

test('a lot that has expired is said before it is drawn', async ({ app }) => {
  const { page } = app
  const { plateId } = await makeBoxes(page)
  const product = { productId: plateId, quantity: '1', cost: { per: 'unit', amount: '1' }, lotNumber: 'OLD-1', supplierLot: null, expiresOn: '2020-01-31' } as const
  const { receiptId } = await runCommand(page, 'receipt.save_draft', { receiptId: null, supplierId: 1, receivedOn: '2020-01-01', lines: [product] })
  await runCommand(page, 'receipt.confirm', { receiptId })
  await goTo(page, '/builds/new?product=3&quantity=1')
  await expect(page.getByRole('row', { name: /OLD-1.*Expired on/ })).toBeVisible()
  await shot(page, 'build-expired')
})

test('a receipt in floor mode and in the dark keeps all its cells in sight', async ({ app }) => {
  await makeBoxes(app.page)
  expect(await callBridge(app.page, { kind: 'host', name: 'preferences.set', input: { theme: 'light', mode: 'floor' } })).toMatchObject({ ok: true })
  let page = await app.restart()
  await page.setViewportSize({ width: 1280, height: 800 })
  await openReceipt(page)
  await page.keyboard.type('PLATE')
  await page.keyboard.press('Enter')
  await typeOnceIn(field(page, 1, 'Quantity'), '0.000001')
  const right = await line(page, 1).getByRole('textbox', { name: 'Expires' }).evaluate((element) => element.getBoundingClientRect().right)
  expect(right).toBeLessThan(1280)
  await shot(page, 'receipt-floor')
  await goTo(page, '/receipts/1')
  await expect(page.getByRole('button', { name: 'Correct line 1, PLATE' })).toBeVisible()
  await shot(page, 'receipt-confirmed-floor')
  expect(await callBridge(page, { kind: 'host', name: 'preferences.set', input: { theme: 'dark', mode: 'office' } })).toMatchObject({ ok: true })
  page = await app.restart()
  await page.setViewportSize({ width: 1280, height: 800 })
  await goTo(page, '/receipts/1')
  await page.getByRole('button', { name: 'Correct line 1, PLATE' }).click()
  await page.getByRole('textbox', { name: 'Cost per ea' }).fill('11')
  await expect(page.getByRole('row', { name: /Total/ })).toBeVisible()
  await shot(page, 'correct-cost-dark')
})

test('a half-typed supplier waits behind Escape, and Ctrl+Z answers when its notice is gone', async ({ app }) => {
  const { page } = app
  await makeBoxes(page)
  await palette(page, 'New supplier')
  const name = page.getByRole('dialog', { name: 'New supplier' }).getByRole('textbox', { name: 'Name' })
  await typeOnceIn(name, 'Bolts & Co')
  await page.keyboard.press('Escape')
  await expect(name).toBeHidden()
  await page.keyboard.press('n')
  await expect(name).toHaveValue('Bolts & Co')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Supplier BOL created')).toBeVisible()
  await closeNotice(page)
  await page.keyboard.press('Control+z')
  await expect(page.getByText('This cannot be undone from here: Supplier BOL created')).toBeVisible()
  await page.keyboard.press('n')
  await expect(name).toHaveValue('')
})

test('what is scanned beside the fields of a receipt becomes its next line, and a product that has one is found in it', async ({ app }) => {
  const { page } = app
  await makeBoxes(page)
  await openReceipt(page)
  await tabTo(page, page.getByRole('button', { name: 'Save draft' }))
  await scan(page, 'PLATE')
  await expect(field(page, 1, 'Quantity')).toBeFocused()
  await expect(line(page, 1).getByRole('combobox', { name: 'Product' })).toHaveValue(/^PLATE/)
  await page.keyboard.type('2')
  await tabTo(page, page.getByRole('button', { name: 'Save draft' }))
  await scan(page, 'BOLT')
  await expect(field(page, 2, 'Quantity')).toBeFocused()
  await tabTo(page, page.getByRole('button', { name: 'Save draft' }))
  await scan(page, 'PLATE')
  await expect(field(page, 1, 'Quantity')).toBeFocused()
  await expect(field(page, 1, 'Quantity')).toHaveValue('2')
  await expect(page.getByRole('group', { name: /^Line \d+$/ })).toHaveCount(3)
  await expect(page.getByRole('heading', { level: 1, name: 'New receipt' })).toBeVisible()
})
