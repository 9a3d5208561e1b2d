import type { ProductRow } from '../../../shared/contract/product.ts'

/** Whether stock is at the reorder point or below; never without a reorder point. */
export function isLow({ onHand, reorderPoint }: Pick<ProductRow, 'onHand' | 'reorderPoint'>): boolean {
  return reorderPoint !== null && onHand <= reorderPoint
}
