import { z } from 'zod'
import { errorData, type ErrorCode } from '../errors.ts'
import { command, query } from './define.ts'
import { bomQuantityTyped, id, money, moneyTyped, quantity, quantityOrZeroTyped, quantityTyped, sortedPage, wholeList } from './figures.ts'

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

const notesTyped = z.string().trim().max(2000)

/** Saves the recipe of a product as a new version and makes it the active one; the version before is archived. */
export const bomSave = command({
  name: 'bom.save',
  version: 1,
  permission: 'boms',
  input: z.strictObject({
    productId: id,
    components: z.array(z.strictObject({ productId: id, quantityPerUnit: bomQuantityTyped, optional: z.boolean() })).max(500),
    costLines: z.array(costLineTyped).max(50),
    notes: notesTyped.default(''),
    /** Whether what is saved is the draft, which then is no more. */
    endsDraft: z.boolean().default(false),
  }),
  output: z.strictObject({ bomVersionId: id, version: z.int() }),
  errors: ['product.not_found', 'product.archived', 'bom.kind_not_built', 'bom.no_components', 'bom.component_twice', 'bom.contains_itself', 'bom.too_deep', 'quantity.invalid'],
})

const figureText = z.string().max(40)

/** The lines of a draft as they are typed, right or wrong. */
export const draftLines = {
  components: z.array(z.strictObject({ productId: id.nullable(), quantityPerUnit: figureText, optional: z.boolean() })).max(500),
  costLines: z
    .array(
      z.strictObject({
        kind: costLineKind,
        name: z.string().max(120),
        cost: z.discriminatedUnion('by', [
          z.strictObject({ by: z.literal('amount'), amountPerUnit: figureText }),
          z.strictObject({ by: z.literal('rate'), rate: figureText, quantityPerUnit: figureText }),
        ]),
      }),
    )
    .max(50),
} as const

/** Keeps a recipe as the product's draft in place of the one before; nothing it says has to be right yet. */
export const bomSaveDraft = command({
  name: 'bom.save_draft',
  version: 1,
  permission: 'boms',
  input: z.strictObject({ productId: id, ...draftLines, notes: notesTyped }),
  output: z.strictObject({ problemCount: z.int() }),
  errors: ['product.not_found', 'bom.kind_not_built'],
})

/** Throws the draft away. */
export const bomDiscardDraft = command({
  name: 'bom.discard_draft',
  version: 1,
  permission: 'boms',
  input: z.strictObject({ productId: id }),
  output: z.strictObject({}),
  errors: ['product.not_found', 'bom.no_draft'],
})

/** Makes the draft, or what an earlier version says, the next version and the active one. */
export const bomActivate = command({
  name: 'bom.activate',
  version: 1,
  permission: 'boms',
  input: z.strictObject({
    productId: id,
    from: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('draft') }), z.strictObject({ kind: z.literal('version'), bomVersionId: id })]),
  }),
  output: z.strictObject({ bomVersionId: id, version: z.int() }),
  errors: [
    'product.archived',
    'product.not_found',
    'bom.kind_not_built',
    'bom.no_draft',
    'bom.version_not_found',
    'bom.already_active',
    // What is typed wrong in the draft, field by field as `bom.save` takes it.
    'input.invalid',
    'bom.no_components',
    'bom.component_twice',
    'bom.contains_itself',
    'bom.too_deep',
    'quantity.invalid',
  ],
})

/** Takes the active version out of use and puts none in its place. */
export const bomRetire = command({
  name: 'bom.retire',
  version: 1,
  permission: 'boms',
  input: z.strictObject({ productId: id }),
  output: z.strictObject({ bomVersionId: id, version: z.int() }),
  errors: ['product.not_found', 'bom.not_active'],
})

/** Puts a retired version back into use, as long as it is the newest one and would be right today. */
export const bomUndoRetire = command({
  name: 'bom.undo_retire',
  version: 1,
  permission: 'boms',
  input: z.strictObject({ bomVersionId: id }),
  output: z.strictObject({ version: z.int() }),
  errors: ['bom.version_not_found', 'bom.not_retired', 'product.archived', 'bom.contains_itself', 'bom.too_deep'],
})

/** Says when a product is to be built and up to which level; `null` says that nobody watches it. */
export const bomSetBuildPoint = command({
  name: 'bom.set_build_point',
  version: 1,
  permission: 'boms',
  input: z.strictObject({ productId: id, level: z.strictObject({ buildPoint: quantityOrZeroTyped, targetLevel: quantityTyped }).nullable() }),
  output: z.strictObject({}),
  errors: ['product.not_found', 'bom.kind_not_built', 'bom.target_not_above_build_point'],
})

const product = z.strictObject({ productId: id, sku: z.string(), name: z.string(), unit: z.string() })

/** A product by the name the shop calls it. */
const productName = z.strictObject({ productId: id, sku: z.string() })

