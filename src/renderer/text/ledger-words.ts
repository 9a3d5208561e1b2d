import type { DocumentKind } from '../../shared/errors.ts'

const accounts: Readonly<Record<string, string>> = {
  lot: 'Lot',
  work_in_process: 'Work in process',
  shortage: 'Open shortage',
  supplier: 'Supplier',
  opening: 'Opening stock',
  labor: 'Labor',
  overhead: 'Overhead',
  other: 'Other cost',
  cost_of_goods_sold: 'Cost of goods sold',
  waste: 'Waste',
  adjustment: 'Adjustment',
}

/** An account of the ledger in the shop's words; an unknown one keeps its own name. */
export function accountText(account: string): string {
  return accounts[account] ?? plainName(account)
}

interface PostingWords {
  /** The posting as a heading. */
  readonly name: string
  /** What it did to stock that went up, and to stock that went down. */
  readonly up: string
  readonly down: string
}

const postingKinds: Readonly<Record<string, PostingWords>> = {
  receipt: { name: 'Receipt', up: 'brought', down: 'took back' },
  receipt_quantity: { name: 'Received quantity corrected', up: 'corrected, added', down: 'corrected, took back' },
  late_cost: { name: 'Cost corrected', up: 'corrected, added', down: 'corrected, took back' },
  receipt_voided: { name: 'Receipt voided', up: 'voided, gave back', down: 'voided, took back' },
  build: { name: 'Build', up: 'made', down: 'drew' },
  build_to_review: { name: 'Build sent to review', up: 'made', down: 'sent to review, drew' },
  build_approved: { name: 'Build approved', up: 'approved, made', down: 'approved, drew' },
  approval_undone: { name: 'Approval undone', up: 'back in review, gave back', down: 'back in review, took back' },
  build_rejected: { name: 'Build rejected', up: 'rejected, gave back', down: 'rejected, drew' },
  rejection_undone: { name: 'Rejection undone', up: 'back in review, gave back', down: 'back in review, drew again' },
  build_reversed: { name: 'Build reversed', up: 'reversed, gave back', down: 'reversed, took back' },
  opening: { name: 'Opening stock', up: 'opened with', down: 'took out' },
  found: { name: 'Found stock', up: 'found', down: 'took out' },
  adjustment: { name: 'Adjustment', up: 'added', down: 'took out' },
  adjustment_reversed: { name: 'Adjustment taken back', up: 'taken back, gave back', down: 'taken back, took out' },
  sale: { name: 'Sale', up: 'gave back', down: 'sold' },
  sale_edited: { name: 'Sale edited', up: 'edited, gave back', down: 'edited, sold' },
  sale_voided: { name: 'Sale voided', up: 'voided, gave back', down: 'voided, sold' },
  return: { name: 'Return', up: 'returned', down: 'drew' },
  return_edited: { name: 'Return edited', up: 'edited, returned', down: 'edited, took back' },
  return_voided: { name: 'Return voided', up: 'voided, gave back', down: 'voided, took back' },
  return_moved: { name: 'Return moved to other sales', up: 'moved a return, gave back', down: 'moved a return, took back' },
  settlement: { name: 'Shortage settled', up: 'was settled with', down: 'settled its shortage with' },
  settlement_undone: { name: 'Settlement undone', up: 'is short again, gave back', down: 'is short again by' },
}

/** What each kind of posting records, by its name in the ledger. */
export const postingKindWords: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(postingKinds).map(([kind, { name }]) => [kind, name]))

/** What taking a document back is called: one word for it everywhere. */
export const takenBackText: { readonly [K in DocumentKind]: string } = { receipt: 'voided', build: 'reversed', sale: 'voided', adjustment: 'taken back' }

/** What a posting records; an unknown kind keeps its own name. */
export function postingKindText(kind: string): string {
  return postingKindWords[kind] ?? plainName(kind)
}

const documentNouns: { readonly [K in DocumentKind]: string } = { receipt: 'Receipt', build: 'Build', sale: 'Sale', adjustment: 'Adjustment' }

interface NamedDocument {
  readonly kind: DocumentKind
  readonly reference: string
  /** A sale that is a return. */
  readonly isReturn?: true | undefined
}

/** `Build PSB-B-00001`. */
export function documentText({ kind, reference, isReturn }: NamedDocument): string {
  return `${isReturn ? 'Return' : documentNouns[kind]} ${reference}`
}

interface Movement {
  /** The posting's kind. */
  readonly kind: string
  readonly document: NamedDocument
  readonly quantity: number
}

/**
 * What an event did to one product or lot, as the beginning of a sentence that ends with the quantity:
 * `Build PSB-B-00001 drew`.
 */
export function movementText({ kind, document, quantity }: Movement): string {
  const what = documentText(document)
  if (quantity === 0) return `${what} changed its value`
  const words = postingKinds[kind]
  const did = quantity < 0 ? words?.down : words?.up
  return `${what} ${did ?? (quantity < 0 ? 'took out' : 'added')}`
}

/** A name of the ledger as words: `work_in_process` is *Work in process*. */
function plainName(name: string): string {
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
