import type { OutputOf } from '../../shared/contract/registry.ts'
import type { ReceiptRow } from '../../shared/contract/receipt.ts'
import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { receivedValue, typedCost } from '../domain/costing.ts'
import { referenceOf } from '../domain/document.ts'
import { madeOf } from '../ledger/carry.ts'
import type { QueryHandler } from './context.ts'
import { whoRecorded } from './documents.ts'

type Details = OutputOf<'query', 'receipt.get'>
type Line = Details['lines'][number]
type Correction = Details['corrections'][number]

interface HeadRow {
  readonly receiptId: number
  readonly number: number | null
  readonly supplierId: number
  readonly code: string
  readonly supplierName: string
  readonly receivedOn: string
  readonly postingId: number | null
  readonly voidedByPostingId: number | null
  readonly confirmedAt: string | null
  readonly confirmedBy: string | null
  readonly voidedAt: string | null
  readonly voidedBy: string | null
  readonly asTyped: string | null
}

interface LineRow {
  readonly lineNo: number
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly quantity: number
  readonly unitCost: number | null
  readonly lineTotal: number | null
  readonly typedUnit: string | null
  readonly typedUnitSize: number | null
  readonly toBeConfirmed: 0 | 1
  readonly lotNumber: string | null
  readonly supplierLot: string | null
  readonly expiresOn: string | null
  readonly lotId: number | null
  readonly number: string | null
  readonly remaining: number | null
  readonly lotValue: number | null
}

interface CorrectionRow {
  readonly postingId: number
  readonly lineNo: number
  readonly businessDate: string
  readonly recordedAt: string
  readonly by: string | null
  readonly unitCost: number | null
  readonly lineTotal: number | null
  readonly quantity: number | null
  readonly reason: 'count' | 'miscounted_on_entry' | null
  readonly toBeConfirmed: 0 | 1
  readonly difference: number
}

const statements = perConnection((db) => ({
  head: db.prepare<[number], HeadRow>(
    `SELECT r.receipt_id AS receiptId, r.number, s.supplier_id AS supplierId, s.code, s.name AS supplierName, r.received_on AS receivedOn,
       r.posting_id AS postingId, r.as_typed AS asTyped, v.posting_id AS voidedByPostingId,
       t.recorded_at AS confirmedAt, ${whoRecorded('t')} AS confirmedBy, v.recorded_at AS voidedAt, ${whoRecorded('v')} AS voidedBy
     FROM receipt r JOIN supplier s USING (supplier_id)
     LEFT JOIN posting t ON t.posting_id = r.posting_id LEFT JOIN posting v ON v.reverses_posting_id = r.posting_id WHERE r.receipt_id = ?`,
  ),
  lines: db.prepare<[number], LineRow>(
    `SELECT l.line_no AS lineNo, p.product_id AS productId, p.sku, p.name, p.unit, l.quantity, l.unit_cost AS unitCost,
       l.line_total AS lineTotal, l.typed_unit AS typedUnit, l.typed_unit_size AS typedUnitSize, l.cost_to_be_confirmed AS toBeConfirmed, l.lot_number AS lotNumber, l.supplier_lot AS supplierLot, l.expires_on AS expiresOn,
       t.lot_id AS lotId, t.number, b.remaining, b.value AS lotValue
     FROM receipt_line l JOIN product p USING (product_id)
     LEFT JOIN lot t ON t.document_kind = 'receipt' AND t.document_id = l.receipt_id AND t.document_line_no = l.line_no
     LEFT JOIN lot_balance b ON b.lot_id = t.lot_id
     WHERE l.receipt_id = ? ORDER BY l.line_no`,
  ),
  corrections: db.prepare<[number], CorrectionRow>(
    `SELECT c.posting_id AS postingId, c.line_no AS lineNo, t.business_date AS businessDate, t.recorded_at AS recordedAt, ${whoRecorded('t')} AS by,
       c.unit_cost AS unitCost, c.line_total AS lineTotal, c.quantity, c.reason, c.to_be_confirmed AS toBeConfirmed,
       (SELECT -coalesce(sum(e.value), 0) FROM entry e
        WHERE e.posting_id = c.posting_id AND e.lot_id IS NULL AND e.document_kind = 'receipt' AND e.document_id = c.receipt_id) AS difference
     FROM receipt_correction c JOIN posting t USING (posting_id) WHERE c.receipt_id = ? ORDER BY c.posting_id`,
  ),
}))

