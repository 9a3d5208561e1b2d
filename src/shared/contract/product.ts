import { z } from 'zod'
import { command, query } from './define.ts'
import { documentKind } from '../errors.ts'
import { id, money, moneyTyped, quantity, quantityOrZeroTyped, quantityTyped, sortedPage, wholeList } from './figures.ts'

export const productKind = z.enum(['raw_material', 'component', 'sub_assembly', 'finished_good'])
export type ProductKind = z.infer<typeof productKind>

const unitTyped = z.string().trim().min(1).max(20)

/** What it is bought by, and how much of its own unit is in one of that: 1 SHEET is 96 IN. */
const purchaseTyped = z.strictObject({ unit: unitTyped, factor: quantityTyped }).nullable()
/** As the scanner types them. */
const barcodesTyped = z.array(z.string().trim().min(1).max(80)).max(20)
const supplierTyped = id.nullable()

const productFields = {
  /** Text: leading zeros survive. */
  sku: z.string().trim().min(1).max(60),
  name: z.string().trim().min(1).max(200),
  kind: productKind,
  unit: unitTyped,
  /** What it costs where no stock tells; blank is zero. */
  unitCost: moneyTyped.nullable(),
  reorderPoint: quantityOrZeroTyped.nullable(),
  notes: z.string().trim().max(2000),
}

const productErrors = ['product.sku_in_use', 'product.barcode_in_use', 'supplier.not_found'] as const

export const productCreate = command({
  name: 'product.create',
  version: 1,
  permission: 'catalogue',
  /** What is left out, the product does not have. */
  input: z.strictObject({
    ...productFields,
    purchase: purchaseTyped.default(null),
    supplierId: supplierTyped.default(null),
    barcodes: barcodesTyped.default([]),
  }),
  output: z.strictObject({ productId: id }),
  errors: productErrors,
})

/**
 * Everything but the ledger's figures can be changed; the kind and unit only while the product has no history. The
 * purchase unit is only a way of typing quantities, so it may change any time.
 */
export const productUpdate = command({
  name: 'product.update',
  version: 1,
  permission: 'catalogue',
  input: z.strictObject({ productId: id, ...productFields, purchase: purchaseTyped, supplierId: supplierTyped, barcodes: barcodesTyped }),
  output: z.strictObject({ productId: id }),
  errors: ['product.not_found', ...productErrors, 'product.has_history', 'product.owned_by_quickbooks'],
})

/** Takes a product out of lists and pickers, and out of everything new. Its stock and its history stay. */
export const productArchive = command({
  name: 'product.archive',
  version: 1,
  permission: 'catalogue',
  input: z.strictObject({ productId: id }),
  output: z.strictObject({ productId: id }),
  errors: ['product.not_found', 'product.archived', 'product.used_in_boms'],
})

/** Brings an archived product back. */
export const productUnarchive = command({
  name: 'product.unarchive',
  version: 1,
  permission: 'catalogue',
  input: z.strictObject({ productId: id }),
  output: z.strictObject({ productId: id }),
  errors: ['product.not_found', 'product.not_archived'],
})

/** Removes a product that nothing ever spoke of. */
export const productDelete = command({
  name: 'product.delete',
  version: 1,
  permission: 'catalogue',
  input: z.strictObject({ productId: id }),
  output: z.strictObject({ productId: id }),
  errors: ['product.not_found', 'product.in_use'],
})

/** Adds one barcode, such as one that was just scanned and is not known yet. */
export const productAddBarcode = command({
  name: 'product.add_barcode',
  version: 1,
  permission: 'catalogue',
  input: z.strictObject({ productId: id, barcode: z.string().trim().min(1).max(80) }),
  output: z.strictObject({ productId: id }),
  errors: ['product.not_found', 'product.barcode_in_use', 'product.too_many_barcodes'],
})

/** Takes one barcode from a product. */
export const productRemoveBarcode = command({
  name: 'product.remove_barcode',
  version: 1,
  permission: 'catalogue',
  input: z.strictObject({ productId: id, barcode: z.string().trim().min(1).max(80) }),
  output: z.strictObject({ productId: id }),
  errors: ['product.not_found', 'product.no_such_barcode'],
})

export const productRow = z.strictObject({
  productId: id,
  sku: z.string(),
  name: z.string(),
  kind: productKind,
  unit: z.string(),
  onHand: quantity,
  value: money,
  /** Value ÷ on hand, for display; `null` without stock. */
  averageCost: money.nullable(),
  reorderPoint: quantity.nullable(),
  hasBom: z.boolean(),
  archived: z.boolean(),
})
export type ProductRow = z.infer<typeof productRow>

/**
 * For pickers: the products meant most likely come first (a barcode or SKU typed whole, then SKUs that begin so), then
 * those whose SKU, name or barcodes hold every word typed. Archived ones are left out.
 */
export const productFind = query({
  name: 'product.find',
  version: 1,
  input: z.strictObject({ search: z.string().trim().max(200), kinds: z.array(productKind).max(4), limit: z.int().min(1).max(50) }),
  output: z.strictObject({ products: z.array(productRow) }),
  errors: [],
})

