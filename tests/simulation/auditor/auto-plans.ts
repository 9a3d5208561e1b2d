import type { Books, Plan } from './books.ts'
import { planBuild, rescalePlan } from './plans.ts'
import { onHandOf, Refused } from './stock.ts'

/** What a command was about, as far as plans of the program's own care. */
export interface Named {
  /** The company's switches were changed: every product is looked at. */
  readonly everything: boolean
  /** Plans that a person made, changed, put away, put back or built from. */
  readonly plans: readonly number[]
  /** Products whose build point was set, or of which something was built, reviewed or taken back. */
  readonly products: readonly number[]
}

/** The largest quantity there can be. */
const most = BigInt(Number.MAX_SAFE_INTEGER)

/**
 * The program plans by itself, once at the end of a command and with the switch on: one build of each product that stands at its build
 * point or below, over what is missing to the target and is neither planned by people nor in review. It plans anew
 * only where something moved, so that what people took from the queue stays out of it until then; what it planned it brings
 * up to date or takes away. Without a need a plan that people just put there is theirs.
 */
export function keepAutoPlans(before: Books, books: Books, named: Named): void {
  const own = books.plans.filter(isOwn)
  const isNamed = ({ id }: Plan) => named.plans.includes(id)
  if (!books.autoBuilds) {
    for (const plan of own) {
      if (isNamed(plan)) plan.auto = false
      else if (named.everything) plan.state = 'deleted'
    }
    return
  }
  const about = new Set(books.plans.filter(isNamed).map(({ productId }) => productId))
  for (const { id } of books.products) {
    const stirred = named.everything || named.products.includes(id) || heldText(before, id) !== heldText(books, id)
    if (!stirred && !about.has(id)) continue
    const plan = own.find(({ productId }) => productId === id)
    const need = needOf(books, id)
    if (plan === undefined) {
      if (need > 0n && stirred) tryTo(() => planBuild(books, id, need, true))
    } else if (need > 0n) {
      tryTo(() => rescalePlan(plan, need))
    } else if (isNamed(plan)) {
      plan.auto = false
    } else {
      plan.state = 'deleted'
    }
  }
}

function isOwn({ auto, state }: Plan): boolean {
  return auto && state === 'planned'
}

function needOf(books: Books, productId: number): bigint {
  const level = books.buildPoints.get(productId)
  const onHand = onHandOf(books, productId)
  if (level === undefined || !books.recipes.has(productId) || onHand > level.buildPoint) return 0n
  const planned = books.plans.filter((plan) => plan.state === 'planned' && !plan.auto && plan.productId === productId)
  const inReview = books.builds.filter((build) => build.state === 'review' && build.productId === productId)
  const missing = level.targetLevel - onHand
  const need = [...planned, ...inReview].reduce((left, { quantity }) => left - quantity, missing < most ? missing : most)
  return need > 0n ? need : 0n
}

/** Everything that is told of a product's goods, so that two moments can be compared. */
function heldText({ lots, draws, additions, parts, returnLots, shortages }: Books, productId: number): string {
  const own = new Set(lots.filter((lot) => lot.productId === productId).map(({ n }) => n))
  const drawn = new Set(draws.filter((draw) => draw.productId === productId).map(({ n }) => n))
  const rows = [
    lots.filter(({ n }) => own.has(n)),
    draws.filter(({ n }) => drawn.has(n)),
    additions.filter(({ lot }) => own.has(lot)),
    parts.filter(({ draw }) => drawn.has(draw)),
    returnLots.filter(({ lot }) => own.has(lot)),
    shortages.filter((shortage) => shortage.productId === productId),
  ]
  return rows.map((some) => some.map(({ n, quantity, value }) => `${n}:${quantity}:${value}`).join(' ')).join('|')
}

/** What the ledger cannot keep is left as it is. */
function tryTo(plan: () => void): void {
  try {
    plan()
  } catch (refusal) {
    if (!(refusal instanceof Refused)) throw refusal
  }
}
