import type { Books, Build, CostLine, Lot, Plan } from './books.ts'
import {
  addToPool,
  change,
  checkDate,
  drawFifo,
  drawFrom,
  drawOf,
  giveBack,
  heldBy,
  keep,
  lotOf,
  makeLot,
  move,
  noteAverages,
  openLots,
  productOf,
  Refused,
  stockOf,
  takeWhole,
  tick,
} from './stock.ts'
import { least, ONE, roundedQuotient, shareOf, times } from './exact.ts'
import { askedOf, heldByOthers, openPlan, planOf, putBackOnPlan, takeOffPlan } from './plans.ts'
import { takeOut } from './pool.ts'
import { returnAgain } from './sales.ts'
import { giveWay } from './shortages.ts'
import { refuseUnlessWhole } from './undo.ts'

/** What a build is made of: lots are told by their place in the books. */
export interface BuildOrder {
  readonly productId: number
  readonly quantity: bigint
  readonly date: string
  readonly plannedBuildId: number | null
  readonly lines: readonly UsedLine[]
  readonly rest: 'keep' | 'close' | null
  readonly useHeld: boolean
}

export interface UsedLine {
  readonly productId: number
  readonly quantity: bigint
  /** Lots chosen by hand; a lot that is not there is nothing. */
  readonly lots: readonly { readonly lot: Lot | undefined; readonly quantity: bigint }[] | null
  readonly reason: string
}

interface Need {
  readonly productId: number
  /** As the BOM says, where the need is that times the units. */
  readonly perUnit: bigint | null
  readonly optional: boolean
  readonly needed: bigint
  readonly used: UsedLine | null
  readonly available: bigint
  readonly held: bigint
}

export function executeBuild(books: Books, order: BuildOrder): Build {
  const product = productOf(books, order.productId)
  const plan = order.plannedBuildId === null ? null : planFor(books, order.plannedBuildId, product.id)
  const costLines = (plan ?? books.recipes.get(product.id))?.costLines
  if (costLines === undefined) throw new Refused('bom.not_active')
  const needs = needsOf(books, order, plan)
  checkDate(books, 'businessDate', order.date)
  const costs = costsOf(costLines, order.quantity)
  for (const { needed } of needs) keep(needed)
  for (const value of Object.values(costs)) keep(value)
  if (plan !== null && order.quantity < plan.quantity && order.rest === null) throw new Refused('build.rest_not_decided', { planned: plan.quantity })
  for (const need of needs) refusePicks(books, need)
  refuseShort(needs, order.quantity)
  const number = books.builds.length + 1
  const build: Build = {
    key: `build ${number}`,
    id: 0,
    number,
    productId: product.id,
    quantity: order.quantity,
    date: order.date,
    state: 'review',
    reviewed: books.review,
    costs,
    lot: null,
    plan: plan === null ? null : { id: plan.id, ...takeOffPlan(plan, order.quantity, order.rest) },
    recovered: [],
    rejectedAt: 0,
  }
  books.builds.push(build)
  for (const need of needs) drawNeed(books, build, need)
  if (!books.review) finish(books, build)
  return build
}

function planFor(books: Books, plannedBuildId: number, productId: number): Plan {
  const plan = openPlan(books, plannedBuildId)
  if (plan.productId !== productId) throw new Refused('planned_build.other_product')
  return plan
}

function needsOf(books: Books, { productId, quantity, lines, useHeld }: BuildOrder, plan: Plan | null): Need[] {
  const used = new Map<number, UsedLine>()
  for (const line of lines) {
    productOf(books, line.productId)
    if (used.has(line.productId)) throw new Refused('build.line_twice')
    if (line.productId === productId) throw new Refused('build.made_of_itself')
    used.set(line.productId, line)
  }
  const ofRecipe = (books.recipes.get(productId)?.components ?? []).map((line) => ({ ...line, asked: times(line.perUnit, quantity) }))
  const ofPlan = plan?.lines.map((line) => ({ ...line, perUnit: line.modified ? null : line.perUnit, asked: askedOf(plan, line, quantity) }))
  const asked = ofPlan ?? ofRecipe
  const more = lines.filter((line) => line.quantity > 0n && !asked.some((one) => one.productId === line.productId))
  const all = [...asked, ...more.map((line) => ({ productId: line.productId, perUnit: null, optional: false, asked: line.quantity }))]
  return all.map(({ productId: part, perUnit, optional, asked: needed }) => {
    const line = used.get(part) ?? null
    const held = heldByOthers(books, part, plan)
    const free = stockOf(books, part).quantity - (useHeld ? 0n : held)
    return { productId: part, perUnit: line === null ? perUnit : null, optional, needed: line?.quantity ?? needed, used: line, held, available: free < 0n ? 0n : free }
  })
}

