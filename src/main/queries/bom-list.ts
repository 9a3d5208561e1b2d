import type { BomInFull } from '../../shared/contract/bom.ts'
import type { InputOf, OutputOf } from '../../shared/contract/registry.ts'
import { ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { bomCostLines } from '../ledger/boms.ts'
import { buildLimits } from './build-limits.ts'
import type { QueryHandler } from './context.ts'
import { costedRecipe, costsUnder } from './cost-now.ts'
import { pageOfIds, rowsOfPage, searchFor, type List, type PageAsked, type PageOfIds } from './list-page.ts'

type BomRow = OutputOf<'query', 'bom.list'>['boms'][number]

const active = 'bom_version v JOIN product p ON p.product_id = v.product_id'

const sortBy = {
  sku: { from: active, column: 'p.sku_order' },
  name: { from: active, column: 'p.name COLLATE NOCASE' },
  version: { from: active, column: 'v.version' },
  components: { from: active, column: '(SELECT count(*) FROM bom_component c WHERE c.bom_version_id = v.bom_version_id)' },
  on_hand: { from: `${active} JOIN product_balance b ON b.product_id = v.product_id`, column: 'b.quantity' },
  build_point: { from: `${active} LEFT JOIN build_point t ON t.product_id = v.product_id`, column: 't.build_point' },
} as const

const statements = perConnection((db) => ({
  activeOf: db.prepare<[number], number>(`SELECT bom_version_id FROM bom_version WHERE product_id = ? AND status = 'active'`).pluck(),
  skuOf: db.prepare<[number], string>('SELECT sku FROM product WHERE product_id = ?').pluck(),
  components: db.prepare<[number], StoredComponent>(
    `SELECT p.sku AS component, p.name AS componentName, p.unit AS componentUnit, c.quantity_per_unit AS quantity, c.optional
     FROM bom_component c JOIN product p USING (product_id) WHERE c.bom_version_id = ? ORDER BY c.line_no`,
  ),
  drafts: db.prepare<[], { productId: number; sku: string }>(
    `SELECT p.product_id AS productId, p.sku FROM bom_draft d JOIN product p USING (product_id)
     WHERE NOT EXISTS (SELECT 1 FROM bom_version v WHERE v.product_id = d.product_id AND v.status = 'active') ORDER BY p.sku_order, p.product_id LIMIT 100`,
  ),
}))

/** Products with an active BOM, with what one costs now and how many the stock allows, a page at a time. */
export const listBoms: QueryHandler<'bom.list'> = ({ db }, input) => {
  const { ids, ...whole } = pageOf(db, input)
  return ok({ boms: rowsOf(db, ids), ...whole, drafts: statements(db).drafts.all() })
}

/** The same, each with its lines. */
export const listBomsInFull: QueryHandler<'bom.list_in_full'> = ({ db }, input) => {
  const { ids, ...whole } = pageOf(db, input)
  return ok({ boms: rowsOf(db, ids).map((row) => ({ ...row, lines: linesOf(db, row.productId) })), ...whole })
}

const noComponent = { component: null, componentName: null, componentUnit: null, quantity: null, optional: null }
const noCost = { costKind: null, costName: null, costAmount: null, costRate: null, costQuantity: null }

function linesOf(db: Database, productId: number): BomInFull['lines'] {
  const { activeOf, components } = statements(db)
  const bomVersionId = activeOf.get(productId) ?? 0
  return [
    ...components.all(bomVersionId).map(({ optional, ...line }) => ({ ...line, optional: optional === 1, ...noCost })),
    ...bomCostLines(db, bomVersionId).map(({ kind, name, cost }) => ({
      ...noComponent,
      costKind: kind,
      costName: name,
      costAmount: 'rate' in cost ? null : cost.amountPerUnit,
      costRate: 'rate' in cost ? cost.rate : null,
      costQuantity: 'rate' in cost ? cost.quantityPerUnit : null,
    })),
  ]
}

interface StoredComponent {
  readonly component: string
  readonly componentName: string
  readonly componentUnit: string
  readonly quantity: number
  readonly optional: 0 | 1
}

function pageOf(db: Database, { search, sort, descending, ...asked }: InputOf<'query', 'bom.list'>): PageOfIds {
  const worked = sort === 'cost' || sort === 'buildable'
  const { from, column } = worked ? sortBy.sku : sortBy[sort]
  const list: List = {
    id: 'v.product_id',
    table: active,
    from,
    where: [{ sql: `v.status = 'active'`, params: [] }, ...searchFor(search, ({ folded }) => folded('p.search_text'))],
    orderBy: [column],
    descending: descending && !worked,
    indexed: false,
  }
  return worked ? pageByWorkedOut(db, list, asked, sort, descending) : pageOfIds(db, list, asked)
}

/** What is not known comes before what is; what has no limit after every limit. Worked out of today's stock, and so for all. */
function pageByWorkedOut(db: Database, list: List, { limit, offset, find }: PageAsked, sort: 'cost' | 'buildable', descending: boolean): PageOfIds {
  const { ids, total } = pageOfIds(db, list, { limit: Number.MAX_SAFE_INTEGER, offset: 0, find: null })
  const valueOf = sort === 'cost' ? costOfOne(db, ids) : buildableOfOne(db)
  const sign = descending ? -1 : 1
  const order = ids
    .map((id) => ({ id, value: valueOf(id) }))
    .toSorted((a, b) => sign * (a.value - b.value))
    .map(({ id }) => id)
  const foundAt = find === null ? -1 : order.indexOf(find)
  return { ids: order.slice(offset, offset + limit), total, foundAt: foundAt < 0 ? null : foundAt }
}

function costOfOne(db: Database, ids: readonly number[]): (productId: number) => number {
  const costs = costsUnder(db, ids)
  return (productId) => costs.ofRecipe(costedRecipe(db, statements(db).activeOf.get(productId) ?? 0), 'direct') ?? -1
}

function buildableOfOne(db: Database): (productId: number) => number {
  const limits = buildLimits(db)
  return (productId) => limits.get(productId)?.count ?? Number.MAX_SAFE_INTEGER
}

interface Row extends Omit<BomRow, 'estimatedCost' | 'buildableMax' | 'limitedBy' | 'hasDraft'> {
  readonly bomVersionId: number
  readonly hasDraft: 0 | 1
}

function rowsOf(db: Database, ids: readonly number[]): BomRow[] {
  const costs = costsUnder(db, ids)
  const limits = buildLimits(db, ids)
  const rows = rowsOfPage<Row>(
    db,
    ids,
    `SELECT p.product_id AS productId, p.sku, p.name, p.unit, v.bom_version_id AS bomVersionId, v.version, b.quantity AS onHand,
       (SELECT count(*) FROM bom_component c WHERE c.bom_version_id = v.bom_version_id) AS componentCount,
       EXISTS (SELECT 1 FROM bom_draft d WHERE d.product_id = p.product_id) AS hasDraft, t.build_point AS buildPoint, t.target_level AS targetLevel
     FROM page CROSS JOIN product p ON p.product_id = page.id CROSS JOIN product_balance b ON b.product_id = page.id
     CROSS JOIN bom_version v ON v.product_id = page.id AND v.status = 'active' LEFT JOIN build_point t ON t.product_id = page.id`,
  )
  return rows.map(({ bomVersionId, hasDraft, ...row }) => {
    const limit = limits.get(row.productId)
    return {
      ...row,
      hasDraft: hasDraft === 1,
      estimatedCost: costs.ofRecipe(costedRecipe(db, bomVersionId), 'direct'),
      buildableMax: limit?.count ?? null,
      limitedBy: limit === undefined ? null : { productId: limit.byProductId, sku: statements(db).skuOf.get(limit.byProductId) ?? '' },
    }
  })
}
