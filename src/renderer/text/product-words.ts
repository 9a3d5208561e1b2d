import type { ProductKind } from '../../shared/contract/product.ts'

export const productKindText: { readonly [K in ProductKind]: string } = {
  raw_material: 'Raw material',
  component: 'Component',
  sub_assembly: 'Sub-assembly',
  finished_good: 'Finished good',
}

/** Whether products of this kind are made here, so that they have a BOM. */
export function isBuilt(kind: ProductKind): boolean {
  return kind === 'sub_assembly' || kind === 'finished_good'
}
