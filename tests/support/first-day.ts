import { expect, type Locator, type Page } from '@playwright/test'
import { tabTo, typeOnceIn } from './e2e.ts'

/** One step of the day: what is done, by keyboard alone, and what the screen says when it is done. */
export interface DayStep {
  readonly what: string
  /** Does it and compares every figure on the screen; returns the figures in one line. */
  readonly run: (page: Page) => Promise<string>
}

/** Stock of the day's products: SKU, on hand with unit, value. */
type Stock = readonly (readonly [sku: string, onHand: string, value: string])[]

const drafted: Stock = [
  ['PLATE', '0 ea', '0.00'],
  ['BOLT', '0 ea', '0.00'],
  ['LABEL', '0 ea', '0.00'],
]
const received: Stock = [
  ['PLATE', '15 ea', '186.00'],
  ['BOLT', '130 ea', '4.50'],
  ['LABEL', '3 ea', '0.75'],
  ['BOX', '0 ea', '0.00'],
]
const built: Stock = [
  ['PLATE', '7 ea', '88.20'],
  ['BOLT', '98 ea', '3.43'],
  ['LABEL', '0 ea', '0.00'],
  ['BOX', '4 ea', '159.62'],
]

/** The first working day of an empty company, from the first supplier to the books that are checked at night. */
export const firstDay: readonly DayStep[] = [
  { what: 'Supplier Acme', run: addSupplier },
  { what: 'Components PLATE, BOLT, LABEL', run: addComponents },
  { what: 'Finished good BOX', run: async (page) => addProduct(page, 'BOX', 'Gear box', 'Finished good') },
  { what: 'Receipt 1 as a draft', run: draftFirstReceipt },
  { what: 'Receipt 2 as a draft', run: draftSecondReceipt },
  { what: 'Nothing is in stock yet', run: (page) => seeStock(page, drafted) },
  { what: 'Confirm receipt 1', run: (page) => confirmDraft(page, '61.00', 'PSB-R-00001 confirmed: 2 lots worth 61.00 in stock') },
  { what: 'Confirm receipt 2', run: (page) => confirmDraft(page, '130.25', 'PSB-R-00002 confirmed: 3 lots worth 130.25 in stock') },
  { what: 'Stock after receiving', run: (page) => seeStock(page, received) },
  { what: 'BOM of BOX', run: makeBom },
  { what: 'What building 4 BOX would do', run: previewFour },
  { what: 'Build 4 BOX', run: (page) => build(page, 'PSB-B-00001 built: lot B-1 worth 159.62') },
  { what: 'The build explains its cost', run: (page) => seeBuild(page, 'PSB-B-00001', 'B-1') },
  { what: 'Stock after building', run: (page) => seeStock(page, built) },
  { what: 'Reverse the build', run: reverseBuild },
  { what: 'Stock is as it was before', run: (page) => seeStock(page, received) },
  { what: 'Build the same again', run: previewAgain },
  { what: 'Build 4 BOX again', run: (page) => build(page, 'PSB-B-00002 built: lot B-2 worth 159.62') },
  { what: 'The same figures', run: (page) => seeBuild(page, 'PSB-B-00002', 'B-2') },
  { what: 'The same stock', run: (page) => seeStock(page, built) },
]

/** What is there when the program has been closed and started again. */
export const nextMorning: readonly DayStep[] = [
  { what: 'Stock is still there', run: (page) => seeStock(page, built) },
  { what: 'Receipts are still there', run: seeReceipts },
  { what: 'Builds are still there', run: seeBuilds },
  { what: 'Check my books', run: checkBooks },
]

/** Runs steps one after the other, telling each one's figures. */
export async function runSteps(page: Page, steps: readonly DayStep[], tell: (step: DayStep, saw: string) => Promise<void>): Promise<void> {
  for (const step of steps) await tell(step, await step.run(page))
}

/** A step as the name of a picture of the screen it ends on. */
export function pictureName({ what }: DayStep): string {
  return what.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
}

