import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { multiplyMillionths, sumInRange } from '../../shared/units/apportion.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import { unitsAllowed, wholeUnitsOf } from './buildability.ts'
import { buildCost, unitCostOf, type BuildCostKind, type CostPerUnit } from './costing.ts'
import { checkDocumentDate } from './dates.ts'
import { drawFifo, drawPicked, isFifo, type Drawn, type OpenLot } from './fifo.ts'
import { boundary, onHandAfter, type OnHand, type PlannedEntry, type PlannedPosting, type ProductAfter } from './posting.ts'
import type { LotNow } from './sheet.ts'

export interface BuildComponent {
  readonly lineNo: number
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly quantityPerUnit: Quantity
  readonly optional: boolean
  readonly onHand: OnHand
  /** In FIFO order; at least those that the needed quantity reaches, and all of them where lots were chosen by hand. */
  readonly openLots: readonly OpenLot[]
  /** The recipe does not ask for it; its quantity per unit is then only a rounded share. */
  readonly extra?: boolean
  /** What the plan asks for in all, where that is not the quantity per unit times the units; `null` when it cannot be kept. */
  readonly asked?: Quantity | null
  /** What its line of the plan gives up for this build, where that line was modified. */
  readonly givenUp?: Quantity | null
  /** What is used, where it is not what the recipe asks for. */
  readonly actual?: ActualUse
  /** What other planned builds hold of it, while that counts. */
  readonly heldBy?: readonly Hold[]
}

/** What is really used of a component, as it was typed. */
export interface ActualUse {
  /** The line it was typed in: `lines.0`. */
  readonly field: string
  /** For all units; 0 leaves the component out. */
  readonly quantity: Quantity
  /** Lots chosen by hand; `null` for FIFO. */
  readonly picks: readonly PickedLot[] | null
  readonly reason: string
}

export interface PickedLot {
  readonly lotId: number
  readonly quantity: Quantity
  readonly number: string
  /** Whether it holds that product at all, and was not taken back. */
  readonly ofProduct: boolean
  readonly remaining: Quantity
}

/** What a planned build holds of a product. */
export interface Hold {
  readonly plannedBuildId: number
  readonly quantity: Quantity
}

export interface BuildCostLine {
  readonly lineNo: number
  readonly kind: BuildCostKind
  readonly name: string
  readonly cost: CostPerUnit
}

/** A build about to be executed, with all the stock it can reach. No product is twice among the components. */
export interface BuildRequest {
  readonly product: { readonly productId: number; readonly sku: string; readonly onHand: OnHand }
  readonly quantity: Quantity
  readonly businessDate: BusinessDate
  readonly today: BusinessDate
  /** The number the build gets; its lot is named after it. */
  readonly buildNumber: number
  readonly components: readonly BuildComponent[]
  readonly costLines: readonly BuildCostLine[]
  /** A lot of its own named after the build, unless told otherwise. */
  readonly destination?: BuildDestination
  /** The planned build it is made of, with the units that are still to be built of it. */
  readonly plan?: { readonly plannedBuildId: number; readonly quantity: Quantity; readonly rest: 'keep' | 'close' | null }
  readonly assignee?: { readonly personId: number | null; readonly required: boolean }
  readonly notes?: string
  /** Whether it takes what other planned builds hold. */
  readonly useHeld?: boolean
}

/** Where the goods of a build go: into a lot, into the product's pool, or nowhere before a review. */
export type BuildDestination = { readonly to: 'review' } | { readonly to: 'lot'; readonly number: string } | { readonly to: 'pool'; readonly lot: LotNow }

export interface PlannedComponent extends Drawn {
  readonly lineNo: number
  readonly productId: number
  readonly needed: Quantity
  /** What is drawn: all that is needed, or of an optional component what there is. */
  readonly quantity: Quantity
  readonly value: Money
  /** Why its lots were chosen by hand, where FIFO would have taken others. */
  readonly pickReason: string | null
}

/** What still has to be said or put right before a build can be done. */
export type BuildProblem = AppError<
  'build.needs_assignee' | 'build.rest_not_decided' | 'build.pick_needs_reason' | 'build.pick_not_of_product' | 'build.pick_not_in_lot' | 'build.pick_sum_differs'
>

