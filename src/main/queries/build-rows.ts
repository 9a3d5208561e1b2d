import type { BuildRow } from '../../shared/contract/build.ts'
import { unitCostOf } from '../domain/costing.ts'
import { referenceOf } from '../domain/document.ts'
import { postingKinds } from '../domain/posting.ts'
import { buildStatusAfter } from '../domain/quality.ts'

export interface BuildHeadRow {
  readonly buildId: number
  readonly number: number
  readonly lastKind: string
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly quantity: number
  readonly businessDate: string
  readonly lotId: number | null
  readonly lotNumber: string | null
  readonly madeValue: number | null
  /** 1 when the approval that made its goods was taken back since. */
  readonly unmade: number
  /** Draws as they cost today, and cost lines. */
  readonly expectedValue: number
  readonly plannedBuildId: number | null
  readonly assigneeId: number | null
  readonly assignee: string | null
}

/** SQL for the last thing done to a build `d`. */
export const lastKind = `(SELECT t.kind FROM posting t WHERE t.document_kind = 'build' AND t.document_id = d.build_id ORDER BY t.posting_id DESC LIMIT 1)`

const expectedValue = `(SELECT coalesce(-sum(e.value), 0) FROM entry e WHERE e.document_kind = 'build' AND e.document_id = d.build_id AND e.account = 'lot'
     AND (m.entry_id IS NULL OR coalesce(e.follows_entry_id, e.entry_id) <> m.entry_id))
  + (SELECT coalesce(sum(c.value), 0) FROM build_cost_line c WHERE c.build_id = d.build_id)`

/** SQL for whether the approval that made a build's goods was taken back since. */
const unmade = `EXISTS (SELECT 1 FROM posting t WHERE t.document_kind = 'build' AND t.document_id = d.build_id AND t.kind = 'approval_undone' AND t.posting_id > m.posting_id)`

/** SQL for the value `describeBuild` tells, to sort by; `NULL` of what made nothing. */
export const madeOrExpected = `(CASE WHEN ${lastKind} = 'build_rejected' OR (${lastKind} = 'build_reversed' AND (m.value IS NULL OR ${unmade})) THEN NULL
  WHEN m.value IS NULL OR ${lastKind} IN ('build_to_review', 'approval_undone', 'rejection_undone') THEN ${expectedValue} ELSE m.value END)`

/**
 * Columns of a build `d` of product `p`: the last thing done to it, the lot its goods went into when there is one, what
 * that was worth when it was made, and what it would be worth now.
 */
export const buildColumns = `d.build_id AS buildId, d.number, p.product_id AS productId, p.sku, p.name, p.unit, d.quantity, d.business_date AS businessDate,
  ${lastKind} AS lastKind,
  m.lot_id AS lotId, l.number AS lotNumber, m.value AS madeValue,
  ${expectedValue} AS expectedValue, ${unmade} AS unmade,
  d.planned_build_id AS plannedBuildId, d.assignee_id AS assigneeId, (SELECT n.name FROM person n WHERE n.person_id = d.assignee_id) AS assignee`

/** The build's product, and the movement that last made its goods. */
export const buildTables = `build d JOIN product p USING (product_id)
  LEFT JOIN entry m ON m.entry_id = (SELECT max(e.entry_id) FROM entry e WHERE e.document_kind = 'build' AND e.document_id = d.build_id
    AND e.account = 'lot' AND e.quantity > 0 AND e.follows_entry_id IS NULL)
  LEFT JOIN lot l ON l.lot_id = m.lot_id`

/** SQL for the kinds of posting that leave a build in one of these states. */
export function kindsLeaving(statuses: readonly BuildRow['status'][]): string {
  const kinds = postingKinds.filter((kind) => statuses.some((status) => status === buildStatusAfter(kind)))
  return kinds.map((kind) => `'${kind}'`).join(', ')
}

export function describeBuild(row: BuildHeadRow): BuildRow {
  const { buildId, number, lastKind, productId, sku, name, unit, quantity, businessDate, lotId, lotNumber, madeValue, unmade, expectedValue } = row
  const { plannedBuildId, assigneeId, assignee } = row
  const status = buildStatusAfter(lastKind) ?? 'done'
  const made = status !== 'in_review' && status !== 'rejected' && madeValue !== null && unmade === 0
  const nothing = status === 'rejected' || (status === 'reversed' && !made)
  const value = nothing ? null : made ? madeValue : expectedValue
  return {
    buildId,
    reference: referenceOf('build', number),
    status,
    product: { productId, sku, name, unit },
    quantity,
    businessDate,
    assignee: assigneeId === null ? null : { personId: assigneeId, name: assignee ?? '' },
    plannedBuildId,
    lot: made && lotId !== null ? { lotId, number: lotNumber ?? '' } : null,
    value,
    unitCost: value === null ? null : unitCostOf(value, quantity),
  }
}
