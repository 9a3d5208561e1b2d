import type { ExportKind } from './export-documents.ts'

/** What a document says, however its text is spelled. */
export interface Says {
  readonly txnDate: string
  /** The account that balances an adjustment; `null` of a journal. */
  readonly account: string | null
  /** Of an adjustment millionths by item, of a journal cents by account, debits above zero; what nets to nothing is not in it. */
  readonly amounts: Readonly<Record<string, number>>
}

/** One thing that a document says otherwise there than it was sent; amounts as in `Says`. */
export type SaidOtherwise =
  | { readonly field: 'date' | 'account'; readonly here: string; readonly there: string }
  | { readonly field: 'amount'; readonly of: string; readonly here: number; readonly there: number }

/** A document that was sent and arrived. */
export interface SentDocument {
  readonly exportId: number
  readonly kind: ExportKind
  readonly docNumber: string
  readonly marker: string
  readonly externalId: string
  readonly says: Says
}

/** One of our documents as the accounting company last told it. */
export interface ToldDocument {
  readonly kind: ExportKind
  readonly externalId: string
  readonly docNumber: string
  readonly marker: string | null
  readonly gone: 'deleted' | 'missing' | null
  readonly says: Says
}

export const findingStates = ['changed', 'rounded', 'deleted', 'missing', 'twice', 'arriving', 'adoptable', 'stranger'] as const
export type FindingState = (typeof findingStates)[number]

/** What is otherwise there than here. */
export interface Finding {
  readonly state: FindingState
  /** The export it is about; `null` for a document that nothing here knows of. */
  readonly exportId: number | null
  readonly kind: ExportKind
  readonly externalId: string
  readonly docNumber: string
  readonly differences: readonly SaidOtherwise[]
  /** By item, what was sent less what is there, millionths: how much a quantity here and there differ by it. */
  readonly effects: Readonly<Record<string, number>>
}

/** Quantities closer than this are the same number with fewer decimals: half of the fifth decimal, in millionths. */
const roundingMax = 5

/** Everything a document says otherwise there, in the order of reading. */
export function differencesOf(sent: Says, there: Says): SaidOtherwise[] {
  const head: SaidOtherwise[] = []
  if (sent.txnDate !== there.txnDate) head.push({ field: 'date', here: sent.txnDate, there: there.txnDate })
  if (sent.account !== there.account) head.push({ field: 'account', here: sent.account ?? '', there: there.account ?? '' })
  return [...head, ...Object.entries(less(sent.amounts, there.amounts)).map(([of]) => ({ field: 'amount' as const, of, here: sent.amounts[of] ?? 0, there: there.amounts[of] ?? 0 }))]
}

/** What became of a document that had arrived; `null` when it is there as it was sent. */
export function compareSent(sent: SentDocument, told: ToldDocument | undefined): Finding | null {
  const { exportId, kind, externalId, docNumber } = sent
  const about = { exportId, kind, externalId, docNumber }
  const gone = told === undefined ? 'missing' : told.gone
  if (told === undefined || gone !== null) return { ...about, state: gone ?? 'missing', differences: [], effects: quantities(kind, sent.says.amounts) }
  const differences = differencesOf(sent.says, told.says)
  if (differences.length === 0) return null
  const isRounding = kind === 'inventory_adjustment' && differences.every((one) => one.field === 'amount' && Math.abs(one.here - one.there) <= roundingMax)
  return { ...about, state: isRounding ? 'rounded' : 'changed', differences, effects: quantities(kind, less(sent.says.amounts, told.says.amounts)) }
}

/** The export whose marker a document there carries. */
export interface MarkedExport {
  readonly exportId: number
  readonly kind: ExportKind
  /** `arrived`: as another document; `open`: nothing of it left; `under_way`: nobody knows yet; `settled`: never to be sent. */
  readonly stands: 'arrived' | 'open' | 'under_way' | 'settled'
}

