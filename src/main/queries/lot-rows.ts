import type { DocumentKind } from '../../shared/errors.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { unitCostOf } from '../domain/costing.ts'
import { costIsGuess, documentNumber, madeQuantity, nameDocument, type NamedDocument } from './documents.ts'

/** A lot as `lotColumns` reads it. */
interface LotRow {
  readonly lotId: number
  readonly number: string
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly receivedOn: string
  readonly made: number
  readonly remaining: number
  readonly value: number
  readonly supplierLot: string | null
  readonly expiresOn: string | null
  readonly voidedByPostingId: number | null
  readonly documentKind: DocumentKind
  readonly documentId: number
  readonly documentNumber: number | null
}

/** What is read of a lot `l`, of its balance `b` and its product `p`. */
const lotColumns = `l.lot_id AS lotId, l.number, p.product_id AS productId, p.sku, p.name, p.unit, l.received_on AS receivedOn,
    ${madeQuantity('l')} AS made, b.remaining, b.value, l.supplier_lot AS supplierLot, l.expires_on AS expiresOn,
    l.voided_by_posting_id AS voidedByPostingId, l.document_kind AS documentKind, l.document_id AS documentId, ${documentNumber('l')} AS documentNumber`

/** A lot as `pricedLotColumns` reads it. */
export interface PricedLotRow extends LotRow {
  readonly guess: 0 | 1
}

/** What the list of lots and a lot's own page read of a lot `l`, of its balance `b` and its product `p`. */
export const pricedLotColumns = `${lotColumns}, ${costIsGuess('l')} AS guess`

interface RowWithSupplier extends LotRow {
  readonly supplier: string | null
}

const statements = perConnection((db) => ({
  lots: db.prepare<[string], RowWithSupplier>(
    `SELECT ${lotColumns},
       CASE l.document_kind WHEN 'receipt' THEN (SELECT s.name FROM receipt r JOIN supplier s USING (supplier_id) WHERE r.receipt_id = l.document_id) END AS supplier
     FROM json_each(+?) j CROSS JOIN lot l ON l.lot_id = j.value JOIN lot_balance b USING (lot_id) JOIN product p ON p.product_id = l.product_id`,
  ),
  product: db.prepare<[number], NamedProduct>('SELECT product_id AS productId, sku, name, unit FROM product WHERE product_id = ?'),
}))

/** A product as rows of other things name it. */
export interface NamedProduct {
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
}

/** A lot as it is, with where it came from. */
export interface DescribedLot extends Pick<RowWithSupplier, 'lotId' | 'number' | 'receivedOn' | 'made' | 'remaining' | 'value' | 'supplier' | 'supplierLot' | 'expiresOn'> {
  readonly product: NamedProduct
  readonly status: 'voided' | 'exhausted' | 'active'
  readonly source: NamedDocument
}

/** One lot; `undefined` when there is none. */
export function describeLot(db: Database, lotId: number): DescribedLot | undefined {
  return describeLots(db, [lotId]).get(lotId)
}

/** Many lots by their ids: asking once for all of them costs far less than asking for each. */
export function describeLots(db: Database, lotIds: readonly number[]): Map<number, DescribedLot> {
  return new Map(statements(db).lots.all(JSON.stringify(lotIds)).map((row) => [row.lotId, lotOfRow(row)]))
}

/** What is told of a lot that was read with `lotColumns`, and of whatever was read beside them. */
function lotOfRow<Row extends LotRow>(row: Row) {
  const { productId, sku, name, unit, voidedByPostingId, documentKind, documentId, documentNumber: number, ...lot } = row
  return {
    ...lot,
    product: { productId, sku, name, unit },
    status: statusOf(voidedByPostingId, row.remaining),
    source: nameDocument({ documentKind, documentId, documentNumber: number }),
  }
}

/** A lot with what one unit of it costs and whether that is a guess still, read with `pricedLotColumns`. */
export function pricedLotOfRow({ guess, ...row }: PricedLotRow) {
  return { ...lotOfRow(row), unitCost: unitCostOf(row.value, row.remaining), costToBeConfirmed: guess === 1 }
}

/** Taken back, used up, or still there. */
function statusOf(voidedByPostingId: number | null, remaining: number): 'voided' | 'exhausted' | 'active' {
  if (voidedByPostingId !== null) return 'voided'
  return remaining === 0 ? 'exhausted' : 'active'
}

/** A product by its id; throws when there is none. */
export function nameProduct(db: Database, productId: number): NamedProduct {
  const product = statements(db).product.get(productId)
  if (product === undefined) throw new Error(`product ${productId} is gone`)
  return product
}
