import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { readSheet } from 'read-excel-file/node'
import { shot } from '../support/app.ts'
import { callBridge, createSupplier } from '../support/bridge.ts'
import { expect, openScreen, tabTo, test } from '../support/e2e.ts'
import { goTo, makeBoxes, runCommand } from '../support/made-box.ts'
import { saveTo } from '../support/save-to.ts'

async function createProduct(page: Page, sku: string, name: string, kind = 'component'): Promise<void> {
  const input = { sku, name, kind, unit: 'ea', unitCost: '1.25', reorderPoint: null, notes: '' }
  expect(await callBridge(page, { kind: 'command', name: 'product.create', commandId: randomUUID(), input })).toMatchObject({ ok: true })
}

const saved = (page: Page, text: string) => page.getByRole('status').getByText(text)

test('a list goes into a file as it is narrowed and sorted, by keyboard and from the palette', async ({ app, userData }) => {
  const { page } = app
  await openScreen(page, 'Products')
  await expect(page.getByRole('button', { name: 'Save as…' })).toHaveCount(0)
  await createProduct(page, '00012', 'Steel plate')
  await createProduct(page, 'BOLT', '=HYPERLINK("http://example.com")')
  await createProduct(page, 'BOX', 'Gear box', 'finished_good')
  const grid = page.getByRole('grid', { name: 'Products' })
  await expect(grid.getByRole('row')).toHaveCount(4)

  const csv = path.join(userData, 'products.csv')
  await saveTo(app, null)
  const button = page.getByRole('button', { name: 'Save as…' })
  await tabTo(page, button)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Excel workbook (.xlsx)' })).toBeVisible()
  await shot(page, 'save-as')
  await page.keyboard.press('Escape')
  await expect(button).toBeFocused()

  await saveTo(app, csv)
  await grid.getByRole('button', { name: 'SKU' }).click()
  await expect(grid.getByRole('row').nth(1)).toContainText('BOX')
  await button.click()
  await page.getByRole('menuitem', { name: 'CSV file (.csv)' }).click()
  await expect(saved(page, '3 products saved as products.csv')).toBeVisible()
  await shot(page, 'list-saved')
  expect(readFileSync(csv, 'utf8').replace('\uFEFF', '').trimEnd().split('\r\n')).toEqual([
    'SKU,Name,Type,Unit,On hand,Average cost,Stock value,Reorder point,Unit cost,Purchase unit,Units per purchase unit,Supplier,Barcodes,Notes',
    'BOX,Gear box,Finished good,ea,0,,0.00,,1.25,,,,,',
    `BOLT,"'=HYPERLINK(""http://example.com"")",Component,ea,0,,0.00,,1.25,,,,,`,
    '00012,Steel plate,Component,ea,0,,0.00,,1.25,,,,,',
  ])

  await page.getByRole('textbox', { name: 'Search products' }).or(page.getByRole('searchbox', { name: 'Search products' })).fill('plate')
  await expect(grid.getByRole('row')).toHaveCount(2)
  const xlsx = path.join(userData, 'products')
  await saveTo(app, xlsx)
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Go to, run, or find anything' }).pressSequentially('save this list excel')
  await page.keyboard.press('Enter')
  await expect(saved(page, '1 product saved as products.xlsx')).toBeVisible()
  const [head, ...rows] = await readSheet(`${xlsx}.xlsx`)
  expect(head?.slice(0, 4)).toEqual(['SKU', 'Name', 'Type', 'Unit'])
  expect(rows.map((row) => row.slice(0, 5))).toEqual([['00012', 'Steel plate', 'Component', 'ea', 0]])

  await saveTo(app, path.join(userData, 'nowhere', 'products.csv'))
  await button.click()
  await page.getByRole('menuitem', { name: 'CSV file (.csv)' }).click()
  await expect(page.getByText('Choose another folder, such as Documents.')).toBeVisible()
  expect(existsSync(path.join(userData, 'nowhere'))).toBe(false)

  await createSupplier(page, 'Acme Metals', 'ACM')
  await openScreen(page, 'Suppliers')
  await expect(page.getByRole('grid', { name: 'Suppliers' }).getByRole('row')).toHaveCount(2)
  const suppliers = path.join(userData, 'suppliers.csv')
  await saveTo(app, suppliers)
  await page.getByRole('button', { name: 'Save as…' }).click()
  await page.getByRole('menuitem', { name: 'CSV file (.csv)' }).click()
  await expect(saved(page, '1 supplier saved as suppliers.csv')).toBeVisible()
  expect(readFileSync(suppliers, 'utf8')).toContain('ACM,Acme Metals,,,,')

  await runCommand(page, 'bom.save', { productId: 3, components: [{ productId: 1, quantityPerUnit: '2', optional: false }, { productId: 2, quantityPerUnit: '0.5', optional: true }], costLines: [{ kind: 'labor', name: 'Fitting', cost: { by: 'rate', rate: '30', quantityPerUnit: '0.5' } }], notes: '' })
  await runCommand(page, 'stock.open', { productId: 1, quantity: '7', cost: { per: 'unit', amount: '1.5' }, businessDate: '2026-01-01', notes: '' })
  await openScreen(page, 'BOMs')
  await expect(page.getByRole('grid', { name: 'BOMs' }).getByRole('row')).toHaveCount(2)
  const boms = path.join(userData, 'boms.csv')
  await saveTo(app, boms)
  await page.getByRole('button', { name: 'Save as…' }).click()
  await page.getByRole('menuitem', { name: 'CSV file (.csv)' }).click()
  await expect(saved(page, '1 BOM saved as boms.csv')).toBeVisible()
  const lines = readFileSync(boms, 'utf8').replace('\uFEFF', '').trimEnd().split('\r\n')
  expect(lines.map((line) => line.split(',').slice(0, 12).join())).toEqual([
    'Product SKU,Product name,Component SKU,Component name,Quantity,Component unit,Optional,Cost type,Cost name,Cost per unit,Cost rate,Cost quantity',
    'BOX,Gear box,00012,Steel plate,2,ea,No,,,,,',
    `BOX,Gear box,BOLT,"'=HYPERLINK(""http://example.com"")",0.5,ea,Yes,,,,,`,
    'BOX,Gear box,,,,,,labor,Fitting,,30.00,0.5',
  ])

  // A screen with several tables offers each, from the palette too.
  await goTo(page, '/products/1')
  await expect(page.getByRole('grid', { name: 'Lots of this product' }).getByRole('row')).toHaveCount(2)
  const history = path.join(userData, 'history.csv')
  await saveTo(app, history)
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Go to, run, or find anything' }).pressSequentially('save this list csv')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Where used: CSV file (.csv)' })).toBeVisible()
  await shot(page, 'save-as-several')
  await page.getByRole('menuitem', { name: 'History: CSV file (.csv)' }).press('Enter')
  await expect(saved(page, '1 event saved as history.csv')).toBeVisible()
  expect(readFileSync(history, 'utf8')).toContain('2026-01-01,')
  await openScreen(page, 'Dashboard')
  const low = path.join(userData, 'can-build.xlsx')
  await saveTo(app, low)
  await page.getByRole('button', { name: 'Save as…' }).click()
  await page.getByRole('menuitem', { name: 'Can be built now: Excel workbook (.xlsx)' }).click()
  await expect(saved(page, '1 product saved as can-build.xlsx')).toBeVisible()
  expect(await readSheet(low)).toEqual([['SKU', 'Product', 'Can build', 'Limited by'], ['BOX', 'Gear box', 3, '00012']])

  await goTo(page, '/builds/new')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('build')
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Go to, run, or find anything' }).pressSequentially('save this list csv')
  await page.keyboard.press('Enter')
  await expect(page.getByText('There is no list on this screen. Open one, then save it.')).toBeVisible()
})

