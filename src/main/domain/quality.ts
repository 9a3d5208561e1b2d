import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { shareOf } from '../../shared/units/apportion.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import type { BuildCostKind } from './costing.ts'
import type { DocumentRef } from './document.ts'
import { bringIn, type Intake } from './pool.ts'
import type { HeldDraw } from './held-draw.ts'
import type { PlannedPosting, PostingKind } from './posting.ts'
import type { Sheet } from './sheet.ts'

/** Where a build stands. */
export type BuildStatus = 'in_review' | 'done' | 'approved' | 'rejected' | 'reversed'

const statusAfter: Partial<Readonly<Record<PostingKind, BuildStatus>>> = {
  build: 'done',
  build_to_review: 'in_review',
  build_approved: 'approved',
  approval_undone: 'in_review',
  build_rejected: 'rejected',
  rejection_undone: 'in_review',
  build_reversed: 'reversed',
}

/** The state a posting of a build leaves it in; `null` for one that changes only its cost. */
export function buildStatusAfter(kind: string): BuildStatus | null {
  return statusAfter[kind as PostingKind] ?? null
}

export interface CostLineValue {
  readonly kind: BuildCostKind
  readonly value: Money
}

export interface Approval {
  readonly document: DocumentRef
  readonly productId: number
  readonly quantity: Quantity
  /** What the build's draws carry today. */
  readonly componentValue: Money
  readonly costLines: readonly CostLineValue[]
  readonly approvedOn: BusinessDate
  readonly intake: Intake
}

/** The lot of a build in review appears: its components as they cost today, and its cost lines. */
export function planApproval(sheet: Sheet, approval: Approval): PlannedPosting | null {
  const { document, productId, quantity, componentValue, costLines, approvedOn, intake } = approval
  sheet.book('work_in_process', 0 - componentValue, document)
  for (const { kind, value } of costLines) sheet.book(kind, 0 - value, document)
  const value = costLines.reduce((sum, line) => sum + line.value, componentValue)
  bringIn(sheet, intake, { productId, quantity, value, receivedOn: approvedOn }, document)
  return sheet.close({ kind: 'build_approved', businessDate: approvedOn, reversesPostingId: null })
}

export type Recovery = { readonly kind: 'full' } | { readonly kind: 'total_loss' } | { readonly kind: 'partial'; readonly recovered: readonly { readonly productId: number; readonly quantity: Quantity }[] }

export interface Rejection {
  readonly document: DocumentRef
  /** What the build drew, oldest first. */
  readonly draws: readonly HeldDraw[]
  readonly recovery: Recovery
  readonly rejectedOn: BusinessDate
  readonly skuOf: (productId: number) => string
}

export interface PlannedRejection {
  readonly recovered: Money
  readonly wasted: Money
  readonly posting: PlannedPosting
}

/**
 * Rejects a build in review: what is recovered goes back into its lots, the last draw first, each at what it carries; the
 * rest is waste. Cost lines were never booked, so nothing of them is wasted. Refuses to recover more than was drawn.
 */
export function planRejection(sheet: Sheet, rejection: Rejection): Result<PlannedRejection, AppError<'build.recovers_too_much' | 'amount.too_large'>> {
  const { document, draws, recovery, rejectedOn, skuOf } = rejection
  const refusal = recovery.kind === 'partial' ? recoversTooMuch(recovery.recovered, draws, skuOf) : null
  if (refusal !== null) return err(refusal)
  const left = new Map<number, Quantity>()
  for (const { productId, quantity } of recovery.kind === 'partial' ? recovery.recovered : []) left.set(productId, (left.get(productId) ?? 0) + quantity)
  let recovered = 0
  const inProcess = draws.reduce((sum, { value }) => sum + value, 0)
  for (const { entryId, lotId, productId, quantity, value } of draws.toReversed()) {
    const part = recovery.kind === 'full' ? quantity : Math.min(quantity, left.get(productId) ?? 0)
    if (part === 0) continue
    const worth = shareOf(value, part, quantity)
    sheet.move(lotId, part, worth, document, entryId)
    left.set(productId, (left.get(productId) ?? 0) - part)
    recovered += worth
  }
  const wasted = inProcess - recovered
  sheet.book('work_in_process', 0 - inProcess, document)
  sheet.book('waste', wasted, document)
  const posting = sheet.close({ kind: 'build_rejected', businessDate: rejectedOn, reversesPostingId: null })
  return posting === null ? err(appError('amount.too_large', { field: 'recovery' })) : ok({ recovered, wasted, posting })
}

function recoversTooMuch(recovered: readonly { productId: number; quantity: Quantity }[], draws: readonly HeldDraw[], skuOf: (productId: number) => string) {
  for (const [place, { productId }] of recovered.entries()) {
    const drawn = draws.filter((draw) => draw.productId === productId).reduce((sum, { quantity }) => sum + quantity, 0)
    const asked = recovered.filter((part) => part.productId === productId).reduce((sum, { quantity }) => sum + quantity, 0)
    if (asked > drawn) return appError('build.recovers_too_much', { field: `recovery.recovered.${place}.quantity`, sku: skuOf(productId), recovered: asked, drawn })
  }
  return null
}

/** What a rejection gave back of a draw. */
export interface Recovered {
  readonly draw: HeldDraw
  readonly quantity: Quantity
  readonly value: Money
  /** Whether nothing happened to the lot since, so that what came back can leave exactly as it came. */
  readonly untouched: boolean
}

export interface RejectionUndo {
  readonly document: DocumentRef
  readonly rejectionPostingId: number
  readonly recovered: readonly Recovered[]
  /** What the build has booked as waste. */
  readonly wasted: Money
  readonly undoneOn: BusinessDate
}

/** Puts a rejected build back in review: draws again what was recovered, which is still there, and takes its waste back. */
export function planRejectionUndo(sheet: Sheet, { document, rejectionPostingId, recovered, wasted, undoneOn }: RejectionUndo): PlannedPosting | null {
  let inProcess = wasted
  for (const { draw, quantity, value, untouched } of recovered.toReversed()) {
    if (untouched) sheet.move(draw.lotId, 0 - quantity, 0 - value, document, draw.entryId)
    inProcess += untouched ? value : sheet.take(draw.lotId, quantity, document, draw.entryId)
  }
  sheet.book('waste', 0 - wasted, document)
  sheet.book('work_in_process', inProcess, document)
  return sheet.close({ kind: 'rejection_undone', businessDate: undoneOn, reversesPostingId: rejectionPostingId })
}
