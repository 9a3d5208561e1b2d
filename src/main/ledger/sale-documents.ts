import type { SaleDocumentType } from '../../shared/contract/sale-document.ts'
import type { SaleType } from '../../shared/contract/sale.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import { sumInRange } from '../../shared/units/apportion.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import { checkDocumentDate } from '../domain/dates.ts'
import { referenceOf } from '../domain/document.ts'
import type { Database } from '../database/open.ts'
import { manyRows, perConnection } from '../database/statements.ts'
import type { DocumentRow } from './document-rows.ts'

export type SaleKind = 'sale' | 'return'
/** Written by hand, or pulled from QuickBooks. */
export type SaleSource = 'manual' | 'quickbooks'
/** By hand, or as which document of QuickBooks. */
export type SaleOrigin = 'manual' | SaleDocumentType
export type ReturnTreatment = 'return_to_stock' | 'price_only' | 'consume_like_a_sale'

export interface SaleLine {
  readonly productId: number
  readonly quantity: Quantity
  /** Net of tax; typed positive for a return too. */
  readonly revenue: Money
}

/** What a sale or return says. */
export interface SaleContent {
  readonly reference: string
  readonly customer: string
  readonly saleOn: BusinessDate
  /** `null` for a sale. */
  readonly treatment: ReturnTreatment | null
  readonly notes: string
  readonly lines: readonly SaleLine[]
}

export interface SaleHead extends Omit<SaleContent, 'lines'> {
  readonly saleId: number
  readonly number: number
  readonly kind: SaleKind
  readonly source: SaleSource
  readonly type: SaleType
  readonly version: number
  readonly voided: 0 | 1
}

/** What a sale, as it stands now, comes to. */
export interface SaleTotals {
  readonly saleId: number
  readonly reference: string
  readonly cost: Money
  readonly revenue: Money
  readonly short: Quantity
}

type VersionCells = [postingId: number, saleId: number, version: number, voided: number, reference: string, customer: string, saleOn: string, treatment: string | null, notes: string]