test('what is in sections and panels is saved too, with all of its rows', async ({ app, userData }) => {
  const { page } = app
  const { plateId, boxId } = await makeBoxes(page)
  /** Saves one list of the screen as CSV and reads it. */
  async function lines(item: string, told: string, button = page.getByRole('button', { name: 'Save as…' })): Promise<readonly string[]> {
    const file = path.join(userData, `${randomUUID()}.csv`)
    await saveTo(app, file)
    await button.click()
    await page.getByRole('menuitem', { name: item }).click()
    await expect(saved(page, `${told} saved as ${path.basename(file)}`)).toBeVisible()
    return readFileSync(file, 'utf8').replace('\uFEFF', '').trimEnd().split('\r\n')
  }

  await goTo(page, '/settings/people')
  expect((await lines('CSV file (.csv)', '11 permissions')).slice(0, 2)).toEqual(['To do,Owner,Admin,Accountant,Builder', 'Add and change products and suppliers,Always,Yes,Yes,No'])
  await runCommand(page, 'person.create', { name: 'Ann', role: 'admin' })
  expect(await lines('People: CSV file (.csv)', '1 person')).toEqual(['Name,Role,Works here', 'Ann,Owner,Yes'])

  expect(await callBridge(page, { kind: 'host', name: 'backup.now', input: {} })).toMatchObject({ ok: true })
  await openScreen(page, 'Settings')
  const [head, ...backups] = await lines('CSV file (.csv)', '1 backup')
  expect(head).toBe('Made,Kind,Bytes,File')
  expect(backups[0]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d,By hand,\d+,/u)

  await runCommand(page, 'bom.save', { productId: boxId, components: [{ productId: plateId, quantityPerUnit: '3', optional: false }], costLines: [], notes: 'Thicker' })
  await goTo(page, `/boms/${boxId}`)
  await expect(page.getByRole('button', { name: 'Compare version 2' })).toBeVisible()
  const versions = await lines('Versions of BOX: CSV file (.csv)', '2 versions')
  expect(versions.map((line) => line.split(',').toSpliced(2, 1).join(','))).toEqual(['Version,Status,Note,Components,Cost lines', '2,Active,Thicker,1,0', '1,Archived,,2,1'])
  await page.getByRole('button', { name: 'Compare version 2' }).click()
  const compared = page.getByRole('dialog', { name: 'What changed in BOX' })
  expect(await lines('CSV file (.csv)', '3 lines', compared.getByRole('button', { name: 'Save as…' }))).toEqual([
    'What,SKU,Name,What changed,Before,After',
    'Component,PLATE,Steel plate,Quantity changed,2 ea,3 ea',
    'Component,BOLT,Bolt M6,Removed,8 ea,—',
    'Cost line,,Labor,Removed,"Labor, 30.00 × 0.5 / ea",—',
  ])

  await runCommand(page, 'receipt.correct_cost', { receiptId: 1, lineNo: 1, cost: { per: 'unit', amount: '13' }, toBeConfirmed: false })
  await goTo(page, '/receipts/1')
  const corrections = await lines('Corrections of PSB-R-00001: CSV file (.csv)', '1 correction')
  expect(corrections.map((line) => line.split(',').slice(2).join(','))).toEqual(['Line,SKU,What,Quantity before,Quantity after,Unit,Cost before,Cost after,Cost is for,Value', '1,PLATE,cost,,,ea,12.60,13.00,ea,4.00'])

  // The entries behind a document, and what undoing it would move, each to the last digit.
  await page.keyboard.press('e')
  const entries = page.getByRole('dialog', { name: 'PSB-R-00001' })
  expect(await lines('CSV file (.csv)', '3 entries', entries.getByRole('button', { name: 'Save as…' }))).toEqual([
    'Account,Lot,SKU,Quantity,Unit,Value',
    'Supplier,,,,,-129.50',
    expect.stringMatching(/^Lot,ACM-\d{8}-001,PLATE,10,ea,126\.00$/u),
    expect.stringMatching(/^Lot,ACM-\d{8}-002,BOLT,100,ea,3\.50$/u),
  ])
  await page.keyboard.press('Escape')
  await goTo(page, '/builds/1')
  await page.getByRole('button', { name: 'Reverse build' }).press('Enter')
  const reversing = page.getByRole('dialog', { name: 'Reverse PSB-B-00001' })
  const moved = await lines('CSV file (.csv)', '3 lots', reversing.getByRole('button', { name: 'Save as…' }))
  expect(moved[0]).toBe('Lot,SKU,Quantity now,Value now,Quantity after,Value after,Unit,Lost to adjustment')
  expect(moved).toContainEqual(expect.stringMatching(/^ACM-\d{8}-002,BOLT,84,2\.94,100,3\.50,ea,0\.00$/u))
  await page.keyboard.press('Escape')

  await goTo(page, '/suppliers?panel=details&selected=1')
  const supplier = page.getByRole('dialog', { name: 'Acme Metals' })
  const [bought, delivered] = [supplier.getByRole('button', { name: 'Save as…' }).first(), supplier.getByRole('button', { name: 'Save as…' }).last()]
  expect(await lines('CSV file (.csv)', '2 products', bought)).toHaveLength(3)
  const receipts = await lines('CSV file (.csv)', '1 receipt', delivered)
  expect(receipts.at(-1)).toMatch(/^PSB-R-00001,ACM,Acme Metals,[\d-]+,Confirmed,0,2,133\.50$/u)
})
