import type { Database } from '../../src/main/database/open.ts'
import { sealOf } from '../../src/main/database/seal.ts'

type Cell = string | number | null

/** Rows of the accounting company's lists as a sync writes them; a row of the same id is changed. */
export function mirrorOf(db: () => Database) {
  const write = (table: string, cells: readonly Cell[]): number => {
    const columns = db().prepare<[string], string>("SELECT name FROM pragma_table_info(?) WHERE name <> 'sku_order'").pluck().all(table)
    const changes = columns.slice(1).map((column) => `${column} = excluded.${column}`)
    db()
      .prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')}) ON CONFLICT (external_id) DO UPDATE SET ${changes.join(', ')}`)
      .run(...cells, sealOf(cells))
    return Number(cells[0])
  }
  return {
    /** Its external id is `<id>00`, its number 5000 and the id. */
    account: (id: number, name: string, type: string, active: 0 | 1 = 1) => write('accounting_account', [id, `${id}00`, name, name, `${5000 + id}`, type, '', active, '0', 0]),
    /** Its external id is `V<id>`. */
    vendor: (id: number, name: string, active: 0 | 1 = 1) => write('accounting_vendor', [id, `V${id}`, name, `${id}@example.com`, '555', active, '0']),
    /** An inventory item whose stock lies in an account; its external id is `<id>0`. */
    item: (id: number, name: string, assetAccount: string) =>
      write('accounting_item', [id, `${id}0`, 'inventory', name, name, '', '', 1, 1, 0, '2026-01-31T12:00:00.000Z', null, null, null, assetAccount, '0', '2026-01-31T12:00:00.000Z', name.toLowerCase()]),
  }
}
