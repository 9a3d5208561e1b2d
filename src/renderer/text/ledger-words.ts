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

const postingKinds: Readonly<Record<string, string>> = {
  receipt: 'Receipt',
  build: 'Build',
  adjustment: 'Adjustment',
  reversal: 'Undone',
}

/** What a posting records; an unknown kind keeps its own name. */
export function postingKindText(kind: string): string {
  return postingKinds[kind] ?? plainName(kind)
}

const documentNouns: { readonly [K in DocumentKind]: string } = { receipt: 'Receipt', build: 'Build', sale: 'Sale', adjustment: 'Adjustment' }

interface NamedDocument {
  readonly kind: DocumentKind
  readonly reference: string
}

/** `Build PSB-B-00001`. */
export function documentText({ kind, reference }: NamedDocument): string {
  return `${documentNouns[kind]} ${reference}`
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
  if (quantity === 0) return `${what} changed the value of`
  if (kind === 'reversal') return `${what} undone, ${quantity < 0 ? 'took back' : 'gave back'}`
  switch (document.kind) {
    case 'receipt':
      return `${what} ${quantity < 0 ? 'took back' : 'brought'}`
    case 'build':
      return `${what} ${quantity < 0 ? 'drew' : 'made'}`
    case 'sale':
      return `${what} ${quantity < 0 ? 'drew' : 'returned'}`
    case 'adjustment':
      return `${what} ${quantity < 0 ? 'took out' : 'added'}`
  }
}

/** A name of the ledger as words: `work_in_process` is *Work in process*. */
function plainName(name: string): string {
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
