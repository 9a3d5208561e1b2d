import { reconcileSummary, type FindingRow, type FindingState } from '../../shared/contract/reconcile.ts'
import type { DocumentKind } from '../../shared/errors.ts'
import type { ExportState } from '../../shared/exports.ts'
import { ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import type { ExportKind } from '../domain/export-documents.ts'
import { companyPageOf } from '../domain/export-pages.ts'
import type { SaidOtherwise } from '../domain/reconcile.ts'
import { isLeft } from '../outbox/findings.ts'
import { exportsPaused } from '../outbox/pause.ts'
import type { QueryHandler } from './context.ts'
import { documentNumber, nameDocument } from './documents.ts'
import { countItemsApart } from './reconcile-items.ts'

interface FindingColumns {
  readonly findingId: number
  readonly state: FindingState
  readonly kind: ExportKind
  readonly docNumber: string
  readonly externalId: string
  readonly differencesJson: string
  readonly exportId: number | null
  readonly exportState: ExportState | null
  readonly documentKind: DocumentKind | null
  readonly documentId: number | null
  readonly documentNumber: number | null
}

interface AccountColumns {
  readonly account: string
  readonly name: string
  readonly sent: number
  readonly there: number
  readonly balance: number | null
  readonly here: number | null
}

/** What asks for a person before what explains itself. */
const order = "CASE f.state WHEN 'twice' THEN 0 WHEN 'deleted' THEN 1 WHEN 'missing' THEN 1 WHEN 'adoptable' THEN 2 WHEN 'changed' THEN 3 WHEN 'stranger' THEN 4 WHEN 'arriving' THEN 5 ELSE 6 END"

const statements = perConnection((db) => ({
  compared: db.prepare<[], { at: string; summaryJson: string }>(
    `SELECT ended_at AS at, summary_json AS summaryJson FROM sync_run WHERE kind = 'documents' AND summary_json ->> 'documents' IS NOT NULL ORDER BY sync_run_id DESC LIMIT 1`,
  ),
  counts: db.prepare<[], { state: FindingState; count: number }>(`SELECT f.state, count(*) AS count FROM reconcile_finding f WHERE NOT ${isLeft} GROUP BY f.state ORDER BY ${order}`),
  total: db.prepare<[number], number>(`SELECT count(*) FROM reconcile_finding f WHERE ${isLeft} = ?`).pluck(),
  leftAsSent: db.prepare<[], number>(`SELECT count(*) FROM reconcile_finding f WHERE ${isLeft} AND f.state IN ('changed', 'deleted', 'missing')`).pluck(),
  findings: db.prepare<[number, number, number], FindingColumns>(
    `SELECT f.reconcile_finding_id AS findingId, f.state, f.kind, f.doc_number AS docNumber, f.external_id AS externalId, f.differences_json AS differencesJson,
       d.export_id AS exportId, d.state AS exportState, d.document_kind AS documentKind, d.document_id AS documentId,
       CASE WHEN d.export_id IS NULL THEN NULL ELSE ${documentNumber('d')} END AS documentNumber
     FROM reconcile_finding f LEFT JOIN export_document d USING (export_id) WHERE ${isLeft} = ? ORDER BY ${order}, f.reconcile_finding_id LIMIT +? OFFSET +?`,
  ),
  accounts: db.prepare<[], AccountColumns>(
    `SELECT r.account, coalesce(a.full_name, r.account) AS name, r.sent, r.there, r.balance,
       (SELECT sum(b.value) FROM item_link l JOIN accounting_item i USING (accounting_item_id) JOIN product_balance b USING (product_id) WHERE i.asset_account = r.account) AS here
     FROM reconcile_account r LEFT JOIN accounting_account a ON a.external_id = r.account ORDER BY name, r.account`,
  ),
  item: db.prepare<[string], string>('SELECT name FROM accounting_item WHERE external_id = ?').pluck(),
  account: db.prepare<[string], string>('SELECT full_name FROM accounting_account WHERE external_id = ?').pluck(),
}))

/** How the last comparison found QuickBooks, as a whole. */
export const getReconcile: QueryHandler<'reconcile.get'> = ({ db }) => {
  const run = statements(db).compared.get()
  const accounts = statements(db).accounts.all()
  return ok({
    compared: run === undefined ? null : { at: run.at, ...reconcileSummary.parse(pick(JSON.parse(run.summaryJson) as Record<string, unknown>)) },
    findings: statements(db).counts.all(),
    left: { sent: statements(db).leftAsSent.get() ?? 0, all: statements(db).total.get(1) ?? 0 },
    accounts: accounts.filter(({ sent, there }) => sent !== 0 || there !== 0).map(({ account, name, sent, there }) => ({ account, name, sent, there })),
    values: accounts.flatMap(({ account, name, balance, here }) => (balance === null ? [] : [{ account, name, here: here ?? 0, there: balance * 10_000 }])),
    itemsApart: countItemsApart(db),
    paused: exportsPaused(db),
  })
}

function pick({ documents, rounding, leftOut, leftToPeople }: Readonly<Record<string, unknown>>) {
  return { documents, rounding, leftOut, leftToPeople }
}

/** Documents that are otherwise there than here. */
export const listFindings: QueryHandler<'reconcile.documents'> = ({ db }, { left, limit, offset }) => {
  const { findings, total } = statements(db)
  const asked = left ? 1 : 0
  return ok({ findings: findings.all(asked, limit, offset).map((row) => describe(db, row)), total: total.get(asked) ?? 0 })
}

function describe(db: Database, row: FindingColumns): FindingRow {
  const { findingId, state, kind, docNumber, externalId, differencesJson, exportId, exportState, documentKind, documentId, documentNumber: number } = row
  const known = exportId !== null && exportState !== null && documentKind !== null && documentId !== null
  return {
    findingId,
    state,
    kind,
    docNumber,
    externalId,
    page: companyPageOf(kind, externalId),
    export: known ? { exportId, state: exportState, document: nameDocument({ documentKind, documentId, documentNumber: number }) } : null,
    differences: (JSON.parse(differencesJson) as SaidOtherwise[]).map((one) => named(db, kind, one)),
  }
}

function named(db: Database, kind: ExportKind, one: SaidOtherwise): SaidOtherwise {
  const { item, account } = statements(db)
  if (one.field === 'amount') return { ...one, of: (kind === 'journal_entry' ? account : item).get(one.of) ?? one.of }
  return one.field === 'account' ? { ...one, here: account.get(one.here) ?? one.here, there: account.get(one.there) ?? one.there } : one
}
