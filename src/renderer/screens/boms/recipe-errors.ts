import type { AppError } from '../../../shared/errors.ts'
import { fieldTexts, wordsOf } from '../../text/errors.ts'
import type { SentRecipe } from './recipe-draft.ts'

/** Texts by cell, `<row key>.<column>`: `k3.quantity`. */
export type CellTexts = Readonly<Record<string, string>>

export interface PlacedRefusal {
  readonly cells: CellTexts
  /** The refusal when it belongs to no cell. */
  readonly error: AppError | null
}

/** The columns of the grid by what the command calls them. */
const columns: Readonly<Record<string, string>> = {
  productId: 'product',
  quantityPerUnit: 'quantity',
  name: 'name',
  'cost.amountPerUnit': 'amount',
  'cost.rate': 'rate',
  'cost.quantityPerUnit': 'quantity',
}

/** Puts a refused recipe's words beside the rows they are about. */
export function placeRefusal(error: AppError, sent: SentRecipe, nowMs: number): PlacedRefusal {
  const cells = Object.fromEntries(cellsOf(error, sent, nowMs))
  return { cells, error: Object.keys(cells).length === 0 ? error : null }
}

function cellsOf(error: AppError, sent: SentRecipe, nowMs: number): readonly (readonly [string, string])[] {
  const culprit = culpritOf(error, sent.draft.productId)
  if (culprit !== null) {
    const key = sent.componentKeys[sent.draft.components.findIndex(({ productId }) => productId === culprit)]
    const { what, why = '', toDo } = wordsOf(error, nowMs)
    return key === undefined ? [] : [[`${key}.product`, [what, why, toDo].filter((words) => words !== '').join(' ')]]
  }
  return Object.entries(fieldTexts(error, {}, nowMs)).flatMap(([field, text]) => {
    const cell = cellOf(field, sent)
    if (cell === null) return []
    return [[cell, field.endsWith('.productId') && error.code === 'input.invalid' ? 'Choose a product from the list.' : text] as const]
  })
}

/** The component through which a recipe fails that is right line by line. */
function culpritOf(error: AppError, productId: number): number | null {
  switch (error.code) {
    case 'product.not_found':
      return error.data.productId
    case 'bom.contains_itself':
    case 'bom.too_deep': {
      const path = error.data.path.map((product) => product.productId)
      return path[path.indexOf(productId) + 1] ?? null
    }
    default:
      return null
  }
}

function cellOf(field: string, { componentKeys, costKeys }: SentRecipe): string | null {
  const [list, place, ...rest] = field.split('.')
  const keys = list === 'components' ? componentKeys : list === 'costLines' ? costKeys : []
  const key = keys[Number(place)]
  const column = columns[rest.join('.')]
  return key === undefined || column === undefined ? null : `${key}.${column}`
}
