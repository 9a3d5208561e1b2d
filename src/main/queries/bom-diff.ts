import type { z } from 'zod'
import type { recipeRef } from '../../shared/contract/bom-versions.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { parseMoney } from '../../shared/units/money.ts'
import { bomQuantityDecimalsMax, parseQuantity } from '../../shared/units/quantity.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { diffLines } from '../domain/bom-diff.ts'
import type { BuildCostKind } from '../domain/costing.ts'
import { bomCostLines, bomDraft } from '../ledger/boms.ts'
import type { QueryHandler } from './context.ts'

interface ProductRow {
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
}

interface ComponentSide {
  readonly quantityPerUnit: number | null
  readonly optional: boolean
  readonly place: number
}

type Cost = { by: 'amount'; amountPerUnit: number | null } | { by: 'rate'; rate: number | null; quantityPerUnit: number | null }

interface CostLineSide {
  readonly kind: BuildCostKind
  readonly cost: Cost
  readonly place: number
}

interface Recipe {
  readonly components: readonly { readonly key: string; readonly product: ProductRow | null; readonly side: ComponentSide }[]
  readonly costLines: readonly { readonly key: string; readonly name: string; readonly side: CostLineSide }[]
}

interface ComponentRow extends ProductRow {
  readonly quantityPerUnit: number
  readonly optional: 0 | 1
  readonly lineNo: number
}

const statements = perConnection((db) => ({
  product: db.prepare<[number], ProductRow>('SELECT product_id AS productId, sku, name, unit FROM product WHERE product_id = ?'),
  productOfVersion: db.prepare<[number], number>(`SELECT product_id FROM bom_version WHERE bom_version_id = ? AND status <> 'draft'`).pluck(),
  components: db.prepare<[number], ComponentRow>(
    `SELECT p.product_id AS productId, p.sku, p.name, p.unit, c.quantity_per_unit AS quantityPerUnit, c.optional, c.line_no AS lineNo
     FROM bom_component c JOIN product p USING (product_id) WHERE c.bom_version_id = ? ORDER BY c.line_no`,
  ),
}))

/** What became of each line from one version of a product's BOM to another; either may be the draft. */
export const diffBoms: QueryHandler<'bom.diff'> = ({ db }, { productId, from, to }) => {
  const product = statements(db).product.get(productId)
  if (product === undefined) return err(appError('product.not_found', { productId }))
  const [before, after] = [recipeAt(db, product, from), recipeAt(db, product, to)]
  if (!before.ok) return before
  if (!after.ok) return after
  const components = diffLines(before.value.components, after.value.components, (one, two) => [
    ...(one.side.quantityPerUnit === two.side.quantityPerUnit ? [] : ['quantity' as const]),
    ...(one.side.optional === two.side.optional ? [] : ['optional' as const]),
  ])
  const costLines = diffLines(before.value.costLines, after.value.costLines, (one, two) => [
    ...(one.side.kind === two.side.kind ? [] : ['kind' as const]),
    ...(JSON.stringify(one.side.cost) === JSON.stringify(two.side.cost) ? [] : ['cost' as const]),
  ])
  return ok({
    components: components.map((row) => ({ product: (row.after ?? row.before)?.product ?? null, ...sides(row) })),
    costLines: costLines.map((row) => ({ name: (row.after ?? row.before)?.name ?? '', ...sides(row) })),
  })
}

function sides<Side, Change>({ before, after, changes }: {
  readonly before: { readonly side: Side } | null
  readonly after: { readonly side: Side } | null
  readonly changes: readonly Change[]
}) {
  return { before: before?.side ?? null, after: after?.side ?? null, changes: [...changes] }
}

type Ref = z.infer<typeof recipeRef>

function recipeAt(db: Database, product: ProductRow, ref: Ref): Result<Recipe, AppError<'bom.version_not_found' | 'bom.no_draft'>> {
  if (ref.kind === 'draft') {
    const draft = bomDraft(db, product.productId)
    return draft === null ? err(appError('bom.no_draft', { sku: product.sku })) : ok(recipeOfDraft(db, draft.content))
  }
  const { bomVersionId } = ref
  if (statements(db).productOfVersion.get(bomVersionId) !== product.productId) return err(appError('bom.version_not_found', { bomVersionId }))
  return ok(recipeOfVersion(db, bomVersionId))
}

function recipeOfVersion(db: Database, bomVersionId: number): Recipe {
  return {
    components: statements(db)
      .components.all(bomVersionId)
      .map(({ quantityPerUnit, optional, lineNo, ...product }) => ({
        key: String(product.productId),
        product,
        side: { quantityPerUnit, optional: optional === 1, place: lineNo },
      })),
    costLines: bomCostLines(db, bomVersionId).map(({ lineNo, kind, name, cost }) => ({
      key: keyOfName(name),
      name,
      side: { kind, place: lineNo, cost: 'rate' in cost ? { by: 'rate', ...cost } : { by: 'amount', ...cost } },
    })),
  }
}

function recipeOfDraft(db: Database, { components, costLines }: NonNullable<ReturnType<typeof bomDraft>>['content']): Recipe {
  const read = (parsed: Result<number, unknown>) => (parsed.ok ? parsed.value : null)
  return {
    components: components.map(({ productId, quantityPerUnit, optional }, place) => ({
      key: String(productId),
      product: productId === null ? null : (statements(db).product.get(productId) ?? null),
      side: { quantityPerUnit: read(parseQuantity(quantityPerUnit, bomQuantityDecimalsMax)), optional, place: place + 1 },
    })),
    costLines: costLines.map(({ kind, name, cost }, place) => ({
      key: keyOfName(name),
      name,
      side: {
        kind,
        place: place + 1,
        cost:
          cost.by === 'amount'
            ? { by: 'amount', amountPerUnit: read(parseMoney(cost.amountPerUnit)) }
            : { by: 'rate', rate: read(parseMoney(cost.rate)), quantityPerUnit: read(parseQuantity(cost.quantityPerUnit)) },
      },
    })),
  }
}

/** Cost lines are the same line when they have the same name, however it is written. */
function keyOfName(name: string): string {
  return name.trim().toLowerCase()
}
