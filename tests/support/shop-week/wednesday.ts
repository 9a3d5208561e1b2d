import { expect } from '@playwright/test'
import { tabTo, typeOnceIn } from '../e2e.ts'
import { focusRow, notice, palette } from '../first-day.ts'
import { figure, millionths, seeLot, type MetalShop } from '../metal-shop/shop.ts'
import { buildIt, decideRest, executePlanned, seeDraws } from './tuesday.ts'
import { approve, dayOf, heading, seeBuild, typeInto } from './shop.ts'

export async function approveTwelve(shop: MetalShop): Promise<void> {
  const { page, books } = shop
  await palette(page, 'Go to In review')
  const grid = page.getByRole('grid', { name: 'In review' })
  await expect(page.getByText('51.74 in process')).toBeVisible()
  await focusRow(page, grid, grid.getByRole('row', { name: /PSB-B-00002/ }))
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Build PSB-B-00002')).toBeVisible()
  await approve(shop, 2, '53.58')
  expect(books.ofBuild(2, 'labor')).toBe(0 - millionths('14.40'))
  await seeLot(shop, 'B-2', ['12', 'ea', '53.58'])
}

/** 20 of 24 IN go back to the lot they came from; 4 IN and all bolts are wasted. */
export async function rejectFour(shop: MetalShop): Promise<void> {
  const { page, books } = shop
  await seeBuild(shop, 1, 'In review', '17.36')
  await page.keyboard.press('r')
  const panel = page.getByRole('dialog', { name: 'Reject PSB-B-00001' })
  await typeOnceIn(panel.getByRole('combobox', { name: 'Reason' }), 'Quality')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  await expect(panel.getByRole('radio', { name: 'Part goes back' })).toBeChecked()
  await typeInto(page, panel.getByRole('textbox', { name: 'SHEET-16GA, of 24 IN' }), '20')
  await tabTo(page, panel.getByRole('button', { name: 'None of HEX-14-20' }))
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('status')).toHaveText(/Back in stock 10\.00.*Wasted 2\.56/)
  await page.keyboard.press('ControlOrMeta+Enter')
  await notice(page, 'PSB-B-00001 rejected: 10.00 back in stock, 2.56 wasted')
  await expect(figure(page, 'Status')).toHaveText('Rejected')
  await expect(figure(page, 'Finished lot')).toHaveText('None')
  await expect(figure(page, 'Reason')).toHaveText('Quality defect')
  const went = page.getByRole('table', { name: 'What went back and what was wasted' })
  await expect(went.getByRole('row', { name: /SHEET-16GA/ })).toContainText(/20 IN\s*to STEEL-1\s*4 IN\s*2\.00/)
  await expect(went.getByRole('row', { name: /HEX-14-20/ })).toContainText(/0 ea\s*8 ea\s*0\.56/)
  await expect(page.getByRole('list').filter({ hasText: 'Rejected by' })).toContainText(/Built by Ann Ash.*Rejected by Ann Ash: Quality defect/s)
  expect(books.ofBuild(1, 'waste')).toBe(millionths('2.56'))
  expect(books.ofBuild(1, 'work_in_process')).toBe(0)
  expect(books.ofBuild(1, 'labor')).toBe(0)
  await seeLot(shop, 'STEEL-1', ['41', 'IN', '20.50'])
}

/** Four of six enclosures, from the brackets that were approved and from both lots of steel. */
export async function buildEnclosures(shop: MetalShop): Promise<void> {
  const { page } = shop
  await executePlanned(page, 2)
  await page.keyboard.type('4')
  await seeDraws(page, [
    'BRACKET .+ 8 ea 12 ea 8 ea 35\\.72',
    'B-2 of .+? 8 ea 35\\.72',
    'SHEET-16GA .+ 96 IN 641 IN 96 IN 50\\.75',
    'STEEL-1 of .+? 41 IN 20\\.50',
    'STEEL-2 of .+? 55 IN 30\\.25',
    'HEX-14-20 .+ 24 ea 468 ea 24 ea 1\\.68',
    'BOLTS-1 of .+? 24 ea 1\\.68',
    'POWDER-BLK .+ 2 lb 20 lb 2 lb 12\\.80',
    'POWDER-1 of .+? 2 lb 12\\.80',
    'Components 100\\.95',
    'Labor 36\\.00',
    'Overhead 10\\.00',
    'Cost lines 46\\.00',
    'Total 146\\.95',
  ])
  await decideRest(page, '2', 'Keep the rest planned', dayOf('Wednesday'))
  await buildIt(shop, 3, '100.95')
  await approve(shop, 3, '146.95')
  await expect(figure(page, 'Unit cost')).toHaveText('36.7375 / ea')
}
