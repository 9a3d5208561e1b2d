import { asc, count, sql } from 'drizzle-orm'
import { ok } from '../../shared/result.ts'
import { supplier } from '../database/schema.ts'
import type { QueryHandler } from './context.ts'
import { containsText } from './search.ts'

/** Suppliers by name, a page at a time, with how many there are in all. */
export const listSuppliers: QueryHandler<'supplier.list'> = ({ orm }, { search, limit, offset }) => {
  const where = containsText(search, [supplier.code, supplier.name, supplier.contact])
  const suppliers = orm
    .select({
      id: supplier.supplierId,
      code: supplier.code,
      name: supplier.name,
      contact: supplier.contact,
      email: supplier.email,
      phone: supplier.phone,
      notes: supplier.notes,
    })
    .from(supplier)
    .where(where)
    .orderBy(asc(sql`${supplier.name} COLLATE NOCASE`), asc(supplier.supplierId))
    .limit(limit)
    .offset(offset)
    .all()
  const total = orm.select({ n: count() }).from(supplier).where(where).get()?.n ?? 0
  return ok({ suppliers, total })
}
