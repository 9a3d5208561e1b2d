import { ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import type { QueryHandler } from './context.ts'

const customersMax = 12

const statements = perConnection((db) => ({
  // Skips from name to name along the index, so that a customer with many sales is read once.
  holding: db
    .prepare<[string, number], string>(
      `WITH RECURSIVE name (customer) AS (
         SELECT min(customer) FROM sale_product
         UNION ALL SELECT (SELECT min(p.customer) FROM sale_product p WHERE p.customer > name.customer) FROM name WHERE name.customer IS NOT NULL)
       SELECT customer FROM name WHERE customer <> '' AND customer LIKE ? ESCAPE '\\' LIMIT +?`,
    )
    .pluck(),
}))

/** Customers of sales so far whose name holds what is typed, by name. */
export const listCustomers: QueryHandler<'sale.customers'> = ({ db }, { search }) => {
  const pattern = `%${search.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return ok({ customers: statements(db).holding.all(pattern, customersMax) })
}
