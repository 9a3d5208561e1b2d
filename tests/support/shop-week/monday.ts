import { expect, type Locator, type Page } from '@playwright/test'
import { tabTo, typeOnceIn } from '../e2e.ts'
import { focusRow, notice, palette } from '../first-day.ts'
import type { MetalShop } from '../metal-shop/shop.ts'
import { choosePerson, dayOf, heading, typeInto } from './shop.ts'

export async function namePeople({ page }: MetalShop): Promise<void> {
  await palette(page, 'People and permissions')
  await expect(heading(page, 'People')).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: 'Name yourself, the owner' }))
  await page.keyboard.press('Enter')
  const grid = page.getByRole('grid', { name: 'People' })
  for (const [title, name, row] of [['Name the owner', 'Ann Ash', /Ann Ash.*Owner.*At this PC/], ['New person', 'Bob Birch', /Bob Birch.*Builder/]] as const) {
    if (title === 'New person') await page.keyboard.press('n')
    const form = page.getByRole('dialog', { name: title })
    await typeOnceIn(form.getByRole('textbox', { name: 'Name' }), name)
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(form).toBeHidden()
    await expect(grid.getByRole('row', { name: row })).toBeFocused()
  }
}

export async function switchOn({ page }: MetalShop): Promise<void> {
  await palette(page, 'Features and alerts')
  await expect(heading(page, 'Features')).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: 'Turn review on' }))
  await page.keyboard.press('Enter')
  const turnOn = page.getByRole('dialog', { name: 'Turn review on' })
  await expect(turnOn.getByRole('button', { name: 'Turn review on' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(turnOn).toBeHidden()
  await palette(page, 'Features and alerts')
  await expect(heading(page, 'Features')).toBeVisible()
  await expect(page.getByText('Review is on', { exact: true })).toBeVisible()
  for (const name of ['Build assignments', 'Auto-generated builds', 'Sales tracking']) {
    const feature = page.getByRole('switch', { name })
    await tabTo(page, feature)
    await page.keyboard.press('Space')
    await expect(feature).toBeChecked()
    await expect(feature).toBeFocused()
  }
}

export const queue = (page: Page): Locator => page.getByRole('grid', { name: 'Queue' })
export const queueRow = (page: Page, planned: number): Locator => queue(page).getByRole('row', { name: new RegExp(`Planned ${planned}\\b`) })

/** The planned builds of the queue in its order. */
export async function queueOrder(page: Page): Promise<readonly number[]> {
  return queue(page)
    .getByRole('row')
    .evaluateAll((rows) => rows.flatMap((row) => (row.dataset['planned'] === undefined ? [] : [Number(row.dataset['planned'])])))
}

interface Wanted {
  readonly sku: string
  readonly quantity: string
  readonly target?: string
  readonly by: string
}

async function plan(page: Page, planned: number, { sku, quantity, target = '', by }: Wanted): Promise<void> {
  await palette(page, 'Go to Queue')
  await expect(heading(page, 'Queue')).toBeVisible()
  await page.keyboard.press('p')
  await expect(heading(page, 'Plan a build')).toBeVisible()
  await typeOnceIn(page.getByRole('combobox', { name: 'Product' }), sku)
  await page.keyboard.press('Enter')
  await typeOnceIn(page.getByRole('textbox', { name: 'Quantity', exact: true }), quantity)
  await typeInto(page, page.getByRole('textbox', { name: 'Target date' }), target)
  await choosePerson(page, 'Assigned to', by)
  await page.keyboard.press('ControlOrMeta+Enter')
  await notice(page, `Planned ${planned} is in the queue: ${quantity} ${sku}`)
  await expect(queueRow(page, planned)).toBeFocused()
}

export async function planTheWeek({ page }: MetalShop): Promise<void> {
  await plan(page, 1, { sku: 'BRACKET', quantity: '16', by: 'Bob Birch' })
  await plan(page, 2, { sku: 'ENCL-100', quantity: '6', target: dayOf('Friday'), by: 'Ann Ash' })
  await plan(page, 3, { sku: 'BRACKET', quantity: '4', target: dayOf('Thursday'), by: 'Bob Birch' })
  await expect.poll(() => queueOrder(page)).toEqual([1, 2, 3])
  // 16 × 6 IN of 720 IN worth 390.00, 32 bolts, and labor: 52.00 + 2.24 + 19.20
  await expect(queueRow(page, 1)).toContainText(/BRACKET.*Bob Birch.*16 ea.*Can be built.*73\.44$/s)
  // Of brackets that are not there yet, at the cost of building them
  await expect(queueRow(page, 2)).toContainText(/ENCL-100.*Ann Ash.*6 ea.*Short: BRACKET.*223\.80$/s)
  await expect(queueRow(page, 3)).toContainText('Overdue')
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => queueOrder(page)).toEqual([1, 3, 2])
  await expect(queueRow(page, 3)).toBeFocused()
}

/** What is planned by people covers it, so the program plans nothing besides. */
export async function setBuildPoint({ page }: MetalShop): Promise<void> {
  await palette(page, 'Go to BOMs')
  const grid = page.getByRole('grid', { name: 'BOMs' })
  await focusRow(page, grid, grid.getByRole('row', { name: /ENCL-100/ }))
  await page.keyboard.press('Enter')
  await expect(heading(page, 'BOM of Enclosure')).toBeVisible()
  await typeInto(page, page.getByRole('textbox', { name: 'Build point' }), '2')
  await typeInto(page, page.getByRole('textbox', { name: 'Target level' }), '6')
  await page.keyboard.press('Enter')
  await notice(page, 'ENCL-100 is to be built at 2 ea, up to 6 ea')
  await palette(page, 'Go to Queue')
  await expect.poll(() => queueOrder(page)).toEqual([1, 3, 2])
}
