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
    END`
}

/** Names the document of a row that was read with `documentNumber`. */
export function nameDocument(row: { readonly documentKind: DocumentKind; readonly documentId: number; readonly documentNumber: number | null }): NamedDocument {
  const { documentKind, documentId, documentNumber } = row
  return { kind: documentKind, id: documentId, reference: referenceOf(documentKind, documentNumber ?? documentId) }
}
