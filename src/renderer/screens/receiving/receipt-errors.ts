import type { AppError } from '../../../shared/errors.ts'
import type { CellTexts } from '../../state/typed-draft.ts'
import { fieldTexts, wordsOf } from '../../text/errors.ts'
import type { SentReceipt } from './receipt-draft.ts'

export interface PlacedRefusal {
  /** By `supplier`, `receivedOn`, or `<line key>.<column>`, in the order of the screen. */
  readonly cells: CellTexts
  /** The refusal when it belongs to no cell. */
  readonly error: AppError | null
}

/** The columns of the grid by what the commands call them. */
const columns: Readonly<Record<string, string>> = {
  productId: 'product',
  quantity: 'quantity',
  'cost.amount': 'cost',
  unitCost: 'cost',
  lineTotal: 'cost',
  lotNumber: 'lotNumber',
  supplierLot: 'supplierLot',
  expiresOn: 'expiresOn',
}

/** Puts a refused receipt's words beside the cells they are about. */
export function placeRefusal(error: AppError, sent: SentReceipt, nowMs: number): PlacedRefusal {
  const rankOf = screenRank(sent)
  const cells = Object.fromEntries(cellsOf(error, sent, nowMs).toSorted(([a], [b]) => rankOf(a) - rankOf(b)))
  return { cells, error: Object.keys(cells).length === 0 ? error : null }
}

/** Where a cell stands on the screen: the head first, then the lines, each from its first column to its last. */
function screenRank({ lineKeys }: SentReceipt): (cell: string) => number {
  const names = [...new Set(Object.values(columns))]
  return (cell) => {
    const [key = '', column] = cell.split('.')
    if (column === undefined) return key === 'supplier' ? -2 : -1
    return lineKeys.indexOf(key) * names.length + names.indexOf(column)
  }
}

function cellsOf(error: AppError, sent: SentReceipt, nowMs: number): readonly (readonly [string, string])[] {
  if (error.code === 'supplier.not_found') return [['supplier', inOne(error, nowMs)]]
  if (error.code === 'product.not_found') {
    const key = sent.lineKeys[sent.draft.lines.findIndex(({ productId }) => productId === error.data.productId)]
    return key === undefined ? [] : [[`${key}.product`, inOne(error, nowMs)]]
  }
  return Object.entries(fieldTexts(error, {}, nowMs)).flatMap(([field, text]) => {
    const cell = cellOf(field, sent)
    return cell === null ? [] : [[cell, (error.code === 'input.invalid' ? pickWords(field) : null) ?? text] as const]
  })
}

function inOne(error: AppError, nowMs: number): string {
  const { what, toDo } = wordsOf(error, nowMs)
  return `${what} ${toDo}`
}

/** Nothing picked is a missing choice, whatever the id sent in its place broke. */
function pickWords(field: string): string | null {
  if (field === 'supplierId') return 'Choose a supplier from the list.'
  return field.endsWith('.productId') ? 'Choose a product from the list.' : null
}

function cellOf(field: string, { lineKeys, firstKey }: SentReceipt): string | null {
  if (field === 'supplierId') return 'supplier'
  if (field === 'receivedOn') return 'receivedOn'
  const [list, place, ...rest] = field.split('.')
  if (list !== 'lines') return null
  // What is wrong with the lines as a whole stands where the first is typed.
  if (place === undefined) return `${lineKeys[0] ?? firstKey}.product`
  const key = lineKeys[Number(place)]
  const column = columns[rest.join('.')]
  return key === undefined || column === undefined ? null : `${key}.${column}`
}
