import type { Books, Build, CostLine } from './books.ts'
import {
  addToPool,
  change,
  checkDate,
  drawFifo,
  drawOf,
  giveBack,
  heldBy,
  keep,
  lotOf,
  makeLot,
  move,
  noteAverages,
  onHandOf,
  productOf,
  Refused,
  stockOf,
  takeWhole,
  tick,
} from './stock.ts'
import { least, roundedQuotient, shareOf, times } from './exact.ts'
import { takeOut } from './pool.ts'
import { returnAgain } from './sales.ts'
import { giveWay } from './shortages.ts'
import { refuseUnlessWhole } from './undo.ts'

export function executeBuild(books: Books, input: { productId: number; quantity: bigint; date: string }): Build {
  const product = productOf(books, input.productId)
  const recipe = books.recipes.get(product.id)
  if (recipe === undefined) throw new Refused('bom.not_active')
  checkDate(books, 'businessDate', input.date)
  const needs = recipe.components.map((component) => ({ ...component, needed: times(component.perUnit, input.quantity) }))
  const costs = costsOf(recipe.costLines, input.quantity)
  for (const { needed } of needs) keep(needed)
  for (const value of Object.values(costs)) keep(value)
  refuseShort(books, needs)
  const number = books.builds.length + 1
  const build: Build = {
    key: `build ${number}`,
    id: 0,
    number,
    productId: product.id,
    quantity: input.quantity,
    date: input.date,
    state: 'review',
    reviewed: books.review,
    costs,
    lot: null,
    recovered: [],
    rejectedAt: 0,
  }
  books.builds.push(build)
  for (const { productId, needed } of needs) drawFifo(books, build.key, productId, needed, 'work_in_process')
  if (!books.review) finish(books, build)
  return build
}

function refuseShort(books: Books, needs: readonly { productId: number; perUnit: bigint; optional: boolean; needed: bigint }[]): void {
  const required = needs.filter(({ optional }) => !optional)
  const short = required
    .map(({ productId, needed }) => ({ productId, needed, onHand: stockOf(books, productId).quantity }))
    .filter(({ needed, onHand }) => onHand < needed)
  if (short.length === 0) return
  let buildableMax: bigint | null = null
  for (const { productId, perUnit } of required) {
    const onHand = onHandOf(books, productId)
    const count = onHand <= 0n ? 0n : onHand / perUnit
    if (buildableMax === null || count < buildableMax) buildableMax = count
  }
  throw new Refused('build.short', { buildableMax, components: short })
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

export function reverseBuild(books: Books, buildId: number): void {
  const build = buildOf(books, buildId)
  if (build.state === 'reversed') throw new Refused('document.already_reversed')
  if (build.state === 'rejected') throw new Refused('build.is_rejected')
  const homeless = build.state === 'done' ? unfinish(books, build) : []
  for (const draw of heldBy(books, build.key)) giveBack(books, draw, draw.quantity, 'work_in_process')
  build.state = 'reversed'
  noteAverages(books)
  returnAgain(books, homeless)
}
