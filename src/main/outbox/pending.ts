import type { Quantity } from '../../shared/units/quantity.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { buildsInReview } from '../ledger/in-review.ts'
import { openStates } from './rows.ts'

interface Moved {
  readonly productId: number
  readonly quantity: number
}

const statements = perConnection((db) => ({
  /** The same instant as UTC text with milliseconds; the accounting company tells its own in its own offset. */
  utc: db.prepare<[string], string | null>("SELECT strftime('%Y-%m-%dT%H:%M:%fZ', ?)").pluck(),
  queued: db.prepare<[], Moved>(
    `SELECT l.product_id AS productId, sum(l.quantity) AS quantity
     FROM export_document d INDEXED BY export_document_open JOIN export_line l USING (export_id)
     WHERE d.state IN ${openStates} AND l.product_id IS NOT NULL GROUP BY l.product_id`,
  ),
  acceptedLater: db.prepare<[string], Moved>(
    `SELECT l.product_id AS productId, sum(l.quantity) AS quantity
     FROM export_document d INDEXED BY export_document_accepted JOIN export_line l USING (export_id)
     WHERE d.accepted_at > +? AND l.product_id IS NOT NULL GROUP BY l.product_id`,
  ),
  drawnInReview: db.prepare<[string], Moved>(
    `SELECT e.product_id AS productId, sum(e.quantity) AS quantity FROM entry e
     WHERE e.document_kind = 'build' AND e.document_id IN (SELECT value FROM json_each(?)) AND e.account = 'lot' GROUP BY e.product_id`,
  ),
}))

/**
 * What moved here and is not in the quantities that the accounting company told at `asOfServerTime` (its own clock, with
 * any offset): of documents that it had not accepted by then, and of builds in review, which have no document yet. By
 * product, signed; a product that is not named has nothing pending. Throws for a time that is none.
 */
export function pendingQuantities(db: Database, asOfServerTime: string): ReadonlyMap<number, Quantity> {
  const sums = new Map<number, Quantity>()
  for (const part of Object.values(pendingParts(db, asOfServerTime))) {
    for (const { productId, quantity } of part) sums.set(productId, (sums.get(productId) ?? 0) + quantity)
  }
  return new Map([...sums].filter(([, quantity]) => quantity !== 0))
}

/** The same by why it is not in them: waiting to arrive, arrived since, or in review. Each product at most once in each. */
export function pendingParts(db: Database, asOfServerTime: string): { readonly [K in 'waiting' | 'arrived_since' | 'in_review']: readonly Moved[] } {
  const asOf = utcInstant(db, asOfServerTime)
  const review = [...buildsInReview(db)]
  return {
    waiting: statements(db).queued.all(),
    arrived_since: statements(db).acceptedLater.all(asOf),
    in_review: review.length === 0 ? [] : statements(db).drawnInReview.all(JSON.stringify(review)),
  }
}

/** An instant with any offset as UTC text with milliseconds. */
export function utcInstant(db: Database, instant: string): string {
  const utc = statements(db).utc.get(instant)
  if (utc === undefined || utc === null) throw new RangeError(`no instant: ${instant}`)
  return utc
}
