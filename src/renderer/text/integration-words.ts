import type { AccountRole, ExportedType, ExportMode, InventorySource, LaborAnswer, SyncedItemKind, SyncKind } from '../../shared/accounting.ts'
import type { AccountRow, RoleSetting } from '../../shared/contract/accounting.ts'
import type { ConnectionStatus } from '../../shared/contract/connection.ts'
import type { IntegrationStepName } from '../../shared/integration-steps.ts'
import { instantText } from './dates.ts'
import { countText } from './numbers.ts'

export const stepWords: { readonly [S in IntegrationStepName]: { readonly title: string; readonly about: string } } = {
  company: { title: 'Company', about: 'Which QuickBooks company this ledger works with.' },
  source: { title: 'Inventory source', about: 'Where the catalogue lives, and what a build becomes in QuickBooks.' },
  accounts: { title: 'Accounts', about: 'Which accounts the exports go to.' },
  items: { title: 'Items', about: 'Items of QuickBooks, and the products they are.' },
  exports: { title: 'Exports', about: 'From which day on, and whether they go out by themselves.' },
  sales: { title: 'Sales', about: 'What is sold in QuickBooks, pulled here with its true cost.' },
}

export const kindText: { readonly [K in SyncKind]: { readonly many: string } } = {
  items: { many: 'items' },
  accounts: { many: 'accounts' },
  vendors: { many: 'vendors' },
  sales: { many: 'sales' },
  documents: { many: 'documents' },
}

export const loginLeftText = 'The login is renewed by itself while the program is used; after about 100 days without it you log in again, and nothing is lost.'

/** How long the login still holds. */
export function daysLeftText(days: number): string {
  return days === 1 ? 'Holds for one more day, and is renewed whenever QuickBooks is asked' : `Holds for ${days} days, and is renewed whenever QuickBooks is asked`
}

/** How long the browser is still waited for. */
export function minutesLeftText(endsAt: string, nowMs: number): string {
  const minutes = Math.max(0, Math.ceil((Date.parse(endsAt) - nowMs) / 60_000))
  return minutes <= 1 ? 'Waiting for about one more minute.' : `Waiting for ${minutes} more minutes.`
}

interface SourceWords {
  readonly title: string
  readonly inOneLine: string
  readonly points: readonly string[]
  readonly hint: string
}

export const sourceWords: { readonly [S in InventorySource]: SourceWords } = {
  sync: {
    title: 'Sync: QuickBooks has the catalogue',
    inOneLine: 'Items of QuickBooks are the catalogue; builds and receipts go out as inventory adjustments.',
    points: [
      'Items are read from QuickBooks; you choose which become products. A name, SKU or price changed there arrives with the next sync, and QuickBooks wins.',
      'A build takes its components off QuickBooks’ quantities and adds what was made. Labor goes out as a journal entry beside it.',
      'Sales, purchasing and reports in QuickBooks see the right quantities.',
    ],
    hint: 'Fits when inventory quantities are kept in QuickBooks already. It needs a plan with inventory, and the items have to be there first.',
  },
  partsemble: {
    title: 'Partsemble only: the catalogue is here',
    inOneLine: 'Products are made here; builds and receipts go out as journal entries.',
    points: [
      'Products are made here or read from a file. Nothing of QuickBooks’ items is taken over.',
      'A build goes out as a journal entry with what it cost; QuickBooks’ quantities do not move.',
      'The books in QuickBooks still show what building and receiving cost.',
    ],
    hint: 'Fits when QuickBooks is for invoices and the books alone. Choose it with Simple Start or Essentials: those plans have no inventory.',
  },
}

/** What changing the source keeps and does, said before it is changed; by the source there is now. */
export const switchWords: { readonly [S in InventorySource]: string } = {
  sync: 'Changing to Partsemble only keeps every product, its stock and its link to an item. New builds and receipts go out as journal entries; what was sent as an inventory adjustment is corrected as one. Coming back, the links still hold.',
  partsemble: 'Changing to Sync links nothing by itself. After reading the items, the program offers the ones that look like your products, by SKU and name, and you take them or leave them. What was sent as a journal entry is corrected as one.',
}

export const roleWords: { readonly [R in AccountRole]: { readonly label: string; readonly words: string } } = {
  cogs: { label: 'COGS account', words: 'While items are kept in QuickBooks, the other side of every build. While stock is kept here alone, where the cost of what was sold is journaled to, if you let it.' },
  receiving: { label: 'Receiving account', words: 'Credited when a receipt adds stock. With a clearing account, enter the supplier’s bill against it; a bill with item lines would add the stock a second time.' },
  waste: { label: 'Waste account', words: 'Takes what is lost: rejected builds, breakage, shrinkage.' },
  build_debit: { label: 'Builds, debit', words: 'Where the value of what was made lies: usually finished goods or work in process.' },
  build_credit: { label: 'Builds, credit', words: 'Where the value of the material comes from: usually raw materials.' },
  receiving_debit: { label: 'Receiving, debit', words: 'Where received material lies: usually raw materials.' },
  receiving_credit: {
    label: 'Receiving, credit',
    words: 'With Accounts Payable, this journal is the bill: do not enter the bill as well, and link each supplier to its vendor. With a clearing account, enter the bill against that account; a bill with item lines would add the stock a second time.',
  },
  conversion: { label: 'Conversion account', words: 'Credited for labor and overhead that builds take in.' },
}

