import type { Page } from '@playwright/test'
import { shot } from '../support/app.ts'
import { expectNoFindings } from '../support/axe.ts'
import { today } from '../support/calendar.ts'
import { expect, tabTo, test, typeOnceIn } from '../support/e2e.ts'
import { ask, buildOne, exportFromToday, giveAccount, linkAll } from '../support/exporting.ts'
import { inEachLook } from '../support/looks.ts'
import { goTo, runCommand } from '../support/made-box.ts'
import { noTrouble, trouble } from '../support/practice.ts'

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
/** One of the three lists. */
const show = (page: Page, list: RegExp) => page.getByRole('radiogroup', { name: 'List' }).getByText(list).click()

test('without a company there is no export state anywhere', async ({ app }) => {
  const { page } = app
  await openSync(page)
  await expect(page.getByText('Nothing is exported yet')).toBeVisible()
  await expect(button(page, 'Open Integrations')).toBeVisible()
  await expectNoFindings(page, 'Sync centre, no company')
  await shot(page, 'sync-none')
})

test('a build says what it lacks, is fixed where that leads to, sent, and arrives with its number', async ({ app }) => {
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
  await shot(page, 'build-needs')
  // Its panel is closed by Escape, and only the panel, whatever in it has the focus.
  await tabTo(page, section.getByRole('button', { name: /^Details of/ }).first())
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('dialog', { name: reference }).getByRole('link', { name: new RegExp(reference) }))
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(reference) })).toBeVisible()
  // What is missing leads to the very field.
  await section.getByRole('link', { name: 'Choose the COGS account' }).press('Enter')
  await expect(page.getByRole('combobox', { name: /^COGS account/ }).or(page.getByRole('textbox', { name: /^COGS account/ })).first()).toBeFocused()
  await shot(page, 'build-needs-account')
  await goTo(page, `/builds/${buildId}`)

  await giveAccount(page, 'cogs')
  await linkAll(page)
  await expect(section).toContainText('Goes out when you send it')
  await expect(section).toContainText(/None needed: no cost lines|Left out: no conversion account/)
  await press(page, 'Export')
  await expect(section).toContainText('Synced')
  await expect(section).toContainText(reference)
  await expectNoFindings(page, 'Exported build')
  await shot(page, 'build-synced')
  // Its number leads to its page there, which the program opens itself as it lies on this PC.
  await tabTo(page, section.getByRole('button', { name: new RegExp(`^${reference}`) }))
  await page.keyboard.press('Enter')
  if (app.runtime === 'browser') await expect.poll(() => app.logs()).toMatch(/opens http:\/\/127\.0\.0\.1:\d+\/app\/inventoryqtyadjustment\?txnId=\d+/)

  await goTo(page, '/builds')
  await expect(row(page, new RegExp(`${reference}.*Synced`))).toBeVisible()
  const inQuickBooks = page.getByRole('combobox', { name: 'In QuickBooks' })
  await inQuickBooks.selectOption('Export needs you')
  await expect(page.getByText('No build is like this')).toBeVisible()
  await inQuickBooks.selectOption('Synced')
  await expect(row(page, /PSB-B-/)).toHaveCount(1)
  await expect(row(page, new RegExp(`${reference}.*Synced`))).toBeVisible()
  await shot(page, 'builds-synced')

  // Typed into the palette, its number there leads to what was sent.
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Go to, run, or find anything' }).pressSequentially(reference)
  await page.getByRole('button', { name: /Inventory adjustment, .* in QuickBooks: synced/ }).click()
  await expect(page.getByRole('dialog', { name: reference })).toContainText('What was sent')
})

