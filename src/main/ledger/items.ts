import type { ItemKind } from '../domain/item-matching.ts'
import { ownedBy, type OwnedField } from '../domain/item-changes.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'

/** A mirrored item as rules need it. Figures are millionths. */
export interface StoredItem {
  readonly accountingItemId: number
  readonly kind: ItemKind
  readonly name: string
  readonly sku: string
  readonly active: boolean
  readonly tracksQuantity: boolean
  readonly quantity: number | null
  readonly purchaseCost: number | null
  readonly unitPrice: number | null
  /** The product it is linked to. */
  readonly productId: number | null
}

type Row = Omit<StoredItem, 'active' | 'tracksQuantity'> & { readonly active: 0 | 1; readonly tracksQuantity: 0 | 1 }

const columns = `i.accounting_item_id AS accountingItemId, i.kind, i.name, i.sku, i.active, i.tracks_quantity AS tracksQuantity,
  i.quantity_on_hand AS quantity, i.purchase_cost AS purchaseCost, i.unit_price AS unitPrice, l.product_id AS productId`

const statements = perConnection((db) => ({
  item: db.prepare<[number], Row>(`SELECT ${columns} FROM accounting_item i LEFT JOIN item_link l USING (accounting_item_id) WHERE i.accounting_item_id = +?`),
  ofProduct: db.prepare<[number], Row>(`SELECT ${columns} FROM item_link l JOIN accounting_item i USING (accounting_item_id) WHERE l.product_id = +?`),
  source: db.prepare<[], string | null>("SELECT value_json ->> 'source' FROM setting WHERE name = 'accounting'").pluck(),
  connected: db.prepare<[], number>('SELECT connected FROM accounting_company').pluck(),
}))

/** An item of the mirror with the product it is linked to; `undefined` when there is none. */
export function storedItem(db: Database, accountingItemId: number): StoredItem | undefined {
  const row = statements(db).item.get(accountingItemId)
  return row === undefined ? undefined : toItem(row)
}

/** The item a product is linked to; `undefined` when it is linked to none. */
export function itemOfProduct(db: Database, productId: number): StoredItem | undefined {
  const row = statements(db).ofProduct.get(productId)
  return row === undefined ? undefined : toItem(row)
}

/** Whether a connected accounting company is the source of the catalogue: it owns what its items say of linked products. */
export function isSourceOfCatalogue(db: Database): boolean {
  return statements(db).source.get() === 'sync' && statements(db).connected.get() === 1
}

/** Which fields of a product the accounting company owns now. */
export function ownedFieldsOf(db: Database, productId: number): readonly OwnedField[] {
  const item = isSourceOfCatalogue(db) ? itemOfProduct(db, productId) : undefined
  return item === undefined ? [] : ownedBy(item)
}

function toItem({ active, tracksQuantity, ...rest }: Row): StoredItem {
  return { ...rest, active: active === 1, tracksQuantity: tracksQuantity === 1 }
}
