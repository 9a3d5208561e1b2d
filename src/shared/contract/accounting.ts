import { z } from 'zod'
import { accountingService, accountRole, adjustmentObstacle, exportedType, exportMode, inventorySource, laborAnswer, syncedItemKind } from '../accounting.ts'
import { command, internalCommand, query } from './define.ts'
import { dateTyped, id, sortedPage, wholeList } from './figures.ts'
import { supplierCode } from './supplier.ts'

/** What was found out about a company when it was connected. */
export const companyCapabilities = z.strictObject({
  /** The plan as QuickBooks calls it; `null` when it does not tell. */
  plan: z.string().nullable(),
  /** Whether quantities on hand are switched on there. */
  tracksQuantity: z.boolean(),
  /** Whether it answered when asked for inventory adjustments; `null` when that is not known. */
  takesAdjustments: z.boolean().nullable(),
  /** Books are closed up to this day; `null` when they are open. */
  booksClosedUntil: z.string().nullable(),
})
export type CompanyCapabilities = z.infer<typeof companyCapabilities>

export const accountingCompany = z.strictObject({
  service: accountingService,
  name: z.string(),
  realmId: z.string(),
  country: z.string(),
  currency: z.string(),
  ...companyCapabilities.shape,
  /** Why it cannot take inventory adjustments; `null` when it can. */
  obstacle: adjustmentObstacle.nullable(),
  /** The first day whose events are exported; `null` until it was chosen. */
  exportFrom: z.string().nullable(),
  /** False after *Disconnect*: the links stay. */
  connected: z.boolean(),
  boundAt: z.string(),
})
export type AccountingCompany = z.infer<typeof accountingCompany>

export const accountRow = z.strictObject({
  accountingAccountId: id,
  /** QuickBooks' own id. */
  externalId: z.string(),
  name: z.string(),
  /** With the accounts above it. */
  fullName: z.string(),
  /** Empty where the company numbers none. */
  number: z.string(),
  /** As QuickBooks spells it, such as `Cost of Goods Sold`. */
  type: z.string(),
  subtype: z.string(),
  active: z.boolean(),
  /** Not among the accounts there any more: deleted, or merged into another. */
  gone: z.boolean(),
})
export type AccountRow = z.infer<typeof accountRow>

/** Why an account that was chosen cannot be used any more. What disappeared in QuickBooks is inactive here. */
export const accountProblem = z.enum(['gone', 'inactive', 'wrong_type', 'of_item'])

export const roleSetting = z.strictObject({
  role: accountRole,
  /** With the source chosen now. `fallback`: another account stands in while it has none. */
  need: z.enum(['required', 'fallback', 'optional', 'not_used']),
  account: accountRow.nullable(),
  /** Why the chosen account cannot be used any more. */
  problem: accountProblem.nullable(),
})
export type RoleSetting = z.infer<typeof roleSetting>

export const exportModes = z.strictObject({ builds: exportMode, receipts: exportMode })

export const itemSyncSetting = z.strictObject({
  kinds: z.array(syncedItemKind),
  /** `null`: by hand alone. */
  everyMinutes: z.int().nullable(),
})

/** What was decided about accounting. */
export const accountingSettings = z.strictObject({
  /** `null` until a company was connected. */
  company: accountingCompany.nullable(),
  /** `null` until it was chosen. */
  source: inventorySource.nullable(),
  roles: z.array(roleSetting),
  exportModes,
  itemSync: itemSyncSetting,
  /** `null` until it was asked. */
  labor: laborAnswer.nullable(),
  /** Partsemble only: from which day the cost of sales is journaled; `null` while it is not. */
  costOfSalesFrom: z.string().nullable(),
})
export type AccountingSettings = z.infer<typeof accountingSettings>

export const accountingSettingsGet = query({
  name: 'accounting.settings',
  version: 1,
  input: z.strictObject({}),
  output: accountingSettings,
  errors: [],
})

/** The accounts that may have a role, by number and name; the chosen one too when it may not any more. */
export const accountingAccounts = query({
  name: 'accounting.accounts',
  version: 1,
  input: z.strictObject({ role: accountRole }),
  output: z.strictObject({
    accounts: z.array(z.strictObject({ ...accountRow.shape, chosen: z.boolean(), problem: accountProblem.nullable() })),
    /** Account types that may have the role, as QuickBooks spells them. */
    types: z.array(z.string()),
    /** Accounts loaded at all, whatever their type. */
    loaded: z.int(),
  }),
  errors: [],
})

export const vendorRow = z.strictObject({
  accountingVendorId: id,
  externalId: z.string(),
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  active: z.boolean(),
  /** The supplier it is. */
  supplier: z.strictObject({ supplierId: id, code: supplierCode, name: z.string() }).nullable(),
  /** A supplier without a vendor that has its name. */
  likely: z.strictObject({ supplierId: id, code: supplierCode, name: z.string() }).nullable(),
})
export type VendorRow = z.infer<typeof vendorRow>

