import { expect, type Page } from '@playwright/test'
import { tabTo } from '../e2e.ts'
import { focusRow, notice, palette, words } from '../first-day.ts'
import { figure, millionths, seeLot, seeStock, type MetalShop } from '../metal-shop/shop.ts'
import { queue, queueOrder, queueRow } from './monday.ts'
import { answer } from './thursday.ts'
import { buildIt, decideRest, executePlanned, seeDraws } from './tuesday.ts'
import { approve, choosePerson, dayOf, heading, reference, seeBuild, seeProduct } from './shop.ts'

/** The brackets that were taken back are built anew, then what the program planned, which is nobody's yet. */
export async function buildTheRest(shop: MetalShop): Promise<void> {
  const { page } = shop
  await executePlanned(page, 1)
  await buildIt(shop, 5, '13.76')
  await approve(shop, 5, '18.56')
  await executePlanned(page, 4)
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByRole('combobox', { name: 'Built by' })).toBeFocused()
  await choosePerson(page, 'Built by', 'Ann Ash')
  await seeDraws(page, [
    'BRACKET .+ 6 ea 8 ea 6 ea 27\\.14',
    'B-2 of .+? 4 ea 17\\.86',
    'B-5 of .+? 2 ea 9\\.28',
    'SHEET-16GA .+ 72 IN 521 IN 72 IN 39\\.60',
    'STEEL-2 of .+? 72 IN 39\\.60',
    'HEX-14-20 .+ 18 ea 436 ea 18 ea 1\\.26',
    'BOLTS-1 of .+? 18 ea 1\\.26',
    'POWDER-BLK .+ 1\\.5 lb 18 lb 1\\.5 lb 9\\.60',
    'POWDER-1 of .+? 1\\.5 lb 9\\.60',
    'Components 77\\.60',
    'Labor 27\\.00',
    'Overhead 7\\.50',
    'Cost lines 34\\.50',
    'Total 112\\.10',
  ])
  await buildIt(shop, 6, '77.60')
  await palette(page, 'Go to Queue')
  await expect.poll(() => queueOrder(page)).toEqual([3, 2])
  await approve(shop, 6, '112.10')
}