/** Lots chosen by hand are of the product, hold what is taken, come to the quantity, and are the oldest or have a reason. */
function refusePicks(books: Books, { productId, needed, used }: Need): void {
  if (used === null || used.lots === null) return
  const taken = pickedOf(used)
  for (const { lot } of used.lots) {
    if (lot === undefined || lot.productId !== productId || lot.voided) throw new Refused('build.pick_not_of_product')
    if ((taken.get(lot.n) ?? 0n) > lot.quantity) throw new Refused('build.pick_not_in_lot', { remaining: lot.quantity, picked: taken.get(lot.n) })
  }
  const picked = used.lots.reduce((sum, { quantity }) => sum + quantity, 0n)
  if (picked !== needed) throw new Refused('build.pick_sum_differs', { quantity: needed, picked })
  let left = needed
  for (const lot of openLots(books, productId)) {
    const oldest = least(left, lot.quantity)
    if ((taken.get(lot.n) ?? 0n) !== oldest && used.reason === '') throw new Refused('build.pick_needs_reason')
    left -= oldest
  }
}

function pickedOf({ lots }: UsedLine): Map<number, bigint> {
  const taken = new Map<number, bigint>()
  for (const { lot, quantity } of lots ?? []) if (lot !== undefined) taken.set(lot.n, (taken.get(lot.n) ?? 0n) + quantity)
  return taken
}

function drawNeed(books: Books, build: Build, { productId, needed, used, available }: Need): void {
  if (used === null || used.lots === null) {
    drawFifo(books, build.key, productId, least(needed, available), 'work_in_process')
    return
  }
  const taken = pickedOf(used)
  for (const lot of openLots(books, productId)) {
    const quantity = taken.get(lot.n) ?? 0n
    if (quantity > 0n) drawFrom(books, build.key, lot, quantity, 'work_in_process')
  }
}

function refuseShort(needs: readonly Need[], units: bigint): void {
  const required = needs.filter(({ optional, used }) => !optional || (used?.lots ?? null) !== null)
  const short = required.filter(({ needed, available }) => available < needed)
  if (short.length === 0) return
  let buildableMax: bigint | null = null
  for (const { perUnit, needed, available } of required) {
    if (needed === 0n) continue
    const count = perUnit === null ? (available * units) / needed / ONE : available / perUnit
    if (buildableMax === null || count < buildableMax) buildableMax = count
  }
  throw new Refused('build.short', { buildableMax, components: short.map(({ productId, needed, held, available }) => ({ productId, needed, held, ...(held === 0n ? { onHand: available } : {}) })) })
}

function costsOf(lines: readonly CostLine[], units: bigint) {
  const costs = { labor: 0n, overhead: 0n, other: 0n }
  for (const { kind, cost } of lines) {
    const value =
      cost.by === 'amount' ? times(cost.amount, units) : roundedQuotient(cost.rate * cost.perUnit * units, 1_000_000_000_000n)
    costs[kind] += value
  }
  return costs
}

function costSum({ costs }: Build): bigint {
  return costs.labor + costs.overhead + costs.other
}

/** What a build drew and its cost lines, at the cost of today. */
export function costOfBuild(books: Books, build: Build): bigint {
  return wip(books, build) + costSum(build)
}

function wip(books: Books, build: Build): bigint {
  return heldBy(books, build.key).reduce((sum, { value }) => sum + value, 0n)
}

/** The finished goods: component value drawn and cost lines. The day is that of execution, or of approval. */
function finish(books: Books, build: Build): void {
  const value = costOfBuild(books, build)
  for (const kind of ['labor', 'overhead', 'other'] as const) move(books, kind, 'work_in_process', build.costs[kind])
  const day = build.reviewed ? books.today : build.date
  const { productId, quantity } = build
  if (books.receiving) {
    const number = `B-${build.number}`
    const lot = makeLot(books, { productId, number, receivedOn: day, maker: build.key, quantity, value, from: 'work_in_process' })
    build.lot = lot.n
  } else {
    addToPool(books, build.key, { productId, quantity, value, date: day }, 'work_in_process')
  }
  build.state = 'done'
}

/** The finished goods are taken back into work in process, with the settlements they gave. */
function unfinish(books: Books, build: Build) {
  if (build.lot === null) {
    const homeless = takeOut(books, build.key, 'work_in_process')
    backOut(books, build)
    return homeless
  }
  const lot = lotOf(books, build.lot)
  refuseUnlessWhole(books, [lot], build.key)
  const homeless = giveWay(books, lot.n)
  takeWhole(books, lot, costOfBuild(books, build), 'work_in_process')
  build.lot = null
  backOut(books, build)
  return homeless
}

function backOut(books: Books, build: Build): void {
  for (const kind of ['labor', 'overhead', 'other'] as const) move(books, 'work_in_process', kind, build.costs[kind])
}

