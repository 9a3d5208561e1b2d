import type { SaleDocumentState, SaleDocumentType } from '../../shared/contract/sale-document.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { effectOf, isReturn, type DocumentEffect, type DocumentFacts } from '../domain/sale-document.ts'
import type { SaleReading, SettledQuantity } from '../domain/sale-reading.ts'
import type { SideLine, Sides } from '../domain/sale-sides.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { companySettings } from '../ledger/company.ts'
import { keepSettled, keepStanding, keepTreatment, openDocuments, problemsOf, pulledDocument, readingOf, salesStartOn, settledIn, type PulledDocument } from '../ledger/pulled-sales.ts'
import { editReturn, recordReturn, voidReturn } from '../ledger/returns.ts'
import { linesNow, quantitiesNow, saleHead, type ReturnTreatment, type SaleContent, type SaleHead, type SaleKind, type SaleLine, type SaleTotals } from '../ledger/sale-documents.ts'
import { editSale, recordSale, voidSale } from '../ledger/sales.ts'
import type { CommandContext, CommandHandler } from './context.ts'
import { stampOf, told } from './sale.ts'

type Done = 'created' | 'updated' | 'voided' | 'restored' | 'none'

const statements = perConnection((db) => ({
  sku: db.prepare<[number], string>('SELECT sku FROM product WHERE product_id = ?').pluck(),
}))

export const applyDocument: CommandHandler<'sale.apply_document'> = (context, { saleDocumentId }) => {
  const document = pulledDocument(context.db, saleDocumentId)
  if (document === undefined) return err(appError('sale.document_not_found', { saleDocumentId }))
  const treatment = treatmentNow(context.db, document)
  const effect = effectNow(context, document, treatment)
  if (effect.kind === 'waits') return err(appError('sale.document_waits', { problems: [...effect.problems] }))
  const brought = bring(context, document, effect, treatment)
  if (!brought.ok) return brought
  if (brought.value.done === 'none') return err(appError('sale.document_is_applied', { state: stateOf(effect) }))
  return ok(keepBrought(context, document, effect, brought.value))
}

export const setTreatment: CommandHandler<'sale.set_treatment'> = (context, { saleDocumentId, treatment }) => {
  const { db } = context
  const document = pulledDocument(db, saleDocumentId)
  if (document === undefined) return err(appError('sale.document_not_found', { saleDocumentId }))
  if (!isReturn(document.type)) return err(appError('sale.document_is_no_return', {}))
  keepTreatment(db, saleDocumentId, treatment)
  context.audit('sale_document', saleDocumentId, 'treatment chosen', { treatment })
  const applied = applyNow(context, { ...document, treatment }, treatment ?? companySettings(db).returns)
  return applied.ok ? ok({ ...applied.value, before: document.treatment }) : applied
}

export const settleQuantity: CommandHandler<'sale.settle_quantity'> = (context, { saleDocumentId, place, quantity }) => {
  const { db } = context
  const document = pulledDocument(db, saleDocumentId)
  if (document === undefined) return err(appError('sale.document_not_found', { saleDocumentId }))
  const others = settledIn(document.settledJson).filter((one) => one.place !== place)
  const line = readingOf(db, { ...document, settledJson: JSON.stringify(others) }).open.find((one) => one.place === place)
  if (line === undefined) return err(appError('sale.line_says_quantity', { place }))
  const settled: SettledQuantity[] = quantity === null ? others : [...others, { ...line, quantity }]
  keepSettled(db, saleDocumentId, settled)
  context.audit('sale_document', saleDocumentId, 'quantity settled', { place, quantity })
  return applyNow(context, { ...document, settledJson: JSON.stringify(settled) }, treatmentNow(db, document))
}

/** A person asks for it: what it waits for may be there by now. */
export const tryAgain: CommandHandler<'sale.try_again'> = (context, { saleDocumentId }) => {
  const { db } = context
  const document = pulledDocument(db, saleDocumentId)
  if (document === undefined) return err(appError('sale.document_not_found', { saleDocumentId }))
  const applied = applyNow(context, document, treatmentNow(db, document))
  if (!applied.ok) return applied
  context.audit('sale_document', saleDocumentId, 'tried again', { state: applied.value.state, done: applied.value.done })
  return ok({ ...applied.value, problems: problemsOf(db, saleDocumentId) })
}

/** Documents that wait or failed, and those that nobody has looked at where they are wanted, in the order in which they are applied. */
export function openSaleDocuments(db: Database, alsoNew: boolean): number[] {
  return openDocuments(db, alsoNew)
}

