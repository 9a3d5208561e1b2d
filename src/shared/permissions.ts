import { z } from 'zod'

/** What somebody may be here. Exactly one person is the owner. */
export const role = z.enum(['owner', 'admin', 'accountant', 'builder'])
export type Role = z.infer<typeof role>

/** Roles whose permissions can be chosen; the owner may do everything. */
export const givenRole = role.exclude(['owner'])
export type GivenRole = z.infer<typeof givenRole>

/** What there is to be allowed. Whoever may do a thing may take it back. */
export const permission = z.enum(['catalogue', 'boms', 'planning', 'building', 'quality', 'receiving', 'costs', 'stock', 'sales', 'settings', 'people'])
export type Permission = z.infer<typeof permission>

/** Whether each given role may do a thing. */
export type Permissions = { readonly [R in GivenRole]: { readonly [P in Permission]: boolean } }

/** Whether a role may do a thing. The owner may do everything, whatever is chosen, and so cannot be locked out. */
export function mayDo(role: Role, asked: Permission, permissions: Permissions): boolean {
  return role === 'owner' || permissions[role][asked]
}

/** Naming people and deciding what they may do stays with the owner and admins: with it, a role could give itself all the rest. */
export function isFixed(role: GivenRole, asked: Permission): boolean {
  return asked === 'people' && role !== 'admin'
}
