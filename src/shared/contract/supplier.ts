import { z } from 'zod'
import { exportSummary } from '../exports.ts'
import { command, query } from './define.ts'
import { id, money, page, quantity, sortedPage, wholeList } from './figures.ts'

/** Three or four capital letters; lot numbers start with it. */
export const supplierCode = z.string().regex(/^[A-Z]{3,4}$/)

const optionalText = (max: number) => z.string().trim().max(max)

export const supplierFields = z.strictObject({
  name: z.string().trim().min(1).max(120),
  /** `null`: made from the name. */
  code: supplierCode.nullable(),
  contact: optionalText(120),
  email: z.union([z.literal(''), z.email().max(254)]),
  phone: optionalText(60),
  notes: optionalText(2000),
})

export const supplierRow = z.strictObject({
  id,
  code: supplierCode,
  name: z.string(),
  contact: z.string(),
  email: z.string(),
  phone: z.string(),
  notes: z.string(),
})
export type SupplierRow = z.infer<typeof supplierRow>

export const supplierCreate = command({
  name: 'supplier.create',
  version: 1,
  permission: 'catalogue',
  input: supplierFields,
  output: z.strictObject({ supplierId: id, code: supplierCode }),
  errors: ['supplier.code_in_use'],
})

/** Changes everything about a supplier but its past; lots keep the numbers they were given. A blank code keeps the one it has. */
export const supplierUpdate = command({
  name: 'supplier.update',
  version: 1,
  permission: 'catalogue',
  input: supplierFields.extend({ supplierId: id }),
  output: z.strictObject({ supplierId: id, code: supplierCode }),
  errors: ['supplier.not_found', 'supplier.code_in_use'],
})

export const supplierGet = query({
  name: 'supplier.get',
  version: 1,
  input: z.strictObject({ supplierId: id }),
  output: z.strictObject({ supplier: supplierRow }),
  errors: ['supplier.not_found'],
})

/** What was bought from a supplier, newest first, at most the newest few; voided receipts bought nothing. */
export const supplierPurchases = query({
  name: 'supplier.purchases',
  version: 1,
  /** A page of the products; the newest receipts come with each. */
  input: z.strictObject({ supplierId: id, limit: page.limit.default(100), offset: page.offset.default(0) }),
  output: z.strictObject({
    receipts: z.array(z.strictObject({ receiptId: id, reference: z.string().nullable(), status: z.enum(['draft', 'confirmed', 'voided']), receivedOn: z.string(), exported: exportSummary.nullable() })),
    receiptCount: z.int(),
    /** Whom journals of what is owed name; `null` where the supplier is no vendor of QuickBooks. */
    vendor: z.strictObject({ name: z.string(), active: z.boolean() }).nullable(),
    /** Each with what was paid for it last: `value` for `quantity`. */
    products: z.array(
      z.strictObject({
        productId: id,
        sku: z.string(),
        name: z.string(),
        unit: z.string(),
        receiptId: id,
        reference: z.string(),
        receivedOn: z.string(),
        quantity,
        value: money,
        unitCost: money.nullable(),
      }),
    ),
    /** How many products were bought in all. */
    total: z.int(),
  }),
  errors: ['supplier.not_found'],
})

export const supplierList = query({
  name: 'supplier.list',
  version: 1,
  input: z.strictObject({
    /** Each word is in code, name or contact, whatever its case and accents; empty lists all. */
    search: z.string().trim().max(120),
    ...sortedPage(['name', 'code', 'contact', 'phone', 'email']),
  }),
  output: z.strictObject({ suppliers: z.array(supplierRow), ...wholeList }),
  errors: [],
})
