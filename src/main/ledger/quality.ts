import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Money } from '../../shared/units/money.ts'
import { buildLotNumber } from '../domain/build.ts'
import { referenceOf, type DocumentRef } from '../domain/document.ts'
import type { HeldDraw } from '../domain/held-draw.ts'
import { poolNumber } from '../domain/lot-number.ts'
import type { Intake } from '../domain/pool.ts'
import {
  buildStatusAfter,
  planApproval,
  planRejection,
  planRejectionUndo,
  type BuildStatus,
  type CostLineValue,
  type Recovered,
  type Recovery,
} from '../domain/quality.ts'
import { openSheet } from '../domain/sheet.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { append, type Stamp } from './append.ts'
import { companySettings } from './company.ts'
import { drawOf, drawsOf } from './held-draws.ts'
import { poolIntake } from './pools.ts'
import { rehearse } from './rehearse.ts'
import { applyReturnsAgain } from './returned-goods.ts'
import { entryMark, giveWayOn, settleSince } from './shortages.ts'
import { takeApprovalBack } from './reversals.ts'
import { lotNow, stockOf } from './stock.ts'

interface BuildHead {
  readonly number: number | null
  readonly productId: number
  readonly sku: string
  readonly quantity: number
}

const statements = perConnection((db) => ({
  build: db.prepare<[number], BuildHead>(
    'SELECT b.number, b.product_id AS productId, p.sku, b.quantity FROM build b JOIN product p USING (product_id) WHERE b.build_id = +?',
  ),
  postings: db.prepare<[number], { postingId: number; kind: string }>(
    "SELECT posting_id AS postingId, kind FROM posting WHERE document_kind = 'build' AND document_id = +? ORDER BY posting_id DESC",
  ),
  costLines: db.prepare<[number], CostLineValue>('SELECT kind, value FROM build_cost_line WHERE build_id = +? ORDER BY line_no'),
  numberInUse: db.prepare<[number, string], number>('SELECT 1 FROM lot WHERE product_id = ? AND number = ? AND voided_by_posting_id IS NULL').pluck(),
  sku: db.prepare<[number], string>('SELECT sku FROM product WHERE product_id = ?').pluck(),
  lotNumber: db.prepare<[number], string>('SELECT number FROM lot WHERE lot_id = ?').pluck(),
  insertRejection: db.prepare<[number, number, string, string, string]>(
    'INSERT INTO build_rejection (posting_id, build_id, reason, recovery, notes) VALUES (?, ?, ?, ?, ?)',
  ),
  /** What a rejection gave back, per draw, oldest first. */
  givenBack: db.prepare<[number, number], { drawEntryId: number; quantity: number; value: number; touched: 0 | 1 }>(
    `SELECT e.follows_entry_id AS drawEntryId, e.quantity, e.value,
       EXISTS (SELECT 1 FROM entry l WHERE l.lot_id = e.lot_id AND l.entry_id > e.entry_id AND l.posting_id > e.posting_id) AS touched
     FROM entry e WHERE e.document_kind = 'build' AND e.document_id = +? AND e.posting_id = +?
       AND e.account = 'lot' AND e.follows_entry_id IS NOT NULL ORDER BY e.follows_entry_id`,
  ),
  wasted: db
    .prepare<[number], number>("SELECT coalesce(sum(value), 0) FROM entry WHERE document_kind = 'build' AND document_id = ? AND account = 'waste'")
    .pluck(),
}))

export interface BuildState {
  readonly head: BuildHead
  readonly status: BuildStatus | null
  /** The posting that brought it there. */
  readonly postingId: number
  readonly reference: string
}

/** Where a build stands: the last thing that was done to it. */
export function buildState(db: Database, buildId: number): BuildState | undefined {
  const head = statements(db).build.get(buildId)
  if (head === undefined) return undefined
  const reference = referenceOf('build', head.number ?? buildId)
  for (const { postingId, kind } of statements(db).postings.all(buildId)) {
    const status = buildStatusAfter(kind)
    if (status !== null) return { head, status, postingId, reference }
  }
  return { head, status: null, postingId: 0, reference }
}

type Posted<T> = T & { readonly postingId: number; readonly reference: string }
const tooLarge = () => appError('amount.too_large', { field: null })

