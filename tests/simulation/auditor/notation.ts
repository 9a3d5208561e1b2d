import { parseMillionths } from '../../../src/shared/units/decimal.ts'
import { judge, type CommandName, type Typed, type Parsed } from './audit.ts'
import { newBooks, type Books, type DocumentKey, type Draw } from './books.ts'
import { drawFifo, giveBack, onHandOf, stockOf } from './stock.ts'
import { checkBooks } from './check.ts'
import { commands } from './contracts.ts'
import { costOf, shortOf } from './sales.ts'
import { settle } from './shortages.ts'

/** A small ledger with a known answer, as in `tests/ledger/cases`; amounts are decimal text. */
export interface SmallLedger {
  readonly name: string
  readonly receiving?: string
  readonly steps: readonly Step[]
  readonly expect: Readonly<Record<string, unknown>>
}

export type Step = Readonly<Record<string, unknown>>

interface Seen {
  books: Books
  readonly named: Map<string, number>
  readonly draws: { readonly name: string; readonly all: readonly Draw[]; readonly value: bigint; readonly parts: readonly bigint[] }[]
  readonly costAtSale: { readonly cost: bigint; readonly short: bigint }[]
  made: number
}

const today = '2026-01-31'

/** Amounts as exact decimal text, without zeros at the end. */
export function text(amount: bigint): string {
  const size = amount < 0n ? -amount : amount
  const fraction = (size % 1_000_000n).toString().padStart(6, '0').replace(/0+$/, '')
  return `${amount < 0n ? '-' : ''}${size / 1_000_000n}${fraction === '' ? '' : `.${fraction}`}`
}

export function amount(decimal: unknown): bigint {
  const parsed = parseMillionths(String(decimal), { decimalsMax: 6, negative: 'allowed' })
  if (!parsed.ok) throw new Error(`no figure: ${String(decimal)}`)
  return BigInt(parsed.value)
}

/** Runs the steps through the auditor alone and answers what it says about everything expected. */
export function runSmallLedger({ steps, expect, receiving }: SmallLedger): Record<string, unknown> {
  const seen: Seen = { books: newBooks(today), named: new Map(), draws: [], costAtSale: [], made: 0 }
  run(seen, 'supplier.create', { name: 'Acme', code: 'ACM', contact: '', email: '', phone: '', notes: '' })
  if (receiving === 'off') run(seen, 'company.set_receiving', { receiving: false })
  for (const step of steps) takeStep(seen, step)
  return Object.fromEntries(Object.entries(expect).map(([what, wanted]) => [what, tell(seen, what, wanted)]))
}

/** Lets a command happen that must be accepted; answers the id it made. */
function run<N extends CommandName>(seen: Seen, name: N, input: Typed<N>): number {
  const parsed = commands[name].input.parse(input) as Parsed<N>
  const verdict = judge(seen.books, name, parsed, seen.books.lots.map((_, place) => place + 1))
  if (!verdict.ok) throw new Error(`${name} refused: ${verdict.code}`)
  seen.books = verdict.books
  seen.made += 1
  verdict.fresh?.bind(seen.made)
  return seen.made
}

function productIn(seen: Seen, sku: string): number {
  const known = seen.books.products.find((product) => product.sku === sku)
  if (known !== undefined) return known.id
  const kind = sku === 'C' ? 'component' : 'finished_good'
  return run(seen, 'product.create', { sku, name: sku, kind, unit: 'ea', unitCost: null, reorderPoint: null, notes: '' })
}

function takeStep(seen: Seen, step: Step): void {
  const [what = ''] = Object.keys(step)
  const take = steps[what]
  if (take === undefined) throw new Error(`no such step: ${what}`)
  const id = take(seen, step)
  if (id !== undefined && typeof step['as'] === 'string') seen.named.set(step['as'], id)
}

const idOf = (seen: Seen, name: unknown) => seen.named.get(String(name)) ?? 0
const saleFields = (seen: Seen, step: Step, sku: string) => ({
  reference: '',
  customer: String(step['customer'] ?? ''),
  lines: [{ productId: productIn(seen, sku), quantity: String(step['qty']), revenue: String(step['revenue'] ?? '0').replace('-', '') }],
  notes: '',
})

