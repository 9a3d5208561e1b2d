import type { ProductKind } from '../../../shared/contract/product.ts'
import type { DraftOf, OutputOf } from '../../../shared/contract/registry.ts'
import { formatMillionths } from '../../../shared/units/decimal.ts'
import { formatQuantity, parseQuantity } from '../../../shared/units/quantity.ts'
import type { PurchaseUnit } from '../../text/purchase-words.ts'

type ProductDetails = OutputOf<'query', 'product.get'>['product']

interface PickedSupplier {
  readonly supplierId: number
  readonly code: string
  readonly name: string
}

/** A product as it is typed. */
export interface ProductText extends Record<string, unknown> {
  readonly sku: string
  readonly name: string
  readonly kind: ProductKind
  readonly unit: string
  readonly unitCost: string
  readonly reorderPoint: string
  readonly purchase: { readonly unit: string; readonly factor: string }
  /** `unclear`: what is typed names no supplier. */
  readonly supplierId: PickedSupplier | null | 'unclear'
  readonly barcodes: readonly string[]
  readonly notes: string
}

export const blankProduct: ProductText = {
  sku: '',
  name: '',
  kind: 'component',
  unit: 'ea',
  unitCost: '',
  reorderPoint: '',
  purchase: { unit: '', factor: '' },
  supplierId: null,
  barcodes: [],
  notes: '',
}

/** A product of the ledger as its form starts. */
export function productText(product: ProductDetails): ProductText {
  const { sku, name, kind, unit, unitCost, reorderPoint, purchase, supplier, barcodes, notes } = product
  return {
    sku,
    name,
    kind,
    unit,
    unitCost: unitCost === 0 ? '' : formatMillionths(unitCost, 0, 6),
    reorderPoint: reorderPoint === null ? '' : formatQuantity(reorderPoint),
    purchase: purchase === null ? { unit: '', factor: '' } : { unit: purchase.unit, factor: formatQuantity(purchase.factor) },
    supplierId: supplier,
    barcodes,
    notes,
  }
}

const orNull = (text: string) => (text.trim() === '' ? null : text)

/** No supplier has this id, so that a name that is none is refused beside its field. */
const noSupplier = 0

/** The fields as both commands take them. */
export function toFields(text: ProductText): Omit<DraftOf<'command', 'product.update'>, 'productId'> {
  const { sku, name, kind, unit, unitCost, reorderPoint, purchase, supplierId, barcodes, notes } = text
  const bought = purchase.unit.trim() !== '' || purchase.factor.trim() !== ''
  return {
    sku,
    name,
    kind,
    unit,
    unitCost: orNull(unitCost),
    reorderPoint: orNull(reorderPoint),
    purchase: bought ? purchase : null,
    supplierId: supplierId === 'unclear' ? noSupplier : (supplierId?.supplierId ?? null),
    barcodes: [...barcodes],
    notes,
  }
}

/** The purchase unit that is typed so far; `null` while it is not whole. */
export function typedPurchase({ purchase }: ProductText): PurchaseUnit | null {
  const factor = parseQuantity(purchase.factor)
  return purchase.unit.trim() === '' || !factor.ok || factor.value === 0 ? null : { unit: purchase.unit.trim(), factor: factor.value }
}