type StatusRefusal = 'build.not_in_review' | 'build.not_approved' | 'build.not_rejected'

/** The build, when it stands where it must; otherwise the refusal. */
function stateIn<C extends StatusRefusal>(
  db: Database,
  buildId: number,
  status: BuildStatus,
  refusal: (data: { reference: string }) => AppError<C>,
): Result<BuildState, AppError<'build.not_found'> | AppError<C>> {
  const state = buildState(db, buildId)
  if (state === undefined) return err(appError('build.not_found', { buildId }))
  return state.status === status ? ok(state) : err(refusal({ reference: state.reference }))
}

const notInReview = (data: { reference: string }) => appError('build.not_in_review', data)
const notApproved = (data: { reference: string }) => appError('build.not_approved', data)
const notRejected = (data: { reference: string }) => appError('build.not_rejected', data)

/** Approves a build in review: its lot appears today, at what its components cost today. Runs inside the caller's transaction. */
export function approveBuild(
  db: Database,
  buildId: number,
  today: BusinessDate,
  stamp: Stamp,
): Result<Posted<{ lotId: number; lotNumber: string; value: Money }>, AppError<'build.not_found' | 'build.not_in_review' | 'lot.number_in_use' | 'amount.too_large'>> {
  const state = stateIn(db, buildId, 'in_review', notInReview)
  if (!state.ok) return state
  const { head, reference } = state.value
  const { productId, sku, quantity } = head
  const lotNumber = buildLotNumber(head.number ?? buildId)
  const intake: Intake = companySettings(db).receiving ? { to: 'lot', number: lotNumber } : poolIntake(db, productId, sku)
  if (intake.to === 'lot' && statements(db).numberInUse.get(productId, intake.number) !== undefined) {
    return err(appError('lot.number_in_use', { field: 'buildId', number: intake.number, sku }))
  }
  const document: DocumentRef = { kind: 'build', id: buildId }
  const componentValue = valueOf(drawsOf(db, document))
  const costLines = statements(db).costLines.all(buildId)
  const posting = planApproval(openSheet(stockOf(db)), { document, productId, quantity, componentValue, costLines, approvedOn: today, intake })
  if (posting === null) return err(tooLarge())
  const mark = entryMark(db)
  const { postingId, lotIds } = append(db, posting, document, [], stamp)
  if (!settleSince(db, mark, today, stamp)) return err(tooLarge())
  const lotId = intake.to === 'pool' ? intake.lotId : (lotIds[0] ?? 0)
  const value = costLines.reduce((sum, line) => sum + line.value, componentValue)
  return ok({ postingId, reference, lotId, lotNumber: intake.to === 'pool' ? poolNumber(sku) : intake.number, value })
}

export interface RejectionInput {
  readonly buildId: number
  readonly reason: string
  readonly recovery: Recovery
  readonly notes: string
  readonly today: BusinessDate
}

/** Rejects a build in review; what is recovered goes back into its lots, the rest is waste. Runs inside the caller's transaction. */
export function rejectBuild(
  db: Database,
  { buildId, reason, recovery, notes, today }: RejectionInput,
  stamp: Stamp,
): Result<Posted<{ recovered: Money; wasted: Money }>, AppError<'build.not_found' | 'build.not_in_review' | 'build.recovers_too_much' | 'amount.too_large'>> {
  const state = stateIn(db, buildId, 'in_review', notInReview)
  if (!state.ok) return state
  const document: DocumentRef = { kind: 'build', id: buildId }
  const skuOf = (productId: number) => statements(db).sku.get(productId) ?? ''
  const planned = planRejection(openSheet(stockOf(db)), { document, draws: drawsOf(db, document), recovery, rejectedOn: today, skuOf })
  if (!planned.ok) return planned
  const { posting, recovered, wasted } = planned.value
  const mark = entryMark(db)
  const { postingId } = append(db, posting, document, [['rejection', buildId, reason, recovery.kind, notes]], stamp)
  statements(db).insertRejection.run(postingId, buildId, reason, recovery.kind, notes)
  if (!settleSince(db, mark, today, stamp)) return err(tooLarge())
  return ok({ postingId, reference: state.value.reference, recovered, wasted })
}