const steps: Readonly<Record<string, (seen: Seen, step: Step) => number | undefined>> = {
  receive: (seen, step) => {
    const cost = 'value' in step ? { per: 'line' as const, amount: String(step['value']) } : { per: 'unit' as const, amount: String(step['unitCost']) }
    const line = { productId: productIn(seen, String(step['receive'])), quantity: String(step['qty']), cost, lotNumber: null, supplierLot: null, expiresOn: null }
    const receiptId = run(seen, 'receipt.save_draft', { receiptId: null, supplierId: 1, receivedOn: today, lines: [line] })
    run(seen, 'receipt.confirm', { receiptId })
    return receiptId
  },
  add: (seen, step) => {
    const change = { by: 'add' as const, quantity: String(step['qty']), unitCost: String(step['unitCost']) }
    return run(seen, 'stock.adjust', { productId: productIn(seen, String(step['add'])), change, reason: 'received', businessDate: today, notes: '' })
  },
  draw: (seen, step) => drawOnce(seen, step),
  drawSingly: (seen, step) => {
    for (let count = 0; count < Number(step['times']); count += 1) drawOnce(seen, { draw: step['drawSingly'], qty: '1' })
    return undefined
  },
  build: (seen, step) => {
    const units = amount(step['qty'])
    const components = Object.entries(step['components'] as Record<string, string>).map(([sku, total]) => ({
      productId: productIn(seen, sku),
      quantityPerUnit: text((amount(total) * 1_000_000n) / units),
      optional: false,
    }))
    const costLines = Object.entries((step['costLines'] ?? {}) as Record<string, string>).map(([kind, amountPerUnit]) => ({
      kind: kind as 'labor',
      name: kind,
      cost: { by: 'amount' as const, amountPerUnit },
    }))
    const productId = productIn(seen, String(step['build']))
    run(seen, 'bom.save', { productId, components, costLines })
    if (step['review'] === true) run(seen, 'company.set_review', { review: true })
    const buildId = run(seen, 'build.execute', { productId, quantity: String(step['qty']), businessDate: today })
    if (step['review'] === true) run(seen, 'company.set_review', { review: false })
    return buildId
  },
  sell: (seen, step) => {
    const saleId = run(seen, 'sale.record', { ...saleFields(seen, step, String(step['sell'])), saleDate: today })
    rememberSale(seen)
    return saleId
  },
  return: (seen, step) => {
    const saleId = run(seen, 'return.record', { ...saleFields(seen, step, String(step['return'])), returnDate: today, treatment: null })
    rememberSale(seen)
    return saleId
  },
  editSale: (seen, step) => {
    const saleId = idOf(seen, step['editSale'])
    const product = seen.books.sales.find(({ id }) => id === saleId)?.lines[0]?.productId
    const sku = seen.books.products.find(({ id }) => id === product)?.sku ?? ''
    return run(seen, 'sale.edit', { saleId, ...saleFields(seen, step, sku), saleDate: today })
  },
  voidSale: (seen, step) => run(seen, 'sale.void', { saleId: idOf(seen, step['voidSale']) }),
  voidReturn: (seen, step) => run(seen, 'return.void', { saleId: idOf(seen, step['voidReturn']) }),
  correctCost: (seen, step) => {
    const cost = 'value' in step ? { per: 'line' as const, amount: String(step['value']) } : { per: 'unit' as const, amount: String(step['unitCost']) }
    return run(seen, 'receipt.correct_cost', { receiptId: idOf(seen, step['correctCost']), lineNo: 1, cost })
  },
  adjustLot: (seen, step) => {
    const receipt = seen.books.receipts.find(({ id }) => id === idOf(seen, step['adjustLot']))
    const lotId = seen.books.lots.findIndex(({ n }) => n === receipt?.lines[0]?.lot) + 1
    const change = { by: 'signed' as const, quantity: String(step['qty']) }
    const id = run(seen, 'lot.adjust', { lotId, change, reason: step['reason'] as 'breakage', businessDate: today, notes: '' })
    const drawn = seen.books.draws.at(-1)
    if (drawn !== undefined) seen.draws.push({ name: '', all: [drawn], value: drawn.value, parts: [drawn.value] })
    return id
  },
  approve: (seen, step) => run(seen, 'build.approve', { buildId: idOf(seen, step['approve']) }),
  reject: (seen, step) => {
    const recovered = Object.entries((step['recovered'] ?? {}) as Record<string, string>)
    const recovery = { kind: 'partial' as const, recovered: recovered.map(([sku, quantity]) => ({ productId: productIn(seen, sku), quantity })) }
    return run(seen, 'build.reject', { buildId: idOf(seen, step['reject']), reason: 'other', recovery, notes: '' })
  },
  void: (seen, step) => run(seen, 'receipt.void', { receiptId: idOf(seen, step['void']) }),
  reverse: (seen, step) => {
    const drawn = seen.draws.find(({ name }) => name === step['reverse'])
    if (drawn === undefined) return run(seen, 'build.reverse', { buildId: idOf(seen, step['reverse']) })
    for (const { n } of drawn.all) {
      const draw = seen.books.draws.find((one) => one.n === n)
      if (draw !== undefined) giveBack(seen.books, draw, draw.quantity, 'other')
    }
    return undefined
  },
}

