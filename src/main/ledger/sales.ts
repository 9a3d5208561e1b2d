import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import type { DocumentRef } from '../domain/document.ts'
import type { DisplacedReturn, HeldDraw } from '../domain/held-draw.ts'
import type { PostingKind } from '../domain/posting.ts'
import { drawForSale, giveBack, type SaleHoldings } from '../domain/sale.ts'
import { openSheet, type Sheet } from '../domain/sheet.ts'
import type { Database } from '../database/open.ts'
import { append, type Stamp } from './append.ts'
import { companySettings } from './company.ts'
import { drawsOf } from './held-draws.ts'
import { applyReturnsAgain } from './returned-goods.ts'
import {
  checkContent,
  newSale,
  nextVersion,
  quantitiesNow,
  quantitiesOf,
  saleHead,
  saleName,
  saleTotals,
  versionRows,
  writeVersion,
  type ContentRefusal,
  type SaleContent,
  type SaleHead,
  type SaleKind,
  type SaleOrigin,
  type SaleTotals,
  type Version,
} from './sale-documents.ts'
import { keepSaleFigures } from './sale-figures.ts'
import { counterOfDraw, entryMark, openShortagesOf, settleSince } from './shortages.ts'
import { stockOf } from './stock.ts'

type TooLarge = AppError<'amount.too_large'>
const tooLarge = (field: 'lines' | null): TooLarge => appError('amount.too_large', { field })

/** Records a sale: draws FIFO what there is, and is short of the rest. Runs inside the caller's transaction. */
export function recordSale(
  db: Database,
  content: SaleContent,
  today: BusinessDate,
  stamp: Stamp,
  origin: SaleOrigin = 'manual',
): Result<SaleTotals, ContentRefusal | AppError<'sale.receiving_off'>> {
  if (!companySettings(db).receiving) return err(appError('sale.receiving_off', {}))
  const refusal = checkContent(db, content, 'saleDate', today)
  if (refusal !== null) return err(refusal)
  const mark = entryMark(db)
  const version = newSale(db, 'sale', origin, content)
  const sheet = openSheet(stockOf(db))
  const demands = [...quantitiesOf(content.lines)].flatMap(([productId, quantity]) => (quantity === 0 ? [] : [{ productId, quantity, saleOn: content.saleOn }]))
  if (!consume(sheet, { kind: 'sale', id: version.saleId }, demands)) return err(tooLarge('lines'))
  if (!postVersion(db, sheet, version, { kind: 'sale', businessDate: content.saleOn }, stamp)) return err(tooLarge('lines'))
  if (!settleSince(db, mark, today, stamp)) return err(tooLarge(null))
  return ok(saleTotals(db, version))
}

/** Draws for a document all that it asks for; false when an amount cannot be kept. */
export function consume(sheet: Sheet, document: DocumentRef, demands: readonly { productId: number; quantity: Quantity; saleOn: BusinessDate }[]): boolean {
  return demands.every((demand) => drawForSale(sheet, { ...demand, document }))
}

/** Writes a version with its posting; false when an amount cannot be kept. */
export function postVersion(db: Database, sheet: Sheet, version: Version, head: { kind: PostingKind; businessDate: BusinessDate }, stamp: Stamp): boolean {
  const posting = sheet.close({ ...head, reversesPostingId: null })
  if (posting === null) return false
  const { postingId, entries } = append(db, posting, { kind: 'sale', id: version.saleId }, versionRows(version), stamp)
  writeVersion(db, version, postingId)
  keepSaleFigures(db, version, entries)
  return true
}

/** What an edit makes of a sale that is voided: it is refused, or the sale is in force again. */
export type EditOfVoided = 'refused' | 'restored'

/** The sale or return in force under an id; refuses another kind, and one that is voided unless it is to be restored. */
export function saleInForce(db: Database, saleId: number, kind: SaleKind, voided: EditOfVoided = 'refused'): Result<SaleHead, AppError<'sale.not_found' | 'sale.voided'>> {
  const head = saleHead(db, saleId)
  if (head === undefined || head.kind !== kind) return err(appError('sale.not_found', { saleId }))
  return head.voided === 1 && voided === 'refused' ? err(appError('sale.voided', { reference: saleName(head) })) : ok(head)
}