/** Vendors of the accounting company; `not_linked` leaves out what is inactive. */
export const accountingVendors = query({
  name: 'accounting.vendors',
  version: 1,
  input: z.strictObject({
    search: z.string().trim().max(120),
    show: z.enum(['all', 'linked', 'not_linked']).default('all'),
    ...sortedPage(['name', 'email', 'supplier']),
  }),
  output: z.strictObject({ vendors: z.array(vendorRow), ...wholeList }),
  errors: [],
})

/**
 * Binds the ledger to the company that was logged in to, or says that it is connected again. A ledger has one company and
 * one currency for good: another is refused by name.
 */
export const accountingBindCompany = internalCommand({
  name: 'accounting.bind_company',
  version: 1,
  input: z.strictObject({
    service: accountingService,
    realmId: z.string().min(1).max(40),
    name: z.string(),
    country: z.string(),
    currency: z.string().length(3),
    capabilities: companyCapabilities,
  }),
  output: accountingSettings,
  errors: ['accounting.other_company', 'accounting.other_currency'],
})

/** Nothing is asked or sent from then on; links and what waits stay. */
export const accountingUnbindCompany = internalCommand({
  name: 'accounting.disconnect_company',
  version: 1,
  input: z.strictObject({}),
  output: accountingSettings,
  errors: ['accounting.no_company'],
})

const settingCommand = { version: 1, permission: 'settings', output: accountingSettings } as const

/** `null` as before it was chosen. Products and links stay, whichever it is. */
export const accountingChooseSource = command({
  ...settingCommand,
  name: 'accounting.choose_source',
  input: z.strictObject({ source: inventorySource.nullable() }),
  errors: [],
})

export const accountingSetAccount = command({
  ...settingCommand,
  name: 'accounting.set_account',
  input: z.strictObject({ role: accountRole, accountingAccountId: id.nullable() }),
  errors: ['accounting.account_not_found', 'accounting.account_inactive', 'accounting.account_type', 'accounting.account_of_pair', 'accounting.account_of_item'],
})

/** Manual: a person sends each. Auto: builds after execution or approval, receipts after confirmation. */
export const accountingSetExportMode = command({
  ...settingCommand,
  name: 'accounting.set_export_mode',
  input: z.strictObject({ type: exportedType, mode: exportMode }),
  errors: [],
})

/** The first day whose events are exported; `null` as before it was chosen. */
export const accountingSetExportFrom = command({
  ...settingCommand,
  name: 'accounting.set_export_from',
  input: z.strictObject({ date: dateTyped.nullable() }),
  errors: ['accounting.no_company'],
})

export const accountingSetItemSync = command({
  ...settingCommand,
  name: 'accounting.set_item_sync',
  input: z.strictObject({ kinds: z.array(syncedItemKind).min(1).max(4), everyMinutes: z.int().min(15).max(10_080).nullable() }),
  errors: [],
})

export const accountingAnswerLabor = command({
  ...settingCommand,
  name: 'accounting.answer_labor',
  input: z.strictObject({ answer: laborAnswer.nullable() }),
  errors: [],
})

/** Partsemble only: one journal a day for the cost of what was sold, from this day on; `null` leaves it to the accountant. */
export const accountingJournalCostOfSales = command({
  ...settingCommand,
  name: 'accounting.journal_cost_of_sales',
  input: z.strictObject({ from: dateTyped.nullable() }),
  errors: ['accounting.no_cogs_account'],
})

const vendorLink = z.strictObject({ supplierId: id, accountingVendorId: id.nullable() })

/** Says which vendor a supplier is; a link there was before is replaced. */
export const supplierLinkVendor = command({
  name: 'supplier.link_vendor',
  version: 1,
  permission: 'catalogue',
  input: z.strictObject({ supplierId: id, accountingVendorId: id }),
  output: vendorLink,
  errors: ['supplier.not_found', 'accounting.vendor_not_found', 'accounting.vendor_inactive', 'accounting.vendor_in_use'],
})

export const supplierUnlinkVendor = command({
  name: 'supplier.unlink_vendor',
  version: 1,
  permission: 'catalogue',
  input: z.strictObject({ supplierId: id }),
  output: vendorLink,
  errors: ['supplier.not_found', 'accounting.supplier_not_linked'],
})

/** Makes a supplier of each vendor, linked to it, with a code made from its name. */
export const supplierImportVendors = command({
  name: 'supplier.import_vendors',
  version: 1,
  permission: 'catalogue',
  input: z.strictObject({ accountingVendorIds: z.array(id).min(1).max(1000) }),
  output: z.strictObject({ suppliers: z.array(z.strictObject({ supplierId: id, code: supplierCode, accountingVendorId: id })) }),
  errors: ['accounting.vendor_not_found', 'accounting.vendor_inactive', 'accounting.vendor_in_use'],
})

/** Takes suppliers away again that an import has just made, while nothing speaks of them. */
export const supplierUndoImport = command({
  name: 'supplier.undo_import_vendors',
  version: 1,
  permission: 'catalogue',
  input: z.strictObject({ supplierIds: z.array(id).min(1).max(1000) }),
  output: z.strictObject({ removed: z.int() }),
  errors: ['supplier.not_found', 'accounting.supplier_not_linked', 'accounting.supplier_in_use'],
})
