import type { PersonRow } from '../../shared/contract/people.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import { isFixed, type Role } from '../../shared/permissions.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { changePermission, hasPeople } from '../ledger/people.ts'
import type { CommandContext, CommandHandler } from './context.ts'

type Row = Omit<PersonRow, 'active'> & { readonly active: 0 | 1 }

const statements = perConnection((db) => ({
  person: db.prepare<[number], Row>('SELECT person_id AS personId, name, role, active FROM person WHERE person_id = ?'),
  working: db.prepare<[], Row>('SELECT person_id AS personId, name, role, active FROM person WHERE active = 1'),
  insert: db.prepare<[string, Role]>('INSERT INTO person (name, role) VALUES (?, ?)'),
  update: db.prepare<[string, Role, 0 | 1, number]>('UPDATE person SET name = ?, role = ?, active = ? WHERE person_id = ?'),
}))

/** Names somebody. The first is the owner; refuses a name that somebody who works here has. */
export const createPerson: CommandHandler<'person.create'> = (context, { name, role: asked }) => {
  const { db } = context
  const taken = nameTaken(db, name, null)
  if (taken !== null) return err(taken)
  const role = hasPeople(db) ? asked : 'owner'
  const personId = Number(statements(db).insert.run(name, role).lastInsertRowid)
  return ok(told(context, { personId, name, role, active: 1 }, 'created'))
}

/** Changes name and role. */
export const updatePerson: CommandHandler<'person.update'> = (context, { personId, name, role }) => {
  const found = working(context.db, personId)
  if (!found.ok) return found
  const before = found.value
  if (before.role === 'owner' && role !== null) return err(isOwner(before))
  const taken = nameTaken(context.db, name, personId)
  if (taken !== null) return err(taken)
  return ok(written(context, { ...before, name, role: role ?? before.role }, 'changed'))
}

/** Somebody left. Refuses the owner: a company is never without one. */
export const deactivatePerson: CommandHandler<'person.deactivate'> = (context, { personId }) => {
  const found = working(context.db, personId)
  if (!found.ok) return found
  if (found.value.role === 'owner') return err(isOwner(found.value))
  return ok(written(context, { ...found.value, active: 0 }, 'deactivated'))
}

/** Somebody is back. Refuses when another has the name by now. */
export const reactivatePerson: CommandHandler<'person.reactivate'> = (context, { personId }) => {
  const person = statements(context.db).person.get(personId)
  if (person === undefined) return err(appError('person.not_found', { field: 'personId', personId }))
  if (person.active === 1) return err(appError('person.works_here', { name: person.name }))
  const taken = nameTaken(context.db, person.name, personId)
  if (taken !== null) return err(taken)
  return ok(written(context, { ...person, active: 1 }, 'reactivated'))
}

/** Makes somebody else the owner. Refuses everyone but the owner, whatever their role may do. */
export const handOver: CommandHandler<'person.hand_over'> = (context, { personId }) => {
  const { db } = context
  const owner = statements(db).working.all().find(({ role }) => role === 'owner')
  if (owner === undefined || owner.personId !== context.personId) return err(appError('person.only_owner', { name: owner?.name ?? '' }))
  const found = working(db, personId)
  if (!found.ok) return found
  if (found.value.role === 'owner') return err(isOwner(found.value))
  // First the old one: there is never more than one owner.
  written(context, { ...owner, role: 'admin' }, 'handed over')
  return ok(written(context, { ...found.value, role: 'owner' }, 'became owner'))
}

/** Gives a permission to a role or takes it away. */
export const setPermission: CommandHandler<'company.set_permission'> = (context, { role, permission, allowed }) => {
  if (isFixed(role, permission)) return err(appError('permission.fixed', { permission, role }))
  const permissions = changePermission(context.db, role, permission, allowed)
  context.audit('company', 1, `${role} ${allowed ? 'may' : 'may not'} ${permission}`, permissions)
  context.changed({ kind: 'person' })
  return ok(permissions)
}

/** Somebody who works here. */
function working(db: Database, personId: number): Result<Row, AppError<'person.not_found' | 'person.has_left'>> {
  const person = statements(db).person.get(personId)
  if (person === undefined) return err(appError('person.not_found', { field: 'personId', personId }))
  return person.active === 1 ? ok(person) : err(appError('person.has_left', { name: person.name }))
}

function nameTaken(db: Database, name: string, but: number | null): AppError<'person.name_in_use'> | null {
  const folded = name.normalize().toLowerCase()
  const holder = statements(db).working.all().find((person) => person.personId !== but && person.name.normalize().toLowerCase() === folded)
  return holder === undefined ? null : appError('person.name_in_use', { field: 'name', name: holder.name })
}

const isOwner = ({ name }: Row) => appError('person.is_owner', { name })

function written(context: CommandContext, person: Row, action: string) {
  const { personId, name, role, active } = person
  statements(context.db).update.run(name, role, active, personId)
  return told(context, person, action)
}

function told(context: CommandContext, { personId, name, role, active }: Row, action: string) {
  context.audit('person', personId, action, { name, role, active: active === 1 })
  context.changed({ kind: 'person', id: personId })
  return { personId, name, role }
}
