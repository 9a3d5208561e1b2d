import { ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { explainQuantity, perhapsOf, type QuantityReason } from '../domain/reconcile.ts'
import { foundQuantities } from '../outbox/findings.ts'
import { pendingParts, utcInstant } from '../outbox/pending.ts'
import { quantitiesWaiting } from '../ledger/sales-waiting.ts'
import { channelNow } from './sales-last-sync.ts'
import type { QueryHandler } from './context.ts'
import { lastWholeItemRun } from './item-rows.ts'

interface ItemColumns {
  readonly accountingItemId: number
  readonly externalId: string
  readonly itemName: string
  readonly quantityAt: string
  readonly there: number
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly finishedGood: 0 | 1
  readonly here: number
}

const linked = `item_link l JOIN accounting_item i USING (accounting_item_id) JOIN product p USING (product_id) JOIN product_balance b USING (product_id)
  WHERE i.tracks_quantity = 1 AND i.quantity_on_hand IS NOT NULL AND i.quantity_at IS NOT NULL`
const apart = 'AND b.quantity <> i.quantity_on_hand'
const columns = `i.accounting_item_id AS accountingItemId, i.external_id AS externalId, i.name AS itemName, i.quantity_at AS quantityAt, i.quantity_on_hand AS there,
  p.product_id AS productId, p.sku, p.name, p.unit, p.kind = 'finished_good' AS finishedGood, b.quantity AS here`

const statements = perConnection((db) => ({
  all: db.prepare<[number, number], ItemColumns>(`SELECT ${columns} FROM ${linked} ORDER BY p.sku_order, p.product_id LIMIT +? OFFSET +?`),
  apart: db.prepare<[number, number], ItemColumns>(`SELECT ${columns} FROM ${linked} ${apart} ORDER BY p.sku_order, p.product_id LIMIT +? OFFSET +?`),
  byHand: db.prepare<[], { productId: number; quantity: number }>(
    `SELECT l.product_id AS productId, sum(l.quantity) AS quantity FROM export_document d INDEXED BY export_document_by_hand JOIN export_line l USING (export_id)
     WHERE d.state = 'not_exported' AND d.why_json ->> '$[0].code' = 'done_by_hand' AND l.product_id IS NOT NULL GROUP BY l.product_id`,
  ),
  countAll: db.prepare<[], number>(`SELECT count(*) FROM ${linked}`).pluck(),
  countApart: db.prepare<[], number>(`SELECT count(*) FROM ${linked} ${apart}`).pluck(),
}))

/** Linked items whose quantity there is another than the stock here. */
export function countItemsApart(db: Database): number {
  return statements(db).countApart.get() ?? 0
}

/** Linked items with the stock here and there, each difference divided over what is known of it. */
export const listReconciledItems: QueryHandler<'reconcile.items'> = ({ db }, { limit, offset, apartOnly }) => {
  const rows = (apartOnly ? statements(db).apart : statements(db).all).all(limit, offset)
  const explain = explainer(db)
  const wholeRun = lastWholeItemRun(db)
  return ok({
    items: rows.map((row) => {
      const { accountingItemId, itemName, productId, sku, name, unit, here, there } = row
      return { item: { accountingItemId, name: itemName }, product: { productId, sku, name, unit }, here, there, ...explain(row, wholeRun) }
    }),
    total: (apartOnly ? statements(db).countApart : statements(db).countAll).get() ?? 0,
    toldAt: wholeRun === '' ? (rows[0]?.quantityAt ?? null) : wholeRun,
  })
}

/** What is known of each item, read once however many are asked about. */
function explainer(db: Database) {
  const found = foundQuantities(db)
  const pendingAt = new Map<string, ReadonlyMap<number, Partial<Record<QuantityReason, number>>>>()
  const byHand = new Map(statements(db).byHand.all().map(({ productId, quantity }) => [productId, quantity]))
  const pullsSales = channelNow(db)?.active === true
  return ({ externalId, productId, quantityAt, finishedGood, here, there }: ItemColumns, wholeRun: string) => {
    const toldAt = quantityAt > wholeRun ? quantityAt : wholeRun
    const pending = pendingAt.get(toldAt) ?? pendingByProduct(db, toldAt)
    pendingAt.set(toldAt, pending)
    const explained = explainQuantity(here, there, { ...found.get(externalId), ...pending.get(productId) })
    const { unexplained } = explained
    return { ...explained, perhaps: perhapsOf({ unexplained, byHand: byHand.get(productId) ?? 0, finishedGood: finishedGood === 1, pullsSales }) }
  }
}

function pendingByProduct(db: Database, toldAt: string): ReadonlyMap<number, Partial<Record<QuantityReason, number>>> {
  const products = new Map<number, Partial<Record<QuantityReason, number>>>()
  const salesWaiting = quantitiesWaiting(db, utcInstant(db, toldAt))
  for (const [reason, moved] of Object.entries({ ...pendingParts(db, toldAt), sales_waiting: salesWaiting })) {
    for (const { productId, quantity } of moved) products.set(productId, { ...products.get(productId), [reason]: quantity })
  }
  return products
}
