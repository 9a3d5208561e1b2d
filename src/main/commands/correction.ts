import { ok } from '../../shared/result.ts'
import { correctCost as postCost, correctQuantity as postQuantity } from '../ledger/late-cost.ts'
import { approveBuild as postApproval, rejectBuild as postRejection, undoApproval as postApprovalUndo, undoRejection as postRejectionUndo } from '../ledger/quality.ts'
import type { CommandContext, CommandHandler } from './context.ts'

const stampOf = ({ commandId, at }: CommandContext) => ({ commandId, recordedAt: at })

function tell(context: CommandContext, kind: 'receipt' | 'build', id: number, action: string, after: unknown): void {
  context.audit(kind, id, action, after)
  context.changed({ kind, id })
  context.changed({ kind: 'stock' })
}

/** Corrects what a received line cost; the difference follows the goods. */
export const correctCost: CommandHandler<'receipt.correct_cost'> = (context, { receiptId, lineNo, cost, toBeConfirmed }) => {
  const typed = cost.per === 'unit' ? { unitCost: cost.amount } : { lineTotal: cost.amount }
  const posted = postCost(context.db, { receiptId, lineNo, cost: typed, toBeConfirmed, today: context.today }, stampOf(context))
  if (!posted.ok) return posted
  tell(context, 'receipt', receiptId, 'cost corrected', { lineNo, toBeConfirmed, ...posted.value })
  return ok({ receiptId, ...posted.value })
}

/** Corrects how much a received line brought. */
export const correctQuantity: CommandHandler<'receipt.correct_quantity'> = (context, { receiptId, ...input }) => {
  const posted = postQuantity(context.db, { receiptId, ...input, today: context.today }, stampOf(context))
  if (!posted.ok) return posted
  tell(context, 'receipt', receiptId, 'quantity corrected', { lineNo: input.lineNo, ...posted.value })
  return ok({ receiptId, ...posted.value })
}

/** Approves a build in review. */
export const approveBuild: CommandHandler<'build.approve'> = (context, { buildId }) => {
  const posted = postApproval(context.db, buildId, context.today, stampOf(context))
  if (!posted.ok) return posted
  const { reference, ...approved } = posted.value
  tell(context, 'build', buildId, 'approved', { reference, ...approved })
  return ok({ buildId, ...approved })
}

/** Rejects a build in review. */
export const rejectBuild: CommandHandler<'build.reject'> = (context, { buildId, reason, recovery, notes }) => {
  const posted = postRejection(context.db, { buildId, reason, recovery, notes, today: context.today }, stampOf(context))
  if (!posted.ok) return posted
  const { reference, ...rejected } = posted.value
  tell(context, 'build', buildId, 'rejected', { reference, reason, ...rejected })
  return ok({ buildId, ...rejected })
}

/** Puts an approved build back in review. */
export const undoApproval: CommandHandler<'build.undo_approval'> = (context, { buildId }) => {
  const posted = postApprovalUndo(context.db, buildId, context.today, stampOf(context))
  if (!posted.ok) return posted
  tell(context, 'build', buildId, 'approval undone', posted.value)
  return ok({ buildId, postingId: posted.value.postingId })
}

/** Puts a rejected build back in review. */
export const undoRejection: CommandHandler<'build.undo_rejection'> = (context, { buildId }) => {
  const posted = postRejectionUndo(context.db, buildId, context.today, stampOf(context))
  if (!posted.ok) return posted
  tell(context, 'build', buildId, 'rejection undone', posted.value)
  return ok({ buildId, postingId: posted.value.postingId })
}
