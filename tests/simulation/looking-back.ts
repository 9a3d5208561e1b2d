import type { OutputOf } from '../../src/shared/contract/registry.ts'
import { judge } from './auditor/audit.ts'
import type { Books, Sale } from './auditor/books.ts'
import { commands } from './auditor/contracts.ts'
import { text } from './auditor/notation.ts'
import { costOf } from './auditor/sales.ts'
import { onHandOf, stockOf } from './auditor/stock.ts'
import { differences } from './compare.ts'
import type { Program } from './program.ts'
import { dice, type Dice } from './random.ts'
import { dayOf, type Drafted } from './week.ts'

/** What one command moved, as the auditor saw it. */
interface Moved {
  readonly place: number
  /** The day its document bears. */
  readonly date: string
  /** Dated back and with something beside its document, which bears the day it was made: not told apart by the auditor. */
  readonly twoDays: boolean
  readonly lots: Deltas
  readonly products: Deltas
}

/** Quantity and value by lot or product. */
type Deltas = ReadonlyMap<number, readonly [quantity: bigint, value: bigint]>

/** The clock of the program once the command at a place was done. */
function instantAfter(place: number): string {
  return new Date(Date.parse(`${dayOf(Math.max(0, place))}T12:00:00.000Z`) + 1000 * (place + 1000) + 999).toISOString()
}

/** Remembers what a command moved: all that a question about another day is answered from. */
export function movedBy(place: number, { name, input }: Drafted, before: Books, after: Books): Moved {
  const date = dateOf(name, input as Readonly<Record<string, unknown>>, before) ?? after.today
  return {
    place,
    date,
    twoDays: date < after.today && settledOf(before) !== settledOf(after),
    lots: deltas(before, after, (books) => books.lots.map(({ n, quantity, value }) => [n, quantity, value])),
    products: deltas(before, after, (books) => books.products.map(({ id }) => [id, onHandOf(books, id), stockOf(books, id).value])),
  }
}

/** The day a new document bears; whatever corrects one bears the day it is made. */
function dateOf(name: string, input: Readonly<Record<string, unknown>>, books: Books): string | undefined {
  if (name === 'receipt.confirm') return books.receipts.find(({ id }) => id === input['receiptId'])?.date
  const field = { 'sale.record': 'saleDate', 'return.record': 'returnDate' }[name] ?? 'businessDate'
  return input[field] as string | undefined
}

/** All that settlements and shortages say: another text, and one of them moved. */
function settledOf({ shortages, draws }: Books): string {
  const settled = draws.filter(({ settles }) => settles !== null).map(({ n, quantity }) => `${n} ${quantity}`)
  return [...settled, ...shortages.filter(({ quantity }) => quantity > 0n).map(({ n, quantity }) => `short ${n} ${quantity}`)].join()
}

function deltas(before: Books, after: Books, rows: (books: Books) => (readonly [number, bigint, bigint])[]): Deltas {
  const then = new Map(rows(before).map(([id, quantity, value]) => [id, [quantity, value] as const]))
  return new Map(
    rows(after).map(([id, quantity, value]) => {
      const [quantityThen, valueThen] = then.get(id) ?? [0n, 0n]
      return [id, [quantity - quantityThen, value - valueThen]]
    }),
  )
}

interface Asking {
  readonly program: Program
  readonly books: Books
  readonly lotIds: readonly number[]
  readonly past: readonly Moved[]
  readonly count: (name: string) => void
}

/** Now and then a question that a command answers or the past does; answers where the two sides part. */
export async function lookBack(asking: Asking, seed: number, place: number): Promise<string[]> {
  const d = dice(seed + 11, place + 200_000)
  if (d.chance(0.12)) return costPreview(asking, d)
  return d.chance(0.12) ? stockAsOf(asking, d) : []
}

/** The preview of a cost tells what the auditor's books say after that correction, account by account. */
async function costPreview({ program, books, lotIds, count }: Asking, d: Dice): Promise<string[]> {
  const lines = books.receipts.flatMap(({ id, state, lines: own }) => (state === 'confirmed' ? own.map(({ lineNo }) => ({ receiptId: id, lineNo })) : []))
  const line = d.pick(lines)
  if (line === undefined) return []
  const cost = { per: d.chance(0.5) ? 'unit' : 'line', amount: text(BigInt(d.int(0, 40_000_000))) }
  const judged = judge(books, 'receipt.correct_cost', commands['receipt.correct_cost'].input.parse({ ...line, cost }), lotIds)
  const reply = await program.query('receipt.preview_cost', { ...line, cost })
  if (!judged.ok && judged.code === 'correction.changes_nothing') return reply.ok ? differences({ difference: 0, moves: [], rest: 0 }, { ...reply.value, toBeConfirmed: 0 }, 'preview') : [`preview: ${reply.error.code}`]
  if (!judged.ok) return reply.ok || reply.error.code !== judged.code ? [`preview: the auditor refuses with ${judged.code}, the program answers ${JSON.stringify(reply)}`] : []
  if (!reply.ok) return [`preview: the auditor accepts it, the program refuses: ${JSON.stringify(reply.error)}`]
  count('cost previewed')
  const found = reply.value as unknown as OutputOf<'query', 'receipt.preview_cost'>
  return differences(movesExpected(books, judged.books, lotIds), movesFound(found), `preview of ${JSON.stringify({ ...line, cost })}`)
}

