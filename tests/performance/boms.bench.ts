/**
 * What recipes cost to work out, against the same by hand: `node tests/performance/boms.bench.ts`. 3,000 products on ten
 * levels, ten components and two cost lines each; the hand-written side reads what it needs in one query each and loops.
 * Ends with 1 when a goal is missed.
 */
import type { Database } from '../../src/main/database/open.ts'
import { buildLimits } from '../../src/main/queries/build-limits.ts'
import { costsUnder } from '../../src/main/queries/cost-now.ts'
import { valueOf } from '../support/database.ts'
import { shopOn } from '../support/shop.ts'
import { interleave, median, printGoals, type Goal } from './measure.ts'
import { emptyLedgerAt } from './shop-floor.ts'

const quick = process.argv.includes('--quick')
const levels = 10
const componentsEach = 10
const rounds = quick ? 20 : 100
const ms = (value: number) => `${value.toFixed(2)} ms`

interface RecipeShop {
  readonly db: Database
  /** A product of the topmost level. */
  readonly topId: number
  readonly made: number
}

/** Products on ten levels above what is bought, each made of ten of the level below. */
function recipeShop(products: number): RecipeShop {
  const shop = shopOn(emptyLedgerAt(':memory:'))
  const perLevel = Math.max(componentsEach, Math.floor(products / levels))
  let below = Array.from({ length: perLevel }, (_, place) => shop.product(`B-${place}`))
  valueOf(shop.confirm(shop.draft(below.map((productId, place) => ({ productId, quantity: 50_000_000 + place * 1_000, unitCost: 10_000 + place })))))
  let made = 0
  for (let level = levels; level >= 1; level -= 1) {
    const above = Array.from({ length: perLevel }, (_, place) => shop.product(`L${level}-${place}`, 'sub_assembly'))
    for (const [place, productId] of above.entries()) {
      const components = Array.from({ length: componentsEach }, (_, n) => ({ productId: below[(place * 7 + n) % perLevel] ?? 0, perUnit: 100_000 + n * 100 }))
      shop.bom(productId, { components, costLines: [{ kind: 'labor', rate: 30_000_000, per: 10_000 }, { kind: 'other', amount: 1_000 }] })
      made += 1
    }
    below = above
  }
  return { db: shop.db, topId: below[0] ?? 0, made }
}

interface EdgeRow {
  readonly madeId: number
  readonly productId: number
  readonly quantityPerUnit: number
}

const rounded = (product: bigint, by: bigint) => Number((product + by / 2n) / by)

/** The recursive cost of one product by hand: what it is made of in one query, its cost lines and stock in two more, then a loop. */
function costByHand(db: Database) {
  const under = `WITH RECURSIVE part (id) AS (SELECT ? UNION SELECT c.product_id FROM part JOIN bom_version v ON v.product_id = part.id AND v.status = 'active'
    JOIN bom_component c USING (bom_version_id))`
  const edges = db.prepare<[number], EdgeRow>(
    `${under} SELECT v.product_id AS madeId, c.product_id AS productId, c.quantity_per_unit AS quantityPerUnit
     FROM part JOIN bom_version v ON v.product_id = part.id AND v.status = 'active' JOIN bom_component c USING (bom_version_id) WHERE c.optional = 0`,
  )
  const lines = db.prepare<[number], { madeId: number; amount: number | null; rate: number | null; per: number | null }>(
    `${under} SELECT v.product_id AS madeId, l.amount_per_unit AS amount, l.rate, l.quantity_per_unit AS per
     FROM part JOIN bom_version v ON v.product_id = part.id AND v.status = 'active' JOIN bom_cost_line l USING (bom_version_id)`,
  )
  const stock = db.prepare<[number], { id: number; quantity: number; value: number }>(
    `${under} SELECT part.id, b.quantity, b.value FROM part JOIN product_balance b ON b.product_id = part.id WHERE b.quantity > 0`,
  )
  return (topId: number): number => {
    const parts = new Map<number, EdgeRow[]>()
    for (const edge of edges.all(topId)) {
      const known = parts.get(edge.madeId)
      if (known) known.push(edge)
      else parts.set(edge.madeId, [edge])
    }
    const costs = new Map<number, number>()
    const extra = new Map<number, number>()
    for (const { id, quantity, value } of stock.all(topId)) costs.set(id, rounded(BigInt(value) * 1_000_000n, BigInt(quantity)))
    for (const { madeId, amount, rate, per } of lines.all(topId)) {
      const cost = amount ?? rounded(BigInt(rate ?? 0) * BigInt(per ?? 0), 1_000_000n)
      extra.set(madeId, (extra.get(madeId) ?? 0) + cost)
    }
    const costOf = (id: number): number => {
      const known = costs.get(id)
      if (known !== undefined) return known
      let sum = extra.get(id) ?? 0
      for (const { productId, quantityPerUnit } of parts.get(id) ?? []) sum += rounded(BigInt(costOf(productId)) * BigInt(quantityPerUnit), 1_000_000n)
      costs.set(id, sum)
      return sum
    }
    return costOf(topId)
  }
}

/** How many of each product the stock allows, by hand: one query. */
function buildableByHand(db: Database) {
  const rows = db.prepare<[], [number, number]>(
    `SELECT v.product_id, min(max(b.quantity, 0) / c.quantity_per_unit)
     FROM bom_version v CROSS JOIN bom_component c USING (bom_version_id) CROSS JOIN product_balance b ON b.product_id = c.product_id
     WHERE v.status = 'active' AND c.optional = 0 GROUP BY v.product_id`,
  ).raw()
  return () => new Map(rows.all())
}

function compare(what: string, ours: () => unknown, byHand: () => unknown): Goal {
  interleave(5, ours, byHand)
  const [our, bound] = interleave(rounds, ours, byHand)
  return { what, ours: ms(median(our)), bound: ms(median(bound)), ratio: median(our) / median(bound), ratioMax: 2 }
}

function measure(products: number): readonly Goal[] {
  const { db, topId, made } = recipeShop(products)
  const [cost, buildable] = [costByHand(db), buildableByHand(db)]
  if (costsUnder(db, [topId]).built(topId) !== cost(topId)) throw new Error('the two came to different costs')
  const limits = new Map([...buildLimits(db)].map(([id, { count }]) => [id, count]))
  if (JSON.stringify([...limits].toSorted()) !== JSON.stringify([...buildable()].toSorted())) throw new Error('the two came to different counts')
  const goals = [
    compare(`recursive cost of the deepest of ${made} BOMs`, () => costsUnder(db, [topId]).built(topId), () => cost(topId)),
    compare(`max buildable of all ${made} products`, () => buildLimits(db), () => buildable()),
  ]
  db.close()
  return goals
}

const [small, large] = [measure(300), measure(3_000)]
printGoals(large)
console.log('growth from 300 to 3,000 products:')
console.table(large.map(({ what, ours }, place) => ({ what, 'at 300': small[place]?.ours, 'at 3,000': ours, 'ratio at 300': small[place]?.ratio.toFixed(2) })))
process.exitCode = large.every(({ ratio, ratioMax }) => ratio <= ratioMax) ? 0 : 1
