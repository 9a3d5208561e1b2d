import { z } from 'zod'
import { inventorySource } from '../accounting.ts'
import { documentKind } from '../errors.ts'
import { exportState, exportWhy } from '../exports.ts'
import { command, query } from './define.ts'
import { dateTyped, id, money, quantity, sortedPage, wholeList } from './figures.ts'

/** A document for the accounting company, with the document here that it tells of. */
export const exportRow = z.strictObject({
  exportId: id,
  /** What it is called there. */
  docNumber: z.string(),
  kind: z.enum(['inventory_adjustment', 'journal_entry']),
  purpose: z.enum(['main', 'cogs', 'waste', 'correction', 'late_cost', 'reversal', 'cost_of_sales']),
  source: inventorySource,
  document: z.strictObject({ kind: documentKind, id, reference: z.string() }),
  txnDate: z.string(),
  /** The day it bears there instead, because the books are closed for its own. */
  otherDate: z.string().nullable(),
  state: exportState,
  /** What it lacks, why it was refused, or why nothing goes out. */
  why: z.array(exportWhy),
  /** Whether it goes out by itself when nothing is missing. */
  queued: z.boolean(),
  /** Cents that a journal moves; `null` of an adjustment, which has no value. */
  cents: z.int().nullable(),
  /** Products that an adjustment moves. */
  products: z.int(),
  /** QuickBooks' own id, once it arrived. */
  externalId: z.string().nullable(),
  /** Its page there; `null` while there is none to open. */
  page: z.string().nullable(),
})
export type ExportRow = z.infer<typeof exportRow>

/** `left_out`: labor and overhead that nothing was sent of, and can be once there is a conversion account. */
export const exportTab = z.enum(['needs_you', 'waiting', 'done', 'left_out', 'all'])
export type ExportTab = z.infer<typeof exportTab>

/** Documents for the accounting company. `needs_you`: something is missing, or was refused; `waiting`: they go out by themselves or on demand. */
export const exportList = query({
  name: 'export.list',
  version: 1,
  input: z.strictObject({
    tab: exportTab,
    search: z.string().trim().max(120),
    kinds: z.array(documentKind).max(4),
    ...sortedPage(['event', 'number', 'date', 'state'], { descending: true }),
  }),
  output: z.strictObject({
    exports: z.array(exportRow),
    ...wholeList,
    counts: z.strictObject({ needsYou: z.int(), waiting: z.int() }),
    /** Why nothing is sent at all. */
    paused: z.enum(['person', 'restored']).nullable(),
  }),
  errors: [],
})

const exportLine = z.strictObject({
  /** The document here that it is about; of a late cost it may be another one's. */
  document: z.strictObject({ kind: documentKind, id, reference: z.string() }),
  product: z.strictObject({ productId: id, sku: z.string(), name: z.string(), unit: z.string() }).nullable(),
  /** The item or accounts, by their names there; `null` while there is none. */
  item: z.string().nullable(),
  debit: z.string().nullable(),
  credit: z.string().nullable(),
  debitRole: z.string().nullable(),
  creditRole: z.string().nullable(),
  quantity,
  /** Exactly, as it is here. */
  value: money,
  cents: z.int(),
  leftOut: z.boolean(),
})

/** One document whole: what it says, as it was sent or would be, and every attempt. */
export const exportGet = query({
  name: 'export.get',
  version: 1,
  input: z.strictObject({ exportId: id }),
  output: z.strictObject({
    export: exportRow,
    /** The account that balances an adjustment, by its name there. */
    offset: z.string().nullable(),
    lines: z.array(exportLine),
    /** Its exact text; `null` while something is missing, or when there is nothing to send. */
    body: z.string().nullable(),
    sentAt: z.string().nullable(),
    acceptedAt: z.string().nullable(),
    attempts: z.array(
      z.strictObject({
        attemptNo: z.int(),
        what: z.enum(['send', 'look']),
        beganAt: z.string(),
        endedAt: z.string().nullable(),
        outcome: z.enum(['accepted', 'refused', 'unknown', 'put_off', 'found', 'not_found', 'found_twice']).nullable(),
        /** QuickBooks' own words or code for it; empty when there are none. */
        detail: z.string(),
      }),
    ),
  }),
  errors: ['export.not_found'],
})

