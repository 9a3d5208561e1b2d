import { foldText } from '../../shared/fold-text.ts'
import { naturalOrder } from '../../shared/natural-order.ts'
import { ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { sealOf } from '../database/seal.ts'
import { perConnection } from '../database/statements.ts'
import { transact } from '../database/transaction.ts'
import type { QuickbooksItem } from '../quickbooks/schemas.ts'

type Cell = string | number | null
/** The cells of a row in the order of the table's columns, without its id in front and its seal at the end. */
type Cells = Cell[]

type Known = readonly [externalId: string, accountingItemId: number, active: 0 | 1, quantityAt: string | null, seal: string]

const columns = [
  'external_id',
  'kind',
  'name',
  'full_name',
  'sku',
  'description',
  'active',
  'tracks_quantity',
  'quantity_on_hand',
  'quantity_at',
  'purchase_cost',
  'unit_price',
  'start_date',
  'asset_account',
  'sync_token',
  'updated_at',
  'search_text',
] as const
const placeOfActive = columns.indexOf('active')
const placeOfSku = columns.indexOf('sku')

const statements = perConnection((db) => ({
  /** All of a page in one question: a thousand questions take longer than their answers. */
  known: db
    .prepare<[string], Known>(
      `SELECT i.external_id, i.accounting_item_id, i.active, i.quantity_at, i.seal
       FROM json_each(?) told CROSS JOIN accounting_item i ON i.external_id = told.value`,
    )
    .raw(),
  lastId: db.prepare<[], number>('SELECT coalesce(max(accounting_item_id), 0) FROM accounting_item').pluck(),
  insert: db.prepare<Cell[]>(
    `INSERT INTO accounting_item (accounting_item_id, ${columns.join(', ')}, seal, sku_order) VALUES (?, ${columns.map(() => '?').join(', ')}, ?, ?)`,
  ),
  update: db.prepare<Cell[]>(`UPDATE accounting_item SET ${columns.map((column) => `${column} = ?`).join(', ')}, seal = ?, sku_order = ? WHERE accounting_item_id = ?`),
  nextActive: db
    .prepare<[number, string, number], number>(
      `SELECT accounting_item_id FROM accounting_item
       WHERE accounting_item_id > ? AND active = 1 AND kind IN (SELECT value FROM json_each(?)) ORDER BY accounting_item_id LIMIT +?`,
    )
    .pluck(),
  cells: db.prepare<[number], Cells>(`SELECT ${columns.join(', ')} FROM accounting_item WHERE accounting_item_id = ?`).raw(),
}))

/** What of a page is to be written, found without writing anything. */
export interface PagePlan {
  /** Of every row of the page that is in the mirror, or will be. */
  readonly ids: readonly number[]
  readonly writes: readonly Write[]
  /** Rows the mirror does not take: of a kind nobody asked for, or inactive before they were ever known. */
  readonly skipped: number
}

/** A row to be written, and what it is to the mirror. */
export interface Write {
  readonly accountingItemId: number
  readonly what: 'created' | 'updated' | 'deactivated'
  readonly cells: Cells
  readonly seal: string
}

/**
 * Holds a page against the mirror. A row whose seal would be the same is left as it is, with the time its quantity was first
 * told: what QuickBooks tells again changes nothing.
 *
 * @param toldAt QuickBooks' own clock, UTC, when it told this page
 */
export function planPage(db: Database, items: readonly QuickbooksItem[], toldAt: string): PagePlan {
  const knownRows = new Map(
    statements(db)
      .known.all(JSON.stringify(items.map(({ id }) => id)))
      .map((row) => [row[0], row]),
  )
  const ids: number[] = []
  const writes = new Map<string, Write>()
  let [lastId, skipped] = [statements(db).lastId.get() ?? 0, 0]
  for (const item of items) {
    const known = knownRows.get(item.id)
    if (item.kind === null || (known === undefined && !item.active)) skipped += 1
    else if (known === undefined) {
      // The same item twice on a page that shifted: the later one says what it is now.
      const accountingItemId = writes.get(item.id)?.accountingItemId ?? (lastId += 1)
      ids.push(accountingItemId)
      writes.set(item.id, sealed(accountingItemId, cellsOf(item, toldAt), 'created'))
    } else {
      const [, accountingItemId, wasActive, quantityAt, seal] = known
      ids.push(accountingItemId)
      if (sealOf([accountingItemId, ...cellsOf(item, quantityAt)]) === seal) continue
      writes.set(item.id, sealed(accountingItemId, cellsOf(item, toldAt), wasActive === 1 && !item.active ? 'deactivated' : 'updated'))
    }
  }
  return { ids, writes: [...writes.values()], skipped }
}

/** Writes rows of a plan, and in the same transaction whatever else belongs to them. */
export function writeRows(db: Database, writes: readonly Write[], together: () => void): void {
  transact<null, never>(db, () => {
    for (const { accountingItemId, what, cells, seal } of writes) {
      const order = naturalOrder(String(cells[placeOfSku]))
      if (what === 'created') statements(db).insert.run(accountingItemId, ...cells, seal, order)
      else statements(db).update.run(...cells, seal, order, accountingItemId)
    }
    together()
    return ok(null)
  })
}

/**
 * The next active rows of these kinds that were not seen in a whole listing: they are gone in QuickBooks, and become
 * inactive here. `after` goes on behind a row; `null` comes at the end.
 */
export function planGone(
  db: Database,
  kinds: readonly string[],
  seen: ReadonlySet<number>,
  after: number,
  rowsMax: number,
): { readonly writes: readonly Write[]; readonly after: number } | null {
  const ids = statements(db).nextActive.all(after, JSON.stringify(kinds), rowsMax)
  const last = ids.at(-1)
  if (last === undefined) return null
  const gone = ids.filter((id) => !seen.has(id))
  return { writes: gone.map((id) => sealed(id, (statements(db).cells.get(id) ?? []).with(placeOfActive, 0), 'deactivated')), after: last }
}

const sealed = (accountingItemId: number, cells: Cells, what: Write['what']): Write => ({ accountingItemId, what, cells, seal: sealOf([accountingItemId, ...cells]) })

function cellsOf(item: QuickbooksItem, quantityAt: string | null): Cells {
  const { kind, name, fullName, sku, description, startDate, assetAccount, syncToken, updatedAt } = item
  const quantity = item.tracksQuantity ? item.quantityOnHand : null
  return [
    item.id,
    kind,
    name,
    fullName,
    sku,
    description,
    item.active ? 1 : 0,
    item.tracksQuantity ? 1 : 0,
    quantity,
    quantity === null ? null : quantityAt,
    item.purchaseCost,
    item.unitPrice,
    startDate,
    assetAccount,
    syncToken,
    updatedAt ?? '',
    foldText([sku, fullName, description].join(' ')),
  ]
}