function buildOf(books: Books, buildId: number): Build {
  const build = books.builds.find(({ id }) => id === buildId)
  if (build === undefined) throw new Refused('build.not_found', { buildId })
  return build
}

export function approveBuild(books: Books, buildId: number): Build {
  const build = buildOf(books, buildId)
  if (build.state !== 'review') throw new Refused('build.not_in_review')
  finish(books, build)
  return build
}

export function undoApproval(books: Books, buildId: number): void {
  const build = buildOf(books, buildId)
  if (build.state !== 'done' || !build.reviewed) throw new Refused('build.not_approved')
  const homeless = unfinish(books, build)
  build.state = 'review'
  noteAverages(books)
  returnAgain(books, homeless)
}

export type Recovery =
  | { readonly kind: 'full' }
  | { readonly kind: 'total_loss' }
  | { readonly kind: 'partial'; readonly recovered: readonly { readonly productId: number; readonly quantity: bigint }[] }

/** Recovered goods go back last draw first at the value they carry; the rest is waste. */
export function rejectBuild(books: Books, buildId: number, recovery: Recovery): { recovered: bigint; wasted: bigint } {
  const build = buildOf(books, buildId)
  if (build.state !== 'review') throw new Refused('build.not_in_review')
  const held = heldBy(books, build.key)
  const wanted = new Map<number, bigint>()
  if (recovery.kind === 'full') for (const draw of held) wanted.set(draw.productId, (wanted.get(draw.productId) ?? 0n) + draw.quantity)
  if (recovery.kind === 'partial') for (const { productId, quantity } of recovery.recovered) wanted.set(productId, (wanted.get(productId) ?? 0n) + quantity)
  for (const [productId, quantity] of wanted) {
    const drawn = held.reduce((sum, draw) => (draw.productId === productId ? sum + draw.quantity : sum), 0n)
    if (quantity > drawn) throw new Refused('build.recovers_too_much', { recovered: quantity, drawn })
  }
  let recovered = 0n
  for (const draw of held.toSorted((a, b) => b.n - a.n)) {
    const part = least(wanted.get(draw.productId) ?? 0n, draw.quantity)
    if (part === 0n) continue
    wanted.set(draw.productId, (wanted.get(draw.productId) ?? 0n) - part)
    const value = giveBack(books, draw, part, 'work_in_process')
    build.recovered.push({ draw: draw.n, quantity: part, value })
    recovered += value
  }
  const wasted = wip(books, build)
  move(books, 'work_in_process', 'waste', wasted)
  build.state = 'rejected'
  build.rejectedAt = tick(books)
  return { recovered, wasted }
}

/** What was recovered is taken again from the lots it went into, if it is still there. */
export function undoRejection(books: Books, buildId: number): void {
  const build = buildOf(books, buildId)
  if (build.state !== 'rejected') throw new Refused('build.not_rejected')
  move(books, 'waste', 'work_in_process', wip(books, build))
  const wanted = new Map<number, bigint>()
  for (const { draw, quantity } of build.recovered) {
    const { lot } = drawOf(books, draw)
    wanted.set(lot, (wanted.get(lot) ?? 0n) + quantity)
  }
  const homeless = [...wanted].flatMap(([lot, quantity]) => giveWay(books, lot, quantity))
  const gone = [...wanted].toReversed().filter(([lot, quantity]) => lotOf(books, lot).quantity < quantity)
  if (gone.length > 0) {
    const lots = gone.map(([lot, recovered]) => ({ number: lotOf(books, lot).number, recovered, remaining: lotOf(books, lot).quantity }))
    throw new Refused('build.recovered_is_gone', { lots })
  }
  const untouched = new Set([...wanted.keys()].filter((lot) => lotOf(books, lot).touched < build.rejectedAt))
  for (const back of build.recovered.toReversed()) {
    const draw = drawOf(books, back.draw)
    const lot = lotOf(books, draw.lot)
    const value = untouched.has(lot.n) ? back.value : shareOf(lot.value, back.quantity, lot.quantity)
    change(books, lot, -back.quantity, -value)
    draw.quantity += back.quantity
    draw.value += value
    move(books, 'lots', 'work_in_process', value)
  }
  build.recovered = []
  build.state = 'review'
  noteAverages(books)
  returnAgain(books, homeless)
}

export function reverseBuild(books: Books, buildId: number, replan: boolean): void {
  const build = buildOf(books, buildId)
  if (build.state === 'reversed') throw new Refused('document.already_reversed')
  if (build.state === 'rejected') throw new Refused('build.is_rejected')
  const homeless = build.state === 'done' ? unfinish(books, build) : []
  for (const draw of heldBy(books, build.key)) giveBack(books, draw, draw.quantity, 'work_in_process')
  build.state = 'reversed'
  if (replan && build.plan !== null) putBackOnPlan(books, planOf(books, build.plan.id), build.plan)
  noteAverages(books)
  returnAgain(books, homeless)
}
