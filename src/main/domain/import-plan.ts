import type { ImportKind } from '../../shared/imports.ts'
import { planBoms, type BomFacts } from './import-boms.ts'
import { planProducts, type ProductFacts } from './import-products.ts'
import type { FileRow, HowWritten, Verdict } from './import-rows.ts'
import { planStock, type StockFacts } from './import-stock.ts'
import { planSuppliers, type SupplierFacts } from './import-suppliers.ts'

/** What becomes of every row of a file of this kind, in the order of the rows. */
export function planImport(kind: ImportKind, rows: readonly FileRow[], how: HowWritten, facts: ProductFacts & StockFacts & SupplierFacts & BomFacts): readonly Verdict<unknown>[] {
  switch (kind) {
    case 'products':
      return planProducts(rows, how, facts)
    case 'stock':
      return planStock(rows, how, facts)
    case 'suppliers':
      return planSuppliers(rows, how, facts)
    case 'boms':
      return planBoms(rows, how, facts)
  }
}
