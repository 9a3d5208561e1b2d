import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import SqliteDatabase from 'better-sqlite3'
import { shot, type RunningApp } from '../support/app.ts'
import { expectNoFindings } from '../support/axe.ts'
import { callBridge } from '../support/bridge.ts'
import { expect, reloadFromMain, tabTo, test } from '../support/e2e.ts'
import { ask, exportFromToday, linkAll } from '../support/exporting.ts'
import { goTo, runCommand } from '../support/made-box.ts'

const step = (page: Page) => page.getByRole('listitem', { name: 'Sales', exact: true })
const button = (page: Page, name: string) => step(page).getByRole('button', { name, exact: true })
const press = async (page: Page, name: string) => {
  await tabTo(page, button(page, name))
  await page.keyboard.press('Enter')
}
/** Syncs as a person does, until it is said so. */
async function syncNow(page: Page, said: string | RegExp): Promise<void> {
  const before = (await ask(page, 'sales.last_sync', {})).run?.endedAt ?? null
  await press(page, 'Sync now')
  await expect.poll(async () => (await ask(page, 'sales.last_sync', {})).run?.endedAt ?? null, { timeout: 120_000 }).not.toBe(before)
  await expect(button(page, 'Sync now')).toBeEnabled()
  await expect(step(page).getByText(/Last synced/)).toContainText(said)
}

/** One figure of the practice shop's ledger, past the program. */
function read<T>(userData: string, sql: string, ...given: readonly (string | number)[]): T {
  const folder = path.join(userData, 'practice-shop')
  const file = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) => path.basename(name) === 'ledger.db')
  if (file === undefined) throw new Error('the shop has no ledger')
  const db = new SqliteDatabase(path.join(folder, file), { readonly: true })
  try {
    return db.prepare(sql).pluck().get(...given) as T
  } finally {
    db.close()
  }
}

/** What all sales and returns cost together. */
async function costOfSales(page: Page): Promise<bigint> {
  let cost = 0n
  for (let offset = 0; ; offset += 100) {
    const { sales } = await ask(page, 'sale.list', { search: '', limit: 100, offset })
    for (const sale of sales) cost += BigInt(sale.cost)
    if (sales.length < 100) return cost
  }
}

/** Voids or deletes a document on the practice company's own page. */
async function changeOnItsPage(origin: string, type: string, id: string, what: 'void' | 'delete'): Promise<void> {
  const shown = await (await fetch(`${origin}/documents/${type}/${id}`)).text()
  const token = new RegExp(`/${what}"><input type="hidden" name="token" value="(\\d+)"`).exec(shown)?.[1] ?? ''
  const answer = await fetch(`${origin}/documents/${type}/${id}/${what}`, { method: 'POST', body: new URLSearchParams({ token }), redirect: 'manual' })
  expect(answer.status).toBe(303)
}

/** The fields of a form as a browser would send them. */
async function formAt(address: string): Promise<URLSearchParams> {
  const page = await (await fetch(address)).text()
  const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"') ?? ''
  const form = new URLSearchParams({ action: 'save' })
  for (const [tag] of page.matchAll(/<input [^>]*>/g)) {
    const ticked = !tag.includes('type="checkbox"') || tag.includes(' checked')
    if (ticked && attribute(tag, 'name') !== '') form.append(attribute(tag, 'name'), attribute(tag, 'value'))
  }
  for (const [, name = '', options = ''] of page.matchAll(/<select name="([^"]*)"[^>]*>(.*?)<\/select>/gs)) {
    const chosen = /<option[^>]* selected[^>]*>([^<]*)/.exec(options) ?? /<option value="[^"]+"[^>]*>([^<]*)/.exec(options)
    if (chosen !== null) form.append(name, chosen[0].includes('value=') ? attribute(chosen[0], 'value') : (chosen[1] ?? ''))
  }
  return form
}

