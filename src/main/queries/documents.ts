import type { DocumentKind } from '../../shared/errors.ts'
import { referenceOf } from '../domain/document.ts'

/** A document as screens name it. */
export interface NamedDocument {
  readonly kind: DocumentKind
  readonly id: number
  readonly reference: string
}

/**
 * SQL for the number of the document that a row names by `<table>.document_kind` and `<table>.document_id`. Numbers live
 * with their documents; each kind counts its own.
 */
export function documentNumber(table: string): string {
  return `CASE ${table}.document_kind
      WHEN 'receipt' THEN (SELECT number FROM receipt WHERE receipt_id = ${table}.document_id)
      WHEN 'build' THEN (SELECT number FROM build WHERE build_id = ${table}.document_id)
      WHEN 'sale' THEN (SELECT number FROM sale WHERE sale_id = ${table}.document_id)
      WHEN 'adjustment' THEN (SELECT number FROM adjustment WHERE adjustment_id = ${table}.document_id)
    END`
}

/** Names the document of a row that was read with `documentNumber`. */
export function nameDocument(row: { readonly documentKind: DocumentKind; readonly documentId: number; readonly documentNumber: number | null }): NamedDocument {
  const { documentKind, documentId, documentNumber } = row
  return { kind: documentKind, id: documentId, reference: referenceOf(documentKind, documentNumber ?? documentId) }
}

/** SQL for what a lot was made with and what was added to it since, corrections included; draws do not count against it. */
export function madeQuantity(lot: string): string {
  return `(SELECT coalesce(sum(o.quantity + (SELECT coalesce(sum(c.quantity), 0) FROM entry c WHERE c.follows_entry_id = o.entry_id)), 0)
    FROM entry o WHERE o.lot_id = ${lot}.lot_id AND o.follows_entry_id IS NULL AND o.quantity > 0)`
}

/** SQL for the name of who was at the PC when a posting, not called `c` or `w`, was written; null while nobody was named. */
export function whoRecorded(posting: string): string {
  return `(SELECT w.name FROM command_log c JOIN person w USING (person_id) WHERE c.command_id = ${posting}.command_id)`
}

/** SQL for whether a line of `receipt_line` was received at a guess that its last correction, if any, left to be confirmed. */
export function lineIsGuess(line: string): string {
  return `(${line}.cost_to_be_confirmed = 1 AND coalesce((SELECT c.to_be_confirmed FROM receipt_correction c
      WHERE c.receipt_id = ${line}.receipt_id AND c.line_no = ${line}.line_no AND c.quantity IS NULL ORDER BY c.posting_id DESC LIMIT 1), 1) = 1)`
}

/** SQL for whether what a received lot cost is a guess still: 1 or 0. Nothing of a voided lot is left to be confirmed. */
export function costIsGuess(lot: string): string {
  return `(${lot}.document_kind = 'receipt' AND ${lot}.voided_by_posting_id IS NULL AND EXISTS (SELECT 1 FROM receipt_line g
      WHERE g.receipt_id = ${lot}.document_id AND g.line_no = ${lot}.document_line_no AND ${lineIsGuess('g')}))`
}
