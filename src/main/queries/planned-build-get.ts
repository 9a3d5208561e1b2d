import { appError } from '../../shared/errors.ts'
import { multiplyMillionths } from '../../shared/units/apportion.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { heldOf } from '../domain/build.ts'
import { buildCost } from '../domain/costing.ts'
import { referenceOf } from '../domain/document.ts'
import type { QueryHandler } from './context.ts'
import { costOfLine, plannedBuildPage } from './planned-build-rows.ts'

interface BuiltRow {
  readonly buildId: number
  readonly number: number
  readonly quantity: number
  readonly businessDate: string
  readonly reversed: 0 | 1
}

const statements = perConnection((db) => ({
  bomVersion: db.prepare<[number], number>('SELECT v.version FROM planned_build b JOIN bom_version v USING (bom_version_id) WHERE b.planned_build_id = ?').pluck(),
  builds: db.prepare<[number], BuiltRow>(
    `SELECT d.build_id AS buildId, d.number, d.quantity, d.business_date AS businessDate,
       EXISTS (SELECT 1 FROM posting t WHERE t.document_kind = 'build' AND t.document_id = d.build_id AND t.kind = 'build_reversed') AS reversed
     FROM build d WHERE d.planned_build_id = ? ORDER BY d.build_id`,
  ),
}))

/** A planned build with its lines as they stand, what they cost and lack today, and what was built of it. */
export const getPlannedBuild: QueryHandler<'planned_build.get'> = ({ db, today }, { plannedBuildId }) => {
  const page = plannedBuildPage(db, [plannedBuildId], today())
  const [plannedBuild] = page.rows
  if (plannedBuild === undefined) return err(appError('planned_build.not_found', { plannedBuildId }))
  const { quantity: units } = plannedBuild
  const lines = page.linesOf(plannedBuildId).map(({ lineNo, productId, sku, name, unit, quantityPerUnit, quantity, optional, modified, onHand }) => ({
    lineNo,
    product: { productId, sku, name, unit },
    quantityPerUnit,
    asked: quantityPerUnit === null ? null : multiplyMillionths(quantityPerUnit, units),
    quantity,
    optional: optional === 1,
    modified: modified === 1,
    onHand,
    held: heldOf(page.heldBy(productId, plannedBuildId)),
    unitCost: page.costOf(productId),
  }))
  return ok({
    plannedBuild,
    bomVersion: statements(db).bomVersion.get(plannedBuildId) ?? 0,
    lines,
    costLines: page.costLinesOf(plannedBuildId).map((line) => ({ lineNo: line.lineNo, kind: line.kind, name: line.name, value: buildCost(costOfLine(line), units) })),
    builds: statements(db)
      .builds.all(plannedBuildId)
      .map(({ number, reversed, ...build }) => ({ ...build, reference: referenceOf('build', number), reversed: reversed === 1 })),
  })
}
