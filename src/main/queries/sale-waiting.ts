import { appError } from '../../shared/errors.ts'
import type { WaitingDocument } from '../../shared/contract/sale-waiting.ts'
import { err, ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { foreignOf, problemsIn, pulledDocument, totalOf } from '../ledger/pulled-sales.ts'
import type { QueryHandler } from './context.ts'
import { pageOf, searchFor, type Condition } from './list-page.ts'

interface Row extends Omit<WaitingDocument, 'problems'> {
  readonly problemJson: string
}

/** Documents that are still to be applied: few, by their own index. */
const waiting = 'sale_document d INDEXED BY sale_document_open'
const isWaiting = "d.state IN ('new', 'waiting', 'failed')"

/** Put right in QuickBooks alone. */
const inQuickBooks = "('unreadable', 'amount_too_large', 'amount_unknown', 'rate_unknown')"
const kind = `CASE WHEN d.state = 'failed' OR EXISTS (SELECT 1 FROM json_each(d.problem_json) j WHERE j.value ->> 'code' IN ${inQuickBooks}) THEN 'problem' ELSE 'waiting' END`
const why = "d.problem_json ->> '$[0].code'"

const columns = `d.sale_document_id AS saleDocumentId, d.type, d.doc_number AS docNumber, d.customer, d.txn_date AS txnDate, d.state, ${kind} AS kind,
  d.problem_json AS problemJson, ${why} AS why, coalesce(d.sale_id, d.counter_sale_id) AS saleId`

const sortBy = {
  date: 'd.txn_date',
  document: 'natural_order(d.doc_number)',
  customer: 'd.customer COLLATE NOCASE',
  type: 'd.type',
  why,
} as const

const statements = perConnection((db) => ({
  counts: db.prepare<[], { kind: WaitingDocument['kind']; count: number }>(`SELECT ${kind} AS kind, count(*) AS count FROM ${waiting} WHERE ${isWaiting} GROUP BY 1`),
  one: db.prepare<[number], Row>(`SELECT ${columns} FROM sale_document d WHERE d.sale_document_id = ?`),
  others: db.prepare<[number, string], { accountingItemId: number; documents: number }>(
    `SELECT j.value ->> 'accountingItemId' AS accountingItemId, count(DISTINCT d.sale_document_id) AS documents
     FROM ${waiting} CROSS JOIN json_each(d.problem_json) j
     WHERE ${isWaiting} AND d.sale_document_id <> ? AND j.value ->> 'accountingItemId' IN (SELECT value FROM json_each(?)) GROUP BY 1`,
  ),
}))

/** Documents of QuickBooks that are not in the books as they stand, a page at a time. */
export const listWaiting: QueryHandler<'sale.waiting'> = ({ db }, { search, sort, descending, limit, offset, find, ...filters }) => {
  const where: Condition[] = [{ sql: isWaiting, params: [] }, ...filtered(filters), ...searched(search)]
  const list = { id: 'd.sale_document_id', table: waiting, from: waiting, where, orderBy: [sortBy[sort]], descending, indexed: false }
  const { rows, ...whole } = pageOf<Row>(db, list, { limit, offset, find }, `SELECT ${columns} FROM page CROSS JOIN sale_document d ON d.sale_document_id = page.id`)
  const counts = { waiting: 0, problem: 0 }
  for (const counted of statements(db).counts.all()) counts[counted.kind] = counted.count
  return ok({ documents: rows.map(described), counts, ...whole })
}

/** One document of QuickBooks with what it waits for, wherever it stands. */
export const getSaleDocument: QueryHandler<'sale.document'> = ({ db }, { saleDocumentId }) => {
  const row = statements(db).one.get(saleDocumentId)
  const document = pulledDocument(db, saleDocumentId)
  if (row === undefined || document === undefined) return err(appError('sale.document_not_found', { saleDocumentId }))
  const said = described(row)
  const { deleted, treatment } = document
  return ok({ ...said, deleted: deleted === 1, treatment, total: totalOf(document), foreign: foreignOf(db, document), others: othersFor(db, said) })
}

/** How many other documents wait for the same items. */
function othersFor(db: Database, { saleDocumentId, problems }: WaitingDocument) {
  const items = problems.flatMap((problem) => (problem.code === 'item_not_linked' ? [problem.accountingItemId] : []))
  return items.length === 0 ? [] : statements(db).others.all(saleDocumentId, JSON.stringify(items))
}

const described = ({ problemJson, ...row }: Row): WaitingDocument => ({ ...row, problems: problemsIn(problemJson) })

type Filters = Pick<Parameters<typeof listWaiting>[1], 'kind' | 'from' | 'to' | 'customer' | 'type'>

function filtered({ kind: asked, from, to, customer, type }: Filters): Condition[] {
  const when = (sql: string, value: string | null): Condition[] => (value === null ? [] : [{ sql, params: [value] }])
  return [
    ...when(`${kind} = ?`, asked),
    ...when('d.txn_date >= ?', from),
    ...when('d.txn_date <= ?', to),
    ...when('d.customer = ?', customer),
    ...when('d.type = ?', type),
  ]
}

function searched(search: string): Condition[] {
  // Items are named in what stands in the way.
  return searchFor(search, ({ written }) => [written('d.doc_number'), written('d.customer'), written('d.problem_json')].join(' OR '))
}
