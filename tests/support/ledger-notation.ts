import type { DocumentRef } from '../../src/main/domain/document.ts'
import type { BuildCostKind } from '../../src/main/domain/costing.ts'
import { formatMillionths } from '../../src/shared/units/decimal.ts'
import { valueOf } from './database.ts'
import { money, qty, type Shop } from './shop.ts'

/** A small ledger with a known answer; amounts are decimal text. */
export interface LedgerCase {
  readonly name: string
  readonly receiving?: 'off'
  readonly steps: readonly Step[]
  readonly expect: Readonly<Record<string, unknown>>
}

type Step = Readonly<Record<string, unknown>> & { readonly as?: string; readonly qty?: string }

interface Run {
  readonly shop: Shop
  readonly products: Map<string, number>
  readonly documents: Map<string, DocumentRef>
  readonly builds: number[]
  readonly sales: { readonly saleId: number; readonly revenue: number; readonly costAtSale: string; readonly shortQtyAtSale: string }[]
  readonly draws: { readonly value: number; readonly parts: readonly number[] }[]
}

/** Runs a case's steps and returns what the ledger says afterwards about everything the case expects. */
export function runCase(shop: Shop, ledgerCase: LedgerCase): Record<string, unknown> {
  const run: Run = { shop, products: new Map(), documents: new Map(), builds: [], sales: [], draws: [] }
  if (ledgerCase.receiving === 'off') shop.switch({ receiving: false })
  for (const step of ledgerCase.steps) {
    const kind = Object.keys(runners).find((name) => name in step)
    if (kind === undefined) throw new Error(`no such step: ${JSON.stringify(step)}`)
    const document = runners[kind]!(run, step)
    if (step.as !== undefined && document !== null) run.documents.set(step.as, document)
  }
  return Object.fromEntries(
    Object.entries(ledgerCase.expect).map(([what, expected]) => {
      const observe = observers[what]
      if (observe === undefined) throw new Error(`nothing tells ${what}`)
      return [what, observe(run, expected)]
    }),
  )
}

const runners: Readonly<Record<string, (run: Run, step: Step) => DocumentRef | null>> = {
  receive: (run, step) => {
    const cost = 'value' in step ? { lineTotal: money(String(step['value'])) } : { unitCost: money(String(step['unitCost'])) }
    const line = { productId: productOf(run, step['receive']), quantity: qty(step.qty ?? ''), ...cost }
    const receiptId = run.shop.draft([line])
    valueOf(run.shop.confirm(receiptId))
    return { kind: 'receipt', id: receiptId }
  },
  draw: (run, step) => drawOnce(run, step['draw'], step.qty ?? ''),
  drawSingly: (run, step) => {
    for (let count = 0; count < Number(step['times']); count += 1) drawOnce(run, step['drawSingly'], '1')
    return null
  },
  build: (run, step) => {
    const units = Number(step.qty)
    const components = Object.entries(step['components'] as Record<string, string>).map(([sku, total]) => ({
      productId: productOf(run, sku),
      perUnit: qty(total) / units,
    }))
    const costLines = Object.entries((step['costLines'] ?? {}) as Record<BuildCostKind, string>).map(([kind, amount]) => ({
      kind: kind as BuildCostKind,
      amount: money(amount),
    }))
    const productId = productOf(run, step['build'])
    run.shop.bom(productId, { components, costLines })
    run.shop.switch({ review: step['review'] === true })
    const { buildId } = valueOf(run.shop.build(productId, qty(step.qty ?? '')))
    run.builds.push(buildId)
    return { kind: 'build', id: buildId }
  },
  reverse: (run, step) => undo(run, step['reverse']),
  void: (run, step) => undo(run, step['void']),
  add: (run, step) => {
    const { adjustmentId } = valueOf(run.shop.adjust(productOf(run, step['add']), qty(step.qty ?? ''), money(String(step['unitCost']))))
    return { kind: 'adjustment', id: adjustmentId }
  },
  adjustLot: (run, step) => {
    const signed = step.qty!.startsWith('-') ? 0 - qty(step.qty!.slice(1)) : qty(step.qty!)
    const { adjustmentId, value } = valueOf(run.shop.adjustLot(lotOf(run, step['adjustLot']), signed, String(step['reason'])))
    run.draws.push({ value: Math.abs(value), parts: [Math.abs(value)] })
    return { kind: 'adjustment', id: adjustmentId }
  },
  sell: (run, step) => {
    const revenue = money(String(step['revenue'] ?? '0'))
    const sold = valueOf(run.shop.sell(saleDraft(run, step['sell'], step, revenue)))
    run.sales.push({ saleId: sold.saleId, revenue, costAtSale: plain(sold.cost), shortQtyAtSale: plain(sold.short) })
    return { kind: 'sale', id: sold.saleId }
  },
  return: (run, step) => {
    const revenue = money(String(step['revenue'] ?? '0').replace('-', ''))
    const back = valueOf(run.shop.takeBack(saleDraft(run, step['return'], step, revenue)))
    run.sales.push({ saleId: back.saleId, revenue: 0 - revenue, costAtSale: plain(back.cost), shortQtyAtSale: plain(back.short) })
    return { kind: 'sale', id: back.saleId }
  },
  editSale: (run, step) => {
    const { id } = run.documents.get(String(step['editSale']))!
    const productId = run.shop.db.prepare<[number], number>('SELECT product_id FROM sale_product WHERE sale_id = ?').pluck().get(id)!
    const sku = [...run.products].find(([, product]) => product === productId)![0]
    valueOf(run.shop.editSale(id, saleDraft(run, sku, step, money(String(step['revenue'] ?? '0')))))
    return null
  },
  voidSale: (run, step) => {
    valueOf(run.shop.voidSale(run.documents.get(String(step['voidSale']))!.id))
    return null
  },
  voidReturn: (run, step) => {
    valueOf(run.shop.voidReturn(run.documents.get(String(step['voidReturn']))!.id))
    return null
  },
  correctCost: (run, step) => {
    const { id } = run.documents.get(String(step['correctCost']))!
    const cost = 'value' in step ? { lineTotal: money(String(step['value'])) } : { unitCost: money(String(step['unitCost'])) }
    valueOf(run.shop.correctCost(id, cost))
    return null
  },
  approve: (run, step) => {
    valueOf(run.shop.approve(run.documents.get(String(step['approve']))!.id))
    return null
  },
}

