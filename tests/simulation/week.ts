import type { CommandName } from './auditor/audit.ts'
import type { Adjustment, Books, Build, Plan, Receipt, ReceiptLine, Sale } from './auditor/books.ts'
import { text } from './auditor/notation.ts'
import { dice, type Dice } from './random.ts'

/** A command as the window would send it: text, not parsed yet. */
export interface Drafted {
  readonly name: CommandName
  readonly input: unknown
}

/** What a step can see when it decides what to do: the auditor's books and the program's ids of its lots, oldest first. */
export interface World {
  readonly books: Books
  readonly lotIds: readonly number[]
}

const product = (sku: string, kind: string, unitCost: string | null) => ({ sku, name: sku, kind, unit: 'ea', unitCost, reorderPoint: null, notes: '' })
const supplier = (name: string, code: string) => ({ name, code, contact: '', email: '', phone: '', notes: '' })
const part = (productId: number, quantityPerUnit: string, optional = false) => ({ productId, quantityPerUnit, optional })

/** Three parts, a sub-assembly, and finished goods that are made, made of one another, and bought. Ids count from 1. */
export const prelude: readonly Drafted[] = [
  { name: 'supplier.create', input: supplier('Acme', 'ACM') },
  { name: 'supplier.create', input: supplier('Bolt and Sons', 'BLT') },
  { name: 'product.create', input: product('A', 'component', '1.25') },
  { name: 'product.create', input: product('B', 'raw_material', null) },
  { name: 'product.create', input: product('C', 'component', '0.000001') },
  { name: 'product.create', input: product('SUB', 'sub_assembly', null) },
  { name: 'product.create', input: product('FIN', 'finished_good', '9.99') },
  { name: 'product.create', input: product('GAD', 'finished_good', null) },
  { name: 'product.create', input: product('RES', 'finished_good', '4') },
  {
    name: 'bom.save',
    input: {
      productId: 4,
      components: [part(1, '2'), part(2, '0.3333', true)],
      costLines: [{ kind: 'labor', name: 'Hands', cost: { by: 'rate', rate: '31.000001', quantityPerUnit: '0.333333' } }],
    },
  },
  {
    name: 'bom.save',
    input: {
      productId: 5,
      components: [part(4, '1'), part(3, '0.0001')],
      costLines: [
        { kind: 'overhead', name: 'Roof', cost: { by: 'amount', amountPerUnit: '0.000007' } },
        { kind: 'other', name: 'Box', cost: { by: 'amount', amountPerUnit: '1.000003' } },
      ],
    },
  },
  { name: 'bom.save', input: { productId: 6, components: [part(1, '0.3333'), part(7, '1'), part(2, '1', true)], costLines: [] } },
]

/** Parts come in more often than what is made of them. */
const products = [1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 7]
const built = [4, 5, 6]
const sold = [5, 6, 7]
const customers = ['Ann', 'Ann', 'Ben', 'Cleo', '']

/** The day of a step: eight steps a day from the new year on. */
export function dayOf(place: number): string {
  return new Date(Date.UTC(2026, 0, 1 + Math.floor(place / 8))).toISOString().slice(0, 10)
}

/** Every event a step can be. */
type Event =
  | 'draft'
  | 'confirm'
  | 'delete draft'
  | 'void receipt'
  | 'correct cost'
  | 'correct quantity'
  | 'open'
  | 'find'
  | 'adjust pool'
  | 'adjust lot'
  | 'reverse adjustment'
  | 'build'
  | 'plan'
  | 'edit plan'
  | 'move plan'
  | 'put plan away'
  | 'restore plan'
  | 'build plan'
  | 'switch reservation'
  | 'switch auto builds'
  | 'set build point'
  | 'approve'
  | 'reject'
  | 'undo approval'
  | 'undo rejection'
  | 'reverse build'
  | 'switch review'
  | 'switch receiving'
  | 'sale'
  | 'edit sale'
  | 'void sale'
  | 'return'
  | 'edit return'
  | 'void return'

/** Half of the seeds begin without receiving and turn it on some time. */
export function startsWithoutReceiving(seed: number): boolean {
  return seed % 2 === 0
}

