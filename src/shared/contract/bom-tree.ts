import { z } from 'zod'
import { costWays } from './bom.ts'
import { query } from './define.ts'
import { id, money, quantity } from './figures.ts'

/** How many rows of a tree are told at once; the upper levels come first. */
export const treeRowsMax = 1000

/** Everything the active BOM of a product is made of, at every level, at today's stock and costs. */
export const bomTreeGet = query({
  name: 'bom.tree',
  version: 1,
  input: z.strictObject({ productId: id }),
  output: z.strictObject({
    /** Each part followed by its own parts. */
    rows: z.array(
      z.strictObject({
        /** 1 for what the product is made of itself. */
        level: z.int(),
        product: z.strictObject({ productId: id, sku: z.string(), name: z.string(), unit: z.string() }),
        /** In one unit of what it is a part of. */
        quantityPerUnit: quantity,
        /** In one unit of the product on top; `null` when it is more than the ledger can say. */
        quantityPerTop: quantity.nullable(),
        optional: z.boolean(),
        onHand: quantity,
        /** One unit at today's cost; `null` when none is known. */
        costNow: money.nullable(),
        /** One unit at the cost of building it, where it is built; else the same as `costNow`. */
        costBuilt: money.nullable(),
        /** How many parts it is made of itself. */
        partCount: z.int(),
        /** Whether its parts are among the rows. */
        opened: z.boolean(),
      }),
    ),
    rowsTotal: z.int(),
    ...costWays,
  }),
  errors: ['product.not_found', 'bom.not_active'],
})
