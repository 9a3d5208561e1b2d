import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Money } from '../../shared/units/money.ts'
import { referenceOf, type DocumentRef } from '../domain/document.ts'
import type { Addition } from '../domain/pool.ts'
import type { PostingKind } from '../domain/posting.ts'
import { documentsInTheWay, planReversal, type Carried, type CarriedOnLot, type Holder, type MadeLot, type ReversalRequest } from '../domain/reversal.ts'
import { openSheet } from '../domain/sheet.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { adjustmentOf, adjustmentRow, nextAdjustment, writeAdjustment, type AdjustmentRow } from './adjustment-documents.ts'
import { append, type Appended, type Stamp } from './append.ts'
import { carriedBy, hasLeftSince, holdersOf, lotsMadeBy, madeOf, movedByOthers, type LotHolder } from './carry.ts'
import { applyReturnsAgain } from './returned-goods.ts'
import { saleHead, saleName } from './sale-documents.ts'
import { entryMark, giveWayOn, settleSince } from './shortages.ts'
import { lotNow, stockOf } from './stock.ts'

const statements = perConnection((db) => ({
  receipt: db.prepare<[number], number | null>('SELECT posting_id FROM receipt WHERE receipt_id = ?').pluck(),
  build: db.prepare<[number], number | null>('SELECT posting_id FROM build WHERE build_id = ?').pluck(),
  // A document's first entry came with the posting that made it what it is.
  firstPosting: db
    .prepare<[string, number], number>('SELECT posting_id FROM entry WHERE document_kind = +? AND document_id = +? ORDER BY entry_id LIMIT 1')
    .pluck(),
  reversedBy: db.prepare<[number], number>('SELECT posting_id FROM posting WHERE reverses_posting_id = ?').pluck(),
  receiptNumber: db.prepare<[number], number>('SELECT number FROM receipt WHERE receipt_id = ?').pluck(),
  buildNumber: db.prepare<[number], number>('SELECT number FROM build WHERE build_id = ?').pluck(),
  saleNumber: db.prepare<[number], number>('SELECT number FROM sale WHERE sale_id = ?').pluck(),
  adjustmentNumber: db.prepare<[number], number>('SELECT number FROM adjustment WHERE adjustment_id = ?').pluck(),
  maker: db.prepare<[number], DocumentRef>('SELECT document_kind AS kind, document_id AS id FROM lot WHERE lot_id = ?'),
  businessDate: db.prepare<[number], string>('SELECT business_date FROM posting WHERE posting_id = ?').pluck(),
}))

export type ReversalRefusal = AppError<'document.not_posted' | 'document.already_reversed' | 'document.in_the_way' | 'amount.too_large'>

/**
 * Takes a document back, as it stands today: reverses a build or an adjustment, voids a receipt. The correction bears
 * today's date. Settlements drawn from its lots give way first. Refuses a document that posted nothing, one already taken
 * back, and one whose goods were used since, with every document in the way in the order to undo them. Runs inside the
 * caller's transaction.
 */
export function reverseDocument(
  db: Database,
  input: { readonly document: DocumentRef; readonly today: BusinessDate },
  stamp: Stamp,
): Result<Appended, ReversalRefusal> {
  const { document, today } = input
  const postingId = postingOf(db, document)
  if (postingId === undefined) return err(appError('document.not_posted', document))
  if (statements(db).reversedBy.get(postingId) !== undefined) {
    return err(appError('document.already_reversed', { ...document, reference: referenceOfDocument(db, document) }))
  }
  const kind = kinds[document.kind]
  return takeBack(db, { kind, document, postingId, today, carried: carriedBy(db, document), inProcess: 0 }, stamp)
}

/** Puts an approved build back in review: its lot goes, its cost lines are released, its components stay in work in process. */
export function takeApprovalBack(
  db: Database,
  { document, postingId, today }: { readonly document: DocumentRef; readonly postingId: number; readonly today: BusinessDate },
  stamp: Stamp,
): Result<Appended, AppError<'document.in_the_way' | 'amount.too_large'>> {
  const isDraw = (held: Carried): held is CarriedOnLot => held.account === 'lot' && held.quantity < 0
  const carried = carriedBy(db, document)
  const inProcess = carried.filter(isDraw).reduce((sum, { value }) => sum - value, 0)
  return takeBack(db, { kind: 'approval_undone', document, postingId, today, carried: carried.filter((held) => !isDraw(held)), inProcess }, stamp)
}

