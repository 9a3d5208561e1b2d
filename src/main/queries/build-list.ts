import { ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { buildColumns, buildTables, describeBuild, type BuildHeadRow } from './build-rows.ts'
import type { QueryHandler } from './context.ts'

const matching = `WHERE d.number IS NOT NULL AND (? IS NULL OR d.product_id = ?)
  AND (? = '' OR printf('PSB-B-%05d', d.number) LIKE ? ESCAPE '\\' OR p.sku LIKE ? ESCAPE '\\' OR p.name LIKE ? ESCAPE '\\' OR l.number LIKE ? ESCAPE '\\')`

type Searched = [number | null, number | null, string, string, string, string, string]

const statements = perConnection((db) => ({
  page: db.prepare<[...Searched, number, number], BuildHeadRow>(
    `SELECT ${buildColumns} FROM ${buildTables} ${matching} ORDER BY d.build_id DESC LIMIT ? OFFSET ?`,
  ),
  count: db.prepare<Searched, number>(`SELECT count(*) FROM ${buildTables} ${matching}`).pluck(),
}))

/** Executed builds, the newest first, a page at a time. */
export const listBuilds: QueryHandler<'build.list'> = ({ db }, { search, productId, limit, offset }) => {
  const pattern = `%${search.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const searched: Searched = [productId, productId, search, pattern, pattern, pattern, pattern]
  const builds = statements(db)
    .page.all(...searched, limit, offset)
    .map(describeBuild)
  return ok({ builds, total: statements(db).count.get(...searched) ?? 0 })
}
