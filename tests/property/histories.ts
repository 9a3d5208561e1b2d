import * as fc from 'fast-check'
import type { DocumentRef } from '../../src/main/domain/document.ts'
import type { Shop } from '../support/shop.ts'

export type Happening =
  | { readonly what: 'receive'; readonly lines: readonly { readonly part: number; readonly quantity: number; readonly cost: number; readonly total: boolean }[]; readonly day: number }
  | { readonly what: 'build'; readonly made: number; readonly quantity: number }
  | { readonly what: 'draw'; readonly part: number; readonly quantity: number }
  | { readonly what: 'undo'; readonly pick: number }

/** Mostly round quantities, as in a shop; sometimes odd ones, down to a millionth. */
const quantity = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 40 }).map((n) => n * 1_000_000) }, fc.integer({ min: 1, max: 50_000_000 }))

const line = fc.record({ part: fc.nat(2), quantity, cost: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 90_000_000 })), total: fc.boolean() })

export const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ what: fc.constant('receive' as const), lines: fc.array(line, { minLength: 1, maxLength: 4 }), day: fc.integer({ min: 1, max: 31 }) }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('build' as const), made: fc.nat(1), quantity: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 4 }).map((n) => n * 1_000_000) }, quantity) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('draw' as const), part: fc.nat(4), quantity }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('undo' as const), pick: fc.nat() }) },
)

/** Three parts bought; a sub-assembly made from two of them; a finished good made from it and the third. */
export function furnish(shop: Shop) {
  const parts = ['A', 'B', 'C'].map((sku) => shop.product(sku))
  const sub = shop.product('SUB', 'sub_assembly')
  const finished = shop.product('FIN', 'finished_good')
  const [a = 0, b = 0, c = 0] = parts
  shop.bom(sub, {
    components: [
      { productId: a, perUnit: 2_000_000 },
      { productId: b, perUnit: 333_300, optional: true },
    ],
    costLines: [{ kind: 'labor', rate: 31_000_001, per: 333_333 }],
  })
  shop.bom(finished, {
    components: [
      { productId: sub, perUnit: 1_000_000 },
      { productId: c, perUnit: 100 },
    ],
    costLines: [{ kind: 'overhead', amount: 7 }, { kind: 'other', amount: 1_000_003 }],
  })
  return { products: [...parts, sub, finished], made: [sub, finished] }
}

/** Enough of every part for a few builds at both levels, in two deliveries; returns their documents. */
export function stock(shop: Shop, { products }: ReturnType<typeof furnish>): DocumentRef[] {
  return [1_370_001, 2_000_000].map((unitCost): DocumentRef => {
    const id = shop.draft(products.slice(0, 3).map((productId) => ({ productId, quantity: 20_000_000, unitCost })))
    if (!shop.confirm(id).ok) throw new Error('the first deliveries are always taken')
    return { kind: 'receipt', id }
  })
}

/** Lets it happen; returns the document it made, or nothing where the ledger refused or there was too little. */
export function happen(shop: Shop, { products, made }: ReturnType<typeof furnish>, past: readonly DocumentRef[], next: Happening): DocumentRef | null {
  switch (next.what) {
    case 'receive': {
      const lines = next.lines.map(({ part, quantity, cost, total }) => ({ productId: products[part]!, quantity, ...(total ? { lineTotal: cost } : { unitCost: cost }) }))
      const id = shop.draft(lines, `2026-01-${String(next.day).padStart(2, '0')}`)
      return shop.confirm(id).ok ? { kind: 'receipt', id } : null
    }
    case 'build': {
      const built = shop.build(made[next.made]!, next.quantity)
      return built.ok ? { kind: 'build', id: built.value.buildId } : null
    }
    case 'draw': {
      const productId = products[next.part]!
      return shop.onHand(productId).quantity < next.quantity ? null : shop.draw(productId, next.quantity).document
    }
    case 'undo': {
      const document = past[next.pick % Math.max(past.length, 1)]
      if (document !== undefined) shop.reverse(document)
      return null
    }
  }
}
