import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { neededQuantity } from '../domain/build.ts'
import { buildTimeline } from './build-timeline.ts'
import { buildColumns, buildTables, describeBuild, type BuildHeadRow } from './build-rows.ts'
import type { QueryHandler } from './context.ts'
import { whoRecorded } from './documents.ts'
import { salesSettledFrom } from './sales-waiting-for.ts'

interface HeadRow extends BuildHeadRow {
  readonly notes: string
  readonly recordedAt: string
  readonly by: string | null
  readonly postingId: number
  /** The movement that last made its goods; `null` before the first. */
  readonly madePostingId: number | null
  readonly reversedByPostingId: number | null
}

interface LineRow {
  readonly lineNo: number
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly quantityPerUnit: number
  readonly optional: 0 | 1
  readonly asked: number | null
  readonly extra: 0 | 1
  readonly pickReason: string | null
  readonly onHand: number
}

interface DrawRow {
  readonly productId: number
  readonly lotId: number
  readonly number: string
  readonly receivedOn: string
  readonly expiresOn: string | null
  readonly quantity: number
  readonly value: number
}

interface CostRow {
  readonly lineNo: number
  readonly kind: string
  readonly name: string
  readonly value: number
}

const statements = perConnection((db) => ({
  head: db.prepare<[number], HeadRow>(
    `SELECT ${buildColumns}, d.notes, t.recorded_at AS recordedAt, ${whoRecorded('t')} AS by, d.posting_id AS postingId, m.posting_id AS madePostingId,
       (SELECT r.posting_id FROM posting r WHERE r.reverses_posting_id = d.posting_id) AS reversedByPostingId
     FROM ${buildTables} JOIN posting t ON t.posting_id = d.posting_id WHERE d.build_id = ?`,
  ),
  lines: db.prepare<[number], LineRow>(
    `SELECT l.line_no AS lineNo, p.product_id AS productId, p.sku, p.name, p.unit, l.quantity_per_unit AS quantityPerUnit, l.optional,
       l.quantity AS asked, l.extra, l.pick_reason AS pickReason, b.quantity AS onHand
     FROM build_line l JOIN product p USING (product_id) JOIN product_balance b USING (product_id) WHERE l.build_id = ? ORDER BY l.line_no`,
  ),
  // What moved nothing but value is a late cost; recovery and reversal move quantity too.
  draws: db.prepare<[number, number], DrawRow>(
    `SELECT e.product_id AS productId, l.lot_id AS lotId, l.number, l.received_on AS receivedOn, l.expires_on AS expiresOn, -e.quantity AS quantity,
       -e.value - coalesce((SELECT sum(f.value) FROM entry f WHERE f.follows_entry_id = e.entry_id AND f.account = 'lot' AND f.quantity = 0 AND f.posting_id <= ?), 0) AS value
     FROM entry e JOIN lot l USING (lot_id) WHERE e.posting_id = ? AND e.account = 'lot' AND e.quantity < 0 ORDER BY e.entry_id`,
  ),
  costLines: db.prepare<[number], CostRow>(
    'SELECT line_no AS lineNo, kind, name, value FROM build_cost_line WHERE build_id = ? ORDER BY line_no',
  ),
}))

/** A build as it was when its goods were made, or as it is while it has made none: what it drew from which lots, and what that costs. */
export const getBuild: QueryHandler<'build.get'> = ({ db }, { buildId }) => {
  const head = statements(db).head.get(buildId)
  if (head === undefined) return err(appError('build.not_found', { buildId }))
  const { postingId, madePostingId, reversedByPostingId, recordedAt, by, notes, expectedValue, plannedBuildId } = head
  const build = describeBuild(head)
  const made = build.value !== null && build.status !== 'in_review'
  const draws = statements(db).draws.all((made ? madePostingId : null) ?? Number.MAX_SAFE_INTEGER, postingId)
  const components = statements(db)
    .lines.all(buildId)
    .map((line) => describeLine(line, build.quantity, draws))
  const costLines = statements(db).costLines.all(buildId)
  const [componentValue, costLineValue] = [sum(components), sum(costLines)]
  const costLinesReleased = build.value === null
  return ok({
    build,
    components,
    costLines,
    componentValue,
    costLineValue,
    value: build.value ?? componentValue,
    costLinesReleased,
    unitCost: build.unitCost,
    notes,
    costNow: expectedValue,
    sales: build.lot === null || build.status === 'reversed' ? [] : salesSettledFrom(db, build.lot.lotId),
    timeline: buildTimeline(db, { buildId, plannedBuildId, recordedAt }),
    postingId,
    reversedByPostingId,
    recorded: { at: recordedAt, by },
  })
}

function describeLine(line: LineRow, units: number, draws: readonly DrawRow[]) {
  const { lineNo, productId, sku, name, unit, quantityPerUnit, optional, asked, extra, pickReason, onHand } = line
  // It was in range when the build was planned.
  const byRecipe = neededQuantity(quantityPerUnit, units) ?? 0
  const drawn = draws.filter((draw) => draw.productId === productId).map(({ productId: _, ...draw }) => draw)
  return {
    lineNo,
    product: { productId, sku, name, unit },
    optional: optional === 1,
    extra: extra === 1,
    quantityPerUnit,
    asked: extra === 1 ? null : byRecipe,
    needed: asked ?? byRecipe,
    onHand,
    quantity: drawn.reduce((total, draw) => total + draw.quantity, 0),
    value: sum(drawn),
    draws: drawn,
    pickReason,
  }
}

function sum(parts: readonly { readonly value: number }[]): number {
  return parts.reduce((total, part) => total + part.value, 0)
}
