import type { OutputOf } from '../../../shared/contract/registry.ts'
import { listText, moneyText, quantityText } from '../../text/numbers.ts'
import { costKindText } from './recipe-draft.ts'

type Diff = OutputOf<'query', 'bom.diff'>
type Component = Diff['components'][number]
type CostLine = Diff['costLines'][number]

const aspects = { quantity: 'quantity', optional: 'optional or not', order: 'order', kind: 'kind', cost: 'cost' } as const

/** Of a line that is in both as it was. */
export const sameText = 'The same'

/** What became of a line, in words: `Added`, `Quantity and order changed`. */
export function changeText({ before, after, changes }: { readonly before: unknown; readonly after: unknown; readonly changes: readonly (keyof typeof aspects)[] }): string {
  if (before === null) return 'Added'
  if (after === null) return 'Removed'
  if (changes.length === 0) return sameText
  if (changes.length === 1 && changes[0] === 'order') return 'Moved'
  const text = listText(changes.map((change) => aspects[change]))
  return `${text.charAt(0).toUpperCase()}${text.slice(1)} changed`
}

/** One side of a component: `2 ea, optional`. */
export function componentText(side: Component['before'], unit: string): string {
  if (side === null) return '—'
  const quantity = side.quantityPerUnit === null ? 'no quantity yet' : `${quantityText(side.quantityPerUnit)} ${unit}`
  return side.optional ? `${quantity}, optional` : quantity
}

/** One side of a cost line: `Labor, 30.00 × 0.5`. */
export function costLineText(side: CostLine['before'], unit: string): string {
  if (side === null) return '—'
  const { kind, cost } = side
  const money = (amount: number | null) => (amount === null ? '?' : moneyText(amount))
  const said = cost.by === 'amount' ? money(cost.amountPerUnit) : `${money(cost.rate)} × ${cost.quantityPerUnit === null ? '?' : quantityText(cost.quantityPerUnit)}`
  return `${costKindText[kind]}, ${said} / ${unit}`
}

/** One line of a difference, as it is saved in a file. */
export interface DiffLine {
  readonly kind: string
  readonly sku: string
  readonly name: string
  readonly what: string
  readonly before: string
  readonly after: string
}

/** All lines of both recipes, in words. `unit` is that of the product they make. */
export function diffLines({ components, costLines }: Diff, unit: string): readonly DiffLine[] {
  return [
    ...components.map((line) => ({
      kind: 'Component',
      sku: line.product?.sku ?? '',
      name: line.product?.name ?? '',
      what: changeText(line),
      before: componentText(line.before, line.product?.unit ?? ''),
      after: componentText(line.after, line.product?.unit ?? ''),
    })),
    ...costLines.map((line) => ({ kind: 'Cost line', sku: '', name: line.name, what: changeText(line), before: costLineText(line.before, unit), after: costLineText(line.after, unit) })),
  ]
}
