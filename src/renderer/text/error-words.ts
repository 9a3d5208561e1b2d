import type { ErrorCode, ErrorData } from '../../shared/errors.ts'

/** What happened, why where that is known, and the one thing to do. */
export interface ErrorWords {
  readonly what: string
  readonly why?: string
  readonly toDo: string
}

/** The sentences of some error codes. */
export type WordsFor<Code extends ErrorCode> = { readonly [C in Code]: (data: ErrorData<C>, nowMs: number) => ErrorWords }

/** The codes that are about the program, its ledger file and its backups rather than about what the shop keeps. */
export type ProgramCode = Extract<ErrorCode, `input.${string}` | `call.${string}` | `command.${string}` | `app.${string}` | `ledger.${string}` | `backup.${string}` | `books.${string}` | `practice.${string}`>

/** The codes that are about the accounting company: what is chosen of it, and what it is linked to. */
export type AccountingCode = Extract<ErrorCode, `accounting.${string}`>

/** The codes that are about documents for the accounting company. */
export type ExportCode = Extract<ErrorCode, `export.${string}`>

/** The codes that are about items of QuickBooks. */
export type ItemCode = Extract<ErrorCode, `item.${string}`> | 'product.owned_by_quickbooks'

/** The codes that are about people, what they may do, and the company's switches. */
export type PeopleCode = Extract<ErrorCode, `feature.${string}` | `person.${string}` | `permission.${string}` | `operator.${string}`>

/** The codes that are about reaching QuickBooks and connecting a company of it. */
export type ConnectionCode = Extract<ErrorCode, `connection.${string}`>

/** The codes that are about files of other programs. */
export type FileCode = Extract<ErrorCode, `file.${string}`>

/** The codes that are about BOMs, builds and planned builds. */
export type BuildCode = Extract<ErrorCode, `bom.${string}` | `build.${string}` | `planned_build.${string}`>

/** The codes that are about sales and the documents they come from. */
export type SaleCode = Extract<ErrorCode, `sale.${string}` | `sales.${string}`>
