import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import type { QueryHandler } from './context.ts'
import { costsNow } from './cost-now.ts'
import { recipeOf } from './recipes.ts'

interface Row {
  readonly productId: number
  readonly version: number
  readonly status: 'active' | 'archived'
  readonly notes: string
}

const statements = perConnection((db) => ({
  version: db.prepare<[number], Row>(
    `SELECT product_id AS productId, version, status, notes FROM bom_version WHERE bom_version_id = ? AND status <> 'draft'`,
  ),
}))

/** One version as it was saved, at today's costs. */
export const getBomVersion: QueryHandler<'bom.version'> = ({ db }, { bomVersionId }) => {
  const version = statements(db).version.get(bomVersionId)
  if (version === undefined) return err(appError('bom.version_not_found', { bomVersionId }))
  const { components, costLines, directCost, directMissing, recursiveCost, recursiveMissing } = recipeOf(db, bomVersionId, costsNow(db))
  return ok({ ...version, components, costLines, directCost, directMissing, recursiveCost, recursiveMissing })
}
