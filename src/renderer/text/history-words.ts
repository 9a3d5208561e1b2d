import type { HistoryRow } from '../../shared/contract/product.ts'
import { divideHalfUp, one } from '../../shared/units/decimal.ts'
import { documentText, movementText } from './ledger-words.ts'
import { listText, moneyText, quantityText } from './numbers.ts'

export type HistoryEvent = Pick<HistoryRow, 'kind' | 'document' | 'party' | 'reason' | 'lots' | 'quantity' | 'value'>

interface Told {
  /** What moved, without its sign: `5 ea`. */
  readonly amount: string
  readonly up: boolean
  /** `PSB-R-00003` */
  readonly ref: string
  readonly party: string
  /** ` from Acme`, or nothing. */
  readonly by: (word: string) => string
  /** `, lot A` or `, lots A and B`, or nothing. */
  readonly lots: string
  /** `, at 12.00 each`, or nothing. */
  readonly each: string
  /** What its worth changed by: `10.00 more`. */
  readonly worth: string
  readonly reason: string
  /** `, 2 ea of it not in stock yet`, or nothing. */
  readonly missing: string
}

type Sentence = (told: Told) => string

const backOr = (what: string): Sentence => ({ amount, up, lots }) => `${what}: ${amount} ${up ? 'put back' : 'taken out again'}${lots}`

/** One sentence for each kind of posting, as it is seen from a product's stock. */
const sentences: Readonly<Record<string, Sentence>> = {
  receipt: ({ amount, by, ref, lots, each }) => `Received ${amount}${by('from')} on ${ref}${lots}${each}`,
  receipt_quantity: ({ amount, up, ref, lots }) => `Quantity on ${ref} corrected: ${amount} ${up ? 'more' : 'less'}${lots}`,
  late_cost: ({ ref, by, worth, lots }) => `Late cost on ${ref}${by('from')}: ${worth}${lots}`,
  receipt_voided: ({ amount, ref, lots }) => `${ref} voided: ${amount} taken out again${lots}`,
  build: ({ up, amount, ref, party, lots, each }) => (up ? `Built ${amount} on ${ref}${lots}${each}` : `Used ${amount} on ${ref} to build ${party}${lots}`),
  build_to_review: ({ amount, ref, party, lots }) => `Used ${amount} on ${ref} to build ${party}, which waits for review${lots}`,
  build_approved: ({ amount, ref, lots, each }) => `${ref} approved: ${amount} into stock${lots}${each}`,
  approval_undone: ({ amount, ref, lots }) => `Approval of ${ref} undone: ${amount} out of stock, back in review${lots}`,
  build_rejected: ({ amount, ref, party, lots }) => `${ref} of ${party} rejected: ${amount} recovered${lots}`,
  rejection_undone: ({ amount, ref, lots }) => `Rejection of ${ref} undone: ${amount} used again${lots}`,
  build_reversed: (told) => backOr(`${told.ref} reversed`)(told),
  opening: ({ amount, ref, lots, each }) => `Opening stock of ${amount} on ${ref}${lots}${each}`,
  found: ({ amount, ref, reason, lots, each }) => `Found ${amount} on ${ref}${reason}${lots}${each}`,
  adjustment: ({ amount, up, ref, reason, lots }) => `${up ? 'Added' : 'Took out'} ${amount} on ${ref}${reason}${lots}`,
  adjustment_reversed: (told) => backOr(`${told.ref} undone`)(told),
  sale: ({ amount, by, ref, missing, lots }) => `Sold ${amount}${by('to')} on ${ref}${missing}${lots}`,
  sale_edited: ({ amount, up, ref, lots }) => `${ref} edited: ${amount} ${up ? 'less sold, put back' : 'more sold'}${lots}`,
  sale_voided: (told) => backOr(`${told.ref} voided`)(told),
  return: ({ amount, up, by, ref, lots }) => `${up ? 'Returned' : 'Used'} ${amount}${by(up ? 'by' : 'for')} on ${ref}${lots}`,
  return_edited: ({ amount, up, ref, lots }) => `${ref} edited: ${amount} ${up ? 'more returned' : 'less returned, taken out again'}${lots}`,
  return_voided: (told) => backOr(`${told.ref} voided`)(told),
  return_moved: ({ amount, up, ref, lots }) => `${ref} now returns other sales: ${amount} ${up ? 'put back' : 'taken out'}${lots}`,
}

/** Events that move no quantity of the product as a whole. */
const still: Readonly<Record<string, Sentence>> = {
  late_cost: ({ ref, by, worth, lots }) => `Late cost on ${ref}${by('from')}: ${worth}${lots}`,
  settlement: ({ ref, by, amount, lots }) => `${amount} went to ${ref}${by('for')}, sold before it was there${lots}`,
  settlement_undone: ({ ref, by, amount, lots }) => `${ref} is short of ${amount} again${by('for')}${lots}`,
  adjustment: ({ ref, worth }) => `Average cost evened out on ${ref}: ${worth}`,
}

const reasons: Readonly<Record<string, string>> = {
  received: ', received',
  count: ', counted',
  quickbooks_count: ', counted in QuickBooks',
  breakage: ', broken',
  loss: ', lost',
  breakage_or_loss: ', broken or lost',
  average: ', difference of the average',
}

/**
 * One event of a product's history as one plain sentence: `Received 5 ea from Acme on PSB-R-00003, lot ACM-1, at 12.00
 * each`. Lots are named only where stock is kept in lots.
 */
export function historyText(event: HistoryEvent, unit: string, lotsShown: boolean): string {
  const { kind, document, party, quantity, value, lots } = event
  const short = -quantity + lots.reduce((sum, lot) => sum + lot.quantity, 0)
  const told: Told = {
    amount: `${quantityText(movedQuantity(event))} ${unit}`,
    up: quantity > 0,
    ref: document.reference,
    party,
    by: (word) => (party === '' ? '' : ` ${word} ${party}`),
    lots: lotsShown && lots.length > 0 ? `, ${lots.length === 1 ? 'lot' : 'lots'} ${listText(lots.map(({ number }) => number))}` : '',
    each: quantity === 0 ? '' : `, at ${moneyText(eachOf(value, quantity))} each`,
    worth: value === 0 ? 'worth the same' : `worth ${moneyText(Math.abs(value))} ${value > 0 ? 'more' : 'less'}`,
    reason: reasons[event.reason] ?? '',
    missing: short > 0 ? `, ${quantityText(short)} ${unit} of it not in stock yet` : '',
  }
  const sentence = quantity === 0 ? still[kind] : sentences[kind]
  if (sentence) return sentence(told)
  return quantity === 0 ? `${documentText(document)}: ${told.worth}` : `${movementText(event)} ${told.amount}`
}

/** How much moved, without its sign; where one movement made up for another, what its lots gave or took. */
function movedQuantity({ quantity, lots }: HistoryEvent): number {
  return Math.abs(quantity === 0 ? lots.reduce((sum, lot) => sum + lot.quantity, 0) : quantity)
}

function eachOf(value: number, quantity: number): number {
  return Math.abs(Number(divideHalfUp(BigInt(value) * BigInt(one) * (quantity < 0 ? -1n : 1n), BigInt(Math.abs(quantity)))))
}
