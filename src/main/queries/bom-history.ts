import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import type { QueryHandler } from './context.ts'

interface VersionRow {
  readonly bomVersionId: number
  readonly version: number
  readonly status: 'active' | 'archived'
  readonly savedAt: string | null
  readonly notes: string
  readonly componentCount: number
  readonly costLineCount: number
}

const statements = perConnection((db) => ({
  hasProduct: db.prepare<[number], number>('SELECT 1 FROM product WHERE product_id = ?').pluck(),
  total: db.prepare<[number], number>(`SELECT count(*) FROM bom_version WHERE product_id = ? AND status <> 'draft'`).pluck(),
  versions: db.prepare<[number, number, number], VersionRow>(
    `SELECT v.bom_version_id AS bomVersionId, v.version, v.status, v.saved_at AS savedAt, v.notes,
       (SELECT count(*) FROM bom_component c WHERE c.bom_version_id = v.bom_version_id) AS componentCount,
       (SELECT count(*) FROM bom_cost_line l WHERE l.bom_version_id = v.bom_version_id) AS costLineCount
     FROM bom_version v WHERE v.product_id = ? AND v.status <> 'draft' ORDER BY v.version DESC LIMIT +? OFFSET +?`,
  ),
}))

/** The versions of a product's BOM, the newest first, a page at a time. */
export const historyOfBom: QueryHandler<'bom.history'> = ({ db }, { productId, limit, offset }) => {
  if (statements(db).hasProduct.get(productId) === undefined) return err(appError('product.not_found', { productId }))
  return ok({ versions: statements(db).versions.all(productId, limit, offset), total: statements(db).total.get(productId) ?? 0 })
}