/** Runs something or goes somewhere by its name in the command palette. */
export async function palette(page: Page, words: string): Promise<void> {
  // After a start there is nothing to press keys for before the rail is there.
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  await page.keyboard.press('Control+k')
  const field = page.getByRole('textbox', { name: 'Go to, run, or find anything' })
  await typeOnceIn(field, words)
  await expect(page.getByRole('button', { name: words }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(field).toBeHidden()
}

/** The text of an element as a person reads it, on one line. */
export async function read(place: Locator): Promise<string> {
  return (await place.innerText()).replaceAll(/\s+/g, ' ').trim()
}

/** What a row says from its first word to its last, with any white space between its words. */
export function words(pattern: string): RegExp {
  return new RegExp(`^\\s*${pattern.replaceAll(' ', '\\s+')}\\s*$`, 's')
}

export async function notice(page: Page, text: string): Promise<string> {
  await expect(page.getByText(text, { exact: true })).toBeVisible()
  return text
}

async function addSupplier(page: Page): Promise<string> {
  return newSupplier(page, 'Acme', 'ACM')
}

/** Makes a supplier by keyboard. */
export async function newSupplier(page: Page, name: string, code: string): Promise<string> {
  await palette(page, 'New supplier')
  const form = page.getByRole('dialog', { name: 'New supplier' })
  await typeOnceIn(form.getByRole('textbox', { name: 'Name' }), name)
  await page.keyboard.press('Tab')
  await page.keyboard.type(code)
  await page.keyboard.press('Control+Enter')
  await expect(form).toBeHidden()
  return notice(page, `Supplier ${code} created`)
}

async function addComponents(page: Page): Promise<string> {
  const said = [
    await addProduct(page, 'PLATE', 'Base plate', 'Component'),
    await addProduct(page, 'BOLT', 'Bolt M6', 'Component'),
    await addProduct(page, 'LABEL', 'Name label', 'Component'),
  ]
  return said.join(', ')
}

/** Makes a product by keyboard and finds it in the list. */
export async function addProduct(page: Page, sku: string, name: string, kind: string): Promise<string> {
  await palette(page, 'New product')
  const form = page.getByRole('dialog', { name: 'New product' })
  await typeOnceIn(form.getByRole('textbox', { name: 'SKU' }), sku)
  await page.keyboard.press('Tab')
  await page.keyboard.type(name)
  await page.keyboard.press('Tab')
  await page.keyboard.type(kind)
  await expect(form.getByRole('combobox', { name: 'Kind' }).locator('option:checked')).toHaveText(kind)
  await page.keyboard.press('Control+Enter')
  await expect(form).toBeHidden()
  return notice(page, `Product ${sku} created`)
}

/** A line of a receipt as it is typed. */
interface TypedLine {
  readonly sku: string
  readonly quantity: string
  readonly per: 'unit' | 'line'
  readonly cost: string
  /** Its value as the grid shows it. */
  readonly value: string
}

/** Types a line into the empty one that has the focus, and goes on to the next. */
export async function typeLine(page: Page, place: number, { sku, quantity, per, cost, value }: TypedLine): Promise<void> {
  const line = page.getByRole('group', { name: `Line ${place}`, exact: true })
  await typeOnceIn(line.getByRole('combobox', { name: 'Product' }), sku)
  await page.keyboard.press('Enter')
  await typeOnceIn(line.getByRole('textbox', { name: /^Quantity/ }), quantity)
  await page.keyboard.press('Tab')
  await page.keyboard.type(per === 'line' ? `/${cost}` : cost)
  await expect(line.getByRole('textbox', { name: per === 'line' ? 'Cost of the line' : 'Cost per unit' })).toHaveValue(cost)
  await expect(line.getByRole('status', { name: `Value of line ${place}` })).toHaveText(value)
  await page.keyboard.press('Enter')
}

/** Opens a new receipt of Acme, or of another supplier, dated today, with the focus in its first line. */
export async function openReceipt(page: Page, supplier = 'Acme', shown = /^ACM · Acme/): Promise<void> {
  await palette(page, 'New receipt')
  await typeOnceIn(page.getByRole('combobox', { name: 'Supplier' }), supplier)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('combobox', { name: 'Supplier' })).toHaveValue(shown)
  await expect(page.getByRole('textbox', { name: 'Received on' })).toBeFocused()
  await page.keyboard.press('Tab')
}

async function saveDraft(page: Page, totals: string): Promise<string> {
  const foot = page.getByRole('status', { name: 'Totals' })
  await expect(foot).toHaveText(totals, { useInnerText: true })
  await page.keyboard.press('Control+s')
  await notice(page, 'Draft of Acme saved. Nothing is in stock until it is confirmed.')
  await expect(page.getByRole('heading', { level: 1, name: 'Draft receipt' })).toBeVisible()
  return read(foot)
}

async function draftFirstReceipt(page: Page): Promise<string> {
  await openReceipt(page)
  await typeLine(page, 1, { sku: 'PLATE', quantity: '5', per: 'unit', cost: '12.00', value: '60.00' })
  await typeLine(page, 2, { sku: 'BOLT', quantity: '30', per: 'line', cost: '1.00', value: '1.00' })
  return saveDraft(page, '2 lines Total 61.00')
}

async function draftSecondReceipt(page: Page): Promise<string> {
  await openReceipt(page)
  await typeLine(page, 1, { sku: 'PLATE', quantity: '10', per: 'unit', cost: '12.60', value: '126.00' })
  await typeLine(page, 2, { sku: 'BOLT', quantity: '100', per: 'unit', cost: '0.035', value: '3.50' })
  await typeLine(page, 3, { sku: 'LABEL', quantity: '3', per: 'unit', cost: '0.25', value: '0.75' })
  return saveDraft(page, '3 lines Total 130.25')
}

/** Opens the draft of that value from the list and confirms it. */
export async function confirmDraft(page: Page, value: string, said: string): Promise<string> {
  await palette(page, 'Go to Receipts')
  const row = page.getByRole('grid', { name: 'Receipts' }).getByRole('row', { name: new RegExp(`Draft.*${value.replace('.', '\\.')}`) })
  await focusRow(page, page.getByRole('grid', { name: 'Receipts' }), row)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Draft receipt' })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await notice(page, said)
  await expect(page.getByRole('heading', { level: 1, name: /^Receipt PSB-R-/ })).toBeVisible()
  return said
}

/** Goes to a row with the arrows. */
export async function focusRow(page: Page, grid: Locator, row: Locator): Promise<void> {
  await expect(row).toBeVisible()
  for (let presses = 0; presses < 40; presses += 1) {
    if (await grid.evaluate((element) => element.contains(document.activeElement) && document.activeElement?.getAttribute('role') === 'row')) break
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Home')
  for (let presses = 0; presses < 40; presses += 1) {
    if (await row.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`The arrows never reached ${row}`)
}

async function seeStock(page: Page, stock: Stock): Promise<string> {
  await palette(page, 'Go to Products')
  const grid = page.getByRole('grid', { name: 'Products' })
  // Narrow and large looks leave lesser columns out.
  await expect(grid.getByRole('columnheader').first()).toBeVisible()
  const headers = (await grid.getByRole('columnheader').allInnerTexts()).map((text) => text.trim())
  const place = (header: string): number => headers.indexOf(header)
  for (const [sku, onHand, value] of stock) {
    const cells = grid.getByRole('row').filter({ has: page.getByText(sku, { exact: true }) }).getByRole('gridcell')
    await expect(cells.nth(place('On hand'))).toHaveText(onHand)
    await expect(cells.nth(place('Value'))).toHaveText(value)
  }
  return stock.map(([sku, onHand, value]) => `${sku} ${onHand} worth ${value}`).join(', ')
}

async function makeBom(page: Page): Promise<string> {
  await palette(page, 'New BOM')
  await typeOnceIn(page.getByRole('dialog', { name: 'New BOM' }).getByRole('combobox'), 'BOX')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'BOM of Gear box' })).toBeVisible()
  await tabTo(page, page.getByRole('combobox', { name: 'Product of component 1' }))
  await typeComponent(page, 1, 'PLATE', '2')
  await page.keyboard.press('Enter')
  await typeComponent(page, 2, 'BOLT', '8')
  await page.keyboard.press('Enter')
  await typeComponent(page, 3, 'LABEL', '1')
  await tabTo(page, page.getByRole('checkbox', { name: 'Component 3 is optional' }))
  await page.keyboard.press('Space')
  await tabTo(page, page.getByRole('button', { name: 'Add labor' }))
  await page.keyboard.press('Enter')
  await typeOnceIn(page.getByRole('textbox', { name: 'Rate of cost line 1' }), '30.00')
  await page.keyboard.press('Tab')
  await page.keyboard.type('0.5')
  const strip = page.getByRole('status', { name: 'What it comes to' })
  await expect(strip).toContainText('Can build 7')
  await page.keyboard.press('Control+s')
  await notice(page, 'BOM of BOX saved as version 1')
  return read(strip)
}

