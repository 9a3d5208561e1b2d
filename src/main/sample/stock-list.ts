import type { BusinessDate } from '../../shared/units/business-date.ts'
import { formatQuantity } from '../../shared/units/quantity.ts'
import type { CommandDesk } from '../commands/execute.ts'

/**
 * What was on hand by SKU when a day began, as decimal text; open shortages count below zero. Whoever exports from that day
 * on starts from this.
 */
export function stockAtBeginOf(db: CommandDesk['db'], day: BusinessDate): Record<string, string> {
  const rows = db
    .prepare<[string], { sku: string; quantity: number }>(
      `SELECT p.sku, coalesce(sum(e.quantity), 0) AS quantity
       FROM product p LEFT JOIN (entry e JOIN posting t ON t.posting_id = e.posting_id AND t.business_date < ?) USING (product_id) GROUP BY p.product_id`,
    )
    .all(day)
  return Object.fromEntries(rows.map(({ sku, quantity }) => [sku, formatQuantity(quantity)]))
}
