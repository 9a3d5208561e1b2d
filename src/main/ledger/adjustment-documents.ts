import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import type { DocumentRow } from './document-rows.ts'

export type AdjustmentKind = 'opening' | 'found' | 'stock' | 'lot' | 'difference'

export interface AdjustmentRow {
  readonly adjustmentId: number
  readonly number: number
  readonly kind: AdjustmentKind
  readonly productId: number
  /** The lot that was adjusted; `null` where the adjustment made one. */
  readonly lotId: number | null
  readonly quantity: Quantity
  readonly value: Money
  readonly reason: string
  readonly businessDate: BusinessDate
  readonly notes: string
}

type Cells = [number, number, string, number, number | null, number, number, string, string, string, number]

const statements = perConnection((db) => ({
  // One question each: two maxima in one are found by reading the whole table.
  last: db.prepare<[], { adjustmentId: number; number: number }>(
    `SELECT coalesce((SELECT max(adjustment_id) FROM adjustment), 0) + 1 AS adjustmentId,
       coalesce((SELECT max(number) FROM adjustment), 0) + 1 AS number`,
  ),
  insert: db.prepare<Cells>(
    `INSERT INTO adjustment (adjustment_id, number, kind, product_id, lot_id, quantity, value, reason, business_date, notes, posting_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
  find: db.prepare<[number], AdjustmentRow>(
    `SELECT adjustment_id AS adjustmentId, number, kind, product_id AS productId, lot_id AS lotId, quantity, value, reason,
       business_date AS businessDate, notes FROM adjustment WHERE adjustment_id = ?`,
  ),
}))

/** The id and number of the next adjustment. */
export function nextAdjustment(db: Database): { readonly adjustmentId: number; readonly number: number } {
  return statements(db).last.get() ?? { adjustmentId: 1, number: 1 }
}

export function adjustmentOf(db: Database, adjustmentId: number): AdjustmentRow | undefined {
  return statements(db).find.get(adjustmentId)
}

/** Its row, as the hash of its posting covers it. */
export function adjustmentRow(row: AdjustmentRow): DocumentRow {
  const { adjustmentId, number, kind, productId, lotId, quantity, value, reason, businessDate, notes } = row
  return ['adjustment', adjustmentId, number, kind, productId, lotId, quantity, value, reason, businessDate, notes]
}

export function writeAdjustment(db: Database, row: AdjustmentRow, postingId: number): void {
  const { adjustmentId, number, kind, productId, lotId, quantity, value, reason, businessDate, notes } = row
  statements(db).insert.run(adjustmentId, number, kind, productId, lotId, quantity, value, reason, businessDate, notes, postingId)
}
