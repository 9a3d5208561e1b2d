import { expect, type Locator, type Page } from '@playwright/test'
import { tabTo } from '../e2e.ts'
import { notice, palette } from '../first-day.ts'
import { runCommand } from '../made-box.ts'
import { figure, millionths, seeLot, seeStock, type MetalShop } from '../metal-shop/shop.ts'
import { queueOrder, queueRow } from './monday.ts'
import { buildIt, executePlanned } from './tuesday.ts'
import { approve, dayOf, heading, seeBuild } from './shop.ts'

/** One of the dashboard's questions. */
export const answer = (page: Page, question: string): Locator => page.getByRole('region', { name: new RegExp(`^${question}`) })

async function sell({ page, books }: MetalShop, reference: string, quantity: string, cost: string): Promise<void> {
  const line = { productId: books.productId('ENCL-100'), quantity, revenue: String(Number(quantity) * 90) }
  await runCommand(page, 'sale.record', { reference, customer: 'Northside Dairy', saleDate: dayOf('Thursday'), lines: [line], notes: '' })
  expect(books.costOfSale(reference)).toBe(millionths(cost))
}

/** Two of four enclosures are sold: the build point is reached, and what people planned is not enough to the target. */
export async function sellTwo(shop: MetalShop): Promise<void> {
  const { page } = shop
  await palette(page, 'Go to Dashboard')
  await expect(answer(page, 'What should I build').getByRole('listitem')).toHaveCount(0)
  await sell(shop, 'INV-1001', '2', '73.475')
  await expect(answer(page, 'What should I build').getByRole('listitem')).toHaveText([/ENCL-100.*On its way.*2 ea on hand; build at 2 ea up to 6 ea; 4 ea planned/s])
  await expect(answer(page, 'What is late').getByRole('listitem')).toHaveText([/BRACKET.*1 day late.*Planned 3/s])
  await expect(answer(page, 'What runs low').getByRole('listitem')).toHaveText([/POWDER-BLK.*reorder at 18 lb.*18 lb/s])
  await palette(page, 'Go to Queue')
  await expect.poll(() => queueOrder(page)).toEqual([1, 3, 2, 4])
  await expect(queueRow(page, 4)).toContainText(/ENCL-100.*2 ea.*Can be built.*Auto-generated/s)
}

/** One more is sold while the queue is open: what the program planned follows. */
export async function sellOneMore(shop: MetalShop): Promise<void> {
  const { page } = shop
  await sell(shop, 'INV-1002', '1', '36.7375')
  await expect(queueRow(page, 4)).toContainText(/ENCL-100.*3 ea.*Short: BRACKET.*Auto-generated/s)
  await expect.poll(() => queueOrder(page)).toEqual([1, 3, 2, 4])
  await palette(page, 'Go to Dashboard')
  await expect(answer(page, 'What should I build').getByRole('listitem')).toHaveText([/ENCL-100.*On its way.*1 ea on hand.*5 ea planned/s])
}

/** The last four of the sixteen brackets are built, and taken back: they are to be built again. */
export async function takeBack(shop: MetalShop): Promise<void> {
  const { page, books } = shop
  await executePlanned(page, 1)
  await buildIt(shop, 4, '13.76')
  await approve(shop, 4, '18.56')
  await seeLot(shop, 'B-4', ['4', 'ea', '18.56'])
  await palette(page, 'Go to Queue')
  await expect.poll(() => queueOrder(page)).toEqual([3, 2, 4])
  await expect(queueRow(page, 4)).toContainText('Can be built')
  await seeBuild(shop, 4, 'Approved', '18.56')
  await tabTo(page, page.getByRole('button', { name: 'Reverse build' }))
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Reverse PSB-B-00004' })
  await expect(panel.getByRole('row', { name: /^B-4/ })).toHaveText(/4 ea\s+worth 18\.56\s+0 ea\s+worth 0\.00/, { useInnerText: true })
  await expect(panel.getByRole('row', { name: /^STEEL-2/ })).toHaveText(/521 IN\s+worth 286\.55\s+545 IN\s+worth 299\.75/, { useInnerText: true })
  await expect(panel.getByRole('checkbox', { name: 'Put its units back into Planned 1' })).toBeChecked()
  await expect(panel.getByRole('button', { name: 'Reverse PSB-B-00004' })).toBeFocused()
  await page.keyboard.press('Enter')
  await notice(page, 'PSB-B-00004 reversed: its components are back in their lots, its units in Planned 1')
  await expect(figure(page, 'Status')).toHaveText('Reversed')
  for (const account of ['lot', 'work_in_process', 'labor', 'waste']) expect(books.ofBuild(4, account), account).toBe(0)
  await palette(page, 'Go to Queue')
  await expect.poll(() => queueOrder(page)).toEqual([1, 3, 2, 4])
  await expect(queueRow(page, 1)).toContainText(/BRACKET.*4 ea/s)
  await expect(queueRow(page, 4)).toContainText(/3 ea.*Short: BRACKET/s)
}

export async function seeThursday(shop: MetalShop): Promise<void> {
  await expect(heading(shop.page, 'Queue')).toBeVisible()
  await seeStock(shop, [
    // 41 + 600 IN less 96; the build of the four brackets is taken back
    ['SHEET-16GA', '545', 'IN', '299.75'],
    ['HEX-14-20', '444', 'ea', '31.08'],
    ['POWDER-BLK', '18', 'lb', '115.20'],
    ['BRACKET', '4', 'ea', '17.86'],
    ['ENCL-100', '1', 'ea', '36.7375'],
  ])
}
