import type { AccountRole, InventorySource } from '../../shared/accounting.ts'
import { apportion } from '../../shared/units/apportion.ts'
import { divideHalfUp } from '../../shared/units/decimal.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import type { BuildStatus } from './quality.ts'

/** What balances an inventory adjustment. */
export type OffsetRole = Extract<AccountRole, 'cogs' | 'waste' | 'receiving'>

/** The part an account plays in a journal. */
export type JournalRole = Exclude<AccountRole, 'receiving'>

/** Where value lies that a lot holds: with what was received, or with what builds made. */
export type Side = 'received' | 'made'

interface Moved {
  readonly productId: number
  readonly quantity: Quantity
  readonly value: Money
}

export interface Part extends Moved {
  readonly side: Side
}

/** What a document carries as the ledger stands, as far as the accounting company is concerned. */
export type ExportFacts =
  | { readonly kind: 'receipt'; readonly received: readonly Moved[]; readonly counted: readonly Moved[]; readonly owed: Money; readonly wasted: Money }
  | { readonly kind: 'build'; readonly status: BuildStatus | null; readonly drawn: readonly Part[]; readonly made: readonly Moved[]; readonly costLines: Money }
  | { readonly kind: 'adjustment'; readonly loss: boolean; readonly parts: readonly Part[] }
  | { readonly kind: 'sale'; readonly moved: readonly Moved[] }

/** A product's quantity that the accounting company is to be told of, signed, and what it is worth here. */
export interface TargetMove extends Moved {
  readonly offset: OffsetRole
}

export interface Pair {
  readonly debit: JournalRole
  readonly credit: JournalRole
}

/** Value to lie on one account against another; below zero the other way round. */
export interface TargetPair extends Pair {
  readonly value: Money
  readonly cents: number
  /** The owner chose not to journal it. */
  readonly leftOut: boolean
}

/** All that a document is to have told the accounting company when everything arrived. */
export interface Target {
  readonly moves: readonly TargetMove[]
  readonly pairs: readonly TargetPair[]
}

export interface TargetChoice {
  /** Whether labor and overhead without a conversion account are left out of journals. */
  readonly leaveOutLabor: boolean
}

/** Cents of an amount in millionths, a half away from zero. */
export function centsOf(value: Money): number {
  return Number(divideHalfUp(BigInt(value), 10_000n))
}

/**
 * What a document becomes in the accounting company: quantities against an account while items are kept there (the
 * adjustment of a build already posts its cost, so its journal carries cost lines alone), values between accounts while
 * the stock is kept here alone. What nobody needs to know there is nothing.
 */
export function targetOf(source: InventorySource, facts: ExportFacts, choice: TargetChoice): Target {
  return source === 'sync' ? quantitiesOf(facts) : valuesOf(facts, choice)
}

function quantitiesOf(facts: ExportFacts): Target {
  const against = (offset: OffsetRole, moved: readonly Moved[], sign: 1 | -1 = 1) =>
    moved.map(({ productId, quantity, value }) => ({ offset, productId, quantity: sign * quantity, value: sign * value }))
  if (facts.kind === 'receipt') return target([...against('receiving', facts.received), ...against('waste', facts.counted, -1)], [])
  if (facts.kind === 'adjustment') return target(against(facts.loss ? 'waste' : 'cogs', facts.parts), [])
  if (facts.kind === 'sale') return target(against('cogs', facts.moved), [])
  const { status, drawn, made, costLines } = facts
  if (status === 'rejected') return target(against('waste', drawn, -1), [])
  if (status !== 'done' && status !== 'approved') return target([], [])
  return target([...against('cogs', drawn, -1), ...against('cogs', made)], [[{ debit: 'cogs', credit: 'conversion', value: costLines }]])
}

function valuesOf(facts: ExportFacts, choice: TargetChoice): Target {
  if (facts.kind === 'sale') return target([], [])
  if (facts.kind === 'receipt') {
    const owed = { debit: 'receiving_debit', credit: 'receiving_credit', value: facts.owed } as const
    const wasted = { debit: 'waste', credit: 'receiving_debit', value: facts.wasted } as const
    return target([], [[owed], [wasted]])
  }
  if (facts.kind === 'adjustment') return target([], [wasteOf(facts.parts, -1)])
  const { status, drawn, costLines } = facts
  if (status === 'rejected') return target([], [wasteOf(drawn, 1)])
  if (status !== 'done' && status !== 'approved') return target([], [])
  // What builds made lies in the build's debit account already.
  const received = { debit: 'build_debit', credit: 'build_credit', value: sumOf(drawn, 'received') } as const
  const labor = { debit: 'build_debit', credit: 'conversion', value: costLines } as const
  return choice.leaveOutLabor ? target([], [[received]], [labor]) : target([], [[received, labor]])
}

/** Value that is gone, from the account that it lay in. */
function wasteOf(parts: readonly Part[], sign: 1 | -1): Valued[] {
  return [
    { debit: 'waste', credit: 'build_credit', value: sign * sumOf(parts, 'received') },
    { debit: 'waste', credit: 'build_debit', value: sign * sumOf(parts, 'made') },
  ]
}

type Valued = Pair & { readonly value: Money }

/** Each group of pairs is rounded to cents once, and the cents are shared by value. */
function target(moves: readonly TargetMove[], groups: readonly (readonly Valued[])[], leftOut: readonly Valued[] = []): Target {
  const kept = groups.flatMap((group) => {
    const pairs = group.filter(({ value }) => value !== 0)
    const cents = sharedCents(pairs.map(({ value }) => value))
    return pairs.map((pair, place) => ({ ...pair, cents: cents[place] ?? 0, leftOut: false }))
  })
  const left = leftOut.filter(({ value }) => value !== 0).map((pair) => ({ ...pair, cents: 0, leftOut: true }))
  return { moves: netted(moves), pairs: [...kept, ...left] }
}

function sharedCents(values: readonly Money[]): number[] {
  if (values.length < 2 || values.some((value) => value < 0)) return values.map(centsOf)
  return apportion(centsOf(values.reduce((sum, value) => sum + value, 0)), values)
}

/** One row per product and account; a product that nets to nothing has none. */
function netted(moves: readonly TargetMove[]): TargetMove[] {
  const sums = new Map<string, TargetMove>()
  for (const move of moves) {
    const key = `${move.offset} ${move.productId}`
    const sum = sums.get(key)
    sums.set(key, sum === undefined ? move : { ...move, quantity: sum.quantity + move.quantity, value: sum.value + move.value })
  }
  return [...sums.values()].filter(({ quantity }) => quantity !== 0)
}

function sumOf(parts: readonly Part[], side: Side): Money {
  return parts.reduce((sum, part) => (part.side === side ? sum + part.value : sum), 0)
}
