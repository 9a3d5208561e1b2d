import type { DocumentKind } from '../../shared/errors.ts'

const pages: { readonly [K in DocumentKind]: string | null } = {
  receipt: '/receipts',
  build: '/builds',
  sale: null,
  adjustment: '/adjustments',
}

/** The address of a document's own page; `null` where its kind has none yet. */
export function documentPage({ kind, id }: { readonly kind: DocumentKind; readonly id: number }): string | null {
  const page = pages[kind]
  return page === null ? null : `${page}/${id}`
}
