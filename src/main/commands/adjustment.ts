import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import { referenceOf } from '../domain/document.ts'
import { adjustmentOf } from '../ledger/adjustment-documents.ts'
import { adjustLot as postLot, adjustStock as postStock, findStock as postFound, openStock as postOpening, type PostedAdjustment } from '../ledger/adjustments.ts'
import { reverseDocument } from '../ledger/reversals.ts'
import type { CommandContext, CommandHandler } from './context.ts'

const stampOf = ({ commandId, at }: CommandContext) => ({ commandId, recordedAt: at })

/** Writes down an adjustment that was posted, and says that stock moved. */
export function tellAdjustment(context: CommandContext, posted: PostedAdjustment, action: string): void {
  const { adjustmentId, ...after } = posted
  context.audit('adjustment', adjustmentId, action, after)
  context.changed({ kind: 'adjustment', id: adjustmentId })
  context.changed({ kind: 'stock' })
}

/** Takes in stock that was there before the books began. */
export const openStock: CommandHandler<'stock.open'> = (context, { cost, ...input }) => {
  const typed = cost.per === 'unit' ? { unitCost: cost.amount } : { lineTotal: cost.amount }
  const posted = postOpening(context.db, { ...input, cost: typed, today: context.today }, stampOf(context))
  if (posted.ok) tellAdjustment(context, posted.value, 'opened')
  return posted
}

/** Takes in stock that turned up and belongs to no lot. */
export const findStock: CommandHandler<'stock.find'> = (context, input) => {
  const posted = postFound(context.db, { ...input, today: context.today }, stampOf(context))
  if (posted.ok) tellAdjustment(context, posted.value, 'found')
  return posted
}

/** Changes a product's pool, while receiving is off. */
export const adjustStock: CommandHandler<'stock.adjust'> = (context, { change, ...input }) => {
  const moved = change.by === 'count' ? { counted: change.counted } : { by: change.by === 'add' ? change.quantity : 0 - change.quantity }
  const unitCost = change.by === 'add' ? change.unitCost : null
  const posted = postStock(context.db, { ...input, change: moved, unitCost, today: context.today }, stampOf(context))
  if (posted.ok) tellAdjustment(context, posted.value, 'adjusted')
  return posted
}

/** Changes one lot, while receiving is on. */
export const adjustLot: CommandHandler<'lot.adjust'> = (context, { change, ...input }) => {
  const moved = change.by === 'count' ? { counted: change.counted } : { by: change.quantity }
  const posted = postLot(context.db, { ...input, change: moved, today: context.today }, stampOf(context))
  if (posted.ok) tellAdjustment(context, posted.value, 'adjusted')
  return posted
}

/** Takes an adjustment back while what it made is there. A difference that an average made is nobody's to take back. */
export const reverseAdjustment: CommandHandler<'adjustment.reverse'> = (context, { adjustmentId }) => {
  const { db, today } = context
  const adjustment = adjustmentOf(db, adjustmentId)
  if (adjustment === undefined || adjustment.kind === 'difference') return err(appError('adjustment.not_found', { adjustmentId }))
  const reversed = reverseDocument(db, { document: { kind: 'adjustment', id: adjustmentId }, today }, stampOf(context))
  if (!reversed.ok) return reversed
  const { postingId } = reversed.value
  const reference = referenceOf('adjustment', adjustment.number)
  context.audit('adjustment', adjustmentId, 'reversed', { reference, postingId })
  context.changed({ kind: 'adjustment', id: adjustmentId })
  context.changed({ kind: 'stock' })
  return ok({ adjustmentId, postingId, reference })
}
