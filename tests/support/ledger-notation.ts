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

/** What a case needs that the ledger cannot do yet, named by step or by circumstance; empty when the case can run. */
export function missingFor({ receiving, steps }: LedgerCase): string[] {
  const missing = new Set<string>()
  if (receiving === 'off') missing.add('receiving off')
  for (const step of steps) {
    const kind = Object.keys(runners).find((name) => name in step)
    if (kind === undefined) missing.add(Object.keys(step)[0] ?? 'nothing')
    if ('review' in step) missing.add('review')
  }
  return [...missing]
}

interface Run {
  readonly shop: Shop
  readonly products: Map<string, number>
  readonly documents: Map<string, DocumentRef>
  readonly builds: number[]
  readonly draws: { readonly value: number; readonly parts: readonly number[] }[]
}

/** Runs a case's steps and returns what the ledger says afterwards about everything the case expects. */
export function runCase(shop: Shop, ledgerCase: LedgerCase): Record<string, unknown> {
  const run: Run = { shop, products: new Map(), documents: new Map(), builds: [], draws: [] }
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
    const { buildId } = valueOf(run.shop.build(productId, qty(step.qty ?? '')))
    run.builds.push(buildId)
    return { kind: 'build', id: buildId }
  },
  reverse: (run, step) => undo(run, step['reverse']),
  void: (run, step) => undo(run, step['void']),
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
