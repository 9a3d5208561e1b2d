import { z } from 'zod'
import { appErrorValue } from './app.ts'
import { command, query } from './define.ts'
import { dateTyped, id } from './figures.ts'
import { saleDocumentProblem, saleDocumentState, saleDocumentType } from './sale-document.ts'

/** How sales are pulled from the accounting company. */
export const salesChannel = z.strictObject({
  /** Documents dated before are ignored by rule. */
  startsOn: z.string(),
  /** False after it was deactivated: nothing is asked, and what was pulled stays. */
  active: z.boolean(),
  /** `null`: by hand alone. */
  everyMinutes: z.int().nullable(),
  /** Whether a sync was ever finished. */
  pulled: z.boolean(),
})
export type SalesChannel = z.infer<typeof salesChannel>

const channelCommand = { version: 1, permission: 'settings', output: salesChannel } as const

/** Connects the accounting company as a channel of sales, or has an earlier day count from now on. */
export const salesConnect = command({
  ...channelCommand,
  name: 'sales.connect',
  input: z.strictObject({ startsOn: dateTyped }),
  errors: ['sales.tracking_off', 'accounting.no_company', 'date.invalid', 'sales.starts_later'],
})

/** Deactivates the channel or resumes it; it goes on where it stopped. */
export const salesSetActive = command({
  ...channelCommand,
  name: 'sales.set_active',
  input: z.strictObject({ active: z.boolean() }),
  errors: ['sales.tracking_off', 'sales.no_channel'],
})

/** How often sales are synced by themselves; `null`: by hand alone. With a schedule also when the company is connected again. */
export const salesSetSchedule = command({
  ...channelCommand,
  name: 'sales.set_schedule',
  input: z.strictObject({ everyMinutes: z.int().min(15).max(10_080).nullable() }),
  errors: ['sales.no_channel'],
})

/** A document that is not in the books as it stands, and why. */
const documentInNeed = z.strictObject({
  saleDocumentId: id,
  type: saleDocumentType,
  docNumber: z.string(),
  customer: z.string(),
  txnDate: z.string(),
  state: saleDocumentState,
  problems: z.array(saleDocumentProblem),
  /** Why the ledger refused it, where it was the ledger. */
  refusal: appErrorValue.nullable(),
})
export type DocumentInNeed = z.infer<typeof documentInNeed>

/** How a run of the sales sync went. */
export const salesRunSummary = z.strictObject({
  created: z.int(),
  updated: z.int(),
  /** Voided or deleted in QuickBooks: their goods are back. */
  voided: z.int(),
  /** Told again and as they were, or dated before the first day. */
  skipped: z.int(),
  /** What needs a person: the first of them, and how many there are. */
  errors: z.array(documentInNeed),
  errorCount: z.int(),
  /** Answers that made no sense and could not be kept. */
  unread: z.int(),
  /** Whether every id was compared, as QuickBooks does not tell what was deleted longer ago. */
  compared: z.boolean(),
  problem: appErrorValue.nullable(),
  cancelled: z.boolean(),
})
export type SalesRunSummary = z.infer<typeof salesRunSummary>

/** The channel, and how its last sync that ended went. */
export const salesLastSync = query({
  name: 'sales.last_sync',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    /** `null` until it was connected. */
    channel: salesChannel.nullable(),
    run: z.strictObject({ beganAt: z.string(), endedAt: z.string(), summary: salesRunSummary }).nullable(),
    /** Documents that are still to be applied, by what keeps them. */
    open: z.strictObject({ new: z.int(), waiting: z.int(), failed: z.int() }),
  }),
  errors: [],
})
