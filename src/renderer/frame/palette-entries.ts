import type { AdjustmentRow } from '../../shared/contract/adjustment.ts'
import type { BuildRow } from '../../shared/contract/build.ts'
import type { ExportRow, ExportTab } from '../../shared/contract/export.ts'
import type { LotRow } from '../../shared/contract/lot.ts'
import type { ProductRow } from '../../shared/contract/product.ts'
import type { ReceiptRow } from '../../shared/contract/receipt.ts'
import type { NameOf, OutputOf } from '../../shared/contract/registry.ts'
import type { SaleRow } from '../../shared/contract/sale.ts'
import type { SupplierRow } from '../../shared/contract/supplier.ts'
import type { Screen } from '../screens/screen.ts'
import { exportText, standingOf } from '../text/export-standing.ts'
import { plannedStatusText, plannedText } from '../text/planned-words.ts'
import { productKindText } from '../text/product-words.ts'
import { saleTypeText } from '../text/sale-words.ts'
import type { Action, GoTo } from './actions.ts'

/** One line of the command palette. */
export interface PaletteEntry {
  readonly id: string
  readonly kind: 'screen' | 'action' | 'supplier' | 'product' | 'lot' | 'receipt' | 'build' | 'planned' | 'adjustment' | 'sale' | 'export'
  readonly label: string
  /** Tells lines of the same name apart. */
  readonly detail: string
  readonly keywords: readonly string[]
  /** The command an action leads to. */
  readonly command?: NameOf<'command'>
  readonly run: () => void
}

/** Everything that can be gone to or run. */
export function fixedEntries(
  screens: readonly Pick<Screen, 'path' | 'label' | 'group' | 'keywords'>[],
  actions: readonly Action[],
  goTo: GoTo,
): readonly PaletteEntry[] {
  return [
    ...screens.map(
      ({ path, label, group, keywords }): PaletteEntry => ({
        id: `screen:${path}`,
        kind: 'screen',
        label: `Go to ${label}`,
        detail: group ?? '',
        keywords,
        run: () => goTo(path),
      }),
    ),
    ...actions.map(({ id, label, keywords, command, run }): PaletteEntry => ({ id: `action:${id}`, kind: 'action', label, detail: '', keywords, ...(command && { command }), run })),
  ]
}

/** Suppliers the ledger found, as lines that open them. */
export function supplierEntries(suppliers: readonly SupplierRow[], goTo: GoTo): readonly PaletteEntry[] {
  return suppliers.map(({ id, code, name, contact }) => ({
    id: `supplier:${id}`,
    kind: 'supplier',
    label: name,
    detail: contact === '' ? `Supplier ${code}` : `Supplier ${code}, ${contact}`,
    keywords: [],
    run: () => goTo('/suppliers', { panel: 'details', selected: String(id) }),
  }))
}

/** Products the ledger found, as lines that open their pages. */
export function productEntries(products: readonly Pick<ProductRow, 'productId' | 'sku' | 'name' | 'kind'>[], goTo: GoTo): readonly PaletteEntry[] {
  return products.map(({ productId, sku, name, kind }) => ({
    id: `product:${productId}`,
    kind: 'product',
    label: `${sku} ${name}`,
    detail: productKindText[kind],
    keywords: [],
    run: () => goTo(`/products/${productId}`),
  }))
}

/** Lots the ledger found, as lines that open their pages. */
export function lotEntries(lots: readonly Pick<LotRow, 'lotId' | 'number' | 'product'>[], goTo: GoTo): readonly PaletteEntry[] {
  return lots.map(({ lotId, number, product }) => ({
    id: `lot:${lotId}`,
    kind: 'lot',
    label: number,
    detail: `Lot of ${product.sku}`,
    keywords: [],
    run: () => goTo(`/lots/${lotId}`),
  }))
}

/** Receipts the ledger found, as lines that open their pages. */
export function receiptEntries(receipts: readonly Pick<ReceiptRow, 'receiptId' | 'reference' | 'supplier'>[], goTo: GoTo): readonly PaletteEntry[] {
  return receipts.map(({ receiptId, reference, supplier }) => ({
    id: `receipt:${receiptId}`,
    kind: 'receipt',
    label: reference ?? `Draft of ${supplier.name}`,
    detail: `Receipt from ${supplier.name}`,
    keywords: [],
    run: () => goTo(`/receipts/${receiptId}`),
  }))
}

/** Builds the ledger found, as lines that open their pages. */
export function buildEntries(builds: readonly Pick<BuildRow, 'buildId' | 'reference' | 'product'>[], goTo: GoTo): readonly PaletteEntry[] {
  return builds.map(({ buildId, reference, product }) => ({
    id: `build:${buildId}`,
    kind: 'build',
    label: reference,
    detail: `Build of ${product.sku}`,
    keywords: [],
    run: () => goTo(`/builds/${buildId}`),
  }))
}