/** What a document there is that bears our number or marker and that no export here arrived as. */
export function judgeUnclaimed(told: ToldDocument, marked: MarkedExport | null): Finding {
  const { kind, externalId, docNumber, says } = told
  const states = { arrived: 'twice', open: 'adoptable', under_way: 'arriving', settled: 'stranger' } as const
  const ofSameKind = marked !== null && marked.kind === kind
  return {
    state: ofSameKind ? states[marked.stands] : 'stranger',
    exportId: ofSameKind ? marked.exportId : null,
    kind,
    externalId,
    docNumber,
    differences: [],
    effects: quantities(kind, less({}, says.amounts)),
  }
}

/** The first less the second, without what is the same. */
function less(first: Says['amounts'], second: Says['amounts']): Record<string, number> {
  const keys = new Set([...Object.keys(first), ...Object.keys(second)])
  return Object.fromEntries([...keys].map((key) => [key, (first[key] ?? 0) - (second[key] ?? 0)] as const).filter(([, amount]) => amount !== 0))
}

function quantities(kind: ExportKind, amounts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return kind === 'inventory_adjustment' ? amounts : {}
}

/** Why a quantity here and there differ, with how much of it each explains. */
export const quantityReasons = ['waiting', 'arrived_since', 'in_review', 'sales_waiting', 'changed_there', 'not_there', 'twice_there', 'unknown_here', 'rounding'] as const
export type QuantityReason = (typeof quantityReasons)[number]

export interface ExplainedQuantity {
  /** Here less there, millionths. */
  readonly difference: number
  readonly reasons: { reason: QuantityReason; quantity: number }[]
  /** What is left when all that is known is taken off. */
  readonly unexplained: number
}

/** What may be behind a rest that no document explains. */
export type PerhapsWhy = 'done_by_hand' | 'sales_not_pulled' | 'not_a_finished_good'

export interface RestFacts {
  readonly unexplained: number
  /** What documents that were left to people would move, millionths. */
  readonly byHand: number
  readonly finishedGood: boolean
  readonly pullsSales: boolean
}

/** What may be behind a rest: only what would leave one of that sign. Nothing of it is certain, so nothing of it is taken off. */
export function perhapsOf({ unexplained, byHand, finishedGood, pullsSales }: RestFacts): { why: PerhapsWhy; quantity: number | null }[] {
  if (unexplained === 0) return []
  // Sold there and not here, there is more here.
  const soldThere = unexplained > 0
  return [
    ...(byHand !== 0 && Math.sign(byHand) === Math.sign(unexplained) ? [{ why: 'done_by_hand' as const, quantity: byHand }] : []),
    ...(soldThere && finishedGood && !pullsSales ? [{ why: 'sales_not_pulled' as const, quantity: null }] : []),
    ...(soldThere && !finishedGood ? [{ why: 'not_a_finished_good' as const, quantity: null }] : []),
  ]
}

/** Divides a difference over what is known of it; the parts and the rest sum to it exactly. */
export function explainQuantity(here: number, there: number, known: Readonly<Partial<Record<QuantityReason, number>>>): ExplainedQuantity {
  const reasons = quantityReasons.map((reason) => ({ reason, quantity: known[reason] ?? 0 })).filter(({ quantity }) => quantity !== 0)
  const explained = reasons.reduce((sum, { quantity }) => sum + quantity, 0)
  return { difference: here - there, reasons, unexplained: here - there - explained }
}

const reasonOfState: Readonly<Record<FindingState, QuantityReason>> = {
  changed: 'changed_there',
  rounded: 'rounding',
  deleted: 'not_there',
  missing: 'not_there',
  twice: 'twice_there',
  arriving: 'unknown_here',
  adoptable: 'unknown_here',
  stranger: 'unknown_here',
}

/** Which reason a finding's quantities go under. */
export function reasonOf(state: FindingState): QuantityReason {
  return reasonOfState[state]
}
