import { z } from 'zod'
import { accountRole } from './accounting.ts'

/** Where a document for the accounting company stands. */
export const exportState = z.enum(['waiting', 'needs', 'in_flight', 'unknown', 'accepted', 'refused', 'withdrawn', 'nothing_to_send', 'not_exported'])
export type ExportState = z.infer<typeof exportState>

const ofProduct = { productId: z.int(), sku: z.string() }
const ofItem = { ...ofProduct, item: z.string() }
const ofSupplier = { supplierId: z.int(), supplier: z.string() }

/** Something that an export lacks, each with what there is to be done about it. */
export const exportNeed = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('needs_account'), role: accountRole }),
  z.strictObject({ code: z.literal('account_unusable'), role: accountRole, account: z.string(), problem: z.enum(['gone', 'inactive', 'wrong_type', 'of_item']) }),
  z.strictObject({ code: z.literal('needs_item'), ...ofProduct }),
  z.strictObject({ code: z.literal('item_inactive'), ...ofItem }),
  z.strictObject({ code: z.literal('item_not_inventory'), ...ofItem }),
  z.strictObject({ code: z.literal('item_starts_later'), ...ofItem, startDate: z.string() }),
  z.strictObject({ code: z.literal('needs_labor_answer') }),
  z.strictObject({ code: z.literal('needs_vendor'), ...ofSupplier }),
  z.strictObject({ code: z.literal('vendor_inactive'), ...ofSupplier }),
  // It is there already: sent before a backup that was restored.
  z.strictObject({ code: z.literal('found_there'), externalId: z.string() }),
])
export type ExportNeed = z.infer<typeof exportNeed>

/** Why an export stands where it does. */
export const exportWhy = z.union([
  exportNeed,
  z.discriminatedUnion('code', [
    // Nothing to send.
    z.strictObject({ code: z.literal('values_stay_here') }),
    z.strictObject({ code: z.literal('rounds_to_nothing') }),
    z.strictObject({ code: z.literal('no_cost_lines') }),
    z.strictObject({ code: z.literal('no_conversion_account') }),
    z.strictObject({ code: z.literal('sales_not_journaled') }),
    z.strictObject({ code: z.literal('nothing_moved') }),
    z.strictObject({ code: z.literal('nothing_was_sent') }),
    z.strictObject({ code: z.literal('same_account') }),
    // Withdrawn.
    z.strictObject({ code: z.literal('taken_back_unsent') }),
    z.strictObject({ code: z.literal('planned_anew') }),
    z.strictObject({ code: z.literal('cost_of_sales_off') }),
    // Not exported.
    z.strictObject({ code: z.literal('done_by_hand'), reason: z.string() }),
    z.strictObject({ code: z.literal('follows_not_exported') }),
    z.strictObject({ code: z.literal('also_there') }),
    z.strictObject({ code: z.literal('before_first_day'), firstDay: z.string() }),
    // Refused, or nobody knows.
    z.strictObject({ code: z.literal('refused'), fault: z.string(), faultCode: z.string(), message: z.string(), detail: z.string() }),
    z.strictObject({ code: z.literal('found_twice'), externalIds: z.array(z.string()) }),
    z.strictObject({ code: z.literal('no_answer') }),
  ]),
])
export type ExportWhy = z.infer<typeof exportWhy>

/** What a list of documents can be narrowed to by their exports: somebody is asked, they are on their way, or all of them arrived. */
export const exportFilter = z.enum(['needs_you', 'waiting', 'synced'])
export type ExportFilter = z.infer<typeof exportFilter>

/** Where all exports of one document here stand together: what needs a person most. */
export const exportSummary = z.enum(['failed', 'found_twice', 'needs', 'unknown', 'sending', 'pending', 'synced', 'not_exported', 'nothing_to_send', 'withdrawn'])
export type ExportSummary = z.infer<typeof exportSummary>
