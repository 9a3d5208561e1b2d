import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import type { ExportKind } from '../domain/export-documents.ts'
import { leavableStates } from '../../shared/contract/reconcile.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import { reasonOf, type FindingState, type QuantityReason } from '../domain/reconcile.ts'

/** How a finding `f` stands, to be told from the same document standing otherwise. */
const foundJson = 'json_array(f.state, json(f.differences_json), json(f.effects_json))'

/** SQL: whether a person left the finding `f` as it is. */
export const isLeft = `EXISTS (SELECT 1 FROM reconcile_left l WHERE l.kind = f.kind AND l.external_id = f.external_id AND l.found_json = ${foundJson})`

interface Seen {
  readonly syncToken: string
  readonly createdAt: string | null
}

const statements = perConnection((db) => ({
  seen: db.prepare<[string, string, string, number], Seen>(
    `SELECT sync_token AS syncToken, created_at AS createdAt FROM company_document
     WHERE kind = ? AND external_id = ? AND gone IS NULL
       AND (marker = ? OR marker IS NULL AND EXISTS (SELECT 1 FROM reconcile_finding f WHERE f.export_id = +? AND f.state = 'adoptable' AND f.external_id = company_document.external_id))
       AND external_id NOT IN (SELECT external_id FROM export_document d WHERE d.kind = company_document.kind AND d.external_id IS NOT NULL)`,
  ),
  gone: db.prepare<[number], number>("SELECT 1 FROM reconcile_finding WHERE export_id = ? AND state IN ('deleted', 'missing')").pluck(),
  adoptable: db.prepare<[number], string>("SELECT external_id FROM reconcile_finding WHERE export_id = ? AND state = 'adoptable'").pluck(),
  drop: db.prepare<[number]>("DELETE FROM reconcile_finding WHERE export_id = ? AND state IN ('deleted', 'missing', 'adoptable')"),
  leave: db.prepare<[string, string]>(
    `INSERT OR REPLACE INTO reconcile_left SELECT f.kind, f.external_id, ${foundJson} FROM reconcile_finding f
     WHERE f.kind = ? AND f.external_id = ? AND f.state IN (${leavableStates.map((state) => `'${state}'`).join(', ')})`,
  ),
  lookAgain: db.prepare<[string, string]>('DELETE FROM reconcile_left WHERE kind = ? AND external_id = ?'),
  forgetLeft: db.prepare(
    `DELETE FROM reconcile_left WHERE NOT EXISTS (SELECT 1 FROM reconcile_finding f WHERE f.kind = reconcile_left.kind AND f.external_id = reconcile_left.external_id AND reconcile_left.found_json = ${foundJson})`,
  ),
  effects: db.prepare<[], { state: FindingState; item: string; quantity: number }>(
    `SELECT f.state, e.key AS item, sum(e.value) AS quantity FROM reconcile_finding f, json_each(f.effects_json) e GROUP BY f.state, e.key`,
  ),
}))

/** A document there that is this export and that nothing here arrived as; `undefined` when the last comparison saw none. */
export function seenThere(db: Database, { kind, marker, exportId }: { readonly kind: ExportKind; readonly marker: string; readonly exportId: number }, externalId: string): Seen | undefined {
  return statements(db).seen.get(kind, externalId, marker, exportId)
}

/** The id over there of what the last comparison found to be this export although it waits here; `undefined` when there is none. */
export function adoptableAs(db: Database, exportId: number): string | undefined {
  return statements(db).adoptable.get(exportId)
}

/** Whether the last comparison found that an export which had arrived is not there any more. */
export function isGoneThere(db: Database, exportId: number): boolean {
  return statements(db).gone.get(exportId) !== undefined
}

/** Forgets what was found of an export, as it was dealt with. Runs inside the caller's transaction. */
export function dropFindings(db: Database, exportId: number): void {
  statements(db).drop.run(exportId)
}

/** Whose document over there it is. */
export interface FoundDocument {
  readonly kind: ExportKind
  readonly externalId: string
}

/**
 * Leaves what was found of a document as it is, or has it looked at again. Returns false when there is nothing to leave of it.
 * Runs inside the caller's transaction.
 */
export function setLeft(db: Database, { kind, externalId }: FoundDocument, left: boolean): boolean {
  const { leave, lookAgain } = statements(db)
  return (left ? leave : lookAgain).run(kind, externalId).changes > 0
}

/** Forgets what was left of findings that stand otherwise now, or are gone. Runs inside the caller's transaction. */
export function forgetWhatWasLeft(db: Database): void {
  statements(db).forgetLeft.run()
}

/** By item, how much of the difference of its quantities each kind of finding explains, millionths. */
export function foundQuantities(db: Database): ReadonlyMap<string, Readonly<Partial<Record<QuantityReason, Quantity>>>> {
  const items = new Map<string, Partial<Record<QuantityReason, Quantity>>>()
  for (const { state, item, quantity } of statements(db).effects.all()) {
    const known = items.get(item) ?? {}
    const reason = reasonOf(state)
    items.set(item, { ...known, [reason]: (known[reason] ?? 0) + quantity })
  }
  return items
}
