import type { Books, Plan, PlanLine } from './books.ts'
import { roundedQuotient, times } from './exact.ts'
import { keep, productOf, Refused } from './stock.ts'

export function planOf(books: Books, plannedBuildId: number): Plan {
  const plan = books.plans.find(({ id }) => id === plannedBuildId)
  if (plan === undefined) throw new Refused('planned_build.not_found', { plannedBuildId })
  return plan
}

export function openPlan(books: Books, plannedBuildId: number): Plan {
  const plan = planOf(books, plannedBuildId)
  if (plan.state !== 'planned') throw new Refused('planned_build.not_planned', { status: plan.state })
  return plan
}

/** Lines that follow the BOM are the quantity per unit times the units. */
function follow(plan: Plan): void {
  for (const line of plan.lines) if (line.perUnit !== null && !line.modified) line.quantity = keep(times(line.perUnit, plan.quantity))
}

export function planBuild(books: Books, productId: number, quantity: bigint, auto = false): Plan {
  productOf(books, productId)
  const recipe = books.recipes.get(productId)
  if (recipe === undefined) throw new Refused('bom.not_active')
  const lines = recipe.components.map((line): PlanLine => ({ ...line, quantity: 0n, modified: false }))
  // Plans are counted as they come, whoever makes them.
  const plan: Plan = { id: books.plans.length + 1, productId, quantity, lines, costLines: recipe.costLines, state: 'planned', auto }
  follow(plan)
  books.plans.push(plan)
  return plan
}

/** Another quantity for a plan; what cannot be kept is refused and changes nothing. */
export function rescalePlan(plan: Plan, quantity: bigint): void {
  const scaled = structuredClone(plan)
  scaled.quantity = quantity
  follow(scaled)
  Object.assign(plan, scaled)
}

/** Into the queue again; where the program planned the product anew meanwhile, this one is no longer its own. */
export function reopenPlan(books: Books, plan: Plan): void {
  const another = books.plans.some((one) => one !== plan && one.auto && one.state === 'planned' && one.productId === plan.productId)
  plan.state = 'planned'
  plan.auto = plan.auto && !another
}

export function editPlan(books: Books, plannedBuildId: number, quantity: bigint, lines: readonly { productId: number; quantity: bigint | null }[]): void {
  const plan = openPlan(books, plannedBuildId)
  // Whoever edits it makes it theirs.
  plan.auto = false
  plan.quantity = quantity
  follow(plan)
  const named = new Set<number>()
  for (const { productId, quantity: wanted } of lines) {
    productOf(books, productId)
    if (named.has(productId)) throw new Refused('build.line_twice')
    named.add(productId)
    if (productId === plan.productId) throw new Refused('build.made_of_itself')
    setLine(plan, productId, wanted)
  }
}

function setLine(plan: Plan, productId: number, wanted: bigint | null): void {
  const line = plan.lines.find((one) => one.productId === productId)
  if (line === undefined) {
    if (wanted !== null && wanted > 0n) plan.lines.push({ productId, perUnit: null, optional: false, quantity: wanted, modified: true })
  } else if (line.perUnit === null) {
    if (wanted === null || wanted === 0n) plan.lines = plan.lines.filter((one) => one !== line)
    else line.quantity = wanted
  } else {
    const asked = times(line.perUnit, plan.quantity)
    line.modified = wanted !== null && wanted !== asked
    line.quantity = wanted ?? asked
  }
}

/** What planned builds other than this one hold of a product. */
export function heldByOthers(books: Books, productId: number, plan: Plan | null): bigint {
  if (!books.reservation) return 0n
  const lines = books.plans.flatMap((one) => (one.state === 'planned' && one.id !== plan?.id ? one.lines : []))
  return lines.reduce((sum, line) => (line.productId === productId ? sum + line.quantity : sum), 0n)
}

/** What so many of the planned units ask for of a line. */
export function askedOf(plan: Plan, line: PlanLine, units: bigint): bigint {
  if (line.perUnit !== null && !line.modified) return times(line.perUnit, units)
  return units === plan.quantity ? line.quantity : roundedQuotient(line.quantity * units, plan.quantity)
}

/** What a build takes off its plan, line by line where they were set by hand. */
export function takeOffPlan(plan: Plan, units: bigint, rest: 'keep' | 'close' | null): { units: bigint; lines: Map<number, bigint> } {
  const gone = units < plan.quantity ? units : plan.quantity
  const lines = new Map<number, bigint>()
  for (const line of plan.lines) {
    if (!line.modified) continue
    const part = gone === plan.quantity ? line.quantity : roundedQuotient(line.quantity * gone, plan.quantity)
    lines.set(line.productId, part)
    line.quantity -= part
  }
  plan.quantity -= gone
  follow(plan)
  plan.state = plan.quantity === 0n ? 'done' : rest === 'close' ? 'closed' : 'planned'
  // Whoever says that the rest stays has made it theirs.
  if (rest === 'keep') plan.auto = false
  return { units: gone, lines }
}

export function putBackOnPlan(books: Books, plan: Plan, took: { units: bigint; lines: ReadonlyMap<number, bigint> }): void {
  plan.quantity += took.units
  for (const line of plan.lines) if (line.modified) line.quantity += took.lines.get(line.productId) ?? 0n
  follow(plan)
  reopenPlan(books, plan)
}
