import { z } from 'zod'
import { accountRole, accountingService, adjustmentObstacle, syncKind } from './accounting.ts'
import { saleDocumentProblem } from './contract/sale-document.ts'
import { exportState } from './exports.ts'
import { feature } from './features.ts'
import { importField, importProblem } from './imports.ts'
import { givenRole, permission } from './permissions.ts'
import { numberProblems } from './units/decimal.ts'

const productName = z.strictObject({ productId: z.int(), sku: z.string() })

/** What can stand behind a posting. */
export const documentKind = z.enum(['receipt', 'build', 'sale', 'adjustment'])
export type DocumentKind = z.infer<typeof documentKind>

/**
 * Every error code of the program with the data it carries. Codes cross IPC, words do not: the sentence for each code
 * is written in `src/renderer/text/errors.ts`, and a test proves that none is missing.
 *
 * A `field` in the data is the path of the input it is about, as the form names it.
 */
export const errorData = {
  // The boundary: what a caller got wrong before any rule ran.
  'input.invalid': z.strictObject({
    issues: z.array(z.strictObject({ field: z.string(), problem: z.string(), limit: z.union([z.number(), z.string()]).optional() })),
  }),
  'input.too_large': z.strictObject({ length: z.int(), lengthMax: z.int() }),
  'call.unknown': z.strictObject({ name: z.string() }),
  'call.forbidden_sender': z.strictObject({}),
  // Issued by the program alone.
  'call.internal': z.strictObject({ name: z.string() }),
  'call.lost': z.strictObject({ name: z.string() }),
  'command.same_id_other_content': z.strictObject({ commandId: z.string() }),
  'app.not_ready': z.strictObject({ stage: z.string() }),
  'app.internal': z.strictObject({ reference: z.string() }),

  // The ledger file: one code per kind of SQLite failure.
  'ledger.corrupt': z.strictObject({ file: z.string(), detail: z.string() }),
  'ledger.not_a_ledger': z.strictObject({ file: z.string() }),
  'ledger.busy': z.strictObject({ file: z.string() }),
  'ledger.read_only': z.strictObject({ file: z.string() }),
  'ledger.disk_full': z.strictObject({ file: z.string(), bytesNeeded: z.int().optional(), bytesFree: z.int().optional() }),
  'ledger.io': z.strictObject({ file: z.string(), detail: z.string() }),
  'ledger.locked_by': z.strictObject({ file: z.string(), host: z.string(), user: z.string(), since: z.string() }),
  'ledger.from_newer_version': z.strictObject({ file: z.string(), newest: z.string(), ours: z.string() }),
  'ledger.migration_edited': z.strictObject({ file: z.string(), migration: z.string() }),
  'ledger.migration_out_of_order': z.strictObject({ file: z.string(), migration: z.string(), after: z.string() }),
  'ledger.migration_failed': z.strictObject({ file: z.string(), migration: z.string(), detail: z.string() }),
  'ledger.check_failed': z.strictObject({ file: z.string(), check: z.string(), detail: z.string() }),

  'books.cancelled': z.strictObject({}),

  // The practice shop.
  'practice.not_made': z.strictObject({ folder: z.string(), diskFull: z.boolean() }),

  // Backups.
  'backup.failed': z.strictObject({ detail: z.string() }),
  'backup.not_found': z.strictObject({ file: z.string() }),

  // Suppliers.
  'supplier.code_in_use': z.strictObject({ field: z.literal('code'), code: z.string(), heldBy: z.string() }),
  'supplier.not_found': z.strictObject({ supplierId: z.int() }),

  // Figures and dates. `in_future` and `decimalsMax` come with the limit they broke.
  'quantity.invalid': z.strictObject({ field: z.string(), problem: z.enum(numberProblems), decimalsMax: z.int().optional() }),
  'money.invalid': z.strictObject({ field: z.string(), problem: z.enum(numberProblems), decimalsMax: z.int().optional() }),
  'date.invalid': z.strictObject({ field: z.string(), problem: z.enum(['empty', 'not_a_date', 'in_future']), today: z.string().optional() }),
  // A sum or product of allowed figures left the range the ledger keeps exactly. Without a field no figure of this form is at
  // fault: what it sets in motion (goods that come back, a sale that gets its true cost) comes to too much together with the past.
  'amount.too_large': z.strictObject({ field: z.string().nullable() }),

  // Products and BOMs.
  'product.not_found': z.strictObject({ productId: z.int() }),
  'product.sku_in_use': z.strictObject({ field: z.literal('sku'), sku: z.string(), heldBy: z.string(), productId: z.int() }),
  // A barcode leads to one product; `sku` is that of its holder.
  'product.barcode_in_use': z.strictObject({ field: z.literal('barcodes'), barcode: z.string(), heldBy: z.string(), sku: z.string(), productId: z.int() }),
  'product.too_many_barcodes': z.strictObject({ sku: z.string(), barcodesMax: z.int() }),
  'product.no_such_barcode': z.strictObject({ sku: z.string(), barcode: z.string() }),
  // Kind and unit are fixed once stock events speak of the product in them.
  'product.has_history': z.strictObject({ field: z.enum(['kind', 'unit']), sku: z.string() }),
  // `size` is how much of the product's unit one purchase unit is.
  'product.no_purchase_unit': z.strictObject({ field: z.string(), sku: z.string(), unit: z.string() }),
  'quantity.not_exact': z.strictObject({ field: z.string(), unit: z.string(), purchaseUnit: z.string(), size: z.int() }),
  // QuickBooks is the source of the catalogue and says this of the item the product is linked to.
  'product.owned_by_quickbooks': z.strictObject({ field: z.enum(['name', 'sku', 'unitCost']), sku: z.string() }),
  // Archived products take part in nothing new.
  'product.archived': z.strictObject({ field: z.string(), productId: z.int(), sku: z.string() }),
  'product.not_archived': z.strictObject({ productId: z.int(), sku: z.string() }),
  // Products whose active BOM asks for it, by SKU.
  'product.used_in_boms': z.strictObject({ sku: z.string(), boms: z.array(productName) }),
  // What speaks of it, so that it is archived and not deleted.
  'product.in_use': z.strictObject({ productId: z.int(), sku: z.string(), by: z.enum(['movement', 'sale', 'build', 'receipt', 'bom']) }),
  'bom.not_active': z.strictObject({ field: z.literal('productId'), productId: z.int(), sku: z.string() }),
  'bom.no_components': z.strictObject({ field: z.literal('components') }),
  // Only sub-assemblies and finished goods are built.
  'bom.kind_not_built': z.strictObject({ field: z.literal('productId'), sku: z.string() }),
  'bom.component_twice': z.strictObject({ field: z.string(), sku: z.string() }),
  // From the product itself down to where it is met again: first and last are the same product.
  'bom.contains_itself': z.strictObject({ path: z.array(productName) }),
  // The longest chain of products made from products, from the top down.
  'bom.too_deep': z.strictObject({ path: z.array(productName), levels: z.int(), levelsMax: z.int() }),

  'bom.no_draft': z.strictObject({ sku: z.string() }),
  'bom.version_not_found': z.strictObject({ bomVersionId: z.int() }),
  'bom.already_active': z.strictObject({ sku: z.string(), version: z.int() }),
  // Another version is in force or was made since: `version` is the one that was retired.
  'bom.not_retired': z.strictObject({ sku: z.string(), version: z.int() }),
  'bom.target_not_above_build_point': z.strictObject({ field: z.literal('level.targetLevel'), buildPoint: z.int(), targetLevel: z.int() }),

  // Items of QuickBooks, called by their name there; `sku` is that of a product here.
  'item.not_found': z.strictObject({ accountingItemId: z.int() }),
  'item.linked': z.strictObject({ field: z.string(), accountingItemId: z.int(), item: z.string(), productId: z.int(), sku: z.string() }),
  'item.not_active': z.strictObject({ field: z.string(), item: z.string() }),
  'item.sku_in_use': z.strictObject({ field: z.string(), sku: z.string(), heldBy: z.string(), productId: z.int() }),
  'item.product_linked': z.strictObject({ field: z.string(), productId: z.int(), sku: z.string(), item: z.string() }),
  'item.not_linked': z.strictObject({ productId: z.int(), sku: z.string() }),
  'item.import_not_found': z.strictObject({}),
  // At most the first few; `count` is of all.
  'item.import_used': z.strictObject({
    products: z.array(z.strictObject({ productId: z.int(), sku: z.string(), by: z.enum(['movement', 'sale', 'build', 'receipt', 'bom']) })),
    count: z.int(),
  }),
  'item.not_the_source': z.strictObject({}),

  // Files of other programs. `fileName` is without its folder.
  'file.not_open': z.strictObject({}),
  'file.empty': z.strictObject({ fileName: z.string() }),
  'file.too_large': z.strictObject({ fileName: z.string(), bytes: z.int(), bytesMax: z.int() }),
  'file.unpacks_too_large': z.strictObject({ fileName: z.string(), bytesMax: z.int() }),
  'file.too_many_rows': z.strictObject({ fileName: z.string(), rowsMax: z.int() }),
  'file.too_many_columns': z.strictObject({ fileName: z.string(), columns: z.int(), columnsMax: z.int() }),
  'file.password': z.strictObject({ fileName: z.string() }),
  // A workbook of the kind that was common before 2007.
  'file.old_format': z.strictObject({ fileName: z.string(), ending: z.enum(['.xls', '.ods']) }),
  'file.broken': z.strictObject({ fileName: z.string(), detail: z.string() }),
  'file.not_a_table': z.strictObject({ fileName: z.string() }),
  'file.no_rows': z.strictObject({ fileName: z.string(), sheet: z.string().nullable() }),
  'file.no_sheet': z.strictObject({ sheet: z.string() }),
  'file.cancelled': z.strictObject({}),
  'file.column_missing': z.strictObject({ fields: z.array(importField) }),
  // At most the first few; `count` is of all rows.
  'file.rows_rejected': z.strictObject({ rows: z.array(z.strictObject({ row: z.int(), problems: z.array(importProblem) })), count: z.int() }),
  'file.changes_nothing': z.strictObject({}),
  'file.not_saved': z.strictObject({ file: z.string(), problem: z.enum(['in_use', 'disk_full', 'not_allowed', 'other']) }),
  'file.import_not_found': z.strictObject({}),
  // At most the first few, by what the shop calls them; `count` is of all.
  'file.import_used': z.strictObject({
    subjects: z.array(
      z.strictObject({
        what: z.enum(['product', 'supplier', 'bom']),
        id: z.int(),
        name: z.string(),
        by: z.enum(['movement', 'sale', 'build', 'receipt', 'bom', 'product', 'link', 'changed']),
      }),
    ),
    count: z.int(),
  }),

  // Receipts and lots.
  'receipt.not_found': z.strictObject({ receiptId: z.int() }),
  // Some of its lines are kept as typed and are not finished.
  'receipt.not_finished': z.strictObject({ field: z.literal('lines') }),
  'receipt.no_lines': z.strictObject({ field: z.literal('lines') }),
  'receipt.already_confirmed': z.strictObject({ reference: z.string() }),
  'lot.number_in_use': z.strictObject({ field: z.string(), number: z.string(), sku: z.string() }),
  // Numbers of this form are given to lots made here.
  'lot.number_reserved': z.strictObject({ field: z.string(), number: z.string() }),
  'lot.not_found': z.strictObject({ lotId: z.int() }),
  'lot.is_voided': z.strictObject({ number: z.string() }),
  'receipt.receiving_off': z.strictObject({}),
  'receipt.line_not_found': z.strictObject({ receiptId: z.int(), lineNo: z.int() }),

  // Corrections of a receipt line. `used` and quantities are millionths of the product's unit.
  'correction.changes_nothing': z.strictObject({ field: z.string() }),
  'correction.was_no_guess': z.strictObject({ receiptId: z.int(), lineNo: z.int() }),
  'correction.below_used': z.strictObject({ field: z.literal('quantity'), sku: z.string(), used: z.int() }),

  // The switch between one pool per product and lots; `number` is a lot that a pool could not take in.
  'receiving.already': z.strictObject({ receiving: z.boolean() }),
  'receiving.lots_exist': z.strictObject({ count: z.int(), number: z.string(), sku: z.string() }),

  // People, and what they may do.
  'operator.needed': z.strictObject({}),
  'permission.denied': z.strictObject({ permission, role: givenRole }),
  // With it, a role could give itself all the others.
  'permission.fixed': z.strictObject({ permission, role: givenRole }),
  'person.not_found': z.strictObject({ field: z.string(), personId: z.int() }),
  'person.name_in_use': z.strictObject({ field: z.literal('name'), name: z.string() }),
  'person.is_owner': z.strictObject({ name: z.string() }),
  // `name` is the owner's.
  'person.only_owner': z.strictObject({ name: z.string() }),
  'person.has_left': z.strictObject({ name: z.string() }),
  'person.works_here': z.strictObject({ name: z.string() }),

  // Switches. `needs` must be on while `feature` is.
  'feature.needs': z.strictObject({ feature, needs: z.literal('receiving') }),
  'feature.needed_by': z.strictObject({ feature: z.literal('receiving'), by: feature }),

  // Adjustments.
  'adjustment.not_found': z.strictObject({ adjustmentId: z.int() }),
  'adjustment.receiving_on': z.strictObject({}),
  'adjustment.receiving_off': z.strictObject({}),
  'adjustment.more_than_there_is': z.strictObject({ field: z.string(), sku: z.string(), quantity: z.int(), onHand: z.int() }),
  'adjustment.changes_nothing': z.strictObject({ field: z.string() }),
  'adjustment.loss_must_be_negative': z.strictObject({ field: z.string() }),

  // Sales and returns.
  'sale.not_found': z.strictObject({ saleId: z.int() }),
  'sale.voided': z.strictObject({ reference: z.string() }),
  'sale.receiving_off': z.strictObject({}),
  'sale.not_finished_good': z.strictObject({ field: z.string(), sku: z.string() }),
  'sales.tracking_off': z.strictObject({}),
  'sales.no_channel': z.strictObject({}),
  /** `startsOn` is the day there is. */
  'sales.starts_later': z.strictObject({ field: z.literal('startsOn'), startsOn: z.string() }),
  // What QuickBooks says is changed there.
  'sale.from_quickbooks': z.strictObject({ reference: z.string() }),
  'sale.document_not_found': z.strictObject({ saleDocumentId: z.int() }),
  'sale.document_waits': z.strictObject({ problems: z.array(saleDocumentProblem) }),
  'sale.document_is_applied': z.strictObject({ state: z.enum(['applied', 'ignored']) }),
  'sale.document_is_no_return': z.strictObject({}),
  'sale.line_says_quantity': z.strictObject({ place: z.string() }),

  // Builds. Quantities are millionths of the product's unit; `buildableMax` is a plain count of whole units.
  'build.not_found': z.strictObject({ buildId: z.int() }),
  'build.short': z.strictObject({
    sku: z.string(),
    quantity: z.int(),
    buildableMax: z.int(),
    components: z.array(
      z.strictObject({
        productId: z.int(),
        sku: z.string(),
        name: z.string(),
        unit: z.string(),
        needed: z.int(),
        onHand: z.int(),
        // What other planned builds hold of it, while reservation is on.
        held: z.int(),
        heldBy: z.array(z.strictObject({ plannedBuildId: z.int(), quantity: z.int() })),
      }),
    ),
  }),
  'build.line_twice': z.strictObject({ field: z.string(), sku: z.string() }),
  'build.made_of_itself': z.strictObject({ field: z.string(), sku: z.string() }),
  'build.needs_assignee': z.strictObject({ field: z.literal('assigneeId') }),
  // Fewer are built than were planned.
  'build.rest_not_decided': z.strictObject({ field: z.literal('rest'), quantity: z.int(), planned: z.int() }),
  // Lots chosen by hand; fields are those of the line.
  'build.pick_needs_reason': z.strictObject({ field: z.string(), sku: z.string() }),
  'build.pick_not_of_product': z.strictObject({ field: z.string(), lotId: z.int(), sku: z.string() }),
  'build.pick_not_in_lot': z.strictObject({ field: z.string(), lotId: z.int(), number: z.string(), sku: z.string(), picked: z.int(), remaining: z.int() }),
  'build.pick_sum_differs': z.strictObject({ field: z.string(), sku: z.string(), quantity: z.int(), picked: z.int() }),

  'build.not_in_review': z.strictObject({ reference: z.string() }),
  'build.not_approved': z.strictObject({ reference: z.string() }),
  'build.not_rejected': z.strictObject({ reference: z.string() }),
  // A rejection is undone before the build is reversed.
  'build.is_rejected': z.strictObject({ reference: z.string() }),
  'build.recovers_too_much': z.strictObject({ field: z.string(), sku: z.string(), recovered: z.int(), drawn: z.int() }),
  'build.recovered_is_gone': z.strictObject({
    reference: z.string(),
    lots: z.array(z.strictObject({ lotId: z.int(), number: z.string(), sku: z.string(), recovered: z.int(), remaining: z.int() })),
  }),

  // Planned builds. They are called by their id: "Planned 12".
  'planned_build.not_found': z.strictObject({ plannedBuildId: z.int() }),
  'planned_build.not_planned': z.strictObject({ plannedBuildId: z.int(), status: z.enum(['done', 'closed', 'deleted']) }),
  'planned_build.not_put_away': z.strictObject({ plannedBuildId: z.int(), status: z.enum(['planned', 'done']) }),
  'planned_build.other_product': z.strictObject({ field: z.literal('productId'), plannedBuildId: z.int(), sku: z.string() }),

  // People who work here; nobody can be chosen who left.

  // Undoing. Documents in the way come in the order in which to undo them.
  'document.in_the_way': z.strictObject({
    documents: z.array(
      z.strictObject({ kind: documentKind, id: z.int(), reference: z.string(), businessDate: z.string(), /** A sale that is a return. */ isReturn: z.literal(true).optional() }),
    ),
  }),
  'document.already_reversed': z.strictObject({ kind: documentKind, id: z.int(), reference: z.string() }),
  'document.not_posted': z.strictObject({ kind: documentKind, id: z.int() }),
  'posting.not_found': z.strictObject({ postingId: z.int() }),

  // Reaching QuickBooks. `host` is who was asked; `code` is QuickBooks' own, empty when it gave none.
  'connection.offline': z.strictObject({ host: z.string() }),
  // Somebody in between shows a certificate of their own.
  'connection.not_trusted': z.strictObject({ host: z.string() }),
  'connection.timed_out': z.strictObject({ host: z.string(), seconds: z.int() }),
  'connection.cancelled': z.strictObject({}),
  'connection.throttled': z.strictObject({ seconds: z.int() }),
  'connection.their_side': z.strictObject({ status: z.int(), code: z.string() }),
  'connection.unreadable': z.strictObject({ status: z.int(), problem: z.enum(['not_json', 'empty', 'too_large', 'unexpected']) }),
  'connection.refused': z.strictObject({ code: z.string(), message: z.string(), detail: z.string() }),
  'connection.not_allowed': z.strictObject({ code: z.string(), detail: z.string() }),
  'connection.plan': z.strictObject({ code: z.string(), detail: z.string() }),
  // The keys to the company do not open it any more, or there are none on this PC.
  'connection.reconnect': z.strictObject({ reason: z.enum(['refused', 'expired', 'none']) }),
  'connection.keys_refused': z.strictObject({}),
  'connection.keychain_failed': z.strictObject({}),
  // The login in the browser. `ports` are all that the callback may use.
  'connection.ports_taken': z.strictObject({ ports: z.array(z.int()) }),
  'connection.no_browser': z.strictObject({ address: z.string() }),
  'connection.login_denied': z.strictObject({}),
  'connection.login_cancelled': z.strictObject({}),
  'connection.login_timed_out': z.strictObject({ minutes: z.int() }),
  'connection.login_used': z.strictObject({}),
  // What was pasted instead of being sent back by the browser.
  'connection.pasted_not_an_address': z.strictObject({ field: z.literal('address') }),
  'connection.pasted_other_login': z.strictObject({ field: z.literal('address') }),
  'connection.pasted_no_code': z.strictObject({ field: z.literal('address') }),

  // The accounting company this ledger works with.
  'accounting.no_company': z.strictObject({}),
  'accounting.not_connected': z.strictObject({}),
  // A ledger has one company for good.
  'accounting.other_company': z.strictObject({ bound: z.string(), found: z.string() }),
  'accounting.other_currency': z.strictObject({ name: z.string(), bound: z.string(), found: z.string() }),
  'accounting.keys_missing': z.strictObject({ service: accountingService.exclude(['practice']) }),
  'accounting.no_practice': z.strictObject({}),
  'accounting.no_login': z.strictObject({}),
  // It cannot take inventory adjustments.
  'accounting.no_adjustments': z.strictObject({ name: z.string(), obstacle: adjustmentObstacle, plan: z.string().nullable(), country: z.string() }),
  'accounting.account_not_found': z.strictObject({ field: z.literal('accountingAccountId'), accountingAccountId: z.int() }),
  'accounting.account_inactive': z.strictObject({ field: z.literal('accountingAccountId'), name: z.string() }),
  // Types as QuickBooks spells them.
  'accounting.account_type': z.strictObject({ field: z.literal('accountingAccountId'), role: accountRole, name: z.string(), type: z.string(), types: z.array(z.string()) }),
  'accounting.account_of_pair': z.strictObject({ field: z.literal('accountingAccountId'), role: accountRole, name: z.string(), other: accountRole }),
  'accounting.account_of_item': z.strictObject({ field: z.literal('accountingAccountId'), name: z.string() }),
  // The account of a role cannot be used any more.
  'accounting.account_lost': z.strictObject({ role: accountRole, name: z.string(), problem: z.enum(['gone', 'inactive', 'wrong_type', 'of_item']) }),
  // Something in the background broke a rule of ours; `reference` finds it in the log.
  'accounting.sync_broke': z.strictObject({ task: z.enum([...syncKind.options, 'exports', 'stored_sales']), reference: z.string() }),
  // The cost of sales is journaled against it.
  'accounting.no_cogs_account': z.strictObject({}),
  'accounting.vendor_not_found': z.strictObject({ accountingVendorId: z.int() }),
  'accounting.vendor_inactive': z.strictObject({ name: z.string() }),
  'accounting.vendor_in_use': z.strictObject({ name: z.string(), heldBy: z.string() }),
  'accounting.supplier_not_linked': z.strictObject({ name: z.string() }),
  'accounting.supplier_in_use': z.strictObject({ name: z.string(), by: z.enum(['receipt', 'product']) }),

  // Documents for the accounting company, by what they are called there.
  'export.not_found': z.strictObject({ exportId: z.int() }),
  // It arrived, may have arrived, or nothing goes out.
  'export.not_waiting': z.strictObject({ docNumber: z.string(), state: exportState }),
  'export.not_marked': z.strictObject({ docNumber: z.string(), state: exportState }),
  'export.not_found_twice': z.strictObject({ docNumber: z.string(), externalId: z.string() }),
  // The last comparison saw no such document with this one's marker.
  'export.not_seen_there': z.strictObject({ docNumber: z.string(), externalId: z.string() }),
  'export.nothing_to_leave': z.strictObject({ externalId: z.string() }),
  'export.lacks_something': z.strictObject({ docNumber: z.string() }),
  'export.still_there': z.strictObject({ docNumber: z.string() }),
  // Only what was refused because the books are closed gets another date.
  'export.books_not_closed': z.strictObject({ docNumber: z.string() }),
  'export.date_closed': z.strictObject({ field: z.string(), closedUntil: z.string() }),
} as const

export type ErrorCode = keyof typeof errorData

/** The data that goes with one error code. */
export type ErrorData<C extends ErrorCode> = z.infer<(typeof errorData)[C]>

/** An error as a value: its code, and the facts a sentence about it needs. */
export type AppError<C extends ErrorCode = ErrorCode> = { [K in C]: { readonly code: K; readonly data: ErrorData<K> } }[C]

/** Makes an error value. */
export function appError<C extends ErrorCode>(code: C, data: ErrorData<C>): AppError<C> {
  return { code, data } as AppError<C>
}
