import type { SaleDocumentProblem, SaleDocumentType } from '../../shared/contract/sale-document.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { SaleReading } from './sale-reading.ts'
import { sidesOf, type SideLine, type Sides } from './sale-sides.ts'

export type Treatment = 'return_to_stock' | 'price_only' | 'consume_like_a_sale'

/** Whether a document gives money back. */
export function isReturn(type: SaleDocumentType): boolean {
  return type === 'credit_memo' || type === 'refund_receipt'
}

/** What a document is held against. */
export interface DocumentFacts {
  readonly type: SaleDocumentType
  readonly txnDate: BusinessDate
  readonly deleted: boolean
  /** The first day; documents dated before are ignored. */
  readonly startsOn: BusinessDate | null
  readonly today: BusinessDate
  /** Of a credit memo or refund. */
  readonly treatment: Treatment
  readonly receiving: boolean
  /** The name of a product, for what is told of it. */
  readonly sku: (productId: number) => string
}

/** What is to be in the ledger of a document now. `waits`: nothing changes, and these problems say why. */
export type DocumentEffect =
  | { readonly kind: 'is'; readonly sides: Sides }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'waits'; readonly problems: readonly SaleDocumentProblem[] }

const nothing: Sides = { own: [], counter: [] }

/**
 * What the document's newest version makes of its sale, whatever was applied before: a void or a deletion is nothing, and so
 * is what is dated before the first day. Read only when it is asked for.
 */
export function effectOf(facts: DocumentFacts, reading: () => SaleReading): DocumentEffect {
  if (facts.startsOn !== null && facts.txnDate < facts.startsOn) return { kind: 'ignored' }
  if (facts.deleted) return { kind: 'is', sides: nothing }
  const { lines, problems } = reading()
  if (problems.length > 0) return { kind: 'waits', problems }
  const sides = sidesOf(lines)
  if (sides === null) return { kind: 'waits', problems: [{ code: 'amount_too_large' }] }
  const treated = isReturn(facts.type) ? treatedAs(facts.treatment, sides, facts.sku) : { sides, problems: [] }
  const moves = treated.sides.own.length + treated.sides.counter.length > 0
  const inTheWay = [
    ...treated.problems,
    ...(moves && facts.txnDate > facts.today ? [{ code: 'date_in_future' as const, date: facts.txnDate }] : []),
    ...(moves && !facts.receiving ? [{ code: 'receiving_off' as const }] : []),
  ]
  return inTheWay.length > 0 ? { kind: 'waits', problems: inTheWay } : { kind: 'is', sides: treated.sides }
}

/**
 * The sides of a credit memo by its treatment. What is sold on it is sold only where its goods come back to stock; with the
 * price alone it is money; where goods leave as in a sale, less than nothing of a product makes no sense.
 */
function treatedAs(treatment: Treatment, sides: Sides, sku: (productId: number) => string): { readonly sides: Sides; readonly problems: readonly SaleDocumentProblem[] } {
  if (treatment === 'return_to_stock' || sides.counter.length === 0) return { sides, problems: [] }
  if (treatment === 'price_only') {
    const asMoney = ({ productId, revenue }: SideLine): SideLine => ({ productId, quantity: 0, revenue: 0 - revenue })
    return { sides: { own: [...sides.own, ...sides.counter.map(asMoney)], counter: [] }, problems: [] }
  }
  return { sides, problems: sides.counter.map(({ productId }) => ({ code: 'taken_off_memo', productId, sku: sku(productId) })) }
}
