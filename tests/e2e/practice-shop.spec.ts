import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expectNoFindings } from '../support/axe.ts'
import { shot } from '../support/app.ts'
import { callBridge, createSupplier } from '../support/bridge.ts'
import { dayFromNow } from '../support/calendar.ts'
import { expect, openScreen, tabTo, test } from '../support/e2e.ts'
import { palette } from '../support/first-day.ts'
import { inEachLook } from '../support/looks.ts'
import { connectPracticeCompany, enterPracticeShop } from '../support/practice.ts'

const banner = (page: Page) => page.getByRole('complementary', { name: 'Practice shop' })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })

const ask = async (page: Page, name: string, input: object) => (await callBridge(page, { kind: 'query', name, input })).value ?? {}

const host = (page: Page, name: string, input: object) => callBridge(page, { kind: 'host', name, input })

/** What the practice company says it has, by SKU, of what it counts. */
async function itemQuantities(page: Page): Promise<Map<string, number>> {
  const { items } = (await ask(page, 'item.list', { search: '', kinds: ['inventory'], state: null, limit: 200, offset: 0 })) as {
    items: { sku: string; active: boolean; quantity: number | null }[]
  }
  return new Map(items.flatMap(({ sku, active, quantity }) => (active && quantity !== null ? [[sku, quantity] as const] : [])))
}

test('an empty company asks how to begin, and offers three ways', async ({ app }) => {
  const { page } = app
  const choice = page.getByRole('region', { name: 'How do you want to begin?' })
  await expect(choice.getByRole('button')).toHaveText(['Connect QuickBooks', 'Work without accounting', 'Open the practice shop'])
  await expectNoFindings(page, 'First choice')
  await shot(page, 'practice-first-choice')
  const bar = await page.getByRole('contentinfo', { name: 'Status' }).boundingBox()
  expect(bar?.y).toBeGreaterThan(700)
  await tabTo(page, choice.getByRole('button', { name: 'Work without accounting' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'First steps' })).toBeVisible()
  await expect(choice).toBeHidden()
  await expect(page.getByRole('button', { name: 'New product' })).toBeFocused()

  // Asked once, on this PC.
  const again = await app.restart()
  await expect(again.getByRole('region', { name: 'First steps' })).toBeVisible()
  await expect(again.getByRole('region', { name: 'How do you want to begin?' })).toBeHidden()
})

test('connecting QuickBooks leads to the integrations, and the choice is not asked again', async ({ app }) => {
  const { page } = app
  await page.getByRole('button', { name: 'Connect QuickBooks' }).press('Enter')
  await expect(heading(page, 'Integrations')).toBeVisible()
  await openScreen(page, 'Dashboard')
  await expect(page.getByRole('region', { name: 'First steps' })).toBeVisible()
})

test.describe('being made', () => {
  test.use({ madeShop: false })

  test('into the practice shop and back by keyboard, with the own company untouched', async ({ app, userData }) => {
    const { page } = app
    await enterPracticeShop(page)
    await expect(page).toHaveTitle(/^Practice shop – Dashboard/)
    for (const [question, row] of [
      ['What should I build', /ENC-2420-GRY/],
      ['What can I build now', /limited by/],
      ['What is late', /CRT-2.*late/],
      ['What runs low', /reorder at/],
    ] as const) {
      await expect(page.getByRole('region', { name: question }).getByRole('listitem').filter({ hasText: row }).first()).toBeVisible()
    }
    await expectNoFindings(page, 'Practice dashboard')
    await shot(page, 'practice-dashboard')

    await openScreen(page, 'Products')
    await page.getByRole('searchbox').fill('RCK-24U')
    await expect(page.getByRole('row', { name: /RCK-24U/ })).toBeVisible()

    // Everything that went into a rack that was sold: four levels down to a plate from a supplier.
    const lots = (await ask(page, 'lot.list', { search: 'RCK-24U', productId: null, status: 'exhausted', sort: 'receivedOn', descending: true, limit: 5, offset: 0 }))['lots'] as { lotId: number }[]
    await page.evaluate((hash) => (window.location.hash = hash), `#/lots/${lots[0]?.lotId}/trace`)
    await expect(page.getByText('PLT-HR25').first()).toBeVisible()
    await shot(page, 'practice-trace')

    await palette(page, 'Check my books')
    await expect(page.getByText(/Your books are right/)).toBeVisible()

    expect(existsSync(path.join(userData, 'practice-shop', 'ledger.db'))).toBe(true)
    const leave = page.getByRole('button', { name: 'Leave the practice shop' })
    await leave.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('status').getByText('Back in your own company')).toBeVisible()
    await expect(banner(page)).toBeHidden()
    await expect(page.getByRole('region', { name: 'How do you want to begin?' })).toBeVisible()
    expect(await ask(page, 'product.list', { search: '', kinds: [], limit: 10, offset: 0 })).toMatchObject({ total: 0 })
    expect(existsSync(path.join(userData, 'practice-shop'))).toBe(false)
  })

  test('killed while the practice shop is made, it starts in the own company with nothing left behind', async ({ app, userData }) => {
    const { page } = app
    const half = path.join(userData, 'practice-shop.making')
    await page.getByRole('button', { name: 'Open the practice shop' }).press('Enter')
    await expect.poll(() => existsSync(path.join(half, 'ledger.db')), { intervals: [5] }).toBe(true)
    await app.kill()
    expect(existsSync(half)).toBe(true)
    const again = await app.restart()
    await expect(again.getByRole('region', { name: 'How do you want to begin?' })).toBeVisible()
    await expect(banner(again)).toBeHidden()
    expect(existsSync(half) || existsSync(path.join(userData, 'practice-shop'))).toBe(false)
    await enterPracticeShop(again)
  })
})