/** Saves an invoice by the form of the company's own page, with its first line as given; a new one, or one that is there. Returns its id. */
async function saveOnItsPage(origin: string, id: string | null, line: { readonly item?: string; readonly quantity: string; readonly amount: string }, number?: string): Promise<string> {
  const form = await formAt(id === null ? `${origin}/sales/new?type=Invoice` : `${origin}/sales/Invoice/${id}`)
  if (number !== undefined) form.set('number', number)
  const set = (name: string, value: string) => {
    const [, ...others] = form.getAll(name)
    form.delete(name)
    for (const each of [value, ...others]) form.append(name, each)
  }
  for (const [name, value] of Object.entries({ price: '', ...line })) set(name, value)
  const answer = await fetch(`${origin}/sales/Invoice${id === null ? '' : `/${id}`}`, { method: 'POST', body: form, redirect: 'manual' })
  if (answer.status !== 303) throw new Error(`not saved: ${(await answer.text()).replaceAll(/<[^>]+>/g, ' ').slice(0, 600)}`)
  return answer.headers.get('location')?.split('/').at(-1) ?? ''
}

/** Pulls sales without a look at the screen. */
async function pull(page: Page): Promise<void> {
  const before = (await ask(page, 'sales.last_sync', {})).run?.endedAt ?? null
  expect(await callBridge(page, { kind: 'host', name: 'sync.run', input: { kinds: ['sales'] } })).toMatchObject({ ok: true })
  await expect.poll(async () => (await ask(page, 'sales.last_sync', {})).run?.endedAt ?? null, { timeout: 120_000 }).not.toBe(before)
}

