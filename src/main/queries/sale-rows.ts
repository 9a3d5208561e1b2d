import type { SaleRow, SaleType } from '../../shared/contract/sale.ts'
import { sumInRange } from '../../shared/units/apportion.ts'
import { saleName, type SaleKind, type SaleSource } from '../ledger/sale-documents.ts'

/** A sale in the version in force, as SQL answers it. */
export interface SaleColumns {
  readonly saleId: number
  readonly number: number
  readonly kind: SaleKind
  readonly type: SaleType
  readonly source: SaleSource
  readonly voided: 0 | 1
  readonly reference: string
  readonly customer: string
  readonly saleDate: string
  /** Below zero for a return. */
  readonly revenue: number
  readonly cost: number
  readonly short: number
}

/** Tables of a sale `s` with what is kept of it, `n`. */
export const saleTables = 'sale_now n CROSS JOIN sale s USING (sale_id)'

/** SQL for where a sale of a type comes from. */
export const sourceOf = (type: string) => `CASE WHEN ${type} IN ('sale', 'return') THEN 'manual' ELSE 'quickbooks' END`

/** Columns of a sale for `describeSale`. */
export const saleColumns = `s.sale_id AS saleId, s.number, s.kind, s.source, n.type, n.voided, n.reference, n.customer, n.sale_on AS saleDate,
  n.revenue, n.cost, n.short`

/** A sale as lists and its own page show it. */
export function describeSale(row: SaleColumns): SaleRow {
  const { saleId, kind, type, source, customer, saleDate, revenue, cost, short } = row
  // Named one by one: a list has hundreds of them, and copying the rest of a row takes four times as long.
  return {
    saleId,
    kind,
    type,
    source,
    customer,
    saleDate,
    revenue,
    cost,
    short,
    status: row.voided === 1 ? 'voided' : 'posted',
    reference: saleName(row),
    margin: sumInRange([revenue, 0 - cost]),
  }
}
