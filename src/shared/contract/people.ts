import { z } from 'zod'
import { givenRole, permission, role } from '../permissions.ts'
import { command, host, query } from './define.ts'
import { id } from './figures.ts'

const name = z.string().trim().min(1).max(120)

export const personRow = z.strictObject({ personId: id, name: z.string(), role, active: z.boolean() })
export type PersonRow = z.infer<typeof personRow>

const personNow = z.strictObject({ personId: id, name: z.string(), role })

/** Names somebody. The first person is the owner, whatever role was asked for. */
export const personCreate = command({
  name: 'person.create',
  version: 1,
  permission: 'people',
  input: z.strictObject({ name, role: givenRole }),
  output: personNow,
  errors: ['person.name_in_use'],
})

/** Changes name and role. The owner's role changes only by handing the ownership over; `null` keeps the role. */
export const personUpdate = command({
  name: 'person.update',
  version: 1,
  permission: 'people',
  input: z.strictObject({ personId: id, name, role: givenRole.nullable() }),
  output: personNow,
  errors: ['person.not_found', 'person.name_in_use', 'person.is_owner', 'person.has_left'],
})

/** Somebody left: kept for the record, and no longer to be chosen. */
export const personDeactivate = command({
  name: 'person.deactivate',
  version: 1,
  permission: 'people',
  input: z.strictObject({ personId: id }),
  output: personNow,
  errors: ['person.not_found', 'person.is_owner', 'person.has_left'],
})

export const personReactivate = command({
  name: 'person.reactivate',
  version: 1,
  permission: 'people',
  input: z.strictObject({ personId: id }),
  output: personNow,
  errors: ['person.not_found', 'person.works_here', 'person.name_in_use'],
})

/** Makes somebody else the owner; who was it is an admin from then on. Only the owner can. */
export const personHandOver = command({
  name: 'person.hand_over',
  version: 1,
  permission: 'people',
  input: z.strictObject({ personId: id }),
  output: personNow,
  errors: ['person.not_found', 'person.only_owner', 'person.is_owner', 'person.has_left'],
})

/** Everybody who was ever named: who works here first, each part by name. */
export const personList = query({
  name: 'person.list',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({ people: z.array(personRow) }),
  errors: [],
})

const allowed = z.record(permission, z.boolean())

/** What each role but the owner may do. */
export const permissionTable = z.strictObject({ admin: allowed, accountant: allowed, builder: allowed })

export const companyPermissions = query({
  name: 'company.permissions',
  version: 1,
  input: z.strictObject({}),
  output: permissionTable,
  errors: [],
})

/** Gives a permission to a role or takes it away. Only admins can be allowed to name people. */
export const companySetPermission = command({
  name: 'company.set_permission',
  version: 1,
  permission: 'people',
  input: z.strictObject({ role: givenRole, permission, allowed: z.boolean() }),
  output: permissionTable,
  errors: ['permission.fixed'],
})

const operator = z.strictObject({ personId: id.nullable() })

/** Who was last named as working at this PC, in these books; it may be somebody who has left since. */
export const operatorGet = host({ name: 'operator.get', version: 1, input: z.strictObject({}), output: operator, errors: [] })

/** Says who works at this PC from now on; `null` comes back for nobody of these books. Every command carries it. */
export const operatorSet = host({ name: 'operator.set', version: 1, input: operator, output: operator, errors: [] })
