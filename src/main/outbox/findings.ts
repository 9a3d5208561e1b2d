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
  seen: db.prepare<[string, string, string, number], Seen>(
    `SELECT sync_token AS syncToken, created_at AS createdAt FROM company_document
     WHERE kind = ? AND external_id = ? AND gone IS NULL
       AND (marker = ? OR marker IS NULL AND EXISTS (SELECT 1 FROM reconcile_finding f WHERE f.export_id = +? AND f.state = 'adoptable' AND f.external_id = company_document.external_id))
       AND external_id NOT IN (SELECT external_id FROM export_document d WHERE d.kind = company_document.kind AND d.external_id IS NOT NULL)`,
  ),
  gone: db.prepare<[number], number>("SELECT 1 FROM reconcile_finding WHERE export_id = ? AND state IN ('deleted', 'missing')").pluck(),
  adoptable: db.prepare<[number], string>("SELECT external_id FROM reconcile_finding WHERE export_id = ? AND state = 'adoptable'").pluck(),
  drop: db.prepare<[number]>("DELETE FROM reconcile_finding WHERE export_id = ? AND state IN ('deleted', 'missing', 'adoptable')"),
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
