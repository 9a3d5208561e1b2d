import { appError, type AppError, type DocumentKind } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import { accountOfReason } from '../domain/adjustment.ts'
import { typedCost } from '../domain/costing.ts'
import type { DocumentRef } from '../domain/document.ts'
import type { HeldDraw } from '../domain/held-draw.ts'
import { planLateCost, type CostedDraw, type CostedLot, type CostGraph, type CostMove, type Destination } from '../domain/late-cost.ts'
import type { PlannedPosting } from '../domain/posting.ts'
import { costDifference, noUnits, planQuantityCorrection, stockQuantity, type ReceivedNow, type TypedInRefusal } from '../domain/receipt-line.ts'
import { openSheet } from '../domain/sheet.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { adjustmentOf } from './adjustment-documents.ts'
import { append, type Stamp } from './append.ts'
import { lotsMadeBy, madeOf } from './carry.ts'
import { buildState } from './quality.ts'
import { applyReturnsAgain } from './returned-goods.ts'
import { referenceOfDocument } from './reversals.ts'
import { counterOfDraw, entryMark, giveWay, settleSince } from './shortages.ts'
import { lotNow, stockOf } from './stock.ts'

interface CostRow {
  readonly unitCost: Money | null
  readonly lineTotal: Money | null
}

/** A line as it was confirmed. */
interface ConfirmedRow extends CostRow {
  readonly unitSize: Quantity | null
  readonly toBeConfirmed: 0 | 1
}

interface CorrectedRow extends CostRow {
  readonly toBeConfirmed: 0 | 1
}

interface PartRow {
  readonly originId: number
  readonly firstId: number
  readonly kind: DocumentKind
  readonly id: number
  readonly quantity: number
  readonly value: number
  /** What late costs that came last made of it. */
  readonly late: number
}