function saleDraft(run: Run, sku: unknown, step: Step, revenue: number) {
  return { lines: [{ productId: productOf(run, sku), quantity: qty(step.qty ?? ''), revenue }], customer: String(step['customer'] ?? '') }
}

/** The one lot that a named receipt made. */
function lotOf({ shop, documents }: Run, name: unknown): number {
  const { kind, id } = documents.get(String(name))!
  return shop.db.prepare<[string, number], number>('SELECT lot_id FROM lot WHERE document_kind = ? AND document_id = ?').pluck().get(kind, id)!
}

function productOf({ shop, products }: Run, sku: unknown): number {
  const known = products.get(String(sku))
  if (known !== undefined) return known
  const made = shop.product(String(sku), sku === 'C' ? 'component' : 'finished_good')
  products.set(String(sku), made)
  return made
}

function drawOnce(run: Run, sku: unknown, quantity: string): DocumentRef {
  const drawn = run.shop.draw(productOf(run, sku), qty(quantity))
  run.draws.push(drawn)
  return drawn.document
}

function undo(run: Run, name: unknown): null {
  valueOf(run.shop.reverse(run.documents.get(String(name))!))
  return null
}

const plain = (amount: number) => formatMillionths(amount, 0, 6)

const observers: Readonly<Record<string, (run: Run, expected: unknown) => unknown>> = {
  draws: ({ draws }) => draws.map(({ value }) => plain(value)),
  drawParts: ({ draws }) => draws.map(({ parts }) => parts.map(plain)),
  drawnTotal: ({ draws }) => plain(draws.reduce((sum, { value }) => sum + value, 0)),
  left: (run, expected) => {
    const sum = run.shop.db.prepare<[number], { quantity: number; value: number }>(
      'SELECT coalesce(sum(remaining), 0) AS quantity, coalesce(sum(value), 0) AS value FROM lot_balance WHERE product_id = ?',
    )
    const leftOf = (sku: string) => {
      const { quantity, value } = sum.get(productOf(run, sku))!
      return [sku, { qty: plain(quantity), value: plain(value) }]
    }
    return Object.fromEntries(Object.keys(expected as object).map(leftOf))
  },
  sales: (run, expected) => {
    const cost = run.shop.db.prepare<[number], number>(
      "SELECT coalesce(sum(value), 0) FROM entry WHERE document_kind = 'sale' AND document_id = ? AND account = 'cost_of_goods_sold'",
    ).pluck()
    const short = run.shop.db.prepare<[number], number>('SELECT coalesce(sum(quantity), 0) FROM shortage WHERE sale_id = ?').pluck()
    return run.sales.map(({ saleId, revenue, ...atSale }, place) => {
      const now = cost.get(saleId)!
      const all: Record<string, string> = { ...atSale, cost: plain(now), margin: plain(revenue - now), shortQty: plain(short.get(saleId)!) }
      return Object.fromEntries(Object.keys((expected as object[])[place] ?? {}).map((what) => [what, all[what]]))
    })
  },
  lots: (run, expected) => {
    const balance = run.shop.db.prepare<[number], { quantity: number; value: number }>('SELECT remaining AS quantity, value FROM lot_balance WHERE lot_id = ?')
    const returnLot = () => run.shop.db.prepare<[], number>("SELECT lot_id FROM lot WHERE number GLOB 'RETURN-*'").pluck().get()!
    return (expected as { of: string }[]).map(({ of }) => {
      const { quantity, value } = balance.get(of === 'return' ? returnLot() : lotOf(run, of))!
      return { of, qty: plain(quantity), value: plain(value) }
    })
  },
  onHand: (run, expected) => Object.fromEntries(Object.keys(expected as object).map((sku) => [sku, plain(run.shop.onHand(productOf(run, sku)).quantity)])),
  builds: ({ shop, builds }) => {
    const worth = shop.db
      .prepare<[number], number>(
        `SELECT sum(e.value) FROM entry e JOIN lot l USING (lot_id)
         WHERE e.document_kind = 'build' AND e.document_id = ? AND (l.document_kind, l.document_id) = (e.document_kind, e.document_id)`,
      )
      .pluck()
    return builds.map((buildId) => plain(worth.get(buildId)!))
  },
  madeFrom: (run, expected) => {
    const sources = run.shop.db
      .prepare<[number], number>(
        `SELECT DISTINCT source.document_id FROM lot made
         JOIN entry e ON e.document_kind = made.document_kind AND e.document_id = made.document_id AND e.quantity < 0
         JOIN lot source ON source.lot_id = e.lot_id WHERE made.product_id = ? ORDER BY source.lot_id`,
      )
      .pluck()
    const nameOf = (receiptId: number) => [...run.documents].find(([, { kind, id }]) => kind === 'receipt' && id === receiptId)?.[0]
    return Object.fromEntries(Object.keys(expected as object).map((sku) => [sku, sources.all(productOf(run, sku)).map(nameOf)]))
  },
}
