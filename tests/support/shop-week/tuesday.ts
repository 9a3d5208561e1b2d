import { expect, type Page } from '@playwright/test'
import { tabTo } from '../e2e.ts'
import { focusRow, notice, palette, typeBuild, words } from '../first-day.ts'
import { figure, millionths, type MetalShop } from '../metal-shop/shop.ts'
import { queue, queueRow } from './monday.ts'
import { choosePerson, dayOf, heading, reference, typeInto } from './shop.ts'

const plan = (page: Page) => page.getByRole('table', { name: 'Components and costs' })

/** Compares what the page says a build will draw or drew, row by row, without the sums. */
export async function seeDraws(page: Page, rows: readonly string[]): Promise<void> {
  await expect(plan(page).getByRole('row')).toHaveText(['Component .+', ...rows].map(words), { useInnerText: true })
}

/** The build on the screen waits for its review, with what it drew in process. */
async function seeWaiting({ page, books }: MetalShop, number: number, inProcess: string): Promise<void> {
  await notice(page, `${reference(number)} waits for review`)
  await expect(heading(page, `Build ${reference(number)}`)).toBeVisible()
  await expect(figure(page, 'Finished lot')).toHaveText('None yet')
  await expect(figure(page, 'In process')).toHaveText(inProcess)
  expect(books.ofBuild(number, 'work_in_process')).toBe(millionths(inProcess))
}

/** Four brackets, not planned by anybody; whose they are is asked for. */
export async function buildFour(shop: MetalShop): Promise<void> {
  const { page } = shop
  await typeBuild(page, 'BRACKET', '4')
  await seeDraws(page, [
    'SHEET-16GA .+ 24 IN 720 IN 24 IN 12\\.00',
    'STEEL-1 of .+? 24 IN 12\\.00',
    'HEX-14-20 .+ 8 ea 500 ea 8 ea 0\\.56',
    'BOLTS-1 of .+? 8 ea 0\\.56',
    'Components 12\\.56',
    'Labor 4\\.80',
    'Total 17\\.36',
  ])
  await page.keyboard.press('ControlOrMeta+Enter')
  const by = page.getByRole('combobox', { name: 'Built by' })
  await expect(by).toBeFocused()
  await expect(by).toHaveAccessibleDescription(/./)
  await typeInto(page, page.getByRole('textbox', { name: 'Built on' }), dayOf('Tuesday'), 'Shift+Tab')
  await choosePerson(page, 'Built by', 'Bob Birch')
  await buildIt(shop, 1, '12.56')
}

/** Opens a planned build from the queue and goes on to building it. */
export async function executePlanned(page: Page, planned: number): Promise<void> {
  await palette(page, 'Go to Queue')
  await focusRow(page, queue(page), queueRow(page, planned))
  await page.keyboard.press('Enter')
  await expect(heading(page, `Planned ${planned}`)).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(heading(page, `Build Planned ${planned}`)).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Quantity', exact: true })).toBeFocused()
}

/** The build on the screen takes fewer than are planned: says what becomes of the rest, and the day. */
export async function decideRest(page: Page, left: string, rest: 'Keep the rest planned' | 'Close the rest', day: string): Promise<void> {
  const choice = page.getByRole('radiogroup', { name: `${left} ea of the plan are left` })
  await expect(choice).toBeVisible()
  await tabTo(page, choice.getByRole('radio', { name: 'Keep the rest planned' }))
  await page.keyboard.press('Space')
  if (rest === 'Close the rest') await page.keyboard.press('ArrowDown')
  await expect(choice.getByRole('radio', { name: rest })).toBeChecked()
  await typeInto(page, page.getByRole('textbox', { name: 'Built on' }), day)
}

/** Builds what is on the screen; it waits for its review. */
export async function buildIt(shop: MetalShop, number: number, inProcess: string): Promise<void> {
  await shop.page.keyboard.press('ControlOrMeta+Enter')
  await seeWaiting(shop, number, inProcess)
}

/** Twelve of sixteen brackets, with 75 IN of steel where the plan says 72. */
export async function buildTwelve(shop: MetalShop): Promise<void> {
  const { page, books } = shop
  await executePlanned(page, 1)
  await page.keyboard.type('12')
  await decideRest(page, '4', 'Keep the rest planned', dayOf('Tuesday'))
  await tabTo(page, page.getByRole('button', { name: 'Change', exact: true }))
  await page.keyboard.press('Enter')
  const steel = page.getByRole('list', { name: 'Components to change' }).getByRole('listitem', { name: 'SHEET-16GA' })
  await typeInto(page, steel.getByRole('textbox', { name: 'Quantity of SHEET-16GA' }), '75')
  await expect(steel).toContainText('Changed')
  await buildIt(shop, 2, '39.18')
  await seeDraws(page, [
    'SHEET-16GA .+ 75 IN 621 IN 75 IN 37\\.50',
    'STEEL-1 of .+? 75 IN 37\\.50',
    'HEX-14-20 .+ 24 ea 468 ea 24 ea 1\\.68',
    'BOLTS-1 of .+? 24 ea 1\\.68',
    'Components 39\\.18',
    'Labor 14\\.40',
    'Total 53\\.58',
  ])
  await expect(figure(page, 'Built by').first()).toHaveText('Bob Birch')
  expect(books.account('work_in_process')).toBe(millionths('51.74'))
  await palette(page, 'Go to Queue')
  await expect(queueRow(page, 1)).toContainText(/4 ea/)
}
