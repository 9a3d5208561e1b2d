import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { checkBom, type BomGraph } from '../domain/bom.ts'
import type { CommandContext, CommandHandler } from './context.ts'

type Input = Parameters<CommandHandler<'bom.save'>>[1]

const statements = perConnection((db) => ({
  product: db.prepare<[number], { sku: string; kind: string }>('SELECT sku, kind FROM product WHERE product_id = ?'),
  componentsOf: db
    .prepare<[number], number>(
      `SELECT c.product_id FROM bom_version v JOIN bom_component c USING (bom_version_id)
       WHERE v.product_id = ? AND v.status = 'active' ORDER BY c.line_no`,
    )
    .pluck(),
  usedIn: db
    .prepare<[number], number>(
      `SELECT v.product_id FROM bom_component c JOIN bom_version v USING (bom_version_id) WHERE c.product_id = ? AND v.status = 'active'`,
    )
    .pluck(),
  lastVersion: db.prepare<[number], number>('SELECT coalesce(max(version), 0) FROM bom_version WHERE product_id = ?').pluck(),
  archiveActive: db.prepare<[number]>(`UPDATE bom_version SET status = 'archived' WHERE product_id = ? AND status = 'active'`),
  insertDraft: db.prepare<[number, number]>(`INSERT INTO bom_version (product_id, version, status) VALUES (?, ?, 'draft')`),
  insertComponent: db.prepare<[number, number, number, number, number]>(
    'INSERT INTO bom_component (bom_version_id, line_no, product_id, quantity_per_unit, optional) VALUES (?, ?, ?, ?, ?)',
  ),
  insertCostLine: db.prepare<[number, number, string, string, number | null, number | null, number | null]>(
    `INSERT INTO bom_cost_line (bom_version_id, line_no, kind, name, amount_per_unit, rate, quantity_per_unit)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ),
  activate: db.prepare<[number]>(`UPDATE bom_version SET status = 'active' WHERE bom_version_id = ?`),
}))

/**
 * Saves a product's recipe as its next version and makes it the active one. Refuses a product that is not built, a
 * component that is not there or twice, and a recipe that contains itself at any depth or is more than 10 levels deep.
 */
export const saveBom: CommandHandler<'bom.save'> = (context, input) => {
  const { db } = context
  const product = statements(db).product.get(input.productId)
  if (product === undefined) return err(appError('product.not_found', { productId: input.productId }))
  if (product.kind !== 'sub_assembly' && product.kind !== 'finished_good') {
    return err(appError('bom.kind_not_built', { field: 'productId', sku: product.sku }))
  }
  const unknown = input.components.find(({ productId }) => statements(db).product.get(productId) === undefined)
  if (unknown !== undefined) return err(appError('product.not_found', { productId: unknown.productId }))
  const checked = checkBom(input.productId, input.components, graphOf(db))
  if (!checked.ok) return checked
  const version = (statements(db).lastVersion.get(input.productId) ?? 0) + 1
  const bomVersionId = insertVersion(context, input, version)
  context.audit('bom', bomVersionId, 'activated', { version, ...input })
  context.changed({ kind: 'bom', id: input.productId })
  return ok({ bomVersionId, version })
}

/** The active recipes, read as the check asks for them. */
function graphOf(db: Database): BomGraph {
  return {
    componentsOf: (productId) => statements(db).componentsOf.all(productId),
    usedIn: (productId) => statements(db).usedIn.all(productId),
    skuOf: (productId) => statements(db).product.get(productId)?.sku ?? '',
  }
}

function insertVersion({ db }: CommandContext, { productId, components, costLines }: Input, version: number): number {
  const { archiveActive, insertDraft, insertComponent, insertCostLine, activate } = statements(db)
  const bomVersionId = Number(insertDraft.run(productId, version).lastInsertRowid)
  for (const [place, line] of components.entries()) {
    insertComponent.run(bomVersionId, place + 1, line.productId, line.quantityPerUnit, line.optional ? 1 : 0)
  }
  for (const [place, { kind, name, cost }] of costLines.entries()) {
    const [amount, rate, quantity] = cost.by === 'amount' ? [cost.amountPerUnit, null, null] : [null, cost.rate, cost.quantityPerUnit]
    insertCostLine.run(bomVersionId, place + 1, kind, name, amount, rate, quantity)
  }
  archiveActive.run(productId)
  activate.run(bomVersionId)
  return bomVersionId
}
