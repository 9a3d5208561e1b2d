import type { OutputOf } from '../../../shared/contract/registry.ts'

/** What *Check my books* found. */
export type BooksReport = OutputOf<'host', 'books.check'>
export type BooksDifference = BooksReport['checks'][number]['difference']
