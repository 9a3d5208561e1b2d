import type { OutputOf } from '../../shared/contract/registry.ts'
import type { SaleRow, SaleSource, SaleStatus, SaleType } from '../../shared/contract/sale.ts'
import type { CompanySettings } from '../../shared/contract/company.ts'
import type { SaleDocumentProblem, SkippedWhy } from '../../shared/contract/sale-document.ts'
import type { WaitingKind } from '../../shared/contract/sale-waiting.ts'
import { businessDateText } from './dates.ts'
import { countedText, moneyText, quantityText } from './numbers.ts'
import { documentTypeText } from './sales-sync-words.ts'

/** What a sale came as. */
export const saleTypeText: { readonly [T in SaleType]: string } = {
  sale: 'Sale',
  return: 'Return',
  ...documentTypeText,
}

export const saleSourceText: { readonly [S in SaleSource]: string } = { manual: 'By hand', quickbooks: 'QuickBooks' }

export const saleStatusText: { readonly [S in SaleStatus]: string } = { posted: 'Posted', voided: 'Voided' }

/** Who settles a document that is not in the books: someone here, or QuickBooks has to be put right. */
export const waitingText: { readonly [K in WaitingKind]: string } = { waiting: 'Waiting', problem: 'Problem' }

/** Why a document is not in the books, in a few words, where a list is saved as a file. */
export const whyWords: { readonly [C in SaleDocumentProblem['code']]: string } = {
  item_not_linked: 'An item is not linked',
  item_unknown: 'An item is not in the list',
  quantity_unknown: 'A quantity is missing',
  amount_unknown: 'An amount is missing',
  rate_unknown: 'The exchange rate is missing',
  taken_off_memo: 'More is taken off than put on',
  date_in_future: 'Its day has not come',
  receiving_off: 'Receiving is off',
  unreadable: 'It cannot be read',
  amount_too_large: 'It comes to too much',
}

type Treatment = CompanySettings['returns']

/** What a return does with the goods. */
export const treatmentText: { readonly [T in Treatment]: string } = {
  return_to_stock: 'Goods come back into stock',
  price_only: 'Money only, no goods come back',
  consume_like_a_sale: 'More goods go out, as by a sale',
}

/** `Sale INV-7`. */
export function saleNameText({ kind, reference }: Pick<SaleRow, 'kind' | 'reference'>): string {
  return `${kind === 'sale' ? 'Sale' : 'Return'} ${reference}`
}

/** Margin as a part of revenue: `37.5 %`; `null` where there is no revenue to be a part of. */
export function marginPartText(margin: number | null, revenue: number | null, locale?: string): string | null {
  if (margin === null || revenue === null || revenue === 0) return null
  // A figure to read beside the exact ones, so a float is good enough.
  const text = ((margin / Math.abs(revenue)) * 100).toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  return `${text.replace('-', '−')} %`
}

/** Why a line of a document has no part in its sale. */
export const skippedWhyText: { readonly [W in SkippedWhy]: string } = {
  service: 'a service',
  shipping: 'shipping',
  gratuity: 'a gratuity',
  discount: 'a discount, shared over the other lines',
  subtotal: 'a subtotal',
  text: 'words alone',
  bundle: 'a bundle, whose own lines count',
  part_of_bundle: 'part of a bundle that is a product here',
  not_finished_good: 'not a finished good here',
  not_product: 'said to be no product',
  nothing: 'neither quantity nor amount',
}

/** What a line without a part in its sale is called that names nothing itself. */
export const skippedNameText: { readonly [W in SkippedWhy]: string } = {
  service: 'A service',
  shipping: 'Shipping',
  gratuity: 'Gratuity',
  discount: 'Discount',
  subtotal: 'Subtotal',
  text: 'A line without an item',
  bundle: 'A bundle',
  part_of_bundle: 'Part of a bundle',
  not_finished_good: 'An item',
  not_product: 'An item',
  nothing: 'An empty line',
}

/** What is said of such a line beside its name. */
export const skippedMoreText: { readonly [W in SkippedWhy]: string } = {
  ...skippedWhyText,
  service: '',
  shipping: '',
  gratuity: '',
  discount: ', shared over the other lines',
  subtotal: '',
  text: '',
}

type SaleVersion = NonNullable<OutputOf<'query', 'sale.get'>['history'][number]['version']>

/** As many lines as a version names; the rest is counted. */
const linesNamedMax = 6

/** `Ann, 4 Mar 2026: 3 ea BOX for 300.00`; one of many lines names the first and says what all of them come to. */
export function saleVersionText({ customer, saleDate, revenue, lines }: Pick<SaleVersion, 'customer' | 'saleDate' | 'revenue' | 'lines'>): string {
  const head = [...(customer === '' ? [] : [customer]), businessDateText(saleDate)].join(', ')
  const named = lines.slice(0, linesNamedMax).map(({ sku, unit, quantity, revenue: paid }) => `${quantityText(quantity)} ${unit} ${sku} for ${moneyText(Math.abs(paid))}`)
  const more = lines.length - named.length
  return `${head}: ${named.join(', ')}${more === 0 ? '' : ` and ${countedText(more, 'more line', 'more lines')}, ${moneyText(Math.abs(revenue))} in all`}`
}
