import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { takeLock } from '../../src/main/database/lock.ts'
import { launchApp, shot } from '../support/app.ts'
import { callBridge, createSupplier } from '../support/bridge.ts'
import { expect, openScreen, test } from '../support/e2e.ts'

const ledgerIn = (userData: string): string => path.join(userData, 'company', 'ledger.db')
const garbage = 'This was a ledger once.\n'.repeat(500)

test('a damaged ledger leads to the recovery screen, and a backup brings it back', async ({ app, userData }) => {
  await createSupplier(app.page, 'Acme Metals', 'ACM')
  const backup = await callBridge(app.page, { kind: 'host', name: 'backup.now', input: {} })
  expect(backup).toMatchObject({ ok: true })
  await app.close()
  writeFileSync(ledgerIn(userData), garbage)

  const page = await app.restart()
  await expect(page.getByRole('heading', { level: 1, name: 'The ledger could not be opened' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText(ledgerIn(userData))
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await shot(page, 'recovery')

  await page.getByRole('button', { name: 'Restore a backup' }).click()
  await expect(page.getByRole('radio').first()).toBeVisible()
  await shot(page, 'recovery-restore')
  await page.getByRole('button', { name: 'Restore this backup' }).click()
  await openScreen(page, 'Suppliers')
  await expect(page.getByRole('grid', { name: 'Suppliers' }).getByRole('row', { name: /ACM.*Acme Metals/ })).toBeVisible()

  const kept = readdirSync(path.dirname(ledgerIn(userData)), { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(path.dirname(ledgerIn(userData)), name))
    .filter((file) => /\.db$|broken/.test(file) && readFileSync(file).includes('This was a ledger once.'))
  expect(kept).toHaveLength(1)
})

test('a damaged ledger is not touched by trying again', async ({ app, userData }) => {
  await app.close()
  writeFileSync(ledgerIn(userData), garbage)
  const page = await app.restart()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'The ledger could not be opened' })).toBeVisible()
  await app.close()
  expect(readFileSync(ledgerIn(userData), 'utf8')).toBe(garbage)
})

test('a ledger that is open elsewhere names who has it, and opens once it is free', async ({ userData }) => {
  const since = new Date(Date.now() - 3_600_000).toISOString()
  const lock = takeLock(ledgerIn(userData), { host: 'SHOP-PC-2', user: 'shopfloor', since })
  if (!lock.ok) throw new Error(lock.error.code)
  const app = await launchApp({ userData })
  try {
    await expect(app.page.getByText('The ledger is open on SHOP-PC-2.')).toBeVisible()
    await expect(app.page.getByText(/shopfloor has had it open since/)).toBeVisible()
    await shot(app.page, 'recovery-locked')
    lock.value.release()
    await app.page.getByRole('button', { name: 'Try again' }).click()
    await expect(app.page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible()
  } finally {
    lock.value.release()
    await app.close()
  }
})

test('a running program holds its ledger against others in its own name', async ({ app, userData }) => {
  await expect(app.page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible()
  const taken = takeLock(ledgerIn(userData), { host: 'OTHER', user: 'other', since: '2026-01-01T00:00:00.000Z' })
  expect(taken).toMatchObject({ ok: false, error: { code: 'ledger.locked_by', data: { host: hostname() } } })
})

test('a window that dies comes back with everything in place', async ({ app }) => {
  await createSupplier(app.page, 'Acme Metals', 'ACM')
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(), null)
  const page = await app.waitForNewPage()
  await openScreen(page, 'Suppliers')
  await expect(page.getByRole('grid', { name: 'Suppliers' }).getByRole('row', { name: /ACM.*Acme Metals/ })).toBeVisible()
})
