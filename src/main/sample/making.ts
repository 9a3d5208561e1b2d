import { one } from '../../shared/units/decimal.ts'
import { formatQuantity } from '../../shared/units/quantity.ts'
import { daysAfter } from '../../shared/units/calendar.ts'
import { sampleBoms, type SampleBom } from '../practice/sample-recipes.ts'
import { bomOf, buildable, figure, productOf, type Day, type SampleShop } from './shop.ts'

/** From so many days before the last one on, these are left to run out. */
const leftToRunOut: Readonly<Record<string, number>> = { 'ENC-2420-GRY': 12, 'RCK-24U': 10, 'BKT-90': 6, 'GRD-3': 15, 'XMB-19': 8 }

/** Builds what is at its build point, what it needs first, and what was planned for this day. */
export function makeOn(shop: SampleShop, day: Day): void {
  finishPlans(shop, day)
  for (const bom of sampleBoms) {
    const { level, sku } = bom
    if (level === null || day.left <= (leftToRunOut[sku] ?? 0)) continue
    const onHand = shop.stock.onHand(sku)
    if (onHand > figure(level.buildPoint)) continue
    const wanted = Math.ceil((figure(level.targetLevel) - onHand) / one)
    const isPlanned = shop.memory.plans.some((plan) => plan.sku === sku)
    if (isPlanned) continue
    if (bom.components.length > 6 && day.dice.chance(25)) plan(shop, day, bom, wanted)
    else make(shop, day, bom, wanted)
  }
}

/** Builds up to so many units, and before them what they need that is made here too. Returns how many it came to. */
export function make(shop: SampleShop, day: Day, bom: SampleBom, wanted: number, planned: number | null = null): number {
  for (const { sku, quantity, optional } of bom.components) {
    const inner = bomOf(sku)
    const missing = wanted * figure(quantity) - shop.stock.onHand(sku)
    if (inner === null || optional || missing <= 0) continue
    const toLevel = inner.level === null ? 0 : figure(inner.level.targetLevel) - shop.stock.onHand(sku)
    make(shop, day, inner, Math.ceil(Math.max(missing, toLevel) / one))
  }
  const units = Math.min(wanted, buildable(shop, bom))
  if (units <= 0) return 0
  execute(shop, day, bom, { units, planned, rest: units < wanted ? 'keep' : null, waits: false })
  return units
}

interface Execution {
  readonly units: number
  readonly planned: number | null
  readonly rest: 'keep' | null
  /** Whether it stays in review. */
  readonly waits: boolean
}

function execute(shop: SampleShop, day: Day, bom: SampleBom, { units, planned, rest, waits }: Execution): void {
  const { desk, stock, people, productId } = shop
  const finished = productOf(bom.sku).kind === 'finished_good'
  const bench = finished ? people.assembly : bom.components.some(({ sku }) => sku === 'WIR-035') ? people.welding : people.cutting
  desk.actAs(bench)
  const input = { productId: productId(bom.sku), quantity: String(units), businessDate: desk.today(), plannedBuildId: planned, assigneeId: bench, notes: null }
  // Welding takes a little more wire than the recipe says, and somebody weighed the spool.
  const wire = bom.components.find(({ sku }) => sku === 'WIR-035')
  const more = wire !== undefined && day.dice.chance(12) ? Math.round(units * figure(wire.quantity) * 1.08) : null
  const lines = more === null || more > stock.onHand('WIR-035') ? null : [{ productId: productId('WIR-035'), quantity: formatQuantity(more) }]
  if (day.dice.chance(1)) takenBack(shop, { ...input, plannedBuildId: null, lines })
  const { buildId, status } = desk.does('build.execute', { ...input, lines, rest: planned === null ? null : rest })
  for (const { sku, quantity } of bom.components) {
    const needed = sku === 'WIR-035' && lines !== null && more !== null ? more : units * figure(quantity)
    stock.move(sku, -Math.min(needed, stock.onHand(sku)))
  }
  if (status === 'done') stock.move(bom.sku, units * one)
  else if (!waits) review(shop, day, bom, { buildId, units })
}

