import type { ReconcileSummary } from '../../shared/contract/reconcile.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import type { ExportKind } from '../domain/export-documents.ts'
import { compareSent, differencesOf, judgeUnclaimed, type Finding, type MarkedExport, type Says, type ToldDocument } from '../domain/reconcile.ts'
import { exportSettings } from './choices.ts'
import { forgetWhatWasLeft } from './findings.ts'
import { previewOf } from './preview.ts'
import { movePastTakenNumbers } from './rows.ts'
import { refreshNeeds } from './transitions.ts'

/** What a document says, however its text is spelled. */
export type DocumentSays = Says

interface SentRow {
  readonly exportId: number
  readonly kind: ExportKind
  readonly docNumber: string
  readonly marker: string
  readonly externalId: string
  readonly body: string
  readonly toldNumber: string | null
  readonly toldMarker: string | null
  readonly gone: ToldDocument['gone']
  readonly saysJson: string | null
}

interface UnclaimedRow extends Omit<ToldDocument, 'says'> {
  readonly saysJson: string
  readonly markedId: number | null
  readonly markedKind: ExportKind | null
  readonly markedState: string | null
}

const statements = perConnection((db) => ({
  sent: db.prepare<[number, number], SentRow>(
    `SELECT d.export_id AS exportId, d.kind, d.doc_number AS docNumber, d.marker, d.external_id AS externalId, d.body, c.doc_number AS toldNumber, c.marker AS toldMarker, c.gone,
       c.says_json AS saysJson
     FROM export_document d LEFT JOIN company_document c ON c.kind = d.kind AND c.external_id = d.external_id
     WHERE d.export_id > ? AND d.state = 'accepted' ORDER BY d.export_id LIMIT +?`,
  ),
  unclaimed: db.prepare<[], UnclaimedRow>(
    `SELECT c.kind, c.external_id AS externalId, c.doc_number AS docNumber, c.marker, c.gone, c.says_json AS saysJson, m.export_id AS markedId, m.kind AS markedKind, m.state AS markedState
     FROM company_document c LEFT JOIN export_document m ON m.marker = c.marker
     WHERE c.gone IS NULL AND NOT EXISTS (SELECT 1 FROM export_document d WHERE d.kind = c.kind AND d.external_id = c.external_id) ORDER BY c.company_document_id`,
  ),
  openUnder: db
    .prepare<[string, string], number>("SELECT export_id FROM export_document WHERE doc_number = ? AND state NOT IN ('withdrawn', 'nothing_to_send') AND kind = ? AND state IN ('waiting', 'needs', 'refused')")
    .pluck(),
  /** Value that rounding to cents kept here, and value that was left out, of what arrived. */
  kept: db.prepare<[], Omit<ReconcileSummary, 'documents'>>(
    `SELECT coalesce(sum(CASE WHEN l.left_out = 0 AND d.why_json ->> '$[0].code' IS NOT 'no_conversion_account' THEN l.value - l.cents * 10000 END), 0) AS rounding,
       coalesce(sum(CASE WHEN l.left_out = 1 OR d.why_json ->> '$[0].code' = 'no_conversion_account' THEN l.value END), 0) AS leftOut,
       (SELECT count(*) FROM export_document n WHERE n.state = 'not_exported') AS leftToPeople
     FROM export_line l JOIN export_document d USING (export_id)
     WHERE d.kind = 'journal_entry' AND (d.state = 'accepted' OR d.state = 'nothing_to_send' AND d.why_json ->> '$[0].code' IN ('rounds_to_nothing', 'no_conversion_account'))`,
  ),
  clearFindings: db.prepare('DELETE FROM reconcile_finding'),
  clearAccounts: db.prepare('DELETE FROM reconcile_account'),
  find: db.prepare<(string | number | null)[]>(
    'INSERT INTO reconcile_finding (state, export_id, kind, external_id, doc_number, differences_json, effects_json) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ),
  account: db.prepare<[string, number, number, number | null]>('INSERT INTO reconcile_account (account, sent, there, balance) VALUES (?, ?, ?, ?)'),
}))

interface AccountSums {
  sent: number
  there: number
}

/** What is otherwise there than here, and what all journals move. */
export interface Comparison {
  readonly findings: Finding[]
  readonly accounts: Map<string, AccountSums>
  documents: number
}

const sentAtOnce = 500

export interface ComparingParts {
  readonly db: Database
  /** What a body says that was sent. */
  readonly saysOf: (kind: ExportKind, body: string) => Says
  readonly pause: () => Promise<void>
  readonly signal: AbortSignal
}

/** Holds every document that arrived against what was last told of it, and whatever else bears our number or marker against what is here. */
export async function compareDocuments({ db, saysOf, pause, signal }: ComparingParts): Promise<Comparison> {
  const comparison: Comparison = { findings: [], accounts: new Map(), documents: 0 }
  for (let after = 0; !signal.aborted; ) {
    const rows = statements(db).sent.all(after, sentAtOnce)
    for (const row of rows) compareOne(comparison, row, saysOf)
    const last = rows.at(-1)
    if (last === undefined) break
    after = last.exportId
    await pause()
  }
  if (signal.aborted) return comparison
  const alike = new Set<number>()
  for (const { saysJson, markedId, markedKind, markedState, ...rest } of statements(db).unclaimed.all()) {
    const told = { ...rest, says: JSON.parse(saysJson) as ToldDocument['says'] }
    const marked: MarkedExport | null = markedId === null || markedKind === null || markedState === null ? waitingAlike(db, told, saysOf, alike) : { exportId: markedId, kind: markedKind, stands: standsOf(markedState) }
    comparison.findings.push(judgeUnclaimed(told, marked))
    add(comparison, told.kind, 'there', told.says.amounts)
  }
  return comparison
}

/**
 * What waits here and says the same under the same number as a document there that came without a note: it was sent before
 * a backup that was restored, and is not to be sent again. Each counts for one document there only.
 */
function waitingAlike(db: Database, told: ToldDocument, saysOf: ComparingParts['saysOf'], taken: Set<number>): MarkedExport | null {
  const exportId = told.marker === null ? statements(db).openUnder.get(told.docNumber, told.kind) : undefined
  const body = exportId === undefined || taken.has(exportId) ? null : previewOf(db, exportId).body
  if (exportId === undefined || body === null || differencesOf(saysOf(told.kind, body), told.says).length > 0) return null
  taken.add(exportId)
  return { exportId, kind: told.kind, stands: 'open' }
}

function compareOne(comparison: Comparison, { body, toldNumber, toldMarker, gone, saysJson, ...sent }: SentRow, saysOf: ComparingParts['saysOf']): void {
  const says = saysOf(sent.kind, body)
  const there = saysJson === null ? undefined : { ...sent, docNumber: toldNumber ?? '', marker: toldMarker, gone, says: JSON.parse(saysJson) as ToldDocument['says'] }
  const finding = compareSent({ ...sent, says }, there)
  if (finding !== null) comparison.findings.push(finding)
  comparison.documents += 1
  add(comparison, sent.kind, 'sent', says.amounts)
  if (there !== undefined && there.gone === null) add(comparison, sent.kind, 'there', there.says.amounts)
}

function add({ accounts }: Comparison, kind: ExportKind, side: 'sent' | 'there', amounts: ToldDocument['says']['amounts']): void {
  if (kind !== 'journal_entry') return
  for (const [account, cents] of Object.entries(amounts)) {
    const sums = accounts.get(account) ?? { sent: 0, there: 0 }
    sums[side] += cents
    accounts.set(account, sums)
  }
}

function standsOf(state: string): MarkedExport['stands'] {
  if (state === 'accepted') return 'arrived'
  if (state === 'in_flight' || state === 'unknown') return 'under_way'
  return ['waiting', 'needs', 'refused'].includes(state) ? 'open' : 'settled'
}

/**
 * Writes what was found in place of what the last comparison found, inside the caller's transaction; numbers that are taken
 * there are given out no more, and what is there already is not sent.
 *
 * @param balances cents of the accounts that items keep their stock in
 */
export function keepComparison(db: Database, { findings, accounts, documents }: Comparison, balances: ReadonlyMap<string, number>): ReconcileSummary {
  const { clearFindings, clearAccounts, find, account, kept } = statements(db)
  clearFindings.run()
  clearAccounts.run()
  for (const { state, exportId, kind, externalId, docNumber, differences, effects } of findings) {
    find.run(state, exportId, kind, externalId, docNumber, JSON.stringify(differences), JSON.stringify(effects))
  }
  forgetWhatWasLeft(db)
  movePastTakenNumbers(db)
  const settings = exportSettings(db)
  if (settings !== null) refreshNeeds(db, settings)
  for (const id of new Set([...accounts.keys(), ...balances.keys()])) account.run(id, accounts.get(id)?.sent ?? 0, accounts.get(id)?.there ?? 0, balances.get(id) ?? null)
  return { documents, ...(kept.get() ?? { rounding: 0, leftOut: 0, leftToPeople: 0 }) }
}
