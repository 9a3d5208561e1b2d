import type { Page } from '@playwright/test'
import { expectNoFindings } from '../support/axe.ts'
import { shot } from '../support/app.ts'
import { callBridge } from '../support/bridge.ts'
import { expect, openScreen, test } from '../support/e2e.ts'
import { palette } from '../support/first-day.ts'
import { connectionStatus, connectPracticeCompany, enterPracticeShop } from '../support/practice.ts'

const bar = (page: Page) => page.getByRole('contentinfo', { name: 'Status' })
const card = (page: Page) => page.getByRole('region', { name: 'What waits to be sent' })

async function host(page: Page, name: string, input: object = {}): Promise<Record<string, unknown>> {
  const reply = await callBridge(page, { kind: 'host', name, input })
  expect(reply, JSON.stringify(reply)).toMatchObject({ ok: true })
  return reply.value ?? {}
}

/** Connects, and waits until what is read then is read; returns where the practice company listens. */
async function connect(page: Page): Promise<string> {
  const origin = await connectPracticeCompany(page)
  await expect.poll(async () => (await connectionStatus(page)).running.length).toBe(0)
  return origin
}

test('the foot of the window and the dashboard say how it stands with QuickBooks, from unconnected to disconnected', async ({ app }) => {
  const { page } = app
  await enterPracticeShop(page)
  await expect(bar(page)).toContainText('No accounting company')
  await expect(bar(page)).not.toContainText('Online')
  await expect(card(page)).toContainText('No accounting company is connected')

  const origin = await connect(page)
  await expect(bar(page)).toContainText('Online')
  await expect(bar(page)).toContainText('Nothing waiting')
  await expect(bar(page)).toContainText(/Last sync today/)
  await expect(card(page)).toContainText('Nothing waits for Ridgeline Metalworks (practice).')
  await expectNoFindings(page, 'Dashboard, connected')
  await shot(page, 'connection-online')

  // A change there that the lists show, and a plan that cannot do what was chosen.
  const reply = await callBridge(page, { kind: 'command', name: 'accounting.choose_source', commandId: crypto.randomUUID(), input: { source: 'sync' } })
  expect(reply).toMatchObject({ ok: true })
  await fetch(`${origin}/practice/faults`, { method: 'POST', body: JSON.stringify({ name: 'no_inventory_plan' }) })
  await host(page, 'sync.run', { kinds: ['accounts'] })
  const attention = bar(page).getByRole('button', { name: 'QuickBooks needs a look' })
  await expect(attention).toBeVisible()
  await attention.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Integrations' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('cannot take inventory adjustments')
  await fetch(`${origin}/practice/faults`, { method: 'DELETE' })
  await host(page, 'sync.run', { kinds: ['accounts'] })
  await expect(attention).toBeHidden()

  // Its login ended over there: said where it is seen from any screen.
  await fetch(`${origin}/practice/tokens`, { method: 'POST', body: JSON.stringify({ expireAccess: true, refuseRefresh: true }) })
  await host(page, 'sync.run', { kinds: ['accounts'] })
  await openScreen(page, 'Dashboard')
  await expect(bar(page).getByRole('button', { name: 'Log in to QuickBooks again' })).toBeVisible()
  await expect(card(page)).toContainText('The login has to be renewed')
  await page.setViewportSize({ width: 1000, height: 640 })
  // One line, with all there is to say on it.
  const linesOfFoot = async () => ((await bar(page).boundingBox())?.height ?? Infinity) / ((await bar(page).getByText('Nothing waiting').boundingBox())?.height ?? 0)
  await expect.poll(linesOfFoot).toBeLessThan(2)
  await expect.poll(() => bar(page).evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0)
  await shot(page, 'connection-login-small')
  await connect(page)
  await expect(bar(page).getByRole('button', { name: 'Log in to QuickBooks again' })).toBeHidden()

  expect(await host(page, 'connection.disconnect')).toEqual({ revoked: true })
  await expect(bar(page)).toContainText('QuickBooks disconnected')
  await expect(card(page)).toContainText('The company is disconnected')
  await page.setViewportSize({ width: 1280, height: 800 })
  for (const words of ['Dark theme', 'Light theme', 'Floor mode', 'High contrast theme']) {
    await palette(page, words)
    await card(page).scrollIntoViewIfNeeded()
    await expectNoFindings(page, `Dashboard, disconnected, ${words}`)
    await shot(page, `connection-disconnected-${words.replaceAll(' ', '-').toLowerCase()}`)
  }
})

test('a login that lay in memory is asked for again after a restart, and nothing else is lost', async ({ app }) => {
  await enterPracticeShop(app.page)
  await connect(app.page)
  expect(await connectionStatus(app.page)).toMatchObject({ keychain: 'memory' })
  const page = await app.restart()
  await expect(bar(page).getByRole('button', { name: 'Log in to QuickBooks again' })).toBeVisible()
  expect(await connectionStatus(page)).toMatchObject({ state: 'needs_login', company: { connected: true }, problems: [{ code: 'connection.reconnect', data: { reason: 'none' } }] })
  await connect(page)
  await expect(bar(page)).toContainText('Online')
})
