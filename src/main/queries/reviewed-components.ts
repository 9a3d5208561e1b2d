import type { OutputOf } from '../../shared/contract/registry.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { drawsOf } from '../ledger/held-draws.ts'

type Reviewed = OutputOf<'query', 'quality.get'>['components'][number]
type Lot = Reviewed['lots'][number]

interface LotRow extends Omit<Lot, 'pool' | 'quantity' | 'value'> {
  readonly pool: 0 | 1
}

interface BackRow {
  readonly drawEntryId: number
  readonly productId: number
  readonly lotId: number
  readonly quantity: number
  readonly value: number
}

const statements = perConnection((db) => ({
  product: db.prepare<[number], Reviewed['product']>('SELECT product_id AS productId, sku, name, unit FROM product WHERE product_id = ?'),
  lot: db.prepare<[number], LotRow>("SELECT lot_id AS lotId, number, received_on AS receivedOn, number GLOB 'LEGACY-*' AS pool FROM lot WHERE lot_id = ?"),
  /** What a rejection gave back, the last draw first, as it did. */
  back: db.prepare<[number, number], BackRow>(
    `SELECT follows_entry_id AS drawEntryId, product_id AS productId, lot_id AS lotId, quantity, value FROM entry
     WHERE posting_id = ? AND document_kind = 'build' AND document_id = ? AND account = 'lot' ORDER BY entry_id`,
  ),
}))

/**
 * The components of a build that waits, or of one whose rejection is named: what the build still carries was wasted by it,
 * at what that costs today, and the rest it gave back.
 */
export function reviewedComponents(db: Database, buildId: number, rejectionPostingId: number | null): Reviewed[] {
  const held = drawsOf(db, { kind: 'build', id: buildId })
  const back = rejectionPostingId === null ? [] : statements(db).back.all(rejectionPostingId, buildId)
  const inDrawnOrder = [...held.map(({ entryId, productId }) => ({ entryId, productId })), ...back.map(({ drawEntryId, productId }) => ({ entryId: drawEntryId, productId }))].toSorted(
    (a, b) => a.entryId - b.entryId,
  )
  return [...new Set(inDrawnOrder.map(({ productId }) => productId))].map((productId) => {
    const product = statements(db).product.get(productId)
    if (product === undefined) throw new Error(`product ${productId} is gone`)
    const ofProduct = (part: { readonly productId: number }) => part.productId === productId
    const still = sumOf(held.filter(ofProduct))
    const recovered = sumOf(back.filter(ofProduct))
    return {
      product,
      drawn: { quantity: still.quantity + recovered.quantity, value: still.value + recovered.value },
      recovered,
      wasted: rejectionPostingId === null ? { quantity: 0, value: 0 } : still,
      lots: byLot(db, (rejectionPostingId === null ? held : back).filter(ofProduct)),
    }
  })
}

interface Part {
  readonly lotId: number
  readonly quantity: number
  readonly value: number
}

function byLot(db: Database, parts: readonly Part[]): Lot[] {
  return [...Map.groupBy(parts, ({ lotId }) => lotId)].map(([lotId, ofLot]) => {
    const lot = statements(db).lot.get(lotId)
    if (lot === undefined) throw new Error(`lot ${lotId} is gone`)
    return { ...lot, pool: lot.pool === 1, ...sumOf(ofLot) }
  })
}

function sumOf(parts: readonly Omit<Part, 'lotId'>[]) {
  return parts.reduce((sum, { quantity, value }) => ({ quantity: sum.quantity + quantity, value: sum.value + value }), { quantity: 0, value: 0 })
}
