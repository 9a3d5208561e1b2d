import { z } from 'zod'
import { documentKind } from '../errors.ts'
import { query } from './define.ts'
import { id, money, quantity } from './figures.ts'

const document = z.strictObject({ kind: documentKind, id, reference: z.string() })
const product = z.strictObject({ productId: id, sku: z.string(), name: z.string(), unit: z.string() })
/** A cost per unit is per the unit that the line was typed in: `typedIn`, of which one is `size` of the product's unit; `null` for the product's own. */
const typedCost = z.strictObject({ per: z.enum(['unit', 'line']), amount: money, typedIn: z.strictObject({ name: z.string(), size: quantity }).nullable() })

/** What changed a value since it was first posted: most often a corrected cost of a receipt, wherever its goods went. */
const change = z.strictObject({
  postingId: id,
  /** The kind of the posting, such as `late_cost`. */
  kind: z.string(),
  businessDate: z.string(),
  /** The document that was corrected or undone. */
  document,
  /** What the receipt line costs from then on, as it was typed; `null` for a change of another kind. */
  cost: typedCost.nullable(),
  /** What the receipt line brought from then on; `null` for a change of another kind. */
  correctedTo: quantity.nullable(),
  difference: money,
})

/** A value as it was first posted and all that changed it since; together they are the value of today. */
const history = { first: money, changes: z.array(change), value: money }

/**
 * One level of what a lot's value is made of; each drawn lot can be asked about in turn. The parts sum to `value`, which is
 * what the lot was made with and what joined it, at today's cost.
 */
export const costExplain = query({
  name: 'cost.explain',
  version: 1,
  input: z.strictObject({ lotId: id }),
  output: z.strictObject({
    lot: z.strictObject({ lotId: id, number: z.string(), product, receivedOn: z.string(), source: document }),
    quantity,
    value: money,
    /** Value ÷ quantity, for display; `null` when there is no quantity. */
    unitCost: money.nullable(),
    parts: z.array(
      z.discriminatedUnion('what', [
        /** What the build took of a lot: the lot was made with `lot.made` worth `lot.madeValue`. */
        z.strictObject({
          what: z.literal('draw'),
          document,
          businessDate: z.string(),
          lot: z.strictObject({ lotId: id, number: z.string(), product, made: quantity, madeValue: money, source: document }),
          quantity,
          ...history,
        }),
        z.strictObject({ what: z.literal('cost_line'), document, kind: z.enum(['labor', 'overhead', 'other']), name: z.string(), value: money }),
        /** The line as it was typed; what was typed since is in its changes. */
        z.strictObject({
          what: z.literal('receipt_line'),
          document,
          businessDate: z.string(),
          supplier: z.string(),
          lineNo: z.int().positive(),
          quantity,
          cost: typedCost,
          ...history,
        }),
        /** Opening and found stock, goods that came back, a lot counted up, or what a build added to an average pool. */
        z.strictObject({ what: z.literal('document'), document, businessDate: z.string(), quantity, ...history }),
        /** What joined a pool before the documents that are listed. */
        z.strictObject({ what: z.literal('earlier'), count: z.int(), quantity, value: money }),
      ]),
    ),
  }),
  errors: ['lot.not_found'],
})