export async function typeComponent(page: Page, place: number, sku: string, quantity: string): Promise<void> {
  await typeOnceIn(page.getByRole('combobox', { name: `Product of component ${place}` }), sku)
  await page.keyboard.press('Enter')
  await typeOnceIn(page.getByRole('textbox', { name: `Quantity per unit of component ${place}` }), quantity)
}

/** Opens the build screen and types what to make. */
export async function typeBuild(page: Page, sku: string, quantity: string): Promise<void> {
  await palette(page, 'New build')
  await typeOnceIn(page.getByRole('combobox', { name: 'Product' }), sku)
  await page.keyboard.press('Enter')
  await typeOnceIn(page.getByRole('textbox', { name: 'Quantity' }), quantity)
}

/** The plan of 4 BOX: components with need, stock, draw and value, the lots they come from, cost lines and total. */
function planRows(onHand: readonly [plate: string, bolt: string, label: string]): readonly RegExp[] {
  const lot = (count: number) => `ACM-\\d{8}-00${count} of .+?`
  return [
    'Component Need On hand( now)? (Draws|Drew) Value',
    `PLATE Base plate 8 ea ${onHand[0]} ea 8 ea 97\\.80`,
    `${lot(1)} 5 ea 60\\.00`,
    `${lot(3)} 3 ea 37\\.80`,
    `BOLT Bolt M6 32 ea ${onHand[1]} ea 32 ea 1\\.07`,
    `${lot(2)} 30 ea 1\\.00`,
    `${lot(4)} 2 ea 0\\.07`,
    `LABEL Name label Optional, included as far as it goes 4 ea ${onHand[2]} ea 3 ea 0\\.75`,
    `${lot(5)} 3 ea 0\\.75`,
    'Components 99\\.62',
    'Labor 60\\.00',
    'Total 159\\.62',
  ].map(words)
}

