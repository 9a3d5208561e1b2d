import { z } from 'zod'
import { query } from './define.ts'
import { id, quantity } from './figures.ts'

const product = z.strictObject({ productId: id, sku: z.string(), name: z.string(), unit: z.string() })

/** The first rows of an answer, and how many there are in all. */
function answer<Row extends z.ZodType>(row: Row) {
  return z.strictObject({ total: z.int(), rows: z.array(row) })
}

/** A product of which the stock allows at least one, at one level. */
export const canBuildRow = z.strictObject({ product, count: z.int(), limitedBy: z.strictObject({ productId: id, sku: z.string() }) })

export const shouldBuildRow = z.strictObject({
  product,
  /**
   * `build`: at its build point; `out_of_stock`: a finished good that nobody watches, and none is there; `covered`: at its
   * build point, and enough is on its way; `approaching`: within 50 % above its build point.
   */
  state: z.enum(['build', 'out_of_stock', 'covered', 'approaching']),
  onHand: quantity,
  /** Both `null` of a product that nobody watches. */
  buildPoint: quantity.nullable(),
  targetLevel: quantity.nullable(),
  /** Missing to the target, less what is on its way; `null` where there is nothing to suggest. */
  suggested: quantity.nullable(),
  planned: quantity,
  inReview: quantity,
  /** The first of its planned builds in the queue. */
  plannedBuildId: id.nullable(),
  /** Whether it has an active BOM, so that it can be built. */
  hasBom: z.boolean(),
  /** Whole units the stock allows; `null` when nothing limits it, or it has no active BOM. */
  buildableMax: z.int().nullable(),
})

export const overdueRow = z.strictObject({ plannedBuildId: id, product, quantity, targetDate: z.string(), daysLate: z.int() })

export const lowStockRow = z.strictObject({
  product,
  onHand: quantity,
  reorderPoint: quantity,
  /** Whether it is made here rather than bought. */
  hasBom: z.boolean(),
})

/** What the shop asks in the morning. An answer is `null` while its alert is switched off. */
export const dashboardGet = query({
  name: 'dashboard.get',
  version: 1,
  input: z.strictObject({ rowsMax: z.int().min(1).max(5000).default(8) }),
  output: z.strictObject({
    /** The most first. */
    canBuild: z.strictObject({ ...answer(canBuildRow).shape, /** Products with an active BOM. */ withBom: z.int() }),
    /** What is to be built first, then what is on its way or close. */
    shouldBuild: z.strictObject({ ...answer(shouldBuildRow).shape, toBuild: z.int() }).nullable(),
    /** The latest first. */
    overdue: answer(overdueRow).nullable(),
    /** The emptiest first. */
    lowStock: answer(lowStockRow).nullable(),
    /** What a company does once to get going. */
    firstSteps: z.strictObject({ product: z.boolean(), stock: z.boolean(), bom: z.boolean(), build: z.boolean() }),
  }),
  errors: [],
})