/** What a build draws and costs, whether or not there is enough. */
export interface BuildOutline {
  readonly components: readonly PlannedComponent[]
  readonly costLines: readonly { readonly lineNo: number; readonly kind: BuildCostKind; readonly value: Money }[]
  readonly componentValue: Money
  readonly costLineValue: Money
  /** Components and cost lines together: what the finished lot is worth. */
  readonly value: Money
  /** For display; `null` when it is too large to say. */
  readonly unitCost: Money | null
  /** The refusal of a build that lacks stock; `null` when there is enough. */
  readonly short: AppError<'build.short'> | null
  /** In the order of the screen. */
  readonly problems: readonly BuildProblem[]
}

export interface PlannedBuild extends BuildOutline {
  readonly posting: PlannedPosting
}

export type OutlineRefusal = AppError<'quantity.invalid' | 'date.invalid' | 'amount.too_large'>
export type BuildRefusal = OutlineRefusal | BuildProblem | AppError<'build.short'>

/** What all units need of a component; `null` when the ledger cannot keep it. */
export function neededQuantity(quantityPerUnit: Quantity, units: Quantity): Quantity | null {
  return multiplyMillionths(quantityPerUnit, units)
}

/** What a build needs of a component: what is really used, else what its plan asks for, else its recipe. `null` when the ledger cannot keep it. */
export function neededOf({ actual, asked, quantityPerUnit }: Pick<BuildComponent, 'actual' | 'asked' | 'quantityPerUnit'>, units: Quantity): Quantity | null {
  if (actual !== undefined) return actual.quantity
  return asked === undefined ? neededQuantity(quantityPerUnit, units) : asked
}

/** What a build may draw of a component: its stock, less what others hold unless that is taken too. */
export function availableOf({ onHand, heldBy }: Pick<BuildComponent, 'onHand' | 'heldBy'>, useHeld: boolean): Quantity {
  return Math.max(0, onHand.quantity - (useHeld ? 0 : heldOf(heldBy)))
}

/** What is held in all. */
export function heldOf(heldBy: readonly Hold[] = []): Quantity {
  return heldBy.reduce((sum, { quantity }) => sum + quantity, 0)
}

/** The number of the lot a build makes. */
export function buildLotNumber(buildNumber: number): string {
  return `B-${buildNumber}`
}

/**
 * What a build would draw and cost, short or not. Refuses a quantity
 * that is not above zero, a day that is none or lies ahead, and amounts out of range.
 */
export function outlineBuild(request: BuildRequest): Result<BuildOutline, OutlineRefusal> {
  if (request.quantity <= 0) return err(appError('quantity.invalid', { field: 'quantity', problem: 'not_positive' }))
  const dateRefusal = checkDocumentDate('businessDate', request.businessDate, request.today)
  if (dateRefusal !== null) return err(dateRefusal)
  const components = drawComponents(request)
  const costLines = costBuild(request)
  if (components === null || costLines === null) return err(tooLarge())
  const componentValue = sumInRange(components.map(({ value }) => value))
  const costLineValue = sumInRange(costLines.map(({ value }) => value))
  const value = componentValue === null || costLineValue === null ? null : sumInRange([componentValue, costLineValue])
  if (componentValue === null || costLineValue === null || value === null) return err(tooLarge())
  const short = findShort(request, components)
  const problems = findProblems(request, components)
  return ok({ components, costLines, componentValue, costLineValue, value, unitCost: unitCostOf(value, request.quantity), short, problems })
}

/**
 * Decides a build whole: what it draws, what it costs, and the posting that does it. Refuses what the outline refuses,
 * the first of its problems, and a short build with every component that lacks stock. The preview shows the same outline.
 */
export function planBuild(request: BuildRequest): Result<PlannedBuild, BuildRefusal> {
  const outlined = outlineBuild(request)
  if (!outlined.ok) return outlined
  const { components, short, value, problems } = outlined.value
  const [problem] = problems
  if (problem !== undefined) return err(problem)
  if (short !== null) return err(short)
  const destination = request.destination ?? { to: 'lot', number: buildLotNumber(request.buildNumber) }
  const made = destination.to === 'review' ? 0 : request.quantity
  const productsAfter = balancesAfter(request, components, made, value)
  if (productsAfter === null) return err(tooLarge())
  const drawn = { ...drawingPosting(request, components), productsAfter }
  return ok({ ...outlined.value, posting: finish(drawn, request, destination, outlined.value) })
}

const tooLarge = () => appError('amount.too_large', { field: 'quantity' })

