import type { InventorySource } from '../../shared/accounting.ts'
import { appError, type DocumentKind } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import type { Database } from '../database/open.ts'
import { previewOf } from '../outbox/preview.ts'
import type { QueryHandler } from './context.ts'
import { documentNumber, nameDocument } from './documents.ts'
import { describeExport, exportColumns, type ExportColumns } from './export-rows.ts'

interface LineColumns {
  readonly lineNo: number
  readonly documentKind: DocumentKind
  readonly documentId: number
  readonly documentNumber: number | null
  readonly productId: number | null
  readonly sku: string | null
  readonly name: string | null
  readonly unit: string | null
  readonly debitRole: string | null
  readonly creditRole: string | null
  readonly quantity: number
  readonly value: number
  readonly cents: number
  readonly leftOut: 0 | 1
}

interface AttemptColumns {
  readonly attemptNo: number
  readonly what: 'send' | 'look'
  readonly beganAt: string
  readonly endedAt: string | null
  readonly outcome: 'accepted' | 'refused' | 'unknown' | 'put_off' | 'found' | 'not_found' | 'found_twice' | null
  readonly detailJson: string
}

interface Sent {
  readonly sentAt: string | null
  readonly acceptedAt: string | null
  readonly source: InventorySource
}

const statements = perConnection((db) => ({
  row: db.prepare<[number], ExportColumns>(`SELECT ${exportColumns} FROM export_document d WHERE d.export_id = +?`),
  sent: db.prepare<[number], Sent>('SELECT sent_at AS sentAt, accepted_at AS acceptedAt, source FROM export_document WHERE export_id = ?'),
  lines: db.prepare<[number], LineColumns>(
    `SELECT l.line_no AS lineNo, l.document_kind AS documentKind, l.document_id AS documentId, ${documentNumber('l')} AS documentNumber, p.product_id AS productId, p.sku, p.name,
       p.unit, l.debit_role AS debitRole, l.credit_role AS creditRole, l.quantity, l.value, l.cents, l.left_out AS leftOut
     FROM export_line l LEFT JOIN product p USING (product_id) WHERE l.export_id = +? ORDER BY l.line_no`,
  ),
  attempts: db.prepare<[number], AttemptColumns>(
    `SELECT attempt_no AS attemptNo, what, began_at AS beganAt, ended_at AS endedAt, outcome, detail_json AS detailJson
     FROM export_attempt WHERE export_id = +? ORDER BY attempt_no`,
  ),
  item: db.prepare<[string], string>('SELECT name FROM accounting_item WHERE external_id = ?').pluck(),
  account: db.prepare<[string], string>('SELECT full_name FROM accounting_account WHERE external_id = ?').pluck(),
}))

/** One document whole, as it was sent or would be now. */
export const getExport: QueryHandler<'export.get'> = ({ db }, { exportId }) => {
  const row = statements(db).row.get(exportId)
  const sent = statements(db).sent.get(exportId)
  if (row === undefined || sent === undefined) return err(appError('export.not_found', { exportId }))
  const { body, offsetAccount, ids } = previewOf(db, exportId)
  const lines = statements(db).lines.all(exportId)
  return ok({
    export: describeExport(row),
    offset: accountName(db, offsetAccount),
    lines: lines.map(({ lineNo, documentKind, documentId, documentNumber: number, productId, sku, name, unit, leftOut, ...line }) => {
      const known = ids.get(lineNo)
      return {
        ...line,
        document: nameDocument({ documentKind, documentId, documentNumber: number }),
        product: productId === null ? null : { productId, sku: sku ?? '', name: name ?? '', unit: unit ?? '' },
        item: known?.item === null || known?.item === undefined ? null : (statements(db).item.get(known.item) ?? known.item),
        debit: accountName(db, known?.debitAccount ?? null),
        credit: accountName(db, known?.creditAccount ?? null),
        leftOut: leftOut === 1,
      }
    }),
    body,
    sentAt: sent.sentAt,
    acceptedAt: sent.acceptedAt,
    attempts: statements(db)
      .attempts.all(exportId)
      .map(({ detailJson, ...attempt }) => ({ ...attempt, detail: wordsOf(detailJson) })),
  })
}

function accountName(db: Database, externalId: string | null): string | null {
  return externalId === null ? null : (statements(db).account.get(externalId) ?? externalId)
}

/** What was said of an attempt: QuickBooks' own code, or what kept it from going out. */
function wordsOf(json: string): string {
  const { code = '', error = '', fault = '' } = JSON.parse(json) as { readonly code?: string; readonly error?: string; readonly fault?: string }
  return [fault, code, error].filter((part) => part !== '').join(' ')
}
