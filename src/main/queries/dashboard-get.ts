import type { OutputOf } from '../../shared/contract/registry.ts'
import { ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { companySettings } from '../ledger/company.ts'
import { buildLimits, type ProductLimit } from './build-limits.ts'
import { rowsToBuild } from './build-suggestions.ts'
import type { QueryHandler } from './context.ts'

type Answer = OutputOf<'query', 'dashboard.get'>
type Product = Answer['canBuild']['rows'][number]['product']

interface OverdueRow extends Product {
  readonly plannedBuildId: number
  readonly quantity: number
  readonly targetDate: string
  readonly daysLate: number
  readonly total: number
}

interface LowRow extends Product {
  readonly onHand: number
  readonly reorderPoint: number
  readonly hasBom: 0 | 1
  readonly total: number
}

const statements = perConnection((db) => ({
  withBom: db.prepare<[], number>(
    "SELECT v.product_id FROM bom_version v JOIN product p USING (product_id) WHERE v.status = 'active' AND p.archived = 0",
  ).pluck(),
  product: db.prepare<[number], Product>('SELECT product_id AS productId, sku, name, unit FROM product WHERE product_id = ?'),
  overdue: db.prepare<[string, string, number], OverdueRow>(
    `SELECT d.planned_build_id AS plannedBuildId, d.product_id AS productId, p.sku, p.name, p.unit, d.quantity, d.target_date AS targetDate,
       CAST(julianday(?) - julianday(d.target_date) AS INTEGER) AS daysLate, count(*) OVER () AS total
     FROM planned_build d JOIN product p USING (product_id) WHERE d.status = 'planned' AND d.target_date < ?
     ORDER BY d.target_date, d.position, d.planned_build_id LIMIT +?`,
  ),
  low: db.prepare<[number], LowRow>(
    `SELECT p.product_id AS productId, p.sku, p.name, p.unit, b.quantity AS onHand, p.reorder_point AS reorderPoint,
       EXISTS (SELECT 1 FROM bom_version v WHERE v.product_id = p.product_id AND v.status = 'active') AS hasBom, count(*) OVER () AS total
     FROM product p INDEXED BY product_reordered JOIN product_balance b USING (product_id)
     WHERE p.archived = 0 AND p.reorder_point IS NOT NULL AND b.quantity <= p.reorder_point
     ORDER BY CASE WHEN b.quantity <= 0 THEN 0 ELSE 1 END, 1.0 * b.quantity / max(p.reorder_point, 1), p.sku_order, p.product_id LIMIT +?`,
  ),
  firstSteps: db.prepare<[], { readonly [S in keyof Answer['firstSteps']]: 0 | 1 }>(
    `SELECT EXISTS (SELECT 1 FROM product) AS product, EXISTS (SELECT 1 FROM lot) AS stock, EXISTS (SELECT 1 FROM bom_version) AS bom,
       EXISTS (SELECT 1 FROM build) AS build`,
  ),
}))

/** What can and should be built, what is late, what runs low and what waits, from the balances and the queue alone. */
export const getDashboard: QueryHandler<'dashboard.get'> = ({ db, today }, { rowsMax }) => {
  const { alertBuildPoints, alertOverdue, alertLowStock } = companySettings(db)
  const limits = buildLimits(db)
  const { product, stock, bom, build } = statements(db).firstSteps.get() ?? { product: 0, stock: 0, bom: 0, build: 0 }
  return ok({
    canBuild: canBuild(db, limits, rowsMax),
    shouldBuild: alertBuildPoints ? shouldBuild(db, limits, rowsMax) : null,
    overdue: alertOverdue ? overdue(db, today(), rowsMax) : null,
    lowStock: alertLowStock ? lowStock(db, rowsMax) : null,
    firstSteps: { product: product === 1, stock: stock === 1, bom: bom === 1, build: build === 1 },
  })
}

function productOf(db: Database, productId: number): Product {
  const product = statements(db).product.get(productId)
  if (product === undefined) throw new Error(`product ${productId} is gone`)
  return product
}

function canBuild(db: Database, limits: ReadonlyMap<number, ProductLimit>, rowsMax: number): Answer['canBuild'] {
  const withBom = statements(db).withBom.all()
  const possible = withBom.flatMap((productId) => {
    const limit = limits.get(productId)
    return limit === undefined || limit.count <= 0 ? [] : [{ productId, ...limit }]
  })
  const rows = possible.toSorted((a, b) => b.count - a.count || a.productId - b.productId).slice(0, rowsMax)
  return {
    withBom: withBom.length,
    total: possible.length,
    rows: rows.map(({ productId, count, byProductId }) => {
      const by = productOf(db, byProductId)
      return { product: productOf(db, productId), count, limitedBy: { productId: by.productId, sku: by.sku } }
    }),
  }
}

function shouldBuild(db: Database, limits: ReadonlyMap<number, ProductLimit>, rowsMax: number): Answer['shouldBuild'] {
  const rows = rowsToBuild(db)
  return {
    total: rows.length,
    toBuild: rows.filter(({ state }) => state === 'build' || state === 'out_of_stock').length,
    rows: rows.slice(0, rowsMax).map(({ productId, ...row }) => ({
      product: productOf(db, productId),
      ...row,
      buildableMax: row.hasBom ? (limits.get(productId)?.count ?? null) : null,
    })),
  }
}

function overdue(db: Database, today: string, rowsMax: number): Answer['overdue'] {
  const rows = statements(db).overdue.all(today, today, rowsMax)
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ plannedBuildId, quantity, targetDate, daysLate, productId, sku, name, unit }) => ({
      plannedBuildId,
      product: { productId, sku, name, unit },
      quantity,
      targetDate,
      daysLate,
    })),
  }
}

function lowStock(db: Database, rowsMax: number): Answer['lowStock'] {
  const rows = statements(db).low.all(rowsMax)
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ productId, sku, name, unit, onHand, reorderPoint, hasBom }) => ({
      product: { productId, sku, name, unit },
      onHand,
      reorderPoint,
      hasBom: hasBom === 1,
    })),
  }
}
