import type { Quantity } from '../../shared/units/quantity.ts'

/** What holds goods of a lot: what is left in it, a lot made of it, or an end that the goods do not leave again. */
export type Holding<End> = { readonly quantity: Quantity } & ({ readonly to: 'lot'; readonly lotId: number } | { readonly to: 'end'; readonly end: End })

/** A lot with all that was ever in it: what remains, and what holds the rest. Quantities are in its own unit. */
export interface RecalledLot<End> {
  readonly lotId: number
  readonly remaining: Quantity
  readonly held: readonly Holding<End>[]
}

/** Where a part of the recalled lot is, in the recalled lot's unit. */
export type RecalledPart<End> = { readonly attributable: Quantity } & ({ readonly in: 'lot'; readonly lotId: number } | { readonly in: 'end'; readonly lotId: number; readonly place: number; readonly end: End })

/** Parts of a millionth that are kept on the way, so that only the last step rounds. */
const scale = 10n ** 24n

/**
 * Divides all that a lot was made with over where it is now. Each lot passes on what it holds of the recalled lot by
 * quantity, once everything has come to it; at the end the parts are rounded down and what is left goes one millionth each
 * to the largest remainders, ties in the order of the lots. The parts sum to the whole exactly. `lots` holds every lot
 * that is reached, in any order; goods that come back to a lot of which they were made (average pools can do that) are
 * told where they came back to.
 */
export function recall<End>(root: number, lots: ReadonlyMap<number, RecalledLot<End>>): RecalledPart<End>[] {
  const first = lots.get(root)
  if (first === undefined) throw new Error(`lot ${root} is not among the lots it is recalled from`)
  const arrived = new Map([[root, BigInt(wholeOf(first)) * scale]])
  const parts: { part: RecalledPart<End>; exact: bigint }[] = []
  const done = new Set<number>()
  for (const lot of inOrder(root, lots)) {
    const share = arrived.get(lot.lotId) ?? 0n
    done.add(lot.lotId)
    const [stays = 0n, ...goes] = split(share, [lot.remaining, ...lot.held.map(({ quantity }) => quantity)])
    parts.push({ part: { in: 'lot', lotId: lot.lotId, attributable: 0 }, exact: stays })
    for (const [place, holding] of lot.held.entries()) {
      const exact = goes[place] ?? 0n
      if (holding.to === 'end') parts.push({ part: { in: 'end', lotId: lot.lotId, place, end: holding.end, attributable: 0 }, exact })
      else if (done.has(holding.lotId)) parts.push({ part: { in: 'lot', lotId: holding.lotId, attributable: 0 }, exact })
      else arrived.set(holding.lotId, (arrived.get(holding.lotId) ?? 0n) + exact)
    }
  }
  return rounded(parts)
}

/** All that was in a lot: what remains and what is held of it. */
export function wholeOf({ remaining, held }: RecalledLot<unknown>): Quantity {
  return held.reduce((sum, { quantity }) => sum + quantity, remaining)
}

/** Every lot after all lots whose goods are in it; where they go in a circle, the one that was reached first goes first. */
function inOrder<End>(root: number, lots: ReadonlyMap<number, RecalledLot<End>>): RecalledLot<End>[] {
  const waitingFor = new Map([...lots.keys()].map((lotId) => [lotId, 0]))
  const targetsOf = (lot: RecalledLot<End>) => lot.held.flatMap((holding) => (holding.to === 'lot' ? [holding.lotId] : []))
  for (const lot of lots.values()) for (const lotId of targetsOf(lot)) waitingFor.set(lotId, (waitingFor.get(lotId) ?? 0) + 1)
  const ready = [root]
  const taken = new Set(ready)
  const take = (lotId: number) => {
    if (taken.has(lotId)) return
    taken.add(lotId)
    ready.push(lotId)
  }
  const order: RecalledLot<End>[] = []
  // The lots themselves come last: they matter only where goods go in a circle, and none is ever free of waiting.
  for (const candidate of [null, ...lots.keys()]) {
    if (candidate !== null) take(candidate)
    for (let lot = lots.get(ready[order.length] ?? -1); lot !== undefined; lot = lots.get(ready[order.length] ?? -1)) {
      order.push(lot)
      for (const target of targetsOf(lot)) {
        const left = (waitingFor.get(target) ?? 0) - 1
        waitingFor.set(target, left)
        if (left === 0) take(target)
      }
    }
  }
  return order
}

/** By weight, each rounded down but the first that has any, which takes what is left besides: far less than a millionth. */
function split(total: bigint, weights: readonly Quantity[]): bigint[] {
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n)
  if (sum === 0n) return weights.map((_, place) => (place === 0 ? total : 0n))
  const shares = weights.map((weight) => (total * BigInt(weight)) / sum)
  const first = weights.findIndex((weight) => weight > 0)
  const left = total - shares.reduce((all, share) => all + share, 0n)
  return shares.map((share, place) => (place === first ? share + left : share))
}

function rounded<End>(parts: readonly { readonly part: RecalledPart<End>; readonly exact: bigint }[]): RecalledPart<End>[] {
  const total = parts.reduce((sum, { exact }) => sum + exact, 0n) / scale
  const floors = parts.map(({ exact }) => exact / scale)
  const left = Number(total - floors.reduce((sum, floor) => sum + floor, 0n))
  const remainder = ({ exact }: { readonly exact: bigint }) => exact % scale
  const places = [...parts.keys()]
  const lucky = new Set(
    places
      .toSorted((a, b) => {
        const [one, other] = [parts[a], parts[b]].map((part) => (part === undefined ? 0n : remainder(part)))
        return one === other ? a - b : (one ?? 0n) > (other ?? 0n) ? -1 : 1
      })
      .slice(0, left),
  )
  return parts.map(({ part }, place) => ({ ...part, attributable: Number(floors[place] ?? 0n) + (lucky.has(place) ? 1 : 0) }))
}
