import type { Cents } from './valuation.ts'

/** One side of a journal: a debit is above zero, a credit below. */
export interface Entry {
  readonly accountId: string
  readonly cents: Cents
  readonly note?: string
}

/** The types of account QuickBooks knows, each with the statement it stands in and the side it grows on. */
export const accountTypes = {
  Bank: { classification: 'Asset', grows: 'debit' },
  'Accounts Receivable': { classification: 'Asset', grows: 'debit' },
  'Other Current Asset': { classification: 'Asset', grows: 'debit' },
  'Fixed Asset': { classification: 'Asset', grows: 'debit' },
  'Other Asset': { classification: 'Asset', grows: 'debit' },
  'Accounts Payable': { classification: 'Liability', grows: 'credit' },
  'Credit Card': { classification: 'Liability', grows: 'credit' },
  'Other Current Liability': { classification: 'Liability', grows: 'credit' },
  'Long Term Liability': { classification: 'Liability', grows: 'credit' },
  Equity: { classification: 'Equity', grows: 'credit' },
  Income: { classification: 'Revenue', grows: 'credit' },
  'Other Income': { classification: 'Revenue', grows: 'credit' },
  'Cost of Goods Sold': { classification: 'Expense', grows: 'debit' },
  Expense: { classification: 'Expense', grows: 'debit' },
  'Other Expense': { classification: 'Expense', grows: 'debit' },
} as const satisfies Record<string, { classification: Classification; grows: 'debit' | 'credit' }>

export type AccountType = keyof typeof accountTypes
export type Classification = 'Asset' | 'Liability' | 'Equity' | 'Revenue' | 'Expense'

/** Whether QuickBooks has such a type of account. */
export function isAccountType(text: string): text is AccountType {
  return text in accountTypes
}

/** Sums entries of the same account and note, and leaves out what comes to nothing. The order of first sight is kept. */
export function collapse(entries: Iterable<Entry>): Entry[] {
  const found = new Map<string, Entry>()
  for (const entry of entries) {
    const place = `${entry.accountId}\n${entry.note ?? ''}`
    const before = found.get(place)
    found.set(place, before === undefined ? entry : { ...before, cents: before.cents + entry.cents })
  }
  return [...found.values()].filter(({ cents }) => cents !== 0)
}

/** What debits exceed credits by; 0 in books that are right. */
export function outOfBalance(entries: Iterable<Pick<Entry, 'cents'>>): Cents {
  let sum = 0
  for (const { cents } of entries) sum += cents
  return sum
}

/** A balance as people read it: above zero on the side its type of account grows on. */
export function shownBalance(type: AccountType, cents: Cents): Cents {
  return accountTypes[type].grows === 'debit' || cents === 0 ? cents : -cents
}

export interface AccountBalance {
  readonly accountId: string
  readonly type: AccountType
  /** Debits less credits. */
  readonly cents: Cents
}

export interface ProfitAndLoss {
  readonly income: Cents
  readonly costOfGoodsSold: Cents
  readonly expenses: Cents
  readonly otherIncome: Cents
  readonly otherExpenses: Cents
  /** Income and other income less all that was spent. */
  readonly net: Cents
}

/** Profit and loss of balances; each line as people read it. */
export function profitAndLoss(balances: Iterable<AccountBalance>): ProfitAndLoss {
  const of: Partial<Record<AccountType, Cents>> = {}
  for (const { type, cents } of balances) of[type] = (of[type] ?? 0) + shownBalance(type, cents)
  const lines = {
    income: of.Income ?? 0,
    costOfGoodsSold: of['Cost of Goods Sold'] ?? 0,
    expenses: of.Expense ?? 0,
    otherIncome: of['Other Income'] ?? 0,
    otherExpenses: of['Other Expense'] ?? 0,
  }
  return { ...lines, net: lines.income + lines.otherIncome - lines.costOfGoodsSold - lines.expenses - lines.otherExpenses }
}
