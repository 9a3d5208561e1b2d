import { appError, type ErrorData } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import type { Permission } from '../../shared/permissions.ts'
import { checkBom } from '../domain/bom.ts'
import { referenceOf } from '../domain/document.ts'
import { perConnection } from '../database/statements.ts'
import { adjustmentOf } from '../ledger/adjustment-documents.ts'
import { bomGraph } from '../ledger/boms.ts'
import { reverseDocument } from '../ledger/reversals.ts'
import type { CommandContext, CommandHandler } from './context.ts'
import { importNotes, type ImportUndo } from './file-undo-notes.ts'
import { commandFields } from './file-write.ts'
import { takeProductBack, usesOf } from './made-products.ts'
import { permitted } from './permitted.ts'
import { refuseArchived } from './product-archive.ts'
import { storedProduct } from './product-state.ts'
import { writeProduct } from './product.ts'
import { writeSupplier } from './supplier.ts'

type Use = ErrorData<'file.import_used'>['subjects'][number]
/** What stands in the way is kept, and the rest is tried all the same: a refusal takes everything back. */
type Uses = Use[]

const statements = perConnection((db) => ({
  import: db.prepare<[string], { seq: number; afterJson: string }>(
    `SELECT c.seq, a.after_json AS afterJson FROM command_log c JOIN audit a ON a.subject = 'file_import' AND a.subject_id = c.seq AND a.action = 'imported'
     WHERE c.command_id = ? AND c.name = 'file.import'`,
  ),
  undone: db.prepare<[number], number>("SELECT 1 FROM audit WHERE subject = 'file_import' AND subject_id = ? AND action = 'undone'").pluck(),
  lastCommand: db.prepare<[string, number], string>('SELECT command_id FROM audit WHERE subject = ? AND subject_id = ? ORDER BY audit_id DESC LIMIT 1').pluck(),
  supplier: db.prepare<[number], string>('SELECT name FROM supplier WHERE supplier_id = ?').pluck(),
  supplierUsed: db
    .prepare<[number, number, number], Use['by'] | null>(
      `SELECT CASE WHEN EXISTS (SELECT 1 FROM receipt WHERE supplier_id = ?) THEN 'receipt' WHEN EXISTS (SELECT 1 FROM product WHERE supplier_id = ?) THEN 'product'
         WHEN EXISTS (SELECT 1 FROM vendor_link WHERE supplier_id = ?) THEN 'link' END`,
    )
    .pluck(),
  codeHolder: db.prepare<[string], number>('SELECT supplier_id FROM supplier WHERE code = ?').pluck(),
  removeSupplier: db.prepare<[number]>('DELETE FROM supplier WHERE supplier_id = ?'),
  activeVersion: db.prepare<[number], number>(`SELECT bom_version_id FROM bom_version WHERE product_id = ? AND status = 'active'`).pluck(),
  setStatus: db.prepare<[string, number]>('UPDATE bom_version SET status = ? WHERE bom_version_id = ?'),
  components: db.prepare<[number], { productId: number; quantityPerUnit: number }>(
    'SELECT product_id AS productId, quantity_per_unit AS quantityPerUnit FROM bom_component WHERE bom_version_id = ? ORDER BY line_no',
  ),
}))

/** As many as a refusal names. */
const namedMax = 20

/** Takes an import of a file back whole; refused while anything uses what it brought, or was changed since, with what. */
export const undoFileImport: CommandHandler<'file.undo_import'> = (context, { importId }) => {
  const { db, personId } = context
  const row = statements(db).import.get(importId)
  if (row === undefined || statements(db).undone.get(row.seq) !== undefined) return err(appError('file.import_not_found', {}))
  const { kind, undo } = importNotes.parse(JSON.parse(row.afterJson))
  const also: Permission | null = kind === 'boms' ? 'boms' : undo.openings.length > 0 || undo.products.some(([, adjustmentId]) => adjustmentId !== null) ? 'stock' : null
  const may = permitted(db, personId, also)
  if (!may.ok && may.error.code === 'permission.denied') return err(may.error)
  const uses: Uses = []
  takeOpeningsBack(context, undo.openings, uses)
  const restored = restoreProducts(context, importId, undo, uses) + restoreSuppliers(context, importId, undo, uses) + undo.boms.filter(([, , before]) => before !== null).length
  const removed = removeProducts(context, undo, uses) + removeSuppliers(context, undo, uses)
  putRecipesBack(context, undo, uses)
  if (uses.length > 0) return err(appError('file.import_used', { subjects: uses.slice(0, namedMax), count: uses.length }))
  const closed = undo.openings.length + undo.products.filter(([, adjustmentId]) => adjustmentId !== null).length
  context.audit('file_import', row.seq, 'undone', { kind, removed, restored, closed })
  context.changed({ kind: 'product' })
  context.changed({ kind: 'file' })
  return ok({ kind, removed, restored, closed })
}

