import type { PersonRow } from '../../shared/contract/people.ts'
import { ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { permissionsOf } from '../ledger/people.ts'
import type { QueryHandler } from './context.ts'

type Row = Omit<PersonRow, 'active'> & { readonly active: 0 | 1 }

const statements = perConnection((db) => ({
  people: db.prepare<[], Row>('SELECT person_id AS personId, name, role, active FROM person ORDER BY active DESC, name COLLATE NOCASE, person_id'),
}))

/** Everybody who was ever named. */
export const listPeople: QueryHandler<'person.list'> = ({ db }) =>
  ok({ people: statements(db).people.all().map((person) => ({ ...person, active: person.active === 1 })) })

/** What each role but the owner may do. */
export const getPermissions: QueryHandler<'company.permissions'> = ({ db }) => ok(permissionsOf(db))
