import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import type { ExportKind } from '../domain/export-documents.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import { reasonOf, type FindingState, type QuantityReason } from '../domain/reconcile.ts'

interface Seen {
  readonly syncToken: string
  readonly createdAt: string | null
}

const statements = perConnection((db) => ({
  seen: db.prepare<[string, string, string], Seen>(
    `SELECT sync_token AS syncToken, created_at AS createdAt FROM company_document
     WHERE kind = ? AND external_id = ? AND marker = ? AND gone IS NULL AND external_id NOT IN (SELECT external_id FROM export_document d WHERE d.kind = company_document.kind AND d.external_id IS NOT NULL)`,
  ),
  gone: db.prepare<[number], number>("SELECT 1 FROM reconcile_finding WHERE export_id = ? AND state IN ('deleted', 'missing')").pluck(),
  drop: db.prepare<[number]>("DELETE FROM reconcile_finding WHERE export_id = ? AND state IN ('deleted', 'missing', 'adoptable')"),
  effects: db.prepare<[], { state: FindingState; item: string; quantity: number }>(
    `SELECT f.state, e.key AS item, sum(e.value) AS quantity FROM reconcile_finding f, json_each(f.effects_json) e GROUP BY f.state, e.key`,
  ),
}))

/** A document there with this marker that nothing here arrived as; `undefined` when the last comparison saw none. */
export function seenThere(db: Database, kind: ExportKind, externalId: string, marker: string): Seen | undefined {
  return statements(db).seen.get(kind, externalId, marker)
}

/** Whether the last comparison found that an export which had arrived is not there any more. */
export function isGoneThere(db: Database, exportId: number): boolean {
  return statements(db).gone.get(exportId) !== undefined
}

/** Forgets what was found of an export, as it was dealt with. Runs inside the caller's transaction. */
export function dropFindings(db: Database, exportId: number): void {
  statements(db).drop.run(exportId)
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
