import type { Page } from '@playwright/test'
import { shot } from '../support/app.ts'
import { expectNoFindings } from '../support/axe.ts'
import { callBridge } from '../support/bridge.ts'
import { expect, tabTo, test } from '../support/e2e.ts'
import { inEachLook } from '../support/looks.ts'
import { makeBoxes, runCommand } from '../support/made-box.ts'

const answer = (page: Page, question: string) => page.getByRole('region', { name: new RegExp(`^${question}`) })
const should = 'What should I build'
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

/** The boxes' shop with something to say to every question. */
async function busyShop(page: Page) {
  const shop = await makeBoxes(page)
  await runCommand(page, 'bom.set_build_point', { productId: shop.boxId, level: { buildPoint: '2', targetLevel: '8' } })
  const product = { unit: 'ea', unitCost: null, reorderPoint: null, notes: '' }
  const crate = await runCommand(page, 'product.create', { ...product, sku: 'CRATE-2000-XL', name: 'Shipping crate with reinforced corners, large', kind: 'finished_good', reorderPoint: '1' })
  await runCommand(page, 'bom.save', { productId: crate.productId, components: [{ productId: shop.boltId, quantityPerUnit: '4', optional: false }], costLines: [] })
  const near = await runCommand(page, 'product.create', { ...product, sku: 'NEAR', name: 'Nearly there', kind: 'sub_assembly' })
  await runCommand(page, 'bom.save', { productId: near.productId, components: [{ productId: shop.plateId, quantityPerUnit: '1', optional: false }], costLines: [] })
  await runCommand(page, 'bom.set_build_point', { productId: near.productId, level: { buildPoint: '2', targetLevel: '4' } })
  await runCommand(page, 'stock.find', { productId: near.productId, quantity: '3', unitCost: '1', reason: 'count', businessDate: '2026-01-05', notes: '' })
  const { plannedBuildId } = await runCommand(page, 'planned_build.create', { productId: shop.boxId, quantity: '1', targetDate: '2026-01-02', assigneeId: null, notes: '' })
  return { ...shop, plannedBuildId }
}

test('an empty company is told its first steps, and the next one is a key away', async ({ app }) => {
  const { page } = app
  await expect(heading(page, 'Dashboard')).toBeVisible()
  await page.getByRole('button', { name: 'Work without accounting' }).press('Enter')
  const steps = page.getByRole('region', { name: 'First steps' })
  await expect(steps.getByRole('listitem')).toHaveCount(4)
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(1)
  await expectNoFindings(page, 'First steps')
  await shot(page, 'dashboard-empty')
  await tabTo(page, steps.getByRole('button', { name: 'New product' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'New product' })).toBeVisible()
})

