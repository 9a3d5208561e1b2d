import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { checkBom } from '../domain/bom.ts'
import { bomCostLines, bomDraft, bomGraph, builtProduct, readDraft } from '../ledger/boms.ts'
import type { CommandContext, CommandHandler } from './context.ts'
import { askedBy, refuseArchived } from './product-archive.ts'

type Input = Parameters<CommandHandler<'bom.save'>>[1]
export type Recipe = Pick<Input, 'productId' | 'components' | 'costLines' | 'notes'>
type Saved = ReturnType<CommandHandler<'bom.save'>>
type ActivateRefusal = Extract<ReturnType<CommandHandler<'bom.activate'>>, { ok: false }>['error']

interface VersionRow {
  readonly bomVersionId: number
  readonly productId: number
  readonly sku: string
  readonly version: number
  readonly status: 'draft' | 'active' | 'archived'
  readonly notes: string
}

const statements = perConnection((db) => ({
  sku: db.prepare<[number], string>('SELECT sku FROM product WHERE product_id = ?').pluck(),
  lastVersion: db.prepare<[number], number>('SELECT coalesce(max(version), 0) FROM bom_version WHERE product_id = ?').pluck(),
  version: db.prepare<[number], VersionRow>(
    `SELECT v.bom_version_id AS bomVersionId, v.product_id AS productId, p.sku, v.version, v.status, v.notes
     FROM bom_version v JOIN product p USING (product_id) WHERE v.bom_version_id = ?`,
  ),
  active: db.prepare<[number], { bomVersionId: number; version: number }>(
    `SELECT bom_version_id AS bomVersionId, version FROM bom_version WHERE product_id = ? AND status = 'active'`,
  ),
  components: db.prepare<[number], { productId: number; quantityPerUnit: number; optional: 0 | 1 }>(
    `SELECT product_id AS productId, quantity_per_unit AS quantityPerUnit, optional FROM bom_component WHERE bom_version_id = ? ORDER BY line_no`,
  ),
  archiveActive: db.prepare<[number]>(`UPDATE bom_version SET status = 'archived' WHERE product_id = ? AND status = 'active'`),
  insertDraft: db.prepare<[number, number, string, string]>(
    `INSERT INTO bom_version (product_id, version, status, saved_at, notes) VALUES (?, ?, 'draft', ?, ?)`,
  ),
  insertComponent: db.prepare<[number, number, number, number, number]>(
    'INSERT INTO bom_component (bom_version_id, line_no, product_id, quantity_per_unit, optional) VALUES (?, ?, ?, ?, ?)',
  ),
  insertCostLine: db.prepare<[number, number, string, string, number | null, number | null, number | null]>(
    `INSERT INTO bom_cost_line (bom_version_id, line_no, kind, name, amount_per_unit, rate, quantity_per_unit)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ),
  activate: db.prepare<[number]>(`UPDATE bom_version SET status = 'active' WHERE bom_version_id = ?`),
  deleteDraft: db.prepare<[number]>('DELETE FROM bom_draft WHERE product_id = ?'),
}))

/**
 * Saves a product's recipe as its next version and makes it the active one. Refuses a product that is not built, a
 * component that is not there or twice, and a recipe that contains itself at any depth or is more than 10 levels deep.
 */
export const saveBom: CommandHandler<'bom.save'> = (context, input) => {
  const product = builtProduct(context.db, input.productId)
  if (!product.ok) return product
  if (input.endsDraft) statements(context.db).deleteDraft.run(input.productId)
  return putInForce(context, input)
}

/** Makes the draft, or a copy of an earlier version, the next version and the active one, if it would be right today. */
export const activateBom: CommandHandler<'bom.activate'> = (context, { productId, from }) => {
  const { db } = context
  const product = builtProduct(db, productId)
  if (!product.ok) return product
  const recipe = from.kind === 'draft' ? recipeOfDraft(db, productId, product.value) : recipeOfVersion(db, productId, from.bomVersionId)
  if (!recipe.ok) return recipe
  if (from.kind === 'draft') statements(db).deleteDraft.run(productId)
  return putInForce(context, recipe.value)
}

/** Archives the active version; the product can no longer be built until another is activated. */
export const retireBom: CommandHandler<'bom.retire'> = (context, { productId }) => {
  const { db } = context
  const sku = statements(db).sku.get(productId)
  if (sku === undefined) return err(appError('product.not_found', { productId }))
  const active = statements(db).active.get(productId)
  if (active === undefined) return err(appError('bom.not_active', { field: 'productId', productId, sku }))
  statements(db).archiveActive.run(productId)
  context.audit('bom', active.bomVersionId, 'retired', { version: active.version, productId })
  context.changed({ kind: 'bom', id: productId })
  return ok(active)
}

/** Puts the newest version back into use after it was retired. What was saved meanwhile may have made it wrong. */
export const undoRetireBom: CommandHandler<'bom.undo_retire'> = (context, { bomVersionId }) => {
  const { db } = context
  const row = statements(db).version.get(bomVersionId)
  if (row === undefined) return err(appError('bom.version_not_found', { bomVersionId }))
  const { productId, sku, version, status } = row
  const newest = statements(db).lastVersion.get(productId)
  if (status !== 'archived' || version !== newest) return err(appError('bom.not_retired', { sku, version }))
  const components = statements(db).components.all(bomVersionId)
  const archived = refuseArchived(db, [{ productId, field: 'productId' }, ...askedBy('components', components)])
  if (archived !== null) return err(archived)
  const checked = checkBom(productId, components, bomGraph(db))
  if (!checked.ok) {
    const { error } = checked
    if (error.code === 'bom.contains_itself' || error.code === 'bom.too_deep') return err(error)
    throw new Error(`a version that was in force is refused: ${error.code}`)
  }
  statements(db).activate.run(bomVersionId)
  context.audit('bom', bomVersionId, 'put_back', { version, productId })
  context.changed({ kind: 'bom', id: productId })
  return ok({ version })
}

function recipeOfDraft(db: Database, productId: number, sku: string): Result<Recipe, AppError<'bom.no_draft' | 'input.invalid'>> {
  const draft = bomDraft(db, productId)
  if (draft === null) return err(appError('bom.no_draft', { sku }))
  const read = readDraft(productId, draft.content)
  return read.ok ? ok({ ...read.value, notes: draft.notes }) : read
}

function recipeOfVersion(db: Database, productId: number, bomVersionId: number): Result<Recipe, ActivateRefusal> {
  const row = statements(db).version.get(bomVersionId)
  if (row === undefined || row.productId !== productId) return err(appError('bom.version_not_found', { bomVersionId }))
  if (row.status === 'active') return err(appError('bom.already_active', { sku: row.sku, version: row.version }))
  const components = statements(db).components.all(bomVersionId).map((line) => ({ ...line, optional: line.optional === 1 }))
  const costLines = bomCostLines(db, bomVersionId).map(({ kind, name, cost }) => ({
    kind,
    name,
    cost: 'rate' in cost ? { by: 'rate' as const, ...cost } : { by: 'amount' as const, ...cost },
  }))
  return ok({ productId, components, costLines, notes: row.notes })
}

/** Checks a recipe against the active ones, writes it as the next version and lets it take the active one's place. */
function putInForce(context: CommandContext, recipe: Recipe): Saved {
  const { db } = context
  const { productId, components } = recipe
  const unknown = components.find((component) => statements(db).sku.get(component.productId) === undefined)
  if (unknown !== undefined) return err(appError('product.not_found', { productId: unknown.productId }))
  const archived = refuseArchived(db, [{ productId, field: 'productId' }, ...askedBy('components', components)])
  if (archived !== null) return err(archived)
  const checked = checkBom(productId, components, bomGraph(db))
  if (!checked.ok) return checked
  return ok(writeRecipe(context, recipe))
}

/** Writes a recipe that was checked as the next version and the active one. */
export function writeRecipe(context: CommandContext, recipe: Recipe): { readonly bomVersionId: number; readonly version: number } {
  const { productId, components, costLines, notes } = recipe
  const version = (statements(context.db).lastVersion.get(productId) ?? 0) + 1
  const bomVersionId = insertVersion(context, recipe, version)
  context.audit('bom', bomVersionId, 'activated', { version, productId, components, costLines, notes })
  context.changed({ kind: 'bom', id: productId })
  return { bomVersionId, version }
}

function insertVersion({ db, at }: CommandContext, { productId, components, costLines, notes }: Recipe, version: number): number {
  const { archiveActive, insertDraft, insertComponent, insertCostLine, activate } = statements(db)
  const bomVersionId = Number(insertDraft.run(productId, version, at, notes).lastInsertRowid)
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
