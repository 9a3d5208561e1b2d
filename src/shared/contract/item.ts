import { z } from 'zod'
import { appErrorValue } from './app.ts'
import { command, internalCommand, query } from './define.ts'
import { id, money, moneyTyped, page, quantity, quantityOrZeroTyped, sortedPage, wholeList } from './figures.ts'
import { productKind } from './product.ts'

/** What QuickBooks says an item is. */
export const itemKind = z.enum(['inventory', 'non_inventory', 'service', 'bundle', 'category'])
export type ItemKind = z.infer<typeof itemKind>

/** What became of an item here. */
export const itemState = z.enum(['unlinked', 'linked', 'not_product'])

/** Which field of a linked product QuickBooks owns while it is the source of the catalogue. */
export const ownedField = z.enum(['name', 'sku', 'unitCost'])
export type OwnedField = z.infer<typeof ownedField>

const productOf = z.strictObject({ productId: id, sku: z.string(), name: z.string(), unit: z.string(), onHand: quantity })

export const itemRow = z.strictObject({
  accountingItemId: id,
  externalId: z.string(),
  kind: itemKind,
  name: z.string(),
  /** With the categories above it: `Hardware:Hex bolt`. */
  fullName: z.string(),
  sku: z.string(),
  /** False for what is inactive in QuickBooks or gone there. */
  active: z.boolean(),
  state: itemState,
  /** What QuickBooks told it has; `null` where it tracks no quantity. May be below zero. */
  quantity: quantity.nullable(),
  purchaseCost: money.nullable(),
  unitPrice: money.nullable(),
  /** The product it is linked to. */
  product: productOf.nullable(),
  /** What moved here and was not in that quantity yet. */
  pending: quantity,
  /** On hand here less the quantity there; `null` where there is nothing to compare. */
  difference: quantity.nullable(),
  /** Why they differ; `null` where they do not. */
  differenceReason: z.enum(['waiting', 'lots', 'below_zero', 'not_counted', 'source']).nullable(),
})
export type ItemRow = z.infer<typeof itemRow>

/** The items QuickBooks told of. Each word of `search` is in SKU, name, category or description. */
export const itemList = query({
  name: 'item.list',
  version: 1,
  input: z.strictObject({
    search: z.string().trim().max(120),
    /** Empty: every kind. */
    kinds: z.array(itemKind).max(5),
    /** `unlinked` are active ones nobody said anything about; `inactive` those that are so in QuickBooks; `null` all. */
    state: z.enum(['linked', 'unlinked', 'not_product', 'inactive']).nullable(),
    ...sortedPage(['name', 'sku', 'kind', 'quantity', 'product', 'on_hand', 'difference']),
  }),
  output: z.strictObject({ items: z.array(itemRow), ...wholeList }),
  errors: [],
})

/** A change in QuickBooks that a linked product does not take over, and why. */
const listedChange = z.discriminatedUnion('why', [
  z.strictObject({ why: z.literal('sku_in_use'), sku: z.string(), heldBy: z.strictObject({ productId: id, sku: z.string(), name: z.string() }) }),
  z.strictObject({ why: z.literal('sku_too_long'), sku: z.string() }),
])

export const itemGet = query({
  name: 'item.get',
  version: 1,
  input: z.strictObject({ accountingItemId: id }),
  output: z.strictObject({
    item: itemRow,
    description: z.string(),
    /** The day QuickBooks began to track its quantity. */
    startDate: z.string().nullable(),
    /** When it was last changed there. */
    updatedAt: z.string(),
    /** Fields of the linked product that QuickBooks owns; empty without a link and in *Partsemble only*. */
    owned: z.array(ownedField),
    listed: z.array(listedChange),
    /** A product with this SKU or name, to be linked, where nothing is linked yet. */
    match: z.strictObject({ productId: id, sku: z.string(), name: z.string(), by: z.enum(['sku_and_name', 'sku', 'name']) }).nullable(),
  }),
  errors: ['item.not_found'],
})

/** The item of a product, and what of the product it owns. */
export const itemOfProduct = query({
  name: 'item.of_product',
  version: 1,
  input: z.strictObject({ productId: id }),
  output: z.strictObject({ item: itemRow.nullable(), owned: z.array(ownedField), listed: z.array(listedChange) }),
  errors: ['product.not_found'],
})

