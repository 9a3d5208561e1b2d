import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { recall, wholeOf, type Holding, type RecalledLot } from '../../src/main/domain/recall.ts'
import { runs } from './seeded.ts'

const quantity = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 1000 }) }, fc.integer({ min: 1, max: 2 ** 40 }))

/** Lots that each go on into younger ones, join again at will, or end; with `circles` also back into older ones. */
const graph = (circles: boolean) =>
  fc.integer({ min: 1, max: 12 }).chain((count) =>
    fc.tuple(
      ...Array.from({ length: count }, (_, place) =>
        fc.record({
          remaining: fc.oneof(fc.constant(0), quantity),
          held: fc.array(fc.record({ to: fc.nat(), end: fc.boolean(), quantity }), { maxLength: 5 }),
        }).map(({ remaining, held }): RecalledLot<string> => {
          const reachable = circles ? Array.from({ length: count }, (_, other) => other).filter((other) => other !== place && other !== 0) : Array.from({ length: count - place - 1 }, (_, step) => place + 1 + step)
          return {
            lotId: place,
            remaining,
            held: held.map(({ to, end, quantity }): Holding<string> => {
              const lotId = reachable[to % Math.max(reachable.length, 1)]
              return end || lotId === undefined ? { to: 'end', end: `sale ${to}`, quantity } : { to: 'lot', lotId, quantity }
            }),
          }
        }),
      ),
    ),
  )

/** The lots that are reached from the first. */
function reached(lots: readonly RecalledLot<string>[]): Map<number, RecalledLot<string>> {
  const found = new Map<number, RecalledLot<string>>()
  const open = [0]
  for (let lotId = open.pop(); lotId !== undefined; lotId = open.pop()) {
    const lot = lots[lotId]
    if (lot === undefined || found.has(lotId)) continue
    found.set(lotId, lot)
    for (const holding of lot.held) if (holding.to === 'lot') open.push(holding.lotId)
  }
  return found
}

const sum = (amounts: readonly number[]) => amounts.reduce((all, amount) => all + BigInt(amount), 0n)

test.each([false, true])('the parts of a recall sum to the whole, and none is below zero; circles: %s', (circles) => {
  fc.assert(
    fc.property(graph(circles), (made) => {
      const lots = reached(made)
      const first = lots.get(0)
      if (first === undefined) return
      const parts = recall(0, lots)
      expect(sum(parts.map(({ attributable }) => attributable))).toBe(BigInt(wholeOf(first)))
      expect(parts.every(({ attributable }) => attributable >= 0)).toBe(true)
    }),
    runs(500),
  )
})

test('each part is within a millionth of its exact proportion, and what was taken straight from the lot is exact', () => {
  fc.assert(
    fc.property(graph(false), (made) => {
      const lots = reached(made)
      const first = lots.get(0)
      if (first === undefined) return
      // The same with plain fractions, from the youngest back: lots are in the order of their ids here.
      const share = new Map([[0, wholeOf(first)]])
      for (const lotId of [...lots.keys()].toSorted((a, b) => a - b)) {
        const lot = lots.get(lotId)
        for (const holding of lot?.held ?? []) {
          if (lot === undefined || holding.to !== 'lot') continue
          share.set(holding.lotId, (share.get(holding.lotId) ?? 0) + ((share.get(lotId) ?? 0) * holding.quantity) / wholeOf(lot))
        }
      }
      for (const part of recall(0, lots)) {
        const lot = lots.get(part.lotId)
        if (lot === undefined) throw new Error('a part of no lot')
        const held = part.in === 'lot' ? lot.remaining : (lot.held[part.place]?.quantity ?? 0)
        const whole = wholeOf(lot)
        const exact = whole === 0 ? (share.get(part.lotId) ?? 0) : ((share.get(part.lotId) ?? 0) * held) / whole
        // Plain fractions are themselves off by a little.
        expect(Math.abs(part.attributable - exact)).toBeLessThanOrEqual(1 + exact * 1e-12)
        if (part.lotId === 0) expect(part.attributable).toBe(held)
      }
    }),
    runs(500),
  )
})
