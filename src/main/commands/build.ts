import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { executeBuild as postBuild } from '../ledger/builds.ts'
import { buildState } from '../ledger/quality.ts'
import { reverseDocument } from '../ledger/reversals.ts'
import { putBack, takeOff, type PlannedBuildState } from '../planning/planned-builds.ts'
import type { CommandHandler } from './context.ts'
import { tellPlanned } from './planned-build.ts'

/** Builds now, by the active BOM or a planned build's own lines; the finished lot is made or waits for its review. */
export const executeBuild: CommandHandler<'build.execute'> = (context, { productId, quantity, businessDate, ...order }) => {
  const { db, today, commandId, at } = context
  const executed = postBuild(db, { productId, quantity, businessDate, today, order }, { commandId, recordedAt: at })
  if (!executed.ok) return executed
  const { buildId, postingId, reference, lotId, lotNumber, plan } = executed.value
  const { plannedBuildId, rest } = order
  const left = plannedBuildId === null ? null : takeOff(db, plannedBuildId, quantity, rest)
  const status = lotId === null ? ('in_review' as const) : ('done' as const)
  context.audit('build', buildId, 'executed', { reference, postingId, productId, quantity, businessDate, plannedBuildId })
  if (left !== null) tellPlanned(context, 'executed', left)
  context.changed({ kind: 'build', id: buildId })
  context.changed({ kind: 'stock' })
  return ok({ buildId, postingId, reference, status, lotId, lotNumber, value: plan.value, unitCost: plan.unitCost, planned: planned(left) })
}

/** Takes a build back while its finished lot is whole, or straight from review; its units are planned again when that is asked for. */
export const reverseBuild: CommandHandler<'build.reverse'> = (context, { buildId, replan }) => {
  const { db, today, commandId, at } = context
  const state = buildState(db, buildId)
  if (state === undefined) return err(appError('build.not_found', { buildId }))
  const { reference } = state
  if (state.status === 'rejected') return err(appError('build.is_rejected', { reference }))
  const reversed = reverseDocument(db, { document: { kind: 'build', id: buildId }, today }, { commandId, recordedAt: at })
  if (!reversed.ok) return reversed
  const again = replan ? putBack(db, buildId) : null
  context.audit('build', buildId, 'reversed', { reference, postingId: reversed.value.postingId })
  if (again !== null) tellPlanned(context, 'planned again', again)
  context.changed({ kind: 'build', id: buildId })
  context.changed({ kind: 'stock' })
  return ok({ buildId, postingId: reversed.value.postingId, reference, planned: planned(again) })
}

function planned(state: PlannedBuildState | null) {
  return state === null ? null : { plannedBuildId: state.plannedBuildId, status: state.status, quantity: state.quantity }
}
