import type { AccountRole, InventorySource } from '../../shared/accounting.ts'

/** Types as QuickBooks spells them in every country. */
const cogs = 'Cost of Goods Sold'
const expense = 'Expense'
const otherExpense = 'Other Expense'
const currentAsset = 'Other Current Asset'
const currentLiability = 'Other Current Liability'
const payable = 'Accounts Payable'

/** Which types of account may have each role. Receivable accounts may have none: their lines ask for a customer. */
export const typesOfRole: { readonly [R in AccountRole]: readonly string[] } = {
  cogs: [cogs, expense, otherExpense],
  waste: [cogs, expense, otherExpense],
  receiving: [cogs, expense, otherExpense, currentAsset, currentLiability],
  build_debit: [currentAsset, cogs],
  build_credit: [currentAsset, currentLiability, cogs, expense],
  receiving_debit: [currentAsset, cogs, expense],
  receiving_credit: [payable, currentLiability, currentAsset],
  conversion: [expense, cogs, currentLiability],
}

/** The other side of each journal: the two differ, or the journal would say nothing. */
const pairs: { readonly [R in AccountRole]?: AccountRole } = {
  build_debit: 'build_credit',
  build_credit: 'build_debit',
  receiving_debit: 'receiving_credit',
  receiving_credit: 'receiving_debit',
}

/** The other of a pair; `null` for a role that has none. */
export function otherOfPair(role: AccountRole): AccountRole | null {
  return pairs[role] ?? null
}

/** How much a role matters: `fallback` means the COGS account stands in, `optional` that exports go on without it or ask. */
export type RoleNeed = 'required' | 'fallback' | 'optional' | 'not_used'

const needs: { readonly [S in InventorySource]: { readonly [R in AccountRole]: RoleNeed } } = {
  sync: {
    cogs: 'required',
    receiving: 'required',
    waste: 'fallback',
    conversion: 'optional',
    build_debit: 'not_used',
    build_credit: 'not_used',
    receiving_debit: 'not_used',
    receiving_credit: 'not_used',
  },
  partsemble: {
    build_debit: 'required',
    build_credit: 'required',
    receiving_debit: 'required',
    receiving_credit: 'required',
    waste: 'optional',
    conversion: 'optional',
    cogs: 'optional',
    receiving: 'not_used',
  },
}

/** What a role is for with a source; without one none is used yet. The cost of sales, where it is journaled, needs the COGS account. */
export function needOfRole(role: AccountRole, source: InventorySource | null, journalsCostOfSales = false): RoleNeed {
  if (role === 'cogs' && source === 'partsemble' && journalsCostOfSales) return 'required'
  return source === null ? 'not_used' : needs[source][role]
}

export interface AccountFacts {
  readonly externalId: string
  readonly type: string
  readonly active: boolean
  /** Not among the accounts there any more, not even among inactive ones. */
  readonly gone: boolean
}

/** What else decides about an account. */
export interface RoleFacts {
  /** The account that the other of the pair has; `null` for none. */
  readonly ofPair: string | null
  /** Whether items keep their stock in an account. */
  readonly isOfItem: (externalId: string) => boolean
}

export type RoleRefusal = 'gone' | 'inactive' | 'wrong_type' | 'of_pair' | 'of_item'

/**
 * Why an account may not have a role; `null` when it may. Receiving may not be an item's own asset account: the adjustment
 * would move the value from where it goes to.
 */
export function refusalOfRole(role: AccountRole, account: AccountFacts, { ofPair, isOfItem }: RoleFacts): RoleRefusal | null {
  if (account.gone) return 'gone'
  if (!account.active) return 'inactive'
  if (!typesOfRole[role].includes(account.type)) return 'wrong_type'
  if (ofPair === account.externalId) return 'of_pair'
  return role === 'receiving' && isOfItem(account.externalId) ? 'of_item' : null
}