/**
 * What rejecting a build would do: it is done as the command does it, `look` reads what came of it by the rejection's
 * posting, and all of it is rolled back.
 */
export function rehearseRejection<T>(
  db: Database,
  { buildId, recovery, today }: Pick<RejectionInput, 'buildId' | 'recovery' | 'today'>,
  look: (rejectionPostingId: number) => T,
): Result<T & { readonly recovered: Money; readonly wasted: Money }, AppError<'build.not_found' | 'build.not_in_review' | 'build.recovers_too_much' | 'amount.too_large'>> {
  let done = { postingId: 0, recovered: 0, wasted: 0 }
  const reject = (stamp: Stamp) => {
    const rejected = rejectBuild(db, { buildId, reason: 'other', recovery, notes: '', today }, stamp)
    if (rejected.ok) done = rejected.value
    return rejected
  }
  return rehearse(db, reject, () => ({ ...look(done.postingId), recovered: done.recovered, wasted: done.wasted }))
}

/** Puts an approved build back in review while its lot is whole. Runs inside the caller's transaction. */
export function undoApproval(
  db: Database,
  buildId: number,
  today: BusinessDate,
  stamp: Stamp,
): Result<Posted<object>, AppError<'build.not_found' | 'build.not_approved' | 'document.in_the_way' | 'amount.too_large'>> {
  const state = stateIn(db, buildId, 'approved', notApproved)
  if (!state.ok) return state
  const undone = takeApprovalBack(db, { document: { kind: 'build', id: buildId }, postingId: state.value.postingId, today }, stamp)
  return undone.ok ? ok({ postingId: undone.value.postingId, reference: state.value.reference }) : undone
}

/**
 * Puts a rejected build back in review while what was recovered is still in its lots. Settlements drawn from them give way,
 * as they do for every undo. Runs inside the caller's transaction. */
export function undoRejection(
  db: Database,
  buildId: number,
  today: BusinessDate,
  stamp: Stamp,
): Result<Posted<object>, AppError<'build.not_found' | 'build.not_rejected' | 'build.recovered_is_gone' | 'amount.too_large'>> {
  const state = stateIn(db, buildId, 'rejected', notRejected)
  if (!state.ok) return state
  const { postingId: rejectionPostingId, reference } = state.value
  const document: DocumentRef = { kind: 'build', id: buildId }
  const mark = entryMark(db)
  const needed = new Map<number, number>()
  for (const { draw, quantity } of recoveredOf(db, buildId, rejectionPostingId)) needed.set(draw.lotId, (needed.get(draw.lotId) ?? 0) + quantity)
  const displaced = giveWayOn(db, needed, today, stamp)
  if (displaced === null) return err(tooLarge())
  const gone = [...needed].filter(([lotId, quantity]) => lotNow(db, lotId).quantity < quantity)
  if (gone.length > 0) return err(appError('build.recovered_is_gone', { reference, lots: gone.map(([lotId, quantity]) => describeGone(db, lotId, quantity)) }))
  const recovered = recoveredOf(db, buildId, rejectionPostingId)
  const wasted = statements(db).wasted.get(buildId) ?? 0
  const posting = planRejectionUndo(openSheet(stockOf(db)), { document, rejectionPostingId, recovered, wasted, undoneOn: today })
  if (posting === null) return err(tooLarge())
  const { postingId } = append(db, posting, document, [], stamp)
  if (!applyReturnsAgain(db, displaced, today, stamp) || !settleSince(db, mark, today, stamp)) return err(tooLarge())
  return ok({ postingId, reference })
}

function describeGone(db: Database, lotId: number, recovered: number) {
  const { productId, quantity: remaining } = lotNow(db, lotId)
  return { lotId, number: statements(db).lotNumber.get(lotId) ?? '', sku: statements(db).sku.get(productId) ?? '', recovered, remaining }
}

function recoveredOf(db: Database, buildId: number, rejectionPostingId: number): Recovered[] {
  return statements(db)
    .givenBack.all(buildId, rejectionPostingId)
    .map(({ drawEntryId, quantity, value, touched }) => ({ draw: drawOf(db, drawEntryId), quantity, value, untouched: touched === 0 }))
}

function valueOf(draws: readonly HeldDraw[]): Money {
  return draws.reduce((sum, { value }) => sum + value, 0)
}
