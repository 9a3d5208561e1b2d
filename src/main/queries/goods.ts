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
import { saleName } from '../ledger/sale-documents.ts'
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

type EntryOfLot = [lotId: number, entryId: number, follows: number | null, kind: DocumentKind, id: number, quantity: Quantity, value: Money]
interface PutRow extends PutIntoLot {
  readonly lotId: number
}

type Held = { -readonly [K in keyof HeldOfLot]: HeldOfLot[K] }

const netOfOrigin = 'FROM entry e JOIN entry o ON o.entry_id = coalesce(e.follows_entry_id, e.entry_id)'

/** Many at once, in the order in which their ids are given: asking costs more than what is found. */
const statements = perConnection((db) => ({
  /** Row by row, oldest first: whatever changes a draw is on the same lot and younger, so one pass nets them. */
  entriesOfLots: db
    .prepare<[string], EntryOfLot>(
      `SELECT e.lot_id, e.entry_id, e.follows_entry_id, e.document_kind, e.document_id, e.quantity, e.value
       FROM json_each(+?) j CROSS JOIN entry e ON e.lot_id = j.value
       WHERE e.quantity < 0 OR e.follows_entry_id IS NOT NULL ORDER BY j.key, e.entry_id`,
    )
    .raw(),
  putInto: db.prepare<[string], PutRow>(
    `SELECT o.lot_id AS lotId, o.document_kind AS kind, o.document_id AS id,
       o.quantity + (SELECT coalesce(sum(c.quantity), 0) FROM entry c WHERE c.follows_entry_id = o.entry_id) AS quantity,
       o.value + (SELECT coalesce(sum(c.value), 0) FROM entry c WHERE c.follows_entry_id = o.entry_id) AS value,
       (l.document_kind, l.document_id) = (o.document_kind, o.document_id) AS made
     FROM json_each(+?) j CROSS JOIN entry o ON o.lot_id = j.value CROSS JOIN lot l ON l.lot_id = j.value
     WHERE o.follows_entry_id IS NULL AND o.quantity > 0 ORDER BY j.key, o.entry_id`,
  ),
  drawnBy: db
    .prepare<[string], [buildId: number, lotId: number, quantity: number, value: number]>(
      `SELECT e.document_id, e.lot_id, e.quantity, e.value FROM json_each(+?) j CROSS JOIN entry e ON e.document_kind = 'build' AND e.document_id = j.value
       WHERE e.lot_id IS NOT NULL ORDER BY j.key, e.entry_id`,
    )
    .raw(),
  ownLots: db
    .prepare<[string], [buildId: number, lotId: number]>(
      `SELECT l.document_id, l.lot_id FROM json_each(+?) j CROSS JOIN lot l ON l.document_kind = 'build' AND l.document_id = j.value
       WHERE l.voided_by_posting_id IS NULL AND l.number NOT GLOB 'LEGACY-*'`,
    )
    .raw(),
  /** The pool a build's goods joined, while they are in it. */
  joined: db
    .prepare<[number], number>(
      `SELECT e.lot_id ${netOfOrigin} WHERE e.document_kind = 'build' AND e.document_id = +? AND e.lot_id IS NOT NULL AND o.quantity > 0
       GROUP BY e.lot_id HAVING sum(e.quantity) > 0 LIMIT 1`,
    )
    .pluck(),
  sales: db
    .prepare<[string], [saleId: number, kind: 'sale' | 'return', number: number, reference: string, customer: string, saleOn: string]>(
      `SELECT s.sale_id, s.kind, s.number, v.reference, v.customer, v.sale_on
       FROM json_each(+?) j CROSS JOIN sale s ON s.sale_id = j.value JOIN sale_version v ON v.sale_id = s.sale_id
       WHERE v.version = (SELECT max(n.version) FROM sale_version n WHERE n.sale_id = s.sale_id)`,
    )
    .raw(),
  dateOfPosting: db.prepare<[number], string>('SELECT business_date FROM posting WHERE posting_id = ?').pluck(),
  rejection: db.prepare<[number], string>('SELECT reason FROM build_rejection WHERE posting_id = ?').pluck(),
  buildDate: db.prepare<[number], string>('SELECT business_date FROM build WHERE build_id = ?').pluck(),
}))

/** By lot every document that holds goods of it, in the order in which each first drew on it. */
export function heldOfLots(db: Database, lotIds: readonly number[]): Map<number, HeldOfLot[]> {
  const drawers = new Map<number, Held>()
  const lots = new Map<number, Map<string, Held>>()
  for (const [lotId, entryId, follows, kind, id, quantity, value] of statements(db).entriesOfLots.all(JSON.stringify(lotIds))) {
    let drawer = drawers.get(follows ?? entryId)
    if (drawer === undefined) {
      if (quantity >= 0 || follows !== null) continue
      const held = lots.get(lotId) ?? new Map<string, Held>()
      lots.set(lotId, held)
      drawer = held.get(`${kind} ${id}`) ?? { kind, id, quantity: 0, value: 0 }
      held.set(`${kind} ${id}`, drawer)
      drawers.set(entryId, drawer)
    }
    drawer.quantity -= quantity
    drawer.value -= value
  }
  return new Map([...lots].map(([lotId, held]) => [lotId, [...held.values()].filter(({ quantity }) => quantity > 0)]))
}

