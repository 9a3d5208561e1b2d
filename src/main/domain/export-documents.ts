import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import { referenceOf, type DocumentRef } from './document.ts'
import type { OffsetRole, Pair, Target, TargetMove, TargetPair } from './export-targets.ts'
import type { PostingKind } from './posting.ts'

export type ExportKind = 'inventory_adjustment' | 'journal_entry'
export type ExportPurpose = 'main' | 'cogs' | 'waste' | 'correction' | 'late_cost' | 'reversal' | 'cost_of_sales'

/** What a posting does about its document's exports: it begins them, corrects them, or takes them back. */
export interface ExportEvent {
  readonly step: 'begin' | 'correct' | 'take_back'
  readonly purpose: ExportPurpose
}

const begin = { step: 'begin', purpose: 'main' } as const
const correct = { step: 'correct', purpose: 'correction' } as const
const takeBack = { step: 'take_back', purpose: 'reversal' } as const

/** Postings that have an export or a reason for none. Stock that was there before, and what only settles, has neither. */
export const exportEvents: { readonly [K in PostingKind]?: ExportEvent } = {
  receipt: begin,
  receipt_quantity: correct,
  late_cost: { step: 'correct', purpose: 'late_cost' },
  receipt_voided: takeBack,
  build: begin,
  build_approved: begin,
  approval_undone: takeBack,
  build_rejected: { step: 'begin', purpose: 'waste' },
  rejection_undone: takeBack,
  build_reversed: takeBack,
  found: begin,
  adjustment: begin,
  adjustment_reversed: takeBack,
  sale: begin,
  sale_edited: correct,
  sale_voided: takeBack,
  return: begin,
  return_edited: correct,
  return_voided: takeBack,
}

/** A product's quantity in an adjustment; `item` is fixed where the document opposes what was sent. */
export interface MoveLine {
  readonly document: DocumentRef
  readonly productId: number
  readonly quantity: Quantity
  readonly value: Money
  readonly item: string | null
}

/** Value between two accounts in a journal, below zero the other way round; external ids are fixed as `item` is. */
export interface PairLine extends Pair {
  readonly document: DocumentRef
  readonly value: Money
  readonly cents: number
  readonly leftOut: boolean
  readonly debitAccount: string | null
  readonly creditAccount: string | null
  readonly vendor: string | null
}

/** A document for the accounting company, decided but not written. */
export type ExportDraft = AdjustmentDraft | JournalDraft

export interface AdjustmentDraft {
  readonly kind: 'inventory_adjustment'
  readonly purpose: ExportPurpose
  readonly offset: OffsetRole
  readonly offsetAccount: string | null
  readonly moves: readonly MoveLine[]
}

export interface JournalDraft {
  readonly kind: 'journal_entry'
  readonly purpose: ExportPurpose
  readonly pairs: readonly PairLine[]
}

/** A line of a document that was planned before, with the account that balances its adjustment. */
export type CoveredMove = MoveLine & { readonly offset: OffsetRole; readonly offsetAccount: string | null }

/** What documents planned before tell of one document here, whether they arrived or are on their way. */
export interface Covered {
  readonly moves: readonly CoveredMove[]
  readonly pairs: readonly PairLine[]
}

/** What a document is still to tell: its target less what is covered, in quantities, exact values and cents. */
export function differenceOf(target: Target, covered: Pick<Target, 'moves' | 'pairs'>): Target {
  const moves = summed([...target.moves, ...covered.moves.map((move) => ({ ...move, quantity: 0 - move.quantity, value: 0 - move.value }))], ({ offset, productId }) => `${offset} ${productId}`, addMoves)
  const pairs = summed(
    [...target.pairs, ...covered.pairs.map((pair) => ({ ...pair, value: 0 - pair.value, cents: 0 - pair.cents }))],
    ({ debit, credit }) => `${debit} ${credit}`,
    addPairs,
  )
  return { moves: moves.filter(({ quantity }) => quantity !== 0), pairs: pairs.filter(({ value, cents }) => value !== 0 || cents !== 0) }
}

const addMoves = (a: TargetMove, b: TargetMove): TargetMove => ({ ...a, quantity: a.quantity + b.quantity, value: a.value + b.value })
const addPairs = (a: TargetPair, b: TargetPair): TargetPair => ({ ...a, value: a.value + b.value, cents: a.cents + b.cents, leftOut: a.leftOut && b.leftOut })

/** What one document here adds to an event's exports. */
export interface Part {
  readonly document: DocumentRef
  readonly difference: Target
}

/**
 * The documents of an event: an adjustment per account that balances one, and a journal. A correction with gains and losses
 * and a late cost send one journal per pair of accounts, so that what one pair lacks does not hold up the others.
 */
