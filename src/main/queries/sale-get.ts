import { appError, type DocumentKind } from '../../shared/errors.ts'
import type { OutputOf } from '../../shared/contract/registry.ts'
import { err, ok } from '../../shared/result.ts'
import { sumInRange } from '../../shared/units/apportion.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { costOfParts, dealToLines, type CarriedPart } from '../domain/sale-lines-cost.ts'
import type { ReturnTreatment } from '../ledger/sale-documents.ts'
import type { QueryHandler } from './context.ts'
import { documentNumber, nameDocument, whoRecorded } from './documents.ts'
import { documentBehind } from './sale-behind.ts'
import { describeSale, saleColumns, saleTables, type SaleColumns } from './sale-rows.ts'

type Details = OutputOf<'query', 'sale.get'>

interface Head extends SaleColumns {
  readonly treatment: ReturnTreatment | null
  readonly notes: string
  readonly postingId: number
}

interface LineRow {
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly quantity: number
  readonly revenue: number
}

interface PartRow extends CarriedPart {
  readonly number: string | null
}

interface ShortageRow extends Pick<LineRow, 'productId' | 'sku' | 'name' | 'unit'> {
  readonly shortageId: number
  readonly quantity: number
  readonly booked: number
  readonly basis: Details['shortages'][number]['basis']
  readonly open: number
}

interface SettledRow {
  readonly shortageId: number
  readonly lotId: number
  readonly number: string
  readonly quantity: number
  readonly booked: number
  readonly value: number
  readonly at: string
}

interface EventRow {
  readonly postingId: number
  readonly kind: string
  readonly at: string
  readonly by: string | null
  readonly cost: number
  readonly documentKind: DocumentKind
  readonly documentId: number
  readonly documentNumber: number | null
  readonly version: number | null
  readonly reference: string
  readonly customer: string
  readonly saleDate: string
}

const product = 'p.product_id AS productId, p.sku, p.name, p.unit'

const statements = perConnection((db) => ({
  head: db.prepare<[number], Head>(`SELECT ${saleColumns}, v.treatment, v.notes, v.posting_id AS postingId FROM ${saleTables} JOIN sale_version v USING (sale_id) WHERE n.sale_id = +? ORDER BY v.version DESC LIMIT 1`),
  lines: db.prepare<[number], LineRow>(
    `SELECT ${product}, l.quantity, l.revenue FROM sale_line l JOIN product p USING (product_id) WHERE l.posting_id = ? ORDER BY l.line_no`,
  ),
  // What a sale holds on each draw today, or a return gave back, in the order in which it was drawn; then what is missing.
  carried: db.prepare<[{ saleId: number }], PartRow>(
    `SELECT e.product_id AS productId, e.lot_id AS lotId, l.number, -sum(e.quantity) AS quantity, -sum(e.value) AS value
     FROM entry e JOIN lot l USING (lot_id) WHERE e.document_kind = 'sale' AND e.document_id = @saleId AND e.account = 'lot'
     GROUP BY coalesce(e.follows_entry_id, e.entry_id) HAVING sum(e.quantity) <> 0 OR sum(e.value) <> 0
     UNION ALL
     SELECT h.product_id, NULL, NULL, h.quantity, h.value FROM shortage h WHERE h.sale_id = @saleId AND h.quantity > 0`,
  ),
  shortages: db.prepare<[number], ShortageRow>(
    `SELECT h.shortage_id AS shortageId, ${product}, -e.quantity AS quantity, -e.value AS booked, h.basis, h.quantity AS open
     FROM shortage h JOIN entry e ON e.entry_id = h.shortage_id JOIN product p ON p.product_id = h.product_id WHERE h.sale_id = ? ORDER BY h.shortage_id`,
  ),
  settled: db.prepare<[number], SettledRow>(
    `SELECT h.shortage_id AS shortageId, l.lot_id AS lotId, l.number, -e.quantity AS quantity, t.booked, -e.value AS value, g.recorded_at AS at
     FROM shortage h JOIN settlement t USING (shortage_id) JOIN entry e ON e.entry_id = t.draw_entry_id JOIN lot l USING (lot_id)
       JOIN posting g ON g.posting_id = t.posting_id WHERE h.sale_id = ? ORDER BY t.draw_entry_id`,
  ),
  alsoThere: db.prepare<[number], number>('SELECT 1 FROM sale_also_there WHERE sale_id = ?').pluck(),
  events: db.prepare<[{ saleId: number }], EventRow>(
    `WITH told AS (
       SELECT posting_id FROM sale_version WHERE sale_id = @saleId
       UNION SELECT posting_id FROM entry WHERE document_kind = 'sale' AND document_id = @saleId)
     SELECT t.posting_id AS postingId, t.kind, t.recorded_at AS at, ${whoRecorded('t')} AS by,
       (SELECT coalesce(sum(e.value), 0) FROM entry e WHERE e.posting_id = t.posting_id AND e.document_kind = 'sale' AND e.document_id = @saleId
          AND e.account = 'cost_of_goods_sold') AS cost,
       t.document_kind AS documentKind, t.document_id AS documentId, ${documentNumber('t')} AS documentNumber,
       v.version, v.reference, v.customer, v.sale_on AS saleDate
     FROM told JOIN posting t USING (posting_id) LEFT JOIN sale_version v ON v.posting_id = t.posting_id AND v.sale_id = @saleId
     ORDER BY t.posting_id`,
  ),
}))

