import type { InputOf } from '../../shared/contract/registry.ts'
import { ok } from '../../shared/result.ts'
import { buildColumns, buildTables, describeBuild, kindsLeaving, lastKind, madeOrExpected, type BuildHeadRow } from './build-rows.ts'
import type { QueryHandler } from './context.ts'
import { exportedAs, exportSummaries } from './export-summaries.ts'
import { pageOf, searchFor, type Condition } from './list-page.ts'

const builds = 'build d'

const sortBy = {
  reference: { from: builds, column: 'd.number' },
  product: { from: `${builds} JOIN product p USING (product_id)`, column: 'p.sku_order' },
  date: { from: builds, column: 'd.business_date' },
  status: { from: builds, column: lastKind },
  lot: { from: buildTables, column: 'l.number_order' },
  quantity: { from: builds, column: 'd.quantity' },
  unitCost: { from: buildTables, column: `1.0 * ${madeOrExpected} / d.quantity` },
  value: { from: buildTables, column: madeOrExpected },
} as const

/** Executed builds, a page at a time. */
export const listBuilds: QueryHandler<'build.list'> = ({ db }, input) => {
  const { search, sort, descending, limit, offset, find, exported: standing, ...filters } = input
  const { from, column } = sortBy[sort]
  const executed: Condition = { sql: 'd.number IS NOT NULL', params: [], leadsIndex: true }
  const list = {
    id: 'd.build_id',
    table: builds,
    from,
    where: [executed, ...filtered(filters), ...exportedAs('build', 'd.build_id', standing), ...searchedBuilds(search)],
    orderBy: [column],
    descending,
    indexed: sort === 'reference' || sort === 'date',
  }
  const select = `SELECT ${buildColumns} FROM page CROSS JOIN ${buildTables} WHERE d.build_id = page.id`
  const { rows, ...whole } = pageOf<BuildHeadRow>(db, list, { limit, offset, find }, select)
  const listed = rows.map(describeBuild)
  const exported = exportSummaries(db, 'build', listed.map(({ buildId, businessDate, status }) => ({ id: buildId, businessDate, done: status !== 'in_review' })))
  return ok({ builds: listed.map((row) => ({ ...row, exported: exported.get(row.buildId) ?? null })), ...whole })
}

type Filters = Pick<InputOf<'query', 'build.list'>, 'productId' | 'statuses' | 'from' | 'to' | 'assigneeId' | 'plannedBuildId'>

function filtered({ productId, statuses, from, to, assigneeId, plannedBuildId }: Filters): Condition[] {
  const equal = (column: string, value: string | number | null, sign = '='): Condition[] => (value === null ? [] : [{ sql: `${column} ${sign} ?`, params: [value] }])
  return [
    ...equal('d.product_id', productId),
    ...(statuses.length === 0 ? [] : [{ sql: `${lastKind} IN (${kindsLeaving(statuses)})`, params: [] }]),
    ...equal('d.business_date', from, '>='),
    ...equal('d.business_date', to, '<='),
    ...equal('d.assignee_id', assigneeId),
    ...equal('d.planned_build_id', plannedBuildId),
  ]
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
