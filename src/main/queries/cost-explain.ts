import type { OutputOf } from '../../shared/contract/registry.ts'
import { appError, type DocumentKind } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { unitCostOf, type BuildCostKind } from '../domain/costing.ts'
import type { QueryHandler } from './context.ts'
import { nameGoodsDocument } from './goods.ts'
import { describeLot, type DescribedLot } from './lot-rows.ts'

type Part = OutputOf<'query', 'cost.explain'>['parts'][number]

/** A pool is explained by this many documents, the newest. */
const documentsMax = 200

/** An entry that put goods into a lot or drew them, as it was first posted. */
interface OriginRow {
  readonly entryId: number
  readonly lotId: number
  readonly kind: DocumentKind
  readonly id: number
  readonly businessDate: string
  readonly quantity: number
  readonly value: number
}

interface CostRow {
  readonly unitCost: number | null
  readonly lineTotal: number | null
  readonly typedUnit: string | null
  readonly typedUnitSize: number | null
}

interface ChangeRow extends CostRow {
  readonly postingId: number
  readonly kind: string
  readonly businessDate: string
  readonly documentKind: DocumentKind
  readonly documentId: number
  readonly correctedTo: number | null
  readonly difference: number
}

interface LineRow extends CostRow {
  readonly lineNo: number
  readonly quantity: number
}

const origin = `SELECT o.entry_id AS entryId, o.lot_id AS lotId, o.document_kind AS kind, o.document_id AS id, t.business_date AS businessDate,
  o.quantity, o.value FROM entry o JOIN posting t USING (posting_id)`

const statements = perConnection((db) => ({
  additions: db.prepare<[number], OriginRow>(`${origin} WHERE o.lot_id = ? AND o.follows_entry_id IS NULL AND o.quantity > 0 ORDER BY o.entry_id`),
  draws: db.prepare<[number], OriginRow>(
    `${origin} WHERE o.document_kind = 'build' AND o.document_id = ? AND o.account = 'lot' AND o.follows_entry_id IS NULL AND o.quantity < 0 ORDER BY o.entry_id`,
  ),
  changes: db.prepare<[number], ChangeRow>(
    `SELECT t.posting_id AS postingId, t.kind, t.business_date AS businessDate, t.document_kind AS documentKind, t.document_id AS documentId,
       c.unit_cost AS unitCost, c.line_total AS lineTotal, l.typed_unit AS typedUnit, l.typed_unit_size AS typedUnitSize,
       c.quantity AS correctedTo, sum(e.value) AS difference
     FROM entry e JOIN posting t USING (posting_id) LEFT JOIN receipt_correction c USING (posting_id)
       LEFT JOIN receipt_line l ON l.receipt_id = c.receipt_id AND l.line_no = c.line_no
     WHERE e.follows_entry_id = ? GROUP BY t.posting_id ORDER BY t.posting_id`,
  ),
  costLines: db.prepare<[number], { kind: BuildCostKind; name: string; value: number }>(
    'SELECT kind, name, value FROM build_cost_line WHERE build_id = ? ORDER BY line_no',
  ),
  line: db.prepare<[number], LineRow>(
    `SELECT r.line_no AS lineNo, r.quantity, r.unit_cost AS unitCost, r.line_total AS lineTotal,
       r.typed_unit AS typedUnit, r.typed_unit_size AS typedUnitSize
     FROM lot l JOIN receipt_line r ON r.receipt_id = l.document_id AND r.line_no = l.document_line_no WHERE l.lot_id = ? AND l.document_kind = 'receipt'`,
  ),
  carried: db.prepare<[number], { quantity: number; value: number }>(
    'SELECT coalesce(sum(quantity), 0) AS quantity, coalesce(sum(value), 0) AS value FROM entry WHERE follows_entry_id = ?',
  ),
}))

/** What a lot's value is made of, one level deep. */
export const explainCost: QueryHandler<'cost.explain'> = ({ db }, { lotId }) => {
  const lot = describeLot(db, lotId)
  if (lot === undefined) return err(appError('lot.not_found', { lotId }))
  const { number, product, receivedOn, source } = lot
  const { quantity, value, standing } = madeWith(db, lotId)
  const shown = standing.slice(-documentsMax)
  const earlier = standing.slice(0, standing.length - shown.length)
  const parts = shown.flatMap((addition) => partsOf(db, lot, addition))
  if (earlier.length > 0) {
    parts.push({ what: 'earlier', count: earlier.length, quantity: sumOf(earlier.map((one) => one.quantityNow)), value: sumOf(earlier.map((one) => one.valueNow)) })
  }
  return ok({ lot: { lotId, number, product, receivedOn, source }, quantity, value, unitCost: unitCostOf(value, quantity), parts })
}

