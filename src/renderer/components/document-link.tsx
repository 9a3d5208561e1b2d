import type { DocumentKind } from '../../shared/errors.ts'
import { documentText } from '../text/ledger-words.ts'
import { TextLink } from './text-link.tsx'

const pages: { readonly [K in DocumentKind]: string | null } = {
  receipt: '/receipts',
  build: '/builds',
  sale: null,
  adjustment: '/adjustments',
}

interface DocumentLinkProps {
  readonly document: { readonly kind: DocumentKind; readonly id: number; readonly reference: string }
}

/** A document by name, leading to its page where it has one. */
export function DocumentLink({ document }: DocumentLinkProps) {
  const page = pages[document.kind]
  return page === null ? documentText(document) : <TextLink to={`${page}/${document.id}`}>{documentText(document)}</TextLink>
}