/** What happens at a step: from the seed, the place and the world as it is. A step that finds nothing to do is skipped. */
export function draftStep(seed: number, place: number, world: World): Drafted | null {
  const d = dice(seed, place)
  const { books } = world
  if (place === 0 && startsWithoutReceiving(seed)) return { name: 'company.set_receiving', input: { receiving: false } }
  const drafts = books.receipts.some(({ state }) => state === 'draft')
  const event = d.weighted<Event>({
    draft: books.receiving ? 14 : 2,
    confirm: drafts ? (books.receiving ? 22 : 2) : 0,
    'delete draft': 1,
    'void receipt': 4,
    'correct cost': 6,
    'correct quantity': 5,
    open: books.receiving ? 3 : 5,
    find: 2,
    'adjust pool': books.receiving ? 1 : 22,
    'adjust lot': books.receiving ? 6 : 1,
    'reverse adjustment': 4,
    build: 16,
    plan: 5,
    'edit plan': 5,
    'move plan': 2,
    'put plan away': 2,
    'restore plan': 2,
    'build plan': 8,
    'switch reservation': 1,
    'switch auto builds': 2,
    'set build point': 4,
    approve: 6,
    reject: 5,
    'undo approval': 3,
    'undo rejection': 3,
    'reverse build': 5,
    'switch review': 3,
    'switch receiving': books.receiving ? 1 : place > 40 ? 8 : 1,
    sale: books.receiving ? 18 : 1,
    'edit sale': 7,
    'void sale': 4,
    return: books.receiving ? 8 : 1,
    'edit return': 4,
    'void return': 3,
  })
  return events[event](d, world, place)
}