function drawComponents(request: BuildRequest): PlannedComponent[] | null {
  const planned: PlannedComponent[] = []
  for (const component of request.components) {
    const needed = neededOf(component, request.quantity)
    if (needed === null) return null
    const drawn = drawComponent(component, needed, request.useHeld ?? false)
    const value = drawn === null ? null : sumInRange(drawn.draws.map((draw) => draw.value))
    if (drawn === null || value === null) return null
    const quantity = drawn.draws.reduce((sum, draw) => sum + draw.quantity, 0)
    const { draws, missing, pickReason } = drawn
    planned.push({ lineNo: component.lineNo, productId: component.productId, needed, quantity, value, draws, missing, pickReason })
  }
  return planned
}

/** `null` when lots were chosen that come to more than the ledger keeps. */
function drawComponent(component: BuildComponent, needed: Quantity, useHeld: boolean): (Drawn & { pickReason: string | null }) | null {
  const { openLots, actual, heldBy } = component
  const held = useHeld || heldBy === undefined ? 0 : Math.max(0, needed - availableOf(component, false))
  if (actual === undefined || actual.picks === null) {
    const { draws, missing } = drawFifo(openLots, needed - held)
    return { draws, missing: missing + held, pickReason: null }
  }
  if (sumInRange(actual.picks.map(({ quantity }) => quantity)) === null) return null
  const draws = drawPicked(openLots, byLot(actual.picks.filter(({ ofProduct }) => ofProduct)))
  const missing = Math.max(0, needed - availableOf(component, useHeld))
  return { draws, missing, pickReason: isFifo(openLots, draws) ? null : actual.reason }
}

function byLot(picks: readonly PickedLot[]): Map<number, Quantity> {
  const sums = new Map<number, Quantity>()
  for (const { lotId, quantity } of picks) sums.set(lotId, (sums.get(lotId) ?? 0) + quantity)
  return sums
}

function findProblems({ quantity, plan, assignee, components }: BuildRequest, planned: readonly PlannedComponent[]): BuildProblem[] {
  const problems: BuildProblem[] = []
  if (assignee?.required === true && assignee.personId === null) problems.push(appError('build.needs_assignee', { field: 'assigneeId' }))
  if (plan !== undefined && quantity < plan.quantity && plan.rest === null) {
    problems.push(appError('build.rest_not_decided', { field: 'rest', quantity, planned: plan.quantity }))
  }
  for (const [place, { sku, actual }] of components.entries()) {
    const drawn = planned[place]
    if (actual !== undefined && drawn !== undefined) problems.push(...pickProblems(sku, actual, drawn))
  }
  return problems
}

/** What is wrong with lots chosen by hand; a reason is asked for once all else is right. */
function pickProblems(sku: string, { field, quantity, picks, reason }: ActualUse, { draws, pickReason }: PlannedComponent): BuildProblem[] {
  if (picks === null) return []
  const sums = byLot(picks)
  const problems = picks.flatMap(({ lotId, number, ofProduct, remaining }, place): BuildProblem[] => {
    const picked = sums.get(lotId) ?? 0
    if (!ofProduct) return [appError('build.pick_not_of_product', { field: `${field}.lots.${place}.lotId`, lotId, sku })]
    if (picked <= remaining) return []
    return [appError('build.pick_not_in_lot', { field: `${field}.lots.${place}.quantity`, lotId, number, sku, picked, remaining })]
  })
  const picked = picks.reduce((sum, pick) => sum + pick.quantity, 0)
  if (picked !== quantity) problems.push(appError('build.pick_sum_differs', { field: `${field}.lots`, sku, quantity, picked }))
  const unexplained = draws.length > 0 && pickReason !== null && reason === ''
  return problems.length === 0 && unexplained ? [appError('build.pick_needs_reason', { field: `${field}.reason`, sku })] : problems
}

function costBuild(request: BuildRequest): { lineNo: number; kind: BuildCostKind; value: Money }[] | null {
  const planned = request.costLines.map(({ lineNo, kind, cost }) => ({ lineNo, kind, value: buildCost(cost, request.quantity) }))
  return planned.every((line): line is typeof line & { value: number } => line.value !== null) ? planned : null
}

