import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import type { DocumentRef } from '../domain/document.ts'
import type { PostingKind } from '../domain/posting.ts'
import { takeBack, undoReturn, type GivenBack } from '../domain/returns.ts'
import { openSheet, type Sheet } from '../domain/sheet.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { append, type Stamp } from './append.ts'
import { holdersOf, madeOf } from './carry.ts'
import { companySettings } from './company.ts'
import { drawOf } from './held-draws.ts'
import { drawsOfCustomer, nextReturnLot } from './returned-goods.ts'
import {
  checkContent,
  newSale,
  nextVersion,
  quantitiesNow,
  quantitiesOf,
  saleHead,
  saleTotals,
  type ContentRefusal,
  type SaleContent,
  type SaleHead,
  type SaleOrigin,
  type SaleTotals,
  type Version,
} from './sale-documents.ts'
import { changeConsumption, consume, postVersion, saleInForce, type EditOfVoided } from './sales.ts'
import { entryMark, settleSince } from './shortages.ts'
import { lotNow, stockOf } from './stock.ts'

type TooLarge = AppError<'amount.too_large'>
const tooLarge = (field: 'lines' | null): TooLarge => appError('amount.too_large', { field })

interface GivenRow {
  readonly originId: number
  readonly lotId: number
  readonly quantity: number
  readonly value: number
  readonly own: 0 | 1
}

const statements = perConnection((db) => ({
  // With a plain `product_id` every movement of the product would be read, and not those of the return alone.
  given: db.prepare<[number, number, number], GivenRow>(
    `SELECT coalesce(e.follows_entry_id, e.entry_id) AS originId, e.lot_id AS lotId, sum(e.quantity) AS quantity, sum(e.value) AS value,
       max(o.document_id = +? AND o.document_kind = 'sale') AS own
     FROM entry e JOIN entry o ON o.entry_id = coalesce(e.follows_entry_id, e.entry_id)
     WHERE e.document_kind = 'sale' AND e.document_id = +? AND e.account = 'lot' AND +e.product_id = +?
     GROUP BY originId HAVING sum(e.quantity) > 0 ORDER BY min(e.entry_id)`,
  ),
}))

/** Records a credit memo or refund; `content.treatment` null takes the company's choice. Runs inside the caller's transaction. */
export function recordReturn(
  db: Database,
  content: SaleContent,
  today: BusinessDate,
  stamp: Stamp,
  origin: SaleOrigin = 'manual',
): Result<SaleTotals, ContentRefusal | AppError<'sale.receiving_off'>> {
  const settings = companySettings(db)
  if (!settings.receiving) return err(appError('sale.receiving_off', {}))
  const refusal = checkContent(db, content, 'returnDate', today)
  if (refusal !== null) return err(refusal)
  const mark = entryMark(db)
  const version = newSale(db, 'return', origin, { ...content, treatment: content.treatment ?? settings.returns })
  const sheet = openSheet(stockOf(db))
  if (!applyReturn(db, sheet, version, quantitiesOf(content.lines))) return err(tooLarge('lines'))
  if (!postVersion(db, sheet, version, { kind: 'return', businessDate: content.saleOn }, stamp)) return err(tooLarge('lines'))
  if (!settleSince(db, mark, today, stamp)) return err(tooLarge(null))
  return ok(saleTotals(db, version))
}

/** Lets goods come back, or leave, as the return's treatment says; false when an amount cannot be kept. */
function applyReturn(db: Database, sheet: Sheet, { saleId, number, content }: Version, quantities: ReadonlyMap<number, Quantity>): boolean {
  const document: DocumentRef = { kind: 'sale', id: saleId }
  const { treatment, saleOn, customer } = content
  if (treatment === 'price_only') return true
  const parts = [...quantities].filter(([, quantity]) => quantity > 0).map(([productId, quantity]) => ({ productId, quantity, saleOn }))
  if (treatment === 'consume_like_a_sale') return consume(sheet, document, parts)
  return parts.every(({ productId, quantity }) =>
    takeBack(sheet, {
      document,
      productId,
      quantity,
      returnedOn: saleOn,
      draws: drawsOfCustomer(db, customer, productId, null),
      lotNumber: nextReturnLot(db, number, productId),
    }),
  )
}

