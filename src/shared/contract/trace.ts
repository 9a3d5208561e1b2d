import { z } from 'zod'
import { documentKind } from '../errors.ts'
import { query } from './define.ts'
import { id, money, quantity } from './figures.ts'
import { lotStatus } from './lot.ts'

const document = z.strictObject({ kind: documentKind, id, reference: z.string() })
const product = z.strictObject({ productId: id, sku: z.string(), name: z.string(), unit: z.string() })

const tracedLot = z.strictObject({
  what: z.literal('lot'),
  /** Names the node in the edges, such as `lot 4`. */
  key: z.string(),
  /** Steps from the lot asked about: below zero where its goods came from, above where they went, 0 for itself. */
  depth: z.int(),
  lotId: id,
  number: z.string(),
  product,
  status: lotStatus,
  receivedOn: z.string(),
  made: quantity,
  remaining: quantity,
  value: money,
  /** The document that made it. */
  source: document,
  /** Whose delivery it was; `null` when it was no delivery. */
  supplier: z.string().nullable(),
  /** On which sides there are edges that a limit left out. */
  more: z.strictObject({ from: z.boolean(), into: z.boolean() }),
})

/** Where goods ended, or came from without a lot: `adjustment` on either side, everything else only at the end. */
const tracedDocument = z.strictObject({
  what: z.enum(['sale', 'return', 'in_review', 'waste', 'adjustment']),
  /** Names the node in the edges, such as `sale 7`. */
  key: z.string(),
  depth: z.int(),
  document,
  businessDate: z.string(),
  /** Of sales and returns. */
  customer: z.string().nullable(),
  /** What a build in review or rejected was to make. */
  product: product.nullable(),
})

/**
 * The way of the goods of a lot as it stands: lots and documents, and what each holds of the other. What was taken back,
 * returned or reversed is not there. The lot asked about comes first, then what is one step away, and so on, `from` before
 * `into`; each node once.
 */
export const lotTrace = query({
  name: 'lot.trace',
  version: 1,
  input: z.strictObject({
    lotId: id,
    /** `from`: what its goods were made of; `into`: what they became. */
    direction: z.enum(['from', 'into', 'both']),
    depthMax: z.int().min(1).max(10_000).default(10_000),
    edgesMax: z.int().min(1).max(20_000).default(500),
  }),
  output: z.strictObject({
    nodes: z.array(z.discriminatedUnion('what', [tracedLot, tracedDocument])),
    edges: z.array(
      z.strictObject({
        from: z.string(),
        to: z.string(),
        /** In the unit of the lot the goods come from, or of the lot an adjustment added to. */
        quantity,
        value: money,
        /** By which the goods moved: the build between two lots, else the document at the end. */
        document,
      }),
    ),
    /** Whether a limit left edges out; the lots they belong to say so themselves. */
    more: z.boolean(),
  }),
  errors: ['lot.not_found'],
})

const attributed = {
  /** How much of the recalled lot is in it, in that lot's unit: its exact proportion, rounded so that all parts sum to the whole. */
  attributable: quantity,
}

/**
 * Where all that a lot was made with is now. The parts of every list together are `whole`: a lot that went into others is
 * followed by proportion through what they became, however often its ways part and join again.
 */
export const lotRecall = query({
  name: 'lot.recall',
  version: 1,
  input: z.strictObject({ lotId: id }),
  output: z.strictObject({
    lot: z.strictObject({
      lotId: id,
      number: z.string(),
      product,
      status: lotStatus,
      receivedOn: z.string(),
      supplier: z.string().nullable(),
      supplierLot: z.string().nullable(),
      expiresOn: z.string().nullable(),
      source: document,
    }),
    /** What it was made with and what joined it since, as corrected. */
    whole: quantity,
    /** The lot itself first, then every lot with its goods in it, oldest first. */
    onHand: z.array(
      z.strictObject({ lotId: id, number: z.string(), product, receivedOn: z.string(), source: document, remaining: quantity, ...attributed }),
    ),
    /** By sale and product; `quantity` counts what was drawn from lots with the recalled goods in them. */
    sold: z.array(z.strictObject({ document, customer: z.string(), saleOn: z.string(), product, quantity, ...attributed })),
    /** Builds in review; `product` and `quantity` are what was drawn for them. */
    inReview: z.array(z.strictObject({ document, businessDate: z.string(), product, quantity, ...attributed })),
    /** Rejected builds, breakage and loss. */
    wasted: z.array(z.strictObject({ document, businessDate: z.string(), reason: z.string(), product, quantity, ...attributed })),
    /** Counted away, or taken out for another reason. */
    adjusted: z.array(z.strictObject({ document, businessDate: z.string(), reason: z.string(), product, quantity, ...attributed })),
    /** The attributable parts of each list; they sum to the whole. */
    totals: z.strictObject({ onHand: quantity, sold: quantity, inReview: quantity, wasted: quantity, adjusted: quantity }),
  }),
  errors: ['lot.not_found'],
})
