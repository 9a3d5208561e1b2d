import { ok } from '../../shared/result.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import type { CostMove } from '../domain/late-cost.ts'
import { planCostCorrection } from '../ledger/late-cost.ts'
import { isReturnOf, referenceOfDocument } from '../ledger/reversals.ts'
import type { QueryHandler } from './context.ts'

type What = 'lot' | 'build' | 'sale' | 'return' | 'adjustment' | 'waste'

interface Moved {
  readonly what: What
  readonly id: number
  readonly label: string
  readonly product: string
  readonly before: Money
  readonly after: Money
  readonly passesOn: boolean
}

const statements = perConnection((db) => ({
  lot: db.prepare<[number], { number: string; sku: string; value: Money }>(
    'SELECT l.number, p.sku, b.value FROM lot l JOIN lot_balance b USING (lot_id) JOIN product p ON p.product_id = l.product_id WHERE l.lot_id = ?',
  ),
  /** What a document holds of lots it did not make. */
  held: db
    .prepare<[string, number], Money>(
      `SELECT coalesce(-sum(e.value), 0) FROM entry e JOIN lot l USING (lot_id)
       WHERE e.document_kind = ? AND e.document_id = ? AND (l.document_kind, l.document_id) <> (e.document_kind, e.document_id)`,
    )
    .pluck(),
  productOfBuild: db.prepare<[number], string>('SELECT p.sku FROM build b JOIN product p USING (product_id) WHERE b.build_id = ?').pluck(),
  productsOfSale: db
    .prepare<[number], string>('SELECT p.sku FROM sale_product s JOIN product p USING (product_id) WHERE s.sale_id = ? AND s.quantity > 0 ORDER BY p.sku_order, p.product_id')
    .pluck(),
  productOfAdjustment: db.prepare<[number], string>('SELECT p.sku FROM adjustment a JOIN product p USING (product_id) WHERE a.adjustment_id = ?').pluck(),
}))

/** What correcting a cost would move, by the function that corrects it: each lot, build, sale and waste, and by how much. */
export const previewCost: QueryHandler<'receipt.preview_cost'> = ({ db, today }, { receiptId, lineNo, cost }) => {
  const typed = cost.per === 'unit' ? { unitCost: cost.amount } : { lineTotal: cost.amount }
  const planned = planCostCorrection(db, { receiptId, lineNo, cost: typed, today: today() })
  if (!planned.ok) return planned
  const { difference, toBeConfirmed, moves } = planned.value
  const shown = merged(moves).map((move) => describe(db, move))
  const kept = shown.filter(({ passesOn }) => !passesOn).reduce((sum, { before, after }) => sum + after - before, 0)
  return ok({ difference, toBeConfirmed, moves: shown, rest: difference - kept })
}

/** One move per lot and document, in the order first met: a document may hold several draws. */
function merged(moves: readonly CostMove[]): CostMove[] {
  const sums = new Map<string, CostMove>()
  for (const move of moves) {
    const key = 'lotId' in move.of ? `lot ${move.of.lotId}` : `${move.of.document.kind} ${move.of.document.id} ${move.of.at}`
    sums.set(key, { of: move.of, difference: move.difference + (sums.get(key)?.difference ?? 0) })
  }
  return [...sums.values()].filter(({ difference }) => difference !== 0)
}

function describe(db: Database, { of, difference }: CostMove): Moved {
  if ('lotId' in of) {
    const { number, sku, value } = statements(db).lot.get(of.lotId) ?? { number: '', sku: '', value: 0 }
    return { what: 'lot', id: of.lotId, label: number, product: sku, before: value, after: value + difference, passesOn: false }
  }
  const { kind, id } = of.document
  const before = statements(db).held.get(kind, id) ?? 0
  const what = kind === 'build' && of.at === 'waste' ? 'waste' : kind === 'receipt' ? 'lot' : isReturnOf(db, of.document) ? 'return' : kind
  return { what, id, label: referenceOfDocument(db, of.document), product: productOf(db, kind, id), before, after: before + difference, passesOn: of.at === 'lot' }
}

function productOf(db: Database, kind: string, id: number): string {
  const { productOfBuild, productsOfSale, productOfAdjustment } = statements(db)
  if (kind === 'sale') return productsOfSale.all(id).join(', ')
  return (kind === 'build' ? productOfBuild : productOfAdjustment).get(id) ?? ''
}