/** The bare FIFO function, to *other*: no command draws freely. */
function drawOnce(seen: Seen, step: Step): undefined {
  const document: DocumentKey = `draw ${seen.draws.length}`
  const { draws: all } = drawFifo(seen.books, document, productIn(seen, String(step['draw'])), amount(step['qty']), 'other')
  const parts = all.map(({ value }) => value)
  seen.draws.push({ name: String(step['as'] ?? ''), all: structuredClone(all), value: parts.reduce((a, b) => a + b, 0n), parts })
  settle(seen.books)
  checkBooks(seen.books)
  return undefined
}

function rememberSale(seen: Seen): void {
  const sale = seen.books.sales.at(-1)
  if (sale !== undefined) seen.costAtSale.push({ cost: costOf(seen.books, sale), short: shortOf(seen.books, sale) })
}

type Wanted = Readonly<Record<string, string>>

function tell(seen: Seen, what: string, wanted: unknown): unknown {
  const { books, draws } = seen
  switch (what) {
    case 'draws':
      return draws.map(({ value }) => text(value))
    case 'drawParts':
      return draws.map(({ parts }) => parts.map(text))
    case 'drawnTotal':
      return text(draws.reduce((sum, { value }) => sum + value, 0n))
    case 'left':
      return Object.fromEntries(
        Object.keys(wanted as object).map((sku) => {
          const { quantity, value } = stockOf(books, productIn(seen, sku))
          return [sku, { qty: text(quantity), value: text(value) }]
        }),
      )
    case 'onHand':
      return Object.fromEntries(Object.keys(wanted as object).map((sku) => [sku, text(onHandOf(books, productIn(seen, sku)))]))
    case 'builds':
      return books.builds.map((build) => text(madeValue(books, build.lot)))
    case 'sales':
      return (wanted as Wanted[]).map((fields, place) => Object.fromEntries(Object.keys(fields).map((field) => [field, tellSale(seen, place, field)])))
    case 'madeFrom':
      return Object.fromEntries(Object.keys(wanted as object).map((sku) => [sku, madeFrom(seen, sku)]))
    case 'lots':
      return (wanted as Wanted[]).map(({ of = '' }) => {
        const maker = seen.books.receipts.find(({ id }) => id === seen.named.get(of))?.key
        const lot = books.lots.find((one) => (of === 'return' ? one.maker.startsWith('sale') : one.maker === maker))
        return { of, qty: text(lot?.quantity ?? 0n), value: text(lot?.value ?? 0n) }
      })
    default:
      throw new Error(`nothing tells ${what}`)
  }
}

/** What a lot was made with at the cost of today: what is in it and what was drawn from it. */
function madeValue(books: Books, lot: number | null): bigint {
  const inLot = books.lots.find(({ n }) => n === lot)?.value ?? 0n
  return books.draws.reduce((sum, draw) => (draw.lot === lot ? sum + draw.value : sum), inLot)
}

function tellSale({ books, costAtSale }: Seen, place: number, field: string): string {
  const sale = books.sales[place]
  if (sale === undefined) return 'no such sale'
  const cost = costOf(books, sale)
  const revenue = sale.lines.reduce((sum, line) => sum + line.revenue, 0n)
  switch (field) {
    case 'cost':
      return text(cost)
    case 'margin':
      return text(revenue - cost)
    case 'shortQty':
      return text(shortOf(books, sale))
    case 'costAtSale':
      return text(costAtSale[place]?.cost ?? 0n)
    default:
      return text(costAtSale[place]?.short ?? 0n)
  }
}

function madeFrom(seen: Seen, sku: string): string[] {
  const { books, named } = seen
  const productId = productIn(seen, sku)
  const build = books.builds.find((one) => one.productId === productId)
  const lots = books.draws.filter(({ document }) => document === build?.key).map(({ lot }) => lot)
  return lots.map((lot) => {
    const receipt = books.receipts.find(({ lines }) => lines.some((line) => line.lot === lot))
    return [...named].find(([, id]) => id === receipt?.id)?.[0] ?? 'unnamed'
  })
}