test('many are sent together, held back, left to people and taken up again, by keyboard', async ({ app }) => {
  const { page } = app
  await page.setViewportSize({ width: 1280, height: 800 })
  const origin = await exportFromToday(page, { source: 'sync' })
  await giveAccount(page, 'cogs')
  await linkAll(page)
  const references: string[] = []
  for (let count = 0; count < 3; count += 1) references.push((await buildOne(page)).reference)

  await goTo(page, '/sync?filter=waiting&code=build')
  await expect(row(page, /Goes out when you send it/)).toHaveCount(3)
  await shot(page, 'sync-waiting')

  // One is entered by hand, with the reason; the way back is there.
  await row(page, new RegExp(references[0] ?? '')).press('Space')
  await expect(page.getByRole('group', { name: 'Chosen documents' })).toContainText('1 document chosen')
  await press(page, 'Done by hand')
  const reason = page.getByRole('textbox', { name: 'Reason' })
  await expect(reason).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await expect(reason).toHaveAccessibleDescription('Say who entered it, or where it is.')
  await typeOnceIn(reason, 'Entered by the bookkeeper')
  await page.keyboard.press('Control+Enter')
  await expect(row(page, /Goes out when you send it/)).toHaveCount(2)
  await show(page, /Done/)
  await expect(row(page, /Not exported.*Done by hand: Entered by the bookkeeper/)).toBeVisible()
  await shot(page, 'sync-done')
  await row(page, /Not exported/).press('Enter')
  await page.getByRole('button', { name: 'Export after all' }).press('Enter')
  await expect(page.getByRole('dialog')).toContainText('Goes out when you send it')
  await page.keyboard.press('Escape')
  await show(page, /Waiting/)
  await expect(row(page, /Goes out when you send it/)).toHaveCount(3)

  // Paused, nothing leaves; gone on, everything that was sent does.
  await press(page, 'Pause exporting')
  await expect(page.getByText(/nothing leaves this PC/).first()).toBeVisible()
  await press(page, 'Send all')
  await expect(page.getByText(/Sending: 0 of 3/)).toBeVisible()
  await expectNoFindings(page, 'Sync centre, paused')
  await shot(page, 'sync-paused')
  await press(page, 'Cancel')
  await expect(row(page, /Goes out when you send it/)).toHaveCount(3)
  await press(page, 'Go on exporting')
  // The strip that said so is gone, and the table is where it stays.
  await expect(page.getByText(/nothing leaves this PC/)).toHaveCount(0)
  const all = page.getByRole('checkbox', { name: 'Choose all 3' })
  await all.click()
  // The whole list is asked for first.
  await expect(all).toBeChecked()
  await press(page, 'Send')
  await expect(page.getByText(/Sent: 3 of 3 in QuickBooks/)).toBeVisible()
  await shot(page, 'sync-sent')
  // Thought better of too late: it says so, and refuses nothing.
  await page.keyboard.press('Control+z')
  await expect(page.getByText('All of them have left this PC already')).toBeVisible()
  await show(page, /Done/)
  await expect(row(page, /Synced/)).toHaveCount(3)
  await row(page, /Synced/).first().press('Enter')
  const panel = page.getByRole('dialog')
  await expect(panel).toContainText('What was sent')
  await expect(panel).toContainText('"QtyDiff": 1')
  await expect(panel).toContainText('Sent: QuickBooks took it')
  await expectNoFindings(page, 'Export that arrived')
  await shot(page, 'sync-panel')
  await page.keyboard.press('Escape')

  // Refused: it says why and what to do, and goes out once that is done.
  await trouble(origin, { name: 'closed_books', date: '2999-12-31' })
  await runCommand(page, 'accounting.set_export_mode', { type: 'builds', mode: 'auto' })
  const late = await buildOne(page)
  await goTo(page, '/sync?filter=needs_you')
  await expect(row(page, new RegExp(`${late.reference}.*Failed.*books are closed`))).toBeVisible()
  await shot(page, 'sync-failed')
  await row(page, new RegExp(late.reference)).first().press('Enter')
  await press(page, 'Send with another date')
  await expect(page.getByRole('textbox', { name: 'Date in QuickBooks' })).toBeFocused()
  await expectNoFindings(page, 'Another date for closed books')
  await shot(page, 'sync-other-date')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+Enter')
  await expect(panel).toContainText('Date in QuickBooks')
  await expect(panel).toContainText('Failed')
  await noTrouble(origin)
  await page.getByRole('button', { name: 'Send again' }).press('Enter')
  await expect(panel).toContainText('Synced')
  await expect(panel).toContainText('entered later because the books were closed')
  await shot(page, 'sync-other-date-sent')
})

const looks = [
  { theme: 'dark', mode: 'office', width: 1000, height: 640 },
  { theme: 'light', mode: 'floor', width: 1000, height: 640 },
  { theme: 'contrast', mode: 'office', width: 1000, height: 640 },
] as const

test('axe finds nothing on exports, in any look', async ({ app }) => {
  await exportFromToday(app.page, { source: 'partsemble' })
  await inEachLook(app, looks, async (page, _look, inLook) => {
    const { buildId, reference } = await buildOne(page)
    await openSync(page)
    await expect(row(page, new RegExp(reference)).first()).toBeVisible()
    await expectNoFindings(page, 'Sync centre')
    await shot(page, `sync-needs-${inLook}`)
    await row(page, new RegExp(reference)).first().press('Enter')
    await expect(page.getByRole('dialog', { name: reference })).toBeVisible()
    await expectNoFindings(page, 'Export')
    await shot(page, `sync-panel-${inLook}`)
    await page.keyboard.press('Escape')
    await goTo(page, `/builds/${buildId}`)
    await expect(page.getByRole('region', { name: 'In QuickBooks' })).toContainText('Pending export')
    await expectNoFindings(page, 'Build with exports')
    await shot(page, `build-exports-${inLook}`)
    await goTo(page, '/builds')
    await expect(row(page, new RegExp(`${reference}.*Needs you`))).toBeVisible()
    await expectNoFindings(page, 'Builds with exports')
    await shot(page, `builds-exports-${inLook}`)
    const [lot] = (await ask(page, 'lot.list', { search: '', productId: null, status: 'active', limit: 1, offset: 0 })).lots
    await runCommand(page, 'lot.adjust', { lotId: lot?.lotId ?? 0, change: { by: 'signed', quantity: '-1' }, reason: 'breakage', businessDate: today(), notes: '' })
    await goTo(page, '/adjustments?code=needs_you')
    await expect(row(page, /PSB-A-.*breakage.*Needs you/).first()).toBeVisible()
    await expectNoFindings(page, 'Adjustments with exports')
    await shot(page, `adjustments-exports-${inLook}`)
  })
})
