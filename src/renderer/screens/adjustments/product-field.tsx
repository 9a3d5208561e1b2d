import type { ReactNode } from 'react'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { formatMillionths } from '../../../shared/units/decimal.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { ProductPicker, type PickedProduct } from '../../components/product-picker.tsx'

/** A form about a product's stock. */
export interface StockFormProps {
  /** `null` lets the person choose one. */
  readonly productId: number | null
  readonly onDone: () => void
  /** Leads to the page of the adjustment that was made. */
  readonly onShow: (adjustmentId: number) => void
  readonly onCancel: () => void
}

type StockedProduct = OutputOf<'query', 'product.get'>['product']

export interface ProductChoice {
  readonly productId: number | null
  /** Whether it is given and cannot be chosen. */
  readonly fixed: boolean
  readonly picked: PickedProduct | null
  readonly details: StockedProduct | undefined
  readonly pick: (product: PickedProduct | null) => void
}

/** The product a form is about, given or chosen in it, as it stands now. */
export function useProductChoice(given: number | null): ProductChoice {
  const [picked, pick] = useState<PickedProduct | null>(null)
  const productId = given ?? picked?.productId ?? null
  const { data } = useLedgerQuery('product.get', { productId: productId ?? 1 }, { enabled: productId !== null })
  const details = data?.product.productId === productId ? data?.product : undefined
  return { productId, fixed: given !== null, picked, details, pick }
}

/** What one unit costs now, as it would be typed; empty where nothing tells. */
export function costText(product: StockedProduct | undefined): string {
  const cost = product?.costNow ?? null
  return cost === null ? '' : formatMillionths(cost, 2, 6)
}

/** What a unit cost that is left alone comes from; nothing before a product is chosen. */
export function costHelp(product: StockedProduct | undefined, typed: string | null): string | undefined {
  if (product === undefined) return undefined
  if (product.costNow === null) return 'Nothing tells what it costs. Blank counts as zero.'
  return typed === null ? 'What it costs now.' : 'Blank takes what it costs now.'
}

/** Chooses the product, where none is given. */
export function ProductField({ choice, error }: { readonly choice: ProductChoice; readonly error: ReactNode }) {
  if (choice.fixed) return null
  return <ProductPicker label="Product" required data-autofocus data-path="productId" value={choice.picked} onChange={choice.pick} error={error} />
}