const events: Readonly<Record<Event, (d: Dice, world: World, place: number) => Drafted | null>> = {
  draft: (d, { books }, place) => {
    const again = d.chance(0.1) ? d.pick(books.receipts) : undefined
    const lines = Array.from({ length: d.chance(0.04) ? 0 : d.int(1, 3) }, () => receiptLine(d))
    return {
      name: 'receipt.save_draft',
      input: { receiptId: again?.id ?? null, supplierId: d.chance(0.02) ? 99 : d.int(1, 2), receivedOn: date(d, place), lines },
    }
  },
  confirm: (d, { books }) => named('receipt.confirm', 'receiptId', document(d, books.receipts, ({ state, lines }) => state === 'draft' && lines.length > 0)),
  'delete draft': (d, { books }) => named('receipt.delete_draft', 'receiptId', receipt(d, books, ['draft'])),
  'void receipt': (d, { books }) => named('receipt.void', 'receiptId', receipt(d, books, ['confirmed'])),
  'correct cost': (d, { books }) => {
    const found = receipt(d, books, ['confirmed'])
    if (found === null) return null
    const line = lineNo(d, found)
    const back = d.chance(0.6) ? costBefore(books, found.lines[line - 1]) : null
    return { name: 'receipt.correct_cost', input: { receiptId: found.id, lineNo: line, cost: back ?? sameCost(d, found) ?? cost(d) } }
  },
  'correct quantity': (d, { books }) => {
    const found = receipt(d, books, ['confirmed'])
    if (found === null) return null
    const line = lineNo(d, found)
    const now = found.lines[line - 1]?.quantity ?? 1_000_000n
    const wanted = d.chance(0.1) ? text(now) : d.chance(0.5) ? text(now / 2n + 1n) : d.chance(0.3) ? text(now + 1_000_000n) : quantity(d)
    return { name: 'receipt.correct_quantity', input: { receiptId: found.id, lineNo: line, quantity: wanted, reason: d.pick(['count', 'miscounted_on_entry']) } }
  },
  open: (d, _, place) => ({
    name: 'stock.open',
    input: {
      productId: someProduct(d, products),
      ...(d.chance(0.03) ? tooMuch : { quantity: quantity(d), cost: cost(d) }),
      businessDate: date(d, place),
      notes: '',
    },
  }),
  find: (d, _, place) => ({
    name: 'stock.find',
    input: { productId: someProduct(d, products), quantity: quantity(d), unitCost: d.chance(0.5) ? null : amount(d), reason: 'count', businessDate: date(d, place), notes: '' },
  }),
  'adjust pool': (d, _, place) => {
    const change = d.chance(0.6)
      ? { by: 'add', quantity: quantity(d), unitCost: d.chance(0.4) ? null : amount(d) }
      : d.chance(0.6)
        ? { by: 'remove', quantity: quantity(d) }
        : { by: 'count', counted: d.chance(0.2) ? '0' : quantity(d) }
    const reason = d.pick(['received', 'count', 'breakage_or_loss', 'other'])
    return { name: 'stock.adjust', input: { productId: someProduct(d, products), change, reason, businessDate: date(d, place), notes: '' } }
  },
  'adjust lot': (d, { books, lotIds }, place) => {
    const open = books.lots.flatMap(({ quantity: left }, at) => (left > 0n ? [lotIds[at] ?? 0] : []))
    const lotId = d.chance(0.02) ? 9999 : d.chance(0.85) ? d.pick(open) : d.pick(lotIds)
    if (lotId === undefined) return null
    const counted = books.lots[lotIds.indexOf(lotId)]?.quantity ?? 0n
    const change = d.chance(0.5)
      ? { by: 'signed', quantity: `${d.chance(0.7) ? '-' : ''}${d.chance(0.5) ? text(counted / 3n + 1n) : quantity(d)}` }
      : { by: 'count', counted: d.chance(0.1) ? text(counted) : d.chance(0.2) ? '0' : quantity(d) }
    return { name: 'lot.adjust', input: { lotId, change, reason: d.pick(['count', 'breakage', 'loss', 'other']), businessDate: date(d, place), notes: '' } }
  },
  'reverse adjustment': (d, { books }) => named('adjustment.reverse', 'adjustmentId', document<Adjustment>(d, books.adjustments, ({ state }) => state === 'posted')),
  build: (d, world, place) => {
    const { books } = world
    const able = built.filter((productId) => buildable(books, productId))
    const few = d.chance(0.5) ? '1' : String(d.int(1, 4))
    const productId = d.chance(0.03) ? d.pick([1, 7, 99]) : d.chance(0.8) ? (d.pick(able) ?? d.pick(built)) : d.pick(built)
    const units = d.chance(0.02) ? '5999999999' : d.chance(0.75) ? few : quantity(d)
    return { name: 'build.execute', input: { productId, quantity: units, businessDate: date(d, place), ...(d.chance(0.4) ? used(d, world, productId, units) : {}) } }
  },
  plan: (d, _, place) => {
    const productId = d.chance(0.03) ? d.pick([1, 7, 99]) : d.pick(built)
    const units = d.chance(0.02) ? '5999999999' : d.chance(0.7) ? String(d.int(1, 5)) : quantity(d)
    return { name: 'planned_build.create', input: { productId, quantity: units, targetDate: d.chance(0.5) ? date(d, place) : null, assigneeId: null, notes: '' } }
  },
  'edit plan': (d, { books }) => {
    const found = plan(d, books, ['planned'])
    if (found === null) return null
    const of = (productId: number | undefined) => ({ productId, quantity: d.chance(0.25) ? null : d.chance(0.2) ? '0' : quantity(d) })
    const lines = found.lines.filter(() => d.chance(0.5)).map(({ productId }) => of(productId))
    const more = d.chance(0.3) ? [of(d.chance(0.1) ? found.productId : someProduct(d, products))] : []
    const units = d.chance(0.5) ? text(found.quantity) : String(d.int(1, 6))
    return { name: 'planned_build.update', input: { plannedBuildId: found.id, quantity: units, targetDate: null, assigneeId: null, notes: '', lines: [...lines, ...more] } }
  },
  'move plan': (d, { books }) => {
    const found = plan(d, books, ['planned'])
    if (found === null) return null
    return { name: 'planned_build.move', input: { plannedBuildId: found.id, beforeId: d.chance(0.3) ? null : (plan(d, books, ['planned'])?.id ?? null) } }
  },
  'put plan away': (d, { books }) =>
    named(d.chance(0.5) ? 'planned_build.close' : 'planned_build.delete', 'plannedBuildId', plan(d, books, ['planned'])),
  'restore plan': (d, { books }) => named('planned_build.restore', 'plannedBuildId', plan(d, books, ['closed', 'deleted'])),
  'build plan': (d, world, place) => {
    const found = plan(d, world.books, ['planned'])
    if (found === null) return null
    const units = d.chance(0.4) ? text(found.quantity) : d.chance(0.5) ? text(found.quantity / 2n + 1n) : String(d.int(1, 6))
    const order = { plannedBuildId: found.id, rest: d.pick(['keep', 'keep', 'close', null]), useHeld: d.chance(0.2), ...(d.chance(0.3) ? used(d, world, found.productId, units) : {}) }
    const productId = d.chance(0.04) ? d.pick(built) : found.productId
    return { name: 'build.execute', input: { productId, quantity: units, businessDate: date(d, place), ...order } }
  },
  'switch reservation': (d) => ({ name: 'company.set_feature', input: { feature: 'reservation', on: d.chance(0.6) } }),
  'switch auto builds': (d) => ({ name: 'company.set_feature', input: { feature: 'autoBuilds', on: d.chance(0.8) } }),
  'set build point': (d) => {
    const buildPoint = d.int(0, 6)
    const level = d.chance(0.1) ? null : { buildPoint: String(buildPoint), targetLevel: d.chance(0.04) ? String(buildPoint) : d.chance(0.3) ? quantity(d) : String(buildPoint + d.int(1, 9)) }
    return { name: 'bom.set_build_point', input: { productId: d.chance(0.05) ? d.pick([1, 7, 99]) : d.pick(built), level } }
  },
  approve: (d, { books }) => named('build.approve', 'buildId', build(d, books, ({ state }) => state === 'review')),
  reject: (d, { books }) => {
    const found = build(d, books, ({ state }) => state === 'review')
    if (found === null) return null
    const input = { buildId: found.id, reason: d.pick(['quality_defect', 'wrong_materials', 'equipment_failure', 'process_error', 'other']), recovery: recovery(d, books, found), notes: '' }
    return { name: 'build.reject', input }
  },
  'undo approval': (d, { books }) => named('build.undo_approval', 'buildId', build(d, books, ({ state, reviewed }) => state === 'done' && reviewed)),
  'undo rejection': (d, { books }) => named('build.undo_rejection', 'buildId', build(d, books, ({ state }) => state === 'rejected')),
  'reverse build': (d, { books }) => {
    const rejectedToo = d.chance(0.1)
    const found = build(d, books, ({ state }) => state === 'done' || state === 'review' || (rejectedToo && state === 'rejected'))
    return found === null ? null : { name: 'build.reverse', input: { buildId: found.id, replan: d.chance(0.6) } }
  },
  'switch review': (d) => ({ name: 'company.set_review', input: { review: d.chance(0.6) } }),
  'switch receiving': (d, { books }) => ({ name: 'company.set_receiving', input: { receiving: d.chance(0.9) ? !books.receiving : books.receiving } }),
  sale: (d, _, place) => ({ name: 'sale.record', input: { ...saleFields(d), saleDate: date(d, place) } }),
  'edit sale': (d, { books }, place) => {
    const found = sale(d, books, 'sale')
    if (found === null) return null
    return { name: 'sale.edit', input: { saleId: found.id, ...edited(d, found), saleDate: d.chance(0.8) ? found.date : date(d, place) } }
  },
  'void sale': (d, { books }) => named('sale.void', 'saleId', sale(d, books, 'sale')),
  return: (d, { books }, place) => {
    const of = d.chance(0.8) ? sale(d, books, 'sale') : null
    const fields = of === null ? saleFields(d) : { ...edited(d, of), customer: of.customer }
    return { name: 'return.record', input: { ...fields, returnDate: date(d, place), treatment: treatment(d) } }
  },
  'edit return': (d, { books }, place) => {
    const found = sale(d, books, 'return')
    if (found === null) return null
    const input = { saleId: found.id, ...edited(d, found), returnDate: date(d, place), treatment: d.chance(0.8) ? found.treatment : treatment(d) }
    return { name: 'return.edit', input }
  },
  'void return': (d, { books }) => named('return.void', 'saleId', sale(d, books, 'return')),
}

