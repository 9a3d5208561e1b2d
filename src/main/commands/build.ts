import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { referenceOf } from '../domain/document.ts'
import { executeBuild as postBuild } from '../ledger/builds.ts'
import { buildState } from '../ledger/quality.ts'
import { reverseDocument } from '../ledger/reversals.ts'
import type { CommandHandler } from './context.ts'
import { refuseArchived } from './product-archive.ts'

const statements = perConnection((db) => ({
  build: db.prepare<[number], { number: number | null }>('SELECT number FROM build WHERE build_id = ?'),
}))

/** Builds now, by the active BOM: components are drawn FIFO, and the finished lot is made or waits for its review. */
export const executeBuild: CommandHandler<'build.execute'> = (context, { productId, quantity, businessDate }) => {
  const { db, today, commandId, at } = context
  const archived = refuseArchived(db, [{ productId, field: 'productId' }])
  if (archived !== null) return err(archived)
  const executed = postBuild(db, { productId, quantity, businessDate, today }, { commandId, recordedAt: at })
  if (!executed.ok) return executed
  const { buildId, postingId, reference, lotId, lotNumber, plan } = executed.value
  const status = lotId === null ? ('in_review' as const) : ('done' as const)
  context.audit('build', buildId, 'executed', { reference, postingId, productId, quantity, businessDate })
  context.changed({ kind: 'build', id: buildId })
  context.changed({ kind: 'stock' })
  return ok({ buildId, postingId, reference, status, lotId, lotNumber, value: plan.value, unitCost: plan.unitCost })
}

/** Takes a build back while its finished lot is whole, or straight from review. */
export const reverseBuild: CommandHandler<'build.reverse'> = (context, { buildId }) => {
  const { db, today, commandId, at } = context
  const build = statements(db).build.get(buildId)
  if (build === undefined) return err(appError('build.not_found', { buildId }))
  const state = buildState(db, buildId)
  if (state?.status === 'rejected') return err(appError('build.is_rejected', { reference: state.reference }))
  const reversed = reverseDocument(db, { document: { kind: 'build', id: buildId }, today }, { commandId, recordedAt: at })
  if (!reversed.ok) return reversed
  const reference = referenceOf('build', build.number ?? buildId)
  context.audit('build', buildId, 'reversed', { reference, postingId: reversed.value.postingId })
  context.changed({ kind: 'build', id: buildId })
  context.changed({ kind: 'stock' })
  return ok({ buildId, postingId: reversed.value.postingId, reference })
}