function takeOpeningsBack(context: CommandContext, openings: ImportUndo['openings'], uses: Uses): void {
  const { db, today, commandId, at } = context
  for (const adjustmentId of openings) {
    const adjustment = adjustmentOf(db, adjustmentId)
    if (adjustment === undefined) throw new Error(`adjustment ${adjustmentId} is gone`)
    const reversed = reverseDocument(db, { document: { kind: 'adjustment', id: adjustmentId }, today }, { commandId, recordedAt: at })
    if (reversed.ok) {
      context.audit('adjustment', adjustmentId, 'reversed', { reference: referenceOf('adjustment', adjustment.number), postingId: reversed.value.postingId })
      // Somebody took it back by hand: nothing of it is left.
    } else if (reversed.error.code !== 'document.already_reversed') uses.push(productUse(context, adjustment.productId, 'movement'))
  }
  if (openings.length === 0) return
  context.changed({ kind: 'adjustment' })
  context.changed({ kind: 'stock' })
}

function productUse({ db }: CommandContext, productId: number, by: Use['by']): Use {
  return { what: 'product', id: productId, name: storedProduct(db, productId)?.sku ?? '', by }
}

/** Whether anybody changed it after the import. */
function changedSince({ db }: CommandContext, importId: string, subject: 'product' | 'supplier', id: number): boolean {
  return statements(db).lastCommand.get(subject, id) !== importId
}

function restoreProducts(context: CommandContext, importId: string, { changedProducts }: ImportUndo, uses: Uses): number {
  for (const [productId, { barcodes, ...fields }] of changedProducts) {
    if (storedProduct(context.db, productId) === undefined || changedSince(context, importId, 'product', productId)) uses.push(productUse(context, productId, 'changed'))
    else writeProduct(context, productId, commandFields(fields, barcodes), 'import undone')
  }
  return changedProducts.length
}

function removeProducts(context: CommandContext, { products }: ImportUndo, uses: Uses): number {
  const there = products.map(([productId, adjustmentId]) => ({ productId, adjustmentId })).filter(({ productId }) => storedProduct(context.db, productId) !== undefined)
  const used = there.flatMap((product) => usesOf(context.db, product))
  for (const { productId, by } of used) uses.push(productUse(context, productId, by))
  if (used.length === 0) for (const product of there) takeProductBack(context, product)
  return there.length
}

function restoreSuppliers(context: CommandContext, importId: string, { changedSuppliers }: ImportUndo, uses: Uses): number {
  const { supplier, codeHolder } = statements(context.db)
  for (const [supplierId, { code, ...texts }] of changedSuppliers) {
    const holder = codeHolder.get(code)
    const taken = holder !== undefined && holder !== supplierId
    if (taken || changedSince(context, importId, 'supplier', supplierId)) uses.push({ what: 'supplier', id: supplierId, name: supplier.get(supplierId) ?? texts.name, by: 'changed' })
    else writeSupplier(context, supplierId, code, texts)
  }
  return changedSuppliers.length
}

function removeSuppliers(context: CommandContext, { suppliers }: ImportUndo, uses: Uses): number {
  const { supplier, supplierUsed, removeSupplier } = statements(context.db)
  let removed = 0
  for (const supplierId of suppliers) {
    const name = supplier.get(supplierId)
    if (name === undefined) continue
    const by = supplierUsed.get(supplierId, supplierId, supplierId)
    if (by === null || by === undefined) {
      removeSupplier.run(supplierId)
      context.audit('supplier', supplierId, 'removed', {})
      context.changed({ kind: 'supplier', id: supplierId })
      removed += 1
    } else uses.push({ what: 'supplier', id: supplierId, name, by })
  }
  return removed
}

/** Takes the versions of the import out of force and puts those before them back, if together they would be right today. */
function putRecipesBack(context: CommandContext, { boms }: ImportUndo, uses: Uses): void {
  const { db } = context
  const { activeVersion, setStatus, components } = statements(db)
  const refuse = (productId: number) => uses.push({ what: 'bom', id: productId, name: storedProduct(db, productId)?.sku ?? '', by: 'changed' })
  for (const [productId, bomVersionId, before] of boms) {
    if (activeVersion.get(productId) !== bomVersionId) {
      refuse(productId)
      continue
    }
    setStatus.run('archived', bomVersionId)
    if (before !== null) setStatus.run('active', before)
    context.audit('bom', bomVersionId, 'import undone', { productId, active: before })
    context.changed({ kind: 'bom', id: productId })
  }
  for (const [productId, , before] of boms) {
    if (before === null) continue
    const lines = components.all(before)
    const asked = [{ productId, field: 'productId' }, ...lines.map((line) => ({ productId: line.productId, field: 'components' }))]
    if (refuseArchived(db, asked) !== null || !checkBom(productId, lines, bomGraph(db)).ok) refuse(productId)
  }
}
