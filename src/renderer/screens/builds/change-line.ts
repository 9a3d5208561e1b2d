import { formatQuantity } from '../../../shared/units/quantity.ts'
import type { ChangedLine } from './build-text.ts'
import type { BuildPreview } from './use-build.ts'

export type PreviewComponent = BuildPreview['components'][number]

/** The change of a component: the one typed, or the beginning of one that says what the recipe says. */
export function lineFor(lines: readonly ChangedLine[], { product, needed }: Pick<PreviewComponent, 'product' | 'needed'>): ChangedLine {
  return lines.find((line) => line.product.productId === product.productId) ?? { product, quantity: formatQuantity(needed), lots: null, reason: '' }
}
