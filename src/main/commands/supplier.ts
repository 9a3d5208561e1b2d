import { appError } from '../../shared/errors.ts'
import { foldText } from '../../shared/fold-text.ts'
import { err, ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { codesFromName } from '../domain/supplier-code.ts'
import type { CommandContext, CommandHandler } from './context.ts'

export interface SupplierTexts {
  readonly name: string
  readonly contact: string
  readonly email: string
  readonly phone: string
  readonly notes: string
}

interface CodeHolder {
  readonly supplierId: number
  readonly name: string
}

const statements = perConnection((db) => ({
  holder: db.prepare<[string], CodeHolder>('SELECT supplier_id AS supplierId, name FROM supplier WHERE code = ?'),
  codeOf: db.prepare<[number], string>('SELECT code FROM supplier WHERE supplier_id = ?').pluck(),
  insert: db.prepare<[string, string, string, string, string, string, string]>(
    'INSERT INTO supplier (code, name, contact, email, phone, notes, search_text) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ),
  update: db.prepare<[string, string, string, string, string, string, string, number]>(
    'UPDATE supplier SET code = ?, name = ?, contact = ?, email = ?, phone = ?, notes = ?, search_text = ? WHERE supplier_id = ?',
  ),
}))

/** Adds a supplier. Refuses a code that another supplier has; a blank one is made from the name. */
export const createSupplier: CommandHandler<'supplier.create'> = (context, { code: typedCode, ...texts }) => {
  const { db } = context
  const holder = typedCode === null ? null : holderOf(db, typedCode)
  if (typedCode !== null && holder !== null) return err(codeInUse(typedCode, holder.name))
  return ok(addSupplier(context, texts, typedCode))
}

/** Adds a supplier whose code is free; without one it is made from the name. */
export function addSupplier(context: CommandContext, texts: SupplierTexts, givenCode: string | null = null): { readonly supplierId: number; readonly code: string } {
  const { db } = context
  const code = givenCode ?? firstFreeCode(db, texts.name)
  const { name, contact, email, phone, notes } = texts
  const inserted = statements(db).insert.run(code, name, contact, email, phone, notes, searchText(code, texts))
  const supplierId = Number(inserted.lastInsertRowid)
  tell(context, supplierId, 'created', code, texts)
  return { supplierId, code }
}

/** Changes a supplier. Refuses one that is not there and a code that another has; a blank code keeps the one it has. */
export const updateSupplier: CommandHandler<'supplier.update'> = (context, { supplierId, code: typedCode, ...texts }) => {
  const { db } = context
  const before = statements(db).codeOf.get(supplierId)
  if (before === undefined) return err(appError('supplier.not_found', { supplierId }))
  const code = typedCode ?? before
  const holder = holderOf(db, code)
  if (holder !== null && holder.supplierId !== supplierId) return err(codeInUse(code, holder.name))
  writeSupplier(context, supplierId, code, texts)
  return ok({ supplierId, code })
}

/** Writes what a supplier says now; its code is free, or its own. */
export function writeSupplier(context: CommandContext, supplierId: number, code: string, texts: SupplierTexts): void {
  const { name, contact, email, phone, notes } = texts
  statements(context.db).update.run(code, name, contact, email, phone, notes, searchText(code, texts), supplierId)
  tell(context, supplierId, 'changed', code, texts)
}

function tell(context: CommandContext, supplierId: number, action: string, code: string, texts: SupplierTexts): void {
  context.audit('supplier', supplierId, action, { code, ...texts })
  context.changed({ kind: 'supplier', id: supplierId })
}

/** What a search for suppliers looks at. */
const searchText = (code: string, { name, contact }: SupplierTexts) => foldText(`${code} ${name} ${contact}`)

const codeInUse = (code: string, heldBy: string) => appError('supplier.code_in_use', { field: 'code', code, heldBy })

function holderOf(db: Database, code: string): CodeHolder | null {
  return statements(db).holder.get(code) ?? null
}

function firstFreeCode(db: Database, name: string): string {
  for (const code of codesFromName(name)) {
    if (holderOf(db, code) === null) return code
  }
  throw new Error('every supplier code of three and four letters is in use')
}
