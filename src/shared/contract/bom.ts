import { z } from 'zod'
import { command, query } from './define.ts'
import { bomQuantityTyped, id, money, moneyTyped, page, quantity, quantityOrZeroTyped } from './figures.ts'

export const costLineKind = z.enum(['labor', 'overhead', 'other'])

/** A cost per unit built, as typed: a fixed amount, or a rate times a quantity such as hours. */
export const costLineTyped = z.strictObject({
  kind: costLineKind,
  name: z.string().trim().min(1).max(120),
  cost: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('amount'), amountPerUnit: moneyTyped }),
    z.strictObject({ by: z.literal('rate'), rate: moneyTyped, quantityPerUnit: quantityOrZeroTyped }),
  ]),
})

/** Saves the recipe of a product as a new version and makes it the active one; the version before is archived. */
export const bomSave = command({
  name: 'bom.save',
  version: 1,
  input: z.strictObject({
    productId: id,
    components: z.array(z.strictObject({ productId: id, quantityPerUnit: bomQuantityTyped, optional: z.boolean() })).max(500),
    costLines: z.array(costLineTyped).max(50),
  }),
  output: z.strictObject({ bomVersionId: id, version: z.int() }),
  errors: ['product.not_found', 'bom.kind_not_built', 'bom.no_components', 'bom.component_twice', 'bom.contains_itself', 'bom.too_deep', 'quantity.invalid'],
})

export const bomComponentRow = z.strictObject({
  lineNo: z.int(),
  product: z.strictObject({ productId: id, sku: z.string(), name: z.string(), unit: z.string() }),
  quantityPerUnit: quantity,
  optional: z.boolean(),
  onHand: quantity,
  /** What one unit of it costs now: its stock's average, else its unit cost, else building it; `null` when none is known. */
  unitCost: money.nullable(),
})

export const bomCostLineRow = z.strictObject({
  lineNo: z.int(),
  kind: costLineKind,
  name: z.string(),
  cost: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('amount'), amountPerUnit: money }),
    z.strictObject({ by: z.literal('rate'), rate: money, quantityPerUnit: quantity }),
  ]),
  /** Per unit built; `null` when it is more than the ledger can say. */
  value: money.nullable(),
})

/** The active BOM of a product; `bom` is null when it has none. */
export const bomGet = query({
  name: 'bom.get',
  version: 1,
  input: z.strictObject({ productId: id }),
  output: z.strictObject({
    product: z.strictObject({ productId: id, sku: z.string(), name: z.string(), unit: z.string() }),
    bom: z
      .strictObject({
        bomVersionId: id,
        version: z.int(),
        components: z.array(bomComponentRow),
        costLines: z.array(bomCostLineRow),
        /** Required components and cost lines at today's costs, per unit; `null` while the cost of one is not known. */
        estimatedCost: money.nullable(),
        /** Whole units today's stock allows; `null` when nothing required limits it. */
        buildableMax: z.int().nullable(),
      })
      .nullable(),
  }),
  errors: ['product.not_found'],
})

export const bomRow = z.strictObject({
  productId: id,
  sku: z.string(),
  name: z.string(),
  unit: z.string(),
  version: z.int(),
  componentCount: z.int(),
  estimatedCost: money.nullable(),
  onHand: quantity,
  buildableMax: z.int().nullable(),
})

/** Products with an active BOM. */
export const bomList = query({
  name: 'bom.list',
  version: 1,
  input: z.strictObject({ search: z.string().trim().max(200), ...page }),
  output: z.strictObject({ boms: z.array(bomRow), total: z.int() }),
  errors: [],
})