const statements = perConnection((db) => ({
  head: db.prepare<[number], SaleHead>(
    `SELECT s.sale_id AS saleId, s.number, s.kind, s.source, n.type, v.version, v.voided, v.reference, v.customer, v.sale_on AS saleOn, v.treatment, v.notes
     FROM sale s JOIN sale_now n USING (sale_id) JOIN sale_version v USING (sale_id) WHERE s.sale_id = +? ORDER BY v.version DESC LIMIT 1`,
  ),
  // One question each: two maxima in one are found by reading the whole table.
  last: db.prepare<[], { saleId: number; number: number }>(
    `SELECT coalesce((SELECT max(sale_id) FROM sale), 0) AS saleId, coalesce((SELECT max(number) FROM sale), 0) AS number`,
  ),
  insert: db.prepare<[number, number, string, string]>('INSERT INTO sale (sale_id, number, kind, source) VALUES (?, ?, ?, ?)'),
  insertVersion: db.prepare<VersionCells>(
    'INSERT INTO sale_version (posting_id, sale_id, version, voided, reference, customer, sale_on, treatment, notes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  ),
  insertLines: manyRows(db, 'INSERT INTO sale_line (posting_id, line_no, product_id, quantity, revenue)', 5),
  productsOf: db.prepare<[number], { productId: number; quantity: number }>(
    'SELECT product_id AS productId, quantity FROM sale_product WHERE sale_id = +? AND quantity > 0 ORDER BY product_id',
  ),
  keepNothing: db.prepare<[number]>('UPDATE sale_product SET quantity = 0 WHERE sale_id = ?'),
  keepHead: db.prepare<[string, string, number]>('UPDATE sale_product SET customer = ?, sale_on = ?, quantity = 0 WHERE sale_id = ?'),
  keepProducts: manyRows(
    db,
    'INSERT INTO sale_product (sale_id, product_id, customer, sale_on, quantity)',
    5,
    'ON CONFLICT (sale_id, product_id) DO UPDATE SET customer = excluded.customer, sale_on = excluded.sale_on, quantity = excluded.quantity',
  ),
  moveShortages: db.prepare<[string, number]>('UPDATE shortage SET sale_on = ? WHERE sale_id = ?'),
  lines: db.prepare<[number], SaleLine>(
    `SELECT product_id AS productId, quantity, revenue FROM sale_line
     WHERE posting_id = (SELECT posting_id FROM sale_version WHERE sale_id = +? ORDER BY version DESC LIMIT 1) ORDER BY line_no`,
  ),
  product: db.prepare<[number], { sku: string; kind: string }>('SELECT sku, kind FROM product WHERE product_id = ?'),
  comesTo: db.prepare<[number], { cost: Money; revenue: Money; short: Quantity }>('SELECT cost, revenue, short FROM sale_now WHERE sale_id = ?'),
}))

export function saleHead(db: Database, saleId: number): SaleHead | undefined {
  return statements(db).head.get(saleId)
}

/** The name a sale goes by: its own reference, else its number. */
export function saleName({ reference, number }: Pick<SaleHead, 'reference' | 'number'>): string {
  return reference === '' ? referenceOf('sale', number) : reference
}

export type ContentRefusal = AppError<'product.not_found' | 'sale.not_finished_good' | 'date.invalid' | 'amount.too_large'>

/** The refusal of what a sale or return is to say; `dateField` is what its form calls the day. */
export function checkContent(db: Database, { lines, saleOn }: SaleContent, dateField: string, today: BusinessDate): ContentRefusal | null {
  for (const [place, { productId }] of lines.entries()) {
    const product = statements(db).product.get(productId)
    if (product === undefined) return appError('product.not_found', { productId })
    if (product.kind !== 'finished_good') return appError('sale.not_finished_good', { field: `lines.${place}.productId`, sku: product.sku })
  }
  const sums = [lines.map(({ revenue }) => revenue), lines.map(({ quantity }) => quantity)].map(sumInRange)
  if (sums.includes(null)) return appError('amount.too_large', { field: 'lines' })
  return checkDocumentDate(dateField, saleOn, today)
}

/** Quantities per product, in the order of the first line of each. */
export function quantitiesOf(lines: readonly SaleLine[]): Map<number, Quantity> {
  const sums = new Map<number, Quantity>()
  for (const { productId, quantity } of lines) sums.set(productId, (sums.get(productId) ?? 0) + quantity)
  return sums
}

/** What the version in force speaks of, per product. */
export function quantitiesNow(db: Database, saleId: number): Map<number, Quantity> {
  return new Map(statements(db).productsOf.all(saleId).map(({ productId, quantity }) => [productId, quantity]))
}

/** The lines of the version in force; none of one that is voided. */
export function linesNow(db: Database, saleId: number): SaleLine[] {
  return statements(db).lines.all(saleId)
}

export interface Version {
  readonly saleId: number
  readonly number: number
  readonly kind: SaleKind
  readonly source: SaleSource
  readonly type: SaleType
  readonly version: number
  readonly voided: boolean
  readonly content: SaleContent
}

/** Gives the next sale or return its id and number. */
export function newSale(db: Database, kind: SaleKind, origin: SaleOrigin, content: SaleContent): Version {
  const source = origin === 'manual' ? 'manual' : 'quickbooks'
  const last = statements(db).last.get() ?? { saleId: 0, number: 0 }
  const made = { saleId: last.saleId + 1, number: last.number + 1 }
  statements(db).insert.run(made.saleId, made.number, kind, source)
  return { ...made, kind, source, type: origin === 'manual' ? kind : origin, version: 1, voided: false, content }
}

/** The version that follows the one in force. */
export function nextVersion({ saleId, number, kind, source, type, version }: SaleHead, content: SaleContent, voided: boolean): Version {
  return { saleId, number, kind, source, type, version: version + 1, voided, content }
}

/** The rows of a version, as the hash of its posting covers them. */
export function versionRows({ saleId, number, kind, source, version, voided, content }: Version): DocumentRow[] {
  const { reference, customer, saleOn, treatment, notes, lines } = content
  return [
    ['sale', saleId, number, kind, version, voided ? 1 : 0, reference, customer, saleOn, treatment, notes],
    ...lines.map(({ productId, quantity, revenue }, place) => ['line', place + 1, productId, quantity, revenue]),
    ...(source === 'manual' ? [] : [['source', source]]),
  ]
}

/** Writes a version with the posting that brought it, and what is kept of it. */
export function writeVersion(db: Database, { saleId, version, voided, content }: Version, postingId: number): void {
  const { reference, customer, saleOn, treatment, notes, lines } = content
  statements(db).insertVersion.run(postingId, saleId, version, voided ? 1 : 0, reference, customer, saleOn, treatment, notes)
  statements(db).insertLines(lines.map(({ productId, quantity, revenue }, place) => [postingId, place + 1, productId, quantity, revenue]))
  if (voided) statements(db).keepNothing.run(saleId)
  else if (version > 1) {
    statements(db).keepHead.run(customer, saleOn, saleId)
    statements(db).moveShortages.run(saleOn, saleId)
  }
  statements(db).keepProducts([...quantitiesOf(lines)].map(([productId, quantity]) => [saleId, productId, customer, saleOn, quantity]))
}

/** What a sale comes to as it is kept, after its version was written and all that followed from it. */
export function saleTotals(db: Database, { saleId, number, content }: Version): SaleTotals {
  const { cost, revenue, short } = statements(db).comesTo.get(saleId) ?? { cost: 0, revenue: 0, short: 0 }
  return { saleId, reference: saleName({ reference: content.reference, number }), cost, revenue, short }
}
