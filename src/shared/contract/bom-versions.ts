import { z } from 'zod'
import { bomComponentRow, bomCostLineRow, costLineKind, costWays } from './bom.ts'
import { query } from './define.ts'
import { id, money, page, quantity } from './figures.ts'

/** Every version a product's BOM had, the newest first. */
export const bomHistory = query({
  name: 'bom.history',
  version: 1,
  input: z.strictObject({ productId: id, ...page }),
  output: z.strictObject({
    versions: z.array(
      z.strictObject({
        bomVersionId: id,
        version: z.int(),
        status: z.enum(['active', 'archived']),
        /** UTC; `null` for versions saved before this was kept. */
        savedAt: z.string().nullable(),
        notes: z.string(),
        componentCount: z.int(),
        costLineCount: z.int(),
      }),
    ),
    total: z.int(),
  }),
  errors: ['product.not_found'],
})

/** One version as it was saved, at today's costs. */
export const bomVersionGet = query({
  name: 'bom.version',
  version: 1,
  input: z.strictObject({ bomVersionId: id }),
  output: z.strictObject({
    productId: id,
    version: z.int(),
    status: z.enum(['active', 'archived']),
    notes: z.string(),
    components: z.array(bomComponentRow),
    costLines: z.array(bomCostLineRow),
    ...costWays,
  }),
  errors: ['bom.version_not_found'],
})

/** A version of the product's BOM, or its draft. */
export const recipeRef = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('version'), bomVersionId: id }),
  z.strictObject({ kind: z.literal('draft') }),
])

const componentSide = z.strictObject({
  /** `null` where a draft holds no quantity yet. */
  quantityPerUnit: quantity.nullable(),
  optional: z.boolean(),
  /** From 1. */
  place: z.int(),
})

const costLineSide = z.strictObject({
  kind: costLineKind,
  cost: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('amount'), amountPerUnit: money.nullable() }),
    z.strictObject({ by: z.literal('rate'), rate: money.nullable(), quantityPerUnit: quantity.nullable() }),
  ]),
  place: z.int(),
})

/** What is different between two versions of a BOM, line by line; lines that say the same are told as well. */
export const bomDiff = query({
  name: 'bom.diff',
  version: 1,
  input: z.strictObject({ productId: id, from: recipeRef, to: recipeRef }),
  output: z.strictObject({
    components: z.array(
      z.strictObject({
        /** `null` for a line of a draft that has none yet. */
        product: z.strictObject({ productId: id, sku: z.string(), name: z.string(), unit: z.string() }).nullable(),
        /** `null` when it was added. */
        before: componentSide.nullable(),
        /** `null` when it was removed. */
        after: componentSide.nullable(),
        changes: z.array(z.enum(['quantity', 'optional', 'order'])),
      }),
    ),
    costLines: z.array(
      z.strictObject({
        name: z.string(),
        before: costLineSide.nullable(),
        after: costLineSide.nullable(),
        changes: z.array(z.enum(['kind', 'cost', 'order'])),
      }),
    ),
  }),
  errors: ['product.not_found', 'bom.version_not_found', 'bom.no_draft'],
})
