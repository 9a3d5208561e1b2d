import type { Permission, Role } from '../../shared/permissions.ts'

interface RoleWords {
  readonly one: string
  readonly many: string
  /** What somebody of this role does here. */
  readonly help: string
}

/** The roles in the shop's words. */
export const roleWords: { readonly [R in Role]: RoleWords } = {
  owner: { one: 'Owner', many: 'Owners', help: 'May do everything. There is exactly one.' },
  admin: { one: 'Admin', many: 'Admins', help: 'Runs the shop: everything, unless the owner takes something away.' },
  accountant: { one: 'Accountant', many: 'Accountants', help: 'Keeps what touches money: receipts, costs, stock and sales.' },
  builder: { one: 'Builder', many: 'Builders', help: 'Works on the floor: builds, deliveries and counts.' },
}

interface PermissionWords {
  readonly name: string
  /** Ends *Builders may not …*. */
  readonly todo: string
}

/** What there is to be allowed, in the shop's words. */
export const permissionWords: { readonly [P in Permission]: PermissionWords } = {
  catalogue: { name: 'Add and change products and suppliers', todo: 'add or change products and suppliers' },
  boms: { name: 'Change BOMs and build points', todo: 'change BOMs and build points' },
  planning: { name: 'Plan builds', todo: 'plan builds' },
  building: { name: 'Build, and undo builds', todo: 'build or undo builds' },
  quality: { name: 'Approve and reject builds in review', todo: 'approve or reject builds' },
  receiving: { name: 'Receive deliveries, and void receipts', todo: 'receive deliveries or void receipts' },
  costs: { name: 'Correct costs and quantities of confirmed receipts', todo: 'correct confirmed receipts' },
  stock: { name: 'Adjust stock', todo: 'adjust stock' },
  sales: { name: 'Record sales and returns', todo: 'record sales and returns' },
  settings: { name: 'Switch features', todo: 'switch features' },
  people: { name: 'Name people and decide what they may do', todo: 'name people or decide what they may do' },
}