/** The return as it is now. Another treatment or customer takes all of it back first. Runs inside the caller's transaction. */
export function editReturn(
  db: Database,
  saleId: number,
  content: SaleContent,
  today: BusinessDate,
  stamp: Stamp,
  voided: EditOfVoided = 'refused',
): Result<SaleTotals, ContentRefusal | AppError<'sale.not_found' | 'sale.voided'>> {
  const head = saleInForce(db, saleId, 'return', voided)
  if (!head.ok) return head
  const refusal = checkContent(db, content, 'returnDate', today)
  if (refusal !== null) return err(refusal)
  const treatment = content.treatment ?? companySettings(db).returns
  return changeReturn(db, head.value, nextVersion(head.value, { ...content, treatment }, false), 'return_edited', today, stamp)
}

/** Takes a return back: its sales draw again what it gave them. Runs inside the caller's transaction. */
export function voidReturn(
  db: Database,
  saleId: number,
  today: BusinessDate,
  stamp: Stamp,
): Result<SaleTotals, AppError<'sale.not_found' | 'sale.voided' | 'amount.too_large'>> {
  const head = saleInForce(db, saleId, 'return')
  if (!head.ok) return head
  return changeReturn(db, head.value, nextVersion(head.value, { ...head.value, lines: [] }, true), 'return_voided', today, stamp)
}

function changeReturn(db: Database, head: SaleHead, version: Version, kind: PostingKind, today: BusinessDate, stamp: Stamp): Result<SaleTotals, TooLarge> {
  const mark = entryMark(db)
  const before = quantitiesNow(db, head.saleId)
  const after = quantitiesOf(version.content.lines)
  const anew = head.treatment !== version.content.treatment || head.customer !== version.content.customer
  const sheet = openSheet(stockOf(db))
  const moved = takeReturnTo(db, sheet, head, version, before, anew ? new Map() : after)
  const field = kind === 'return_voided' ? null : 'lines'
  if (!moved || !postVersion(db, sheet, version, { kind, businessDate: today }, stamp)) return err(tooLarge(field))
  if (anew && !applyAnew(db, version, after, today, stamp)) return err(tooLarge(field))
  if (!settleSince(db, mark, today, stamp)) return err(tooLarge(null))
  return ok(saleTotals(db, version))
}

/** Moves a return, by the treatment it had, to these quantities; false when an amount cannot be kept. */
function takeReturnTo(
  db: Database,
  sheet: Sheet,
  head: SaleHead,
  version: Version,
  before: ReadonlyMap<number, Quantity>,
  after: ReadonlyMap<number, Quantity>,
): boolean {
  const document: DocumentRef = { kind: 'sale', id: head.saleId }
  if (head.treatment === 'price_only') return true
  if (head.treatment === 'consume_like_a_sale') {
    const lines = [...after].map(([productId, quantity]) => ({ productId, quantity, revenue: 0 }))
    return changeConsumption(db, sheet, { ...version, content: { ...version.content, lines } }) !== null
  }
  for (const [productId, quantity] of before) {
    const less = quantity - (after.get(productId) ?? 0)
    if (less <= 0) continue
    if (!undoReturn(sheet, { document, productId, quantity: less, returnedOn: head.saleOn, given: givenBack(db, document, productId) })) return false
  }
  const more = new Map([...after].map(([productId, quantity]) => [productId, quantity - (before.get(productId) ?? 0)]))
  return applyReturn(db, sheet, version, more)
}

function applyAnew(db: Database, version: Version, quantities: ReadonlyMap<number, Quantity>, today: BusinessDate, stamp: Stamp): boolean {
  const sheet = openSheet(stockOf(db))
  const posting = applyReturn(db, sheet, version, quantities) ? sheet.close({ kind: 'return_moved', businessDate: today, reversesPostingId: null }) : null
  if (posting === null) return false
  if (posting.entries.length + posting.newLots.length > 0) append(db, posting, { kind: 'sale', id: version.saleId }, [], stamp)
  return true
}

/** What a return gave back of a product and can lose again, oldest first. */
function givenBack(db: Database, document: DocumentRef, productId: number): GivenBack[] {
  return statements(db)
    .given.all(document.id, document.id, productId)
    .flatMap(({ originId, lotId, quantity, value, own }): GivenBack[] => {
      if (own === 0) {
        const draw = drawOf(db, originId)
        return [{ to: 'draw', draw, quantity, value, saleOn: saleHead(db, draw.document.id)?.saleOn ?? '' }]
      }
      const made = madeOf(db, lotId)
      // Anything else of its own on the lot is goods that had gone and that it owes already.
      if (originId !== made.entryId) return []
      // What the return itself owes may have been drawn from its own lot: that stands in nobody's way.
      const standing = holdersOf(db, lotId, document)
      const untouched = standing.length === 0 && lotNow(db, lotId).quantity === quantity
      return [{ to: 'lot', lotId, entryId: originId, quantity, value, untouched }]
    })
}