/** Why a document was not applied is kept with it. Runs inside the caller's transaction; returns whether anything was written. */
export function keepUnapplied(db: Database, saleDocumentId: number, why: AppError): boolean {
  const document = pulledDocument(db, saleDocumentId)
  if (document === undefined) return false
  const kept = { appliedToken: document.appliedToken, saleId: document.saleId, counterSaleId: document.counterSaleId }
  if (why.code === 'sale.document_waits') return keepStanding(db, document, { ...kept, state: 'waiting', problems: why.data.problems })
  if (why.code === 'sale.document_is_applied') return keepStanding(db, document, { ...kept, state: why.data.state, appliedToken: document.syncToken, problems: [] })
  // What broke here is no fault of the document's: it is tried again as it is.
  if (why.code === 'app.internal') return false
  // Whatever else went wrong with it is a fault of this program's, which did not understand the document.
  return keepStanding(db, document, { ...kept, state: 'failed', problems: [{ code: why.code === 'amount.too_large' ? 'amount_too_large' : 'unreadable' }] })
}

/** Applies a document after something was chosen for it; what still has to wait waits. */
function applyNow(context: CommandContext, document: PulledDocument, treatment: ReturnTreatment): Result<Standing, AppError<'amount.too_large'>> {
  const { saleDocumentId, saleId, counterSaleId, appliedToken } = document
  const effect = effectNow(context, document, treatment)
  context.changed({ kind: 'sale' })
  if (effect.kind === 'waits') {
    keepStanding(context.db, document, { state: 'waiting', appliedToken, problems: effect.problems, saleId, counterSaleId })
    return ok({ saleDocumentId, state: 'waiting', done: 'none', saleId })
  }
  const brought = bring(context, document, effect, treatment)
  return brought.ok ? ok(keepBrought(context, document, effect, brought.value)) : brought
}

type Settled = Exclude<DocumentEffect, { kind: 'waits' }>

const stateOf = (effect: Settled): 'applied' | 'ignored' => (effect.kind === 'ignored' ? 'ignored' : 'applied')

interface Standing {
  readonly saleDocumentId: number
  readonly state: SaleDocumentState
  readonly done: Done
  readonly saleId: number | null
}

/** What both sides of a document came to. */
interface Brought {
  readonly done: Done
  readonly saleId: number | null
  readonly counterSaleId: number | null
}

function keepBrought(context: CommandContext, document: PulledDocument, effect: Settled, { done, saleId, counterSaleId }: Brought): Standing {
  const state = stateOf(effect)
  keepStanding(context.db, document, { state, appliedToken: document.syncToken, problems: [], saleId, counterSaleId })
  return { saleDocumentId: document.saleDocumentId, state, done, saleId }
}

const nothing: Sides = { own: [], counter: [] }

/**
 * Brings both sides of a document to what it says. What a product had on one side is taken back before the other side has it,
 * so that it is not in stock, or out of it, twice meanwhile.
 */
function bring(context: CommandContext, document: PulledDocument, effect: Settled, treatment: ReturnTreatment): Result<Brought, AppError<'amount.too_large'>> {
  const { own, counter } = effect.kind === 'is' ? effect.sides : nothing
  const returns = isReturn(document.type)
  const bringOwn = () => bringSide(context, document.type, document.saleId, returns ? 'return' : 'sale', contentOf(document, returns ? treatment : null, own))
  const bringCounter = (lines = counter) =>
    bringSide(context, document.type, document.counterSaleId, returns ? 'sale' : 'return', contentOf(document, returns ? null : 'return_to_stock', lines))
  const comesFromCounter = sharesProduct(context.db, own, document.counterSaleId)
  const crossed = comesFromCounter && sharesProduct(context.db, counter, document.saleId)
  if (crossed) {
    // Products changed sides both ways: neither side can go first, so one of them is taken back whole before.
    const taken = bringCounter([])
    if (!taken.ok) return taken
  }
  const counterFirst = comesFromCounter && !crossed
  const first = counterFirst ? bringCounter() : bringOwn()
  if (!first.ok) return first
  const second = counterFirst ? bringOwn() : bringCounter()
  if (!second.ok) return second
  const [ours, others] = counterFirst ? [second.value, first.value] : [first.value, second.value]
  return ok({ done: doneOf(ours.done, others.done), saleId: ours.saleId, counterSaleId: others.saleId })
}

