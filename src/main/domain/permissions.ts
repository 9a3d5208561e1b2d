import { isFixed, permission, type GivenRole, type Permission, type Permissions } from '../../shared/permissions.ts'

/** What has been chosen otherwise than it is at first. */
export type PermissionChanges = { readonly [R in GivenRole]?: { readonly [P in Permission]?: boolean | undefined } | undefined }

/** What each role may do at first: an admin everything, an accountant what touches money, a builder what happens on the floor. */
const atFirst: { readonly [R in GivenRole]: readonly Permission[] } = {
  admin: permission.options,
  accountant: ['catalogue', 'receiving', 'costs', 'stock', 'sales'],
  builder: ['building', 'receiving', 'stock'],
}

/** What each role may do. */
export function permissionsWith(changes: PermissionChanges): Permissions {
  const of = (role: GivenRole) =>
    Object.fromEntries(
      permission.options.map((asked) => {
        const chosen = isFixed(role, asked) ? undefined : changes[role]?.[asked]
        return [asked, chosen ?? atFirst[role].includes(asked)]
      }),
    ) as Permissions[GivenRole]
  return { admin: of('admin'), accountant: of('accountant'), builder: of('builder') }
}