/** By lot what was put into it and not taken out again, oldest first: by what made it, and by what joined it since. */
export function putIntoLots(db: Database, lotIds: readonly number[]): Map<number, PutIntoLot[]> {
  const lots = new Map<number, PutIntoLot[]>()
  for (const { lotId, ...put } of statements(db).putInto.all(JSON.stringify(lotIds))) {
    if (put.quantity <= 0) continue
    const before = lots.get(lotId)
    if (before === undefined) lots.set(lotId, [put])
    else before.push(put)
  }
  return lots
}

/** By build the lots of which it holds goods, in the order in which it drew them. */
export function drawnByBuilds(db: Database, buildIds: readonly number[]): Map<number, DrawnLot[]> {
  const builds = new Map<number, Map<number, { lotId: number; quantity: Quantity; value: Money }>>()
  for (const [buildId, lotId, quantity, value] of statements(db).drawnBy.all(JSON.stringify(buildIds))) {
    const lots = builds.get(buildId) ?? new Map<number, { lotId: number; quantity: Quantity; value: Money }>()
    builds.set(buildId, lots)
    const drawn = lots.get(lotId)
    if (drawn === undefined) lots.set(lotId, { lotId, quantity: 0 - quantity, value: 0 - value })
    else {
      drawn.quantity -= quantity
      drawn.value -= value
    }
  }
  return new Map([...builds].map(([buildId, lots]) => [buildId, [...lots.values()].filter(({ quantity }) => quantity > 0)]))
}

/** By build the lot into which its goods went; none while it is in review, rejected or taken back. */
export function lotsOfBuilds(db: Database, buildIds: readonly number[]): Map<number, number> {
  const lots = new Map(buildIds.length === 0 ? [] : statements(db).ownLots.all(JSON.stringify(buildIds)))
  for (const buildId of buildIds) {
    const pool = lots.has(buildId) ? undefined : statements(db).joined.get(buildId)
    if (pool !== undefined) lots.set(buildId, pool)
  }
  return lots
}

/** A document with the name it goes by: a sale by its own reference, when it has one. */
export function nameGoodsDocument(db: Database, document: DocumentRef): NamedDocument {
  return { ...document, reference: referenceOfDocument(db, document) }
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

/** Tells how goods ended that went into no lot, in the order of the documents. Throws for one that no goods can end in. */
export function endsOfGoods(db: Database, documents: readonly DocumentRef[]): GoodsEnd[] {
  const saleIds = documents.filter(({ kind }) => kind === 'sale').map(({ id }) => id)
  const sales = new Map(saleIds.length === 0 ? [] : statements(db).sales.all(JSON.stringify(saleIds)).map(([saleId, ...head]) => [saleId, head]))
  return documents.map(({ kind, id }) => {
    const head = kind === 'sale' ? sales.get(id) : undefined
    if (head === undefined) return kind === 'build' ? endInBuild(db, id) : endInAdjustment(db, { kind, id })
    const [what, number, reference, customer, saleOn] = head
    const document = { kind, id, reference: saleName({ reference, number }) }
    return { what, document, businessDate: saleOn, customer, reason: '', productId: null }
  })
}

function endInAdjustment(db: Database, document: DocumentRef): GoodsEnd {
  const adjustment = document.kind === 'adjustment' ? adjustmentOf(db, document.id) : undefined
  if (adjustment === undefined) throw new Error(`goods went into ${document.kind} ${document.id}`)
  const { number, reason, businessDate } = adjustment
  const what = accountOfReason(reason) === 'waste' ? 'waste' : 'adjustment'
  return { what, document: { ...document, reference: referenceOf('adjustment', number) }, businessDate, customer: null, reason, productId: null }
}

function endInBuild(db: Database, id: number): GoodsEnd {
  const state = buildState(db, id)
  if (state === undefined || (state.status !== 'in_review' && state.status !== 'rejected')) throw new Error(`build ${id} holds draws and made no lot`)
  const { postingId, reference, head } = state
  const named = { document: { kind: 'build', id, reference }, customer: null, productId: head.productId } as const
  if (state.status === 'in_review') return { ...named, what: 'in_review', businessDate: statements(db).buildDate.get(id) ?? '', reason: '' }
  return { ...named, what: 'waste', businessDate: statements(db).dateOfPosting.get(postingId) ?? '', reason: statements(db).rejection.get(postingId) ?? '' }
}
