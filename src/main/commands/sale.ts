import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { editReturn as postReturnEdit, recordReturn as postReturn, voidReturn as postReturnVoid } from '../ledger/returns.ts'
import type { SaleContent, SaleTotals } from '../ledger/sale-documents.ts'
import { editSale as postEdit, recordSale as postSale, voidSale as postVoid } from '../ledger/sales.ts'
import { quantitiesNow, saleHead, saleName } from '../ledger/sale-documents.ts'
import { sayAlsoThere } from '../outbox/also-there.ts'
import { exportSettings } from '../outbox/choices.ts'
import { takeBackWithOpposite } from '../outbox/plan-event.ts'
import { exportsOf } from '../outbox/rows.ts'
import { refreshNeeds } from '../outbox/transitions.ts'
import type { CommandContext, CommandHandler } from './context.ts'
import { askedBy, refuseArchived } from './product-archive.ts'

export const stampOf = ({ commandId, at }: CommandContext) => ({ commandId, recordedAt: at })

type SaleTyped = Omit<Parameters<CommandHandler<'sale.record'>>[1], 'alsoInQuickbooks'>
type ReturnTyped = Omit<Parameters<CommandHandler<'return.record'>>[1], 'alsoInQuickbooks'>

function contentOfSale({ reference, customer, saleDate, lines, notes }: SaleTyped): SaleContent {
  return { reference, customer, saleOn: saleDate, treatment: null, notes, lines }
}

function contentOfReturn({ reference, customer, returnDate, lines, treatment, notes }: ReturnTyped): SaleContent {
  return { reference, customer, saleOn: returnDate, treatment, notes, lines }
}

/** Refuses what QuickBooks says: it is changed there. */
function refusePulled({ db }: CommandContext, saleId: number): Result<never, AppError<'sale.from_quickbooks'>> | null {
  const head = saleHead(db, saleId)
  return head?.source === 'quickbooks' ? err(appError('sale.from_quickbooks', { reference: saleName(head) })) : null
}

/** Writes down what was done to a sale and what it comes to; passes a refusal on. */
export function told<E>(context: CommandContext, action: string, posted: Result<SaleTotals, E>): Result<SaleTotals, E> {
  if (!posted.ok) return err(posted.error)
  const { saleId, ...after } = posted.value
  context.audit('sale', saleId, action, after)
  context.changed({ kind: 'sale', id: saleId })
  context.changed({ kind: 'stock' })
  return ok(posted.value)
}

export const recordSale: CommandHandler<'sale.record'> = (context, input) => {
  const archived = refuseArchived(context.db, askedBy('lines', input.lines))
  if (archived !== null) return err(archived)
  const posted = postSale(context.db, contentOfSale(input), context.today, stampOf(context))
  if (posted.ok && input.alsoInQuickbooks) sayAlsoThere(context.db, posted.value.saleId, true, context.at)
  return told(context, 'recorded', posted)
}

/** Whether a sale was entered in QuickBooks too. */
export const setAlsoInQuickbooks: CommandHandler<'sale.set_also_in_quickbooks'> = (context, { saleId, alsoInQuickbooks }) => {
  const { db, at, uuid } = context
  if (saleHead(db, saleId) === undefined) return err(appError('sale.not_found', { saleId }))
  const pulled = refusePulled(context, saleId)
  if (pulled !== null) return pulled
  const gone = sayAlsoThere(db, saleId, alsoInQuickbooks, at)
  if (gone !== null) return err(appError('export.not_waiting', { docNumber: gone.docNumber, state: gone.state }))
  const settings = exportSettings(db)
  if (settings !== null) {
    for (const { exportId } of exportsOf(db, { kind: 'sale', id: saleId })) takeBackWithOpposite({ db, settings, uuid }, exportId)
    refreshNeeds(db, settings, exportsOf(db, { kind: 'sale', id: saleId }))
  }
  context.audit('sale', saleId, alsoInQuickbooks ? 'also in QuickBooks' : 'not in QuickBooks', { alsoInQuickbooks })
  context.changed({ kind: 'sale', id: saleId })
  context.changed({ kind: 'export' })
  return ok({ saleId, alsoInQuickbooks })
}

export const editSale: CommandHandler<'sale.edit'> = (context, { saleId, ...input }) => {
  const pulled = refusePulled(context, saleId)
  if (pulled !== null) return pulled
  // What the sale speaks of already may be corrected after the product was archived.
  const before = quantitiesNow(context.db, saleId)
  const archived = refuseArchived(context.db, askedBy('lines', input.lines).filter(({ productId }) => !before.has(productId)))
  if (archived !== null) return err(archived)
  return told(context, 'edited', postEdit(context.db, saleId, contentOfSale(input), context.today, stampOf(context)))
}

export const voidSale: CommandHandler<'sale.void'> = (context, { saleId }) =>
  refusePulled(context, saleId) ?? told(context, 'voided', postVoid(context.db, saleId, context.today, stampOf(context)))

export const recordReturn: CommandHandler<'return.record'> = (context, input) => {
  const posted = postReturn(context.db, contentOfReturn(input), context.today, stampOf(context))
  if (posted.ok && input.alsoInQuickbooks) sayAlsoThere(context.db, posted.value.saleId, true, context.at)
  return told(context, 'returned', posted)
}

export const editReturn: CommandHandler<'return.edit'> = (context, { saleId, ...input }) =>
  refusePulled(context, saleId) ?? told(context, 'return edited', postReturnEdit(context.db, saleId, contentOfReturn(input), context.today, stampOf(context)))

export const voidReturn: CommandHandler<'return.void'> = (context, { saleId }) =>
  refusePulled(context, saleId) ?? told(context, 'return voided', postReturnVoid(context.db, saleId, context.today, stampOf(context)))
