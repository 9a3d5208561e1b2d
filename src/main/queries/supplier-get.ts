import { eq, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { supplier } from '../database/schema/materials.ts'
import { perConnection } from '../database/statements.ts'
import type { QueryHandler } from './context.ts'

const statements = perConnection((db) => ({
  supplier: drizzle(db)
    .select({ id: supplier.supplierId, code: supplier.code, name: supplier.name, contact: supplier.contact, email: supplier.email, phone: supplier.phone, notes: supplier.notes })
    .from(supplier)
    .where(eq(supplier.supplierId, sql.placeholder('supplierId')))
    .prepare(),
}))

/** One supplier. */
export const getSupplier: QueryHandler<'supplier.get'> = ({ db }, { supplierId }) => {
  const found = statements(db).supplier.get({ supplierId })
  return found === undefined ? err(appError('supplier.not_found', { supplierId })) : ok({ supplier: found })
}
