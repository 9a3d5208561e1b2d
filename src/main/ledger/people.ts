import type { GivenRole, Permission, Permissions, Role } from '../../shared/permissions.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { permissionsWith, type PermissionChanges } from '../domain/permissions.ts'

export interface Operator {
  readonly personId: number
  readonly role: Role
}

const statements = perConnection((db) => ({
  operator: db.prepare<[number], Operator>('SELECT person_id AS personId, role FROM person WHERE person_id = ? AND active = 1'),
  anybody: db.prepare<[], number>("SELECT EXISTS (SELECT 1 FROM person WHERE role = 'owner')").pluck(),
  namedBy: db.prepare<[number], string>("SELECT command_id FROM audit WHERE subject = 'person' AND subject_id = ? ORDER BY audit_id LIMIT 1").pluck(),
  changes: db.prepare<[], string>("SELECT value_json FROM setting WHERE name = 'permissions'").pluck(),
  write: db.prepare<[string]>("INSERT INTO setting (name, value_json) VALUES ('permissions', ?) ON CONFLICT (name) DO UPDATE SET value_json = excluded.value_json"),
}))

/** Who that is, if it is somebody who works here. */
export function operatorOf(db: Database, personId: number): Operator | null {
  return statements(db).operator.get(personId) ?? null
}

/** The command that named somebody, which no other books have; `null` for nobody. */
export function namedBy(db: Database, personId: number): string | null {
  return statements(db).namedBy.get(personId) ?? null
}

/** Whether anybody was ever named; the first is the owner, and there always is one from then on. Until then nobody is asked who they are. */
export function hasPeople(db: Database): boolean {
  return statements(db).anybody.get() === 1
}

/** What each role may do. */
export function permissionsOf(db: Database): Permissions {
  return permissionsWith(changesOf(db))
}

/** Gives a permission to a role or takes it away; returns all. Runs inside the caller's transaction. */
export function changePermission(db: Database, role: GivenRole, permission: Permission, allowed: boolean): Permissions {
  const before = changesOf(db)
  statements(db).write.run(JSON.stringify({ ...before, [role]: { ...before[role], [permission]: allowed } }))
  return permissionsOf(db)
}

function changesOf(db: Database): PermissionChanges {
  return JSON.parse(statements(db).changes.get() ?? '{}') as PermissionChanges
}