/** A build of the wrong product, noticed at once. */
function takenBack({ desk }: SampleShop, input: Parameters<typeof desk.does<'build.execute'>>[1]): void {
  const { buildId, status } = desk.does('build.execute', { ...input, notes: 'Booked on the wrong job' })
  if (status === 'done' || status === 'in_review') desk.does('build.reverse', { buildId })
}

/** Approves a build at once, or rejects it now and then. */
function review(shop: SampleShop, { dice }: Day, bom: SampleBom, { buildId, units }: { buildId: number; units: number }): void {
  const { desk, stock, people } = shop
  const finished = productOf(bom.sku).kind === 'finished_good'
  desk.actAs(people.quality)
  if (!finished || !dice.chance(12)) {
    desk.does('build.approve', { buildId })
    stock.move(bom.sku, units * one)
    return
  }
  const reason = dice.pick(['quality_defect', 'wrong_materials', 'equipment_failure', 'process_error'] as const)
  if (dice.chance(30)) {
    desk.does('build.reject', { buildId, reason, recovery: { kind: 'total_loss' }, notes: 'The coat blistered all over' })
    return
  }
  // Bodies and frames can be stripped and used again; powder and cartons cannot.
  const back = bom.components
    .filter(({ sku, optional }) => !optional && bomOf(sku) !== null)
    .map(({ sku, quantity }) => ({ sku, quantity: units * figure(quantity) }))
  const recovered = back.map(({ sku, quantity }) => ({ productId: shop.productId(sku), quantity: formatQuantity(quantity) }))
  desk.does('build.reject', { buildId, reason, recovery: { kind: 'partial', recovered }, notes: 'Stripped; what was welded goes back to the shelf' })
  for (const { sku, quantity } of back) stock.move(sku, quantity)
}

function plan(shop: SampleShop, { place, dice }: Day, bom: SampleBom, units: number): void {
  const { desk, people, productId, memory } = shop
  desk.actAs(people.office)
  const days = dice.int(1, 4)
  const { plannedBuildId } = desk.does('planned_build.create', {
    productId: productId(bom.sku),
    quantity: String(units),
    targetDate: daysAfter(desk.today(), days),
    assigneeId: people.assembly,
    notes: '',
  })
  memory.plans.push({ due: place + days, plannedBuildId, sku: bom.sku, units })
}

/** Executes what was planned for today, as much of it as can be built; the rest stays planned until it can. */
function finishPlans(shop: SampleShop, day: Day): void {
  const { memory } = shop
  const due = memory.plans.filter((plan) => plan.due <= day.place)
  memory.plans = memory.plans.filter((plan) => plan.due > day.place)
  for (const plan of due) {
    const bom = bomOf(plan.sku)
    if (bom === null) continue
    const built = make(shop, day, bom, plan.units, plan.plannedBuildId)
    if (built < plan.units) memory.plans.push({ ...plan, units: plan.units - built, due: day.place + 1 })
  }
}

/** Builds so many of a finished good and leaves them in review. Nothing is built when there is not enough for all of them. */
export function buildForReview(shop: SampleShop, day: Day, sku: string, units: number): void {
  const bom = bomOf(sku)
  if (bom !== null && buildable(shop, bom) >= units) execute(shop, day, bom, { units, planned: null, rest: null, waits: true })
}

/** Puts a build into the queue, so many days from today; before today it is late. */
export function planFor({ desk, people, productId }: SampleShop, sku: string, units: number, days: number): void {
  desk.actAs(people.office)
  const targetDate = daysAfter(desk.today(), days)
  desk.does('planned_build.create', { productId: productId(sku), quantity: String(units), targetDate, assigneeId: people.assembly, notes: '' })
}
