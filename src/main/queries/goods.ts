import type { DocumentKind } from '../../shared/errors.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { accountOfReason } from '../domain/adjustment.ts'
import { referenceOf, type DocumentRef } from '../domain/document.ts'
import { adjustmentOf } from '../ledger/adjustment-documents.ts'
import { buildState } from '../ledger/quality.ts'
import { referenceOfDocument } from '../ledger/reversals.ts'
import { saleHead, saleName } from '../ledger/sale-documents.ts'
import type { NamedDocument } from './documents.ts'

/** What a document holds of a lot, netted: what was given back, by itself or by a return, is not in it. */
export interface HeldOfLot {
  readonly kind: DocumentKind
  readonly id: number
  readonly quantity: Quantity
  readonly value: Money
}

/** What a document put into a lot and did not take out again. */
export interface PutIntoLot extends HeldOfLot {
  /** Whether the lot came to be by it. */
  readonly made: 0 | 1
}

/** What a document holds of one of several lots. */
export interface DrawnLot {
  readonly lotId: number
  readonly quantity: Quantity
  readonly value: Money
}

/** Where goods end: they do not go into another lot from here. */
export type EndKind = 'sale' | 'return' | 'in_review' | 'waste' | 'adjustment'

const netOfOrigin = 'FROM entry e JOIN entry o ON o.entry_id = coalesce(e.follows_entry_id, e.entry_id)'

const statements = perConnection((db) => ({
  heldOf: db.prepare<[number], HeldOfLot>(
    `SELECT o.document_kind AS kind, o.document_id AS id, -sum(e.quantity) AS quantity, -sum(e.value) AS value
     ${netOfOrigin} WHERE e.lot_id = ? AND o.quantity < 0
     GROUP BY o.document_kind, o.document_id HAVING sum(e.quantity) < 0 ORDER BY min(o.entry_id)`,
  ),
  /** What documents put into a lot and did not take out again, its maker first. */
  putInto: db.prepare<[number], PutIntoLot>(
    `SELECT document_kind AS kind, document_id AS id, sum(quantity) AS quantity, sum(value) AS value, max(made) AS made
     FROM (SELECT o.entry_id, o.document_kind, o.document_id, (l.document_kind, l.document_id) = (o.document_kind, o.document_id) AS made,
             o.quantity + (SELECT coalesce(sum(c.quantity), 0) FROM entry c WHERE c.follows_entry_id = o.entry_id) AS quantity,
             o.value + (SELECT coalesce(sum(c.value), 0) FROM entry c WHERE c.follows_entry_id = o.entry_id) AS value
           FROM entry o JOIN lot l USING (lot_id) WHERE o.lot_id = ? AND o.follows_entry_id IS NULL AND o.quantity > 0)
     GROUP BY document_kind, document_id HAVING sum(quantity) > 0 ORDER BY min(entry_id)`,
  ),
  drawnBy: db.prepare<[number], DrawnLot>(
    `SELECT lot_id AS lotId, -sum(quantity) AS quantity, -sum(value) AS value FROM entry
     WHERE document_kind = 'build' AND document_id = ? AND lot_id IS NOT NULL GROUP BY lot_id HAVING sum(quantity) < 0 ORDER BY min(entry_id)`,
  ),
  ownLot: db
    .prepare<[number], number>(
      "SELECT lot_id FROM lot WHERE document_kind = 'build' AND document_id = ? AND voided_by_posting_id IS NULL AND number NOT GLOB 'LEGACY-*' LIMIT 1",
    )
    .pluck(),
  /** The pool a build's goods joined, while they are in it. */
  joined: db
    .prepare<[number], number>(
      `SELECT e.lot_id ${netOfOrigin} WHERE e.document_kind = 'build' AND e.document_id = ? AND e.lot_id IS NOT NULL AND o.quantity > 0
       GROUP BY e.lot_id HAVING sum(e.quantity) > 0 LIMIT 1`,
    )
    .pluck(),
  dateOfPosting: db.prepare<[number], string>('SELECT business_date FROM posting WHERE posting_id = ?').pluck(),
  rejection: db.prepare<[number], string>('SELECT reason FROM build_rejection WHERE posting_id = ?').pluck(),
  buildDate: db.prepare<[number], string>('SELECT business_date FROM build WHERE build_id = ?').pluck(),
}))

/** Every document that holds goods of a lot, in the order in which each first drew on it. */
export function heldOfLot(db: Database, lotId: number): HeldOfLot[] {
  return statements(db).heldOf.all(lotId)
}

/** Every document whose goods are in a lot, or were when they left it again: the one that made it first. */
export function putIntoLot(db: Database, lotId: number): PutIntoLot[] {
  return statements(db).putInto.all(lotId)
}

/** The lots of which a build holds goods, in the order in which it drew them. */
export function drawnByBuild(db: Database, buildId: number): DrawnLot[] {
  return statements(db).drawnBy.all(buildId)
}

/** The lot into which a build's goods went; `undefined` while it is in review, rejected or taken back. */
export function lotOfBuild(db: Database, buildId: number): number | undefined {
  return statements(db).ownLot.get(buildId) ?? statements(db).joined.get(buildId)
}

/** A document with the name it goes by: a sale by its own reference, when it has one. */
export function nameGoodsDocument(db: Database, document: DocumentRef): NamedDocument {
  const head = document.kind === 'sale' ? saleHead(db, document.id) : undefined
  return { ...document, reference: head === undefined ? referenceOfDocument(db, document) : saleName(head) }
}

/** A document at which goods end, as a screen names it. */
export interface GoodsEnd {
  readonly what: EndKind
  readonly document: NamedDocument
  readonly businessDate: string
  /** Of sales and returns. */
  readonly customer: string | null
  /** Why it was rejected or adjusted; empty for others. */
  readonly reason: string
  /** What a build was to make. */
  readonly productId: number | null
}

/** Tells how goods ended that went into no lot. Throws for a document that no goods can end in. */
export function endOfGoods(db: Database, document: DocumentRef): GoodsEnd {
  if (document.kind === 'sale') return endInSale(db, document.id)
  if (document.kind === 'build') return endInBuild(db, document.id)
  const adjustment = document.kind === 'adjustment' ? adjustmentOf(db, document.id) : undefined
  if (adjustment === undefined) throw new Error(`goods went into ${document.kind} ${document.id}`)
  const { number, reason, businessDate } = adjustment
  const what = accountOfReason(reason) === 'waste' ? 'waste' : 'adjustment'
  return { what, document: { ...document, reference: referenceOf('adjustment', number) }, businessDate, customer: null, reason, productId: null }
}

function endInSale(db: Database, id: number): GoodsEnd {
  const head = saleHead(db, id)
  if (head === undefined) throw new Error(`sale ${id} is gone`)
  const document = { kind: 'sale', id, reference: saleName(head) } as const
  return { what: head.kind, document, businessDate: head.saleOn, customer: head.customer, reason: '', productId: null }
}

function endInBuild(db: Database, id: number): GoodsEnd {
  const state = buildState(db, id)
  if (state === undefined || (state.status !== 'in_review' && state.status !== 'rejected')) throw new Error(`build ${id} holds draws and made no lot`)
  const { postingId, reference, head } = state
  const named = { document: { kind: 'build', id, reference }, customer: null, productId: head.productId } as const
  if (state.status === 'in_review') return { ...named, what: 'in_review', businessDate: statements(db).buildDate.get(id) ?? '', reason: '' }
  return { ...named, what: 'waste', businessDate: statements(db).dateOfPosting.get(postingId) ?? '', reason: statements(db).rejection.get(postingId) ?? '' }
}
