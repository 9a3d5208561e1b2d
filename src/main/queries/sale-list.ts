import { ok } from '../../shared/result.ts'
import { sumInRange } from '../../shared/units/apportion.ts'
import { perConnection } from '../database/statements.ts'
import { saleName } from '../ledger/sale-documents.ts'
import type { QueryHandler } from './context.ts'

interface Row {
  readonly saleId: number
  readonly number: number
  readonly kind: 'sale' | 'return'
  readonly voided: 0 | 1
  readonly reference: string
  readonly customer: string
  readonly saleDate: string
  readonly revenue: number
  readonly cost: number
  readonly short: number
}

/** The version in force, when it holds the text searched for. */
const matching = `FROM sale s JOIN sale_version v USING (sale_id)
  WHERE v.version = (SELECT max(n.version) FROM sale_version n WHERE n.sale_id = s.sale_id)
    AND (? = '' OR v.reference LIKE ? ESCAPE '\\' OR v.customer LIKE ? ESCAPE '\\' OR printf('PSB-S-%05d', s.number) LIKE ? ESCAPE '\\')`

type Searched = [string, string, string, string]

const statements = perConnection((db) => ({
  page: db.prepare<[...Searched, number, number], Row>(
    `SELECT s.sale_id AS saleId, s.number, s.kind, v.voided, v.reference, v.customer, v.sale_on AS saleDate,
       (SELECT coalesce(sum(l.revenue), 0) FROM sale_line l WHERE l.posting_id = v.posting_id) AS revenue,
       (SELECT coalesce(sum(e.value), 0) FROM entry e WHERE e.document_kind = 'sale' AND e.document_id = s.sale_id AND e.account = 'cost_of_goods_sold') AS cost,
       (SELECT coalesce(sum(h.quantity), 0) FROM shortage h WHERE h.sale_id = s.sale_id AND h.quantity > 0) AS short
     ${matching} ORDER BY v.sale_on DESC, s.sale_id DESC LIMIT ? OFFSET ?`,
  ),
  count: db.prepare<Searched, number>(`SELECT count(*) ${matching}`).pluck(),
}))

/** Sales and returns with their cost as it stands now, the newest first, a page at a time. */
export const listSales: QueryHandler<'sale.list'> = ({ db }, { search, limit, offset }) => {
  const pattern = `%${search.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const searched: Searched = [search, pattern, pattern, pattern]
  const sales = statements(db)
    .page.all(...searched, limit, offset)
    .map(({ number, voided, reference, ...row }) => {
      const revenue = row.kind === 'return' ? 0 - row.revenue : row.revenue
      const status = voided === 1 ? ('voided' as const) : ('posted' as const)
      const margin = sumInRange([revenue, 0 - row.cost])
      return { ...row, status, reference: saleName({ reference, number }), revenue, margin }
    })
  return ok({ sales, total: statements(db).count.get(...searched) ?? 0 })
}
