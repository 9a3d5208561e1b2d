import type { Page } from '@playwright/test'
import { shot } from '../support/app.ts'
import { expectNoFindings } from '../support/axe.ts'
import { callBridge } from '../support/bridge.ts'
import { expect, tabTo, test } from '../support/e2e.ts'
import { buildOne, exportFromToday, giveAccount, linkAll } from '../support/exporting.ts'
import { goTo } from '../support/made-box.ts'

const row = (page: Page, name: RegExp | string) => page.getByRole('row', { name })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const press = async (page: Page, name: string, key = 'Enter') => {
  await tabTo(page, button(page, name).last())
  await page.keyboard.press(key)
}
const openSync = async (page: Page) => {
  await goTo(page, '/sync')
  await expect(page.getByRole('heading', { level: 1, name: 'Sync centre' })).toBeVisible()
}

test('without a company there is no export state anywhere', async ({ app }) => {
  const { page } = app
  await openSync(page)
  await expect(page.getByText('Nothing is exported yet')).toBeVisible()
  await expect(button(page, 'Open Integrations')).toBeVisible()
  await expectNoFindings(page, 'Sync centre, no company')
  await shot(page, 'sync-none')
})

test('a build says what it lacks, is fixed where that leads to, sent, and arrives with its number', async ({ app }) => {
  test.setTimeout(240_000)
  const { page } = app
  await page.setViewportSize({ width: 1280, height: 800 })
  await exportFromToday(page, { source: 'sync' })
  const { buildId, reference } = await buildOne(page)

  await openSync(page)
  await expect(row(page, new RegExp(`${reference}.*Inventory adjustment.*Pending export.*Needs a COGS account, items for`))).toBeVisible()
  await expectNoFindings(page, 'Sync centre, needs you')
  await shot(page, 'sync-needs')
  await row(page, new RegExp(reference)).first().press('Enter')
  await expect(page.getByRole('dialog', { name: reference })).toContainText('COGS account')
  await expectNoFindings(page, 'Export that needs you')
  await shot(page, 'sync-needs-panel')
  await page.keyboard.press('Escape')

  await goTo(page, `/builds/${buildId}`)
  const section = page.getByRole('region', { name: 'In QuickBooks' })
  await expect(section).toContainText('Needs a COGS account')
  await expect(section).toContainText('Journal entry for labor and overhead')
  await expect(section.getByRole('link', { name: 'Choose the COGS account' })).toBeVisible()
  await shot(page, 'build-needs')

  await giveAccount(page, 'cogs')
  await linkAll(page)
  await expect(section).toContainText('Goes out when you send it')
  await expect(section).toContainText(/None needed: no cost lines|Left out: no conversion account/)
  await press(page, 'Export')
  await expect(section).toContainText('Synced', { timeout: 30_000 })
  await expect(section).toContainText(reference)
  await expectNoFindings(page, 'Exported build')
  await shot(page, 'build-synced')

  await goTo(page, '/builds')
  await expect(row(page, new RegExp(`${reference}.*Synced`))).toBeVisible()
  await shot(page, 'builds-synced')
})

for (const [theme, mode] of [
  ['dark', 'office'],
  ['light', 'floor'],
  ['contrast', 'office'],
] as const) {
  test(`axe finds nothing on exports: ${theme}, ${mode}`, async ({ app }) => {
    test.setTimeout(180_000)
    await callBridge(app.page, { kind: 'host', name: 'preferences.set', input: { theme, mode } })
    const page = await app.restart()
    await page.setViewportSize({ width: 1000, height: 640 })
    await exportFromToday(page, { source: 'partsemble' })
    const { buildId, reference } = await buildOne(page)
    await openSync(page)
    await expect(row(page, new RegExp(reference)).first()).toBeVisible()
    await expectNoFindings(page, 'Sync centre')
    await shot(page, `sync-needs-${theme}-${mode}`)
    await row(page, new RegExp(reference)).first().press('Enter')
    await expect(page.getByRole('dialog', { name: reference })).toBeVisible()
    await expectNoFindings(page, 'Export')
    await shot(page, `sync-panel-${theme}-${mode}`)
    await page.keyboard.press('Escape')
    await goTo(page, `/builds/${buildId}`)
    await expect(page.getByRole('region', { name: 'In QuickBooks' })).toContainText('Pending export')
    await expectNoFindings(page, 'Build with exports')
    await shot(page, `build-exports-${theme}-${mode}`)
    await goTo(page, '/builds')
    await expect(row(page, new RegExp(`${reference}.*Needs you`))).toBeVisible()
    await expectNoFindings(page, 'Builds with exports')
    await shot(page, `builds-exports-${theme}-${mode}`)
  })
}
