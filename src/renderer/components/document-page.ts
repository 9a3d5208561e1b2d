import type { DocumentKind } from '../../shared/errors.ts'

const pages: { readonly [K in DocumentKind]: string } = {
  receipt: '/receipts',
  build: '/builds',
  sale: '/sales',
  adjustment: '/adjustments',
}

/** The address of a document's own page. */
export function documentPage({ kind, id }: { readonly kind: DocumentKind; readonly id: number }): string {
  return `${pages[kind]}/${id}`
}