function named(name: CommandName, field: string, found: { readonly id: number } | null): Drafted | null {
  return found === null ? null : { name, input: { [field]: found.id } }
}

/** Mostly a document that fits, sometimes any, now and then one that is not there. */
function document<D extends { readonly id: number }>(d: Dice, all: readonly D[], fits: (document: D) => boolean): D | null {
  const unknown = d.chance(0.02)
  const any = d.chance(0.12)
  const found = d.pick(any ? all : all.filter(fits))
  return found === undefined ? null : unknown ? { ...found, id: 9999 } : found
}

function receipt(d: Dice, books: Books, states: readonly Receipt['state'][]): Receipt | null {
  return document(d, books.receipts, ({ state }) => states.includes(state))
}

function build(d: Dice, books: Books, fits: (one: Build) => boolean): Build | null {
  return document(d, books.builds, fits)
}

function plan(d: Dice, books: Books, states: readonly Plan['state'][]): Plan | null {
  return document(d, books.plans, ({ state }) => states.includes(state))
}

/** What was really used: other quantities, components more and less, and lots chosen by hand, now and then wrongly. */
function used(d: Dice, { books, lotIds }: World, productId: number | undefined, units: string) {
  const parts = (books.recipes.get(productId ?? 0)?.components ?? []).map((component) => component.productId)
  const more = d.chance(0.4) ? [d.chance(0.1) ? productId : someProduct(d, products)] : []
  const twice = d.chance(0.05) ? parts.slice(0, 1) : []
  const lines = [...parts.filter(() => d.chance(0.6)), ...more, ...twice].map((part) => {
    const open = books.lots.flatMap((lot, at) => (lot.productId === part && lot.quantity > 0n ? [{ lotId: lotIds[at] ?? 0, held: lot.quantity }] : []))
    const chosen = d.chance(0.5) ? picks(d, open, units) : null
    const sum = chosen === null ? null : chosen.reduce((total, pick) => total + pick.quantity, 0n)
    const lots = chosen?.map((pick) => ({ lotId: d.chance(0.03) ? (d.pick(lotIds) ?? 1) : pick.lotId, quantity: text(pick.quantity) })) ?? null
    const wanted = sum === null || d.chance(0.05) ? (d.chance(0.15) ? '0' : quantity(d)) : text(sum)
    return { productId: part, quantity: wanted, lots, reason: d.chance(0.7) ? 'at hand' : '' }
  })
  return { lines, useHeld: d.chance(0.2) }
}