const tooLarge = () => appError('amount.too_large', { field: null })

const kinds: Readonly<Record<DocumentRef['kind'], PostingKind>> = {
  receipt: 'receipt_voided',
  build: 'build_reversed',
  adjustment: 'adjustment_reversed',
  sale: 'sale_voided',
}

interface TakenBack extends Pick<ReversalRequest, 'kind' | 'document' | 'postingId' | 'carried' | 'inProcess'> {
  readonly today: BusinessDate
}

function takeBack(db: Database, taken: TakenBack, stamp: Stamp): Result<Appended, AppError<'document.in_the_way' | 'amount.too_large'>> {
  const { document, today, carried } = taken
  const refusal = documentsOn(db, document, carried)
  if (refusal !== null) return err(refusal)
  const mark = entryMark(db)
  const own = lotsMadeBy(db, document).filter((lotId) => movedByOthers(db, lotId, document)).map((lotId) => [lotId, 'all'] as const)
  const added = additionsOf(db, document, carried).map(({ lotId, quantity }) => [lotId, quantity] as const)
  const displaced = giveWayOn(db, [...own, ...added], today, stamp)
  const appended = displaced === null ? null : appendReversal(db, taken, stamp)
  if (displaced === null || appended === null || !applyReturnsAgain(db, displaced, today, stamp)) return err(tooLarge())
  return settleSince(db, mark, today, stamp) ? ok(appended) : err(tooLarge())
}

function appendReversal(db: Database, { today, carried, ...taken }: TakenBack, stamp: Stamp): Appended | null {
  const { document } = taken
  const additions = additionsOf(db, document, carried)
  const added = new Set(additions.map(({ entryId }) => entryId))
  const difference = nextAdjustment(db)
  const { posting, differences } = planReversal(openSheet(stockOf(db)), {
    ...taken,
    businessDate: today,
    carried: carried.filter((held) => held.account !== 'lot' || !added.has(held.entryId)),
    madeLots: lotsMadeBy(db, document).map((lotId) => madeLotNow(db, lotId, document)),
    additions,
    adjustment: { kind: 'adjustment', id: difference.adjustmentId },
  })
  if (posting === null) return null
  const row = differenceRow(db, difference, differences, today)
  const appended = append(db, posting, document, row === null ? [] : [adjustmentRow(row)], stamp)
  if (row !== null) writeAdjustment(db, row, appended.postingId)
  return appended
}

/** The adjustment that stands for what averages made of something taken back; `null` when they made nothing of it. */
function differenceRow(
  db: Database,
  next: Pick<AdjustmentRow, 'adjustmentId' | 'number'>,
  differences: readonly { readonly lotId: number; readonly value: Money }[],
  today: BusinessDate,
): AdjustmentRow | null {
  const [first] = differences
  if (first === undefined) return null
  const value = differences.reduce((sum, difference) => sum - difference.value, 0)
  const { productId } = lotNow(db, first.lotId)
  return { ...next, kind: 'difference', productId, lotId: first.lotId, quantity: 0, value, reason: 'average', businessDate: today, notes: '' }
}

function postingOf(db: Database, { kind, id }: DocumentRef): number | undefined {
  const { receipt, build, firstPosting } = statements(db)
  // What an average made of something else taken back is nobody's to take back.
  if (kind === 'adjustment' && adjustmentOf(db, id)?.kind === 'difference') return undefined
  const own = kind === 'receipt' ? receipt.get(id) : kind === 'build' ? build.get(id) : firstPosting.get(kind, id)
  return own ?? undefined
}

/** What the document added to lots that are not its own, and carries there still. */
function additionsOf(db: Database, document: DocumentRef, carried: readonly Carried[]): Addition[] {
  const own = new Set(lotsMadeBy(db, document))
  return carried
    .filter((held): held is CarriedOnLot => held.account === 'lot' && held.quantity > 0 && !own.has(held.lotId))
    .map(({ lotId, entryId, quantity, value }) => ({ lotId, entryId, quantity, value, leftSince: hasLeftSince(db, lotId, entryId) }))
}