test('a practice shop is there again after a restart, with what was done in it and its own people', async ({ app }) => {
  await enterPracticeShop(app.page)
  await expect(app.page.getByRole('contentinfo', { name: 'Status' })).toContainText('Office')
  await createSupplier(app.page, 'Practised Here', null)
  const page = await app.restart()
  await expect(banner(page)).toBeVisible()
  expect(await ask(page, 'supplier.list', { search: 'Practised', limit: 5, offset: 0 })).toMatchObject({ total: 1 })
  await expect(page.getByRole('contentinfo', { name: 'Status' })).toContainText('Office')

  await page.getByRole('button', { name: 'Leave the practice shop' }).press('Enter')
  await expect(banner(page)).toBeHidden()
  await expect(page.getByRole('contentinfo', { name: 'Status' })).toContainText('Nobody named')
  expect(await ask(page, 'supplier.list', { search: '', limit: 5, offset: 0 })).toMatchObject({ total: 0 })
})

test('the practice company is the shop’s alone, counted what lies there, and ends with the program', async ({ app }) => {
  let { page } = app
  expect(await host(page, 'connection.begin_login', { service: 'practice' })).toMatchObject({ ok: false, error: { code: 'accounting.no_practice' } })
  await enterPracticeShop(page)
  const origin = await connectPracticeCompany(page)
  await host(page, 'sync.run', { kinds: ['items'] })
  await expect.poll(() => itemQuantities(page).then((quantities) => quantities.size)).toBeGreaterThan(50)

  // What lay there when today began: what was done since is exported, from the day of connecting on.
  const asOf = await ask(page, 'stock.as_of', { businessDate: dayFromNow(-1), knownAt: null, by: 'product', productId: null })
  const there = new Map((asOf['rows'] as { label: string; quantity: number }[]).map(({ label, quantity }) => [label, quantity]))
  const counted = await itemQuantities(page)
  expect([...counted].filter(([sku, quantity]) => quantity !== (there.get(sku) ?? 0))).toEqual([])

  // However the program ends, nothing of it keeps running.
  await app.kill()
  await expect.poll(() => fetch(origin).then(() => 'answers', () => 'gone')).toBe('gone')
  page = await app.restart()
  await expect(banner(page)).toBeVisible()
})

const looks = [
  { theme: 'light', mode: 'floor', width: 1280, height: 800 },
  { theme: 'dark', mode: 'office', width: 1000, height: 640 },
  { theme: 'dark', mode: 'floor', width: 1000, height: 640 },
  { theme: 'contrast', mode: 'office', width: 1280, height: 800 },
  // 200 % zoom.
  { theme: 'light', mode: 'office', width: 640, height: 400 },
] as const

test('the first choice and the practice shop are readable and usable, in any look', async ({ app }) => {
  await inEachLook(app, looks, async (page, _look, inLook) => {
    await expect(page.getByRole('button', { name: 'Open the practice shop' })).toBeVisible()
    await expectNoFindings(page, 'First choice')
    await shot(page, `practice-first-choice-${inLook}`)
  })
  await enterPracticeShop(app.page)
  await inEachLook(app, looks, async (page, _look, inLook) => {
    await expect(banner(page)).toBeVisible()
    await expect(page.getByRole('region', { name: 'What should I build' })).toBeVisible()
    await expectNoFindings(page, 'Practice shop')
    await shot(page, `practice-dashboard-${inLook}`)
    await openScreen(page, 'Settings')
    await page.getByRole('heading', { name: 'Practice shop' }).scrollIntoViewIfNeeded()
    await shot(page, `practice-settings-${inLook}`)
    await expect(page.getByRole('button', { name: 'Leave the practice shop' })).toBeInViewport()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
    expect(wide).toBe(false)
  })
})
