import type { Page } from '@playwright/test'
import path from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { shot } from '../support/app.ts'
import { expect, openScreen, test } from '../support/e2e.ts'
import { longListProduct, writeLongLists } from '../support/long-lists.ts'

const count = 100_000

/** The first cell of each row drawn where it can be seen, once none of them is still on its way. */
async function seenSkus(page: Page): Promise<string[]> {
  const grid = page.getByRole('grid', { name: 'Products' })
  await expect(grid.locator('[aria-busy="true"]')).toHaveCount(0)
  return grid.evaluate((element) => {
    const view = element.parentElement?.getBoundingClientRect()
    const rows = [...element.querySelectorAll('[data-row-id]')].filter((row) => {
      const { top, bottom } = row.getBoundingClientRect()
      return view !== undefined && bottom > view.top + 40 && top < view.bottom
    })
    const byPlace = rows.toSorted((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
    return byPlace.map((row) => row.firstElementChild?.textContent ?? '')
  })
}

const skusFrom = (first: number, step: 1 | -1, length: number) => Array.from({ length }, (_, place) => longListProduct(first + step * place).sku)

test('a hundred thousand products are sorted, filtered and walked by keyboard, and no row stays blank', async ({ app, userData }) => {
  await app.close()
  const db = new SqliteDatabase(path.join(userData, 'company', 'ledger.db'))
  writeLongLists(db, count)
  db.close()
  const page = await app.restart()
  await page.setViewportSize({ width: 1280, height: 800 })
  await openScreen(page, 'Products')
  const grid = page.getByRole('grid', { name: 'Products' })
  await expect(grid).toHaveAttribute('aria-rowcount', String(count + 1))
  await expect(page.getByRole('status').getByText('100,000 products')).toBeVisible()
  expect((await seenSkus(page)).slice(0, 10)).toEqual(skusFrom(1, 1, 10))
  await shot(page, 'long-list')

  await grid.getByRole('row', { name: /P-000001/ }).focus()
  await page.keyboard.press('End')
  const last = grid.getByRole('row', { name: new RegExp(longListProduct(count).sku) })
  await expect(last).toBeFocused()
  expect((await seenSkus(page)).slice(-10)).toEqual(skusFrom(count - 9, 1, 10))
  await page.keyboard.press('PageUp')
  await page.keyboard.press('PageUp')
  await page.keyboard.press('PageUp')
  await expect(grid.locator(':focus')).toContainText(/P-0999/)
  await page.keyboard.press('Home')
  await expect(grid.getByRole('row', { name: /P-000001/ })).toBeFocused()

  const header = (name: string) => grid.getByRole('columnheader', { name }).getByRole('button')
  await header('SKU').click()
  await expect(grid.getByRole('row').nth(1)).toContainText(longListProduct(count).sku)
  expect((await seenSkus(page)).slice(0, 10)).toEqual(skusFrom(count, -1, 10))
  for (const name of ['Name', 'Kind', 'On hand', 'Average cost', 'Value']) {
    await header(name).click()
    await expect(grid.getByRole('columnheader', { name })).toHaveAttribute('aria-sort', 'ascending')
    expect((await seenSkus(page)).length).toBeGreaterThan(10)
    await header(name).click()
    await expect(grid.getByRole('columnheader', { name })).toHaveAttribute('aria-sort', 'descending')
    expect((await seenSkus(page)).length).toBeGreaterThan(10)
  }

  // Accents, case and the order of the words do not matter.
  const search = page.getByRole('searchbox', { name: 'Search products' })
  await search.fill('777 ANGSTROM')
  const matching = Array.from({ length: count }, (_, place) => longListProduct(place + 1)).filter(({ sku, name }) => name.startsWith('Ångström') && `${sku} ${name}`.includes('777'))
  await expect(page.getByRole('status').getByText(`${matching.length} products`)).toBeVisible()
  await header('SKU').click()
  await expect(grid.getByRole('row').nth(1)).toContainText(matching[0]?.sku ?? 'none')
  await search.fill('')
  await expect(page.getByRole('status').getByText('100,000 products')).toBeVisible()

  // Far down, into a product and back.
  const list = page.locator('[data-scroll-restoration-id="table:Products"]')
  await list.evaluate((element) => element.scrollTo({ top: element.scrollHeight / 2 }))
  await expect(grid.getByRole('row', { name: /P-0500/ }).first()).toBeVisible()
  const seen = await seenSkus(page)
  const [middle = ''] = seen.slice(5)
  const before = await list.evaluate((element) => element.scrollTop)
  await grid.getByRole('row', { name: new RegExp(middle) }).click()
  await expect(page).toHaveURL(/\/products\/\d+$/)
  await page.keyboard.press('Escape')
  await expect(grid.getByRole('row', { name: new RegExp(middle) })).toBeFocused()
  await expect.poll(() => list.evaluate((element) => element.scrollTop)).toBe(before)
  await expect.poll(() => seenSkus(page)).toEqual(seen)

  // A new product far from the rows at hand is shown where it belongs, as people count.
  await page.keyboard.press('n')
  const form = page.getByRole('dialog', { name: 'New product' })
  await form.getByRole('textbox', { name: 'SKU' }).fill('p-70000-B')
  await form.getByRole('textbox', { name: 'Name' }).fill('Between')
  await page.keyboard.press('Control+Enter')
  await expect(grid.getByRole('row', { name: /p-70000-B/ })).toBeFocused()
  await expect(grid.getByRole('row', { name: /P-070000 / })).toBeVisible()
  await expect(page.getByRole('status').getByText('100,001 products')).toBeVisible()

  await openScreen(page, 'Lots')
  await expect(page.getByRole('grid', { name: 'Lots' })).toHaveAttribute('aria-rowcount', String(count + 1))
  await openScreen(page, 'Receipts')
  await expect(page.getByRole('grid', { name: 'Receipts' })).toHaveAttribute('aria-rowcount', String(count + 1))
  await page.setViewportSize({ width: 1000, height: 640 })
  await shot(page, 'long-receipts-small')
})
