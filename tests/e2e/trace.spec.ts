import type { Page } from '@playwright/test'
import { shot } from '../support/app.ts'
import { expectNoFindings } from '../support/axe.ts'
import { callBridge } from '../support/bridge.ts'
import { today } from '../support/calendar.ts'
import { expect, test } from '../support/e2e.ts'
import { goTo, makeBoxes, runCommand } from '../support/made-box.ts'

/** Two boxes built of plates and bolts; one is in a crate, and one was sold to Ann. */
async function sellBoxes(page: Page) {
  const made = await makeBoxes(page)
  const { productId: crateId } = await runCommand(page, 'product.create', { sku: 'CRATE', name: 'Crate of boxes', kind: 'finished_good', unit: 'ea', unitCost: null, reorderPoint: null, notes: '' })
  await runCommand(page, 'bom.save', { productId: crateId, components: [{ productId: made.boxId, quantityPerUnit: '1', optional: false }], costLines: [] })
  const crate = await runCommand(page, 'build.execute', { productId: crateId, quantity: '1', businessDate: today() })
  await runCommand(page, 'sale.record', { reference: 'INV-7', customer: 'Ann’s workshop', saleDate: today(), lines: [{ productId: made.boxId, quantity: '1', revenue: '90' }], notes: '' })
  return { ...made, crateLotId: crate.lotId ?? 0 }
}

