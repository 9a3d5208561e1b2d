import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { multiplyMillionths, sumInRange } from '../../shared/units/apportion.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import { buildableMax } from './buildability.ts'
import { buildCost, unitCostOf, type BuildCostKind, type CostPerUnit } from './costing.ts'
import { checkDocumentDate } from './dates.ts'
import { drawFifo, type Drawn, type OpenLot } from './fifo.ts'
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
  /** In FIFO order; at least those that the needed quantity reaches. */
  readonly openLots: readonly OpenLot[]
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
}

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
}

export interface PlannedBuild extends BuildOutline {
  readonly posting: PlannedPosting
}

export type OutlineRefusal = AppError<'quantity.invalid' | 'date.invalid' | 'amount.too_large'>
export type BuildRefusal = OutlineRefusal | AppError<'build.short'>

/** What all units need of a component; `null` when the ledger cannot keep it. */
export function neededQuantity(quantityPerUnit: Quantity, units: Quantity): Quantity | null {
  return multiplyMillionths(quantityPerUnit, units)
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
  return ok({ components, costLines, componentValue, costLineValue, value, unitCost: unitCostOf(value, request.quantity), short })
}

/**
 * Decides a build whole: what it draws, what it costs, and the posting that does it. Refuses what the outline refuses, and
 * a short build with every required component that lacks stock. The preview shows the same outline.
 */
export function planBuild(request: BuildRequest): Result<PlannedBuild, BuildRefusal> {
  const outlined = outlineBuild(request)
  if (!outlined.ok) return outlined
  const { components, short, value } = outlined.value
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
  for (const { lineNo, productId, quantityPerUnit, openLots } of request.components) {
    const needed = neededQuantity(quantityPerUnit, request.quantity)
    if (needed === null) return null
    const { draws, missing } = drawFifo(openLots, needed)
    const value = sumInRange(draws.map((draw) => draw.value))
    if (value === null) return null
    planned.push({ lineNo, productId, needed, quantity: needed - missing, value, draws, missing })
  }
  return planned
}

function costBuild(request: BuildRequest): { lineNo: number; kind: BuildCostKind; value: Money }[] | null {
  const planned = request.costLines.map(({ lineNo, kind, cost }) => ({ lineNo, kind, value: buildCost(cost, request.quantity) }))
  return planned.every((line): line is typeof line & { value: number } => line.value !== null) ? planned : null
}

function findShort(request: BuildRequest, planned: readonly PlannedComponent[]): AppError<'build.short'> | null {
  const short = request.components.flatMap(({ optional, productId, sku, name, unit }, place) => {
    const line = planned[place]
    if (optional || line === undefined || line.missing === 0) return []
    return [{ productId, sku, name, unit, needed: line.needed, onHand: line.quantity }]
  })
  if (short.length === 0) return null
  const stocked = request.components.map(({ quantityPerUnit, optional, onHand }) => ({ quantityPerUnit, optional, onHand: onHand.quantity }))
  // Something required is short, so stock does set a limit.
  const max = buildableMax(stocked) ?? 0
  return appError('build.short', { sku: request.product.sku, quantity: request.quantity, buildableMax: max, components: short })
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
