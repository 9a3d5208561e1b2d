import type { Account, Books, Draw, Shared } from './books.ts'
import { drawOf, lotOf, move, tick } from './stock.ts'
import { largestRemainder, shareOf } from './exact.ts'

/**
 * The lot's total changes by a difference: it is shared anew by quantity over the lot and every draw still held, and each
 * holder passes on what it was posted.
 */
export function changeTotal(books: Books, lotNumber: number, difference: bigint, from: Account): void {
  if (difference === 0n) return
  const lot = lotOf(books, lotNumber)
  const before = lot.beforeLateCost ?? sharesOf(books, lotNumber)
  const after = shareAnew(books, lotNumber, before, difference)
  const total = totalOf(books, lotNumber) + difference
  move(books, from, 'lots', after.lot - lot.value)
  // What no holder can take without falling below nothing.
  move(books, from, 'adjustment', total - after.total)
  lot.value = after.lot
  lot.touched = tick(books)
  lot.beforeLateCost = before
  for (const part of books.parts) part.value = after.parts.get(part.n) ?? part.value
  for (const draw of books.draws) {
    const moved = (after.draws.get(draw.n) ?? draw.value) - draw.value
    draw.value += moved
    if (moved !== 0n) passOn(books, draw, moved, from)
  }
}

function totalOf(books: Books, lotNumber: number): bigint {
  return books.draws.reduce((sum, draw) => (draw.lot === lotNumber ? sum + draw.value : sum), lotOf(books, lotNumber).value)
}

function sharesOf(books: Books, lotNumber: number): Shared {
  const draws = books.draws.filter(({ lot }) => lot === lotNumber)
  const numbers = new Set(draws.map(({ n }) => n))
  return {
    total: totalOf(books, lotNumber),
    lot: lotOf(books, lotNumber).value,
    draws: new Map(draws.map(({ n, value }) => [n, value])),
    parts: new Map(books.parts.filter(({ draw }) => numbers.has(draw)).map(({ n, value }) => [n, value])),
  }
}

/** Back to the total it came from: the very values of then, so that up and down again leaves no trace. Otherwise by quantity. */
function shareAnew(books: Books, lotNumber: number, before: Shared, difference: bigint): Shared {
  const lot = lotOf(books, lotNumber)
  const wanted = totalOf(books, lotNumber) + difference
  if (wanted === before.total) return before
  const held = books.draws.filter((draw) => draw.lot === lotNumber && draw.quantity > 0n).toSorted((a, b) => a.n - b.n)
  const weights = [lot, ...held].map(({ quantity }) => quantity)
  const whole = weights.reduce((a, b) => a + b, 0n)
  const total = whole === 0n || wanted < 0n ? 0n : wanted
  const [inLot = 0n, ...shares] = total === 0n ? weights.map(() => 0n) : largestRemainder(total, weights)
  const draws = new Map(held.map((draw, place) => [draw.n, shares[place] ?? 0n]))
  const parts = new Map<number, bigint>()
  for (const part of books.parts) {
    const draw = drawOf(books, part.draw)
    if (draw.lot !== lotNumber || part.quantity === 0n) continue
    // At the cost of today, as the rest of its draw; what came back whole as the lot itself.
    const [value, quantity] = draw.quantity > 0n ? [draws.get(draw.n) ?? 0n, draw.quantity] : [total, whole]
    parts.set(part.n, quantity === 0n ? 0n : shareOf(value, part.quantity, quantity))
  }
  return { total, lot: inLot, draws, parts }
}

/** A build passes the difference to the lot it made, or keeps it in work in process or in waste; a sale takes it into its cost. */
function passOn(books: Books, draw: Draw, difference: bigint, from: Account): void {
  const build = books.builds.find(({ key }) => key === draw.document)
  if (build !== undefined) {
    if (build.state === 'done' && build.lot !== null) changeTotal(books, build.lot, difference, from)
    else move(books, from, build.state === 'rejected' ? 'waste' : 'work_in_process', difference)
    return
  }
  move(books, from, draw.to, difference)
}
