import { z } from 'zod'
import { documentKind } from '../errors.ts'
import { exportState } from '../exports.ts'
import { command, query } from './define.ts'
import { id, money, page, quantity } from './figures.ts'

/** What a comparison with QuickBooks keeps beside its findings. Money is exact, in millionths. */
export const reconcileSummary = z.strictObject({
  /** Documents that had arrived and were compared. */
  documents: z.int(),
  /** What rounding to cents kept here, of all journals. */
  rounding: money,
  /** Labor and overhead that the owner chose to leave out. */
  leftOut: money,
  /** Documents that a person did by hand, or that follow one. */
  leftToPeople: z.int(),
})
export type ReconcileSummary = z.infer<typeof reconcileSummary>

/** How a document there stands to the one here; `arriving`: nobody knows yet whether it is ours; `stranger`: nothing here knows of it. */
export const findingState = z.enum(['changed', 'rounded', 'deleted', 'missing', 'twice', 'arriving', 'adoptable', 'stranger'])
export type FindingState = z.infer<typeof findingState>

/** What a person may leave as it is: whatever else is found is on its way, or asks for one thing only. */
export const leavableStates: readonly FindingState[] = ['changed', 'deleted', 'missing', 'twice', 'stranger']

/** How the last comparison found QuickBooks, as a whole. */
export const reconcileGet = query({
  name: 'reconcile.get',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    /** `null` before the first comparison that came to its end. */
    compared: reconcileSummary.extend({ at: z.string() }).nullable(),
    /** What is open, by how it stands. */
    findings: z.array(z.strictObject({ state: findingState, count: z.int() })),
    /** What a person left as it is; `sent`: of those that had arrived, and are there otherwise or not any more. */
    left: z.strictObject({ all: z.int(), sent: z.int() }),
    /** Cents that all journals move, debits above zero: as sent, and as they are there. */
    accounts: z.array(z.strictObject({ account: z.string(), name: z.string(), sent: z.int(), there: z.int() })),
    /** What linked items are worth, here by FIFO and there by the account their stock is kept in. */
    values: z.array(z.strictObject({ account: z.string(), name: z.string(), here: money, there: money })),
    /** Linked items whose quantities differ. */
    itemsApart: z.int(),
    paused: z.enum(['person', 'restored']).nullable(),
  }),
  errors: [],
})

export const finding = z.strictObject({
  findingId: id,
  state: findingState,
  kind: z.enum(['inventory_adjustment', 'journal_entry']),
  docNumber: z.string(),
  externalId: z.string(),
  /** Its page there. */
  page: z.string(),
  export: z
    .strictObject({ exportId: id, state: exportState, document: z.strictObject({ kind: documentKind, id, reference: z.string() }) })
    .nullable(),
  /** What it says otherwise there, by the names of items and accounts; quantities in millionths, amounts in cents. */
  differences: z.array(
    z.discriminatedUnion('field', [
      z.strictObject({ field: z.literal('date'), here: z.string(), there: z.string() }),
      z.strictObject({ field: z.literal('account'), here: z.string(), there: z.string() }),
      z.strictObject({ field: z.literal('amount'), of: z.string(), here: z.int(), there: z.int() }),
    ]),
  ),
})
export type FindingRow = z.infer<typeof finding>

/** Documents that are otherwise there than here, what needs a person first: those that are open, or those that were left as they are. */
export const reconcileDocuments = query({
  name: 'reconcile.documents',
  version: 1,
  input: z.strictObject({ ...page, left: z.boolean() }),
  output: z.strictObject({ findings: z.array(finding), total: z.int() }),
  errors: [],
})

export const quantityReason = z.enum(['waiting', 'arrived_since', 'in_review', 'sales_waiting', 'changed_there', 'not_there', 'twice_there', 'unknown_here', 'rounding'])
export type QuantityReason = z.infer<typeof quantityReason>

/** Linked items with the stock here and there; why they differ adds up to the difference exactly. */
export const reconcileItems = query({
  name: 'reconcile.items',
  version: 1,
  input: z.strictObject({ ...page, apartOnly: z.boolean() }),
  output: z.strictObject({
    items: z.array(
      z.strictObject({
        item: z.strictObject({ accountingItemId: id, name: z.string() }),
        product: z.strictObject({ productId: id, sku: z.string(), name: z.string(), unit: z.string() }),
        here: quantity,
        there: quantity,
        /** Here less there. */
        difference: quantity,
        reasons: z.array(z.strictObject({ reason: quantityReason, quantity })),
        /** What no document explains. */
        unexplained: quantity,
        /** What may be behind that, with how much it would explain where that is known. */
        perhaps: z.array(z.strictObject({ why: z.enum(['done_by_hand', 'sales_not_pulled', 'not_a_finished_good']), quantity: quantity.nullable() })),
      }),
    ),
    total: z.int(),
    /** When QuickBooks told the quantities; `null` before items were read. */
    toldAt: z.string().nullable(),
  }),
  errors: [],
})
export type ReconciledItem = z.infer<typeof reconcileItems.output>['items'][number]

/** Takes a document that the last comparison found there, with the marker of one that waits here, as that one: nothing is sent. */
export const exportAdopt = command({
  name: 'export.adopt',
  version: 1,
  permission: 'costs',
  input: z.strictObject({ exportId: id, externalId: z.string().trim().min(1).max(40) }),
  output: z.strictObject({ exportId: id }),
  errors: ['export.not_found', 'export.not_waiting', 'export.not_seen_there', 'export.lacks_something'],
})

/** Leaves a document as the last comparison found it, so that it is open no more while it stays so; or has it looked at again. */
export const exportLeaveFound = command({
  name: 'export.leave_found',
  version: 1,
  permission: 'costs',
  input: z.strictObject({ kind: z.enum(['inventory_adjustment', 'journal_entry']), externalId: z.string().trim().min(1).max(40), left: z.boolean() }),
  output: z.strictObject({ left: z.boolean() }),
  errors: ['export.nothing_to_leave'],
})

/** Sends again what had arrived and, by the last comparison, is not there any more: as a new document of the same number. */
export const exportSendAnew = command({
  name: 'export.send_anew',
  version: 1,
  permission: 'costs',
  input: z.strictObject({ exportIds: z.array(id).min(1).max(500) }),
  output: z.strictObject({ queued: z.int(), lacking: z.int() }),
  errors: ['export.not_found', 'export.still_there'],
})
