import { err, ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import { buildableMax } from '../domain/buildability.ts'
import { outlineBuild, type BuildRequest, type PlannedComponent } from '../domain/build.ts'
import { loadBuild } from '../ledger/builds.ts'
import type { QueryHandler } from './context.ts'

interface LotName {
  readonly number: string
  readonly receivedOn: string
  readonly expiresOn: string | null
}

const statements = perConnection((db) => ({
  product: db.prepare<[number], { productId: number; sku: string; name: string; unit: string }>(
    'SELECT product_id AS productId, sku, name, unit FROM product WHERE product_id = ?',
  ),
  lot: db.prepare<[number], LotName>('SELECT number, received_on AS receivedOn, expires_on AS expiresOn FROM lot WHERE lot_id = ?'),
}))

/** What *Build* would do now, by the function that commits; a short build answers with what is missing. */
export const previewBuild: QueryHandler<'build.preview'> = ({ db, today }, { productId, quantity, businessDate }) => {
  const loaded = loadBuild(db, { productId, quantity, businessDate, today: today() })
  if (!loaded.ok) return loaded
  const { request } = loaded.value
  const outlined = outlineBuild(request)
  if (!outlined.ok) return err(outlined.error)
  const { components, costLines, componentValue, costLineValue, value, unitCost, short } = outlined.value
  const product = statements(db).product.get(productId)
  if (product === undefined) throw new Error(`product ${productId} is gone`)
  const lotName = (lotId: number): LotName => statements(db).lot.get(lotId) ?? { number: '', receivedOn: '', expiresOn: null }
  return ok({
    product,
    components: request.components.map((component, place) => describe(component, components[place], lotName)),
    costLines: costLines.map((line, place) => ({ ...line, name: request.costLines[place]?.name ?? '' })),
    componentValue,
    costLineValue,
    value,
    unitCost,
    short: (short?.data.components ?? []).map(({ productId: id, sku, needed, onHand }) => ({ productId: id, sku, needed, onHand })),
    buildableMax: buildableMax(stockOf(request)),
  })
}

function stockOf({ components }: BuildRequest) {
  return components.map(({ quantityPerUnit, optional, onHand }) => ({ quantityPerUnit, optional, onHand: onHand.quantity }))
}

function describe(component: BuildRequest['components'][number], planned: PlannedComponent | undefined, lotName: (lotId: number) => LotName) {
  const { lineNo, productId, sku, name, unit, optional, quantityPerUnit, onHand } = component
  if (planned === undefined) throw new Error(`component ${sku} was not planned`)
  return {
    lineNo,
    product: { productId, sku, name, unit },
    optional,
    quantityPerUnit,
    needed: planned.needed,
    onHand: onHand.quantity,
    quantity: planned.quantity,
    value: planned.value,
    draws: planned.draws.map(({ lotId, quantity, value }) => ({ lotId, ...lotName(lotId), quantity, value })),
  }
}
