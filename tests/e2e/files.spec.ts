import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { readSheet } from 'read-excel-file/node'
import { shot } from '../support/app.ts'
import { expectNoFindings } from '../support/axe.ts'
import { callBridge } from '../support/bridge.ts'
import { closeNotice, expect, openScreen, test } from '../support/e2e.ts'
import { saveTo } from '../support/save-to.ts'

const parts = path.join(import.meta.dirname, '..', 'fixtures', 'files', 'parts-with-stock.xlsx')
const chooser = (page: Page) => page.locator('input[type=file]')
const outcome = (page: Page, label: string) => page.getByRole('radiogroup', { name: 'Outcome' }).getByText(label)

async function stock(page: Page): Promise<readonly unknown[]> {
  const input = { search: '', kinds: [], sort: 'sku', descending: false, limit: 500, offset: 0 }
  const reply = await callBridge(page, { kind: 'query', name: 'product.list', input })
  return (reply.value as { products: readonly unknown[] }).products
}

test('a spreadsheet of parts becomes products with lots, is undone whole, and a saved list comes in again unchanged', async ({ app, userData }) => {
  const { page } = app
  await openScreen(page, 'Products')
  await page.getByRole('button', { name: 'Begin with a spreadsheet' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Import from a spreadsheet' })).toBeVisible()
  await shot(page, 'import-choose')
  await saveTo(app, path.join(userData, 'template.xlsx'))
  await page.getByRole('button', { name: 'Save a template…' }).click()
  await page.getByRole('menuitem', { name: 'Opening stock' }).click()
  await expect(page.getByText('Template for opening stock saved as template.xlsx')).toBeVisible()
  expect((await readSheet(path.join(userData, 'template.xlsx')))[0]).toContain('Quantity')

  await chooser(page).setInputFiles(path.join(path.dirname(parts), 'locked.xlsx'))
  await expect(page.getByText('locked.xlsx is protected with a password.')).toBeVisible()
  const broken = path.join(userData, 'broken.xlsx')
  writeFileSync(broken, readFileSync(parts).subarray(0, 5000))
  await chooser(page).setInputFiles(broken)
  await expect(page.getByText('broken.xlsx is damaged or not complete.')).toBeVisible()
  await shot(page, 'import-broken')

  await chooser(page).setInputFiles(parts)
  await expect(page.getByRole('heading', { name: 'What was recognised: 300 rows' })).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'What Part number is' })).toHaveValue('sku')
  await expect(page.getByRole('combobox', { name: 'What Qty on hand is' })).toHaveValue('quantity')
  await expect(outcome(page, 'New (300)')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Import 300 rows' })).toBeVisible()
  await shot(page, 'import-parts')
  await expectNoFindings(page, 'the import of a file')
  await page.getByRole('combobox', { name: 'What Part number is' }).selectOption('')
  await expect(page.getByText('No column is SKU.')).toBeVisible()
  await page.getByRole('combobox', { name: 'What Part number is' }).selectOption('sku')
  await expect(outcome(page, 'New (300)')).toBeVisible()
  await page.getByRole('button', { name: 'Import 300 rows' }).click()
  await expect(page.getByText('Products imported: 300 new')).toBeVisible({ timeout: 60_000 })
  await shot(page, 'import-done')
  await expect(page.getByRole('grid', { name: 'Products' }).getByRole('row', { name: /00001.*Plate steel M2/ })).toBeVisible()
  expect(await stock(page)).toHaveLength(300)

  const list = path.join(userData, 'products.csv')
  await saveTo(app, list)
  await page.getByRole('button', { name: 'Save as…' }).click()
  await page.getByRole('menuitem', { name: 'CSV file (.csv)' }).click()
  await expect(page.getByText('300 products saved as products.csv')).toBeVisible()
  await page.getByRole('button', { name: 'Import…' }).click()
  await chooser(page).setInputFiles(list)
  await expect(outcome(page, 'As it is (300)')).toBeVisible()
  await expect(page.getByText('Nothing here is new: 300 rows are in the books already, just as the file says.')).toBeVisible()
  await shot(page, 'import-unchanged')

  const changed = path.join(userData, 'changed.csv')
  writeFileSync(changed, 'SKU;Name;Type;Unit;Reorder point\n00001;Plate, painted;Component;ea;12,5\n00002;Bolt brass M3;Component;ea;many\nNEW-1;=SUM(A1);Component;ea;\n')
  await page.getByRole('button', { name: 'Choose another file' }).click()
  await chooser(page).setInputFiles(changed)
  await expect(outcome(page, 'Rejected (1)')).toBeVisible()
  await expect(page.getByRole('row', { name: /Plate steel M2.*Plate, painted/ })).toBeVisible()
  await shot(page, 'import-rejected')
  await expect(page.getByText('1 row does not fit. Mend what is marked where it stands, or leave them out; nothing comes in before.')).toBeVisible()
  // A row that is mended does not go from under the hands that mend it.
  await page.getByRole('button', { name: 'Import 2 rows' }).click()
  const cell = page.getByRole('textbox', { name: 'Reorder point of row 3' })
  await expect(cell).toBeFocused()
  await expect(page.getByRole('row', { name: /00001/ })).toHaveCount(0)
  await cell.fill('1')
  await expect(outcome(page, 'Changed (2)')).toBeVisible()
  await expect(cell).toBeFocused()
  await cell.pressSequentially('2')
  await expect(page.getByRole('button', { name: 'Import 3 rows' })).toBeVisible()
  await page.getByRole('button', { name: 'Import 3 rows' }).click()
  await expect(page.getByText('Products imported: 1 new, 2 changed')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('The import is undone')).toBeVisible()
  await expect(page.getByRole('grid', { name: 'Products' }).getByRole('row', { name: /00001.*Plate steel M2/ })).toBeVisible()
  expect(existsSync(list)).toBe(true)

  // Its columns are known the next time; a file of something else is known for what it is; and one may be dropped anywhere.
  await page.getByRole('button', { name: 'Import…' }).click()
  await chooser(page).setInputFiles(changed)
  await expect(page.getByText('Each column is what it was the last time such a file came in.')).toBeVisible()
  await page.getByRole('button', { name: 'Choose another file' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Import from a spreadsheet' })).toBeFocused()
  await chooser(page).setInputFiles({ name: 'vendors.csv', mimeType: 'text/csv', buffer: Buffer.from('Vendor,E-mail,Phone\nAcme,a@example.com,1\n') })
  await expect(page.getByRole('combobox', { name: 'It holds' })).toHaveValue('suppliers')
  const dropped = await page.evaluateHandle(() => {
    const held = new DataTransfer()
    held.items.add(new File(['SKU;Menge\n00001;1,5\n'], 'stock.csv'))
    return held
  })
  await page.dispatchEvent('h1', 'drop', { dataTransfer: dropped })
  await expect(page.getByText('stock.csv: nothing is written before you say so')).toBeVisible()
})

test('stock that was there is as before once the import of it is undone', async ({ app }) => {
  const { page } = app
  const input = { sku: 'KEPT', name: 'Kept', kind: 'component', unit: 'ea', unitCost: '1', reorderPoint: null, notes: '' }
  expect(await callBridge(page, { kind: 'command', name: 'product.create', commandId: randomUUID(), input })).toMatchObject({ ok: true })
  const before = await stock(page)
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Go to, run, or find anything' }).pressSequentially('import from a spreadsheet')
  await page.keyboard.press('Enter')
  await chooser(page).setInputFiles(parts)
  await page.getByRole('button', { name: 'Import 300 rows' }).click()
  await expect(page.getByText('Products imported: 300 new')).toBeVisible({ timeout: 60_000 })
  // Long after its notice is gone, the import is undone where files come in.
  await closeNotice(page)
  await page.getByRole('button', { name: 'Import…' }).click()
  await page.getByRole('button', { name: 'Undo the import of parts-with-stock.xlsx' }).click()
  await expect(page.getByText('The import is undone')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('row', { name: /parts-with-stock.xlsx.*Undone/ })).toBeVisible()
  // What moved stock is kept in the books, archived; nothing of it is on hand.
  expect(await stock(page)).toEqual(before)
})
