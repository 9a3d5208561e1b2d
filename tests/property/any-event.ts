import { one } from '../../src/shared/units/decimal.ts'
import type { Shop } from '../support/shop.ts'
import type { furnish } from './histories.ts'
import type { dice } from './seeded.ts'

interface Outcome {
  readonly ok: boolean
  readonly error?: { readonly code: string }
}

const customers = ['', 'Ann', 'Bob']
const days = ['2026-01-05', '2026-01-20', '2026-01-31']

/** One thing that happens in a shop, whatever it is; the answer tells whether the ledger took it. */
export function happenAny(shop: Shop, { products, made }: ReturnType<typeof furnish>, { below, pick }: ReturnType<typeof dice>): Outcome {
  const id = (table: string) => {
    const ids = shop.db.prepare<[], number>(`SELECT ${table}_id FROM ${table} ORDER BY 1`).pluck().all()
    return ids.length === 0 ? 1 : pick(ids)
  }
  const latest = (sql: string) => pick(shop.db.prepare<[], number>(`${sql} DESC LIMIT 3`).pluck().all().concat(0))
  const quantity = () => (below(4) > 0 ? (1 + below(12)) * one : 1 + below(20 * one))
  const goods = shop.db.prepare<[], number>("SELECT product_id FROM product WHERE kind = 'finished_good'").pluck().all()
  const money = () => below(3) * below(40 * one)
  const sale = () => ({
    lines: Array.from({ length: 1 + below(2) }, () => ({ productId: pick(goods), quantity: quantity(), revenue: money() })),
    customer: pick(customers),
    saleOn: pick(days),
  })
  const events: (() => Outcome)[] = [
    () => shop.confirm(shop.draft(Array.from({ length: 1 + below(3) }, () => ({ productId: pick(products), quantity: quantity(), ...(below(2) ? { unitCost: money() } : { lineTotal: money() }) })), pick(days))),
    () => shop.build(pick(made), (1 + below(3)) * one),
    () => shop.build(pick(made), quantity()),
    () => (shop.switch({ review: below(2) === 0 }), shop.build(pick(made), (1 + below(2)) * one)),
    () => shop.approve(latest('SELECT build_id FROM build ORDER BY 1')),
    () => shop.reject(latest('SELECT build_id FROM build ORDER BY 1'), pick([{ kind: 'full' }, { kind: 'total_loss' }, { kind: 'partial', recovered: [{ productId: pick(products), quantity: quantity() }] }] as const)),
    () => shop.reject(latest('SELECT build_id FROM build ORDER BY 1'), { kind: 'partial', recovered: [{ productId: pick(products), quantity: 900 * one }] }),
    () => shop.undoApproval(latest("SELECT document_id FROM posting WHERE kind = 'build_approved' ORDER BY posting_id")),
    () => shop.undoRejection(latest("SELECT document_id FROM posting WHERE kind = 'build_rejected' ORDER BY posting_id")),
    () => shop.reverse({ kind: 'build', id: latest('SELECT build_id FROM build ORDER BY 1') }),
    () => shop.reverse({ kind: 'receipt', id: latest('SELECT receipt_id FROM receipt WHERE number IS NOT NULL ORDER BY 1') }),
    () => shop.reverse({ kind: 'adjustment', id: id('adjustment') }),
    () => shop.correctCost(id('receipt'), below(2) ? { unitCost: money() } : { lineTotal: money() }),
    () => shop.correctQuantity(id('receipt'), quantity()),
    () => shop.open(pick(products), quantity(), { unitCost: money() }),
    () => shop.find(pick(products), quantity(), below(2) ? money() : null),
    () => shop.adjustLot(id('lot'), (below(2) ? 1 : -1) * quantity(), pick(['count', 'breakage'])),
    () => shop.sell(sale()),
    () => shop.sell(sale()),
    () => shop.editSale(id('sale'), sale()),
    () => shop.voidSale(id('sale')),
    () => shop.takeBack({ ...sale(), treatment: pick(['return_to_stock', 'return_to_stock', 'price_only', 'consume_like_a_sale'] as const) }),
    () => shop.editReturn(id('sale'), { ...sale(), treatment: 'return_to_stock' }),
    () => shop.voidReturn(id('sale')),
  ]
  return pick(events)()
}

/** Some weeks without receiving, and then it is turned on. */
export function startInPools(shop: Shop, { products, made }: ReturnType<typeof furnish>, { below, pick }: ReturnType<typeof dice>): void {
  for (const productId of products) shop.adjust(productId, (5 + below(20)) * one, below(9 * one))
  for (let step = 0; step < 15; step += 1) {
    const events = [
      () => shop.adjust(pick(products), (below(2) ? 1 : -1) * (1 + below(6)) * one, below(9 * one)),
      () => shop.build(pick(made), (1 + below(2)) * one),
      () => shop.reverse({ kind: 'adjustment', id: 1 + below(12) }),
      () => shop.reverse({ kind: 'build', id: 1 + below(5) }),
    ]
    pick(events)()
  }
  shop.switch({ receiving: true })
}