/** What a scanned code stands for: exactly a barcode, else a SKU, else the number of a lot that is in the books. */
export const productFindByCode = query({
  name: 'product.find_by_code',
  version: 1,
  input: z.strictObject({ code: z.string().trim().min(1).max(80) }),
  output: z.strictObject({
    /** `null`: nothing has this code. */
    found: z
      .strictObject({
        by: z.enum(['barcode', 'sku', 'lot']),
        product: productRow,
        /** The lot, when its number was scanned. */
        lot: z.strictObject({ lotId: id, number: z.string() }).nullable(),
      })
      .nullable(),
  }),
  errors: [],
})

export const productList = query({
  name: 'product.list',
  version: 1,
  input: z.strictObject({
    /** Each word is in SKU or name, whatever its case and accents. */
    search: z.string().trim().max(200),
    kinds: z.array(productKind).max(4),
    /** Archived products instead of those in use. */
    archived: z.boolean().optional(),
    ...sortedPage(['sku', 'name', 'kind', 'on_hand', 'average', 'value']),
  }),
  output: z.strictObject({ products: z.array(productRow), ...wholeList }),
  errors: [],
})

/** The same list, each product with all that is decided about it, as a file that can be brought in again says it. */
export const productListInFull = query({
  name: 'product.list_in_full',
  version: 1,
  input: productList.input,
  output: z.strictObject({
    products: z.array(
      productRow.extend({
        unitCost: money,
        purchaseUnit: z.string().nullable(),
        purchaseFactor: quantity.nullable(),
        /** Its name. */
        supplier: z.string().nullable(),
        barcodes: z.array(z.string()),
        notes: z.string(),
      }),
    ),
    ...wholeList,
  }),
  errors: [],
})
export type ProductInFull = z.infer<typeof productListInFull.output>['products'][number]

export const productGet = query({
  name: 'product.get',
  version: 1,
  input: z.strictObject({ productId: id }),
  output: z.strictObject({
    product: productRow.extend({
      unitCost: money,
      /** For estimates: its stock's average, else its unit cost, else building it; `null` when none is known. */
      costNow: money.nullable(),
      notes: z.string(),
      /** What it is bought by, and how many millionths of its own unit are in one of that. */
      purchase: z.strictObject({ unit: z.string(), factor: quantity }).nullable(),
      supplier: z.strictObject({ supplierId: id, code: z.string(), name: z.string() }).nullable(),
      barcodes: z.array(z.string()),
      hasHistory: z.boolean(),
    }),
    /** Stock is in lots; otherwise in one pool, which is then the only lot there can be. */
    receiving: z.boolean(),
    /** Lots with stock, in the order they will be drawn. */
    lots: z.array(
      z.strictObject({ lotId: id, number: z.string(), receivedOn: z.string(), remaining: quantity, value: money, unitCost: money.nullable(), expiresOn: z.string().nullable() }),
    ),
    /** Sales that wait for goods that were not there, in the order in which the next stock settles them. */
    shortages: z.array(z.strictObject({ saleId: id, reference: z.string(), customer: z.string(), saleDate: z.string(), quantity, /** What is booked for it. */ value: money })),
    /** Products whose active BOM asks for this one, themselves or through what they are made of. */
    whereUsed: z.array(
      z.strictObject({
        productId: id,
        sku: z.string(),
        name: z.string(),
        /** Per unit built, at every level together. */
        quantityPerUnit: quantity,
        /** Whether it can be built without. */
        optional: z.boolean(),
        direct: z.boolean(),
        /** Components of it that hold this product. */
        through: z.array(z.strictObject({ productId: id, sku: z.string() })),
      }),
    ),
  }),
  errors: ['product.not_found'],
})

/** A stock event as one product saw it. */
export const historyRow = z.strictObject({
  postingId: id,
  businessDate: z.string(),
  recordedAt: z.string(),
  /** Who was at the PC; `null` while nobody was named. */
  by: z.string().nullable(),
  kind: z.string(),
  document: z.strictObject({ kind: documentKind, id, reference: z.string() }),
  /** Whom the document is about: supplier or customer, and for a build the product built; empty without one. */
  party: z.string(),
  /** Why, for an adjustment; empty for everything else. */
  reason: z.string(),
  /** The lots of this product that it moved, in quantity or in value. */
  lots: z.array(z.strictObject({ lotId: id, number: z.string(), quantity, value: money })),
  /** What it moved of this product. */
  quantity,
  value: money,
  /** Balance once it was recorded. */
  onHandAfter: quantity,
  valueAfter: money,
  reversed: z.boolean(),
})
export type HistoryRow = z.infer<typeof historyRow>

/** Newest first. `beforePostingId` continues a list; `null` starts it. */
export const productHistory = query({
  name: 'product.history',
  version: 1,
  input: z.strictObject({ productId: id, beforePostingId: id.nullable(), limit: z.int().min(1).max(500) }),
  output: z.strictObject({ rows: z.array(historyRow), more: z.boolean() }),
  errors: ['product.not_found'],
})