/** What was done to a document whose sides each had this done: one that went over to the other side was changed, not voided or made. */
function doneOf(own: Done, counter: Done): Done {
  const [isThere, isGone] = [['created', 'restored', 'updated'], ['voided']]
  const crossed = (isGone.includes(own) && isThere.includes(counter)) || (isThere.includes(own) && isGone.includes(counter))
  return crossed ? 'updated' : own === 'none' ? counter : own
}

/** Whether a sale has moved any of the products of these lines, as it stands. */
function sharesProduct(db: Database, lines: readonly SideLine[], saleId: number | null): boolean {
  if (saleId === null) return false
  const moved = quantitiesNow(db, saleId)
  return lines.some(({ productId }) => moved.has(productId))
}

const referenceLengthMax = 60
const customerLengthMax = 200

function contentOf({ docNumber, externalId, customer, txnDate }: PulledDocument, treatment: ReturnTreatment | null, lines: readonly SideLine[]): SaleContent {
  // A document may have no number: then QuickBooks' own id names it.
  const reference = (docNumber === '' ? `QB-${externalId}` : docNumber).slice(0, referenceLengthMax)
  return { reference, customer: customer.slice(0, customerLengthMax), saleOn: txnDate, treatment, notes: '', lines }
}

/** Records, edits, voids or restores a sale so that it says this; one with nothing to say is voided, or never made. */
function bringSide(
  context: CommandContext,
  type: SaleDocumentType,
  saleId: number | null,
  kind: SaleKind,
  content: SaleContent,
): Result<{ readonly done: Done; readonly saleId: number | null }, AppError<'amount.too_large'>> {
  const { db, today } = context
  const stamp = stampOf(context)
  const head = saleId === null ? undefined : saleHead(db, saleId)
  const empty = content.lines.length === 0
  if (empty ? head === undefined || head.voided === 1 : head !== undefined && isSame(head, linesNow(db, head.saleId), content)) return ok({ done: 'none', saleId })
  const way = ways[kind]
  if (head === undefined) return kept('created', told(context, `${way.word}recorded`, way.record(db, content, today, stamp, type)))
  if (empty) return kept('voided', told(context, `${way.word}voided`, way.take(db, head.saleId, today, stamp)))
  const done = head.voided === 1 ? 'restored' : 'updated'
  return kept(done, told(context, `${way.word}${head.voided === 1 ? 'restored' : 'edited'}`, way.edit(db, head.saleId, content, today, stamp, 'restored')))
}

const ways = {
  sale: { word: '', record: recordSale, edit: editSale, take: voidSale },
  return: { word: 'return ', record: recordReturn, edit: editReturn, take: voidReturn },
} as const

/** What was read is of finished goods there are and of a day that was: any other refusal is a fault of this program. */
function kept(done: Done, posted: Result<SaleTotals, AppError>): Result<{ readonly done: Done; readonly saleId: number }, AppError<'amount.too_large'>> {
  if (posted.ok) return ok({ done, saleId: posted.value.saleId })
  if (posted.error.code === 'amount.too_large') return err(posted.error)
  throw new Error(`a document was read that the ledger refuses: ${posted.error.code}`)
}

function isSame(head: SaleHead, lines: readonly SaleLine[], content: SaleContent): boolean {
  return (
    head.voided === 0 &&
    head.reference === content.reference &&
    head.customer === content.customer &&
    head.saleOn === content.saleOn &&
    head.treatment === content.treatment &&
    lines.length === content.lines.length &&
    content.lines.every(({ productId, quantity, revenue }, place) => {
      const line = lines[place]
      return line?.productId === productId && line.quantity === quantity && line.revenue === revenue
    })
  )
}

/** What was chosen for the document, else how its return was treated, else the company's choice; a sale is treated in one way alone. */
function treatmentNow(db: Database, { type, treatment, saleId }: PulledDocument): ReturnTreatment {
  if (!isReturn(type)) return 'consume_like_a_sale'
  const before = saleId === null ? undefined : saleHead(db, saleId)
  return treatment ?? before?.treatment ?? companySettings(db).returns
}

function effectNow({ db, today }: Pick<CommandContext, 'db' | 'today'>, document: PulledDocument, treatment: ReturnTreatment): DocumentEffect {
  const { type, txnDate, deleted } = document
  const facts: DocumentFacts = {
    type,
    txnDate,
    deleted: deleted === 1,
    startsOn: salesStartOn(db),
    today,
    treatment,
    receiving: companySettings(db).receiving,
    sku: (productId) => statements(db).sku.get(productId) ?? '',
  }
  return effectOf(facts, (): SaleReading => readingOf(db, document))
}