/** As many as one import takes, so that its message stays within what a window may send. */
export const importRowsMax = 2000

const previewAsked = z.strictObject({
  accountingItemId: id,
  /** As typed in the grid; `null` asks for the item's own, or a proposal where it has none. */
  sku: z.string().trim().max(200).nullable(),
})

/** What stands in the way of importing a row as it is. */
const importProblem = z.discriminatedUnion('problem', [
  z.strictObject({
    problem: z.literal('sku_in_use'),
    productId: id,
    sku: z.string(),
    name: z.string(),
    /** Whether the item could be linked to it: it is in use and has no item of its own. */
    linkable: z.boolean(),
  }),
  /** Another row has the same; `accountingItemId` is the first that has. */
  z.strictObject({ problem: z.literal('sku_twice'), accountingItemId: id, name: z.string() }),
  z.strictObject({ problem: z.literal('sku_too_long') }),
  z.strictObject({ problem: z.literal('linked'), productId: id, sku: z.string() }),
  z.strictObject({ problem: z.literal('inactive') }),
])

const importPreviewRow = z.strictObject({
  accountingItemId: id,
  kind: itemKind,
  name: z.string(),
  sku: z.string(),
  /** Whether the SKU was made from the name, as QuickBooks has none. */
  skuMade: z.boolean(),
  productKind,
  unit: z.string(),
  unitCost: money,
  /** Opening stock: what QuickBooks has, never below zero. */
  quantity,
  /** What to know of the row; none of it stands in the way. */
  notes: z.array(z.enum(['below_zero', 'no_quantity', 'not_product'])),
  problem: importProblem.nullable(),
})
export type ImportPreviewRow = z.infer<typeof importPreviewRow>

/** What importing items would make of them, with a proposal for whatever is missing. Items that are not there are left out. */
export const itemImportPreview = query({
  name: 'item.import_preview',
  version: 1,
  input: z.strictObject({ rows: z.array(previewAsked).min(1).max(importRowsMax) }),
  output: z.strictObject({ rows: z.array(importPreviewRow), receiving: z.boolean() }),
  errors: [],
})

const asProduct = z.strictObject({
  to: z.literal('product'),
  sku: z.string().trim().min(1).max(60),
  kind: productKind,
  unit: z.string().trim().min(1).max(20),
  unitCost: moneyTyped,
  /** Opening stock; zero brings none. */
  quantity: quantityOrZeroTyped,
})

/**
 * Makes products of items, or links items to products there are: all rows or none. The name is the item's. Opening stock
 * comes in at the unit cost, into a lot or with receiving off into the pool.
 */
export const itemImport = command({
  name: 'item.import',
  version: 1,
  permission: 'catalogue',
  input: z.strictObject({
    rows: z
      .array(z.strictObject({ accountingItemId: id, as: z.discriminatedUnion('to', [asProduct, z.strictObject({ to: z.literal('link'), productId: id })]) }))
      .min(1)
      .max(importRowsMax),
  }),
  output: z.strictObject({
    /** What to name when it is to be undone. */
    importId: z.uuid(),
    made: z.array(z.strictObject({ productId: id, adjustmentId: id.nullable() })),
    linked: z.array(z.strictObject({ productId: id, accountingItemId: id })),
  }),
  errors: ['item.not_found', 'item.linked', 'item.not_active', 'item.sku_in_use', 'item.product_linked', 'product.not_found', 'product.archived', 'amount.too_large'],
})

/**
 * Takes an import back whole, while nothing uses what it made: opening stock and counts go, links go, and so do its
 * products. One whose stock was in the books stays as an archived product that has given up its SKU.
 */
export const itemUndoImport = command({
  name: 'item.undo_import',
  version: 1,
  permission: 'catalogue',
  input: z.strictObject({ importId: z.uuid() }),
  output: z.strictObject({ products: z.int(), links: z.int() }),
  errors: ['item.import_not_found', 'item.import_used'],
})

/** Says which product an item is. From the next sync on QuickBooks owns what the item says of it. */
export const itemLink = command({
  name: 'item.link',
  version: 1,
  permission: 'catalogue',
  input: z.strictObject({ accountingItemId: id, productId: id }),
  output: z.strictObject({ accountingItemId: id, productId: id }),
  errors: ['item.not_found', 'item.linked', 'item.not_active', 'item.product_linked', 'product.not_found', 'product.archived'],
})