/** Parts of some of the lots, the oldest or others. */
function picks(d: Dice, open: readonly { lotId: number; held: bigint }[], units: string): { lotId: number; quantity: bigint }[] {
  const some = d.chance(0.4) ? open.slice(0, 1) : open.filter(() => d.chance(0.5))
  const few = BigInt(Math.min(9, Math.max(1, Math.trunc(Number(units)) || 1))) * 1_000_000n
  return some.map(({ lotId, held }) => ({ lotId, quantity: d.chance(0.04) ? held + 1n : d.chance(0.3) ? held : held < few ? held : few }))
}

function sale(d: Dice, books: Books, kind: Sale['kind']): Sale | null {
  const wrongKind = d.chance(0.03)
  return document(d, books.sales, (one) => wrongKind !== (one.kind === kind) && one.state === 'posted')
}

function buildable(books: Books, productId: number): boolean {
  const parts = books.recipes.get(productId)?.components ?? []
  return parts.every(({ productId: component, perUnit, optional }) => optional || books.lots.some((lot) => lot.productId === component && lot.quantity >= perUnit))
}

function someProduct(d: Dice, from: readonly number[]): number | undefined {
  return d.chance(0.02) ? 99 : d.pick(from)
}

/** Mostly round quantities; thirds, odd ones and single millionths between; now and then no quantity at all. */
function quantity(d: Dice): string {
  if (d.chance(0.01)) return d.pick(['0', '-1', '', 'ten', '1.0000001', '99999999999']) ?? ''
  if (d.chance(0.6)) return String(d.int(1, 20))
  if (d.chance(0.4)) return d.pick(['0.333333', '3.333333', '0.666667', '6.666667']) ?? ''
  if (d.chance(0.2)) return d.pick(['0.000001', '0.000002', '0.000003']) ?? ''
  return text(BigInt(d.int(1, 15_000_000)))
}

function amount(d: Dice): string {
  if (d.chance(0.01)) return d.pick(['-1', '', 'free', '0.0000001']) ?? ''
  if (d.chance(0.12)) return '0'
  if (d.chance(0.5)) return String(d.int(1, 30))
  return d.chance(0.2) ? '0.000001' : text(BigInt(d.int(1, 40_000_000)))
}

function cost(d: Dice): { per: string; amount: string } {
  return d.chance(0.6) ? { per: 'unit', amount: amount(d) } : { per: 'line', amount: d.chance(0.4) ? '100' : amount(d) }
}

