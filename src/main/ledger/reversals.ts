import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import { referenceOf, type DocumentRef } from '../domain/document.ts'
import type { OnHand } from '../domain/posting.ts'
import { documentsInTheWay, isWhole, planReversal, type Holder, type MadeLot } from '../domain/reversal.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { append, type Appended, type Stamp } from './append.ts'
import { carriedBy, holdersOf, lotsMadeBy } from './carry.ts'

interface LotNow extends MadeLot {
  readonly value: number
}

const statements = perConnection((db) => ({
  // A document's first entry came with the posting that made it what it is.
  posting: db
    .prepare<[string, number], number>('SELECT posting_id FROM entry WHERE document_kind = ? AND document_id = ? ORDER BY entry_id LIMIT 1')
    .pluck(),
  reversedBy: db.prepare<[number], number>('SELECT posting_id FROM posting WHERE reverses_posting_id = ?').pluck(),
  receiptNumber: db.prepare<[number], number>('SELECT number FROM receipt WHERE receipt_id = ?').pluck(),
  buildNumber: db.prepare<[number], number>('SELECT number FROM build WHERE build_id = ?').pluck(),
  lot: db.prepare<[number], LotNow>(
    `SELECT l.lot_id AS lotId, l.made_quantity AS madeQuantity, b.remaining, b.value
     FROM lot l JOIN lot_balance b USING (lot_id) WHERE l.lot_id = ?`,
  ),
  product: db.prepare<[number], OnHand>('SELECT quantity, value FROM product_balance WHERE product_id = ?'),
  businessDate: db.prepare<[number], string>('SELECT business_date FROM posting WHERE posting_id = ?').pluck(),
}))

export type ReversalRefusal = AppError<'document.not_posted' | 'document.already_reversed' | 'document.in_the_way'>

/**
 * Takes a document back, as it stands today: reverses a build, voids a receipt. The correction bears today's date.
 * Refuses a document that posted nothing, one already taken back, and one whose lots were used since, with every
 * document in the way in the order to undo them. Runs inside the caller's transaction.
 */
export function reverseDocument(
  db: Database,
  input: { readonly document: DocumentRef; readonly today: BusinessDate },
  stamp: Stamp,
): Result<Appended, ReversalRefusal> {
  const { document, today } = input
  const postingId = statements(db).posting.get(document.kind, document.id)
  if (postingId === undefined) return err(appError('document.not_posted', document))
  if (statements(db).reversedBy.get(postingId) !== undefined) {
    return err(appError('document.already_reversed', { ...document, reference: referenceOfDocument(db, document) }))
  }
  const madeLots = lotsMadeBy(db, document).map((lotId) => lotNow(db, lotId))
  const used = madeLots.filter((lot) => !isWhole(lot)).map(({ lotId }) => lotId)
  if (used.length > 0) return err(inTheWay(db, used))
  const carried = carriedBy(db, document)
  const onLots = carried.filter((held) => held.account === 'lot')
  const plan = planReversal({
    postingId,
    businessDate: today,
    carried,
    madeLots,
    lots: new Map(onLots.map(({ lotId }) => [lotId, onHandOf(lotNow(db, lotId))])),
    products: new Map(onLots.map(({ productId }) => [productId, productNow(db, productId)])),
  })
  return ok(append(db, plan, document, [], stamp))
}

function inTheWay(db: Database, lotIds: readonly number[]): AppError<'document.in_the_way'> {
  const holders = documentsInTheWay(lotIds, {
    holdersOf: (lotId) => holdersOf(db, lotId),
    lotsMadeBy: (document) => lotsMadeBy(db, document),
  })
  const describe = ({ kind, id, postingId }: Holder) => ({
    kind,
    id,
    reference: referenceOfDocument(db, { kind, id }),
    businessDate: statements(db).businessDate.get(postingId) ?? '',
  })
  return appError('document.in_the_way', { documents: holders.map(describe) })
}

function referenceOfDocument(db: Database, { kind, id }: DocumentRef): string {
  const { receiptNumber, buildNumber } = statements(db)
  const number = kind === 'receipt' ? receiptNumber.get(id) : kind === 'build' ? buildNumber.get(id) : undefined
  return referenceOf(kind, number ?? id)
}

function lotNow(db: Database, lotId: number): LotNow {
  const lot = statements(db).lot.get(lotId)
  if (lot === undefined) throw new Error(`lot ${lotId} has no balance`)
  return lot
}

function onHandOf({ remaining, value }: LotNow): OnHand {
  return { quantity: remaining, value }
}

function productNow(db: Database, productId: number): OnHand {
  const product = statements(db).product.get(productId)
  if (product === undefined) throw new Error(`product ${productId} has no balance`)
  return product
}
