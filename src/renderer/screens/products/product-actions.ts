import { useState } from 'react'
import type { DraftOf, OutputOf } from '../../../shared/contract/registry.ts'
import type { AppError } from '../../../shared/errors.ts'
import { useCommand } from '../../api/use-command.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice, type NoticeUndo } from '../../state/window-state.ts'
import { productText, toFields } from './product-draft.ts'

type Product = OutputOf<'query', 'product.get'>['product']

/** The fields of a product as they stand, ready to be sent again. */
function fieldsOf(product: Product): Omit<DraftOf<'command', 'product.update'>, 'productId'> {
  return toFields(productText(product))
}

/** Takes back a change of a product: everything a person edits is as it was before. */
export function undoChange(before: Product): NoticeUndo {
  const draft = { productId: before.productId, ...fieldsOf(before) }
  return { label: 'Undo', run: commandOnce('product.update', draft, () => ({ kind: 'done', text: `Product ${before.sku} is as it was` })) }
}

/** Takes back the making of a product, for as long as nothing speaks of it. */
export function undoCreate(productId: number, sku: string): NoticeUndo {
  return { label: 'Undo', run: commandOnce('product.delete', { productId }, () => ({ kind: 'done', text: `Product ${sku} is gone again` })) }
}

export interface ProductActions {
  /** Why the last of them was refused; `null` before the first and after a success. */
  readonly refusal: AppError | null
  readonly archive: () => void
  readonly unarchive: () => void
  readonly remove: () => void
}

/** Archives, brings back and deletes one product, each with its undo. `onGone` is called once it was deleted. */
export function useProductActions(product: Product, onGone: () => void): ProductActions {
  const [refusal, setRefusal] = useState<AppError | null>(null)
  const archiving = useCommand('product.archive')
  const unarchiving = useCommand('product.unarchive')
  const removing = useCommand('product.delete')
  const { productId, sku } = product
  const archived = () => ({ kind: 'done', text: `${sku} is archived` }) as const
  const inUse = () => ({ kind: 'done', text: `${sku} is in use again` }) as const

  async function archive() {
    const reply = await archiving.run({ productId })
    if (reply === null) return
    setRefusal(reply.ok ? null : reply.error)
    if (reply.ok) showNotice({ ...archived(), undo: { label: 'Undo', run: commandOnce('product.unarchive', { productId }, inUse) } })
  }

  async function unarchive() {
    const reply = await unarchiving.run({ productId })
    if (reply === null) return
    setRefusal(reply.ok ? null : reply.error)
    if (reply.ok) showNotice({ ...inUse(), undo: { label: 'Undo', run: commandOnce('product.archive', { productId }, archived) } })
  }

  async function remove() {
    const reply = await removing.run({ productId })
    if (reply === null) return
    setRefusal(reply.ok ? null : reply.error)
    if (!reply.ok) return
    onGone()
    const again = commandOnce('product.create', fieldsOf(product), () => ({ kind: 'done', text: `Product ${sku} is there again` }))
    showNotice({ kind: 'done', text: `Product ${sku} deleted`, undo: { label: 'Undo', run: again } })
  }

  return { refusal, archive: () => void archive(), unarchive: () => void unarchive(), remove: () => void remove() }
}
