import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import type { CommandContext, CommandHandler } from './context.ts'
import { addSupplier } from './supplier.ts'

interface Vendor {
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly active: 0 | 1
}

interface Holder {
  readonly supplierId: number
  readonly name: string
}

const statements = perConnection((db) => ({
  vendor: db.prepare<[number], Vendor>('SELECT name, email, phone, active FROM accounting_vendor WHERE accounting_vendor_id = ?'),
  holder: db.prepare<[number], Holder>(
    'SELECT s.supplier_id AS supplierId, s.name FROM vendor_link l JOIN supplier s USING (supplier_id) WHERE l.accounting_vendor_id = ?',
  ),
  supplier: db.prepare<[number], Holder>('SELECT supplier_id AS supplierId, name FROM supplier WHERE supplier_id = ?'),
  linked: db.prepare<[number], number>('SELECT accounting_vendor_id FROM vendor_link WHERE supplier_id = ?').pluck(),
  unlink: db.prepare<[number]>('DELETE FROM vendor_link WHERE supplier_id = ?'),
  link: db.prepare<[number, number, string]>('INSERT INTO vendor_link (supplier_id, accounting_vendor_id, linked_at) VALUES (?, ?, ?)'),
  remove: db.prepare<[number]>('DELETE FROM supplier WHERE supplier_id = ?'),
  received: db.prepare<[number], number>('SELECT EXISTS (SELECT 1 FROM receipt WHERE supplier_id = ?)').pluck(),
  supplies: db.prepare<[number], number>('SELECT EXISTS (SELECT 1 FROM product WHERE supplier_id = ?)').pluck(),
}))

/** Says which vendor a supplier is. Refuses one that another supplier is already, and one that is not in use. */
export const linkVendor: CommandHandler<'supplier.link_vendor'> = (context, { supplierId, accountingVendorId }) => {
  const { db } = context
  if (statements(db).supplier.get(supplierId) === undefined) return err(appError('supplier.not_found', { supplierId }))
  const vendor = freeVendor(db, accountingVendorId, supplierId)
  if (!vendor.ok) return vendor
  statements(db).unlink.run(supplierId)
  statements(db).link.run(supplierId, accountingVendorId, context.at)
  return ok(told(context, 'linked', { supplierId, accountingVendorId }))
}

/** Takes the link to a vendor away. */
export const unlinkVendor: CommandHandler<'supplier.unlink_vendor'> = (context, { supplierId }) => {
  const found = linkedSupplier(context.db, supplierId)
  if (!found.ok) return found
  statements(context.db).unlink.run(supplierId)
  return ok(told(context, 'unlinked', { supplierId, accountingVendorId: null }))
}

/** Makes suppliers of vendors, each linked to its own. All or none. */
export const importVendors: CommandHandler<'supplier.import_vendors'> = (context, { accountingVendorIds }) => {
  const suppliers = []
  for (const accountingVendorId of new Set(accountingVendorIds)) {
    const vendor = freeVendor(context.db, accountingVendorId, null)
    if (!vendor.ok) return vendor
    const { name, email, phone } = vendor.value
    const supplier = addSupplier(context, { name: name.slice(0, nameLengthMax), contact: '', email: email.slice(0, emailLengthMax), phone: phone.slice(0, phoneLengthMax), notes: '' })
    statements(context.db).link.run(supplier.supplierId, accountingVendorId, context.at)
    suppliers.push({ ...supplier, accountingVendorId })
  }
  context.changed({ kind: 'accounting' })
  return ok({ suppliers })
}

/** As long as a supplier's own fields may be. */
const nameLengthMax = 120
const emailLengthMax = 254
const phoneLengthMax = 60

/** Takes suppliers away that an import made, while nothing was bought from them and no product names them. All or none. */
export const undoImport: CommandHandler<'supplier.undo_import_vendors'> = (context, { supplierIds }) => {
  const { received, supplies, unlink, remove } = statements(context.db)
  for (const supplierId of new Set(supplierIds)) {
    const found = linkedSupplier(context.db, supplierId)
    if (!found.ok) return found
    const by = received.get(supplierId) === 1 ? 'receipt' : supplies.get(supplierId) === 1 ? 'product' : null
    if (by !== null) return err(appError('accounting.supplier_in_use', { name: found.value.name, by }))
    unlink.run(supplierId)
    remove.run(supplierId)
    told(context, 'removed', { supplierId, accountingVendorId: null })
  }
  return ok({ removed: new Set(supplierIds).size })
}

type VendorRefusal = AppError<'accounting.vendor_not_found' | 'accounting.vendor_inactive' | 'accounting.vendor_in_use'>

/** A vendor that is in use there and that no supplier but this one is. */
function freeVendor(db: Database, accountingVendorId: number, supplierId: number | null): Result<Vendor, VendorRefusal> {
  const vendor = statements(db).vendor.get(accountingVendorId)
  if (vendor === undefined) return err(appError('accounting.vendor_not_found', { accountingVendorId }))
  if (vendor.active === 0) return err(appError('accounting.vendor_inactive', { name: vendor.name }))
  const holder = statements(db).holder.get(accountingVendorId)
  if (holder !== undefined && holder.supplierId !== supplierId) return err(appError('accounting.vendor_in_use', { name: vendor.name, heldBy: holder.name }))
  return ok(vendor)
}

function linkedSupplier(db: Database, supplierId: number): Result<Holder, AppError<'supplier.not_found' | 'accounting.supplier_not_linked'>> {
  const supplier = statements(db).supplier.get(supplierId)
  if (supplier === undefined) return err(appError('supplier.not_found', { supplierId }))
  return statements(db).linked.get(supplierId) === undefined ? err(appError('accounting.supplier_not_linked', { name: supplier.name })) : ok(supplier)
}

function told<Link extends { readonly supplierId: number; readonly accountingVendorId: number | null }>(context: CommandContext, action: string, link: Link): Link {
  context.audit('vendor_link', link.supplierId, action, link)
  context.changed({ kind: 'supplier', id: link.supplierId })
  context.changed({ kind: 'accounting' })
  return link
}
