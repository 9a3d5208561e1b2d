import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { launchApp, shot } from '../support/app.ts'
import { expectNoFindings } from '../support/axe.ts'
import { createSupplier } from '../support/bridge.ts'
import { expect, onEachScreen, openScreen, test } from '../support/e2e.ts'
import { inEachLook } from '../support/looks.ts'
import { goTo, makeBoxes, runCommand } from '../support/made-box.ts'

const looks = [
  { theme: 'light', mode: 'office', width: 1280, height: 800 },
  { theme: 'dark', mode: 'office', width: 1280, height: 800 },
  { theme: 'contrast', mode: 'office', width: 1280, height: 800 },
  { theme: 'light', mode: 'floor', width: 1280, height: 800 },
] as const

test('axe finds nothing on any screen, in any look', async ({ app }) => {
  // It looks at every screen there is, one after the other, four times.
  test.setTimeout(1_800_000)
  const { plateId, boxId, boxLotId } = await makeBoxes(app.page)
  await createSupplier(app.page, 'Bolt & Nut Co', 'BOL')
  const draft = { productId: boxId, components: [{ productId: plateId, quantityPerUnit: 'two', optional: false }], costLines: [], notes: '' }
  await runCommand(app.page, 'bom.save_draft', draft)
  await runCommand(app.page, 'company.set_feature', { feature: 'sales', on: true })
  await runCommand(app.page, 'sale.record', { reference: 'INV-1', customer: 'Ann', saleDate: '2026-01-31', notes: '', lines: [{ productId: boxId, quantity: '3', revenue: '100' }] })
  await runCommand(app.page, 'planned_build.create', { productId: boxId, quantity: '9', targetDate: '2020-01-31', assigneeId: null, notes: 'For the fair' })
  await inEachLook(app, looks, async (page, _look, inLook) => {
    await onEachScreen(page, async (name) => {
      await expectNoFindings(page, name)
      await shot(page, `${name.toLowerCase()}-${inLook}`)
    })
    const details = [
      { path: `/products/${plateId}`, title: 'Steel plate' },
      { path: `/lots/${boxLotId}`, title: 'Lot B-1' },
      { path: `/boms/${boxId}`, title: 'BOM of Junction box' },
      { path: '/builds/planned/1', title: 'Planned 1' },
      { path: `/builds/new?product=${boxId}&quantity=9`, title: 'New build' },
      { path: '/builds/1', title: 'Build PSB-B-00001' },
      { path: '/receipts/1', title: 'Receipt PSB-R-00001' },
      { path: '/receipts/new', title: 'New receipt' },
      { path: '/sales/margins', title: 'Margins' },
      { path: '/sales/1', title: 'Sale INV-1' },
      { path: '/sales/1/edit', title: 'Edit Sale INV-1' },
      { path: '/sales/new?as=return', title: 'New return' },
      { path: '/items/import', title: 'Import items' },
      { path: '/items/matches', title: 'Matches' },
      { path: '/sync/reconcile', title: 'Reconcile' },
      { path: '/import', title: 'Import from a spreadsheet' },
      { path: '/settings/books', title: 'Check my books' },
      { path: '/settings/features', title: 'Features' },
      { path: '/settings/people', title: 'People' },
    ]
    for (const { path: address, title } of details) {
      await goTo(page, address)
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
      await expectNoFindings(page, title)
      await shot(page, `${title.toLowerCase().replaceAll(' ', '-')}-${inLook}`)
    }
    await goTo(page, '/import')
    const rows = 'SKU;Name;Type;Unit;Quantity\nPLATE;Plate, painted;Component;ea;\nNEW-1;;Component;ea;many\n'
    await page.locator('input[type=file]').setInputFiles({ name: 'parts.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) })
    await expect(page.getByRole('textbox', { name: 'Quantity of row 3' })).toBeVisible()
    await expectNoFindings(page, 'A file with rejected rows')
    await shot(page, `import-rejected-${inLook}`)
    await goTo(page, `/boms/${boxId}`)
    await page.getByRole('button', { name: 'Compare version 1' }).press('Enter')
    await expect(page.getByRole('dialog').getByRole('row', { name: /PLATE/ })).toBeVisible()
    await expectNoFindings(page, 'What changed')
    await shot(page, `bom-diff-${inLook}`)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await goTo(page, `/products/${plateId}`)
    await page.getByRole('grid', { name: 'History of this product' }).getByRole('row').nth(1).press('Enter')
    await expect(page.getByRole('dialog').getByRole('row', { name: /Sum/ })).toBeVisible()
    await expectNoFindings(page, 'Entries')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.getByRole('button', { name: 'Edit product' }).click()
    await expect(page.getByRole('dialog', { name: 'Edit PLATE' })).toBeVisible()
    await expectNoFindings(page, 'Edit product')
    await shot(page, `product-edit-${inLook}`)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.getByRole('link', { name: 'Suppliers' }).click()
    await page.getByRole('button', { name: 'New supplier' }).first().click()
    await expect(page.getByRole('dialog', { name: 'New supplier' })).toBeVisible()
    await expectNoFindings(page, 'New supplier')
    await shot(page, `supplier-new-${inLook}`)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('textbox', { name: 'Go to, run, or find anything' })).toBeVisible()
    await expectNoFindings(page, 'Command palette')
  })
})

test('axe finds nothing on the empty list and the recovery screen', async ({ userData }) => {
  const first = await launchApp({ userData })
  await openScreen(first.page, 'Products')
  await expect(first.page.getByRole('heading', { name: 'No products yet' })).toBeVisible()
  await expectNoFindings(first.page, 'No products')
  await first.close()
  writeFileSync(path.join(userData, 'company', 'ledger.db'), 'not a ledger '.repeat(1000))
  await first.restart()
  await expect(first.page.getByRole('heading', { level: 1, name: 'The ledger could not be opened' })).toBeVisible()
  await expectNoFindings(first.page, 'Recovery')
  await first.close()
})
