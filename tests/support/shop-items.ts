import path from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { parseMillionths } from '../../src/shared/units/decimal.ts'
import { valueOf } from './database.ts'
import { connect, item, mirror } from './items.ts'

const qty = (text: string) => valueOf(parseMillionths(text, { decimalsMax: 6, negative: 'allowed' }))

/** What QuickBooks has in stories that look at items on the screen. */
const told = [
  item('11', { name: 'Hex bolt M6', sku: '00012', quantityOnHand: qty('400'), purchaseCost: qty('0.035'), unitPrice: qty('0.2'), description: 'Zinc plated, DIN 933' }),
  item('12', { name: 'Junction box', fullName: 'Enclosures:Small:Junction box', sku: 'BOX', quantityOnHand: qty('3'), unitPrice: qty('90'), startDate: '2025-01-01' }),
  item('13', { name: 'Steel plate 2 mm', sku: 'PLATE', quantityOnHand: qty('12.5'), purchaseCost: qty('12.6') }),
  item('14', { name: 'Powder coating', kind: 'service', tracksQuantity: false, quantityOnHand: null, unitPrice: qty('45') }),
  item('15', { name: 'Washer M6', quantityOnHand: qty('-5'), purchaseCost: qty('0.01') }),
  item('16', { name: 'Gasket, neoprene, self-adhesive, for enclosures of the small series', quantityOnHand: qty('1250'), purchaseCost: qty('0.4') }),
  item('17', { name: 'Starter kit', kind: 'bundle', tracksQuantity: false, quantityOnHand: null, sku: 'KIT-1' }),
  item('18', { name: 'Old hinge', quantityOnHand: 0 }),
]

/** Connects a company and has the mirror say what it has, in the ledger of a program that does not run. */
export function writeItems(userData: string, { source = 'sync' }: { readonly source?: 'sync' | 'partsemble' } = {}): void {
  const db = new SqliteDatabase(path.join(userData, 'company', 'ledger.db'))
  try {
    connect(db, source)
    mirror(db, told)
    mirror(db, [item('18', { name: 'Old hinge (deleted)', active: false, syncToken: '1' })])
    const summary = {
      created: 7, updated: 1, deactivated: 1, skipped: 2, unread: 0, changed: 0, counted: 0, listed: [], listedCount: 0, belowZero: [], problem: null, cancelled: false,
    }
    const now = new Date().toISOString()
    db.prepare("INSERT INTO sync_run (kind, began_at, ended_at, cursor, summary_json) VALUES ('items', ?, ?, ?, ?)").run(now, now, now, JSON.stringify(summary))
  } finally {
    db.close()
  }
}