const statements = perConnection((db) => ({
  receipt: db.prepare<[number], { postingId: number | null }>('SELECT posting_id AS postingId FROM receipt WHERE receipt_id = ?'),
  reversed: db.prepare<[number], number>('SELECT 1 FROM posting WHERE reverses_posting_id = ?').pluck(),
  lotOfLine: db.prepare<[number, number], { lotId: number; sku: string }>(
    `SELECT l.lot_id AS lotId, p.sku FROM lot l JOIN product p USING (product_id)
     WHERE l.document_kind = 'receipt' AND l.document_id = +? AND l.document_line_no = +?`,
  ),
  confirmed: db.prepare<[number, number], ConfirmedRow>(
    `SELECT unit_cost AS unitCost, line_total AS lineTotal, typed_unit_size AS unitSize, cost_to_be_confirmed AS toBeConfirmed
     FROM receipt_line WHERE receipt_id = ? AND line_no = ?`,
  ),
  correctedCost: db.prepare<[number, number], CorrectedRow>(
    `SELECT unit_cost AS unitCost, line_total AS lineTotal, to_be_confirmed AS toBeConfirmed FROM receipt_correction
     WHERE receipt_id = +? AND line_no = +? AND quantity IS NULL ORDER BY posting_id DESC LIMIT 1`,
  ),
  units: db.prepare<[number, number], { stockUnit: string; purchaseUnit: string | null; size: Quantity | null }>(
    `SELECT p.unit AS stockUnit, l.typed_unit AS purchaseUnit, l.typed_unit_size AS size
     FROM receipt_line l JOIN product p USING (product_id) WHERE l.receipt_id = +? AND l.line_no = +?`,
  ),
  insertCorrection: db.prepare<[number, number, number, number | null, number | null, number | null, string | null, 0 | 1]>(
    `INSERT INTO receipt_correction (posting_id, receipt_id, line_no, unit_cost, line_total, quantity, reason, to_be_confirmed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
  maker: db.prepare<[number], DocumentRef>('SELECT document_kind AS kind, document_id AS id FROM lot WHERE lot_id = ?'),
  lastOther: db
    .prepare<[number], number>(
      `SELECT e.posting_id FROM entry e JOIN posting p USING (posting_id) WHERE e.lot_id = +? AND p.kind <> 'late_cost' ORDER BY e.entry_id DESC LIMIT 1`,
    )
    .pluck(),
  parts: db.prepare<[number, number], PartRow>(
    `SELECT coalesce(follows_entry_id, entry_id) AS originId, min(entry_id) AS firstId, document_kind AS kind, document_id AS id,
       sum(quantity) AS quantity, sum(value) AS value, sum(CASE WHEN posting_id > +? THEN value ELSE 0 END) AS late
     FROM entry WHERE lot_id = +? GROUP BY originId, document_kind, document_id ORDER BY originId, firstId`,
  ),
  additionOf: db.prepare<[number], number>(
    "SELECT lot_id FROM entry WHERE document_kind = 'build' AND document_id = ? AND quantity > 0 AND follows_entry_id IS NULL LIMIT 1",
  ).pluck(),
}))

type LineRefusal = AppError<'receipt.not_found' | 'receipt.line_not_found' | 'document.not_posted' | 'document.already_reversed'>

interface CorrectedLine {
  readonly document: DocumentRef
  readonly sku: string
  /** Of the unit that the line was typed in, where that is not the product's own. */
  readonly unitSize: Quantity | null
  /** Whether it was received at a guess, and whether its cost is one still, or again. */
  readonly receivedAtGuess: boolean
  readonly toBeConfirmed: boolean
  readonly line: ReceivedNow
}

/** A confirmed line as it stands; refuses a draft, a voided receipt and a line that is not there. */
function lineToCorrect(db: Database, receiptId: number, lineNo: number): Result<CorrectedLine, LineRefusal> {
  const receipt = statements(db).receipt.get(receiptId)
  if (receipt === undefined) return err(appError('receipt.not_found', { receiptId }))
  const document: DocumentRef = { kind: 'receipt', id: receiptId }
  if (receipt.postingId === null) return err(appError('document.not_posted', document))
  if (statements(db).reversed.get(receipt.postingId) !== undefined) {
    return err(appError('document.already_reversed', { ...document, reference: referenceOfDocument(db, document) }))
  }
  const lot = statements(db).lotOfLine.get(receiptId, lineNo)
  if (lot === undefined) return err(appError('receipt.line_not_found', { receiptId, lineNo }))
  const confirmed = statements(db).confirmed.get(receiptId, lineNo)
  if (confirmed === undefined) throw new Error(`receipt ${receiptId} has no line ${lineNo}`)
  const corrected = statements(db).correctedCost.get(receiptId, lineNo)
  const { unitCost, lineTotal } = corrected ?? confirmed
  const { unitSize, toBeConfirmed } = confirmed
  return ok({
    document,
    sku: lot.sku,
    unitSize,
    receivedAtGuess: toBeConfirmed === 1,
    toBeConfirmed: (corrected ?? confirmed).toBeConfirmed === 1,
    line: { lotId: lot.lotId, ...madeOf(db, lot.lotId), cost: typedCost(unitCost, lineTotal, unitSize) },
  })
}

export interface CostInput {
  readonly receiptId: number
  readonly lineNo: number
  /** Per unit is per the unit that the line was typed in. */
  readonly cost: { readonly unitCost: Money } | { readonly lineTotal: Money }
  readonly today: BusinessDate
}

export interface PlannedLateCost {
  readonly difference: Money
  readonly receivedAtGuess: boolean
  readonly toBeConfirmed: boolean
  readonly moves: readonly CostMove[]
  readonly posting: PlannedPosting
}

/** What correcting a line's cost moves, everywhere the goods went. Changes nothing; the correction starts here. */
export function planCostCorrection(db: Database, { receiptId, lineNo, cost, today }: CostInput): Result<PlannedLateCost, LineRefusal | AppError<'amount.too_large'>> {
  const found = lineToCorrect(db, receiptId, lineNo)
  if (!found.ok) return found
  const { document, line, unitSize, receivedAtGuess, toBeConfirmed } = found.value
  const difference = costDifference(line, 'lineTotal' in cost ? cost : typedCost(cost.unitCost, null, unitSize))
  if (!difference.ok) return difference
  const sheet = openSheet(stockOf(db))
  sheet.book('supplier', 0 - difference.value, document)
  const moves = planLateCost(sheet, graphOf(db), line.lotId, difference.value)
  const posting = moves === null ? null : sheet.close({ kind: 'late_cost', businessDate: today, reversesPostingId: null })
  if (moves === null || posting === null) return err(appError('amount.too_large', { field: 'cost.amount' }))
  return ok({ difference: difference.value, receivedAtGuess, toBeConfirmed, moves, posting })
}

/**
 * Corrects a line's cost; the difference follows the goods. A cost that was to be confirmed is confirmed by it, also when
 * it stays what it was, unless it is to be confirmed afterwards: the way back from a confirmation. Runs inside the
 * caller's transaction.
 */
export function correctCost(
  db: Database,
  input: CostInput & { readonly toBeConfirmed: boolean },
  stamp: Stamp,
): Result<{ postingId: number; difference: Money }, LineRefusal | AppError<'amount.too_large' | 'correction.changes_nothing' | 'correction.was_no_guess'>> {
  const planned = planCostCorrection(db, input)
  if (!planned.ok) return planned
  const { difference, posting } = planned.value
  const { receiptId, lineNo, cost, toBeConfirmed } = input
  if (toBeConfirmed && !planned.value.receivedAtGuess) return err(appError('correction.was_no_guess', { receiptId, lineNo }))
  if (difference === 0 && toBeConfirmed === planned.value.toBeConfirmed) return err(appError('correction.changes_nothing', { field: 'cost.amount' }))
  const [unitCost, lineTotal] = 'unitCost' in cost ? [cost.unitCost, null] : [null, cost.lineTotal]
  const rows = [['correction', receiptId, lineNo, unitCost, lineTotal, null, null], ...(toBeConfirmed ? [['guess', receiptId, lineNo]] : [])]
  const { postingId } = append(db, posting, { kind: 'receipt', id: receiptId }, rows, stamp)
  statements(db).insertCorrection.run(postingId, receiptId, lineNo, unitCost, lineTotal, null, null, toBeConfirmed ? 1 : 0)
  return ok({ postingId, difference })
}

export interface QuantityInput {
  readonly receiptId: number
  readonly lineNo: number
  readonly quantity: Quantity
  /** Whether the quantity is in the product's unit, or in the one that the line was typed in. */
  readonly unit: 'stock' | 'purchase'
  readonly reason: 'count' | 'miscounted_on_entry'
  readonly today: BusinessDate
}

/** Corrects what a line brought, not below what was used; settlements give way as far as needed. Runs inside the caller's transaction. */
export function correctQuantity(
  db: Database,
  { receiptId, lineNo, quantity: typed, unit, reason, today }: QuantityInput,
  stamp: Stamp,
): Result<{ postingId: number; difference: Quantity }, LineRefusal | TypedInRefusal | AppError<'correction.changes_nothing' | 'correction.below_used'>> {
  const found = lineToCorrect(db, receiptId, lineNo)
  if (!found.ok) return found
  const { document, sku, line } = found.value
  const inStock = stockQuantity({ field: 'quantity', quantity: typed, unit, sku, ...(statements(db).units.get(receiptId, lineNo) ?? noUnits) })
  if (!inStock.ok) return inStock
  const quantity = inStock.value
  const mark = entryMark(db)
  const displaced = quantity < line.quantity ? giveWay(db, line.lotId, line.quantity - quantity, today, stamp) : []
  if (displaced === null) return err(appError('amount.too_large', { field: null }))
  const planned = planQuantityCorrection(openSheet(stockOf(db)), { document, line, sku, quantity, reason, correctedOn: today })
  if (!planned.ok) return planned
  const { postingId } = append(db, planned.value, document, [['correction', receiptId, lineNo, null, null, quantity, reason]], stamp)
  statements(db).insertCorrection.run(postingId, receiptId, lineNo, null, null, quantity, reason, 0)
  if (!applyReturnsAgain(db, displaced, today, stamp) || !settleSince(db, mark, today, stamp)) return err(appError('amount.too_large', { field: null }))
  return ok({ postingId, difference: quantity - line.quantity })
}

function graphOf(db: Database): CostGraph {
  const builds = new Map<number, Destination>()
  return {
    lot: (lotId) => costedLot(db, lotId),
    destinationOf: (draw) => {
      const { kind, id } = draw.document
      if (kind !== 'build') return destinationOfDraw(db, draw)
      const known = builds.get(id) ?? destinationOfBuild(db, id)
      builds.set(id, known)
      return known
    },
  }
}

function destinationOfDraw(db: Database, { document: { kind, id }, entryId }: HeldDraw): Destination {
  if (kind === 'adjustment') return { account: accountOfReason(adjustmentOf(db, id)?.reason ?? '') }
  return { account: counterOfDraw(db, entryId) }
}

function destinationOfBuild(db: Database, buildId: number): Destination {
  const status = buildState(db, buildId)?.status
  if (status === 'in_review') return { account: 'work_in_process' }
  if (status === 'rejected') return { account: 'waste' }
  const lotId = lotsMadeBy(db, { kind: 'build', id: buildId })[0] ?? statements(db).additionOf.get(buildId)
  if (lotId === undefined) throw new Error(`build ${buildId} holds draws and made no lot`)
  return { lotId }
}

function costedLot(db: Database, lotId: number): CostedLot {
  const maker = statements(db).maker.get(lotId)
  if (maker === undefined) throw new Error(`lot ${lotId} is gone`)
  const now = lotNow(db, lotId)
  const since = statements(db).lastOther.get(lotId) ?? Number.MAX_SAFE_INTEGER
  const parts = statements(db).parts.all(since, lotId)
  const draws: CostedDraw[] = []
  for (let place = 0; place < parts.length; ) {
    const own = parts[place]
    if (own === undefined) break
    const returns: PartRow[] = []
    for (place += 1; parts[place]?.originId === own.originId; place += 1) returns.push(parts[place] as PartRow)
    if (own.quantity < 0) draws.push(costedDraw(own, returns.filter(({ quantity }) => quantity > 0), now))
  }
  const late = parts.reduce((sum, part) => sum + part.late, 0)
  return { ...now, maker, madeEntryId: madeOf(db, lotId).entryId, before: now.value - late, draws }
}

function costedDraw(own: PartRow, returns: readonly PartRow[], { lotId, productId }: { lotId: number; productId: number }): CostedDraw {
  return {
    entryId: own.originId,
    lotId,
    productId,
    document: { kind: own.kind, id: own.id },
    quantity: 0 - own.quantity,
    value: 0 - own.value,
    before: own.late - own.value,
    returned: returns.map(({ kind, id, quantity, value }) => ({ document: { kind, id }, quantity, value })),
    returnedBefore: returns.map(({ value, late }) => value - late),
  }
}
