import type { DocumentKind } from '../../shared/errors.ts'
import { documentText } from '../text/ledger-words.ts'
import { documentPage } from './document-page.ts'
import { TextLink } from './text-link.tsx'

interface DocumentLinkProps {
  readonly document: { readonly kind: DocumentKind; readonly id: number; readonly reference: string }
}

/** A document by name, leading to its page where it has one. */
export function DocumentLink({ document }: DocumentLinkProps) {
  const page = documentPage(document)
  return page === null ? documentText(document) : <TextLink to={page}>{documentText(document)}</TextLink>
}
