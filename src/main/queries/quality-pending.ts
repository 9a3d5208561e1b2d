import type { PendingRow } from '../../shared/contract/quality.ts'
import { ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { referenceOf } from '../domain/document.ts'
import { buildsInReview } from '../ledger/in-review.ts'
import { searchedBuilds } from './build-list.ts'
import type { QueryHandler } from './context.ts'
import { builtBy, inProcessValue, intoReviewPosting } from './in-review.ts'
import { pageOf } from './list-page.ts'

const since = `(SELECT s.business_date FROM posting s WHERE s.posting_id = ${intoReviewPosting})`
const among = 'd.build_id IN (SELECT value FROM json_each(?))'

const statements = perConnection((db) => ({
  inProcess: db.prepare<[string], number>(`SELECT coalesce(sum(${inProcessValue}), 0) FROM build d WHERE ${among}`).pluck(),
  oldest: db.prepare<[string], { buildId: number; number: number }>(
    `SELECT d.build_id AS buildId, d.number FROM build d WHERE ${among} ORDER BY ${since}, d.build_id LIMIT 1`,
  ),
}))

/** How many wait, what is in process because of them, and which waits longest. */
export const waitingForReview: QueryHandler<'quality.waiting'> = ({ db }) => {
  const waiting = buildsInReview(db)
  const ids = JSON.stringify([...waiting])
  const oldest = statements(db).oldest.get(ids)
  return ok({
    count: waiting.size,
    inProcess: statements(db).inProcess.get(ids) ?? 0,
    oldest: oldest === undefined ? null : { buildId: oldest.buildId, reference: referenceOf('build', oldest.number) },
  })
}

const builds = 'build d'

const sortBy = {
  since: { from: builds, column: since },
  reference: { from: builds, column: 'd.number' },
  product: { from: `${builds} JOIN product p USING (product_id)`, column: 'p.sku_order' },
  quantity: { from: builds, column: 'd.quantity' },
  builtBy: { from: builds, column: `coalesce(${builtBy}, '') COLLATE NOCASE` },
  inProcess: { from: builds, column: inProcessValue },
} as const

interface Row extends Omit<PendingRow, 'reference' | 'product'> {
  readonly number: number
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
}

/** Builds that wait for their review, a page at a time. */
export const listPending: QueryHandler<'quality.pending'> = ({ db }, { search, sort, descending, ...asked }) => {
  const { from, column } = sortBy[sort]
  const waiting = { sql: among, params: [JSON.stringify([...buildsInReview(db)])] }
  const list = { id: 'd.build_id', table: builds, from, where: [waiting, ...searchedBuilds(search)], orderBy: [column], descending, indexed: false }
  const { rows, ...whole } = pageOf<Row>(
    db,
    list,
    asked,
    `SELECT d.build_id AS buildId, d.number, p.product_id AS productId, p.sku, p.name, p.unit, d.quantity, ${since} AS since, ${builtBy} AS builtBy,
       ${inProcessValue} AS inProcess
     FROM page CROSS JOIN build d ON d.build_id = page.id CROSS JOIN product p ON p.product_id = d.product_id`,
  )
  const found = rows.map(({ number, productId, sku, name, unit, ...row }) => ({
    ...row,
    reference: referenceOf('build', number),
    product: { productId, sku, name, unit },
  }))
  return ok({ builds: found, ...whole })
}