/** Adjustments the ledger found, as lines that open their pages. */
export function adjustmentEntries(adjustments: readonly Pick<AdjustmentRow, 'adjustmentId' | 'reference' | 'product'>[], goTo: GoTo): readonly PaletteEntry[] {
  return adjustments.map(({ adjustmentId, reference, product }) => ({
    id: `adjustment:${adjustmentId}`,
    kind: 'adjustment',
    label: reference,
    detail: `Adjustment of ${product.sku}`,
    keywords: [],
    run: () => goTo(`/adjustments/${adjustmentId}`),
  }))
}

/** Sales and returns the ledger found, as lines that open their pages. */
export function saleEntries(sales: readonly Pick<SaleRow, 'saleId' | 'kind' | 'type' | 'reference' | 'customer'>[], goTo: GoTo): readonly PaletteEntry[] {
  return sales.map(({ saleId, kind, type, reference, customer }) => ({
    id: `${kind}:${saleId}`,
    kind: 'sale',
    label: reference,
    detail: `${saleTypeText[type]}${customer === '' ? '' : ` for ${customer}`}`,
    keywords: [],
    run: () => goTo(`/sales/${saleId}`),
  }))
}

/** The list of the Sync centre that has it. */
function tabOf({ state, why }: ExportRow): ExportTab {
  if (state === 'needs' || state === 'refused' || (state === 'unknown' && why[0]?.code === 'found_twice')) return 'needs_you'
  return state === 'waiting' || state === 'in_flight' || state === 'unknown' ? 'waiting' : 'done'
}

/** Documents for QuickBooks the ledger found by their numbers there, as lines that open them in the Sync centre. */
export function exportEntries(exports: readonly ExportRow[], goTo: GoTo): readonly PaletteEntry[] {
  return exports
    .filter(({ state }) => state !== 'nothing_to_send')
    .map((row) => ({
      id: `export:${row.exportId}`,
      kind: 'export',
      label: row.docNumber,
      detail: `${exportText(row)} in QuickBooks: ${standingOf(row, null).text.toLowerCase()}`,
      keywords: row.externalId === null ? [] : [row.externalId],
      run: () => goTo('/sync', { filter: tabOf(row), panel: 'export', selected: String(row.exportId) }),
    }))
}

/** Whether what is typed may be the number of a document, here or in QuickBooks: only then such are looked for. */
export function mayBeNumber(typed: string): boolean {
  return /^psb-|\d/i.test(typed.trim())
}

type PlannedFound = Pick<OutputOf<'query', 'planned_build.list'>['plannedBuilds'][number], 'plannedBuildId' | 'product' | 'status'>

/** Planned builds the ledger found, as lines that open their pages. */
export function plannedEntries(planned: readonly PlannedFound[], goTo: GoTo): readonly PaletteEntry[] {
  return planned.map(({ plannedBuildId, product, status }) => ({
    id: `planned:${plannedBuildId}`,
    kind: 'planned',
    label: plannedText(plannedBuildId),
    detail: `${status === 'planned' ? 'Planned build' : `${plannedStatusText[status]} plan`} of ${product.sku}`,
    keywords: [],
    run: () => goTo(`/builds/planned/${plannedBuildId}`),
  }))
}

/** The planned build that is named: `planned 12`; `null` when none is. */
export function plannedIdIn(typed: string): number | null {
  const id = Number(/^planned\s+(\d{1,9})$/i.exec(typed.trim())?.[1] ?? 0)
  return id > 0 ? id : null
}

/** The entries in which every word typed begins a word of the label or a keyword; those that match in the label first. */
export function matchingEntries(entries: readonly PaletteEntry[], typed: string): readonly PaletteEntry[] {
  const wanted = wordsIn(typed)
  if (wanted.length === 0) return entries
  const matches = (words: readonly string[]) => wanted.every((want) => words.some((word) => word.startsWith(want)))
  const byLabel = entries.filter((entry) => matches(wordsIn(entry.label)))
  const byKeyword = entries.filter((entry) => !byLabel.includes(entry) && matches(wordsIn([entry.label, ...entry.keywords].join(' '))))
  return [...byLabel, ...byKeyword]
}

/** The same entries with those first whose name is what was typed: the number of a build also finds the lot it made. */
export function namedFirst(entries: readonly PaletteEntry[], typed: string): readonly PaletteEntry[] {
  const name = typed.trim().toLowerCase()
  const isNamed = ({ label }: PaletteEntry) => label.toLowerCase() === name
  return [...entries.filter(isNamed), ...entries.filter((entry) => !isNamed(entry))]
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}