function madeLotNow(db: Database, lotId: number, maker: DocumentRef): MadeLot {
  return { lotId, madeQuantity: madeOf(db, lotId).quantity, remaining: lotNow(db, lotId).quantity, held: holdersOf(db, lotId, maker).length > 0 }
}

/** What stands on a lot: draws still out and additions of others than its maker. Settlements are never in the way. */
function standingOn(db: Database, lotId: number): LotHolder[] {
  return holdersOf(db, lotId, statements(db).maker.get(lotId) ?? null).filter(({ settles }) => !settles)
}

/** Everything that stands on lots, to any depth. A return is undone whatever became of its own lot. */
function standingAbove(db: Database, lotIds: readonly number[]): Holder[] {
  return documentsInTheWay(lotIds, {
    holdersOf: (lotId) => standingOn(db, lotId),
    lotsMadeBy: (holder) => (holder.kind === 'sale' ? [] : lotsMadeBy(db, holder)),
  })
}

/** The refusal of taking a document back while others use what it made or added. */
function documentsOn(db: Database, document: DocumentRef, carried: readonly Carried[]): AppError<'document.in_the_way'> | null {
  const used = lotsMadeBy(db, document).filter((lotId) => standingOn(db, lotId).length > 0)
  const taken = additionsOf(db, document, carried).flatMap(({ lotId, quantity }) => whatTook(db, lotId, quantity))
  if (used.length + taken.length === 0) return null
  const all = [...standingAbove(db, used), ...taken].toSorted((a, b) => b.postingId - a.postingId)
  const once = all.filter((holder, place) => all.findIndex(({ kind, id }) => kind === holder.kind && id === holder.id) === place)
  return appError('document.in_the_way', { documents: once.map((holder) => describe(db, holder)) })
}

/** The newest documents that drew on a lot, as many as must be undone until a quantity is there again, and what stands on theirs. */
function whatTook(db: Database, lotId: number, quantity: number): Holder[] {
  const holders = holdersOf(db, lotId, null).filter((holder) => holder.quantity < 0)
  const settled = holders.filter(({ settles }) => settles).reduce((sum, holder) => sum - holder.quantity, 0)
  let missing = quantity - lotNow(db, lotId).quantity - settled
  const enough: LotHolder[] = []
  for (const holder of byDocument(holders.filter(({ settles }) => !settles))) {
    if (missing <= 0) break
    enough.push(holder)
    missing += holder.quantity
  }
  const made = enough.filter(({ kind }) => kind !== 'sale').flatMap((holder) => lotsMadeBy(db, holder))
  return [...standingAbove(db, made), ...enough]
}

/** One row per document with all that it holds, the newest first: undoing it gives back every draw at once. */
function byDocument(holders: readonly LotHolder[]): LotHolder[] {
  const sums = new Map<string, LotHolder>()
  for (const holder of holders) {
    const key = `${holder.kind} ${holder.id}`
    const before = sums.get(key)
    sums.set(key, before === undefined ? holder : { ...holder, quantity: before.quantity + holder.quantity, postingId: Math.max(before.postingId, holder.postingId) })
  }
  return [...sums.values()].toSorted((a, b) => b.postingId - a.postingId)
}

function describe(db: Database, { kind, id, postingId }: Holder) {
  const isReturn = isReturnOf(db, { kind, id }) ? { isReturn: true as const } : {}
  return { kind, id, reference: referenceOfDocument(db, { kind, id }), businessDate: statements(db).businessDate.get(postingId) ?? '', ...isReturn }
}

/** Whether a document is a return, which is kept as a sale. */
export function isReturnOf(db: Database, { kind, id }: DocumentRef): boolean {
  return kind === 'sale' && saleHead(db, id)?.kind === 'return'
}

/** The name a document goes by: a sale's own reference, when it has one, else its number. */
export function referenceOfDocument(db: Database, { kind, id }: DocumentRef): string {
  const head = kind === 'sale' ? saleHead(db, id) : undefined
  if (head !== undefined) return saleName(head)
  const { receiptNumber, buildNumber, saleNumber, adjustmentNumber } = statements(db)
  const number = { receipt: receiptNumber, build: buildNumber, sale: saleNumber, adjustment: adjustmentNumber }[kind].get(id)
  return referenceOf(kind, number ?? id)
}
