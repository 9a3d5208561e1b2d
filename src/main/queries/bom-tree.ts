import { treeRowsMax } from '../../shared/contract/bom-tree.ts'
import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { bomTree, type TreePart } from '../domain/bom-tree.ts'
import type { QueryHandler } from './context.ts'
import { costedRecipe, costsUnder, costWaysOf } from './cost-now.ts'

interface Row {
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly onHand: number
}

interface PartRow {
  readonly productId: number
  readonly quantityPerUnit: number
  readonly optional: 0 | 1
}

const statements = perConnection((db) => ({
  product: db.prepare<[number], Row>(
    'SELECT p.sku, p.name, p.unit, b.quantity AS onHand FROM product p JOIN product_balance b USING (product_id) WHERE p.product_id = ?',
  ),
  active: db.prepare<[number], number>(`SELECT bom_version_id FROM bom_version WHERE product_id = ? AND status = 'active'`).pluck(),
  parts: db.prepare<[number], PartRow>(
    `SELECT c.product_id AS productId, c.quantity_per_unit AS quantityPerUnit, c.optional
     FROM bom_version v JOIN bom_component c USING (bom_version_id) WHERE v.product_id = ? AND v.status = 'active' ORDER BY c.line_no`,
  ),
}))

/** Everything a product is made of, level by level, with stock and cost of each part; the upper levels when it is too much. */
export const treeOfBom: QueryHandler<'bom.tree'> = ({ db }, { productId }) => {
  const top = statements(db).product.get(productId)
  if (top === undefined) return err(appError('product.not_found', { productId }))
  const bomVersionId = statements(db).active.get(productId)
  if (bomVersionId === undefined) return err(appError('bom.not_active', { field: 'productId', productId, sku: top.sku }))
  const costs = costsUnder(db, [productId])
  const { rows, rowsTotal } = bomTree(productId, partsIn(db), treeRowsMax)
  return ok({
    rows: rows.map(({ productId: id, ...row }) => {
      const part = statements(db).product.get(id)
      if (part === undefined) throw new Error(`product ${id} is gone`)
      const { onHand, ...name } = part
      return { ...row, product: { productId: id, ...name }, onHand, costNow: costs.now(id), costBuilt: costs.built(id) }
    }),
    rowsTotal,
    ...costWaysOf(db, costs, costedRecipe(db, bomVersionId)),
  })
}

/** The parts of each product's active BOM, read once however many ways lead to it. */
function partsIn(db: Database): (productId: number) => readonly TreePart[] {
  const known = new Map<number, readonly TreePart[]>()
  return (productId) => {
    const before = known.get(productId)
    if (before !== undefined) return before
    const parts = statements(db)
      .parts.all(productId)
      .map((part) => ({ ...part, optional: part.optional === 1 }))
    known.set(productId, parts)
    return parts
  }
}
