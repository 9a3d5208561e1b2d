import { z } from 'zod'

/** Where the catalogue lives and what exports are: QuickBooks' items with inventory adjustments, or here with journal entries. */
export const inventorySource = z.enum(['sync', 'partsemble'])
export type InventorySource = z.infer<typeof inventorySource>

/** What an account of the accounting company is used for. */
export const accountRole = z.enum(['cogs', 'receiving', 'waste', 'build_debit', 'build_credit', 'receiving_debit', 'receiving_credit', 'conversion'])
export type AccountRole = z.infer<typeof accountRole>

/** Kinds of items that can be asked for. */
export const syncedItemKind = z.enum(['inventory', 'non_inventory', 'service', 'bundle'])
export type SyncedItemKind = z.infer<typeof syncedItemKind>

/** Documents whose exports can go out by themselves. */
export const exportedType = z.enum(['builds', 'receipts'])
export type ExportedType = z.infer<typeof exportedType>

export const exportMode = z.enum(['manual', 'auto'])
export type ExportMode = z.infer<typeof exportMode>

/** Partsemble only, without a conversion account: where labor and overhead are credited. */
export const laborAnswer = z.enum(['credit_build_account', 'leave_out'])
export type LaborAnswer = z.infer<typeof laborAnswer>

/** Which QuickBooks Online: Intuit's own, its sandbox, or the practice company on this PC. */
export const accountingService = z.enum(['production', 'sandbox', 'practice'])
export type AccountingService = z.infer<typeof accountingService>

/** Lists of the accounting company that are read. */
export const syncKind = z.enum(['items', 'accounts', 'vendors', 'sales', 'documents'])
export type SyncKind = z.infer<typeof syncKind>

/** Why inventory adjustments cannot be sent to a company, so that Partsemble only is recommended. */
export const adjustmentObstacle = z.enum(['outside_us', 'plan', 'quantities_off', 'not_taken'])
export type AdjustmentObstacle = z.infer<typeof adjustmentObstacle>
