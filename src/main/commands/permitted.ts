import { appError, type AppError } from '../../shared/errors.ts'
import { mayDo, type Permission } from '../../shared/permissions.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { hasPeople, operatorOf, permissionsOf } from '../ledger/people.ts'

/** Why somebody may not do what they asked for. */
export type NotPermitted = AppError<'operator.needed' | 'permission.denied'>

/**
 * Who does a command that asks for a permission: `null` in a company that has named nobody, where everything is allowed.
 * Refuses a nobody where people are named, somebody who has left, and a role without the permission. What the program does
 * by itself asks for none.
 */
export function permitted(db: Database, personId: number | null, permission: Permission | null): Result<number | null, NotPermitted> {
  const operator = personId === null ? null : operatorOf(db, personId)
  if (permission === null) return ok(operator?.personId ?? null)
  if (operator === null) return hasPeople(db) ? err(appError('operator.needed', {})) : ok(null)
  const { role } = operator
  // The owner is never refused, and never a role in the refusal.
  if (role === 'owner') return ok(operator.personId)
  return mayDo(role, permission, permissionsOf(db)) ? ok(operator.personId) : err(appError('permission.denied', { permission, role }))
}