/** Of the last two enclosures one can be built; the other is let go. */
export async function closeTheRest(shop: MetalShop): Promise<void> {
  const { page } = shop
  await executePlanned(page, 2)
  const short = page.getByRole('alert', { name: 'Not enough in stock' })
  await expect(short).toContainText('BRACKET (need 4 ea, on hand 2)')
  await tabTo(page, short.getByRole('button', { name: 'Build 1 instead' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Quantity', exact: true })).toHaveValue('1')
  await expect(page.getByRole('textbox', { name: 'Quantity', exact: true })).toBeFocused()
  await decideRest(page, '1', 'Close the rest', dayOf('Friday'))
  await buildIt(shop, 7, '26.10')
  await approve(shop, 7, '37.60')
  await palette(page, 'Go to Queue')
  await expect.poll(() => queueOrder(page)).toEqual([3])
}

/** The four brackets of Thursday are not needed any more. */
export async function closeTheLast({ page }: MetalShop): Promise<void> {
  await focusRow(page, queue(page), queueRow(page, 3))
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Planned 3')).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: 'Close', exact: true }))
  await page.keyboard.press('Enter')
  await notice(page, 'Planned 3 of BRACKET is closed; what is left of it will not be built')
  await expect(page.getByRole('heading', { name: 'Nothing is planned' })).toBeVisible()
}

/** The five answers, from what is in the lots by the entries alone. */
export async function seeDashboard({ page, books }: MetalShop): Promise<void> {
  await palette(page, 'Go to Dashboard')
  const left = (sku: string) => books.product(sku).quantity / 1_000_000
  const brackets = Math.floor(Math.min(left('SHEET-16GA') / 6, left('HEX-14-20') / 2))
  expect(brackets).toBe(70)
  // Without a bracket there is no enclosure.
  expect(left('BRACKET')).toBe(0)
  await expect(answer(page, 'What can I build now').getByRole('listitem')).toHaveText([new RegExp(`BRACKET.*limited by SHEET-16GA.*${brackets} ea`, 's')])
  await expect(answer(page, 'What should I build')).toContainText('Nothing')
  await expect(answer(page, 'What is late')).toContainText('Nothing')
  await expect(answer(page, 'What runs low').getByRole('listitem')).toHaveText([/POWDER-BLK.*reorder at 18 lb.*16 lb/s])
  expect(left('POWDER-BLK')).toBe(16)
  await expect(answer(page, 'What waits to be sent')).toContainText('Nothing')
}

export async function seeProducts(shop: MetalShop): Promise<void> {
  await seeStock(shop, [
    ['SHEET-16GA', '425', 'IN', '233.75'],
    ['HEX-14-20', '412', 'ea', '28.84'],
    ['POWDER-BLK', '16', 'lb', '102.40'],
    ['BRACKET', '0', 'ea', '0.00'],
    ['ENCL-100', '5', 'ea', '186.4375'],
  ])
  await seeProduct(shop, 'SHEET-16GA', ['STEEL-2'])
  await seeProduct(shop, 'HEX-14-20', ['BOLTS-1'])
  await seeProduct(shop, 'POWDER-BLK', ['POWDER-1'])
  await seeProduct(shop, 'BRACKET', [])
  await seeProduct(shop, 'ENCL-100', ['B-3', 'B-6', 'B-7'])
}

export async function seeLots(shop: MetalShop): Promise<void> {
  await seeLot(shop, 'STEEL-1', ['0', 'IN', '0.00'])
  await seeLot(shop, 'STEEL-2', ['425', 'IN', '233.75'])
  await seeLot(shop, 'B-2', ['0', 'ea', '0.00'])
  await seeLot(shop, 'B-3', ['1', 'ea', '36.7375'])
  await seeLot(shop, 'B-5', ['0', 'ea', '0.00'])
  await seeLot(shop, 'B-6', ['3', 'ea', '112.10'])
  await seeLot(shop, 'B-7', ['1', 'ea', '37.60'])
}

/** Each build on its page and in the history, with numbers that have no gap. */
export async function seeBuilds(shop: MetalShop): Promise<void> {
  const { page } = shop
  await seeBuild(shop, 2, 'Approved', '53.58')
  await seeBuild(shop, 3, 'Approved', '146.95')
  await seeBuild(shop, 4, 'Reversed', '18.56')
  await seeBuild(shop, 5, 'Approved', '18.56')
  await seeBuild(shop, 6, 'Approved', '112.10')
  await seeBuild(shop, 7, 'Approved', '37.60')
  await palette(page, 'Go to History')
  const rows = page.getByRole('grid', { name: 'History' }).getByRole('row')
  const row = (number: number, rest: string) => words(`${reference(number)} ${rest}`)
  await expect(rows.filter({ hasText: 'PSB-B-' })).toHaveText(
    [
      row(7, 'ENCL-100 .+ Approved B-7 1 ea 37\\.60 / ea 37\\.60'),
      row(6, 'ENCL-100 .+ Approved B-6 3 ea 37\\.366667 / ea 112\\.10'),
      row(5, 'BRACKET .+ Approved B-5 4 ea 4\\.64 / ea 18\\.56'),
      row(4, 'BRACKET .+ Reversed B-4 4 ea 4\\.64 / ea 18\\.56'),
      row(3, 'ENCL-100 .+ Approved B-3 4 ea 36\\.7375 / ea 146\\.95'),
      row(2, 'BRACKET .+ Approved B-2 12 ea 4\\.465 / ea 53\\.58'),
      // Nothing was made, so it has no cost
      row(1, 'BRACKET .+ Rejected 4 ea —\\s*none —\\s*none'),
    ],
    { useInnerText: true },
  )
}

export async function seeQuality({ page, books }: MetalShop): Promise<void> {
  await palette(page, 'Go to Quality')
  await expect(figure(page, 'Builds rejected')).toHaveText('1')
  await expect(figure(page, 'Wasted')).toHaveText('2.56')
  await expect(figure(page, 'Back in stock')).toHaveText('10.00')
  await expect(page.getByRole('img', { name: /Waste by month/ })).toBeVisible()
  const all = page.getByRole('table', { name: 'Rejections by month and reason' }).getByRole('row').last()
  await expect(all).toHaveText(/All\s*2\.56\s*0\.00\s*0\.00\s*0\.00\s*0\.00\s*2\.56/)
  expect(books.account('waste')).toBe(millionths('2.56'))
}

/** What came in is in the lots, was sold, or is waste: nothing else. */
export async function checkBooks({ page, books }: MetalShop): Promise<void> {
  const skus = ['SHEET-16GA', 'HEX-14-20', 'POWDER-BLK', 'BRACKET', 'ENCL-100']
  const inStock = skus.reduce((sum, sku) => sum + books.product(sku).value, 0)
  expect(books.account('labor')).toBe(0 - millionths('91.20'))
  expect(books.account('overhead')).toBe(0 - millionths('20.00'))
  expect(books.account('cost_of_goods_sold')).toBe(millionths('110.2125'))
  expect(books.account('work_in_process')).toBe(0)
  expect(inStock + books.account('cost_of_goods_sold') + books.account('waste')).toBe(millionths('664.20'))
  expect(books.unbalanced()).toBe(0)
  await seeClean(page)
}

async function seeClean(page: Page): Promise<void> {
  await palette(page, 'Check my books')
  await expect(page.getByText(/^Your books are right: \d+ postings, every balance recomputed\.$/)).toBeVisible()
}
