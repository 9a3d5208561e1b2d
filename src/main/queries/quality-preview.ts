import { ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { rehearseRejection } from '../ledger/quality.ts'
import { entryMark } from '../ledger/shortages.ts'
import type { QueryHandler } from './context.ts'
import { reviewedComponents } from './reviewed-components.ts'

interface SettledRow {
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly quantity: number
}

const statements = perConnection((db) => ({
  settles: db.prepare<[number], SettledRow>(
    `SELECT p.product_id AS productId, p.sku, p.name, p.unit, sum(e.quantity) AS quantity FROM entry e JOIN product p USING (product_id)
     WHERE e.entry_id > ? AND e.account = 'shortage' GROUP BY p.product_id HAVING sum(e.quantity) > 0 ORDER BY p.sku_order, p.product_id`,
  ),
}))

/** What rejecting a build would do: done by the function that does it, looked at, and rolled back. */
export const previewRejection: QueryHandler<'build.preview_rejection'> = ({ db, today }, { buildId, recovery }) => {
  const mark = entryMark(db)
  const rehearsed = rehearseRejection(db, { buildId, recovery, today: today() }, (postingId) => ({
    components: reviewedComponents(db, buildId, postingId),
    settles: statements(db).settles.all(mark).map(({ quantity, ...product }) => ({ product, quantity })),
  }))
  return rehearsed.ok ? ok({ buildId, ...rehearsed.value }) : rehearsed
}
