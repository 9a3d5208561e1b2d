import type { SupplierRow } from '../../shared/contract/supplier.ts'
import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import type { QueryHandler } from './context.ts'

const statements = perConnection((db) => ({
  supplier: db.prepare<[number], SupplierRow>('SELECT supplier_id AS id, code, name, contact, email, phone, notes FROM supplier WHERE supplier_id = ?'),
}))

/** One supplier. */
export const getSupplier: QueryHandler<'supplier.get'> = ({ db }, { supplierId }) => {
  const supplier = statements(db).supplier.get(supplierId)
  return supplier === undefined ? err(appError('supplier.not_found', { supplierId })) : ok({ supplier })
}
