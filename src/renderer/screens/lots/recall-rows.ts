import { apportion } from '../../../shared/units/apportion.ts'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import type { FileColumn } from '../../state/save-list.ts'
import { reasonText } from '../../text/adjustment-words.ts'
import { businessDateText } from '../../text/dates.ts'
import { quantityText } from '../../text/numbers.ts'

export type Recall = OutputOf<'query', 'lot.recall'>

export interface RecallTotal {
  readonly name: string
  readonly quantity: number
  /** Thousandths of the whole; all of them together are exactly 1000. */
  readonly permille: number
}

const placesInOrder = [
  ['sold', 'Sold'],
  ['onHand', 'On the shelf'],
  ['inReview', 'In builds under review'],
  ['wasted', 'Wasted'],
  ['adjusted', 'Counted away or taken out'],
] as const

/** Where the whole lot is, place by place; places that have none of it are left out. */
export function recallTotals({ whole, totals }: Pick<Recall, 'whole' | 'totals'>): readonly RecallTotal[] {
  const there = placesInOrder.map(([place, name]) => ({ name, quantity: totals[place] })).filter(({ quantity }) => quantity > 0)
  if (whole <= 0 || there.length === 0) return []
  const shares = apportion(1000, there.map(({ quantity }) => quantity))
  return there.map((total, place) => ({ ...total, permille: shares[place] ?? 0 }))
}

/** Thousandths as a percentage: `66.7 %`. */
export function percentText(permille: number): string {
  return `${(permille / 10).toLocaleString(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} %`
}

/** The sheet as lines of cells between tabs, as a spreadsheet or a mail takes them. */
export function recallAsText(recall: Recall, printedOn: string): string {
  const { lot, whole, sold, onHand, inReview, wasted, adjusted } = recall
  const unit = lot.product.unit
  const inUnit = (quantity: number, of: string) => `${quantityText(quantity)} ${of}`
  const documents = (title: string, rows: typeof wasted) =>
    rows.length === 0
      ? []
      : [[], [title, 'Date', 'Reason', 'Quantity', `Of lot ${lot.number}`], ...rows.map((row) => [row.document.reference, row.businessDate, reasonText(row.reason), inUnit(row.quantity, row.product.unit), inUnit(row.attributable, unit)])]
  const lines: readonly (readonly string[])[] = [
    ['Recall sheet', `Lot ${lot.number}`, `${lot.product.sku} ${lot.product.name}`, `Made on ${printedOn}`],
    ...(lot.supplier === null ? [] : [['Supplier', lot.supplier]]),
    ...(lot.supplierLot === null ? [] : [['Supplier lot', lot.supplierLot]]),
    ['Came from', lot.source.reference, businessDateText(lot.receivedOn)],
    [],
    ['Where all of it is', 'Quantity', 'Share'],
    ...recallTotals(recall).map(({ name, quantity, permille }) => [name, inUnit(quantity, unit), percentText(permille)]),
    ['Total', inUnit(whole, unit), percentText(1000)],
    ...(sold.length === 0
      ? []
      : [[], ['Customer', 'Sale', 'Date', 'Product', 'Quantity', `Of lot ${lot.number}`], ...sold.map((sale) => [sale.customer, sale.document.reference, sale.saleOn, sale.product.sku, inUnit(sale.quantity, sale.product.unit), inUnit(sale.attributable, unit)])]),
    ...(onHand.length === 0
      ? []
      : [[], ['On the shelf: lot', 'Product', 'Since', 'Left', `Of lot ${lot.number}`], ...onHand.map((held) => [held.number, held.product.sku, held.receivedOn, inUnit(held.remaining, held.product.unit), inUnit(held.attributable, unit)])]),
    ...(inReview.length === 0
      ? []
      : [[], ['In review: build', 'Date', 'Drawn', `Of lot ${lot.number}`], ...inReview.map((build) => [build.document.reference, build.businessDate, inUnit(build.quantity, build.product.unit), inUnit(build.attributable, unit)])]),
    ...documents('Wasted', wasted),
    ...documents('Counted away or taken out', adjusted),
  ]
  return lines.map((cells) => cells.map((cell) => cell.replaceAll(/[\t\n]/g, ' ')).join('\t')).join('\n')
}

/** A place where some of a recalled lot is, as a row of a file. */
interface RecallRow {
  readonly where: string
  readonly whom: string
  readonly document: string
  readonly lot: string
  readonly on: string
  readonly reason: string
  readonly product: Recall['lot']['product']
  readonly quantity: number
  readonly ofLot: number
  readonly ofLotUnit: string
}

/** The sheet as one table, place by place. */
export function recallFileRows({ lot, sold, onHand, inReview, wasted, adjusted }: Recall): readonly RecallRow[] {
  const ofLotUnit = lot.product.unit
  const nothing = { whom: '', document: '', lot: '', reason: '', ofLotUnit }
  const taken = (where: string, rows: typeof wasted) =>
    rows.map((row) => ({ ...nothing, where, document: row.document.reference, on: row.businessDate, reason: reasonText(row.reason), product: row.product, quantity: row.quantity, ofLot: row.attributable }))
  return [
    ...sold.map((sale) => ({ ...nothing, where: 'Sold', whom: sale.customer, document: sale.document.reference, on: sale.saleOn, product: sale.product, quantity: sale.quantity, ofLot: sale.attributable })),
    ...onHand.map((held) => ({ ...nothing, where: 'On the shelf', lot: held.number, document: held.source.reference, on: held.receivedOn, product: held.product, quantity: held.remaining, ofLot: held.attributable })),
    ...inReview.map((build) => ({ ...nothing, where: 'In builds under review', document: build.document.reference, on: build.businessDate, product: build.product, quantity: build.quantity, ofLot: build.attributable })),
    ...taken('Wasted', wasted),
    ...taken('Counted away or taken out', adjusted),
  ]
}

export const recallFileColumns: readonly FileColumn<RecallRow>[] = [
  { header: 'Where', at: 'where' },
  { header: 'Customer', at: 'whom' },
  { header: 'Document', at: 'document' },
  { header: 'Lot', at: 'lot' },
  { header: 'Date', at: 'on', as: 'day' },
  { header: 'Reason', at: 'reason' },
  { header: 'SKU', at: 'product.sku' },
  { header: 'Product', at: 'product.name' },
  { header: 'Quantity', at: 'quantity', as: 'quantity' },
  { header: 'Unit', at: 'product.unit' },
  { header: 'Of the recalled lot', at: 'ofLot', as: 'quantity' },
  { header: 'Unit of the recalled lot', at: 'ofLotUnit' },
]