async function seePlan(page: Page, rows: readonly RegExp[]): Promise<void> {
  const table = page.getByRole('table', { name: 'Components and costs' })
  await expect(table.getByRole('row')).toHaveText([...rows], { useInnerText: true })
}

async function previewFour(page: Page): Promise<string> {
  await typeBuild(page, 'BOX', '4')
  await seePlan(page, planRows(['15', '130', '3']))
  await expect(page.getByRole('button', { name: 'Build 4 BOX', exact: true })).toBeVisible()
  await expect(page.getByLabel('What it comes to')).toHaveText('Total 159.62 Unit cost 39.905 / ea Stock allows 7 ea', { useInnerText: true })
  return read(page.getByLabel('What it comes to'))
}

async function build(page: Page, said: string): Promise<string> {
  await page.keyboard.press('Control+Enter')
  return notice(page, said)
}

async function seeBuild(page: Page, reference: string, lot: string): Promise<string> {
  await expect(page.getByRole('heading', { level: 1, name: `Build ${reference}` })).toBeVisible()
  const figures = page.locator('main dl').first()
  await expect(figures).toHaveText(words(`Built 4 ea Finished lot ${lot} Value 159\\.62 Unit cost 39\\.905 / ea Status Done .+`), { useInnerText: true })
  await seePlan(page, planRows(['7', '98', '0']))
  const rows = await page.getByRole('table', { name: 'Components and costs' }).getByRole('row').all()
  return (await Promise.all(rows.slice(1).map(read))).join('; ')
}

async function reverseBuild(page: Page): Promise<string> {
  await openFirst(page, 'History', /PSB-B-00001/)
  await tabTo(page, page.getByRole('button', { name: 'Reverse build' }))
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Reverse PSB-B-00001' })
  await expect(panel.getByRole('row', { name: /B-1/ })).toHaveText(/4 ea\s+worth 159\.62\s+0 ea\s+worth 0\.00/, { useInnerText: true })
  await expect(panel.getByRole('button', { name: 'Reverse PSB-B-00001' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('main dl').first()).toContainText('Reversed')
  return notice(page, 'PSB-B-00001 reversed: its components are back in their lots')
}

async function previewAgain(page: Page): Promise<string> {
  await openFirst(page, 'History', /PSB-B-00001/)
  await page.keyboard.press('n')
  await expect(page.getByRole('button', { name: 'Build 4 BOX', exact: true })).toBeVisible()
  await seePlan(page, planRows(['15', '130', '3']))
  return read(page.getByLabel('What it comes to'))
}

async function openFirst(page: Page, list: string, name: RegExp): Promise<void> {
  await palette(page, `Go to ${list}`)
  const grid = page.getByRole('grid', { name: list })
  await focusRow(page, grid, grid.getByRole('row', { name }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

async function seeReceipts(page: Page): Promise<string> {
  await palette(page, 'Go to Receipts')
  const rows = page.getByRole('grid', { name: 'Receipts' }).getByRole('row')
  await expect(rows).toHaveText(['Receipt .+', 'PSB-R-00002 Acme .+ Confirmed 3 130\\.25', 'PSB-R-00001 Acme .+ Confirmed 2 61\\.00'].map(words), { useInnerText: true })
  return (await Promise.all([1, 2].map((place) => read(rows.nth(place))))).join('; ')
}

async function seeBuilds(page: Page): Promise<string> {
  await palette(page, 'Go to History')
  const rows = page.getByRole('grid', { name: 'History' }).getByRole('row')
  await expect(rows).toHaveText(
    ['Build .+', 'PSB-B-00002 BOX Gear box .+ Done B-2 4 ea 39\\.905 / ea 159\\.62', 'PSB-B-00001 BOX Gear box .+ Reversed B-1 4 ea 39\\.905 / ea 159\\.62'].map(words),
    { useInnerText: true },
  )
  return (await Promise.all([1, 2].map((place) => read(rows.nth(place))))).join('; ')
}

async function checkBooks(page: Page): Promise<string> {
  await palette(page, 'Check my books')
  const verdict = page.getByText(/^Your books are right: \d+ postings, every balance recomputed\.$/)
  await expect(verdict).toBeVisible()
  return read(verdict)
}