test('five answers, and from each by keyboard to where it comes from', async ({ app }) => {
  const { page } = app
  const { boxId, plannedBuildId } = await busyShop(page)
  await expect(answer(page, 'What can I build now').getByRole('listitem')).toHaveText([/CRATE-2000-XL.*limited by BOLT.*21 ea/, /NEAR.*limited by PLATE.*6 ea/, /BOX.*limited by PLATE.*3 ea/])
  await expect(answer(page, should).getByRole('listitem')).toHaveText([
    /BOX.*At its build point.*2 ea on hand; build at 2 ea up to 8 ea; 1 ea planned; stock allows 3 ea.*Plan.*Build 5/,
    /CRATE-2000-XL.*Out of stock/,
    /NEAR.*Approaching/,
  ])
  await expect(answer(page, 'What is late').getByRole('listitem')).toHaveText([/BOX.*late.*Planned 1, due/])
  await expect(answer(page, 'What runs low').getByRole('listitem')).toHaveText([/CRATE-2000-XL.*None left/, /PLATE.*reorder at 8 ea.*6 ea.*Receive/])
  await expect(answer(page, 'What waits to be sent')).toContainText('No accounting company is connected')

  await tabTo(page, page.getByRole('button', { name: 'Build 5 BOX' }))
  await page.keyboard.press('Enter')
  await expect(heading(page, 'New build')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Quantity' })).toHaveValue('5')
  await expect(page.getByRole('button', { name: 'Build 5 BOX' })).toBeVisible()
  await page.goBack()

  await page.getByRole('button', { name: 'Build 1 BOX' }).press('Enter')
  await expect(page.getByText(`Planned ${plannedBuildId}`).first()).toBeVisible()
  await page.goBack()
  await page.getByRole('button', { name: 'Receive PLATE' }).press('Enter')
  await expect(heading(page, 'New receipt')).toBeVisible()
  await page.goBack()
  await answer(page, 'What is late').getByRole('link', { name: 'Overdue builds' }).press('Enter')
  await expect(heading(page, 'Queue')).toBeVisible()
  await expect(page.getByRole('row', { name: /BOX/ })).toHaveCount(1)
  await page.goBack()
  await answer(page, 'What can I build now').getByRole('link', { name: '3 ea' }).press('Enter')
  await expect(page).toHaveURL(new RegExp(`/boms/${boxId}`))
})

test('a suggestion is planned, covered by that, and open again by undo', async ({ app }) => {
  const { page } = app
  const { boxId } = await busyShop(page)
  const box = answer(page, should).getByRole('listitem').filter({ hasText: 'BOX' })
  await tabTo(page, page.getByRole('button', { name: 'Plan 5 BOX' }))
  await page.keyboard.press('Enter')
  await expect(box).toContainText('On its way')
  await expect(box).toContainText('6 ea planned')
  // The focus stays in the row, on what can be done with it now.
  await expect(box.getByRole('button', { name: 'Open Planned 1 of BOX' })).toBeFocused()
  await expect(page.getByText('Planned 2 is in the queue: 5 BOX')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(box).toContainText('At its build point')
  // The same is kept by the program itself once the switch is on.
  await runCommand(page, 'company.set_feature', { feature: 'autoBuilds', on: true })
  await expect(box).toContainText('6 ea planned')
  await runCommand(page, 'stock.find', { productId: boxId, quantity: '20', unitCost: '1', reason: 'count', businessDate: '2026-01-05', notes: '' })
  await expect(box).toHaveCount(0)
})

test('a switched-off alert is not shown, and said to be off', async ({ app }) => {
  const { page } = app
  await busyShop(page)
  await expect(answer(page, 'What is late')).toBeVisible()
  for (const feature of ['alertOverdue', 'alertLowStock'] as const) await runCommand(page, 'company.set_feature', { feature, on: false })
  await expect(answer(page, 'What is late')).toHaveCount(0)
  await expect(page.getByText('Switched off: what is late and what runs low.')).toBeVisible()
})

test('who may not plan or build sees the answers, and why the buttons are grey', async ({ app }) => {
  await busyShop(app.page)
  await runCommand(app.page, 'person.create', { name: 'Ann', role: 'admin' })
  const { personId } = await runCommand(app.page, 'person.create', { name: 'Cleo', role: 'accountant' })
  expect(await callBridge(app.page, { kind: 'host', name: 'operator.set', input: { personId } })).toMatchObject({ ok: true })
  const page = await app.restart()
  await expect(answer(page, should).getByRole('listitem')).toHaveCount(3)
  for (const name of ['Plan 5 BOX', 'Build 5 BOX']) await expect(page.getByRole('button', { name })).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('button', { name: 'Plan 5 BOX' }).press('Enter')
  await expect(page.getByRole('status').filter({ hasText: /accountant/i })).toBeVisible()
  await expect(answer(page, should).getByRole('listitem').first()).toContainText('1 ea planned')
})

const looks = (['light', 'dark'] as const).flatMap((theme) => (['office', 'floor'] as const).map((mode) => ({ theme, mode, width: 1280, height: 800 })))

test('is readable and usable in any look and size', async ({ app }) => {
  await busyShop(app.page)
  await inEachLook(app, looks, async (page, { mode }, inLook) => {
    for (const [width, height] of [[1280, 800], [1000, 640], [640, 400]] as const) {
      await page.setViewportSize({ width, height })
      await expect(answer(page, 'What runs low')).toBeVisible()
      await expectNoFindings(page, `Dashboard ${width}`)
      await shot(page, `dashboard-${inLook}-${width}`)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
      expect(wide).toBe(false)
    }
    const target = await page.getByRole('button', { name: 'Build 5 BOX' }).boundingBox()
    expect(target?.height).toBeGreaterThanOrEqual(mode === 'floor' ? 76 : 36)
  })
})
