import { formatMillionths } from '../../shared/units/decimal.ts'
import type { DocumentKind } from '../../shared/errors.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { referenceOf, type DocumentRef } from '../domain/document.ts'
import { adjustmentBody, journalBody } from '../domain/export-bodies.ts'
import { noteOf, reasonOfPair } from '../domain/export-words.ts'
import type { ExportSettings } from './choices.ts'
import type { ReadyExport } from './prerequisites.ts'
import { dayThere, numberOf, type ExportRow } from './rows.ts'

interface Built {
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly quantity: number
}

const statements = perConnection((db) => ({
  build: db.prepare<[number], Built>('SELECT p.sku, p.name, p.unit, b.quantity FROM build b JOIN product p USING (product_id) WHERE b.build_id = +?'),
  adjustment: db.prepare<[number], Built>('SELECT p.sku, p.name, p.unit, a.quantity FROM adjustment a JOIN product p USING (product_id) WHERE a.adjustment_id = +?'),
  supplier: db.prepare<[number], string>('SELECT s.name FROM receipt r JOIN supplier s USING (supplier_id) WHERE r.receipt_id = +?').pluck(),
  customer: db.prepare<[number], string>('SELECT customer FROM sale_version WHERE sale_id = +? ORDER BY version DESC LIMIT 1').pluck(),
}))

/** The exact text that goes out; `null` when it comes to nothing. */
export function bodyOf(db: Database, { country }: ExportSettings, row: ExportRow, { offsetAccount, lines, payable }: ReadyExport): string | null {
  const head = {
    docNumber: row.docNumber,
    txnDate: dayThere(row),
    note: noteOf(row.purpose, { kind: row.documentKind, reference: nameOf(db, row), about: aboutOf(db, row.documentKind, row.documentId), day: row.txnDate, dayThere: dayThere(row) }),
    marker: row.marker,
    latin1: country === 'US',
  }
  if (row.kind === 'inventory_adjustment') {
    const moved = lines.flatMap(({ ids: { item }, quantity }) => (item === null ? [] : [{ item, quantity }]))
    return adjustmentBody({ ...head, account: offsetAccount ?? '', lines: moved })
  }
  const posted = lines.flatMap(({ ids: { debitAccount: debit, creditAccount: credit, vendor }, cents, debitRole, creditRole }) =>
    debit === null || credit === null || debitRole === null || creditRole === null ? [] : [{ debit, credit, vendor, cents, description: reasonOfPair(debitRole, creditRole) }],
  )
  return journalBody({ ...head, lines: posted, payable })
}

/** The name that a document goes by, here and there. */
function nameOf(db: Database, { documentKind, documentId }: ExportRow): string {
  const document: DocumentRef = { kind: documentKind, id: documentId }
  return referenceOf(documentKind, numberOf(db, document))
}

/** What was built, who delivered, which product was adjusted, who bought. */
function aboutOf(db: Database, kind: DocumentKind, id: number): string {
  const { build, adjustment, supplier, customer } = statements(db)
  if (kind === 'receipt') return supplier.get(id) ?? ''
  if (kind === 'sale') return customer.get(id) ?? ''
  const moved = (kind === 'build' ? build : adjustment).get(id)
  return moved === undefined ? '' : `${formatMillionths(moved.quantity, 0, 6)} ${moved.unit} ${moved.sku} ${moved.name}`
}
