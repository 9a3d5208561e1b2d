import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import type { DocumentRef } from '../domain/document.ts'
import { recall, wholeOf, type Holding, type RecalledLot } from '../domain/recall.ts'
import { referenceOfDocument } from '../ledger/reversals.ts'
import type { QueryHandler } from './context.ts'
import { endsOfGoods, heldOfLots, lotsOfBuilds, type GoodsEnd } from './goods.ts'
import { describeLot, describeLots, nameProduct, type DescribedLot } from './lot-rows.ts'

/** A part at which goods ended, with what was drawn for it from the lot it was drawn from. */
interface Ended extends GoodsEnd {
  readonly productId: number
  readonly quantity: number
}

const statements = perConnection((db) => ({
  content: db.prepare<[number], { remaining: number; productId: number }>('SELECT remaining, product_id AS productId FROM lot_balance WHERE lot_id = ?'),
  /** What counts found missing of a received lot: delivered, and not there any more. */
  countedAway: db.prepare<[number], { quantity: number; businessDate: string }>(
    `SELECT -sum(e.quantity) AS quantity, max(t.business_date) AS businessDate
     FROM lot l JOIN receipt_correction c ON l.document_kind = 'receipt' AND c.receipt_id = l.document_id AND c.line_no = l.document_line_no
     JOIN entry e ON e.posting_id = c.posting_id AND e.lot_id = l.lot_id JOIN posting t ON t.posting_id = c.posting_id
     WHERE l.lot_id = ? AND l.voided_by_posting_id IS NULL AND c.reason = 'count' HAVING sum(e.quantity) < 0`,
  ),
}))

/** The recall sheet: where all that a lot was made with is now, by exact proportion through whatever it became. */
export const recallLot: QueryHandler<'lot.recall'> = ({ db }, { lotId }) => {
  const root = describeLot(db, lotId)
  if (root === undefined) return err(appError('lot.not_found', { lotId }))
  const lots = lotsReached(db, root)
  const parts = recall(lotId, lots)
  const ended = merged(parts.flatMap((part) => (part.in === 'end' ? [{ ...part.end, attributable: part.attributable }] : [])))
  const inLots = new Map<number, number>()
  for (const part of parts) if (part.in === 'lot') inLots.set(part.lotId, (inLots.get(part.lotId) ?? 0) + part.attributable)
  const there = [...inLots.keys()].filter((id) => (inLots.get(id) ?? 0) > 0 || (lots.get(id)?.remaining ?? 0) > 0)
  const onHand = [...describeLots(db, there).values()].map((lot) => onHandRow(lot, inLots.get(lot.lotId) ?? 0))
  const products = new Map([...new Set(ended.map(({ productId }) => productId))].map((id) => [id, nameProduct(db, id)]))
  const rows = (what: GoodsEnd['what'][]) => ended.filter((end) => what.includes(end.what)).map((end) => ({ ...end, product: products.get(end.productId) ?? nameProduct(db, end.productId) }))
  const lists = {
    onHand,
    sold: rows(['sale', 'return']).map(({ document, customer, businessDate, product, quantity, attributable }) => ({ document, customer: customer ?? '', saleOn: businessDate, product, quantity, attributable })),
    inReview: rows(['in_review']).map(({ document, businessDate, product, quantity, attributable }) => ({ document, businessDate, product, quantity, attributable })),
    wasted: rows(['waste']).map(withReason),
    adjusted: rows(['adjustment']).map(withReason),
  }
  const { number, product, status, receivedOn, supplier, supplierLot, expiresOn, source } = root
  const lot = { lotId, number, product, status, receivedOn, supplier, supplierLot, expiresOn, source }
  const whole = lots.get(lotId)
  return ok({ lot, whole: whole === undefined ? 0 : wholeOf(whole), ...lists, totals: totalsOf(lists) })
}

/** Lots whose holders are looked up together. */
const atOnce = 256