export function draftsOf(purpose: ExportPurpose, parts: readonly Part[]): ExportDraft[] {
  const moves = parts.flatMap(({ document, difference }) => difference.moves.map((move) => ({ ...move, document, item: null, offsetAccount: null })))
  const pairs = parts.flatMap(({ document, difference }) =>
    difference.pairs.map((pair) => ({ ...pair, document, debitAccount: null, creditAccount: null, vendor: null })),
  )
  const byPair = purpose === 'correction' || purpose === 'late_cost'
  const journals = byPair ? grouped(pairs, ({ debit, credit }) => `${debit} ${credit}`) : pairs.length === 0 ? [] : [pairs]
  return [...adjustmentsOf(purpose, moves), ...journals.map((own) => journalOf(purpose === 'main' && moves.length > 0 ? 'cogs' : purpose, own))]
}

/** The opposite of what was sent: the exact sum, item by item, account by account, whatever the accounts are now. */
export function oppositeOf(sent: Covered): ExportDraft[] {
  const moves = summed(sent.moves, ({ offset, offsetAccount, productId, item }) => `${offset} ${offsetAccount} ${productId} ${item}`, (a, b) => ({ ...a, ...addMoves(a, b) }))
    .filter(({ quantity }) => quantity !== 0)
    .map((move) => ({ ...move, quantity: 0 - move.quantity, value: 0 - move.value }))
  const pairs = summed(
    sent.pairs,
    ({ debit, credit, debitAccount, creditAccount, vendor }) => `${debit} ${credit} ${debitAccount} ${creditAccount} ${vendor}`,
    (a, b) => ({ ...a, ...addPairs(a, b) }),
  )
    .filter(({ value, cents }) => value !== 0 || cents !== 0)
    .map((pair) => ({ ...pair, value: 0 - pair.value, cents: 0 - pair.cents }))
  return [...adjustmentsOf('reversal', moves), ...(pairs.length === 0 ? [] : [journalOf('reversal', pairs)])]
}

/** Whether anything of it is to be sent: a journal of no cents is not. */
export function isEmpty(draft: ExportDraft): boolean {
  return draft.kind === 'inventory_adjustment' ? draft.moves.length === 0 : draft.pairs.every(({ cents }) => cents === 0)
}

function adjustmentsOf(purpose: ExportPurpose, moves: readonly CoveredMove[]): AdjustmentDraft[] {
  return grouped(moves, ({ offset, offsetAccount }) => `${offset} ${offsetAccount}`).flatMap((own) => {
    const [first] = own
    return first === undefined ? [] : [{ kind: 'inventory_adjustment', purpose, offset: first.offset, offsetAccount: first.offsetAccount, moves: own }]
  })
}

function journalOf(purpose: ExportPurpose, pairs: readonly PairLine[]): JournalDraft {
  return { kind: 'journal_entry', purpose, pairs }
}

/** One row per key, in the order first met. */
function summed<T>(rows: readonly T[], keyOf: (row: T) => string, add: (a: T, b: T) => T): T[] {
  const sums = new Map<string, T>()
  for (const row of rows) {
    const key = keyOf(row)
    const sum = sums.get(key)
    sums.set(key, sum === undefined ? row : add(sum, row))
  }
  return [...sums.values()]
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): T[][] {
  return [...Map.groupBy(rows, keyOf).values()]
}

/** What is about one document here, and numbered after it. */
export type DocumentPurpose = Exclude<ExportPurpose, 'cost_of_sales'>

/** What its number ends with: what comes once has no count before its second time, corrections and late costs count from 1. */
const suffixes: Readonly<Record<DocumentPurpose, readonly [first: string, later: string]>> = {
  main: ['', '-'],
  cogs: ['-C', '-C'],
  waste: ['-W', '-W'],
  correction: ['-A1', '-A'],
  late_cost: ['-L1', '-L'],
  reversal: ['-X', '-X'],
}

/** The `count`-th number that a document of this purpose may go by, such as `PSB-R-00042-A1`; at most 21 characters. */
export function docNumberOf(kind: DocumentRef['kind'], number: number, purpose: DocumentPurpose, count: number): string {
  const [first, later] = suffixes[purpose]
  return `${referenceOf(kind, number)}${count === 1 ? first : `${later}${count}`}`
}

/** The `count`-th number of the cost of sales of a day, such as `PSB-C-20260131`; at most 21 characters. */
export function dayNumberOf(day: BusinessDate, count: number): string {
  return `PSB-C-${day.replaceAll('-', '')}${count === 1 ? '' : `-${count}`}`
}
