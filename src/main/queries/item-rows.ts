import type { ItemKind, ItemRow } from '../../shared/contract/item.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { compareQuantities } from '../domain/item-quantities.ts'
import { companySettings } from '../ledger/company.ts'
import { isSourceOfCatalogue } from '../ledger/items.ts'
import { pendingQuantities } from '../outbox/pending.ts'

/** An item as prepared SQL reads it with `itemColumns`. */
export interface StoredItemRow {
  readonly accountingItemId: number
  readonly externalId: string
  readonly kind: ItemKind
  readonly name: string
  readonly fullName: string
  readonly sku: string
  readonly active: 0 | 1
  readonly notProduct: 0 | 1
  readonly tracksQuantity: 0 | 1
  readonly quantity: number | null
  readonly quantityAt: string | null
  readonly purchaseCost: number | null
  readonly unitPrice: number | null
  readonly productId: number | null
  readonly productSku: string | null
  readonly productName: string | null
  readonly unit: string | null
  readonly onHand: number | null
}

/** SQL for the columns of an item's row; `i` is the item, `p` its product and `b` that product's balance. */
export const itemColumns = `i.accounting_item_id AS accountingItemId, i.external_id AS externalId, i.kind, i.name, i.full_name AS fullName, i.sku,
  i.active, EXISTS (SELECT 1 FROM item_not_product n WHERE n.accounting_item_id = i.accounting_item_id) AS notProduct,
  i.tracks_quantity AS tracksQuantity, i.quantity_on_hand AS quantity, i.quantity_at AS quantityAt, i.purchase_cost AS purchaseCost, i.unit_price AS unitPrice,
  p.product_id AS productId, p.sku AS productSku, p.name AS productName, p.unit, b.quantity AS onHand`

/** SQL for an item's product and its balance, from the item. */
export const withProduct = `LEFT JOIN item_link l ON l.accounting_item_id = i.accounting_item_id LEFT JOIN product p ON p.product_id = l.product_id
  LEFT JOIN product_balance b ON b.product_id = p.product_id`

const statements = perConnection((db) => ({
  lastWholeRun: db
    .prepare<[], string>(
      `SELECT cursor FROM sync_run WHERE kind = 'items' AND cursor IS NOT NULL AND ended_at IS NOT NULL
         AND summary_json ->> 'problem' IS NULL AND NOT summary_json ->> 'cancelled' ORDER BY sync_run_id DESC LIMIT 1`,
    )
    .pluck(),
}))

/** The company's own clock when all items were last told; empty before that. What was found unchanged was told again then. */
export function lastWholeItemRun(db: Database): string {
  return statements(db).lastWholeRun.get() ?? ''
}

/** The rows as they are answered, each quantity beside the stock here and what has not arrived there. */
export function toItemRows(db: Database, rows: readonly StoredItemRow[]): ItemRow[] {
  const wholeRun = lastWholeItemRun(db)
  const company = { receiving: companySettings(db).receiving, sync: isSourceOfCatalogue(db) }
  const pendingAt = new Map<string, ReadonlyMap<number, number>>()
  /** A quantity that a whole run found unchanged was told again then. */
  const pendingOf = ({ productId, quantityAt }: StoredItemRow): number => {
    if (productId === null || quantityAt === null) return 0
    const toldAt = quantityAt > wholeRun ? quantityAt : wholeRun
    const pending = pendingAt.get(toldAt) ?? pendingQuantities(db, toldAt)
    pendingAt.set(toldAt, pending)
    return pending.get(productId) ?? 0
  }
  return rows.map((row) => toItemRow(row, pendingOf(row), company))
}

function toItemRow(row: StoredItemRow, pending: number, company: { readonly receiving: boolean; readonly sync: boolean }): ItemRow {
  const { accountingItemId, externalId, kind, name, fullName, sku, purchaseCost, unitPrice, productId, productSku, productName, unit, onHand } = row
  const quantity = row.tracksQuantity === 1 ? row.quantity : null
  const comparable = productId !== null && quantity !== null && onHand !== null
  const compared = comparable ? compareQuantities({ onHand, told: quantity, pending }, company) : null
  return {
    accountingItemId,
    externalId,
    kind,
    name,
    fullName,
    sku,
    active: row.active === 1,
    state: productId !== null ? 'linked' : row.notProduct === 1 ? 'not_product' : 'unlinked',
    quantity,
    purchaseCost,
    unitPrice,
    product: productId === null ? null : { productId, sku: productSku ?? '', name: productName ?? '', unit: unit ?? '', onHand: onHand ?? 0 },
    pending,
    difference: compared?.difference ?? null,
    differenceReason: compared?.reason ?? null,
  }
}