function findShort(request: BuildRequest, planned: readonly PlannedComponent[]): AppError<'build.short'> | null {
  const short = request.components.flatMap((component, place) => {
    const line = planned[place]
    if (!isRequired(component) || line === undefined || line.missing === 0) return []
    const { productId, sku, name, unit, onHand, heldBy = [] } = component
    return [{ productId, sku, name, unit, needed: line.needed, onHand: Math.max(0, onHand.quantity), held: heldOf(heldBy), heldBy: [...heldBy] }]
  })
  if (short.length === 0) return null
  // Something required is short, so stock does set a limit.
  const max = buildableNow(request, request.useHeld ?? false) ?? 0
  return appError('build.short', { sku: request.product.sku, quantity: request.quantity, buildableMax: max, components: short })
}

/** Of an optional component there may be less, unless its lots were chosen by hand. */
function isRequired({ optional, actual }: BuildComponent): boolean {
  return !optional || (actual !== undefined && actual.picks !== null)
}

/**
 * How many whole units can be built now, at one level. A component of which another quantity is used than the recipe asks
 * for counts in proportion. `null` when stock sets no limit.
 */
export function buildableNow(request: Pick<BuildRequest, 'components' | 'quantity'>, useHeld: boolean): number | null {
  let max: number | null = null
  for (const component of request.components) {
    const { actual, asked, quantityPerUnit } = component
    const inAll = actual?.quantity ?? asked
    if (!isRequired(component) || inAll === 0) continue
    const stock = availableOf(component, useHeld)
    const count = inAll === undefined || inAll === null ? unitsAllowed(stock, quantityPerUnit) : wholeUnitsOf(stock, inAll, request.quantity)
    if (max === null || count < max) max = count
  }
  return max
}

function balancesAfter(request: BuildRequest, planned: readonly PlannedComponent[], made: Quantity, value: Money): ProductAfter[] | null {
  const { product, components } = request
  const before = new Map(components.map(({ productId, onHand }) => [productId, onHand]))
  before.set(product.productId, product.onHand)
  const drawn = planned.filter((line) => line.quantity > 0)
  const movements = drawn.map((line) => ({ productId: line.productId, quantity: 0 - line.quantity, value: 0 - line.value }))
  return onHandAfter(before, made === 0 ? movements : [...movements, { productId: product.productId, quantity: made, value }])
}

/** What every build posts, whatever becomes of its goods: the draws of its components. */
function drawingPosting(request: BuildRequest, components: readonly PlannedComponent[]): Omit<PlannedPosting, 'productsAfter'> {
  const draws = components.flatMap(({ productId, draws }) => draws.map((draw) => ({ productId, draw })))
  return {
    kind: 'build',
    businessDate: request.businessDate,
    reversesPostingId: null,
    entries: draws.map(({ productId, draw }) => ({
      account: 'lot' as const,
      lotId: draw.lotId,
      productId,
      quantity: 0 - draw.quantity,
      value: 0 - draw.value,
      followsEntryId: null,
    })),
    newLots: [],
    voidedLotIds: [],
    lotsAfter: draws.map(({ draw }) => draw.after),
  }
}

/** Adds where the drawn value goes. In review it stays in work in process, and cost lines are not booked before approval. */
function finish(drawn: PlannedPosting, request: BuildRequest, destination: BuildDestination, outline: BuildOutline): PlannedPosting {
  const { costLines, value, componentValue } = outline
  if (destination.to === 'review') {
    return { ...drawn, kind: 'build_to_review', entries: [...drawn.entries, ...inProcess(componentValue)] }
  }
  const costOf = (kind: BuildCostKind) => costLines.reduce((sum, line) => (line.kind === kind ? sum + line.value : sum), 0)
  const entries = [...drawn.entries, ...boundary('labor', -costOf('labor')), ...boundary('overhead', -costOf('overhead')), ...boundary('other', -costOf('other'))]
  const { productId } = request.product
  const { quantity, businessDate } = request
  if (destination.to === 'pool') {
    const { lotId, quantity: remaining, value: worth } = destination.lot
    const joined = { account: 'lot' as const, lotId, productId, quantity, value, followsEntryId: null }
    return { ...drawn, entries: [...entries, joined], lotsAfter: [...drawn.lotsAfter, { lotId, remaining: remaining + quantity, value: worth + value }] }
  }
  const lot = { productId, number: destination.number, quantity, value, receivedOn: businessDate, supplierLot: null, expiresOn: null, lineNo: null }
  return { ...drawn, entries, newLots: [lot] }
}

function inProcess(value: Money): PlannedEntry[] {
  return value === 0 ? [] : [{ account: 'work_in_process', value }]
}
