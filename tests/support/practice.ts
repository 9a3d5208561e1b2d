import { chromium, type Browser, type Page } from '@playwright/test'
import { findBrowser } from '../../build/find-browser.ts'
import type { ConnectionStatus } from '../../src/shared/contract/connection.ts'
import { callBridge } from './bridge.ts'
import { expect, tabTo } from './e2e.ts'

/** What the connection says of itself. */
export async function connectionStatus(page: Page): Promise<ConnectionStatus> {
  const reply = await callBridge(page, { kind: 'host', name: 'connection.status', input: {} })
  return reply.value as unknown as ConnectionStatus
}

/** From the first screen of an empty company into the practice shop, by keyboard. */
export async function enterPracticeShop(page: Page): Promise<void> {
  await tabTo(page, page.getByRole('button', { name: 'Open the practice shop' }))
  await page.keyboard.press('Enter')
  // A year of it is made first, unless a test before has left one: seconds, and on a busy PC a minute.
  await expect(page.getByRole('complementary', { name: 'Practice shop' })).toContainText('nothing here is real', { timeout: 240_000 })
  await expect(page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible()
}

/** Where the practice company listens: its login page's address without the rest. */
export function originOf(authorizeUrl: string): string {
  return new URL(authorizeUrl).origin
}

/**
 * Connects with the practice company as a person does who presses *Connect* on its login page, without a browser to press it in; returns
 * where the practice company listens.
 */
export async function connectPracticeCompany(page: Page): Promise<string> {
  expect(await callBridge(page, { kind: 'host', name: 'connection.begin_login', input: { service: 'practice' } })).toMatchObject({ ok: true })
  const address = new URL((await connectionStatus(page)).login.authorizeUrl ?? '')
  const form = new URLSearchParams([...address.searchParams, ['decision', 'connect']])
  const answer = await fetch(address.origin + address.pathname, { method: 'POST', body: form, redirect: 'manual' })
  expect((await fetch(answer.headers.get('location') ?? '')).ok).toBe(true)
  await expect.poll(async () => (await connectionStatus(page)).state).toBe('connected')
  return address.origin
}

/** What logs in, started once for all tests of a process. */
let browser: Promise<Browser> | null = null

/** Opens the login page that waits in a browser of its own and presses a button there; returns what that browser shows at the end. */
export async function logIn(page: Page, decision: 'Connect' | 'Cancel' = 'Connect'): Promise<string> {
  await expect.poll(async () => (await connectionStatus(page)).login.phase).toBe('waiting')
  const { authorizeUrl } = (await connectionStatus(page)).login
  if (authorizeUrl === null) throw new Error('no login page waits')
  browser ??= chromium.launch({ executablePath: browserPath(), args: ['--no-sandbox'] })
  const tab = await (await browser).newPage()
  try {
    await tab.goto(authorizeUrl)
    const button = tab.getByRole('button', { name: decision, exact: true })
    await button.focus()
    await tab.keyboard.press('Enter')
    // By its host: the login page's own address carries that name too, as the way back.
    await tab.waitForURL((url) => url.hostname === 'localhost')
    return await tab.locator('body').innerText()
  } finally {
    await tab.close()
  }
}

function browserPath(): string {
  const found = findBrowser({ install: false })
  if ('problem' in found) throw new Error(found.problem)
  return found.path
}

/** Switches on one of the troubles of the practice company. */
export async function trouble(origin: string, fault: object): Promise<void> {
  const reply = await fetch(`${origin}/practice/faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fault) })
  expect(reply.status, await reply.text()).toBe(200)
}

/** Switches all of them off. */
export async function noTrouble(origin: string): Promise<void> {
  expect((await fetch(`${origin}/practice/faults`, { method: 'DELETE' })).status).toBe(200)
}
