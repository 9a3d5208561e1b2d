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
  showNotice({ kind: 'done', text: notProductText(items, on), undo: undoNotProduct(items, on) })
  return true
}

/** What was said of items: `Widget is no product`. */
export function notProductText(items: readonly Named[], on: boolean): string {
  const what = items.length === 1 ? (items[0]?.name ?? '') : countedText(items.length, 'item', 'items')
  return `${what} ${items.length === 1 ? 'is' : 'are'} ${on ? 'no' : 'offered again as'} ${items.length === 1 ? 'product' : 'products'}`
}

/** Takes back what was just said of items; `then` follows. */
export function undoNotProduct(items: readonly Named[], on: boolean, then?: () => void): NoticeUndo {
  const accountingItemIds = items.map(({ accountingItemId }) => accountingItemId)
  const said = () => {
    then?.()
    return { kind: 'done', text: notProductText(items, !on) } as const
  }
  return { label: 'Undo', run: commandOnce('item.set_not_product', { accountingItemIds, on: !on }, said) }
}

/** Takes links back that were just made; `then` follows. */
export function undoLinks(productIds: readonly number[], then?: () => void): NoticeUndo {
  const text = productIds.length === 1 ? 'The link is gone again' : `${countedText(productIds.length, 'link', 'links')} are gone again`
  const gone = () => {
    then?.()
    return { kind: 'done', text } as const
  }
  return { label: 'Undo', run: commandOnce('item.unlink', { productIds: [...productIds] }, gone) }
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

/** `Widget is BOX from now on`. */
export const linkedText = ({ name }: Pick<Named, 'name'>, { sku }: { readonly sku: string }) => `${name} is ${sku} from now on`

/** Links an item to a product, with the way back; what refused it otherwise. */
export async function link({ accountingItemId, name }: Named, { productId, sku }: { readonly productId: number; readonly sku: string }): Promise<AppError | null> {
  const reply = await client.runCommand('item.link', newId(), { accountingItemId, productId })
  if (!reply.ok) return reply.error as AppError
  showNotice({ kind: 'done', text: linkedText({ name }, { sku }), undo: undoLinks([productId]) })
  return null
}
