import type { DocumentKind } from '../../shared/errors.ts'
import { ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { referenceOfDocument } from '../ledger/reversals.ts'
import type { QueryHandler } from './context.ts'

interface Row {
  readonly id: number
  readonly label: string
  readonly quantity: number
  readonly value: number
}

interface ReasonRow {
  readonly kind: DocumentKind
  readonly id: number
  readonly businessDate: string
  readonly receivedOn: string | null
}

/** Postings up to a day, as known at an instant; an instant is compared as text, for all are written alike. */
const known = "t.business_date <= ? AND t.recorded_at <= coalesce(?, '9')"

type Bounds = [businessDate: string, knownAt: string | null]

const ofProduct = `SELECT p.product_id AS id, p.sku AS label, sum(e.quantity) AS quantity, sum(CASE e.account WHEN 'lot' THEN e.value ELSE 0 END) AS value
  FROM entry e JOIN posting t USING (posting_id) JOIN product p USING (product_id) WHERE ${known}`
const ofLot = `SELECT l.lot_id AS id, l.number AS label, s.quantity, s.value
  FROM (SELECT e.lot_id, sum(e.quantity) AS quantity, sum(e.value) AS value FROM entry e JOIN posting t USING (posting_id)
        WHERE ${known} AND e.lot_id IS NOT NULL`

const statements = perConnection((db) => ({
  all: {
    product: db.prepare<Bounds, Row>(`${ofProduct} GROUP BY p.product_id ORDER BY p.sku_order, p.product_id`),
    lot: db.prepare<Bounds, Row>(`${ofLot} GROUP BY e.lot_id HAVING sum(e.quantity) <> 0 OR sum(e.value) <> 0) s JOIN lot l USING (lot_id) ORDER BY l.received_on, l.lot_id`),
  },
  /** The entries of one product are found by an index. */
  one: {
    product: db.prepare<[...Bounds, number], Row>(`${ofProduct} AND e.product_id = ? GROUP BY p.product_id`),
    lot: db.prepare<[...Bounds, number], Row>(`${ofLot} AND e.product_id = ? GROUP BY e.lot_id HAVING sum(e.quantity) <> 0 OR sum(e.value) <> 0) s JOIN lot l USING (lot_id) ORDER BY l.received_on, l.lot_id`),
  },
  /** The first document by that day that drew a lot which came later, else that is short. */
  reason: {
    product: db.prepare<[string, string | null, number, string], ReasonRow>(
      `SELECT e.document_kind AS kind, e.document_id AS id, t.business_date AS businessDate, l.received_on AS receivedOn
       FROM entry e JOIN posting t USING (posting_id) LEFT JOIN lot l USING (lot_id)
       WHERE ${known} AND e.product_id = ? AND e.quantity < 0 AND (l.lot_id IS NULL OR l.received_on > ?) ORDER BY l.lot_id IS NULL, e.entry_id LIMIT 1`,
    ),
    lot: db.prepare<[string, string | null, number, string], ReasonRow>(
      `SELECT e.document_kind AS kind, e.document_id AS id, t.business_date AS businessDate, l.received_on AS receivedOn
       FROM entry e JOIN posting t USING (posting_id) JOIN lot l USING (lot_id)
       WHERE ${known} AND e.lot_id = ? AND e.quantity < 0 AND t.business_date <= ? ORDER BY e.entry_id LIMIT 1`,
    ),
  },
}))

/** Stock and its value as of a day, as known at an instant; what is below zero says why. */
export const stockAsOf: QueryHandler<'stock.as_of'> = ({ db }, { businessDate, knownAt, by, productId }) => {
  const { all, one } = statements(db)
  const found = productId === null ? all[by].all(businessDate, knownAt) : one[by].all(businessDate, knownAt, productId)
  const rows = found
    .filter(({ quantity, value }) => quantity !== 0 || value !== 0)
    .map((row) => ({ ...row, belowZero: row.quantity < 0 ? whyBelowZero(db, by, row.id, businessDate, knownAt) : null }))
  return ok({ rows, value: rows.reduce((sum, { value }) => sum + value, 0) })
}

function whyBelowZero(db: Database, by: 'product' | 'lot', id: number, businessDate: string, knownAt: string | null) {
  const reason = statements(db).reason[by].get(businessDate, knownAt, id, businessDate)
  if (reason === undefined) return null
  const { kind, id: documentId, ...days } = reason
  return { document: { kind, id: documentId, reference: referenceOfDocument(db, { kind, id: documentId }) }, ...days }
}
