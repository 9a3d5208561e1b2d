import { hash } from 'node:crypto'
import type { Database } from '../../src/main/database/open.ts'
import { naturalOrder } from '../../src/shared/natural-order.ts'
import type { SyncedItemKind } from '../../src/shared/accounting.ts'

interface Told {
  readonly Id: string
  readonly SyncToken: string
  readonly Name: string
  readonly FullyQualifiedName: string
  readonly Sku?: string
  readonly Description?: string
  readonly Active: boolean
  readonly TrackQtyOnHand?: boolean
  readonly QtyOnHand?: number
  readonly PurchaseCost?: number
  readonly UnitPrice?: number
  readonly InvStartDate?: string
  readonly AssetAccountRef?: { readonly value: string }
  readonly MetaData: { readonly LastUpdatedTime: string }
}

const typeOf = { inventory: 'Inventory', non_inventory: 'NonInventory', service: 'Service', bundle: 'Group' } as const
const pageRows = 1000

/**
 * The least an import of items must do: ask for the same pages, parse them, and leave the same rows under the same seals,
 * one commit a page; a row whose seal is the same is left. It checks nothing, takes floats for numbers, never pauses and cannot be stopped.
 */
export async function importByHand(
  db: Database,
  { origin, realmId, token, kinds }: { readonly origin: string; readonly realmId: string; readonly token: string; readonly kinds: readonly SyncedItemKind[] },
): Promise<void> {
  const known = db.prepare<[string], [number, string | null, string]>('SELECT accounting_item_id, quantity_at, seal FROM accounting_item WHERE external_id = ?').raw()
  const write = db.prepare(`INSERT OR REPLACE INTO accounting_item VALUES (${Array.from({ length: 20 }, () => '?').join(', ')})`)
  const run = db.prepare("INSERT INTO sync_run (kind, began_at, ended_at, cursor, summary_json) VALUES ('items', ?, ?, ?, '{}')")
  let lastId = db.prepare<[], number>('SELECT coalesce(max(accounting_item_id), 0) FROM accounting_item').pluck().get() ?? 0
  let time = ''
  for (const kind of kinds) {
    for (let position = 1, rows = pageRows; rows === pageRows; position += pageRows) {
      const statement = `select * from Item where Type = '${typeOf[kind]}' and Active IN (true,false) orderby Id startposition ${position} maxresults ${pageRows}`
      const answer = await fetch(`${origin}/v3/company/${realmId}/query?minorversion=75&query=${encodeURIComponent(statement)}`, {
        headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
      })
      const told = JSON.parse(await answer.text()) as { QueryResponse: { Item?: Told[] }; time: string }
      time ||= new Date(told.time).toISOString()
      const items = told.QueryResponse.Item ?? []
      rows = items.length
      db.exec('BEGIN IMMEDIATE')
      for (const item of items) {
        const before = known.get(item.Id)
        if (before === undefined && !item.Active) continue
        const id = before?.[0] ?? (lastId += 1)
        const cells = [id, ...cellsOf(item, kind, before?.[1] ?? time)]
        const seal = hash('sha256', JSON.stringify(cells), 'hex')
        if (seal !== before?.[2]) write.run(...cells, seal, naturalOrder(item.Sku ?? ''))
      }
      db.exec('COMMIT')
    }
  }
  run.run(time, time, time)
}

const millionths = (amount: number | undefined) => (amount === undefined ? null : Math.round(amount * 1e6))

function cellsOf(item: Told, kind: SyncedItemKind, toldAt: string): (string | number | null)[] {
  const { Id, Name, FullyQualifiedName, Sku = '', Description = '', TrackQtyOnHand = false, SyncToken } = item
  const quantity = TrackQtyOnHand ? millionths(item.QtyOnHand) : null
  return [
    Id,
    kind,
    Name,
    FullyQualifiedName,
    Sku,
    Description,
    item.Active ? 1 : 0,
    TrackQtyOnHand ? 1 : 0,
    quantity,
    quantity === null ? null : toldAt,
    millionths(item.PurchaseCost),
    millionths(item.UnitPrice),
    item.InvStartDate ?? null,
    item.AssetAccountRef?.value ?? null,
    SyncToken,
    new Date(item.MetaData.LastUpdatedTime).toISOString(),
    `${Sku} ${FullyQualifiedName} ${Description}`.normalize('NFKD').replaceAll(/\p{M}+/gu, '').toLowerCase(),
  ]
}
