import type { KnownCost, LotNow, Stock } from '../../src/main/domain/sheet.ts'

/** A stock of plain lots, in FIFO order, for planners that are tried without a ledger. */
export function plainStock(lots: readonly LotNow[], known: KnownCost = { lastStock: null, unitCost: 0 }, short = 0): Stock {
  const held = (productId: number) =>
    lots
      .filter((lot) => lot.productId === productId)
      .reduce((sum, { quantity, value }) => ({ quantity: sum.quantity + quantity, value: sum.value + value }), { quantity: 0, value: 0 })
  return {
    lot: (lotId) => lots.find((lot) => lot.lotId === lotId)!,
    product: (productId) => ({ ...held(productId), quantity: held(productId).quantity - short }),
    held,
    booked: () => 0,
    knownCost: () => known,
    openLots: (productId) =>
      lots
        .filter((lot) => lot.productId === productId && lot.quantity > 0)
        .map(({ lotId, quantity: remaining, value }) => ({ lotId, remaining, value })),
  }
}