/** One receipt with its lines as they say today, the lots they became, and what was corrected since. */
export const getReceipt: QueryHandler<'receipt.get'> = ({ db }, { receiptId }) => {
  const head = statements(db).head.get(receiptId)
  if (head === undefined) return err(appError('receipt.not_found', { receiptId }))
  const status = head.postingId === null ? 'draft' : head.voidedByPostingId === null ? 'confirmed' : 'voided'
  const typed = statements(db).lines.all(receiptId)
  const saying = new Map(typed.map((row) => [row.lineNo, saidFirst(row)]))
  const corrections = statements(db).corrections.all(receiptId).map((row) => correct(saying, row))
  const lines = typed.map((row) => describeLine(db, row, status, saying.get(row.lineNo) ?? saidFirst(row)))
  const receipt: ReceiptRow = {
    receiptId,
    reference: head.number === null ? null : referenceOf('receipt', head.number),
    status,
    supplier: { supplierId: head.supplierId, code: head.code, name: head.supplierName },
    receivedOn: head.receivedOn,
    lineCount: lines.length,
    value: lines.reduce((sum, line) => sum + line.value, 0),
    costsToBeConfirmed: status === 'confirmed' ? lines.filter(({ costToBeConfirmed }) => costToBeConfirmed).length : 0,
  }
  const { postingId, voidedByPostingId, asTyped, confirmedAt, confirmedBy, voidedAt, voidedBy } = head
  const confirmed = confirmedAt === null ? null : { at: confirmedAt, by: confirmedBy }
  const voided = voidedAt === null ? null : { at: voidedAt, by: voidedBy }
  return ok({ receipt, postingId, voidedByPostingId, confirmed, voided, asTyped, lines, corrections })
}

/** What a line says of quantity and cost. */
type Said = Pick<Line, 'quantity' | 'cost' | 'costToBeConfirmed'>

function saidFirst({ quantity, unitCost, lineTotal, toBeConfirmed }: LineRow): Said {
  return { quantity, cost: costOf(unitCost, lineTotal), costToBeConfirmed: toBeConfirmed === 1 }
}

function costOf(unitCost: number | null, lineTotal: number | null): Line['cost'] {
  return lineTotal === null ? { per: 'unit', amount: unitCost ?? 0 } : { per: 'line', amount: lineTotal }
}

/** Takes a correction over into what the lines say. */
function correct(saying: Map<number, Said>, row: CorrectionRow): Correction {
  const { unitCost, lineTotal, quantity, reason, toBeConfirmed, ...correction } = row
  const before = saying.get(row.lineNo)
  if (before === undefined) throw new Error(`posting ${row.postingId} corrects no line`)
  if (quantity === null || reason === null) {
    const after = { ...before, cost: costOf(unitCost, lineTotal), costToBeConfirmed: toBeConfirmed === 1 }
    saying.set(row.lineNo, after)
    return { ...correction, change: { of: 'cost', before: costSaid(before), after: costSaid(after) } }
  }
  saying.set(row.lineNo, { ...before, quantity })
  return { ...correction, change: { of: 'quantity', before: before.quantity, after: quantity, reason } }
}

function costSaid({ cost, costToBeConfirmed }: Said): { readonly cost: Line['cost']; readonly toBeConfirmed: boolean } {
  return { cost, toBeConfirmed: costToBeConfirmed }
}

function describeLine(db: Database, row: LineRow, status: ReceiptRow['status'], said: Said): Line {
  const { lineNo, productId, sku, name, unit, typedUnit, typedUnitSize, lotNumber, supplierLot, expiresOn, lotId } = row
  // A draft is refused when a line is worth more than the ledger keeps, so there is always a value.
  const worth = ({ quantity, cost }: Pick<Said, 'quantity' | 'cost'>) =>
    receivedValue(quantity, typedCost(cost.per === 'unit' ? cost.amount : null, cost.per === 'line' ? cost.amount : null, typedUnitSize)) ?? 0
  const { quantity, cost } = saidFirst(row)
  return {
    lineNo,
    product: { productId, sku, name, unit },
    typedIn: typedUnit === null || typedUnitSize === null ? null : { name: typedUnit, size: typedUnitSize },
    ...said,
    // Corrections by a count move stock at the lot's own cost, so what the receipt carries is not always quantity × cost.
    value: status === 'confirmed' && lotId !== null ? madeOf(db, lotId).value : worth(said),
    asConfirmed: { quantity, cost, value: worth({ quantity, cost }) },
    lotNumber,
    supplierLot,
    expiresOn,
    lot: lotId === null ? null : { lotId, number: row.number ?? '', remaining: row.remaining ?? 0, value: row.lotValue ?? 0 },
  }
}
