import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import {
  neededOf,
  type ActualUse,
  type BuildComponent,
  type BuildDestination,
  type BuildRequest,
  type PickedLot,
} from '../domain/build.ts'
import { perUnitShare } from '../domain/planned-build.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { recipeToBuild, type AskedComponent, type RecipeRefusal } from './build-recipe.ts'
import { companySettings } from './company.ts'
import { openLots } from './pick.ts'
import { poolIntake } from './pools.ts'
import { holds } from './reservation.ts'
import { lotNow } from './stock.ts'

export interface BuildInput {
  readonly productId: number
  readonly quantity: Quantity
  readonly businessDate: BusinessDate
  readonly today: BusinessDate
  /** By the active BOM, FIFO, for nobody in particular, unless it is said otherwise. */
  readonly order?: BuildOrder
}

/** How a build is done otherwise than by the active BOM alone. */
export interface BuildOrder {
  readonly plannedBuildId: number | null
  readonly lines: readonly ActualLine[] | null
  readonly rest: 'keep' | 'close' | null
  /** `null`: whoever it was planned for. */
  readonly assigneeId: number | null
  /** `null`: those of the planned build. */
  readonly notes: string | null
  readonly useHeld: boolean
}

export interface ActualLine {
  readonly productId: number
  readonly quantity: Quantity
  readonly lots: readonly { readonly lotId: number; readonly quantity: Quantity }[] | null
  readonly reason: string
}

export type LoadRefusal = RecipeRefusal | AppError<'product.archived' | 'person.not_found' | 'build.line_twice' | 'build.made_of_itself'>

export interface LoadedBuild {
  readonly bomVersionId: number
  readonly request: BuildRequest
}

interface StockRow {
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly archived: 0 | 1
  readonly quantity: number
  readonly value: number
}

const statements = perConnection((db) => ({
  product: db.prepare<[number], StockRow>(
    'SELECT p.sku, p.name, p.unit, p.archived, b.quantity, b.value FROM product p JOIN product_balance b USING (product_id) WHERE p.product_id = +?',
  ),
  lot: db.prepare<[number], { productId: number; number: string; voided: 0 | 1; remaining: number }>(
    `SELECT l.product_id AS productId, l.number, l.voided_by_posting_id IS NOT NULL AS voided, b.remaining
     FROM lot l JOIN lot_balance b USING (lot_id) WHERE l.lot_id = +?`,
  ),
  activePerson: db.prepare<[number], number>('SELECT person_id FROM person WHERE person_id = ? AND active = 1').pluck(),
  nextNumber: db.prepare<[], number>('SELECT coalesce(max(number), 0) + 1 FROM build').pluck(),
}))

/** A build with all the stock it can reach. Changes nothing; preview and execution start here. */
export function loadBuild(db: Database, input: BuildInput): Result<LoadedBuild, LoadRefusal> {
  const { productId, quantity, businessDate, today, order } = input
  const product = statements(db).product.get(productId)
  if (product === undefined) return err(appError('product.not_found', { productId }))
  const { sku } = product
  if (product.archived === 1) return err(appError('product.archived', { field: 'productId', productId, sku }))
  const recipe = recipeToBuild(db, { productId, sku, quantity, plannedBuildId: order?.plannedBuildId ?? null })
  if (!recipe.ok) return recipe
  const { bomVersionId, costLines, plan } = recipe.value
  const actual = readActual(db, productId, order?.lines ?? [])
  if (!actual.ok) return actual
  const used = [...recipe.value.components, ...added(db, recipe.value.components, actual.value, quantity)]
  const assignee = assigneeOf(db, order?.assigneeId ?? null, plan?.assigneeId ?? null)
  if (!assignee.ok) return assignee
  const archived = refuseArchivedExtra(db, used, actual.value)
  if (archived !== null) return err(archived)
  const stocked = stockedComponents(db, used, { quantity, actual: actual.value, plannedBuildId: plan?.plannedBuildId ?? null })
  const destination = destinationOf(db, productId, sku)
  const request: BuildRequest = {
    quantity,
    businessDate,
    today,
    product: { productId, sku, onHand: { quantity: product.quantity, value: product.value } },
    buildNumber: statements(db).nextNumber.get() ?? 1,
    components: stocked,
    costLines,
    ...(destination === null ? {} : { destination }),
    ...(plan === null ? {} : { plan: { plannedBuildId: plan.plannedBuildId, quantity: plan.quantity, rest: order?.rest ?? null } }),
    assignee: assignee.value,
    notes: order?.notes ?? plan?.notes ?? '',
    useHeld: order?.useHeld ?? false,
  }
  return ok({ bomVersionId, request })
}