test('a lot is traced by keyboard: back to what was delivered, on to what was sold, and as a table', async ({ app }) => {
  const { page } = app
  const { boxLotId, crateLotId } = await sellBoxes(page)
  const violations: string[] = []
  page.on('console', (message) => /content security policy|refused to/i.test(message.text()) && violations.push(message.text()))
  await goTo(page, `/lots/${boxLotId}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Lot B-1' })).toBeVisible()
  await page.keyboard.press('t')
  await expect(page.getByRole('heading', { level: 1, name: 'Trace of lot B-1' })).toBeVisible()
  const graph = page.getByRole('group', { name: 'Where the goods came from and went' })
  const node = (name: RegExp) => graph.getByRole('button', { name })
  await expect(node(/^Lot B-1, BOX/)).toBeVisible()
  await expect(node(/^Lot ACM-\d+-001, PLATE/)).toBeVisible()
  await expect(node(/^Lot ACM-\d+-002, BOLT/)).toBeVisible()
  await expect(node(/^Sale INV-7, Ann’s workshop/)).toBeVisible()
  await expect(graph.getByText('4 ea', { exact: true })).toBeVisible()
  await expect(graph.getByText('16 ea', { exact: true })).toBeVisible()
  const leftOf = async (name: RegExp) => (await node(name).boundingBox())?.x ?? 0
  const fromLeft = async () => {
    const places = await Promise.all([/^Lot ACM-\d+-001/, /^Lot B-1/, /^Sale INV-7/].map(leftOf))
    return places.every((place, at) => at === 0 || place > (places[at - 1] ?? 0))
  }
  await expect.poll(fromLeft, 'suppliers at the left, sales at the right').toBe(true)
  await shot(page, 'trace-light-office')
  await expectNoFindings(page, 'Trace')

  await page.getByRole('radio', { name: 'Graph' }).focus()
  await page.keyboard.press('Tab')
  await expect(node(/^Lot B-1, BOX/)).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(node(/^Lot ACM-\d+-00[12]/).and(page.locator(':focus'))).toHaveCount(1)
  await page.keyboard.press('ArrowRight')
  await expect(node(/^Lot B-1, BOX/)).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: /^Lot B-2$/ })).toBeVisible()
  expect(crateLotId).toBeGreaterThan(boxLotId)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { level: 1, name: 'Trace of lot B-1' })).toBeVisible()

  await page.getByRole('radio', { name: 'Graph' }).focus()
  await page.keyboard.press('ArrowRight')
  const rows = page.getByRole('grid', { name: 'Where the goods came from and went' }).getByRole('row')
  await expect(rows).toHaveCount(5)
  await expect(rows.filter({ hasText: 'PLATE' })).toContainText('1 step before')
  await expect(rows.filter({ hasText: 'Sale INV-7' })).toContainText(/1 step after.*1 ea/)
  await expectNoFindings(page, 'Trace table')
  await shot(page, 'trace-table')
  expect(violations).toEqual([])
})

test('what lies beyond a node can be hidden and shown again', async ({ app }) => {
  const { page } = app
  const { plateLotId } = await sellBoxes(page)
  await goTo(page, `/lots/${plateLotId}/trace`)
  const graph = page.getByRole('group', { name: 'Where the goods came from and went' })
  const box = graph.getByRole('button', { name: /^Lot B-1, BOX/ })
  await expect(graph.getByRole('button', { name: /^Sale INV-7/ })).toBeVisible()
  await box.focus()
  await page.keyboard.press('Space')
  await expect(box).toHaveAttribute('aria-expanded', 'false')
  await expect(graph.getByRole('button', { name: /^Sale INV-7/ })).toHaveCount(0)
  await expect(box).toHaveAccessibleName(/2 steps hidden/)
  await expect(box).toBeFocused()
  await page.keyboard.press('Space')
  await expect(graph.getByRole('button', { name: /^Sale INV-7/ })).toBeVisible()
})

test('on the floor a trace is a table first, and its graph is readable in the dark', async ({ app }) => {
  const { plateLotId } = await sellBoxes(app.page)
  expect(await callBridge(app.page, { kind: 'host', name: 'preferences.set', input: { theme: 'dark', mode: 'floor' } })).toMatchObject({ ok: true })
  const page = await app.restart()
  await page.setViewportSize({ width: 1280, height: 800 })
  await goTo(page, `/lots/${plateLotId}/trace`)
  await expect(page.getByRole('grid', { name: 'Where the goods came from and went' })).toBeVisible()
  await shot(page, 'trace-table-dark-floor')
  await page.getByRole('radio', { name: 'Table' }).press('ArrowLeft')
  await expect(page.getByRole('button', { name: /^Lot B-1, BOX/ })).toBeVisible()
  await expectNoFindings(page, 'Trace in the dark')
  await shot(page, 'trace-dark-floor')
  await page.setViewportSize({ width: 1000, height: 640 })
  await goTo(page, `/lots/${plateLotId}/recall`)
  await expect(page.getByRole('row', { name: /All that the lot was made with/ })).toBeVisible()
  await expectNoFindings(page, 'Recall in the dark')
  await shot(page, 'recall-dark-floor-small')
})

test('the recall sheet says where all of a lot is, adds up, is copied as a table and printed in black on white', async ({ app }) => {
  const { page } = app
  const { plateLotId } = await sellBoxes(page)
  await goTo(page, `/lots/${plateLotId}`)
  await expect(page.getByRole('heading', { level: 1, name: /^Lot ACM-/ })).toBeVisible()
  await page.keyboard.press('r')
  await expect(page.getByRole('heading', { level: 1, name: /^Recall sheet of lot ACM-/ })).toBeVisible()
  const totals = page.getByRole('table', { name: 'Where all of it is' }).getByRole('row')
  await expect(totals.nth(1)).toHaveText(/Sold\s*2 ea\s*20\.0 %/)
  await expect(totals.nth(2)).toHaveText(/On the shelf\s*8 ea\s*80\.0 %/)
  await expect(totals.last()).toHaveText(/All that the lot was made with\s*10 ea\s*100\.0 %/)
  await expect(page.getByRole('table', { name: 'Sold' }).getByRole('row').nth(1)).toContainText(/Ann’s workshop.*INV-7.*1 ea\s*2 ea/)
  await expect(page.getByRole('table', { name: 'On the shelf' }).getByRole('row', { name: /B-2.*CRATE/ })).toContainText('2 ea')
  await shot(page, 'recall')
  await expectNoFindings(page, 'Recall')

  await page.evaluate(() => {
    const kept: string[] = []
    Object.assign(globalThis, { kept })
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: (text: string) => Promise.resolve(void kept.push(text)) }, configurable: true })
    window.print = () => void kept.push('printed')
  })
  await page.keyboard.press('c')
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  await page.keyboard.press('p')
  const kept = () => page.evaluate(() => (globalThis as unknown as { kept: string[] }).kept)
  await expect.poll(kept).toHaveLength(2)
  const [table = '', printed] = await kept()
  expect(table.split('\n')).toContain('Total\t10 ea\t100.0 %')
  expect(table).toMatch(/Ann’s workshop\tINV-7\t\d{4}-\d\d-\d\d\tBOX\t1 ea\t2 ea/)
  expect(printed).toBe('printed')

  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
  expect(await page.getByRole('heading', { level: 1 }).evaluate((element) => [getComputedStyle(element).color, getComputedStyle(document.body).color])).toEqual(['rgb(0, 0, 0)', 'rgb(0, 0, 0)'])
  await shot(page, 'recall-print')
})

test('what a lot is made of opens level by level down to the receipt as it was typed, with late costs by name', async ({ app }) => {
  const { page } = app
  const { boxLotId } = await sellBoxes(page)
  await runCommand(page, 'receipt.correct_cost', { receiptId: 1, lineNo: 1, cost: { per: 'unit', amount: '15' } })
  await goTo(page, `/lots/${boxLotId}`)
  const tree = page.getByRole('treegrid', { name: 'What it is made of' })
  const row = (name: RegExp) => tree.getByRole('row', { name })
  await expect(row(/^All of lot B-1/)).toContainText('90.56')
  await expect(row(/^Labor/)).toContainText('30.00')
  await row(/^All of lot B-1/).focus()
  await page.keyboard.press('ArrowDown')
  const plates = tree.getByRole('row', { name: /From lot ACM-\d+-001/ })
  await expect(plates).toBeFocused()
  await expect(plates).toContainText(/4 ea.*60\.00/)
  await page.keyboard.press('ArrowRight')
  await expect(plates).toHaveAttribute('aria-expanded', 'true')
  await expect(tree.getByRole('row', { name: /Cost corrected: Receipt PSB-R-00001/ })).toContainText('+9.60')
  await expect(tree.getByRole('row', { name: /All of lot ACM-\d+-001/ })).toContainText(/10 ea.*150\.00/)
  const line = tree.getByRole('row', { name: /Receipt PSB-R-00001, line 1/ })
  await expect(line).toContainText('10 ea at 12.60 / ea, from Acme Metals')
  await line.focus()
  await page.keyboard.press('ArrowRight')
  await expect(tree.getByRole('row', { name: /Cost corrected/ }).last()).toContainText('+24.00')
  await row(/^All of lot B-1/).scrollIntoViewIfNeeded()
  await shot(page, 'cost-tree')
  await expectNoFindings(page, 'Cost tree')
  await page.keyboard.press('ArrowLeft')
  await expect(tree.getByRole('row', { name: /Cost corrected/ })).toHaveCount(1)
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(plates).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(tree.getByRole('row', { name: /Cost corrected/ })).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: /^Lot ACM-\d+-001$/ })).toBeVisible()
})
