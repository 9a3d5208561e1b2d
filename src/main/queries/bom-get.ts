import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import type { OutputOf } from '../../shared/contract/registry.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { bomDraft, draftProblems, isBuilt } from '../ledger/boms.ts'
import type { QueryHandler } from './context.ts'
import { costsUnder } from './cost-now.ts'
import { recipeOf } from './recipes.ts'

interface ProductRow {
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly kind: string
}

const statements = perConnection((db) => ({
  product: db.prepare<[number], ProductRow>('SELECT product_id AS productId, sku, name, unit, kind FROM product WHERE product_id = ?'),
  active: db.prepare<[number], { bomVersionId: number; version: number; notes: string }>(
    `SELECT bom_version_id AS bomVersionId, version, notes FROM bom_version WHERE product_id = ? AND status = 'active'`,
  ),
  lastVersion: db.prepare<[number], number>('SELECT coalesce(max(version), 0) FROM bom_version WHERE product_id = ?').pluck(),
  buildPoint: db.prepare<[number], { buildPoint: number; targetLevel: number }>(
    'SELECT build_point AS buildPoint, target_level AS targetLevel FROM build_point WHERE product_id = ?',
  ),
}))

/** A product's active BOM with stock and cost of each component as they are now, its draft with what is wrong in it, and its build point. */
export const getBom: QueryHandler<'bom.get'> = ({ db }, { productId }) => {
  const row = statements(db).product.get(productId)
  if (row === undefined) return err(appError('product.not_found', { productId }))
  const { kind, ...product } = row
  return ok({
    product,
    built: isBuilt(kind),
    bom: activeBom(db, productId),
    draft: draftOf(db, productId),
    lastVersion: statements(db).lastVersion.get(productId) ?? 0,
    buildPoint: statements(db).buildPoint.get(productId) ?? null,
  })
}

type Bom = OutputOf<'query', 'bom.get'>

function activeBom(db: Database, productId: number): Bom['bom'] {
  const active = statements(db).active.get(productId)
  if (active === undefined) return null
  const recipe = recipeOf(db, active.bomVersionId, costsUnder(db, [productId]))
  return { ...recipe, ...active, estimatedCost: recipe.directCost }
}

function draftOf(db: Database, productId: number): Bom['draft'] {
  const draft = bomDraft(db, productId)
  if (draft === null) return null
  const { content, notes, savedAt } = draft
  const components = content.components.map(({ productId: id, ...line }) => ({ ...line, product: id === null ? null : productNamed(db, id) }))
  return { components, costLines: content.costLines, notes, savedAt, problems: draftProblems(db, productId, content) }
}

function productNamed(db: Database, productId: number): Bom['product'] | null {
  const row = statements(db).product.get(productId)
  return row === undefined ? null : { productId, sku: row.sku, name: row.name, unit: row.unit }
}
