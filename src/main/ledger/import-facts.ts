import { foldText } from '../../shared/fold-text.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import type { BomFacts, ImportedRecipe } from '../domain/import-boms.ts'
import type { KnownProduct, ProductFacts, ProductKind } from '../domain/import-products.ts'
import type { StockFacts } from '../domain/import-stock.ts'
import type { KnownSupplier, SupplierFacts } from '../domain/import-suppliers.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { bomCostLines, bomGraph } from './boms.ts'
import { companySettings } from './company.ts'
import { isSourceOfCatalogue, itemOfProduct } from './items.ts'
import { isSpokenOf } from './spoken-of.ts'

type ProductRow = Omit<KnownProduct, 'kind' | 'archived'> & { readonly kind: ProductKind; readonly archived: 0 | 1 }

const productColumns = `product_id AS productId, sku, name, kind, unit, unit_cost AS unitCost, reorder_point AS reorderPoint, purchase_unit AS purchaseUnit,
  purchase_factor AS purchaseFactor, supplier_id AS supplierId, notes, archived`
const supplierColumns = 'supplier_id AS supplierId, code, name, contact, email, phone, notes'

const statements = perConnection((db) => ({
  product: db.prepare<[string], ProductRow>(`SELECT ${productColumns} FROM product WHERE sku = ?`),
  products: db.prepare<[], ProductRow>(`SELECT ${productColumns} FROM product`),
  allBarcodes: db.prepare<[], { barcode: string; productId: number; sku: string }>(
    'SELECT b.barcode, b.product_id AS productId, p.sku FROM product_barcode b JOIN product p USING (product_id) ORDER BY b.barcode',
  ),
  barcodes: db.prepare<[number], string>('SELECT barcode FROM product_barcode WHERE product_id = ? ORDER BY barcode').pluck(),
  barcodeHolder: db.prepare<[string], { productId: number; sku: string }>(
    'SELECT p.product_id AS productId, p.sku FROM product_barcode b JOIN product p USING (product_id) WHERE b.barcode = ?',
  ),
  moved: db.prepare<[number], number>('SELECT EXISTS (SELECT 1 FROM entry WHERE product_id = ?)').pluck(),
  onHand: db.prepare<[number], number>('SELECT quantity FROM product_balance WHERE product_id = ?').pluck(),
  opening: db.prepare<[number], { quantity: Quantity; value: Money }>(
    `SELECT a.quantity, a.value FROM adjustment a WHERE a.product_id = ? AND a.kind = 'opening'
       AND NOT EXISTS (SELECT 1 FROM posting r WHERE r.reverses_posting_id = a.posting_id) ORDER BY a.adjustment_id DESC LIMIT 1`,
  ),
  lotsNumbered: db.prepare<[number, string], { quantity: Quantity; value: Money }>(
    `SELECT b.remaining AS quantity, b.value FROM lot l JOIN lot_balance b USING (lot_id) WHERE l.product_id = ? AND l.number = ?
     ORDER BY l.voided_by_posting_id IS NOT NULL, l.lot_id DESC`,
  ),
  suppliers: db.prepare<[], KnownSupplier>(`SELECT ${supplierColumns} FROM supplier ORDER BY supplier_id`),
  active: db.prepare<[number], number>(`SELECT bom_version_id FROM bom_version WHERE product_id = ? AND status = 'active'`).pluck(),
  components: db.prepare<[number], { productId: number; quantityPerUnit: Quantity; optional: 0 | 1 }>(
    'SELECT product_id AS productId, quantity_per_unit AS quantityPerUnit, optional FROM bom_component WHERE bom_version_id = ? ORDER BY line_no',
  ),
}))

/** Everything that rows of a file are held against, as the books are now. */
export type ImportFacts = ProductFacts & StockFacts & SupplierFacts & BomFacts & { readonly supplierById: (supplierId: number) => KnownSupplier | undefined }

/** From so many rows on, all products are read at once: one question for each would take longer. */
const manyRows = 500

