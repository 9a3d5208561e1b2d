import type { Locator, Page } from '@playwright/test'
import { shot } from '../support/app.ts'
import { expectNoFindings } from '../support/axe.ts'
import { callBridge } from '../support/bridge.ts'
import { today } from '../support/calendar.ts'
import { closeNotice, expect, tabTo, test } from '../support/e2e.ts'
import { ask, giveAccount } from '../support/exporting.ts'
import { inEachLook } from '../support/looks.ts'
import { goTo, runCommand } from '../support/made-box.ts'
import { connectionStatus, enterPracticeShop, logIn, noTrouble, originOf, trouble } from '../support/practice.ts'

const step = (page: Page, name: string) => page.getByRole('listitem', { name, exact: true })
const press = async (page: Page, label: string, key = 'Enter') => {
  await tabTo(page, page.getByRole('button', { name: label, exact: true }))
  await page.keyboard.press(key)
}

/** To the Integrations page, from the settings. */
async function open(page: Page): Promise<void> {
  await goTo(page, '/settings')
  await press(page, 'QuickBooks Online')
  await expect(page.getByRole('heading', { level: 1, name: 'Integrations' })).toBeVisible()
}

/** Into the practice shop and through the login; returns where the practice company listens. */
async function connect(page: Page): Promise<string> {
  await enterPracticeShop(page)
  await open(page)
  await press(page, 'Connect the practice company')
  await expect(page.getByText('Log in on the page that opened in your browser.')).toBeVisible()
  const origin = originOf((await connectionStatus(page)).login.authorizeUrl ?? '')
  expect(await logIn(page)).toContain('close')
  await expect(step(page, 'Company')).toContainText('Done')
  return origin
}

