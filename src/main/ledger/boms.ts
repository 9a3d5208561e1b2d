import { z } from 'zod'
import { bomSave, draftLines, type bomDraftProblem } from '../../shared/contract/bom.ts'
import { invalidInput } from '../../shared/contract/issues.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { bomProblems, type BomGraph } from '../domain/bom.ts'
import type { BuildCostKind, CostPerUnit } from '../domain/costing.ts'

interface ProductRow {
  readonly sku: string
  readonly kind: string
}

interface CostRow {
  readonly lineNo: number
  readonly kind: BuildCostKind
  readonly name: string
  readonly amountPerUnit: number | null
  readonly rate: number | null
  readonly quantityPerUnit: number | null
}

const statements = perConnection((db) => ({
  product: db.prepare<[number], ProductRow>('SELECT sku, kind FROM product WHERE product_id = ?'),
  costLines: db.prepare<[number], CostRow>(
    `SELECT line_no AS lineNo, kind, name, amount_per_unit AS amountPerUnit, rate, quantity_per_unit AS quantityPerUnit
     FROM bom_cost_line WHERE bom_version_id = +? ORDER BY line_no`,
  ),
  componentsOf: db
    .prepare<[number], number>(
      `SELECT c.product_id FROM bom_version v JOIN bom_component c USING (bom_version_id)
       WHERE v.product_id = +? AND v.status = 'active' ORDER BY c.line_no`,
    )
    .pluck(),
  usedIn: db
    .prepare<[number], number>(
      `SELECT v.product_id FROM bom_component c JOIN bom_version v USING (bom_version_id) WHERE c.product_id = +? AND v.status = 'active'`,
    )
    .pluck(),
  draft: db.prepare<[number], { contentJson: string; notes: string; savedAt: string }>(
    'SELECT content_json AS contentJson, notes, saved_at AS savedAt FROM bom_draft WHERE product_id = ?',
  ),
}))

/** The SKU of a product that can have a BOM. */
export function builtProduct(db: Database, productId: number): Result<string, AppError<'product.not_found' | 'bom.kind_not_built'>> {
  const product = statements(db).product.get(productId)
  if (product === undefined) return err(appError('product.not_found', { productId }))
  if (!isBuilt(product.kind)) return err(appError('bom.kind_not_built', { field: 'productId', sku: product.sku }))
  return ok(product.sku)
}

/** Whether products of a kind are built. */
export function isBuilt(kind: string): boolean {
  return kind === 'sub_assembly' || kind === 'finished_good'
}

/** What a row says a cost line costs per unit. */
export function costPerUnit({ amountPerUnit, rate, quantityPerUnit }: Pick<CostRow, 'amountPerUnit' | 'rate' | 'quantityPerUnit'>): CostPerUnit {
  return amountPerUnit === null ? { rate: rate ?? 0, quantityPerUnit: quantityPerUnit ?? 0 } : { amountPerUnit }
}

export interface BomCostLine {
  readonly lineNo: number
  readonly kind: BuildCostKind
  readonly name: string
  readonly cost: CostPerUnit
}

/** The cost lines of a BOM version in their order. */
export function bomCostLines(db: Database, bomVersionId: number): BomCostLine[] {
  return statements(db)
    .costLines.all(bomVersionId)
    .map((row) => ({ lineNo: row.lineNo, kind: row.kind, name: row.name, cost: costPerUnit(row) }))
}

/** The active BOMs, read as a check asks for them. */
export function bomGraph(db: Database): BomGraph {
  return {
    componentsOf: (productId) => statements(db).componentsOf.all(productId),
    usedIn: (productId) => statements(db).usedIn.all(productId),
    skuOf: (productId) => statements(db).product.get(productId)?.sku ?? '',
  }
}

const draftContent = z.strictObject(draftLines)
export type BomDraftContent = z.infer<typeof draftContent>

export interface BomDraft {
  readonly content: BomDraftContent
  readonly notes: string
  /** UTC. */
  readonly savedAt: string
}

/** The draft of a product's BOM as it was typed; `null` when it has none. */
export function bomDraft(db: Database, productId: number): BomDraft | null {
  const row = statements(db).draft.get(productId)
  return row === undefined ? null : { content: draftContent.parse(JSON.parse(row.contentJson)), notes: row.notes, savedAt: row.savedAt }
}

/** A draft as `bom.save` takes it, or what is typed wrong in it. */
export function readDraft(productId: number, { components, costLines }: BomDraftContent): Result<z.infer<typeof bomSave.input>, AppError<'input.invalid'>> {
  // A line without a product is read all the same, so that what is wrong has its place.
  const typed = { productId, components: components.map((line) => ({ ...line, productId: line.productId ?? 0 })), costLines }
  const parsed = bomSave.input.safeParse(typed)
  return parsed.success ? ok(parsed.data) : err(invalidInput(parsed.error))
}

export type BomDraftProblem = z.infer<typeof bomDraftProblem>

/** Everything that keeps a draft from being activated today. */
export function draftProblems(db: Database, productId: number, content: BomDraftContent): BomDraftProblem[] {
  const read = readDraft(productId, content)
  const ids = content.components.map((line) => line.productId)
  const gone = ids.filter((id) => id !== null && statements(db).product.get(id) === undefined)
  return [
    ...(read.ok ? [] : [read.error]),
    ...gone.flatMap((id) => (id === null ? [] : [appError('product.not_found', { productId: id })])),
    ...bomProblems(productId, ids, bomGraph(db)),
  ]
}