/** More than the ledger can keep. */
const tooMuch = { quantity: '1000', cost: { per: 'unit', amount: '9000000000' } }

function sameCost(d: Dice, { lines }: Receipt): { per: string; amount: string } | null {
  const [line] = lines
  return line !== undefined && d.chance(0.08) ? { per: line.cost.per, amount: text(line.cost.amount) } : null
}

/** The cost that takes the line's lot back to what it came to before its last late costs. */
function costBefore(books: Books, line: ReceiptLine | undefined): { per: string; amount: string } | null {
  const lot = books.lots.find(({ n }) => n === line?.lot)
  if (line === undefined || lot === undefined || lot.beforeLateCost === null) return null
  const total = books.draws.reduce((sum, draw) => (draw.lot === lot.n ? sum + draw.value : sum), lot.value)
  const amount = line.value + lot.beforeLateCost.total - total
  return amount < 0n ? null : { per: 'line', amount: text(amount) }
}

function receiptLine(d: Dice) {
  const lotNumber = d.chance(0.04) ? (d.pick(['B-3', 'X-1', 'X-2', 'ACM-20260103-007', 'OPEN-A', 'LEGACY-A', 'FOUND-1']) ?? null) : null
  const goods = d.chance(0.01) ? tooMuch : { quantity: d.chance(0.5) ? String(d.int(5, 30)) : quantity(d), cost: cost(d) }
  return { productId: someProduct(d, products), ...goods, lotNumber, supplierLot: null, expiresOn: null }
}

function lineNo(d: Dice, { lines }: Receipt): number {
  return d.chance(0.03) ? 9 : d.int(1, Math.max(1, lines.length))
}

function date(d: Dice, place: number): string {
  if (d.chance(0.005)) return 'someday'
  if (d.chance(0.02)) return dayOf(place + 8)
  return dayOf(Math.max(0, place - 8 * (d.chance(0.6) ? 0 : d.int(1, 5))))
}

function treatment(d: Dice): Sale['treatment'] {
  return d.chance(0.6) ? null : (d.pick(['return_to_stock', 'price_only', 'consume_like_a_sale'] as const) ?? null)
}

function saleLine(d: Dice) {
  const productId = d.chance(0.02) ? d.pick([1, 99]) : d.pick(sold)
  return { productId, quantity: d.chance(0.7) ? String(d.int(1, 6)) : quantity(d), revenue: amount(d) }
}

function saleFields(d: Dice) {
  const lines = Array.from({ length: d.int(1, 2) }, () => saleLine(d))
  return { reference: `INV-${d.int(1, 999)}`, customer: d.pick(customers) ?? '', lines, notes: '' }
}

/** The document again, with other quantities, another line or one line less; sometimes nothing changes but its price. */
function edited(d: Dice, { reference, customer, lines }: Sale) {
  const again = lines.map((line) => ({
    productId: line.productId,
    quantity: d.chance(0.3) ? text(line.quantity) : d.chance(0.3) ? text(line.quantity / 2n + 1n) : d.chance(0.7) ? String(d.int(1, 6)) : quantity(d),
    revenue: amount(d),
  }))
  const more = d.chance(0.15) ? [...again, saleLine(d)] : again
  const fewer = more.length > 1 && d.chance(0.2) ? more.slice(1) : more
  return { reference, customer: d.chance(0.03) ? (d.pick(customers) ?? '') : customer, lines: fewer, notes: '' }
}

function recovery(d: Dice, books: Books, { key }: Build) {
  if (d.chance(0.3)) return { kind: 'full' }
  if (d.chance(0.3)) return { kind: 'total_loss' }
  const drawn = new Map<number, bigint>()
  for (const draw of books.draws) {
    if (draw.document === key && draw.quantity > 0n) drawn.set(draw.productId, (drawn.get(draw.productId) ?? 0n) + draw.quantity)
  }
  const some = [...drawn].filter(() => d.chance(0.8))
  return {
    kind: 'partial',
    recovered: some.map(([productId, held]) => ({ productId, quantity: d.chance(0.05) ? text(held + 1n) : d.chance(0.2) ? text(held) : text(held / BigInt(d.int(1, 4)) || 1n) })),
  }
}
