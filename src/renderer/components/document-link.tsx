import type { DocumentKind } from '../../shared/errors.ts'
import { documentText } from '../text/ledger-words.ts'
import { documentPage } from './document-page.ts'
import { TextLink } from './text-link.tsx'

interface DocumentLinkProps {
  /** Its reference alone, where the sentence around it says what it is. */
  readonly short?: boolean
  readonly document: { readonly kind: DocumentKind; readonly id: number; readonly reference: string; readonly isReturn?: true | undefined }
}

/** A document by name, leading to its page. */
export function DocumentLink({ document, short = false }: DocumentLinkProps) {
  return <TextLink to={documentPage(document)}>{short ? document.reference : documentText(document)}</TextLink>
}
