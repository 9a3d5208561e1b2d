import { z } from 'zod'
import { documentKind } from '../errors.ts'
import { query } from './define.ts'
import { id, money, quantity, sortedPage, wholeList } from './figures.ts'

export const lotStatus = z.enum(['active', 'exhausted', 'voided'])

export const lotRow = z.strictObject({
  lotId: id,
  number: z.string(),
  product: z.strictObject({ productId: id, sku: z.string(), name: z.string(), unit: z.string() }),
  status: lotStatus,
  receivedOn: z.string(),
  made: quantity,
  remaining: quantity,
  value: money,
  /** Value ÷ remaining, for display; `null` when it is empty. */
  unitCost: money.nullable(),
  /** What it was received at is a guess still. */
  costToBeConfirmed: z.boolean(),
  supplierLot: z.string().nullable(),
  expiresOn: z.string().nullable(),
  /** The receipt or build it came from. */
  source: z.strictObject({ kind: documentKind, id, reference: z.string() }),
})
export type LotRow = z.infer<typeof lotRow>

/** By product in the order they will be drawn. Each word of `search` is in number, supplier lot, product, or the document or supplier it came from. */
export const lotList = query({
  name: 'lot.list',
  version: 1,
  input: z.strictObject({
    search: z.string().trim().max(120),
    productId: id.nullable(),
    status: lotStatus.nullable(),
    ...sortedPage(['product', 'number', 'receivedOn', 'status', 'remaining', 'unitCost', 'value']),
  }),
  output: z.strictObject({ lots: z.array(lotRow), ...wholeList }),
  errors: [],
})

/** A lot with every movement it had, oldest first; their quantities sum to what remains, their values to what it is worth. */
export const lotGet = query({
  name: 'lot.get',
  version: 1,
  input: z.strictObject({ lotId: id }),
  output: z.strictObject({
    lot: lotRow,
    movements: z.array(
      z.strictObject({
        entryId: id,
        postingId: id,
        businessDate: z.string(),
        kind: z.string(),
        document: z.strictObject({ kind: documentKind, id, reference: z.string() }),
        quantity,
        value: money,
        remainingAfter: quantity,
        valueAfter: money,
      }),
    ),
    /** The lots its own build drew from, with what was drawn; empty for a received lot. */
    madeFrom: z.array(z.strictObject({ lotId: id, number: z.string(), sku: z.string(), unit: z.string(), quantity, value: money })),
    /** The lots that builds made from it and still hold its goods. */
    wentInto: z.array(z.strictObject({ lotId: id, number: z.string(), sku: z.string(), quantity, value: money })),
  }),
  errors: ['lot.not_found'],
})
