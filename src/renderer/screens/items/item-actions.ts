import type { AppError } from '../../../shared/errors.ts'
import { client } from '../../api/bridge.ts'
import { newId } from '../../api/ids.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice, type NoticeUndo } from '../../state/window-state.ts'
import { countedText } from '../../text/numbers.ts'

interface Named {
  readonly accountingItemId: number
  readonly name: string
}

/** Says that items are no products, or that they are, with the way back; false when it was refused. */
export async function sayNotProduct(items: readonly Named[], on: boolean): Promise<boolean> {
  const accountingItemIds = items.map(({ accountingItemId }) => accountingItemId)
  if (accountingItemIds.length === 0) {
    showNotice({ kind: 'done', text: 'All of them are linked to products, so nothing was said.' })
    return false
  }
  const reply = await client.runCommand('item.set_not_product', newId(), { accountingItemIds, on })
  if (!reply.ok) {
    showNotice({ kind: 'refused', error: reply.error as AppError })
    return false
  }
  const what = items.length === 1 ? (items[0]?.name ?? '') : countedText(items.length, 'item', 'items')
  const said = (isNow: boolean) => `${what} ${items.length === 1 ? 'is' : 'are'} ${isNow ? 'no' : 'offered again as'} ${items.length === 1 ? 'product' : 'products'}`
  const back = commandOnce('item.set_not_product', { accountingItemIds, on: !on }, () => ({ kind: 'done', text: said(!on) }))
  showNotice({ kind: 'done', text: said(on), undo: { label: 'Undo', run: back } })
  return true
}

/** Takes links back that were just made. */
export function undoLinks(productIds: readonly number[]): NoticeUndo {
  const text = productIds.length === 1 ? 'The link is gone again' : `${countedText(productIds.length, 'link', 'links')} are gone again`
  return { label: 'Undo', run: commandOnce('item.unlink', { productIds: [...productIds] }, () => ({ kind: 'done', text })) }
}

/** Unlinks a product, with the way back; false when it was refused. */
export async function unlink({ accountingItemId, name }: Named, { productId, sku }: { readonly productId: number; readonly sku: string }): Promise<boolean> {
  const reply = await client.runCommand('item.unlink', newId(), { productIds: [productId] })
  if (!reply.ok) {
    showNotice({ kind: 'refused', error: reply.error as AppError })
    return false
  }
  const linkedAgain = () => ({ kind: 'done', text: `${name} is linked to ${sku} again` }) as const
  const back = commandOnce('item.link', { accountingItemId, productId }, linkedAgain)
  showNotice({ kind: 'done', text: `${name} and ${sku} are not linked any more`, undo: { label: 'Undo', run: back } })
  return true
}

/** Links an item to a product, with the way back; what refused it otherwise. */
export async function link({ accountingItemId, name }: Named, { productId, sku }: { readonly productId: number; readonly sku: string }): Promise<AppError | null> {
  const reply = await client.runCommand('item.link', newId(), { accountingItemId, productId })
  if (!reply.ok) return reply.error as AppError
  showNotice({ kind: 'done', text: `${name} is ${sku} from now on`, undo: undoLinks([productId]) })
  return null
}
