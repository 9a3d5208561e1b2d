import { z } from 'zod'
import { documentKind } from '../errors.ts'
import { command, query } from './define.ts'
import { id, money, moneyTyped, quantity, quantityTyped } from './figures.ts'
import { recoveryTyped, rejectionReason } from './quality.ts'
import { quantityReason, unitTyped } from './receipt.ts'

const costCorrection = {
  receiptId: id,
  lineNo: z.int().positive(),
  cost: z.discriminatedUnion('per', [
    z.strictObject({ per: z.literal('unit'), amount: moneyTyped }),
    z.strictObject({ per: z.literal('line'), amount: moneyTyped }),
  ]),
}

const correctionErrors = ['receipt.not_found', 'receipt.line_not_found', 'document.not_posted', 'document.already_reversed', 'amount.too_large'] as const

/** A cost per unit is for one of the unit that the line was typed in. What a corrected cost would move: each lot, build and sale, and by how much. */
export const receiptPreviewCost = query({
  name: 'receipt.preview_cost',
  version: 1,
  input: z.strictObject(costCorrection),
  output: z.strictObject({
    difference: money,
    toBeConfirmed: z.boolean(),
    moves: z.array(
      z.strictObject({
        what: z.enum(['lot', 'build', 'sale', 'return', 'adjustment', 'waste']),
        /** The lot, or the document. */
        id,
        label: z.string(),
        product: z.string(),
        before: money,
        after: money,
        /** A build whose lot is among the moves: what it moves is counted there. */
        passesOn: z.boolean(),
      }),
    ),
    /** What nobody can take: it goes to *adjustment*. With every move that does not pass on, it comes to the difference. */
    rest: money,
  }),
  errors: [...correctionErrors],
})

/**
 * Late cost: the difference follows the goods, wherever they are now. A cost to be confirmed is confirmed by it, also by the
 * same cost; `toBeConfirmed` is the way back, for a line that was received at a guess.
 */
export const receiptCorrectCost = command({
  name: 'receipt.correct_cost',
  version: 1,
  permission: 'costs',
  input: z.strictObject({ ...costCorrection, toBeConfirmed: z.boolean().default(false) }),
  output: z.strictObject({ receiptId: id, postingId: id, difference: money }),
  errors: [...correctionErrors, 'correction.changes_nothing', 'correction.was_no_guess'],
})

/**
 * A line's received quantity was not what was written: the lot is corrected, not below what was used. `purchase` is the unit
 * that the line was typed in.
 */
export const receiptCorrectQuantity = command({
  name: 'receipt.correct_quantity',
  version: 1,
  permission: 'costs',
  input: z.strictObject({ receiptId: id, lineNo: z.int().positive(), quantity: quantityTyped, unit: unitTyped.default('stock'), reason: quantityReason }),
  output: z.strictObject({ receiptId: id, postingId: id, difference: quantity }),
  errors: [...correctionErrors, 'correction.changes_nothing', 'correction.below_used', 'product.no_purchase_unit', 'quantity.not_exact'],
})

/** Approves an executed build: its lot appears. */
export const buildApprove = command({
  name: 'build.approve',
  version: 1,
  permission: 'quality',
  input: z.strictObject({ buildId: id }),
  output: z.strictObject({ buildId: id, postingId: id, lotId: id, lotNumber: z.string(), value: money }),
  errors: ['build.not_found', 'build.not_in_review', 'lot.number_in_use', 'amount.too_large'],
})

/** Rejects an executed build: everything, nothing or part of its material goes back to the lots it came from. */
export const buildReject = command({
  name: 'build.reject',
  version: 1,
  permission: 'quality',
  input: z.strictObject({
    buildId: id,
    reason: rejectionReason,
    recovery: recoveryTyped,
    notes: z.string().trim().max(2000),
  }),
  output: z.strictObject({ buildId: id, postingId: id, recovered: money, wasted: money }),
  errors: ['build.not_found', 'build.not_in_review', 'build.recovers_too_much', 'amount.too_large'],
})

const undone = { input: z.strictObject({ buildId: id }), output: z.strictObject({ buildId: id, postingId: id }) }

/** Puts an approved build back in review while its lot is whole. */
export const buildUndoApproval = command({
  name: 'build.undo_approval',
  version: 1,
  permission: 'quality',
  ...undone,
  errors: ['build.not_found', 'build.not_approved', 'document.in_the_way', 'amount.too_large'],
})

/** Puts a rejected build back in review while what was recovered is still there. */
export const buildUndoRejection = command({
  name: 'build.undo_rejection',
  version: 1,
  permission: 'quality',
  ...undone,
  errors: ['build.not_found', 'build.not_rejected', 'build.recovered_is_gone', 'amount.too_large'],
})

const onHandFigures = z.strictObject({ quantity, value: money })
const productUnit = z.strictObject({ productId: id, sku: z.string(), unit: z.string() })

/**
 * What taking a document back would do, before it is done: voiding a receipt, sale or return, reversing a build or an
 * adjustment. A refusal is the one the command would give, with every document in the way.
 */
export const documentPreviewReversal = query({
  name: 'document.preview_reversal',
  version: 1,
  input: z.strictObject({ kind: documentKind, id }),
  output: z.strictObject({
    document: z.strictObject({ kind: documentKind, id, reference: z.string() }),
    /** The day it would bear: today. */
    businessDate: z.string(),
    /** Every lot and pool that would move, by product and in the order they are drawn. */
    lots: z.array(
      z.strictObject({
        lotId: id,
        number: z.string(),
        product: productUnit,
        /** One pool per product holds its stock while receiving is off; with receiving on it is the legacy lot. */
        pool: z.boolean(),
        /** It would be gone: the document made it. */
        voided: z.boolean(),
        before: onHandFigures,
        after: onHandFigures,
        /** Of the value that leaves it, what an average made of what had come in: above zero lost, below zero gained. */
        toAdjustment: money,
      }),
    ),
    /** What each account outside the stock would get, `adjustment` included; value that leaves it is below zero. */
    accounts: z.array(z.strictObject({ account: z.string(), value: money })),
    /** The difference that goes to *adjustment* because something left at an average since; 0 when all is exact. */
    toAdjustment: money,
    /** Shortages that would open (above zero) or close (below zero). */
    shortages: z.array(z.strictObject({ product: productUnit, quantity, value: money })),
  }),
  errors: [
    'receipt.not_found',
    'build.not_found',
    'build.is_rejected',
    'adjustment.not_found',
    'sale.not_found',
    'sale.voided',
    'document.not_posted',
    'document.already_reversed',
    'document.in_the_way',
    'amount.too_large',
  ],
})

const asOfRow = z.strictObject({
  id,
  label: z.string(),
  quantity,
  value: money,
  /** Why less than nothing was there: the first document by that day that took what came later, and when that came; `null` when it is not below zero. */
  belowZero: z
    .strictObject({
      document: z.strictObject({ kind: documentKind, id, reference: z.string() }),
      businessDate: z.string(),
      /** The day of the lot it drew; `null` when it has drawn nothing and is still short. */
      receivedOn: z.string().nullable(),
    })
    .nullable(),
})

/**
 * Stock as of a business date, as known at an instant (`null`: now). A quantity is on hand: lots less open shortages; a
 * value is that of the lots.
 */
export const stockAsOf = query({
  name: 'stock.as_of',
  version: 1,
  input: z.strictObject({ businessDate: z.iso.date(), knownAt: z.iso.datetime().nullable(), by: z.enum(['product', 'lot']), productId: id.nullable() }),
  output: z.strictObject({ rows: z.array(asOfRow), value: money }),
  errors: [],
})
