import type { Locator, Page } from '@playwright/test'
import { shot } from '../support/app.ts'
import { expectNoFindings } from '../support/axe.ts'
import { callBridge } from '../support/bridge.ts'
import { expect, test } from '../support/e2e.ts'
import { goTo, makeBoxes, runCommand } from '../support/made-box.ts'

const count = 200

const queue = (page: Page) => page.getByRole('grid', { name: 'Queue' })
const row = (page: Page, planned: number) => queue(page).locator(`[data-planned="${planned}"]`)
const order = (page: Page) => queue(page).locator('[data-planned]').evaluateAll((rows) => rows.map((one) => Number(one.getAttribute('data-planned'))))

async function orderInLedger(page: Page): Promise<readonly number[]> {
  const { value } = await callBridge(page, { kind: 'query', name: 'planned_build.list', input: { limit: 500, offset: 0 } })
  return ((value?.['plannedBuilds'] ?? []) as readonly { readonly plannedBuildId: number }[]).map(({ plannedBuildId }) => plannedBuildId)
}

/** Whether a row is whole in what can be seen of the queue, below its header. */
async function isInSight(page: Page, one: Locator): Promise<boolean> {
  const head = await queue(page).getByRole('row').first().boundingBox()
  const [box, view] = [await one.boundingBox(), await queue(page).locator('..').boundingBox()]
  return head !== null && box !== null && view !== null && box.y >= head.y + head.height - 1 && box.y + box.height <= view.y + view.height + 1
}

async function grab(page: Page, planned: number): Promise<{ x: number; y: number }> {
  const handle = page.getByRole('button', { name: `Move Planned ${planned}`, exact: true })
  // A hand on it waits until it stands still.
  await handle.hover()
  const box = await handle.boundingBox()
  if (box === null) throw new Error('The handle is not drawn')
  await page.mouse.down()
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

test('two hundred planned builds are scrolled, moved by keys and dragged, and none is lost on the way', async ({ app: { page } }) => {
  const { boxId } = await makeBoxes(page)
  for (let number = 1; number <= count; number += 1) {
    await runCommand(page, 'planned_build.create', { productId: boxId, quantity: String((number % 5) + 1), targetDate: number % 3 === 0 ? '2026-01-15' : null, assigneeId: null, notes: '' })
  }
  await goTo(page, '/builds/queue')
  const all = Array.from({ length: count }, (_, place) => place + 1)
  await expect.poll(() => order(page)).toEqual(all)
  await expect(page.getByRole('status').getByText('200 planned builds')).toBeVisible()
  await expectNoFindings(page, 'A long queue')
  await shot(page, 'queue-long')

  // By keys alone, each row whole in sight.
  await row(page, 1).focus()
  for (const [key, at] of [['End', 200], ['PageUp', 190], ['ArrowUp', 189], ['ArrowUp', 188], ['Home', 1], ['PageDown', 11], ['ArrowDown', 12]] as const) {
    await page.keyboard.press(key)
    await expect(row(page, at)).toBeFocused()
    await expect.poll(() => isInSight(page, row(page, at)), `Planned ${at} after ${key}`).toBe(true)
  }
  // A key that is held moves as often as it repeats.
  for (let times = 0; times < 15; times += 1) await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(async () => (await order(page)).indexOf(12)).toBe(26)
  await expect(row(page, 12)).toBeFocused()
  await expect.poll(() => isInSight(page, row(page, 12))).toBe(true)
  const kept = all.toSpliced(11, 1).toSpliced(26, 0, 12)
  await expect.poll(() => orderInLedger(page)).toEqual(kept)
  await goTo(page, '/products')
  await expect(page.getByRole('heading', { level: 1, name: 'Products' })).toBeVisible()
  await goTo(page, '/builds/queue')
  await expect.poll(() => order(page)).toEqual(kept)
  await row(page, 12).focus()
  for (let times = 0; times < 15; times += 1) await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => order(page)).toEqual(all)

  // A few places, far down.
  // Away from the edges, where the queue would run on under the hand.
  await row(page, 148).evaluate((element) => element.scrollIntoView({ block: 'center' }))
  const from = await grab(page, 150)
  const to = await row(page, 146).boundingBox()
  await page.mouse.move(from.x, (to?.y ?? 0) + 8, { steps: 15 })
  await page.mouse.up()
  await expect.poll(() => order(page)).toEqual(all.toSpliced(149, 1).toSpliced(145, 0, 150))
  await expect(row(page, 150)).toBeFocused()
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(async () => (await order(page)).indexOf(150)).toBe(146)

  // From the end to the beginning, the queue scrolling under the hand.
  await row(page, 200).scrollIntoViewIfNeeded()
  const start = await grab(page, 200)
  const view = await queue(page).locator('..').boundingBox()
  await page.mouse.move(start.x, (view?.y ?? 0) + 60, { steps: 20 })
  // It runs on for as long as the hand is there, and no hand is quite still: what a busy PC took for one movement does not set it going.
  let wiggle = 0
  const scrolled = async () => {
    wiggle = 1 - wiggle
    await page.mouse.move(start.x, (view?.y ?? 0) + 60 + wiggle)
    return queue(page).locator('..').evaluate((element) => element.scrollTop)
  }
  await expect.poll(scrolled, { timeout: 120_000, intervals: [200] }).toBe(0)
  await page.mouse.move(start.x, (view?.y ?? 0) + 64, { steps: 3 })
  await shot(page, 'queue-long-drag')
  await page.mouse.up()
  await expect.poll(async () => (await order(page)).indexOf(200)).toBeLessThanOrEqual(1)
  await expect(row(page, 200)).toBeFocused()
  expect((await order(page)).toSorted((a, b) => a - b)).toEqual(all)
})
