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

/** Tables of a sale `s` in the version `v` in force. */
export const saleTables = `sale s JOIN sale_version v ON v.sale_id = s.sale_id
  AND v.version = (SELECT max(n.version) FROM sale_version n WHERE n.sale_id = s.sale_id)`

const lineRevenue = '(SELECT coalesce(sum(l.revenue), 0) FROM sale_line l WHERE l.posting_id = v.posting_id)'

/** SQL for figures and names of a sale, to sort and filter by. */
export const saleSql = {
  revenue: `(CASE s.kind WHEN 'return' THEN -1 ELSE 1 END * ${lineRevenue})`,
  cost: `(SELECT coalesce(sum(e.value), 0) FROM entry e WHERE e.document_kind = 'sale' AND e.document_id = s.sale_id AND e.account = 'cost_of_goods_sold')`,
  short: '(SELECT coalesce(sum(h.quantity), 0) FROM shortage h WHERE h.sale_id = s.sale_id AND h.quantity > 0)',
  type: `coalesce((SELECT d.type FROM sale_document d WHERE d.sale_id = s.sale_id OR d.counter_sale_id = s.sale_id), s.kind)`,
} as const

/** Columns of a sale for `describeSale`. */
export const saleColumns = `s.sale_id AS saleId, s.number, s.kind, s.source, v.voided, v.reference, v.customer, v.sale_on AS saleDate,
  CASE s.source WHEN 'manual' THEN s.kind ELSE ${saleSql.type} END AS type,
  ${saleSql.revenue} AS revenue, ${saleSql.cost} AS cost, ${saleSql.short} AS short`

/** A sale as lists and its own page show it. */
export function describeSale({ number, voided, reference, ...row }: SaleColumns): SaleRow {
  const status = voided === 1 ? ('voided' as const) : ('posted' as const)
  return { ...row, status, reference: saleName({ reference, number }), margin: sumInRange([row.revenue, 0 - row.cost]) }
}