/** One sale or return: its lines with what each drew, what was short, and everything that happened to it. */
export const getSale: QueryHandler<'sale.get'> = ({ db }, { saleId }) => {
  const head = statements(db).head.get(saleId)
  if (head === undefined) return err(appError('sale.not_found', { saleId }))
  const { treatment, notes, postingId: _, ...columns } = head
  return ok({
    sale: describeSale(columns),
    typedReference: head.reference,
    treatment,
    notes,
    alsoInQuickbooks: statements(db).alsoThere.get(saleId) !== undefined,
    lines: linesOf(db, head),
    shortages: shortagesOf(db, saleId),
    document: documentBehind(db, saleId),
    history: historyOf(db, head),
  })
}

function linesOf(db: Database, { saleId, kind, postingId }: Head): Details['lines'] {
  const sign = kind === 'return' ? -1 : 1
  const lines = statements(db).lines.all(postingId)
  const carried = statements(db).carried.all({ saleId })
  const numbers = new Map(carried.map(({ lotId, number }) => [lotId, number ?? '']))
  // Goods that come back are dealt as they came, and turned round again with their cost.
  const turn = carried.every(({ quantity }) => quantity >= 0) ? 1 : -1
  const dealt = dealToLines(lines, carried.map(({ productId, lotId, quantity, value }) => ({ productId, lotId, quantity: turn * quantity, value: turn * value })))
  return lines.map(({ quantity, revenue, ...product }, place) => {
    const parts = dealt[place] ?? []
    const cost = turn * (costOfParts(parts) ?? 0)
    const missing = parts.filter(({ lotId }) => lotId === null)
    return {
      product,
      quantity: sign * quantity,
      revenue: sign * revenue,
      cost,
      margin: sumInRange([sign * revenue, 0 - cost]),
      lots: parts.flatMap(({ lotId, ...part }) =>
        lotId === null ? [] : [{ lot: { lotId, number: numbers.get(lotId) ?? '' }, quantity: turn * part.quantity, value: turn * part.value }],
      ),
      short: missing.length === 0 ? null : { quantity: sumOf(missing, 'quantity'), value: sumOf(missing, 'value') },
    }
  })
}

const sumOf = (parts: readonly CarriedPart[], of: 'quantity' | 'value') => parts.reduce((sum, part) => sum + part[of], 0)

function shortagesOf(db: Database, saleId: number): Details['shortages'] {
  const settled = Map.groupBy(statements(db).settled.all(saleId), ({ shortageId }) => shortageId)
  return statements(db)
    .shortages.all(saleId)
    .map(({ shortageId, productId, sku, name, unit, ...short }) => ({
      product: { productId, sku, name, unit },
      ...short,
      settled: (settled.get(shortageId) ?? []).map(({ shortageId: _, lotId, number, ...part }) => ({ lot: { lotId, number }, ...part })),
    }))
}

function historyOf(db: Database, { saleId, kind }: Head): Details['history'] {
  return statements(db)
    .events.all({ saleId })
    .map(({ version, reference, customer, saleDate, documentKind, documentId, documentNumber: number, ...event }) => ({
      ...event,
      document: documentKind === 'sale' && documentId === saleId ? null : nameDocument({ documentKind, documentId, documentNumber: number }),
      version: version === null ? null : { version, reference, customer, saleDate, ...linesSaid(db, event.postingId, kind) },
    }))
}

function linesSaid(db: Database, postingId: number, kind: Head['kind']) {
  const sign = kind === 'return' ? -1 : 1
  const lines = statements(db).lines.all(postingId).map(({ sku, unit, quantity, revenue }) => ({ sku, unit, quantity, revenue: sign * revenue }))
  return { revenue: lines.reduce((sum, { revenue }) => sum + revenue, 0), lines }
}
