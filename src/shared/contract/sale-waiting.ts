import { z } from 'zod'
import { command, query } from './define.ts'
import { dateTyped, id, money, sortedPage, wholeList } from './figures.ts'
import { standing } from './sale-apply.ts'
import { foreignCurrency, returnTreatment, saleDocumentProblem, saleDocumentState, saleDocumentType } from './sale-document.ts'

/** Who can settle it: a word from someone here, or a day, is enough; or QuickBooks has to be put right first. */
export const waitingKind = z.enum(['waiting', 'problem'])
export type WaitingKind = z.infer<typeof waitingKind>

/** A document of QuickBooks as a list of those that are not in the books shows it. */
export const waitingDocument = z.strictObject({
  saleDocumentId: id,
  type: saleDocumentType,
  docNumber: z.string(),
  customer: z.string(),
  txnDate: z.string(),
  state: saleDocumentState,
  kind: waitingKind,
  /** Why; empty of one that came and was not looked at yet. */
  problems: z.array(saleDocumentProblem),
  /** What comes first of it. */
  why: z.string().nullable(),
  /** The sale that a version before made, in force meanwhile; `null` without one. */
  saleId: id.nullable(),
})
export type WaitingDocument = z.infer<typeof waitingDocument>

/** Documents of QuickBooks that are not in the books as they stand. */
export const saleWaiting = query({
  name: 'sale.waiting',
  version: 1,
  input: z.strictObject({
    search: z.string().trim().max(120),
    /** `null` is all. */
    kind: waitingKind.nullable().default(null),
    from: dateTyped.nullable().default(null),
    to: dateTyped.nullable().default(null),
    /** By exactly this name; empty is a document without one. */
    customer: z.string().max(200).nullable().default(null),
    type: saleDocumentType.nullable().default(null),
    ...sortedPage(['date', 'document', 'customer', 'type', 'why']),
  }),
  output: z.strictObject({ documents: z.array(waitingDocument), /** Of each kind, however the list is narrowed. */ counts: z.strictObject({ waiting: z.int(), problem: z.int() }), ...wholeList }),
  errors: [],
})

/** One document of QuickBooks, wherever it stands. */
export const saleDocumentGet = query({
  name: 'sale.document',
  version: 1,
  input: z.strictObject({ saleDocumentId: id }),
  output: z.strictObject({
    ...waitingDocument.shape,
    deleted: z.boolean(),
    /** `null` takes the company's choice. */
    treatment: returnTreatment.nullable(),
    /** What it comes to in QuickBooks, in its own currency; `null` where it does not say. */
    total: money.nullable(),
    /** `null` in the company's currency. */
    foreign: foreignCurrency.nullable(),
    /** Other documents that wait for an item which nobody said anything about, by that item. */
    others: z.array(z.strictObject({ accountingItemId: id, documents: z.int() })),
  }),
  errors: ['sale.document_not_found'],
})

/** Tries to bring the sale of a document to what it says, and tells what came of it: what waits goes on waiting. */
export const saleTryAgain = command({
  name: 'sale.try_again',
  version: 1,
  permission: 'sales',
  input: z.strictObject({ saleDocumentId: id }),
  output: z.strictObject({ ...standing.shape, problems: z.array(saleDocumentProblem) }),
  errors: ['sale.document_not_found', 'amount.too_large'],
})
