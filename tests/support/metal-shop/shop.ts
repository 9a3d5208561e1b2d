import { expect, type Locator, type Page } from '@playwright/test'
import { parseMillionths } from '../../../src/shared/units/decimal.ts'
import { today } from '../calendar.ts'
import { palette } from '../first-day.ts'
import { summedBooks, type Sum, type SummedBooks } from '../summed-books.ts'

/** The program's window, and what its ledger's entries come to. */
export interface MetalShop {
  readonly page: Page
  readonly books: SummedBooks
  /** Lot numbers by what they are lots of; those of today's receipts have the day in them. */
  readonly lots: { readonly steel: string; readonly guessedSteel: string; readonly bolts: string; readonly plates: string; readonly powder: string }
}

/** One step of the shop's day: what is done by keyboard, with every figure compared with the screen and with the entries. */
export interface ShopStep {
  readonly what: string
  readonly run: (shop: MetalShop) => Promise<unknown>
}

/** The shop in a program that was just started on an empty data folder. */
export function metalShopIn(page: Page, userData: string): MetalShop {
  const lot = (code: string, count: number) => `${code}-${today().replaceAll('-', '')}-00${count}`
  const lots = { steel: lot('STL', 1), guessedSteel: lot('STL', 2), bolts: lot('BLT', 1), plates: lot('BLT', 2), powder: lot('COT', 1) }
  return { page, books: summedBooks(userData), lots }
}

export const boltBarcode = '0360002914521'
export const powderExpires = `${new Date().getFullYear() + 1}-03-31`

/** A figure as the screen writes it, in millionths. */
export function millionths(text: string): number {
  const parsed = parseMillionths(text.replaceAll(',', '').replace('−', '-'), { decimalsMax: 6, negative: 'allowed' })
  if (!parsed.ok) throw new Error(`${text} is no figure: ${parsed.error}`)
  return parsed.value
}

const sumOf = (quantity: string, value: string): Sum => ({ quantity: millionths(quantity), value: millionths(value) })

/** A figure in the strip at the top of a page. */
export const figure = (page: Page, term: string): Locator => page.locator('main dl > div', { has: page.locator('dt', { hasText: new RegExp(`^${term}$`) }) }).locator('dd')

/** A product as the list shows it. */
export type StockLine = readonly [sku: string, onHand: string, unit: string, value: string]

/** Compares what the list of products shows with what is expected, and both with the entries. */
export async function seeStock({ page, books }: MetalShop, lines: readonly StockLine[]): Promise<void> {
  await palette(page, 'Go to Products')
  const grid = page.getByRole('grid', { name: 'Products' })
  await expect(grid.getByRole('columnheader').first()).toBeVisible()
  const headers = (await grid.getByRole('columnheader').allInnerTexts()).map((text) => text.trim())
  for (const [sku, onHand, unit, value] of lines) {
    const cells = grid.getByRole('row').filter({ has: page.getByText(sku, { exact: true }) }).getByRole('gridcell')
    await expect(cells.nth(headers.indexOf('On hand')), `${sku} on hand`).toHaveText(`${onHand} ${unit}`)
    await expect(cells.nth(headers.indexOf('Value')), `value of ${sku}`).toHaveText(value)
    expect(books.product(sku), `entries of ${sku}`).toEqual(sumOf(onHand, value))
  }
}

/** Opens a lot by its number and compares what is left in it with the entries. */
export async function seeLot({ page, books }: MetalShop, number: string, [left, unit, value]: readonly [left: string, unit: string, value: string]): Promise<void> {
  await palette(page, number)
  await expect(page.getByRole('heading', { level: 1, name: `Lot ${number}` })).toBeVisible()
  await expect(figure(page, 'Left')).toHaveText(`${left} ${unit}`)
  await expect(figure(page, 'Value')).toHaveText(value)
  expect(books.lot(number), `entries of ${number}`).toEqual(sumOf(left, value))
}
