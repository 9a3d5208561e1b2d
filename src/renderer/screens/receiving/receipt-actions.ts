import type { OutputOf } from '../../../shared/contract/registry.ts'
import { client } from '../../api/bridge.ts'
import { newId } from '../../api/ids.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'
import { draftOf, toSend, type SaveDraft } from './receipt-draft.ts'

type Details = OutputOf<'query', 'receipt.get'>
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

function contentOf(details: Details): SaveDraft {
  // A lot keeps its number even where it was made rather than typed.
  const lines = details.lines.map((line) => ({ ...line, lotNumber: line.lot?.number ?? line.lotNumber }))
  return { ...toSend(null, draftOf({ ...details, lines, asTyped: null }, newId)).draft, asTyped: details.asTyped }
}
