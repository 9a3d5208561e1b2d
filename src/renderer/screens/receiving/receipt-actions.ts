import type { OutputOf } from '../../../shared/contract/registry.ts'
import { formatMillionths } from '../../../shared/units/decimal.ts'
import type { Money } from '../../../shared/units/money.ts'
import { formatQuantity, type Quantity } from '../../../shared/units/quantity.ts'
import { client } from '../../api/bridge.ts'
import { newId } from '../../api/ids.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'
import { moneyText, quantityText, signedText } from '../../text/numbers.ts'
import { draftOf, toSend, type SaveDraft } from './receipt-draft.ts'

type Details = OutputOf<'query', 'receipt.get'>
type Line = Details['lines'][number]
/** What a line says of its cost, before or after a correction. */
export type CostSaid = Extract<Details['corrections'][number]['change'], { readonly of: 'cost' }>['before']
type Show = (receiptId: number) => void

/** Takes a confirmed receipt back, from wherever the person is now. */
export function voidFromAnywhere(receiptId: number, show: Show): () => void {
  return commandOnce('receipt.void', { receiptId }, ({ reference }) => ({
    kind: 'done',
    text: `${reference} voided: its lots are out of stock`,
    show: () => show(receiptId),
  }))
}

/** Saves a deleted draft again, under another id. */
export function draftAgain(details: Details, show: Show): () => void {
  return commandOnce('receipt.save_draft', contentOf(details), ({ receiptId }) => ({
    kind: 'done',
    text: `The draft of ${details.receipt.supplier.name} is back`,
    show: () => show(receiptId),
  }))
}

/** Receives what a voided receipt had once more, as a receipt of its own with the same lot numbers. */
export function receiveAgain(details: Details, show: Show): () => void {
  const [draftId, confirmId] = [newId(), newId()]
  return () =>
    void (async () => {
      const drafted = await client.runCommand('receipt.save_draft', draftId, contentOf(details))
      if (!drafted.ok) return showNotice({ kind: 'refused', error: drafted.error })
      const { receiptId } = drafted.value
      const confirmed = await client.runCommand('receipt.confirm', confirmId, { receiptId })
      showNotice(
        confirmed.ok
          ? { kind: 'done', text: `Received again as ${confirmed.value.reference}`, show: () => show(receiptId) }
          : { kind: 'refused', error: confirmed.error },
      )
    })()
}

/** Says that a line's cost was corrected, with the correction back as its undo. */
export function costCorrected({ receipt }: Details, line: Line, difference: Money): void {
  const { receiptId, reference } = receipt
  const { lineNo, cost, costToBeConfirmed, product } = line
  const what = difference === 0 ? 'confirmed' : `corrected by ${signedText(difference, moneyText(difference))}`
  showNotice({
    kind: 'done',
    text: `Cost of ${product.sku} on ${reference} ${what}`,
    undo: { label: 'Undo', run: costBack(receiptId, lineNo, { cost, toBeConfirmed: costToBeConfirmed }) },
  })
}

/** Corrects a cost back to what it was; what was a guess is to be confirmed again. */
export function costBack(receiptId: number, lineNo: number, { cost: { per, amount }, toBeConfirmed }: CostSaid): () => void {
  const draft = { receiptId, lineNo, cost: { per, amount: formatMillionths(amount, 0, 6) }, toBeConfirmed }
  return commandOnce('receipt.correct_cost', draft, ({ difference }) => {
    const moved = difference === 0 ? [] : [`is back: ${signedText(difference, moneyText(difference))}`]
    const guess = difference !== 0 && !toBeConfirmed ? [] : [toBeConfirmed ? 'is to be confirmed again' : 'counts as confirmed again']
    return { kind: 'done', text: `The cost ${[...moved, ...guess].join(', and ')}` }
  })
}

/** Says that a line's quantity was corrected, with the correction back as its undo. */
export function quantityCorrected({ receipt, corrections }: Details, line: Line, difference: Quantity): void {
  const { lineNo, quantity, product } = line
  const last = corrections.findLast((correction) => correction.lineNo === lineNo && correction.change.of === 'quantity')?.change
  const reason = last?.of === 'quantity' ? last.reason : 'miscounted_on_entry'
  showNotice({
    kind: 'done',
    text: `Quantity of ${product.sku} on ${receipt.reference} corrected by ${signedText(difference, quantityText(difference))} ${product.unit}`,
    undo: { label: 'Undo', run: quantityBack(receipt.receiptId, lineNo, quantity, reason) },
  })
}

/** Corrects a quantity back to what it was, for the reason it was corrected for. */
export function quantityBack(receiptId: number, lineNo: number, quantity: Quantity, reason: 'count' | 'miscounted_on_entry'): () => void {
  return commandOnce('receipt.correct_quantity', { receiptId, lineNo, quantity: formatQuantity(quantity), reason }, () => ({
    kind: 'done',
    text: 'The quantity is back',
  }))
}

function contentOf(details: Details): SaveDraft {
  // A lot keeps its number even where it was made rather than typed.
  const lines = details.lines.map((line) => ({ ...line, lotNumber: line.lot?.number ?? line.lotNumber }))
  return { ...toSend(null, draftOf({ ...details, lines, asTyped: null }, newId)).draft, asTyped: details.asTyped }
}
