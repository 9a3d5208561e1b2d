import type { Money } from '../../shared/units/money.ts'
import type { DocumentRef } from '../domain/document.ts'
import type { ExportFacts, Part, Side } from '../domain/export-targets.ts'
import { accountOfReason } from '../domain/adjustment.ts'
import { countReason } from '../domain/item-quantities.ts'
import { buildStatusAfter } from '../domain/quality.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { adjustmentOf } from '../ledger/adjustment-documents.ts'
import { saleHead } from '../ledger/sale-documents.ts'

interface EntryOf {
  readonly account: string
  readonly productId: number | null
  readonly quantity: number
  readonly value: number
  /** Of the movement it changes, or its own. */
  readonly drawn: 0 | 1
  readonly side: Side | null
  readonly kind: string
  /** Of a quantity correction. */
  readonly reason: string | null
}

const statements = perConnection((db) => ({
  /** A document's entries up to a posting. Where a lot's value lies is told by who made it; a pool's, by its product. */
  entries: db.prepare<[string, number, number], EntryOf>(
    `SELECT e.account, e.product_id AS productId, e.quantity, e.value, coalesce(o.quantity, e.quantity) < 0 AS drawn,
       CASE WHEN l.lot_id IS NULL THEN NULL WHEN l.number NOT GLOB 'LEGACY-*' AND l.document_kind = 'receipt' THEN 'received'
         WHEN l.number NOT GLOB 'LEGACY-*' AND l.document_kind = 'build' THEN 'made'
         WHEN p.kind IN ('sub_assembly', 'finished_good') THEN 'made' ELSE 'received' END AS side,
       t.kind, c.reason
     FROM entry e JOIN posting t ON t.posting_id = e.posting_id LEFT JOIN entry o ON o.entry_id = e.follows_entry_id
     LEFT JOIN lot l ON l.lot_id = e.lot_id LEFT JOIN product p ON p.product_id = e.product_id
     LEFT JOIN receipt_correction c ON c.posting_id = e.posting_id
     WHERE e.document_kind = +? AND e.document_id = +? AND e.posting_id <= +? ORDER BY e.entry_id`,
  ),
  statuses: db.prepare<[number, number], string>(
    "SELECT kind FROM posting WHERE document_kind = 'build' AND document_id = +? AND posting_id <= +? ORDER BY posting_id DESC",
  ).pluck(),
  voided: db.prepare<[number, number], number>(
    "SELECT 1 FROM posting p JOIN receipt r ON r.posting_id = p.reverses_posting_id WHERE r.receipt_id = +? AND p.posting_id <= +? AND p.kind = 'receipt_voided'",
  ).pluck(),
}))

/**
 * What a document carried after a posting, as far as the accounting company is concerned; `null` for what it is never told
 * of: stock that was there before the books, what was counted from its own quantities, and sales that come from it.
 */
export function factsOf(db: Database, document: DocumentRef, asOf: number): ExportFacts | null {
  const { kind, id } = document
  if (kind === 'build') return buildFacts(db, id, asOf)
  if (kind === 'receipt') return receiptFacts(db, id, asOf)
  const entries = statements(db).entries.all(kind, id, asOf)
  if (kind === 'sale') return saleHead(db, id)?.source === 'quickbooks' ? null : { kind, moved: movedIn(entries) }
  const adjustment = adjustmentOf(db, id)
  if (adjustment === undefined || isNeverTold(adjustment)) return null
  return { kind, loss: accountOfReason(adjustment.reason) === 'waste', parts: partsIn(entries) }
}

/** Adjustments that come from the accounting company, or from before the books. */
function isNeverTold({ kind, reason }: { readonly kind: string; readonly reason: string }): boolean {
  return kind === 'opening' || reason === countReason
}

function buildFacts(db: Database, id: number, asOf: number): ExportFacts {
  const entries = statements(db).entries.all('build', id, asOf)
  const status = statements(db).statuses.all(id, asOf).map(buildStatusAfter).find((found) => found !== null) ?? null
  const onLots = entries.filter(({ account }) => account === 'lot')
  const drawn = partsIn(onLots.filter((entry) => entry.drawn === 1)).map((part) => ({ ...part, quantity: 0 - part.quantity, value: 0 - part.value }))
  const costLines = 0 - valueOn(entries, ({ account }) => account === 'labor' || account === 'overhead' || account === 'other')
  return { kind: 'build', status, drawn, made: movedIn(onLots.filter((entry) => entry.drawn === 0)), costLines }
}

function receiptFacts(db: Database, id: number, asOf: number): ExportFacts {
  if (statements(db).voided.get(id, asOf) !== undefined) return { kind: 'receipt', received: [], counted: [], owed: 0, wasted: 0 }
  const entries = statements(db).entries.all('receipt', id, asOf)
  // What a count finds missing is waste; what was never delivered, or what there was more of, changes what was received.
  const isLoss = ({ kind, reason, quantity, value, account }: EntryOf) =>
    kind === 'receipt_quantity' && reason === 'count' && (account === 'lot' ? quantity < 0 : value > 0)
  const lots = entries.filter(({ account }) => account === 'lot')
  const gained = valueOn(entries, (entry) => entry.account === 'adjustment' && entry.kind === 'receipt_quantity' && !isLoss(entry))
  return {
    kind: 'receipt',
    received: movedIn(lots.filter((entry) => !isLoss(entry))),
    counted: movedIn(lots.filter(isLoss)).map((part) => ({ ...part, quantity: 0 - part.quantity, value: 0 - part.value })),
    owed: 0 - valueOn(entries, ({ account }) => account === 'supplier') - gained,
    wasted: valueOn(entries, (entry) => entry.account === 'adjustment' && (entry.kind !== 'receipt_quantity' || isLoss(entry))),
  }
}

function valueOn(entries: readonly EntryOf[], chosen: (entry: EntryOf) => boolean): Money {
  return entries.reduce((sum, entry) => (chosen(entry) ? sum + entry.value : sum), 0)
}

/** By product and side; what is short counts as moved, and is worth nothing yet. */
function partsIn(entries: readonly EntryOf[]): Part[] {
  const sums = new Map<string, Part>()
  for (const { account, productId, quantity, value, side } of entries) {
    if (productId === null) continue
    const key = `${productId} ${side}`
    const sum = sums.get(key) ?? { productId, side: side ?? 'received', quantity: 0, value: 0 }
    sums.set(key, { ...sum, quantity: sum.quantity + quantity, value: sum.value + (account === 'lot' ? value : 0) })
  }
  return [...sums.values()].filter(({ quantity, value }) => quantity !== 0 || value !== 0)
}

/** By product alone. */
function movedIn(entries: readonly EntryOf[]): Omit<Part, 'side'>[] {
  const sums = new Map<number, Omit<Part, 'side'>>()
  for (const { productId, quantity, value } of partsIn(entries)) {
    const sum = sums.get(productId) ?? { productId, quantity: 0, value: 0 }
    sums.set(productId, { productId, quantity: sum.quantity + quantity, value: sum.value + value })
  }
  return [...sums.values()]
}
