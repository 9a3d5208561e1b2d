import { expect, type Page } from '@playwright/test'
import { tabTo, typeOnceIn } from '../e2e.ts'
import { notice, palette, typeBuild, typeComponent, words } from '../first-day.ts'
import { figure, millionths, type MetalShop } from './shop.ts'

async function openNewBom(page: Page, sku: string, title: string): Promise<void> {
  await palette(page, 'New BOM')
  await typeOnceIn(page.getByRole('dialog', { name: 'New BOM' }).getByRole('combobox'), sku)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await tabTo(page, page.getByRole('combobox', { name: 'Product of component 1' }))
}

async function typeComponents(page: Page, components: readonly (readonly [sku: string, quantity: string])[]): Promise<void> {
  for (const [place, [sku, quantity]] of components.entries()) {
    await typeComponent(page, place + 1, sku, quantity)
    await page.keyboard.press('Enter')
  }
}

async function addLabor(page: Page, rate: string, hours: string): Promise<void> {
  await tabTo(page, page.getByRole('button', { name: 'Add labor' }))
  await page.keyboard.press('Enter')
  await typeOnceIn(page.getByRole('textbox', { name: 'Rate of cost line 1' }), rate)
  await page.keyboard.press('Tab')
  await page.keyboard.type(hours)
}

const strip = (page: Page) => page.getByRole('status', { name: 'What it comes to' })

export async function makeBracketBom({ page }: MetalShop): Promise<void> {
  await openNewBom(page, 'BRACKET', 'BOM of Mounting bracket')
  await typeComponents(page, [['SHEET-16GA', '6'], ['HEX-14-20', '2']])
  await addLabor(page, '24.00', '0.05')
  // 6 × 0.50 + 2 × 0.07 + 1.20; 288 IN are enough for 48
  await expect(strip(page)).toContainText(/Direct cost of 1 ea\s*4\.34/)
  await expect(strip(page)).toContainText('Can build 48')
  await page.keyboard.press('Control+s')
  await notice(page, 'BOM of BRACKET saved as version 1')
}

export async function makeEnclosureBom({ page }: MetalShop): Promise<void> {
  await openNewBom(page, 'ENCL-100', 'BOM of Enclosure')
  await typeComponents(page, [['BRACKET', '2'], ['SHEET-16GA', '24'], ['HEX-14-20', '8'], ['POWDER-BLK', '0.5'], ['PLATE-ID', '1']])
  await tabTo(page, page.getByRole('checkbox', { name: 'Component 5 is optional' }), 'Shift+Tab')
  await page.keyboard.press('Space')
  await addLabor(page, '36.00', '0.25')
  await tabTo(page, page.getByRole('button', { name: 'Add overhead' }))
  await page.keyboard.press('Enter')
  await typeOnceIn(page.getByRole('textbox', { name: 'Amount of cost line 2' }), '2.50')
  // Built from scratch: 2 × 4.34 + 12.00 + 0.56 + 3.20 + 9.00 + 2.50; the optional nameplate does not count
  await expect(strip(page)).toContainText(/Recursive cost of 1 ea\s*35\.94/)
  await page.keyboard.press('Control+s')
  await notice(page, 'BOM of ENCL-100 saved as version 1')
}

export async function changeEnclosureBom({ page }: MetalShop): Promise<void> {
  await tabTo(page, page.getByRole('textbox', { name: 'Quantity per unit of component 3' }), 'Shift+Tab')
  await page.keyboard.type('6')
  await tabTo(page, page.getByRole('textbox', { name: 'Note on this version' }))
  await page.keyboard.type('Two bolts fewer at the back')
  await page.keyboard.press('Control+s')
  await notice(page, 'BOM of ENCL-100 saved as version 2')
  await expect(strip(page)).toContainText(/Recursive cost of 1 ea\s*35\.80/)
  await tabTo(page, page.getByRole('button', { name: 'Compare version 2' }))
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'What changed in ENCL-100' })
  const rows = panel.getByRole('table', { name: 'Components that changed' }).locator('tbody').getByRole('row')
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText(/HEX-14-20.*Quantity changed\s*8 ea\s*6 ea/)
  await expect(panel.getByRole('table', { name: 'Cost lines that changed' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(page.getByRole('button', { name: 'Compare version 2' })).toBeFocused()
}

const planTable = (page: Page) => page.getByRole('table', { name: 'Components and costs' })

async function seePlan(page: Page, rows: readonly string[]): Promise<void> {
  await expect(planTable(page).getByRole('row')).toHaveText(['Component Need On hand( now)? (Draws|Drew) Value', ...rows].map(words), { useInnerText: true })
}

/** Builds what the plan on the screen says, and compares what was built with the entries. */
async function build(shop: MetalShop, number: number, value: string): Promise<void> {
  const { page, books } = shop
  await page.keyboard.press('Control+Enter')
  await notice(page, `PSB-B-0000${number} built: lot B-${number} worth ${value}`)
  await expect(page.getByRole('heading', { level: 1, name: `Build PSB-B-0000${number}` })).toBeVisible()
  await expect(figure(page, 'Value')).toHaveText(value)
  expect(books.valueOfBuild(number)).toBe(millionths(value))
}

export async function buildBrackets(shop: MetalShop): Promise<void> {
  const { page, lots } = shop
  await typeBuild(page, 'BRACKET', '20')
  const drawn = [`${lots.steel} of .+? 96 IN 48\\.00`, `${lots.guessedSteel} of .+? 24 IN 12\\.00`]
  await seePlan(page, [
    'SHEET-16GA Sheet steel, 16 gauge 120 IN 288 IN 120 IN 60\\.00',
    ...drawn,
    'HEX-14-20 Hex bolt 1/4-20 40 ea 200 ea 40 ea 2\\.80',
    `${lots.bolts} of .+? 40 ea 2\\.80`,
    'Components 62\\.80',
    'Labor 24\\.00',
    'Total 86\\.80',
  ])
  await build(shop, 1, '86.80')
}

export async function buildEnclosures(shop: MetalShop): Promise<void> {
  const { page, lots } = shop
  await typeBuild(page, 'ENCL-100', '4')
  await seePlan(page, [
    // 8 of 20 brackets worth 86.80
    'BRACKET Mounting bracket 8 ea 20 ea 8 ea 34\\.72',
    'B-1 of .+? 8 ea 34\\.72',
    'SHEET-16GA Sheet steel, 16 gauge 96 IN 168 IN 96 IN 48\\.00',
    `${lots.guessedSteel} of .+? 96 IN 48\\.00`,
    'HEX-14-20 Hex bolt 1/4-20 24 ea 160 ea 24 ea 1\\.68',
    `${lots.bolts} of .+? 24 ea 1\\.68`,
    'POWDER-BLK Powder coat, black 2 lb 10 lb 2 lb 12\\.80',
    `${lots.powder} of .+? 2 lb 12\\.80`,
    'PLATE-ID Nameplate Optional, included as far as it goes 4 ea 3 ea 3 ea 3\\.75',
    `${lots.plates} of .+? 3 ea 3\\.75`,
    'Components 100\\.95',
    'Labor 36\\.00',
    'Overhead 10\\.00',
    'Cost lines 46\\.00',
    'Total 146\\.95',
  ])
  await build(shop, 2, '146.95')
}