interface Moves {
  readonly difference: number
  readonly lots: Readonly<Record<number, readonly [before: number, after: number]>>
  /** By sale or return. */
  readonly sales: Readonly<Record<number, number>>
  readonly workInProcess: number
  /** Waste, and whatever adjustments and roundings took. */
  readonly away: number
}

function movesExpected(before: Books, after: Books, lotIds: readonly number[]): Moves {
  const account = (name: Parameters<Books['accounts']['get']>[0]) => Number((after.accounts.get(name) ?? 0n) - (before.accounts.get(name) ?? 0n))
  const lots = after.lots.flatMap(({ n, value }, at) => {
    const then = before.lots.find((lot) => lot.n === n)?.value ?? 0n
    return then === value ? [] : [[lotIds[at] ?? 0, [Number(then), Number(value)]] as const]
  })
  const sales = after.sales.flatMap((sale) => {
    const then = before.sales.find(({ key }) => key === sale.key)
    const moved = then === undefined ? 0n : costOf(after, sale) - costOf(before, then) + besideCost(after, sale) - besideCost(before, then)
    return moved === 0n ? [] : [[sale.id, Number(moved)] as const]
  })
  return {
    difference: -account('supplier'),
    lots: Object.fromEntries(lots),
    sales: Object.fromEntries(sales),
    workInProcess: account('work_in_process'),
    away: account('waste') + account('adjustment') + account('other') - Number(sum(after.sales, (sale) => besideCost(after, sale)) - sum(before.sales, (sale) => besideCost(before, sale))),
  }
}

/** What a sale or return holds without it being its cost: goods taken back that were used up like a sale. */
function besideCost(books: Books, { key }: Sale): bigint {
  return sum(books.draws, ({ document, to, value }) => (document === key && to !== 'cogs' ? value : 0n))
}

function sum<T>(list: readonly T[], amount: (one: T) => bigint): bigint {
  return list.reduce((total, one) => total + amount(one), 0n)
}

function movesFound({ difference, moves, rest }: OutputOf<'query', 'receipt.preview_cost'>): Moves {
  const moved = (of: typeof moves) => of.reduce((total, { before, after }) => total + after - before, 0)
  const of = (...what: (typeof moves)[number]['what'][]) => moves.filter((move) => what.includes(move.what))
  const sales: Record<number, number> = {}
  for (const { id, before, after } of of('sale', 'return')) sales[id] = (sales[id] ?? 0) + after - before
  return {
    difference,
    lots: Object.fromEntries(of('lot').map(({ id, before, after }) => [id, [before, after] as const])),
    sales,
    workInProcess: moved(of('build').filter(({ passesOn }) => !passesOn)),
    away: moved(of('waste', 'adjustment')) + rest,
  }
}

/** Stock as of a day of the past, as known after a command of the past: the sum of what the auditor saw by then. */
async function stockAsOf({ program, lotIds, books, past, count }: Asking, d: Dice): Promise<string[]> {
  const on = d.pick(past)?.date
  const known = d.chance(0.5) ? null : (d.pick(past)?.place ?? null)
  if (on === undefined) return []
  const by = d.chance(0.5) ? 'lot' : 'product'
  const told = past.filter(({ place }) => known === null || place <= known)
  if (told.some(({ twoDays, date, place }) => twoDays && date <= on && on < dayOf(Math.max(0, place)))) return []
  const expected = new Map<number, [number, number]>()
  for (const moved of told.filter(({ date }) => date <= on)) {
    for (const [n, [quantity, value]] of by === 'lot' ? moved.lots : moved.products) {
      const id = by === 'lot' ? (lotIds[books.lots.findIndex((lot) => lot.n === n)] ?? 0) : n
      const [q, v] = expected.get(id) ?? [0, 0]
      expected.set(id, [q + Number(quantity), v + Number(value)])
    }
  }
  const reply = await program.query('stock.as_of', { businessDate: on, knownAt: known === null ? null : instantAfter(known), by, productId: null })
  if (!reply.ok) return [`stock as of ${on}: ${JSON.stringify(reply.error)}`]
  count('stock as of a day')
  const { rows } = reply.value as unknown as OutputOf<'query', 'stock.as_of'>
  const found = Object.fromEntries(rows.map(({ id, quantity, value }) => [id, [quantity, value]]))
  const wanted = Object.fromEntries([...expected].filter(([, [quantity, value]]) => quantity !== 0 || value !== 0))
  return differences(wanted, found, `stock by ${by} as of ${on}, as known after ${known ?? 'all'}`)
}
