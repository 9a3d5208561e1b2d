import { shareOf } from '../../shared/units/apportion.ts'
import type { Money } from '../../shared/units/money.ts'
import type { DocumentRef } from './document.ts'
import type { OnHand } from './posting.ts'
import type { Sheet } from './sheet.ts'

/** What a document added to a lot that is not its own alone: a pool, or a lot that was counted up. */
export interface Addition extends OnHand {
  readonly lotId: number
  readonly entryId: number
  /** Whether anything that left the lot since is still out. */
  readonly leftSince: boolean
}

/**
 * Takes an addition out again. If nothing left the lot since, exactly what came in; otherwise the quantity leaves at the
 * average of now. Returns the average less what had come in: a difference that belongs to no holder, for *adjustment*.
 * Throws unless the quantity is there.
 */
export function takeOutAddition(sheet: Sheet, { lotId, entryId, quantity, value, leftSince }: Addition, document: DocumentRef): Money {
  const now = sheet.lot(lotId)
  const average = shareOf(now.value, quantity, now.quantity)
  const exact = !leftSince && (now.quantity === quantity ? now.value === value : value <= now.value)
  sheet.move(lotId, 0 - quantity, 0 - value, document, entryId)
  return exact ? 0 : average - value
}

/** Books the difference that an average made of something taken back, under an adjustment of its own. */
export function bookDifference(sheet: Sheet, lotId: number, difference: Money, adjustment: DocumentRef): void {
  sheet.move(lotId, 0, 0 - difference, adjustment, null)
  sheet.book('adjustment', difference, adjustment)
}

/** Where goods made or found go: into a lot of their own, or with receiving off into the product's pool. */
export type Intake = { readonly to: 'lot'; readonly number: string } | { readonly to: 'pool'; readonly lotId: number }

/** Brings goods in; with receiving off they join the pool. */
export function bringIn(sheet: Sheet, intake: Intake, goods: OnHand & { readonly productId: number; readonly receivedOn: string }, document: DocumentRef): void {
  const { productId, quantity, value, receivedOn } = goods
  if (intake.to === 'pool') sheet.move(intake.lotId, quantity, value, document, null)
  else sheet.make({ productId, number: intake.number, quantity, value, receivedOn, supplierLot: null, expiresOn: null, lineNo: null })
}