/** Number and name with the accounts above it, as they stand in the chart of accounts. */
export function accountName({ number, fullName, type }: Pick<AccountRow, 'number' | 'fullName' | 'type'>): string {
  return `${number === '' ? '' : `${number} `}${fullName} · ${type}`
}

export function accountProblemText({ name, problem }: { readonly name: string; readonly problem: NonNullable<RoleSetting['problem']> }): string {
  switch (problem) {
    case 'gone':
      return `${name} was deleted in QuickBooks, or merged into another account. Choose another account; what waits goes out then.`
    case 'inactive':
      return `${name} was made inactive in QuickBooks. Make it active there and load accounts again, or choose another; what waits goes out then.`
    case 'wrong_type':
      return `The type of ${name} was changed in QuickBooks, and this role cannot have it any more. Choose another account.`
    case 'of_item':
      return `Items keep their stock in ${name}, so an adjustment against it would say nothing. Choose another account.`
  }
}

export const itemKindText: { readonly [K in SyncedItemKind]: string } = { inventory: 'Inventory', non_inventory: 'Non-inventory', service: 'Service', bundle: 'Bundle' }

/** How often items can be read by themselves, in minutes. */
export const schedules: readonly (number | null)[] = [null, 60, 240, 1440]

export function scheduleText(minutes: number | null): string {
  if (minutes === null) return 'By hand'
  if (minutes === 1440) return 'Once a day'
  return minutes === 60 ? 'Every hour' : `Every ${minutes / 60} hours`
}

/** When a list was read last, and what became of it. */
export function lastRunText({ endedAt, summary }: ConnectionStatus['lastRuns'][number], nowMs: number): string {
  const { created, updated, deactivated, skipped, problem, cancelled } = summary
  const counts = [
    [created, 'new'],
    [updated, 'changed'],
    [deactivated, 'no longer active'],
    [skipped, 'left out'],
  ] as const
  const told = counts.flatMap(([count, word]) => (count === 0 ? [] : [`${countText(count)} ${word}`]))
  const how = problem !== null ? 'did not finish' : cancelled ? 'was stopped' : created + updated + deactivated === 0 ? 'nothing changed' : ''
  return [`Last read ${instantText(endedAt, nowMs)}`, ...(how === '' ? [] : [how]), ...told].join(', ')
}

export const modeWords: { readonly [T in ExportedType]: { readonly label: string; readonly manual: string; readonly auto: string; readonly said: { readonly [M in ExportMode]: string } } } = {
  builds: {
    label: 'Builds',
    manual: 'You send each, or select many.',
    auto: 'Sent after execution, or after approval where builds are reviewed.',
    said: { manual: 'Builds are exported by hand', auto: 'Builds are exported by themselves' },
  },
  receipts: {
    label: 'Receipts',
    manual: 'You send each, or select many.',
    auto: 'Sent once they are confirmed.',
    said: { manual: 'Receipts are exported by hand', auto: 'Receipts are exported by themselves' },
  },
}

export const laborWords: { readonly [A in LaborAnswer]: { readonly label: string; readonly words: string; readonly said: string } } = {
  credit_build_account: {
    label: 'Credit them to the build credit account',
    words: 'Right where that account is for work in process or clearing.',
    said: 'Labor and overhead are credited to the build credit account',
  },
  leave_out: { label: 'Leave them out', words: 'What is left out shows on each build and when the books are compared.', said: 'Labor and overhead are left out of exports' },
}

/** What is done about the cost of what was sold, while nothing in QuickBooks takes it off the account that builds are debited to. */
export function costOfSalesWords(buildDebit: string) {
  return {
    about: `Builds put their value on ${buildDebit}. It stays on the balance sheet until somebody takes off what was sold.`,
    byAccountant: { label: 'Leave it to the accountant', words: `They debit cost of goods sold and credit ${buildDebit} for what the sales cost.`, said: 'The cost of sales is left to the accountant' },
    byDay: {
      label: 'Journal it each day',
      words: `One journal a day: debit the COGS account, credit ${buildDebit}, for the change in what sales cost. Left out is what QuickBooks tracks as inventory.`,
      said: 'The cost of sales is journaled each day from today on',
    },
  }
}