test('from a fresh start the practice company is connected through its login page, its items are synced, and each step is done by keyboard', async ({ app }) => {
  const { page } = app
  await page.setViewportSize({ width: 1280, height: 800 })
  await enterPracticeShop(page)
  await open(page)
  await expect(step(page, 'Company')).toContainText('Next')
  await expectNoFindings(page, 'Integrations, not connected')
  await press(page, 'Connect the practice company')
  await expect(page.getByText('Log in on the page that opened in your browser.')).toBeVisible()
  await expectNoFindings(page, 'Integrations, waiting')
  await shot(page, 'integrations-waiting')
  await logIn(page)

  await expect(step(page, 'Company')).toContainText('Done')
  await expect(step(page, 'Company')).toContainText('Ridgeline Metalworks (practice)')
  await expect(step(page, 'Inventory source')).toContainText('Next')
  await shot(page, 'integrations-source')
  await press(page, 'Choose Sync')
  await expect(step(page, 'Inventory source')).toContainText('Sync.')

  // Accounts and vendors come with the connection. In a small window the field at hand is never behind what was said of the one before.
  await page.setViewportSize({ width: 1000, height: 640 })
  for (const [label, account] of [
    [/^COGS account/, 'Cost of Goods Sold'],
    [/^Receiving account/, 'Other Current Liability'],
  ] as const) {
    const field = page.getByRole('combobox', { name: label }).or(page.getByRole('textbox', { name: label })).first()
    await expect(field).toBeVisible()
    await tabTo(page, field)
    await expectInSight(field)
    await page.keyboard.type(account)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(field).toHaveValue(new RegExp(account))
    await expect(page.getByRole('status').filter({ hasText: account })).toBeVisible()
    await expectInSight(field)
    await page.keyboard.press('Tab')
    await expectInSight(page.locator(':focus'))
    await page.keyboard.press('Tab')
    await expectInSight(page.locator(':focus'))
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(step(page, 'Accounts')).toContainText('Done')
  await shot(page, 'integrations-accounts')

  await press(page, 'Sync items')
  await expect(step(page, 'Items')).toContainText(/\d+ new/, { timeout: 60_000 })
  const { lastRuns } = await connectionStatus(page)
  expect(lastRuns.find(({ kind }) => kind === 'items')?.summary.created).toBeGreaterThan(20)

  await tabTo(page, page.getByRole('textbox', { name: 'Export from' }))
  await page.keyboard.type(today())
  await press(page, 'Set the day')
  await expect(step(page, 'Exports')).toContainText('Done')
  await expectNoFindings(page, 'Integrations, connected')
  await shot(page, 'integrations-connected')
  await page.getByRole('heading', { level: 2, name: 'Company' }).scrollIntoViewIfNeeded()
  await closeNotice(page)
  await shot(page, 'integrations-way')
})

test('a login that is stopped, refused or sent back by hand says so, and the next one works', async ({ app }) => {
  const { page } = app
  await enterPracticeShop(page)
  await open(page)
  await press(page, 'Connect the practice company')
  await press(page, 'Stop waiting')
  await expect(page.getByRole('button', { name: 'Connect the practice company' })).toBeVisible()

  await press(page, 'Connect the practice company')
  await logIn(page, 'Cancel')
  await expect(step(page, 'Company').getByRole('alert')).toBeVisible()
  await shot(page, 'integrations-denied')

  await press(page, 'Connect the practice company')
  const paste = page.getByRole('textbox', { name: 'Paste the address you were sent to' })
  await press(page, 'Use this address')
  await expect(paste).toHaveAccessibleDescription(/not the address of a page/)
  await tabTo(page, paste, 'Shift+Tab')
  await page.keyboard.type('not an address')
  await page.keyboard.press('Enter')
  await expect(paste).toHaveAccessibleDescription(/address/i)
  await expect(paste).toHaveValue('not an address')
  await paste.fill('http://localhost:8710/callback?code=abc&state=somebody-elses&realmId=1')
  await page.keyboard.press('Enter')
  await expect(page.locator('form', { has: paste })).toContainText(/another login|other login|not.*this login/i)
  await logIn(page)
  await expect(step(page, 'Company')).toContainText('Done')
})

test('each trouble of the connection says what happened and what to do, and nothing is lost', async ({ app }) => {
  const { page } = app
  const origin = await connect(page)
  await press(page, 'Choose Sync')

  // A token that lapsed is renewed without a word.
  await trouble(origin, { name: 'expire_token' })
  await press(page, 'Sync items')
  await expect(step(page, 'Items')).toContainText(/\d+ new/, { timeout: 60_000 })

  // A server that fails is told, with what came before kept.
  await trouble(origin, { name: 'server_error', on: 'Item', times: null })
  const before = await items(page)
  await press(page, 'Sync items')
  await expect(page.getByRole('alert').first()).toBeVisible({ timeout: 90_000 })
  // And where it was asked for.
  await expect(step(page, 'Items')).toContainText('Not read to the end')
  await shot(page, 'integrations-server-error')
  expect(await items(page)).toBe(before)
  await noTrouble(origin)
  await press(page, 'Sync items')
  await expect(step(page, 'Items')).toContainText(/nothing changed/, { timeout: 60_000 })
  await expect(page.getByRole('alert')).toHaveCount(0)

  // A login that was taken away there leads to Reconnect, and everything that was chosen is still there.
  await trouble(origin, { name: 'expire_token' })
  await trouble(origin, { name: 'refuse_refresh' })
  await press(page, 'Sync items')
  await expect(step(page, 'Company')).toContainText('Needs attention', { timeout: 60_000 })
  await expectNoFindings(page, 'Integrations, login lapsed')
  await shot(page, 'integrations-reconnect')
  await press(page, 'Reconnect')
  await logIn(page)
  await expect(step(page, 'Company')).toContainText('Done')
  await expect(step(page, 'Inventory source')).toContainText('Sync.')

  // A plan without inventory: the choice that does not hold any more says why.
  await trouble(origin, { name: 'no_inventory_plan' })
  await press(page, 'Reconnect')
  await logIn(page)
  await expect(step(page, 'Inventory source')).toContainText('Needs attention')
  await expect(step(page, 'Company')).toContainText('has no inventory')
  await shot(page, 'integrations-plan')
  await noTrouble(origin)

  // Another currency is refused by name.
  await trouble(origin, { name: 'other_currency', currency: 'CAD' })
  await press(page, 'Reconnect')
  await logIn(page)
  await expect(page.getByRole('alert').filter({ hasText: 'CAD' })).toBeVisible()
  await shot(page, 'integrations-currency')
  await noTrouble(origin)

  await press(page, 'Disconnect')
  await expect(step(page, 'Company')).toContainText('every link stays')
  await shot(page, 'integrations-disconnected')
})

/** Nothing lies over it. */
async function expectInSight(target: Locator): Promise<void> {
  const covered = () =>
    target.evaluate((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect()
      const over = [left + 6, (left + right) / 2, right - 6].map((x) => document.elementFromPoint(x, (top + bottom) / 2))
      return over.every((one) => one !== null && (element.contains(one) || one.contains(element))) ? '' : over.map((one) => one?.outerHTML.slice(0, 80)).join(' ')
    })
  await expect.poll(covered).toBe('')
}

async function items(page: Page): Promise<unknown> {
  const reply = await callBridge(page, { kind: 'query', name: 'item.list', input: { search: '', limit: 1, offset: 0, sort: 'name', descending: false, kinds: [], state: null } })
  return reply.value?.['total']
}

const looks = [
  { theme: 'dark', mode: 'office', width: 1000, height: 640 },
  { theme: 'light', mode: 'floor', width: 1000, height: 640 },
  { theme: 'contrast', mode: 'office', width: 1000, height: 640 },
] as const

test('axe finds nothing on the way to QuickBooks, in any look', async ({ app }) => {
  await connect(app.page)
  await press(app.page, 'Choose Partsemble only')
  await expect(step(app.page, 'Accounts')).toContainText('Builds, debit')
  await inEachLook(app, looks, async (page, _look, inLook) => {
    await open(page)
    await expect(step(page, 'Accounts')).toContainText('Builds, debit')
    await expectNoFindings(page, 'Integrations')
    await shot(page, `integrations-${inLook}`)
    await press(page, 'Change the inventory source')
    await expect(page.getByRole('dialog', { name: 'Change the inventory source' })).toBeVisible()
    await expectNoFindings(page, 'Inventory source')
    await shot(page, `integrations-source-${inLook}`)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)

    // Whoever lets the cost of sales be journaled is told beside the choice what it lacks, and led to it.
    const buildDebit = (await ask(page, 'accounting.accounts', { role: 'build_debit' })).accounts.find(({ type, problem }) => type === 'Other Current Asset' && problem === null)
    await runCommand(page, 'accounting.set_account', { role: 'build_debit', accountingAccountId: buildDebit?.accountingAccountId ?? 0 })
    const choice = page.getByRole('radiogroup', { name: 'Cost of sales' })
    await tabTo(page, choice.getByRole('radio', { name: 'Leave it to the accountant' }))
    await page.keyboard.press('ArrowDown')
    await expect(choice).toHaveAccessibleDescription(/There is no COGS account yet\./)
    await expect(choice.getByRole('radio', { name: 'Leave it to the accountant' })).toBeChecked()
    await expect(page.getByRole('alert')).toHaveCount(0)
    await expectNoFindings(page, 'Cost of sales without its account')
    await shot(page, `cost-of-sales-refused-${inLook}`)
    await tabTo(page, step(page, 'Exports').getByRole('link', { name: 'Choose the COGS account' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('combobox', { name: /^COGS account/ }).or(page.getByRole('textbox', { name: /^COGS account/ })).first()).toBeFocused()
    await giveAccount(page, 'cogs')
    await expect(choice).not.toHaveAccessibleDescription(/no COGS account/)
    await tabTo(page, choice.getByRole('radio', { name: 'Leave it to the accountant' }))
    await page.keyboard.press('ArrowDown')
    await expect(choice).toHaveAccessibleDescription(/Journaled from .* on\./)
    await expect(choice.getByRole('radio', { name: 'Journal it each day' })).toBeChecked()
    await expectNoFindings(page, 'Cost of sales journaled')
    await shot(page, `cost-of-sales-${inLook}`)
    // As the next look finds it.
    await runCommand(page, 'accounting.journal_cost_of_sales', { from: null })
    await runCommand(page, 'accounting.set_account', { role: 'cogs', accountingAccountId: null })
  })
})
