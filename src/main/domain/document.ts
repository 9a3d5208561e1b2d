import type { DocumentKind } from '../../shared/errors.ts'

/** What stands behind a posting. */
export interface DocumentRef {
  readonly kind: DocumentKind
  readonly id: number
}

/** A sale of this number was entered here by hand: what comes from the accounting company has a number of its own. */
const referenceLetter: Readonly<Record<DocumentKind, string>> = { receipt: 'R', build: 'B', sale: 'M', adjustment: 'A' }

/** The name a document goes by, such as `PSB-B-00042`. */
export function referenceOf(kind: DocumentKind, number: number): string {
  return `PSB-${referenceLetter[kind]}-${String(number).padStart(5, '0')}`
}