/** What is really used, by product. Refuses a product that is named twice, and the product itself. */
function readActual(
  db: Database,
  productId: number,
  lines: readonly ActualLine[],
): Result<Map<number, ActualUse>, AppError<'product.not_found' | 'build.line_twice' | 'build.made_of_itself'>> {
  const actual = new Map<number, ActualUse>()
  for (const [place, line] of lines.entries()) {
    const field = `lines.${place}`
    const used = statements(db).product.get(line.productId)
    if (used === undefined) return err(appError('product.not_found', { productId: line.productId }))
    if (actual.has(line.productId)) return err(appError('build.line_twice', { field: `${field}.productId`, sku: used.sku }))
    if (line.productId === productId) return err(appError('build.made_of_itself', { field: `${field}.productId`, sku: used.sku }))
    const picks = line.lots === null ? null : line.lots.map((pick) => pickedLot(db, line.productId, pick))
    actual.set(line.productId, { field, quantity: line.quantity, picks, reason: line.reason })
  }
  return ok(actual)
}

function pickedLot(db: Database, productId: number, { lotId, quantity }: { lotId: number; quantity: Quantity }): PickedLot {
  const lot = statements(db).lot.get(lotId)
  return { lotId, quantity, number: lot?.number ?? '', ofProduct: lot?.productId === productId && lot.voided === 0, remaining: lot?.remaining ?? 0 }
}

/** Lines for what is used and the recipe does not ask for, after the last of its own. */
function added(db: Database, recipe: readonly AskedComponent[], actual: ReadonlyMap<number, ActualUse>, units: Quantity): AskedComponent[] {
  const known = new Set(recipe.map(({ productId }) => productId))
  const last = recipe.reduce((max, { lineNo }) => Math.max(max, lineNo), 0)
  return [...actual]
    .filter(([productId, { quantity }]) => !known.has(productId) && quantity > 0)
    .map(([productId, { quantity }], place) => {
      const { sku, name, unit, quantity: onHandQuantity, value: onHandValue } = stockOf(db, productId)
      const quantityPerUnit = units > 0 ? perUnitShare(quantity, units) : 1
      return { lineNo: last + place + 1, productId, sku, name, unit, quantityPerUnit, optional: false, extra: true, onHandQuantity, onHandValue }
    })
}

function stockOf(db: Database, productId: number): StockRow {
  const row = statements(db).product.get(productId)
  if (row === undefined) throw new Error(`product ${productId} is gone`)
  return row
}

/** What is archived takes no part in anything new; what the recipe asks for was asked for before. */
function refuseArchivedExtra(db: Database, used: readonly AskedComponent[], actual: ReadonlyMap<number, ActualUse>): AppError<'product.archived'> | null {
  for (const { productId, sku, extra, asked } of used) {
    if (extra !== true || asked !== undefined || stockOf(db, productId).archived === 0) continue
    return appError('product.archived', { field: `${actual.get(productId)?.field ?? 'lines'}.productId`, productId, sku })
  }
  return null
}

/** Who builds it: who was named, else who it was planned for, unless they left. */
function assigneeOf(db: Database, named: number | null, planned: number | null): Result<NonNullable<BuildRequest['assignee']>, AppError<'person.not_found'>> {
  const works = (personId: number) => statements(db).activePerson.get(personId) !== undefined
  if (named !== null && !works(named)) return err(appError('person.not_found', { field: 'assigneeId', personId: named }))
  const personId = named ?? (planned !== null && works(planned) ? planned : null)
  return ok({ personId, required: companySettings(db).assignments })
}

interface Use {
  readonly quantity: Quantity
  readonly actual: ReadonlyMap<number, ActualUse>
  readonly plannedBuildId: number | null
}

function stockedComponents(db: Database, used: readonly AskedComponent[], { quantity: units, actual, plannedBuildId }: Use): BuildComponent[] {
  const held = holds(db, plannedBuildId)
  return used.map((asked) => {
    const { lineNo, productId, sku, name, unit, quantityPerUnit, optional, onHandQuantity, onHandValue } = asked
    const use = actual.get(productId)
    const heldBy = held.get(productId)
    // A need out of range is refused by the plan; no lots are fetched for it.
    const needed = units > 0 ? (use === undefined ? neededOf(asked, units) : use.quantity) ?? 0 : 0
    const reach = (use?.picks ?? null) === null ? needed : Number.MAX_SAFE_INTEGER
    const onHand = { quantity: onHandQuantity, value: onHandValue }
    const plain = { lineNo, productId, sku, name, unit, quantityPerUnit, optional, onHand, openLots: openLots(db, productId, reach) }
    if (use === undefined && heldBy === undefined && asked.extra === undefined && asked.asked === undefined) return plain
    const { extra, asked: inAll, givenUp } = asked
    return {
      ...plain,
      ...(extra === undefined ? {} : { extra }),
      ...(inAll === undefined ? {} : { asked: inAll }),
      ...(givenUp === undefined ? {} : { givenUp }),
      ...(use === undefined ? {} : { actual: use }),
      ...(heldBy === undefined ? {} : { heldBy }),
    }
  })
}

/** Where the goods go, when not into a lot of the build's own. */
function destinationOf(db: Database, productId: number, sku: string): BuildDestination | null {
  const { receiving, review } = companySettings(db)
  if (review) return { to: 'review' }
  if (receiving) return null
  const intake = poolIntake(db, productId, sku)
  return intake.to === 'lot' ? intake : { to: 'pool', lot: lotNow(db, intake.lotId) }
}
