import { desc, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { ok } from '../../shared/result.ts'
import { person } from '../database/schema/records.ts'
import { perConnection } from '../database/statements.ts'
import { permissionsOf } from '../ledger/people.ts'
import type { QueryHandler } from './context.ts'

const statements = perConnection((db) => ({
  people: drizzle(db).select().from(person).orderBy(desc(person.active), sql`${person.name} COLLATE NOCASE`, person.personId).prepare(),
}))

/** Everybody who was ever named. */
export const listPeople: QueryHandler<'person.list'> = ({ db }) =>
  ok({ people: statements(db).people.all().map((row) => ({ ...row, active: row.active === 1 })) })

/** What each role but the owner may do. */
export const getPermissions: QueryHandler<'company.permissions'> = ({ db }) => ok(permissionsOf(db))
