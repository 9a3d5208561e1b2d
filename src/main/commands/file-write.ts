import type { BomPlan } from '../domain/import-boms.ts'
import type { ProductFields, ProductPlan } from '../domain/import-products.ts'
import type { StockPlan } from '../domain/import-stock.ts'
import type { SupplierPlan } from '../domain/import-suppliers.ts'
import type { TypedCost } from '../domain/costing.ts'
import { perConnection } from '../database/statements.ts'
import { openStock } from '../ledger/adjustments.ts'
import type { ImportFacts } from '../ledger/import-facts.ts'
import { writeRecipe } from './bom.ts'
import type { CommandContext } from './context.ts'
import type { ImportUndo } from './file-undo-notes.ts'
import { addProduct, nextProductId, writeProduct } from './product.ts'
import { addSupplier, writeSupplier } from './supplier.ts'

/** What an import wrote: how much, and what it takes to take it back. */
export interface Written {
  readonly made: number
  readonly changed: number
  readonly opened: number
  readonly undo: ImportUndo
}

const nothing: ImportUndo = { products: [], changedProducts: [], openings: [], suppliers: [], changedSuppliers: [], boms: [] }

const statements = perConnection((db) => ({
  activeVersion: db.prepare<[number], { bomVersionId: number; notes: string }>(`SELECT bom_version_id AS bomVersionId, notes FROM bom_version WHERE product_id = ? AND status = 'active'`),
}))

/** Writes products with their opening stock; `null` when that is more than the books can keep. */
export function writeProducts(context: CommandContext, plans: readonly ProductPlan[], facts: ImportFacts): Written | null {
  const products: ImportUndo['products'] = []
  const changedProducts: ImportUndo['changedProducts'] = []
  const openings: ImportUndo['openings'] = []
  let nextId = nextProductId(context.db)
  let opened = 0
  for (const plan of plans) {
    const productId = plan.what === 'new' ? nextId++ : plan.productId
    const before = plan.what === 'new' || plan.fields === null ? null : { ...facts.product(plan.fields.sku), barcodes: facts.barcodesOf(productId) }
    if (plan.what === 'new') addProduct(context, productId, commandFields(plan.fields, plan.barcodes))
    else if (plan.fields !== null) writeProduct(context, productId, commandFields(plan.fields, plan.barcodes ?? facts.barcodesOf(productId)), 'imported')
    const adjustmentId = plan.opening === null ? null : open(context, { productId, quantity: plan.opening.quantity, cost: { unitCost: plan.opening.unitCost }, businessDate: context.today, notes: '' })
    if (plan.opening !== null && adjustmentId === null) return null
    if (adjustmentId !== null) opened += 1
    if (plan.what === 'new') products.push([productId, adjustmentId])
    else if (adjustmentId !== null) openings.push(adjustmentId)
    if (before !== null) changedProducts.push([productId, restorable(before as ProductFields & { barcodes: readonly string[] })])
  }
  context.changed({ kind: 'product' })
  if (opened > 0) tellStock(context)
  return { made: products.length, changed: plans.length - products.length, opened, undo: { ...nothing, products, changedProducts, openings } }
}

/** What of a product an undo brings back. */
function restorable({ sku, name, kind, unit, unitCost, reorderPoint, purchaseUnit, purchaseFactor, supplierId, notes, barcodes }: ProductFields & { readonly barcodes: readonly string[] }) {
  return { sku, name, kind, unit, unitCost, reorderPoint, purchaseUnit, purchaseFactor, supplierId, notes, barcodes: [...barcodes] }
}

/** A product as its own command takes it. */
export function commandFields({ purchaseUnit, purchaseFactor, ...fields }: ProductFields, barcodes: readonly string[]) {
  const purchase = purchaseUnit === null || purchaseFactor === null ? null : { unit: purchaseUnit, factor: purchaseFactor }
  return { ...fields, purchase, barcodes: [...barcodes] }
}

/** Writes opening stock; `null` when it is more than the books can keep. */
export function writeStock(context: CommandContext, plans: readonly StockPlan[]): Written | null {
  const openings: number[] = []
  for (const plan of plans) {
    const adjustmentId = open(context, plan)
    if (adjustmentId === null) return null
    openings.push(adjustmentId)
  }
  tellStock(context)
  return { made: 0, changed: 0, opened: openings.length, undo: { ...nothing, openings } }
}

interface Opened {
  readonly productId: number
  readonly quantity: number
  readonly cost: TypedCost
  readonly businessDate: string
  readonly notes: string
}

/** The adjustment that brought opening stock in; `null` when it is worth more than the books can keep. */
function open(context: CommandContext, opening: Opened): number | null {
  const { db, today, commandId, at } = context
  const posted = openStock(db, { ...opening, today }, { commandId, recordedAt: at })
  if (posted.ok) {
    const { adjustmentId, ...after } = posted.value
    context.audit('adjustment', adjustmentId, 'opened', after)
    return adjustmentId
  }
  if (posted.error.code === 'amount.too_large') return null
  throw new Error(`opening stock that was checked is refused: ${posted.error.code}`)
}

function tellStock(context: CommandContext): void {
  context.changed({ kind: 'adjustment' })
  context.changed({ kind: 'stock' })
}

/** Writes suppliers. */
export function writeSuppliers(context: CommandContext, plans: readonly SupplierPlan[], facts: ImportFacts): Written {
  const suppliers: number[] = []
  const changedSuppliers: ImportUndo['changedSuppliers'] = []
  // What is given goes first, so that no code made from a name is in its way.
  for (const plan of plans.toSorted((a, b) => Number(b.code !== null) - Number(a.code !== null))) {
    if (plan.what === 'new') suppliers.push(addSupplier(context, plan.fields, plan.code).supplierId)
    else {
      const before = facts.supplierById(plan.supplierId)
      if (before === undefined) throw new Error(`supplier ${plan.supplierId} is gone while it is written`)
      const { supplierId, ...fields } = before
      changedSuppliers.push([supplierId, fields])
      writeSupplier(context, supplierId, plan.code, plan.fields)
    }
  }
  return { made: suppliers.length, changed: changedSuppliers.length, opened: 0, undo: { ...nothing, suppliers, changedSuppliers } }
}

/** Writes recipes, each as its product's next version and the active one. Its notes stay. */
export function writeBoms(context: CommandContext, plans: readonly BomPlan[]): Written {
  const boms = plans.map(({ productId, recipe }): ImportUndo['boms'][number] => {
    const before = statements(context.db).activeVersion.get(productId)
    const costLines = recipe.costLines.map(({ kind, name, cost }) => ({ kind, name, cost: 'rate' in cost ? ({ by: 'rate', ...cost } as const) : ({ by: 'amount', ...cost } as const) }))
    const { bomVersionId } = writeRecipe(context, { productId, components: [...recipe.components], costLines, notes: before?.notes ?? '' })
    return [productId, bomVersionId, before?.bomVersionId ?? null]
  })
  const changed = boms.filter(([, , before]) => before !== null).length
  return { made: boms.length - changed, changed, opened: 0, undo: { ...nothing, boms } }
}
