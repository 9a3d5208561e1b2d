import { ok } from '../../shared/result.ts'
import { buildColumns, buildTables, describeBuild, lastKind, madeOrExpected, type BuildHeadRow } from './build-rows.ts'
import type { QueryHandler } from './context.ts'
import { pageOfIds, rowsOfPage, searchFor, type Condition } from './list-page.ts'

const builds = 'build d'

const sortBy = {
  reference: { from: builds, column: 'd.number' },
  product: { from: `${builds} JOIN product p USING (product_id)`, column: 'p.sku' },
  date: { from: builds, column: 'd.business_date' },
  status: { from: builds, column: lastKind },
  lot: { from: buildTables, column: 'l.number' },
  quantity: { from: builds, column: 'd.quantity' },
  unitCost: { from: buildTables, column: `1.0 * ${madeOrExpected} / d.quantity` },
  value: { from: buildTables, column: madeOrExpected },
} as const

/** Executed builds, a page at a time. */
export const listBuilds: QueryHandler<'build.list'> = ({ db }, { search, productId, sort, descending, ...asked }) => {
  const { from, column } = sortBy[sort]
  const executed: Condition = { sql: 'd.number IS NOT NULL', params: [], leadsIndex: true }
  const ofProduct: Condition[] = productId === null ? [] : [{ sql: 'd.product_id = ?', params: [productId] }]
  const list = {
    id: 'd.build_id',
    table: builds,
    from,
    where: [executed, ...ofProduct, ...searchedBuilds(search)],
    orderBy: [column],
    descending,
    indexed: sort === 'reference' || sort === 'date',
  }
  const { ids, ...whole } = pageOfIds(db, list, asked)
  const rows = rowsOfPage<BuildHeadRow>(db, ids, `SELECT ${buildColumns} FROM page CROSS JOIN ${buildTables} WHERE d.build_id = page.id`)
  return ok({ builds: rows.map(describeBuild), ...whole })
}

/** SQL for a build `d` whose number, product or lot holds every word of a search. */
export function searchedBuilds(search: string): Condition[] {
  return searchFor(
    search,
    ({ folded, written }) => `${written("printf('PSB-B-%05d', d.number)")}
      OR d.product_id IN (SELECT product_id FROM product WHERE ${folded('search_text')})
      OR d.build_id IN (SELECT document_id FROM lot WHERE document_kind = 'build' AND ${written('number')})`,
  )
}
