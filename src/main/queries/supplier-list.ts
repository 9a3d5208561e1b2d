import type { SupplierRow } from '../../shared/contract/supplier.ts'
import { ok } from '../../shared/result.ts'
import type { QueryHandler } from './context.ts'
import { pageOf, searchFor } from './list-page.ts'

const sortBy = {
  name: 's.name COLLATE NOCASE',
  code: 's.code',
  contact: 's.contact COLLATE NOCASE',
  phone: 's.phone',
  email: 's.email COLLATE NOCASE',
} as const

/** Suppliers, a page at a time. */
export const listSuppliers: QueryHandler<'supplier.list'> = ({ db }, { search, sort, descending, ...asked }) => {
  const list = {
    id: 's.supplier_id',
    table: 'supplier s',
    from: 'supplier s',
    where: searchFor(search, ({ folded }) => folded('s.search_text')),
    orderBy: [sortBy[sort]],
    descending,
    indexed: sort === 'name' || sort === 'code',
  }
  const { rows: suppliers, ...whole } = pageOf<SupplierRow>(
    db,
    list,
    asked,
    `SELECT s.supplier_id AS id, s.code, s.name, s.contact, s.email, s.phone, s.notes
     FROM page CROSS JOIN supplier s ON s.supplier_id = page.id`,
  )
  return ok({ suppliers, ...whole })
}
