import { useEffect, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import type { AppError } from '../../../shared/errors.ts'
import { useCommand } from '../../api/use-command.ts'
import { keepTyped, typedOf } from '../../state/kept-typing.ts'
import { useTypedDraft, type CellTexts } from '../../state/typed-draft.ts'
import { fieldTexts, wordsOf } from '../../text/errors.ts'
import { isEmptyLine, linesToSend, withEmptyLine, type LineDraft, type LineProduct, type SaleDraft } from './sale-draft.ts'

export type Recorded = OutputOf<'command', 'sale.record'>

export interface SaleHandle {
  readonly sale: SaleDraft
  /** Whether it says something else than what it started with. */
  readonly changed: boolean
  readonly cells: CellTexts
  /** The refusal that belongs beside no cell. */
  readonly error: AppError | null
  readonly pending: boolean
  setHead(change: Partial<Omit<SaleDraft, 'lines'>>): void
  setLine(key: string, change: Partial<LineDraft>): void
  /** Puts a product into the line that is still empty, or adds one to the line that has it; returns the line's key. */
  addProduct(product: LineProduct): string | undefined
  removeLine(key: string): void
  restoreLine(line: LineDraft, place: number): void
  /** Goes back to what it started with; what it returns takes that back. */
  discard(): () => void
  /** Counts up when all that is typed was replaced. */
  readonly round: number
  /** Records it; the first cell that is wrong where it was refused, `null` while an earlier sending is on its way. */
  record(): Promise<Recorded | { readonly badCell: string | null } | null>
}

interface SaleStart {
  readonly kind: 'sale' | 'return'
  /** The sale that is changed; `null` for a new one. */
  readonly saleId: number | null
  readonly start: () => SaleDraft
}

/** A sale or return while it is typed: its recording, and what was refused. */
export function useSale({ kind, saleId, start }: SaleStart): SaleHandle {
  // The name under which what was typed and not recorded is kept.
  const keptAs = `${kind} ${saleId ?? 'new'}`
  const [saved] = useState(start)
  const { draft: sale, cells, error, round, refuse, replace, ...edits } = useTypedDraft<LineDraft, SaleDraft>(() => typedOf<SaleDraft>(keptAs) ?? saved, withEmptyLine)
  const { send, pending } = useSending(kind, saleId, keptAs)
  const changed = contentText(sale) !== contentText(saved)
  useEffect(() => keepTyped(keptAs, changed ? sale : null), [changed, sale, keptAs])

  async function record() {
    const sent = linesToSend(sale)
    const reply = await send(sale, sent.lines)
    if (reply === null) return null
    if (reply.ok) {
      keepTyped(keptAs, null)
      return reply.value
    }
    const placed = cellsOf(reply.error, sent)
    const [badCell = null] = Object.keys(placed)
    refuse(placed, badCell === null ? reply.error : null)
    return { badCell }
  }

  return {
    sale,
    changed,
    cells,
    error,
    pending,
    ...edits,
    addProduct: (product) => {
      const had = sale.lines.find((line) => line.product?.productId === product.productId)
      const line = had ?? sale.lines.findLast(isEmptyLine)
      if (line && !had) edits.setLine(line.key, { product, quantity: '1' })
      else if (line && /^\d{1,9}$/.test(line.quantity)) edits.setLine(line.key, { quantity: String(Number(line.quantity) + 1) })
      return line?.key
    },
    round,
    discard: () => {
      const before = sale
      const show = (draft: SaleDraft) => replace({ draft, cells: {}, error: null })
      show(saved)
      return () => show(before)
    },
    record,
  }
}

/** Sends it by the command it is: recorded or edited, a sale or a return. */
function useSending(kind: 'sale' | 'return', saleId: number | null, keptAs: string) {
  const commands = {
    record: useCommand('sale.record', keptAs),
    edit: useCommand('sale.edit', keptAs),
    recordReturn: useCommand('return.record', keptAs),
    editReturn: useCommand('return.edit', keptAs),
  }
  function send({ customer, saleDate, reference, treatment, notes, alsoInQuickbooks }: SaleDraft, lines: ReturnType<typeof linesToSend>['lines']) {
    const head = { customer, reference, notes, lines }
    if (kind === 'sale') return saleId === null ? commands.record.run({ ...head, saleDate, alsoInQuickbooks }) : commands.edit.run({ saleId, ...head, saleDate })
    const back = { ...head, returnDate: saleDate, treatment }
    return saleId === null ? commands.recordReturn.run({ ...back, alsoInQuickbooks }) : commands.editReturn.run({ saleId, ...back })
  }
  return { send, pending: Object.values(commands).some(({ pending }) => pending) }
}

const columns: Readonly<Record<string, string>> = { productId: 'product', quantity: 'quantity', revenue: 'price' }

/** Puts a refusal's words beside the cells they are about, in the order of the screen. */
function cellsOf(error: AppError, { lines, lineKeys }: ReturnType<typeof linesToSend>): CellTexts {
  if (error.code === 'product.not_found') {
    const key = lineKeys[lines.findIndex(({ productId }) => productId === error.data.productId)]
    const { what, toDo } = wordsOf(error, Date.now())
    return key === undefined ? {} : { [`${key}.product`]: `${what} ${toDo}` }
  }
  const placed = Object.entries(fieldTexts(error, {}, Date.now())).flatMap(([field, text]) => {
    const cell = cellOf(field, lineKeys)
    return cell === null ? [] : [[cell, field.endsWith('.productId') && error.code === 'input.invalid' ? 'Choose a finished good from the list.' : text] as const]
  })
  const rank = (cell: string) => (cell.includes('.') ? 1 + lineKeys.indexOf(cell.split('.')[0] ?? '') * 3 + ['product', 'quantity', 'price'].indexOf(cell.split('.')[1] ?? '') : 0)
  return Object.fromEntries(placed.toSorted(([a], [b]) => rank(a) - rank(b)))
}

function cellOf(field: string, lineKeys: readonly string[]): string | null {
  const [list = '', place, column = ''] = field.split('.')
  if (list === 'returnDate') return 'saleDate'
  if (list !== 'lines') return ['customer', 'saleDate', 'reference', 'notes'].includes(list) ? list : null
  // What is wrong with the lines as a whole stands where the first is typed.
  if (place === undefined) return `${lineKeys[0]}.product`
  const key = lineKeys[Number(place)]
  const name = columns[column]
  return key === undefined || name === undefined ? null : `${key}.${name}`
}

/** What a sale says, whatever its lines' keys. */
function contentText({ lines, ...head }: SaleDraft): string {
  return JSON.stringify([head, lines.filter((line) => !isEmptyLine(line)).map(({ key: _, product, ...line }) => ({ ...line, productId: product?.productId }))])
}
