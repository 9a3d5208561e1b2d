import { expect, type Page } from '@playwright/test'
import { tabTo } from '../e2e.ts'
import { focusRow, palette, words } from '../first-day.ts'
import { millionths, seeLot, type MetalShop } from './shop.ts'

const way = 'Where the goods came from and went'

/** Shows the trace as its table and compares each way the goods went. */
async function seeTrace(page: Page, rows: readonly string[]): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: /^Trace of lot/ })).toBeVisible()
  await expect(page.getByRole('group', { name: way }).getByRole('button', { name: /the lot that is traced/ })).toBeVisible()
  await tabTo(page, page.getByRole('radio', { name: 'Graph' }))
  await page.keyboard.press('ArrowRight')
  const shown = page.getByRole('grid', { name: way }).getByRole('row')
  await expect(shown).toHaveCount(rows.length + 1)
  for (const row of rows) await expect(shown.filter({ hasText: new RegExp(row, 's') }), row).toHaveCount(1)
}

export async function traceOn(shop: MetalShop): Promise<void> {
  const { page, lots } = shop
  await seeLot(shop, lots.guessedSteel, ['70', 'IN', '38.50'])
  await page.keyboard.press('t')
  await seeTrace(page, [
    `1 step after.*${lots.guessedSteel}.*B-1.*24 IN.*13\\.20`,
    `1 step after.*${lots.guessedSteel}.*B-2.*96 IN.*52\\.80`,
    `1 step after.*${lots.guessedSteel}.*PSB-A-00001.*2 IN.*1\\.10`,
    'steps? after.*B-1.*B-2.*8 ea.*35\\.20',
    // Two were sold and one of them came back
    'steps? after.*B-2.*INV-1001.*Northside Dairy.*1 ea.*38\\.0575',
    'steps? after.*B-2.*INV-1002.*Harbor Pumps.*1 ea.*38\\.0575',
  ])
}

export async function traceBack(shop: MetalShop): Promise<void> {
  const { page, lots } = shop
  await seeLot(shop, 'B-2', ['2', 'ea', '76.115'])
  await page.keyboard.press('t')
  await seeTrace(page, [
    `steps? before.*${lots.steel}.*B-1.*96 IN.*48\\.00`,
    `steps? before.*${lots.guessedSteel}.*B-1.*24 IN.*13\\.20`,
    `steps? before.*${lots.bolts}.*B-1.*40 ea.*2\\.80`,
    'steps? before.*B-1.*B-2.*8 ea.*35\\.20',
    `steps? before.*${lots.guessedSteel}.*B-2.*96 IN.*52\\.80`,
    `steps? before.*${lots.bolts}.*B-2.*24 ea.*1\\.68`,
    `1 step before.*${lots.powder}.*B-2.*2 lb.*12\\.80`,
    `1 step before.*${lots.plates}.*B-2.*3 ea.*3\\.75`,
    '1 step after.*B-2.*INV-1001.*1 ea.*38\\.0575',
    '1 step after.*B-2.*INV-1002.*1 ea.*38\\.0575',
  ])
}

/**
 * 192 IN of steel: 24 in 20 brackets, which is 1.2 in each; 96 and those of 8 brackets in four enclosures, which is 26.4 in
 * each; 2 were not there when it was counted; 70 are left.
 */
export async function recallSteel(shop: MetalShop): Promise<void> {
  const { page, books, lots } = shop
  await seeLot(shop, lots.guessedSteel, ['70', 'IN', '38.50'])
  await page.keyboard.press('r')
  await expect(page.getByRole('heading', { level: 1, name: `Recall sheet of lot ${lots.guessedSteel}` })).toBeVisible()
  const table = async (name: string, rows: readonly string[]) =>
    expect(page.getByRole('table', { name, exact: true }).getByRole('row')).toHaveText(rows.map(words), { useInnerText: true })
  await table('Where all of it is', [
    'Place Quantity Share',
    'Sold 52\\.8 IN 27\\.5 %',
    'On the shelf 137\\.2 IN 71\\.5 %',
    'Counted away or taken out 2 IN 1\\.0 %',
    'All that the lot was made with 192 IN 100\\.0 %',
  ])
  await table('Sold', [
    'Customer Sale Date Product Quantity Of lot .+',
    'Northside Dairy INV-1001 .+ ENCL-100 1 ea 26\\.4 IN',
    'Harbor Pumps INV-1002 .+ ENCL-100 1 ea 26\\.4 IN',
  ])
  await table('On the shelf', [
    'Lot Product Came from Since Left Of lot .+',
    `${lots.guessedSteel} SHEET-16GA Receipt PSB-R-00002 .+ 70 IN 70 IN`,
    'B-1 BRACKET Build PSB-B-00001 .+ 12 ea 14\\.4 IN',
    'B-2 ENCL-100 Build PSB-B-00002 .+ 2 ea 52\\.8 IN',
  ])
  await table('Counted away or taken out', ['Document Date Reason Product Quantity Of lot .+', 'Adjustment PSB-A-00001 .+ Count correction SHEET-16GA 2 IN 2 IN'])
  expect([books.lot(lots.guessedSteel).quantity, books.lot('B-1').quantity, books.lot('B-2').quantity]).toEqual(['70', '12', '2'].map(millionths))
}

export async function refuseVoid({ page, books }: MetalShop): Promise<void> {
  await palette(page, 'Go to Receipts')
  const grid = page.getByRole('grid', { name: 'Receipts' })
  await focusRow(page, grid, grid.getByRole('row', { name: /PSB-R-00002/ }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'Void receipt' }))
  await page.keyboard.press('Enter')
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('PSB-R-00002 cannot be voided yet')
  // The newest first; what came back stands in nobody's way
  await expect(alert.getByRole('listitem')).toHaveText([
    /^Adjustment PSB-A-00001/,
    /^Sale INV-1002/,
    /^Sale INV-1001/,
    /^Build PSB-B-00002/,
    /^Build PSB-B-00001/,
  ])
  expect(books.product('SHEET-16GA')).toEqual({ quantity: millionths('70'), value: millionths('38.50') })
}

export async function checkBooks({ page, books }: MetalShop): Promise<void> {
  await palette(page, 'Check my books')
  await expect(page.getByText(/^Your books are right: \d+ postings, every balance recomputed\.$/)).toBeVisible()
  expect(books.unbalanced()).toBe(0)
  // Four receipts and the cost confirmed later
  expect(books.account('supplier')).toBe(0 - millionths('48.00') - millionths('105.60') - millionths('17.75') - millionths('64.00'))
  expect(books.account('labor')).toBe(0 - millionths('60.00'))
  expect(books.account('overhead')).toBe(0 - millionths('10.00'))
  expect(books.account('cost_of_goods_sold')).toBe(millionths('76.115'))
  expect(books.account('adjustment')).toBe(millionths('1.10'))
}