interface Addition extends OriginRow {
  readonly quantityNow: number
  readonly valueNow: number
}

/** What was put into a lot and not taken out again, oldest first, and what it comes to at today's cost. */
function madeWith(db: Database, lotId: number): { readonly quantity: number; readonly value: number; readonly standing: readonly Addition[] } {
  const standing = statements(db)
    .additions.all(lotId)
    .map((addition): Addition => {
      const since = statements(db).carried.get(addition.entryId)
      return { ...addition, quantityNow: addition.quantity + (since?.quantity ?? 0), valueNow: addition.value + (since?.value ?? 0) }
    })
    .filter(({ quantityNow }) => quantityNow > 0)
  return { quantity: sumOf(standing.map((one) => one.quantityNow)), value: sumOf(standing.map((one) => one.valueNow)), standing }
}

function partsOf(db: Database, lot: DescribedLot, addition: Addition): Part[] {
  const { kind, id, entryId, businessDate, value: first, quantityNow: quantity, valueNow: value } = addition
  const document = nameGoodsDocument(db, { kind, id })
  const made = lot.source.kind === kind && lot.source.id === id
  const line = made && kind === 'receipt' ? statements(db).line.get(lot.lotId) : undefined
  // A build explains the lot that is its own; of a pool it is one addition of many.
  if (kind === 'build' && made && !lot.number.startsWith('LEGACY-')) return [...drawsOf(db, document), ...costLinesOf(db, document)]
  const changes = changesOf(db, entryId)
  if (line === undefined) return [{ what: 'document', document, businessDate, quantity, first, changes, value }]
  const cost = typedCost(line) ?? { per: 'unit', amount: 0, typedIn: null }
  return [{ what: 'receipt_line', document, businessDate, supplier: lot.supplier ?? '', lineNo: line.lineNo, quantity: line.quantity, cost, first, changes, value }]
}

type Named = ReturnType<typeof nameGoodsDocument>

function drawsOf(db: Database, document: Named): Part[] {
  return statements(db)
    .draws.all(document.id)
    .flatMap(({ entryId, lotId, businessDate, quantity, value }): Part[] => {
      const since = statements(db).carried.get(entryId)
      const now = { quantity: 0 - quantity - (since?.quantity ?? 0), value: 0 - value - (since?.value ?? 0) }
      if (now.quantity === 0) return []
      const changes = changesOf(db, entryId).map((change) => ({ ...change, difference: 0 - change.difference }))
      return [{ what: 'draw', document, businessDate, lot: drawnLot(db, lotId), ...now, first: 0 - value, changes }]
    })
}

function drawnLot(db: Database, lotId: number) {
  const lot = describeLot(db, lotId)
  if (lot === undefined) throw new Error(`lot ${lotId} is gone`)
  const { number, product, source } = lot
  const { quantity, value } = madeWith(db, lotId)
  return { lotId, number, product, made: quantity, madeValue: value, source }
}

function costLinesOf(db: Database, document: Named): Part[] {
  return statements(db)
    .costLines.all(document.id)
    .map(({ kind, name, value }) => ({ what: 'cost_line', document, kind, name, value }))
}

/** What changed the value of an entry since; changes that moved no value are left out. */
function changesOf(db: Database, entryId: number) {
  return statements(db)
    .changes.all(entryId)
    .filter(({ difference }) => difference !== 0)
    .map((row) => {
      const { postingId, kind, businessDate, documentKind, documentId, correctedTo, difference } = row
      const document = nameGoodsDocument(db, { kind: documentKind, id: documentId })
      return { postingId, kind, businessDate, document, cost: typedCost(row), correctedTo, difference }
    })
}

/** A cost as it was typed; `null` where none was. */
function typedCost({ unitCost, lineTotal, typedUnit, typedUnitSize }: CostRow) {
  const typedIn = typedUnit === null || typedUnitSize === null ? null : { name: typedUnit, size: typedUnitSize }
  if (lineTotal !== null) return { per: 'line' as const, amount: lineTotal, typedIn }
  return unitCost === null ? null : { per: 'unit' as const, amount: unitCost, typedIn }
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0)
}
