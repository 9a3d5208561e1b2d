import { revenueOf } from './auditor/audit.ts'
import type { Books } from './auditor/books.ts'
import type { Taker } from './auditor/undo.ts'
import { onHandOf, stockOf } from './auditor/stock.ts'
import { costOf, shortOf } from './auditor/sales.ts'
import type { Shown } from './program.ts'

/** The program's ids of the auditor's lots, in the auditor's order: both make the lots of one product in the same order. */
export function lotIdsOf(books: Books, lots: readonly { readonly lotId: number; readonly productId: number }[]): number[] {
  return books.lots.map(({ productId, n }) => {
    const place = books.lots.filter((one) => one.productId === productId && one.n < n).length
    return lots.filter((one) => one.productId === productId)[place]?.lotId ?? 0
  })
}

/** What the auditor's books would show, in the program's form. */
export function audited(books: Books, lotIds: readonly number[]): Shown {
  const number = (amount: bigint) => Number(amount)
  const idOf = new Map([...books.sales, ...books.builds, ...books.adjustments].map(({ key, id }) => [key, id]))
  const lotIdOf = (lot: number) => lotIds[books.lots.findIndex(({ n }) => n === lot)] ?? 0
  const inReview = books.builds.filter(({ state }) => state === 'review')
  const sums = new Map<string, [number, number]>()
  const add = (key: string, quantity: bigint, value: bigint) => {
    const [q, v] = sums.get(key) ?? [0, 0]
    sums.set(key, [q + number(quantity), v + number(value)])
  }
  for (const { document, productId, quantity, value } of books.shortages) {
    if (quantity > 0n) add(`sale ${idOf.get(document)} of product ${productId}`, quantity, value)
  }
  const shortages = Object.fromEntries(sums)
  sums.clear()
  for (const { document, lot, quantity, value } of books.draws) {
    const inPool = books.lots.some(({ n, pool }) => n === lot && pool)
    if (quantity > 0n && !inPool && !document.startsWith('sale')) add(`${document.split(' ')[0]} ${idOf.get(document)} of lot ${lotIdOf(lot)}`, quantity, value)
  }
  return {
    lots: books.lots.toSorted((a, b) => a.productId - b.productId || a.n - b.n).map((lot) => ({
      number: lot.number,
      productId: lot.productId,
      receivedOn: lot.receivedOn,
      voided: lot.voided ? 1 : 0,
      remaining: number(lot.quantity),
      value: number(lot.value),
    })),
    products: books.products.map(({ id }) => ({ productId: id, quantity: number(onHandOf(books, id)), value: number(stockOf(books, id).value) })),
    accounts: Object.fromEntries([...books.accounts].map(([account, value]) => [account, number(value)])),
    workInProcess: Object.fromEntries(
      inReview.map(({ id, key }) => [id, number(books.draws.reduce((sum, draw) => (draw.document === key ? sum + draw.value : sum), 0n))]),
    ),
    shortages,
    sales: Object.fromEntries(
      books.sales.map((sale) => [
        sale.id,
        { status: sale.state, cost: number(costOf(books, sale)), revenue: number(revenueOf(sale)), short: number(shortOf(books, sale)) },
      ]),
    ),
    builds: Object.fromEntries(books.builds.map(({ id, state, reviewed }) => [id, statusOf(state, reviewed)])),
    held: Object.fromEntries(sums),
    plans: Object.fromEntries(books.plans.map(({ id, state, auto, quantity, lines }) => [id, { status: state, auto: auto ? 1 : 0, quantity: number(quantity), lines: Object.fromEntries(lines.map((line) => [line.productId, number(line.quantity)])) }])),
  }
}

function statusOf(state: Books['builds'][number]['state'], reviewed: boolean): string {
  if (state === 'review') return 'in_review'
  return state === 'done' && reviewed ? 'approved' : state
}

/** Every place where two values part, by path. What is nothing on one side may be missing on the other. */
export function differences(expected: unknown, found: unknown, path = ''): string[] {
  if (isObject(expected) && isObject(found)) {
    const keys = new Set([...Object.keys(expected), ...Object.keys(found)])
    return [...keys].flatMap((key) => differences(expected[key], found[key], path === '' ? key : `${path}.${key}`))
  }
  if (expected === found || (isNothing(expected) && isNothing(found))) return []
  return [`${path}: the auditor has ${shown(expected)}, the program ${shown(found)}`]
}

/** Where a reply lacks something the auditor expects of it; what else it tells is its own business. */
export function missing(expected: unknown, found: unknown, path = ''): string[] {
  if (isObject(expected)) {
    if (!isObject(found)) return [`${path}: expected ${shown(expected)}, got ${shown(found)}`]
    const lengths = Array.isArray(expected) && Array.isArray(found) && expected.length !== found.length
    const inside = Object.keys(expected).flatMap((key) => missing(expected[key], found[key], path === '' ? key : `${path}.${key}`))
    return lengths ? [`${path}: expected ${shown(expected)}, got ${shown(found)}`] : inside
  }
  const plain = typeof expected === 'bigint' ? Number(expected) : expected
  return plain === found ? [] : [`${path}: expected ${shown(plain)}, got ${shown(found)}`]
}

type Pairs = readonly (readonly string[])[]

/** What the auditor knows of the documents in the way: which they are, or who could make room; and which goes before which. */
export type InTheWay =
  | { readonly documents: readonly string[]; readonly order: Pairs }
  | { readonly lacking: bigint; readonly of: readonly Taker[]; readonly order: Pairs }

/** The documents in the way are the right ones, none is named twice, and they come in an order in which they can be undone. */
export function inTheWay(expected: InTheWay, found: unknown): string[] {
  const told = (found as { documents: readonly { kind: string; id: number }[] }).documents.map(({ kind, id }) => `${kind} ${id}`)
  const documents = 'of' in expected ? enoughOf(expected.lacking, expected.of, told) : expected.documents
  if (told.toSorted().join() !== documents.toSorted().join()) return [`in the way: expected ${documents.join(', ')}, got ${told.join(', ')}`]
  const wrong = expected.order.find(([first = '', then = '']) => told.includes(first) && told.includes(then) && told.indexOf(first) > told.indexOf(then))
  return wrong === undefined ? [] : [`in the way: ${wrong[0]} must be undone before ${wrong[1]}, got ${told.join(', ')}`]
}

/** The takers that were told, with what stands on them, if undoing them is enough and without the last is not; else all. */
function enoughOf(lacking: bigint, takers: readonly Taker[], told: readonly string[]): string[] {
  const all = (of: readonly Taker[]) => [...new Set(of.flatMap(({ document, above }) => [document, ...above]))]
  const chosen = takers.filter(({ document }) => told.includes(document)).toSorted((a, b) => told.indexOf(a.document) - told.indexOf(b.document))
  const sum = chosen.reduce((total, { quantity }) => total + quantity, 0n)
  const isEnough = sum >= lacking && sum - (chosen.at(-1)?.quantity ?? 0n) < lacking
  return all(isEnough ? chosen : takers)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === 0
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner)) ?? 'nothing'
}
