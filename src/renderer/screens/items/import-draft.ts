import { create } from 'zustand'
import type { ImportPreviewRow, ItemKind } from '../../../shared/contract/item.ts'
import type { ProductKind } from '../../../shared/contract/product.ts'
import type { DraftOf } from '../../../shared/contract/registry.ts'
import type { AppError } from '../../../shared/errors.ts'
import { formatMoney } from '../../../shared/units/money.ts'
import { formatQuantity } from '../../../shared/units/quantity.ts'
import { client } from '../../api/bridge.ts'
import type { NoticeUndo } from '../../state/window-state.ts'

/** What becomes of a row: a product of its own, the product that has its SKU, or nothing. */
export type RowChoice = 'product' | 'link' | 'leave'

export interface ImportRow {
  readonly accountingItemId: number
  readonly name: string
  readonly itemKind: ItemKind
  readonly notes: ImportPreviewRow['notes']
  readonly skuMade: boolean
  /** It cannot be imported as it stands in QuickBooks: linked already, or inactive. */
  readonly barred: ImportPreviewRow['problem']
  readonly choice: RowChoice
  /** The product to link to, where that was chosen. */
  readonly linkTo: { readonly productId: number; readonly sku: string } | null
  readonly sku: string
  readonly kind: ProductKind
  readonly unit: string
  readonly unitCost: string
  readonly quantity: string
}

/** Where an import was asked for when that was not the list of items. */
export interface ImportFor {
  /** What each row is to begin with, where who asked knows better than the item says. */
  readonly kind?: ProductKind
  readonly goBack: () => void
  /** Follows once it is done: what was done, and how to take it back. */
  readonly onDone: (done: { readonly text: string; readonly undo: NoticeUndo }) => void
}

interface ImportDraft {
  readonly rows: readonly ImportRow[]
  /** Stock comes in as lots; otherwise into pools. */
  readonly receiving: boolean
  /** `null` where the list of items asked for it. */
  readonly askedFor: ImportFor | null
}

const none: ImportDraft = { rows: [], receiving: true, askedFor: null }

/** The import that is being decided, for as long as the window lives: leaving its page by accident loses nothing. */
export const useImportDraft = create<ImportDraft>(() => none)

/** Begins an import of these items; what was begun before is given up. Returns why it could not. */
export async function startImport(accountingItemIds: readonly number[], askedFor: ImportFor | null = null): Promise<AppError | null> {
  const reply = await client.runQuery('item.import_preview', { rows: accountingItemIds.map((accountingItemId) => ({ accountingItemId, sku: null })) })
  if (!reply.ok) return reply.error
  const rows = reply.value.rows.map(toRow).map((row) => ({ ...row, kind: askedFor?.kind ?? row.kind }))
  useImportDraft.setState({ rows, receiving: reply.value.receiving, askedFor })
  return null
}

export function forgetImport(): void {
  useImportDraft.setState(none)
}

export function changeRow(accountingItemId: number, change: Partial<ImportRow>): void {
  useImportDraft.setState(({ rows }) => ({ rows: rows.map((row) => (row.accountingItemId === accountingItemId ? { ...row, ...change } : row)) }))
}

/** The same for every row that becomes a product. */
export function changeAll(change: Partial<Pick<ImportRow, 'kind' | 'unit'>>): void {
  useImportDraft.setState(({ rows }) => ({ rows: rows.map((row) => (row.choice === 'product' ? { ...row, ...change } : row)) }))
}

/** Rows that are taken, in their order: a refusal names one by its place among them. */
export function takenRows(rows: readonly ImportRow[]): readonly ImportRow[] {
  return rows.filter(({ choice }) => choice !== 'leave')
}

/** What is sent. */
export function toDraft(rows: readonly ImportRow[]): DraftOf<'command', 'item.import'> {
  return {
    rows: takenRows(rows).map(({ accountingItemId, choice, linkTo, sku, kind, unit, unitCost, quantity }) => ({
      accountingItemId,
      as: choice === 'link' && linkTo !== null ? { to: 'link', productId: linkTo.productId } : { to: 'product', sku, kind, unit, unitCost: zeroIfBlank(unitCost), quantity: zeroIfBlank(quantity) },
    })),
  }
}

const zeroIfBlank = (text: string) => (text.trim() === '' ? '0' : text)

function toRow({ accountingItemId, name, kind, notes, skuMade, problem, sku, productKind, unit, unitCost, quantity }: ImportPreviewRow): ImportRow {
  const barred = problem?.problem === 'linked' || problem?.problem === 'inactive' ? problem : null
  return {
    accountingItemId,
    name,
    itemKind: kind,
    notes,
    skuMade,
    barred,
    choice: barred === null ? 'product' : 'leave',
    linkTo: null,
    sku,
    kind: productKind,
    unit,
    unitCost: formatMoney(unitCost, 6),
    quantity: quantity === 0 ? '' : formatQuantity(quantity),
  }
}
