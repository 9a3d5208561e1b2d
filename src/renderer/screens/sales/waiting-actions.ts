import type { OutputOf } from '../../../shared/contract/registry.ts'
import type { WaitingDocument } from '../../../shared/contract/sale-waiting.ts'
import type { AppError } from '../../../shared/errors.ts'
import { client } from '../../api/bridge.ts'
import { newId } from '../../api/ids.ts'
import { showNotice, type NoticeUndo } from '../../state/window-state.ts'
import { outcomeText } from '../../text/sales-sync-words.ts'
import { link, linkedText, notProductText, sayNotProduct, undoLinks, undoNotProduct } from '../items/item-actions.ts'

export type SaleDocument = OutputOf<'query', 'sale.document'>

/** A document as it is named in what is said of it. */
export type NamedDocument = Pick<WaitingDocument, 'saleDocumentId' | 'type' | 'docNumber'>

/** What was done for a document before it is tried again. */
interface DoneFor {
  readonly text: string
  readonly undo: NoticeUndo
}

/** Whether a document waits for nothing any more; `null` when that could not be found out. */
export type Settled = boolean | null

/** Tries a document again, and says what came of it together with what was done for it. */
export async function tryAgain(document: NamedDocument, doneFor: DoneFor | null, onShow: (saleId: number) => void): Promise<Settled> {
  const reply = await client.runCommand('sale.try_again', newId(), { saleDocumentId: document.saleDocumentId })
  if (!reply.ok) {
    showNotice({ kind: 'refused', error: reply.error as AppError })
    return null
  }
  const { state, saleId } = reply.value
  const came = outcomeText(document, reply.value)
  showNotice({
    kind: 'done',
    text: doneFor === null ? came : `${doneFor.text}. ${came}`,
    ...(doneFor !== null && { undo: doneFor.undo }),
    ...(state === 'applied' && saleId !== null && { show: () => onShow(saleId) }),
  })
  return state === 'applied' || state === 'ignored'
}

interface Item {
  readonly accountingItemId: number
  readonly name: string
}

/** Links an item that a document waits for, and tries the document again; what refused the link otherwise. */
export async function linkFor(document: NamedDocument, item: Item, product: { readonly productId: number; readonly sku: string }, onShow: (saleId: number) => void) {
  const refused = await link(item, product)
  if (refused !== null) return { refused, settled: null }
  // Taken back, the document says again what it waits for.
  const undo = undoLinks([product.productId], () => void tryAgain(document, null, onShow))
  return { refused: null, settled: await tryAgain(document, { text: linkedText(item, product), undo }, onShow) }
}

/** Says that an item is no product, and tries the document again that waits for that. */
export async function notProductFor(document: NamedDocument, item: Item, onShow: (saleId: number) => void): Promise<Settled> {
  if (!(await sayNotProduct([item], true))) return null
  const undo = undoNotProduct([item], true, () => void tryAgain(document, null, onShow))
  return tryAgain(document, { text: notProductText([item], true), undo }, onShow)
}