/** The sale as it is now: only the difference per product moves. Runs inside the caller's transaction. */
export function editSale(
  db: Database,
  saleId: number,
  content: SaleContent,
  today: BusinessDate,
  stamp: Stamp,
  voided: EditOfVoided = 'refused',
): Result<SaleTotals, ContentRefusal | AppError<'sale.not_found' | 'sale.voided'>> {
  const head = saleInForce(db, saleId, 'sale', voided)
  if (!head.ok) return head
  const refusal = checkContent(db, content, 'saleDate', today)
  if (refusal !== null) return err(refusal)
  return moveDifference(db, nextVersion(head.value, content, false), 'sale_edited', today, stamp)
}

/** An edit to nothing; the sale is kept as voided. Runs inside the caller's transaction. */
export function voidSale(
  db: Database,
  saleId: number,
  today: BusinessDate,
  stamp: Stamp,
): Result<SaleTotals, AppError<'sale.not_found' | 'sale.voided' | 'amount.too_large'>> {
  const head = saleInForce(db, saleId, 'sale')
  if (!head.ok) return head
  return moveDifference(db, nextVersion(head.value, { ...head.value, lines: [] }, true), 'sale_voided', today, stamp)
}

function moveDifference(db: Database, version: Version, kind: PostingKind, today: BusinessDate, stamp: Stamp): Result<SaleTotals, TooLarge> {
  const mark = entryMark(db)
  const sheet = openSheet(stockOf(db))
  const displaced = changeConsumption(db, sheet, version)
  const field = kind === 'sale_voided' ? null : 'lines'
  if (displaced === null || !postVersion(db, sheet, version, { kind, businessDate: today }, stamp)) return err(tooLarge(field))
  if (!applyReturnsAgain(db, displaced, today, stamp) || !settleSince(db, mark, today, stamp)) return err(tooLarge(null))
  return ok(saleTotals(db, version))
}

/** Moves what a document consumes to what its version says; `null` when an amount cannot be kept. */
export function changeConsumption(db: Database, sheet: Sheet, { saleId, kind, content }: Version): DisplacedReturn[] | null {
  const document: DocumentRef = { kind: 'sale', id: saleId }
  const before = quantitiesNow(db, saleId)
  const after = quantitiesOf(content.lines)
  const displaced: DisplacedReturn[] = []
  const holdings = holdingsOf(db, document, kind)
  // In line order; what the lines no longer name follows by product.
  for (const productId of new Set([...after.keys(), ...[...before.keys()].toSorted((a, b) => a - b)])) {
    const by = (after.get(productId) ?? 0) - (before.get(productId) ?? 0)
    if (by > 0 && !drawForSale(sheet, { document, productId, quantity: by, saleOn: content.saleOn })) return null
    if (by >= 0) continue
    displaced.push(...giveBack(sheet, document, 0 - by, holdings(productId)))
  }
  return displaced
}

/** What a document consumes of a product now; read once for all its products, when the first is asked for. */
function holdingsOf(db: Database, document: DocumentRef, kind: SaleKind): (productId: number) => SaleHoldings {
  let all: SaleHoldings | undefined
  // A return may owe goods that had gone from its lot: no part of what it consumes. A sale owes nothing but what it sold.
  const consumed = ({ entryId }: HeldDraw) => kind === 'sale' || counterOfDraw(db, entryId) === 'cost_of_goods_sold'
  return (productId) => {
    all ??= {
      draws: drawsOf(db, document).filter(consumed),
      shortages: openShortagesOf(db, document.id).filter(({ counter }) => counter === 'cost_of_goods_sold'),
    }
    const ofProduct = (part: { readonly productId: number }) => part.productId === productId
    return { draws: all.draws.filter(ofProduct), shortages: all.shortages.filter(ofProduct) }
  }
}
