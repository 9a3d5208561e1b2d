import type { Page } from '@playwright/test'
import { shot } from '../support/app.ts'
import { expectNoFindings } from '../support/axe.ts'
import { callBridge } from '../support/bridge.ts'
import { today } from '../support/calendar.ts'
import { expect, openScreen, test } from '../support/e2e.ts'
import { palette } from '../support/first-day.ts'
import { goTo, makeBoxes, runCommand } from '../support/made-box.ts'
import { scan } from '../support/scan.ts'

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

async function plan(page: Page, productId: number, quantity: string): Promise<number> {
  return (await runCommand(page, 'planned_build.create', { productId, quantity, targetDate: null, assigneeId: null, notes: '' })).plannedBuildId
}

test('the label of what was just built is a key away, and prints alone on its own size', async ({ app: { page } }) => {
  await makeBoxes(page)
  await goTo(page, '/builds/1')
  await expect(heading(page, 'Build PSB-B-00001')).toBeVisible()
  await page.keyboard.press('l')
  await expect(heading(page, 'Label of lot B-1')).toBeVisible()
  const label = page.getByRole('region', { name: 'Label' })
  await expect(label).toHaveText(/BOX\s*Junction box\s*Quantity\s*2 ea\s*Made.+Lot B-1/)
  await expect(label.getByRole('img', { name: 'Barcode of B-1' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Quantity on the label' }).fill('1')
  await expect(label).toContainText('1 ea')
  await expectNoFindings(page, 'A label')
  await shot(page, 'label')
  await page.evaluate(() => {
    const kept: string[] = []
    Object.assign(globalThis, { kept })
    window.print = () => void kept.push('printed')
  })
  await heading(page, 'Label of lot B-1').focus()
  await page.keyboard.press('p')
  await expect.poll(() => page.evaluate(() => (globalThis as unknown as { kept: string[] }).kept)).toEqual(['printed'])
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(label).toBeVisible()
  await expect(heading(page, 'Label of lot B-1')).toBeHidden()
  await expect(page.getByRole('textbox', { name: 'Quantity on the label' })).toBeHidden()
  // As large as the label's paper between its margins.
  await page.setViewportSize({ width: 340, height: 189 })
  await expect(label.getByText('Lot B-1')).toBeInViewport({ ratio: 1 })
  await shot(page, 'label-print')
})

test('a planned build is found by its name in the palette, also when it is no longer in the queue', async ({ app: { page } }) => {
  const { boxId } = await makeBoxes(page)
  for (let number = 1; number <= 12; number += 1) await plan(page, boxId, '1')
  await runCommand(page, 'planned_build.close', { plannedBuildId: 1 })
  await palette(page, 'planned 12')
  await expect(heading(page, 'Planned 12')).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Go to, run, or find anything' }).fill('planned 1')
  await expect(page.getByRole('button', { name: /^Planned 1 / })).toContainText('Closed plan of BOX')
  await shot(page, 'palette-planned')
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Planned 1')).toBeVisible()
  await palette(page, 'BOX')
  await expect(heading(page, 'Junction box')).toBeVisible()
})

test('a scan on the queue finds what is planned of it or begins a build, and in the history what was built', async ({ app }) => {
  const { boxId, plateId } = await makeBoxes(app.page)
  const product = { unit: 'ea', unitCost: null, reorderPoint: null, notes: '' }
  const crate = await runCommand(app.page, 'product.create', { ...product, sku: 'CRATE', name: 'Crate', kind: 'finished_good' })
  await runCommand(app.page, 'bom.save', { productId: crate.productId, components: [{ productId: plateId, quantityPerUnit: '1', optional: false }], costLines: [] })
  await runCommand(app.page, 'build.execute', { productId: crate.productId, quantity: '1', businessDate: '2026-01-31' })
  await runCommand(app.page, 'product.add_barcode', { productId: boxId, barcode: '4006381333931' })
  await plan(app.page, crate.productId, '1')
  await plan(app.page, boxId, '1')
  await plan(app.page, boxId, '2')
  expect(await callBridge(app.page, { kind: 'host', name: 'preferences.set', input: { theme: 'light', mode: 'floor' } })).toMatchObject({ ok: true })
  const page = await app.restart()
  await openScreen(page, 'Queue')
  const rows = page.getByRole('grid', { name: 'Queue' }).locator('[data-planned]')
  await expect(rows).toHaveCount(3)
  await scan(page, '4006381333931')
  await expect(rows).toHaveCount(2)
  await expect(rows.first()).toContainText('Planned 2')
  await expect(rows.first()).toBeFocused()
  await shot(page, 'queue-scanned')
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Planned 2')).toBeVisible()

  await runCommand(page, 'planned_build.delete', { plannedBuildId: 1 })
  await openScreen(page, 'Queue')
  await expect(rows).toHaveCount(2)
  await scan(page, 'CRATE')
  await expect(heading(page, 'New build')).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Product' })).toHaveValue(/CRATE/)

  await openScreen(page, 'History')
  const built = page.getByRole('grid', { name: 'History' }).getByRole('row', { name: /PSB-B-/ })
  await expect(built).toHaveCount(2)
  await scan(page, '4006381333931')
  await expect(built).toHaveText([/PSB-B-00001/])
  const lot = `ACM-${today().replaceAll('-', '')}-001`
  await scan(page, lot)
  await expect(heading(page, `Lot ${lot}`)).toBeVisible()
})

test('an empty queue says why, for each filter', async ({ app: { page } }) => {
  const { boxId } = await makeBoxes(page)
  await goTo(page, '/builds/queue')
  await expect(page.getByRole('heading', { name: 'Nothing is planned' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Plan a build' }).last()).toBeVisible()
  await plan(page, boxId, '1')
  await page.getByRole('radiogroup', { name: 'Show' }).getByText('Overdue').click()
  await expect(page.getByRole('heading', { name: 'No planned build is past its target date' })).toBeVisible()
  await page.getByRole('radiogroup', { name: 'Show' }).getByText('Auto-generated').click()
  await expect(page.getByRole('heading', { name: 'No planned build was made by the program itself' })).toBeVisible()
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect(page.getByRole('grid', { name: 'Queue' }).locator('[data-planned]')).toHaveCount(1)
})