/** Every lot that holds goods of the first, itself first, each with what holds its goods. */
function lotsReached(db: Database, root: DescribedLot): Map<number, RecalledLot<Ended>> {
  const lots = new Map<number, RecalledLot<Ended>>()
  const met = new Set([root.lotId])
  const queue = [root.lotId]
  for (let place = 0; place < queue.length; ) {
    const next = queue.slice(place, place + atOnce)
    place += next.length
    for (const lot of heldWithEnds(db, next)) {
      lots.set(lot.lotId, lot.lotId === root.lotId ? { ...lot, held: [...lot.held, ...countedAway(db, root)] } : lot)
      for (const holding of lot.held) {
        if (holding.to !== 'lot' || met.has(holding.lotId)) continue
        met.add(holding.lotId)
        queue.push(holding.lotId)
      }
    }
  }
  return lots
}

/** Lots with what remains in them, and where the rest of each is. */
function heldWithEnds(db: Database, lotIds: readonly number[]): RecalledLot<Ended>[] {
  const held = heldOfLots(db, lotIds)
  const all = [...held.values()].flat()
  const made = lotsOfBuilds(db, [...new Set(all.filter(({ kind }) => kind === 'build').map(({ id }) => id))])
  const keyOf = ({ kind, id }: DocumentRef) => `${kind} ${id}`
  const ending = new Map(all.filter(({ kind, id }) => kind !== 'build' || !made.has(id)).map(({ kind, id }) => [keyOf({ kind, id }), { kind, id }]))
  const ends = new Map(endsOfGoods(db, [...ending.values()]).map((end) => [keyOf(end.document), end]))
  return lotIds.map((lotId) => {
    const content = statements(db).content.get(lotId)
    if (content === undefined) throw new Error(`lot ${lotId} has no balance`)
    const holdings = (held.get(lotId) ?? []).map(({ kind, id, quantity }): Holding<Ended> => {
      const end = ends.get(keyOf({ kind, id }))
      if (end !== undefined) return { to: 'end', end: { ...end, productId: content.productId, quantity }, quantity }
      return { to: 'lot', lotId: made.get(id) ?? 0, quantity }
    })
    return { lotId, remaining: content.remaining, held: holdings }
  })
}

function countedAway(db: Database, { lotId, source, product: { productId } }: DescribedLot): Holding<Ended>[] {
  const counted = statements(db).countedAway.get(lotId)
  if (counted === undefined) return []
  const { quantity, businessDate } = counted
  const document = { ...source, reference: referenceOfDocument(db, source) }
  return [{ to: 'end', quantity, end: { what: 'adjustment', document, businessDate, customer: null, reason: 'count', productId, quantity } }]
}

type Part = Ended & { readonly attributable: number }

/** One row per document and product: it may have drawn on several of the lots. */
function merged(parts: readonly Part[]): Part[] {
  const rows = new Map<string, Part>()
  for (const part of parts) {
    const key = `${part.document.kind} ${part.document.id} ${part.productId}`
    const before = rows.get(key)
    rows.set(key, before === undefined ? part : { ...part, quantity: before.quantity + part.quantity, attributable: before.attributable + part.attributable })
  }
  return [...rows.values()]
}

function onHandRow({ lotId, number, product, receivedOn, source, remaining }: DescribedLot, attributable: number) {
  return { lotId, number, product, receivedOn, source, remaining, attributable }
}

function withReason({ document, businessDate, reason, product, quantity, attributable }: Part & { readonly product: ReturnType<typeof nameProduct> }) {
  return { document, businessDate, reason, product, quantity, attributable }
}

function totalsOf<Name extends string>(lists: Readonly<Record<Name, readonly { readonly attributable: number }[]>>): Record<Name, number> {
  const totals = Object.entries<readonly { readonly attributable: number }[]>(lists).map(([name, rows]) => [name, rows.reduce((sum, { attributable }) => sum + attributable, 0)])
  return Object.fromEntries(totals) as Record<Name, number>
}