export const bomComponentRow = z.strictObject({
  lineNo: z.int(),
  product,
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

function refusal<const C extends ErrorCode>(code: C) {
  return z.strictObject({ code: z.literal(code), data: errorData[code] })
}

/** What stands in the way of activating a draft. */
export const bomDraftProblem = z.discriminatedUnion('code', [
  refusal('input.invalid'),
  refusal('product.not_found'),
  refusal('bom.no_components'),
  refusal('bom.component_twice'),
  refusal('bom.contains_itself'),
  refusal('bom.too_deep'),
])

/** What one unit of a recipe costs, and for want of which costs it cannot be told. */
export const costWays = {
  /** Components at today's cost and cost lines; `null` while one is not known, or too large to keep. */
  directCost: money.nullable(),
  directMissing: z.array(productName),
  /** Each sub-assembly at the cost of building it. */
  recursiveCost: money.nullable(),
  recursiveMissing: z.array(productName),
} as const

/** The active BOM of a product and its draft; each is null when it has none. */
export const bomGet = query({
  name: 'bom.get',
  version: 1,
  input: z.strictObject({ productId: id }),
  output: z.strictObject({
    product,
    /** Whether it can have a BOM at all. */
    built: z.boolean(),
    bom: z
      .strictObject({
        bomVersionId: id,
        version: z.int(),
        notes: z.string(),
        components: z.array(bomComponentRow),
        costLines: z.array(bomCostLineRow),
        /** Required components and cost lines at today's costs, per unit; `null` while the cost of one is not known. */
        estimatedCost: money.nullable(),
        /** Whole units today's stock allows; `null` when nothing required limits it. */
        buildableMax: z.int().nullable(),
        limitedBy: productName.nullable(),
        ...costWays,
      })
      .nullable(),
    draft: z
      .strictObject({
        components: z.array(z.strictObject({ product: product.nullable(), quantityPerUnit: z.string(), optional: z.boolean() })),
        costLines: draftLines.costLines,
        notes: z.string(),
        savedAt: z.string(),
        problems: z.array(bomDraftProblem),
      })
      .nullable(),
    /** The newest version there ever was; 0 before the first. */
    lastVersion: z.int(),
    buildPoint: z.strictObject({ buildPoint: quantity, targetLevel: quantity }).nullable(),
  }),
  errors: ['product.not_found'],
})

/** What the components of a recipe cost and what there is of them, for a recipe that is being typed. A product that is gone is left out. */
export const bomComponentFacts = query({
  name: 'bom.component_facts',
  version: 1,
  input: z.strictObject({ productIds: z.array(id).max(500) }),
  output: z.strictObject({
    components: z.array(
      z.strictObject({
        ...product.shape,
        onHand: quantity,
        /** What planned builds hold of it while reservation is on; 0 otherwise. */
        held: quantity,
        /** Whether it has an active BOM, so that it can be built. */
        hasBom: z.boolean(),
        /** `null` when no cost is known. */
        costNow: money.nullable(),
        /** At the cost of building it, where it is built; else the same as `costNow`. */
        costBuilt: money.nullable(),
        /** For want of whose cost `costBuilt` cannot be told. */
        builtMissing: z.array(productName),
      }),
    ),
  }),
  errors: [],
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
  limitedBy: productName.nullable(),
  hasDraft: z.boolean(),
  buildPoint: quantity.nullable(),
  targetLevel: quantity.nullable(),
})

/** Products with an active BOM. What is not known sorts before what is. */
export const bomList = query({
  name: 'bom.list',
  version: 1,
  input: z.strictObject({
    /** Each word is in SKU or name, whatever its case and accents. */
    search: z.string().trim().max(200),
    ...sortedPage(['sku', 'name', 'version', 'components', 'cost', 'on_hand', 'buildable', 'build_point']),
  }),
  output: z.strictObject({
    boms: z.array(bomRow),
    ...wholeList,
    /** Products without an active BOM whose draft waits. */
    drafts: z.array(productName),
  }),
  errors: [],
})

/** The same list, each BOM with its lines, as a file that can be brought in again says them: components first, then costs. */
export const bomListInFull = query({
  name: 'bom.list_in_full',
  version: 1,
  input: bomList.input,
  output: z.strictObject({
    boms: z.array(
      bomRow.extend({
        lines: z.array(
          z.strictObject({
            /** SKU, name and unit; `null` in a line of costs. */
            component: z.string().nullable(),
            componentName: z.string().nullable(),
            componentUnit: z.string().nullable(),
            quantity: quantity.nullable(),
            optional: z.boolean().nullable(),
            /** `null` in a line of a component. */
            costKind: costLineKind.nullable(),
            costName: z.string().nullable(),
            /** An amount for each unit built, or a rate with its quantity. */
            costAmount: money.nullable(),
            costRate: money.nullable(),
            costQuantity: quantity.nullable(),
          }),
        ),
      }),
    ),
    ...wholeList,
  }),
  errors: [],
})
export type BomInFull = z.infer<typeof bomListInFull.output>['boms'][number]