/** Everything that tells the accounting company of one document here, in the order of events. */
export const exportOfDocument = query({
  name: 'export.of_document',
  version: 1,
  input: z.strictObject({ kind: documentKind, id }),
  output: z.strictObject({
    exports: z.array(exportRow),
    /** False while there is no company, no first day or no source: then there is no export state at all. */
    exporting: z.boolean(),
    /** The first day, where the document is older. */
    olderThan: z.string().nullable(),
  }),
  errors: [],
})

const exportIds = z.array(id).min(1).max(1000)

/** What has become of documents that were sent together. */
export const exportProgress = query({
  name: 'export.progress',
  version: 1,
  input: z.strictObject({ exportIds }),
  output: z.strictObject({
    arrived: z.int(),
    refused: z.int(),
    /** Something is missing first. */
    lacking: z.int(),
    /** Sent, and nobody knows yet whether they arrived. */
    unknown: z.int(),
    sending: z.int(),
    /** Those that have not left yet, and so can be held back. */
    waiting: z.array(id),
  }),
  errors: [],
})

/** Sends, also again what was refused; what lacks something goes out when the last of it is there. */
export const exportSend = command({
  name: 'export.send',
  version: 1,
  permission: 'costs',
  input: z.strictObject({ exportIds }),
  output: z.strictObject({ queued: z.int(), lacking: z.int() }),
  errors: ['export.not_found', 'export.not_waiting'],
})

/**
 * Sends what the accounting company refused because its books are closed for that day, with another day; the event keeps its
 * own here, and the document says both. The event's own day takes the choice back.
 */
export const exportSendWithDate = command({
  name: 'export.send_with_date',
  version: 1,
  permission: 'costs',
  input: z.strictObject({ exportIds, date: dateTyped }),
  output: z.strictObject({ queued: z.int(), lacking: z.int() }),
  errors: ['export.not_found', 'export.books_not_closed', 'export.date_closed', 'date.invalid'],
})

/** Takes documents that have not left yet out of the queue again. */
export const exportHold = command({
  name: 'export.hold',
  version: 1,
  permission: 'costs',
  input: z.strictObject({ exportIds }),
  output: z.strictObject({ held: z.int() }),
  errors: ['export.not_found', 'export.not_waiting'],
})

/** Says that a person entered these over there by hand: they are not exported. */
export const exportMarkDoneByHand = command({
  name: 'export.mark_done_by_hand',
  version: 1,
  permission: 'costs',
  input: z.strictObject({ exportIds, reason: z.string().trim().min(1).max(200) }),
  output: z.strictObject({ marked: z.int() }),
  errors: ['export.not_found', 'export.not_waiting'],
})

/** Lets what is not exported be exported after all. */
export const exportUnmark = command({
  name: 'export.unmark',
  version: 1,
  permission: 'costs',
  input: z.strictObject({ exportIds }),
  output: z.strictObject({ waiting: z.int() }),
  errors: ['export.not_found', 'export.not_marked'],
})

/** Stops everything from going out, or goes on, also after a restore. */
export const exportPause = command({
  name: 'export.pause',
  version: 1,
  permission: 'costs',
  input: z.strictObject({ paused: z.boolean() }),
  output: z.strictObject({ paused: z.boolean() }),
  errors: [],
})

/** Of a document that was found twice over there, which one is ours. */
export const exportChooseFound = command({
  name: 'export.choose_found',
  version: 1,
  permission: 'costs',
  input: z.strictObject({ exportId: id, externalId: z.string().trim().min(1).max(40) }),
  output: z.strictObject({ exportId: id }),
  errors: ['export.not_found', 'export.not_found_twice'],
})
