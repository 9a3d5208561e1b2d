import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import type { DocumentRef } from './document.ts'
import type { OnHand } from './posting.ts'

/** Part of a draw that a return gave back. */
export interface Returned extends OnHand {
  readonly document: DocumentRef
}

/** A draw as it stands: what its document took and did not give back itself, and what returns gave back of it. */
export interface HeldDraw extends OnHand {
  /** The entry that first drew it. */
  readonly entryId: number
  readonly lotId: number
  readonly productId: number
  readonly document: DocumentRef
  /** Oldest first; each above zero. */
  readonly returned: readonly Returned[]
}

/** What of a draw is still out of its lot. */
export function stillOut({ quantity, value, returned }: HeldDraw): { readonly quantity: Quantity; readonly value: Money } {
  const back = returned.reduce((sum, part) => ({ quantity: sum.quantity + part.quantity, value: sum.value + part.value }), { quantity: 0, value: 0 })
  return { quantity: quantity - back.quantity, value: value - back.value }
}

/** Part of a return whose draw is gone, to be applied again elsewhere. */
export interface DisplacedReturn {
  readonly document: DocumentRef
  readonly productId: number
  readonly quantity: Quantity
  /** The sale whose draw it stood on; its other draws do not take it again. */
  readonly saleId: number
}
