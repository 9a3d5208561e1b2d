import { z } from 'zod'
import { command, query } from './define.ts'
import { dateTyped, id, money, quantity, quantityTyped, sortedPage, wholeList } from './figures.ts'

const buildTyped = { productId: id, quantity: quantityTyped, businessDate: dateTyped }

const lotDraw = z.strictObject({
  lotId: id,
  number: z.string(),
  receivedOn: z.string(),
  /** Information: an expired lot is drawn all the same, and said. */
  expiresOn: z.string().nullable(),
  quantity,
  value: money,
})

/** What a build needs, draws and costs. Before it is executed from the function that will execute it; afterwards from the entries. */
const buildPlan = {
  components: z.array(
    z.strictObject({
      lineNo: z.int(),
      product: z.strictObject({ productId: id, sku: z.string(), name: z.string(), unit: z.string() }),
      optional: z.boolean(),
      quantityPerUnit: quantity,
      needed: quantity,
      onHand: quantity,
      /** What is drawn: all that is needed, or of an optional component what there is. */
      quantity,
      value: money,
      draws: z.array(lotDraw),
    }),
  ),
  costLines: z.array(z.strictObject({ lineNo: z.int(), kind: z.string(), name: z.string(), value: money })),
  componentValue: money,
  costLineValue: money,
  value: money,
  unitCost: money.nullable(),
}

/**
 * What *Build* would do now. A build that is short answers with its components all the same and says what is missing,
 * so that nothing is hidden before confirming.
 */
export const buildPreview = query({
  name: 'build.preview',
  version: 1,
  input: z.strictObject(buildTyped),
  output: z.strictObject({
    product: z.strictObject({ productId: id, sku: z.string(), name: z.string(), unit: z.string() }),
    ...buildPlan,
    /** Required components that lack stock; empty when the build can be executed. */
    short: z.array(z.strictObject({ productId: id, sku: z.string(), needed: quantity, onHand: quantity })),
    buildableMax: z.int().nullable(),
  }),
  errors: ['product.not_found', 'bom.not_active', 'quantity.invalid', 'date.invalid', 'amount.too_large'],
})

/**
 * Builds now, in one transaction: draws the components FIFO and makes the finished lot, or with review on keeps their
 * value in work in process until it is approved. A lot is told when there is one.
 */
export const buildExecute = command({
  name: 'build.execute',
  version: 1,
  input: z.strictObject(buildTyped),
  output: z.strictObject({
    buildId: id,
    postingId: id,
    reference: z.string(),
    status: z.enum(['done', 'in_review']),
    lotId: id.nullable(),
    lotNumber: z.string().nullable(),
    /** Components and cost lines together. */
    value: money,
    unitCost: money.nullable(),
  }),
  errors: ['product.archived', 'product.not_found', 'bom.not_active', 'build.short', 'quantity.invalid', 'date.invalid', 'amount.too_large'],
})

/** Takes a build back while its finished lot is whole: every component returns to the lots it came from. */
export const buildReverse = command({
  name: 'build.reverse',
  version: 1,
  input: z.strictObject({ buildId: id }),
  output: z.strictObject({ buildId: id, postingId: id, reference: z.string() }),
  errors: ['build.not_found', 'build.is_rejected', 'document.not_posted', 'document.already_reversed', 'document.in_the_way', 'amount.too_large'],
})

export const buildStatus = z.enum(['in_review', 'done', 'approved', 'rejected', 'reversed'])

export const buildRow = z.strictObject({
  buildId: id,
  reference: z.string(),
  status: buildStatus,
  product: z.strictObject({ productId: id, sku: z.string(), name: z.string(), unit: z.string() }),
  quantity,
  businessDate: z.string(),
  /** `null` in review and when rejected. */
  lot: z.strictObject({ lotId: id, number: z.string() }).nullable(),
  /** What the finished lot was worth when it was made, or would be when it is approved. */
  value: money,
  unitCost: money.nullable(),
})
export type BuildRow = z.infer<typeof buildRow>

/** Newest first. */
export const buildList = query({
  name: 'build.list',
  version: 1,
  input: z.strictObject({
    search: z.string().trim().max(120),
    productId: id.nullable(),
    ...sortedPage(['reference', 'product', 'date', 'status', 'lot', 'quantity', 'unitCost', 'value'], { descending: true }),
  }),
  output: z.strictObject({ builds: z.array(buildRow), ...wholeList }),
  errors: [],
})

export const buildGet = query({
  name: 'build.get',
  version: 1,
  input: z.strictObject({ buildId: id }),
  output: z.strictObject({ build: buildRow, ...buildPlan, postingId: id, reversedByPostingId: id.nullable(), recordedAt: z.string() }),
  errors: ['build.not_found'],
})