/** Forgets which items these products are; products and items stay as they are. */
export const itemUnlink = command({
  name: 'item.unlink',
  version: 1,
  permission: 'catalogue',
  input: z.strictObject({ productIds: z.array(id).min(1).max(500) }),
  output: z.strictObject({ links: z.array(z.strictObject({ accountingItemId: id, productId: id })) }),
  errors: ['product.not_found', 'item.not_linked'],
})

/** Says that items are no products, so that sales that hold them do not wait for a link; or takes that back. */
export const itemSetNotProduct = command({
  name: 'item.set_not_product',
  version: 1,
  permission: 'catalogue',
  input: z.strictObject({ accountingItemIds: z.array(id).min(1).max(500), on: z.boolean() }),
  output: z.strictObject({ accountingItemIds: z.array(id) }),
  errors: ['item.not_found', 'item.linked'],
})

const match = z.strictObject({ accountingItemId: id, productId: id })

/** Links what was offered and accepted: all of them or none. */
export const itemAcceptMatches = command({
  name: 'item.accept_matches',
  version: 1,
  permission: 'catalogue',
  input: z.strictObject({ matches: z.array(match).min(1).max(500) }),
  output: z.strictObject({ links: z.array(match) }),
  errors: ['item.not_found', 'item.linked', 'item.not_active', 'item.product_linked', 'product.not_found', 'product.archived'],
})

/** Items and products that are likely the same, none of them linked: by SKU, then by name. */
export const itemMatches = query({
  name: 'item.matches',
  version: 1,
  input: z.strictObject({ ...page }),
  output: z.strictObject({
    matches: z.array(
      z.strictObject({
        by: z.enum(['sku_and_name', 'sku', 'name']),
        item: z.strictObject({ accountingItemId: id, kind: itemKind, sku: z.string(), name: z.string(), quantity: quantity.nullable() }),
        product: productOf,
      }),
    ),
    total: z.int(),
    /** Active items without a product that nothing was found for. */
    unmatched: z.int(),
  }),
  errors: [],
})

/** Has the products of these items say what QuickBooks says of them; the sync alone does it. */
export const itemTakeChanges = internalCommand({
  name: 'item.take_changes',
  version: 1,
  input: z.strictObject({ accountingItemIds: z.array(id).min(1).max(500) }),
  output: z.strictObject({ taken: z.array(id) }),
  errors: ['item.not_the_source'],
})

/** Receiving off: brings stock to what QuickBooks told at this time by its clock, and what had not arrived there. */
export const itemCount = internalCommand({
  name: 'item.count',
  version: 1,
  input: z.strictObject({ accountingItemIds: z.array(id).min(1).max(500), toldAt: z.string().min(1).max(40) }),
  output: z.strictObject({ posted: z.array(z.strictObject({ productId: id, adjustmentId: id })) }),
  errors: ['item.not_the_source', 'adjustment.receiving_on', 'amount.too_large'],
})

/** How a run of the item sync went. */
export const itemRunSummary = z.strictObject({
  created: z.int(),
  updated: z.int(),
  deactivated: z.int(),
  /** Told and not taken: inactive ones that were never known here. */
  skipped: z.int(),
  /** Items whose answer made no sense; they stay as they were. */
  unread: z.int(),
  /** Linked products that took something over. */
  changed: z.int(),
  /** Linked products whose stock was counted anew. */
  counted: z.int(),
  /** What was not applied and needs a person: the first of them, and how many there are. */
  listed: z.array(
    z.strictObject({ accountingItemId: id, productId: id, item: z.string(), why: z.enum(['sku_in_use', 'sku_too_long', 'count_refused']), sku: z.string() }),
  ),
  listedCount: z.int(),
  /** Products that count as nothing, as what QuickBooks told is below zero; the first of them. */
  belowZero: z.array(z.strictObject({ productId: id, sku: z.string() })),
  problem: appErrorValue.nullable(),
  cancelled: z.boolean(),
})
export type ItemRunSummary = z.infer<typeof itemRunSummary>

/** The last run of the item sync that ended, and how many items there are. */
export const itemLastSync = query({
  name: 'item.last_sync',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    run: z.strictObject({ beganAt: z.string(), endedAt: z.string(), summary: itemRunSummary }).nullable(),
    items: z.int(),
  }),
  errors: [],
})
