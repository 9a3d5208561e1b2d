import { err, ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { availableOf, buildableNow, heldOf, neededQuantity, outlineBuild, type BuildComponent, type BuildRequest, type PlannedComponent } from '../domain/build.ts'
import type { OnHand } from '../domain/posting.ts'
import { shareOut } from '../domain/settlement.ts'
import { loadBuild } from '../ledger/build-request.ts'
import { companySettings } from '../ledger/company.ts'
import type { QueryHandler } from './context.ts'
import { salesWaitingFor } from './sales-waiting-for.ts'

interface LotName {
  readonly number: string
  readonly receivedOn: string
  readonly expiresOn: string | null
}

interface PlanRow {
  readonly targetDate: string | null
  readonly notes: string
  readonly personId: number | null
  readonly name: string | null
}

const statements = perConnection((db) => ({
  product: db.prepare<[number], { productId: number; sku: string; name: string; unit: string }>(
    'SELECT product_id AS productId, sku, name, unit FROM product WHERE product_id = ?',
  ),
  lot: db.prepare<[number], LotName>('SELECT number, received_on AS receivedOn, expires_on AS expiresOn FROM lot WHERE lot_id = ?'),
  plan: db.prepare<[number], PlanRow>(
    `SELECT b.target_date AS targetDate, b.notes, n.person_id AS personId, n.name
     FROM planned_build b LEFT JOIN person n ON n.person_id = b.assignee_id WHERE b.planned_build_id = ?`,
  ),
}))

/** What *Build* would do now, by the function that commits; what is short or not decided is told beside it. */
export const previewBuild: QueryHandler<'build.preview'> = ({ db, today }, { productId, quantity, businessDate, ...order }) => {
  const loaded = loadBuild(db, { productId, quantity, businessDate, today: today(), order })
  if (!loaded.ok) return loaded
  const { request } = loaded.value
  const outlined = outlineBuild(request)
  if (!outlined.ok) return err(outlined.error)
  const { components, costLines, componentValue, costLineValue, value, unitCost, short, problems } = outlined.value
  const product = statements(db).product.get(productId)
  if (product === undefined) throw new Error(`product ${productId} is gone`)
  const lotName = (lotId: number): LotName => statements(db).lot.get(lotId) ?? { number: '', receivedOn: '', expiresOn: null }
  return ok({
    product,
    components: request.components.map((component, place) => describe(request, component, components[place], lotName)),
    costLines: costLines.map((line, place) => ({ ...line, name: request.costLines[place]?.name ?? '' })),
    componentValue,
    costLineValue,
    value,
    unitCost,
    short: short?.data.components ?? [],
    buildableMax: buildableNow(request, request.useHeld ?? false),
    buildableMaxUsingHeld: buildableNow(request, true),
    problems: [...problems],
    quantity: request.quantity,
    sales: salesOf(db, productId, { quantity: request.quantity, value }, short === null),
    afterReview: companySettings(db).review,
    planned: plannedOf(db, request),
  })
}

/** Which sales wait for it, and what the lot it makes gives to each. */
function salesOf(db: Database, productId: number, lot: OnHand, known: boolean) {
  const waiting = salesWaitingFor(db, productId)
  const parts = shareOut(lot, waiting)
  return waiting.map(({ quantity: short, value: _, ...sale }, place) => {
    const { quantity = 0, booked = 0, value = 0 } = parts[place] ?? {}
    return { ...sale, short, quantity, booked, value: known ? value : null }
  })
}

function plannedOf(db: Database, { plan, quantity }: BuildRequest) {
  const row = plan === undefined ? undefined : statements(db).plan.get(plan.plannedBuildId)
  if (plan === undefined || row === undefined) return null
  const { personId, name, targetDate, notes } = row
  const assignee = personId === null ? null : { personId, name: name ?? '' }
  return { plannedBuildId: plan.plannedBuildId, quantity: plan.quantity, left: Math.max(0, plan.quantity - quantity), targetDate, assignee, notes }
}

function describe(request: BuildRequest, component: BuildComponent, planned: PlannedComponent | undefined, lotName: (lotId: number) => LotName) {
  const { lineNo, productId, sku, name, unit, optional, quantityPerUnit, onHand, extra = false, asked, heldBy = [] } = component
  if (planned === undefined) throw new Error(`component ${sku} was not planned`)
  return {
    lineNo,
    product: { productId, sku, name, unit },
    optional,
    extra,
    quantityPerUnit,
    asked: asked ?? (extra ? null : neededQuantity(quantityPerUnit, request.quantity)),
    needed: planned.needed,
    onHand: onHand.quantity,
    held: heldOf(heldBy),
    heldBy: [...heldBy],
    available: availableOf(component, request.useHeld ?? false),
    quantity: planned.quantity,
    value: planned.value,
    draws: planned.draws.map(({ lotId, quantity, value }) => ({ lotId, ...lotName(lotId), quantity, value })),
    pickReason: planned.pickReason,
  }
}
