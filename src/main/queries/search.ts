import { sql, type SQL } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'

/** Any of the columns holds the text anywhere, ignoring case; everything matches an empty one. */
export function containsText(search: string, columns: readonly (SQLiteColumn | SQL)[]): SQL | undefined {
  if (search === '') return undefined
  const pattern = `%${search.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const anywhere = columns.map((column) => sql`${column} LIKE ${pattern} ESCAPE '\\'`)
  return sql`(${sql.join(anywhere, sql` OR `)})`
}