/** A line that does not say how many is settled where it waits; what is changed on the company's page afterwards moves only the difference. */
async function settledAndChanged(page: Page, userData: string, origin: string): Promise<void> {
  const [sku, productId] = JSON.parse(
    read<string>(
      userData,
      `SELECT json_array(p.sku, p.product_id) FROM product p JOIN item_link USING (product_id) JOIN product_balance b USING (product_id)
       WHERE p.kind = 'finished_good' ORDER BY b.quantity DESC LIMIT 1`,
    ),
  ) as [string, number]
  const one = 1_000_000
  const onHand = () => read<number>(userData, 'SELECT quantity FROM product_balance WHERE product_id = ?', productId)
  const before = onHand()
  const id = await saveOnItsPage(origin, null, { item: sku, quantity: '', amount: '90' }, 'HOW-MANY')
  await pull(page)
  await goTo(page, '/sales?filter=waiting')
  const grid = page.getByRole('grid', { name: 'Sales' })
  await page.getByRole('searchbox', { name: 'Search documents' }).fill('HOW-MANY')
  await expect(grid.getByRole('row')).toHaveCount(2)
  await tabTo(page, grid.getByRole('row').nth(1))
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Invoice HOW-MANY' })
  await expect(panel.getByRole('button', { name: 'Say how many' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('textbox', { name: 'Quantity' })).toBeFocused()
  await panel.getByRole('button', { name: 'Cancel' }).press('Enter')
  await expect(panel.getByRole('button', { name: 'Say how many' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('textbox', { name: 'Quantity' })).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await expect(panel.getByRole('textbox', { name: 'Quantity' })).toHaveAttribute('aria-invalid', 'true')
  await page.keyboard.type('2')
  await expectNoFindings(page, 'How many a line is of')
  await shot(page, 'sales-how-many')
  await page.keyboard.press('Control+Enter')
  await expect(panel).toBeHidden()
  await expect(page.getByRole('status').filter({ hasText: 'Invoice HOW-MANY is in the books' })).toBeVisible()
  expect(onHand()).toBe(before - 2 * one)

  const sale = async () => (await ask(page, 'sale.list', { search: 'HOW-MANY', source: 'quickbooks', limit: 1, offset: 0 })).sales[0]
  const { saleId } = (await sale()) ?? {}
  await goTo(page, `/sales/${saleId}`)
  const revenue = page.locator('dl > div', { has: page.locator('dt', { hasText: /^Revenue$/ }) }).locator('dd')
  await expect(revenue).toHaveText('90.00')
  // What was said here is said on its page, and can be said anew.
  await tabTo(page, page.getByRole('region', { name: 'In QuickBooks' }).getByRole('button', { name: 'Change the quantity' }))
  await page.keyboard.press('Enter')
  const quantity = page.getByRole('dialog').getByRole('textbox', { name: 'Quantity' })
  await expect(quantity).toHaveValue('2')
  await quantity.fill('1')
  await page.keyboard.press('Control+Enter')
  await expect(quantity).toBeHidden()
  expect(onHand()).toBe(before - one)
  await page.keyboard.press('Control+z')
  await expect.poll(onHand).toBe(before - 2 * one)
  await saveOnItsPage(origin, id, { quantity: '3', amount: '150' })
  await pull(page)
  await expect(revenue).toHaveText('150.00')
  await expect(page.getByRole('table', { name: 'Lines of this sale' }).getByRole('row').nth(1)).toContainText('3')
  expect(onHand()).toBe(before - 3 * one)
  // Voided, changed into one that counts again, and gone for good: stock and totals follow each time.
  await changeOnItsPage(origin, 'Invoice', id, 'void')
  await pull(page)
  expect([await sale(), onHand()]).toMatchObject([{ status: 'voided' }, before])
  await saveOnItsPage(origin, id, { quantity: '1', amount: '45.50' })
  await pull(page)
  expect([await sale(), onHand()]).toMatchObject([{ status: 'posted', revenue: 45_500_000 }, before - one])
  await shot(page, 'sale-changed-there')
  await changeOnItsPage(origin, 'Invoice', id, 'delete')
  await pull(page)
  expect([await sale(), onHand()]).toMatchObject([{ status: 'voided' }, before])
}

/** Documents that hold one item which nobody said anything about, and nothing else in the way. */
async function waitingForOne(page: Page) {
  const { documents } = await ask(page, 'sale.waiting', { search: '', type: 'invoice', limit: 500, offset: 0 })
  return documents.flatMap(({ problems, ...document }) => {
    const [problem] = problems
    return problems.length === 1 && problem?.code === 'item_not_linked' ? [{ ...document, item: problem.item.split(':').at(-1) ?? '' }] : []
  })
}

/** What waits is settled where it is listed: linked, said to be no product, taken back and tried again, by keyboard. */
async function settleInPlace(app: RunningApp): Promise<void> {
  const { page } = app
  await goTo(page, '/sales')
  await tabTo(page, page.getByRole('button', { name: /documents wait for you/ }))
  await page.keyboard.press('Enter')
  const grid = page.getByRole('grid', { name: 'Sales' })
  const notice = page.getByRole('status').filter({ hasText: /Invoice \d/ })
  await expect(grid.getByRole('row').nth(1)).toContainText('is no product here yet')
  await expectNoFindings(page, 'Sales, waiting')
  await shot(page, 'sales-waiting')

  const [first, second] = await waitingForOne(page)
  if (first === undefined || second === undefined) throw new Error('nothing waits for one item')
  const open = async (docNumber: string) => {
    await page.getByRole('searchbox', { name: 'Search documents' }).fill(docNumber)
    await expect(grid.getByRole('row')).toHaveCount(2)
    await tabTo(page, grid.getByRole('row').nth(1))
    await page.keyboard.press('Enter')
    const panel = page.getByRole('dialog', { name: `Invoice ${docNumber}` })
    await expect(panel.getByRole('button', { name: 'Link…' })).toBeFocused()
    return panel
  }
  const panel = await open(first.docNumber)
  await expect(panel).toContainText(`${first.item} is no product here yet`)
  await expectNoFindings(page, 'A document that waits')
  await shot(page, 'sales-waiting-panel')
  // The same on the floor, where the panel is still open after the window was loaded anew.
  for (const [theme, mode] of [['dark', 'floor'], ['auto', 'office']] as const) {
    expect(await callBridge(page, { kind: 'host', name: 'preferences.set', input: { theme, mode } })).toMatchObject({ ok: true })
    await reloadFromMain(app)
    await expect(panel.getByRole('button', { name: 'Link…' })).toBeFocused()
    // What an item can be is chosen between equals, and every one of them is a big target on the floor.
    const heights = await panel.getByRole('button', { name: /^(Link…|Import as product|Not a product)$/ }).evaluateAll((buttons) => buttons.map((one) => one.getBoundingClientRect().height))
    expect(new Set(heights).size).toBe(1)
    expect(heights[0]).toBeGreaterThanOrEqual(mode === 'floor' ? 56 : 24)
    await expectNoFindings(page, `A document that waits, ${mode}`)
    await shot(page, `sales-waiting-panel-${mode}`)
  }
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('combobox', { name: 'Product' })).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await expect(panel).toBeHidden()
  await expect(notice).toContainText(`Invoice ${first.docNumber} is in the books`)
  expect((await ask(page, 'sale.list', { search: first.docNumber, source: 'quickbooks', limit: 1, offset: 0 })).total).toBe(1)

  // Said to be no product: that invoice has nothing of ours. Taken back, it waits again and says what for.
  const [other] = (await waitingForOne(page)).filter(({ item }) => item !== first.item)
  if (other === undefined) throw new Error('nothing waits for another item')
  const again = await open(other.docNumber)
  await tabTo(page, again.getByRole('button', { name: 'Retry' }))
  await page.keyboard.press('Enter')
  await expect(notice).toContainText(`Invoice ${other.docNumber} still waits: ${other.item} is no product here yet.`)
  await tabTo(page, again.getByRole('button', { name: 'Not a product' }))
  await page.keyboard.press('Enter')
  await expect(again).toBeHidden()
  await expect(notice).toContainText('nothing of yours on it')
  await page.keyboard.press('Control+z')
  await expect(notice).toContainText(`Invoice ${other.docNumber} still waits`)
  await expect(grid.getByRole('row', { name: new RegExp(other.docNumber) })).toContainText(`${other.item} is no product here yet`)

  // Imported as a product of its own, it is in the books, short of all of it.
  const importing = (await waitingForOne(page)).find(({ docNumber }) => docNumber === other.docNumber)
  if (importing === undefined) throw new Error('it waits no more')
  await tabTo(page, (await open(other.docNumber)).getByRole('button', { name: 'Import as product' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Import items' })).toBeVisible()
  await expect(notice).toBeHidden()
  await page.getByRole('textbox', { name: /SKU/ }).fill('IMPORTED-1')
  await shot(page, 'sales-import')
  await page.getByRole('button', { name: 'Import 1 item' }).press('Enter')
  await expect(notice).toContainText(`1 product made. Invoice ${other.docNumber} is in the books`)
  await expect(page.getByRole('heading', { level: 1, name: 'Sales' })).toBeVisible()
  await shot(page, 'sales-imported')
}

/** A pulled invoice is opened from the list, every figure of it leads on, and it is gone with the next sync after it was deleted there. */
async function shownAndDeleted(page: Page, userData: string, origin: string): Promise<string> {
  const [saleId, externalId, docNumber, customer] = JSON.parse(
    read<string>(
      userData,
      // One that drew all its goods from lots: which are short depends on what came to the books before, as they were linked.
      `SELECT json_array(d.sale_id, d.external_id, d.doc_number, d.customer) FROM sale_document d JOIN sale_now n USING (sale_id) JOIN sale_product p USING (sale_id)
       WHERE d.type = 'invoice' AND d.state = 'applied' AND p.quantity > 0 AND n.short = 0 AND d.counter_sale_id IS NULL ORDER BY d.txn_date LIMIT 1`,
    ),
  ) as [number, string, string, string]
  await goTo(page, '/sales?source=quickbooks')
  await page.getByRole('searchbox', { name: 'Search sales' }).fill(docNumber)
  const row = page.getByRole('grid', { name: 'Sales' }).locator(`[data-row-id="${saleId}"]`)
  await expect(row).toContainText(customer)
  await tabTo(page, page.getByRole('grid', { name: 'Sales' }).getByRole('row').nth(1))
  await row.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: `Sale ${docNumber}` })).toBeVisible()
  await expect(page.getByRole('region', { name: 'In QuickBooks' })).toContainText(`It follows Invoice ${docNumber}.`)
  await expect(page.getByRole('table', { name: 'Lines of this sale' }).getByRole('listitem').first()).toContainText(/ from /)
  await shot(page, 'sale-pulled')
  await expectNoFindings(page, 'A pulled sale')
  await changeOnItsPage(origin, 'Invoice', externalId, 'delete')
  await goTo(page, '/sales')
  await shot(page, 'sales-list')
  for (const theme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    await page.setViewportSize({ width: 1000, height: 640 })
    await shot(page, `sales-list-small-${theme}`)
    await page.setViewportSize({ width: 1280, height: 800 })
  }
  await page.emulateMedia({ colorScheme: null })
  await tabTo(page, page.getByRole('button', { name: 'Sync now' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText(/Last synced .*1 voided/)).toBeVisible({ timeout: 60_000 })
  await goTo(page, `/sales/${saleId}`)
  await expect(page.getByRole('region', { name: 'In QuickBooks' })).toContainText('was deleted there, so nothing of it counts here.')
  return externalId
}

/** A sale by hand beside them says whether it is told of in QuickBooks, where that means something. */
async function manualBeside(page: Page): Promise<void> {
  const { products } = await ask(page, 'product.list', { search: '', kinds: ['finished_good'], limit: 1, offset: 0 })
  const there = page.getByRole('checkbox', { name: 'Also entered in QuickBooks' })
  await goTo(page, '/sales/new')
  await expect(page.getByRole('combobox', { name: 'Customer' })).toBeVisible()
  await expect(there).toBeHidden()
  await runCommand(page, 'accounting.choose_source', { source: 'sync' })
  await expect(there).toHaveAccessibleDescription(/Nothing of it is sent then/)
  const line = page.getByRole('group', { name: 'Line 1' })
  const sku = products[0]?.sku ?? ''
  await line.getByRole('combobox', { name: 'Product' }).fill(sku)
  await page.getByRole('option').filter({ hasText: sku }).first().click()
  await line.getByRole('textbox', { name: 'Quantity' }).fill('1')
  await line.getByRole('textbox', { name: 'Price per unit' }).fill('10')
  await tabTo(page, there)
  await page.keyboard.press('Space')
  await shot(page, 'sale-also-there')
  await page.keyboard.press('Control+Enter')
  const section = page.getByRole('region', { name: 'In QuickBooks' })
  await expect(there).toBeChecked()
  await expect(section).toContainText('Not exported')
  await expectNoFindings(page, 'A sale that is also in QuickBooks')
  await tabTo(page, there)
  await page.keyboard.press('Space')
  await expect(there).not.toBeChecked()
  await expect(section.getByRole('button', { name: 'Export', exact: true })).toBeVisible()
  await shot(page, 'sale-exported')
  await page.keyboard.press('Control+z')
  await expect(there).toBeChecked()
  await runCommand(page, 'accounting.choose_source', { source: 'partsemble' })
}

test('a year of sales is pulled, a void comes back as stock, and what waits for a link is taken by the next sync', async ({ app, userData }) => {
  const { page } = app
  await page.setViewportSize({ width: 1280, height: 800 })
  const origin = await exportFromToday(page, { source: 'partsemble' })
  await goTo(page, '/settings/integrations')
  await step(page).scrollIntoViewIfNeeded()
  await expect(step(page)).toContainText('What was sold before this day is left alone')
  await expectNoFindings(page, 'Integrations, sales not connected')
  await shot(page, 'sales-step-none')

  // A day that has not come is refused beside the field, and nothing typed is lost.
  const day = step(page).getByRole('textbox', { name: 'Sales from' })
  await day.fill('2199-01-01')
  await day.press('Enter')
  await expect(step(page)).toContainText(/still to come/)
  await expect(day).toHaveValue('2199-01-01')
  await day.fill('2020-01-01')
  await day.press('Enter')
  await expect(step(page)).toContainText('Nothing was synced yet')
  await expect(button(page, 'Sync now')).toBeEnabled()

  // Nothing is linked: what holds items of ours waits whole, and says what for.
  await syncNow(page, 'nothing changed')
  await expect(step(page)).toContainText(/\d+ documents need you/)
  await expect(step(page)).toContainText('is no product here yet. Link it to a product, import it, or say that it is none.')
  await step(page).scrollIntoViewIfNeeded()
  await expectNoFindings(page, 'Integrations, sales wait')
  await shot(page, 'sales-step-waiting')

  await settleInPlace(app)
  await goTo(page, '/settings/integrations')

  await linkAll(page)
  // What waited is taken as soon as its item is linked; whatever of it is left by then, the sync takes.
  await syncNow(page, /\d/)
  const pulled = read<number>(userData, "SELECT count(*) FROM sale_document WHERE state = 'applied'")
  expect(pulled).toBeGreaterThan(100)
  await step(page).scrollIntoViewIfNeeded()
  await shot(page, 'sales-step-synced')
  await page.emulateMedia({ colorScheme: 'dark' })
  await shot(page, 'sales-step-synced-dark')
  await page.emulateMedia({ colorScheme: null })
  await page.setViewportSize({ width: 1000, height: 640 })
  await step(page).scrollIntoViewIfNeeded()
  await shot(page, 'sales-step-synced-small')
  await page.setViewportSize({ width: 1280, height: 800 })

  // What the list of sales says they cost is what the ledger booked, to the millionth.
  expect(await costOfSales(page)).toBe(BigInt(read<number>(userData, "SELECT sum(value) FROM entry WHERE account = 'cost_of_goods_sold'")))

  // Voided on the company's page, an invoice comes back as stock with the next sync.
  const [externalId, productId, units] = JSON.parse(
    read<string>(
      userData,
      `SELECT json_array(d.external_id, p.product_id, p.quantity) FROM sale_document d JOIN sale_product p USING (sale_id)
       WHERE d.type = 'invoice' AND p.quantity > 0 AND d.counter_sale_id IS NULL ORDER BY d.txn_date DESC LIMIT 1`,
    ),
  ) as [string, number, number]
  const onHand = () => read<number>(userData, 'SELECT quantity FROM product_balance WHERE product_id = ?', productId)
  const before = onHand()
  await changeOnItsPage(origin, 'Invoice', externalId, 'void')
  await syncNow(page, '1 voided')
  expect(onHand()).toBe(before + units)
  await syncNow(page, 'nothing changed')

  // The same by the button of the list, where what was deleted there is told as gone.
  const deletedId = await shownAndDeleted(page, userData, origin)
  await goTo(page, '/settings/integrations')
  expect(read<number>(userData, 'SELECT deleted FROM sale_document WHERE external_id = ?', deletedId)).toBe(1)
  await manualBeside(page)
  await settledAndChanged(page, userData, origin)
  expect(await costOfSales(page)).toBe(BigInt(read<number>(userData, "SELECT sum(value) FROM entry WHERE account = 'cost_of_goods_sold'")))
  await goTo(page, '/settings/integrations')

  // Deactivated, nothing is asked; the way back is beside it.
  await press(page, 'Deactivate')
  await expect(step(page)).toContainText('Deactivated: nothing is asked')
  await expect(button(page, 'Sync now')).toBeDisabled()
  await shot(page, 'sales-step-inactive')
  await press(page, 'Resume')
  await expect(button(page, 'Sync now')).toBeEnabled()
  await runCommand(page, 'sales.set_schedule', { everyMinutes: 60 })
  await expect(step(page).getByRole('combobox', { name: 'When' })).toHaveValue('Every hour')
  await expectNoFindings(page, 'Integrations, sales synced')
})
