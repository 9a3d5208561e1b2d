import type { OutputOf } from '../../../shared/contract/registry.ts'
import { listText, moneyText, quantityText } from '../../text/numbers.ts'
import { costKindText } from './recipe-draft.ts'

type Diff = OutputOf<'query', 'bom.diff'>
type Component = Diff['components'][number]
type CostLine = Diff['costLines'][number]

const aspects = { quantity: 'quantity', optional: 'optional or not', order: 'order', kind: 'kind', cost: 'cost' } as const

/** What became of a line, in words: `Added`, `Quantity and order changed`. */
export function changeText({ before, after, changes }: { readonly before: unknown; readonly after: unknown; readonly changes: readonly (keyof typeof aspects)[] }): string {
  if (before === null) return 'Added'
  if (after === null) return 'Removed'
  if (changes.length === 0) return 'The same'
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
