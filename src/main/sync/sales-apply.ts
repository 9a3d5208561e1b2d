import type { OutputOf } from '../../shared/contract/registry.ts'
import type { AppError } from '../../shared/errors.ts'
import { ok, type Result } from '../../shared/result.ts'
import { keepUnapplied, openSaleDocuments } from '../commands/sale-document.ts'
import type { Database } from '../database/open.ts'
import { transact } from '../database/transaction.ts'

/** The command that brings a sale to what its document says. */
export type IssueSaleCommand = (name: 'sale.apply_document', input: { readonly saleDocumentId: number }) => Result<OutputOf<'command', 'sale.apply_document'>, AppError>

/** What became of a document: what was done to its sale, or why nothing was. */
export interface AppliedDocument {
  readonly saleDocumentId: number
  readonly done: OutputOf<'command', 'sale.apply_document'>['done']
  /** `null` where the sale is what the document says. */
  readonly why: AppError | null
  /** Whether anything that is shown of the document is otherwise than before. */
  readonly changed: boolean
}

export interface ApplyParts {
  readonly db: Database
  readonly issue: IssueSaleCommand
  /** Lets the window have its turn. */
  readonly pause: () => Promise<void>
  readonly signal: AbortSignal
}

/** Told what became of a document, and how many of its pass are left. */
export type OnDone = (applied: AppliedDocument, left: number) => void

/**
 * Applies what is new, where that is wanted, and tries again what waited or failed, in order, one command for each, so that
 * one which has to wait stops none. What became of each is told as it is done; stops between two where it is told to.
 */
export async function applyOpenDocuments({ db, issue, pause, signal }: ApplyParts, alsoNew: boolean, onDone: OnDone): Promise<void> {
  const open = openSaleDocuments(db, alsoNew)
  for (const [place, saleDocumentId] of open.entries()) {
    if (signal.aborted) return
    onDone(applyOne(db, issue, saleDocumentId), open.length - place - 1)
    await pause()
  }
}

function applyOne(db: Database, issue: IssueSaleCommand, saleDocumentId: number): AppliedDocument {
  const applied = issue('sale.apply_document', { saleDocumentId })
  if (applied.ok) return { saleDocumentId, done: applied.value.done, why: null, changed: true }
  // A refusal leaves nothing behind; why it was is kept with the document.
  const kept = transact<boolean, never>(db, () => ok(keepUnapplied(db, saleDocumentId, applied.error)))
  return { saleDocumentId, done: 'none', why: applied.error.code === 'sale.document_is_applied' ? null : applied.error, changed: kept.ok && kept.value }
}