/** The books as an import of so many rows asks them: each thing when it is asked for, or for many rows all of it once. */
export function importFacts(db: Database, rowCount: number): ImportFacts {
  const prepared = statements(db)
  const suppliers = supplierFacts(prepared.suppliers.all())
  const isSource = isSourceOfCatalogue(db)
  const { receiving } = companySettings(db)
  const linked = (productId: number) => (isSource ? itemOfProduct(db, productId) : undefined)
  return {
    ...suppliers,
    ...(rowCount < manyRows ? productsAsked(db) : productsAtOnce(db)),
    hasHistory: (productId) => isSpokenOf(db, productId),
    ownerOf: linked,
    countedThere: (productId) => !receiving && linked(productId)?.tracksQuantity === true,
    moved: (productId) => prepared.moved.get(productId) === 1,
    onHand: (productId) => prepared.onHand.get(productId) ?? 0,
    openingOf: (productId) => prepared.opening.get(productId),
    lotsNumbered: (productId, number) => prepared.lotsNumbered.all(productId, number),
    activeRecipe: (productId) => activeRecipe(db, productId),
    graph: bomGraph(db),
  }
}

type ProductLookups = Pick<ImportFacts, 'product' | 'barcodesOf' | 'barcodeHolder'>

function productsAsked(db: Database): ProductLookups {
  const { product, barcodes, barcodeHolder } = statements(db)
  return {
    product: (sku) => knownProduct(product.get(sku)),
    barcodesOf: (productId) => barcodes.all(productId),
    barcodeHolder: (barcode) => barcodeHolder.get(barcode),
  }
}

function productsAtOnce(db: Database): ProductLookups {
  const { products, allBarcodes } = statements(db)
  const bySku = new Map<string, ProductRow>()
  for (const row of products.iterate()) bySku.set(row.sku, row)
  const holders = new Map<string, { productId: number; sku: string }>()
  const barcodesOf = new Map<number, string[]>()
  for (const { barcode, productId, sku } of allBarcodes.iterate()) {
    holders.set(barcode, { productId, sku })
    const others = barcodesOf.get(productId)
    if (others === undefined) barcodesOf.set(productId, [barcode])
    else others.push(barcode)
  }
  return {
    product: (sku) => knownProduct(bySku.get(sku)),
    barcodesOf: (productId) => barcodesOf.get(productId) ?? [],
    barcodeHolder: (barcode) => holders.get(barcode),
  }
}

function knownProduct(row: ProductRow | undefined): KnownProduct | undefined {
  return row === undefined ? undefined : { ...row, archived: row.archived === 1 }
}

function supplierFacts(suppliers: readonly KnownSupplier[]): Pick<ImportFacts, 'supplierByCode' | 'supplierByName' | 'supplierById' | 'supplier' | 'supplierName'> {
  const byCode = new Map(suppliers.map((supplier) => [supplier.code, supplier]))
  const byId = new Map(suppliers.map((supplier) => [supplier.supplierId, supplier]))
  // Of two with one name the older.
  const byName = new Map(suppliers.toReversed().map((supplier) => [foldText(supplier.name), supplier]))
  return {
    supplierById: (supplierId) => byId.get(supplierId),
    supplierByCode: (code) => byCode.get(code),
    supplierByName: (name) => byName.get(foldText(name)),
    supplier: (text) => (byName.get(foldText(text)) ?? byCode.get(text.toUpperCase()))?.supplierId,
    supplierName: (supplierId) => byId.get(supplierId)?.name ?? '',
  }
}

function activeRecipe(db: Database, productId: number): ImportedRecipe | undefined {
  const bomVersionId = statements(db).active.get(productId)
  if (bomVersionId === undefined) return undefined
  const components = statements(db).components.all(bomVersionId).map((line) => ({ ...line, optional: line.optional === 1 }))
  return { components, costLines: bomCostLines(db, bomVersionId).map(({ kind, name, cost }) => ({ kind, name, cost })) }
}
