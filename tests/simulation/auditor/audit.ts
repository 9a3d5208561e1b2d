import type { z } from 'zod'
import { adjustLot, adjustPool, findStock, openStock, reverseAdjustment, type Adjusted } from './adjustments.ts'
import type { Books, Recipe, Sale } from './books.ts'
import { keepAutoPlans, type Named } from './auto-plans.ts'
import { noteAverages, productOf, Refused } from './stock.ts'
import { approveBuild, executeBuild, rejectBuild, reverseBuild, undoApproval, undoRejection } from './builds.ts'
import { editPlan, openPlan, planBuild, planOf, reopenPlan } from './plans.ts'
import { checkBooks } from './check.ts'
import type { commands } from './contracts.ts'
import { confirmReceipt, correctCost, correctQuantity, deleteDraft, saveDraft, voidReceipt } from './receipts.ts'
import { costOf, editSale, recordSale, shortOf, voidSale, type SaleFields } from './sales.ts'
import { settle } from './shortages.ts'

type Contracts = typeof commands

export type CommandName = keyof Contracts
/** A command's input as the contract parsed it. */
export type Parsed<N extends CommandName> = z.output<Contracts[N]['input']>
/** A command's input as it is typed. */
export type Typed<N extends CommandName> = z.input<Contracts[N]['input']>

/** What the auditor expects of a command: a refusal, or an answer of which it knows these figures. */
export type Verdict =
  | { readonly ok: true; readonly books: Books; readonly answer: Readonly<Record<string, unknown>>; readonly fresh: Fresh | null }
  | { readonly ok: false; readonly code: string; readonly data: unknown }

/** A document or master row the command made; the program's id for it is written here once it has answered. */
export interface Fresh {
  readonly idField: string
  readonly bind: (id: number) => void
}

interface Outcome {
  readonly answer: Readonly<Record<string, unknown>>
  readonly fresh?: Fresh
}

type Rules = { readonly [N in CommandName]: (books: Books, input: Parsed<N>, lots: readonly number[]) => Outcome }

/**
 * Judges a command on a copy of the books. `lotIds` are the program's ids of the auditor's lots, in the auditor's order.
 */
export function judge<N extends CommandName>(before: Books, name: N, input: Parsed<N>, lotIds: readonly number[]): Verdict {
  const books = structuredClone(before)
  try {
    noteAverages(books)
    const outcome = rules[name](books, input, lotIds)
    noteAverages(books)
    settle(books)
    noteAverages(books)
    keepAutoPlans(before, books, namedBy(name, input, books))
    checkBooks(books)
    return { ok: true, books, answer: finish(books, outcome.answer), fresh: outcome.fresh ?? null }
  } catch (refusal) {
    if (refusal instanceof Refused) return { ok: false, code: refusal.code, data: refusal.data }
    throw refusal
  }
}

/** What a command that was done is about, for the plans that the program makes by itself. */
function namedBy(name: CommandName, input: unknown, books: Books): Named {
  const { plannedBuildId = null, buildId = null, productId = null, replan = false } = input as { plannedBuildId?: number | null; buildId?: number; productId?: number; replan?: boolean }
  const build = name === 'build.execute' ? books.builds.at(-1) : books.builds.find(({ id }) => id === buildId)
  const made = name === 'planned_build.create' ? (books.plans.at(-1)?.id ?? null) : null
  const again = name === 'build.reverse' && replan ? (build?.plan?.id ?? null) : null
  const plans = name === 'planned_build.move' ? [] : [plannedBuildId, made, again]
  const products = [name.startsWith('bom.') ? productId : null, name.startsWith('build.') ? (build?.productId ?? null) : null]
  return { everything: name.startsWith('company.'), plans: plans.filter((id) => id !== null), products: products.filter((id) => id !== null) }
}

/** Figures of a sale are those after the settlement run. */
function finish(books: Books, answer: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const sale = books.sales.find(({ key }) => key === answer['sale'])
  if (sale === undefined) return answer
  return { cost: costOf(books, sale), revenue: revenueOf(sale), short: shortOf(books, sale) }
}

export function revenueOf(sale: Sale): bigint {
  if (sale.state === 'voided') return 0n
  const sum = sale.lines.reduce((total, { revenue }) => total + revenue, 0n)
  return sale.kind === 'return' ? -sum : sum
}

const big = (amount: number) => BigInt(amount)
const costFrom = (cost: { per: 'unit' | 'line'; amount: number }) => ({ per: cost.per, amount: big(cost.amount) })

const rules: Rules = {
  'supplier.create': (books, { code }) => {
    const supplier = { id: 0, code: code ?? '' }
    books.suppliers.push(supplier)
    return { answer: {}, fresh: { idField: 'supplierId', bind: (id) => Object.assign(supplier, { id }) } }
  },
  'product.create': (books, { sku, kind, unitCost }) => {
    if (books.products.some((product) => product.sku === sku)) throw new Refused('product.sku_in_use')
    const product = { id: 0, sku, kind, unitCost: big(unitCost ?? 0), lastAverage: null }
    books.products.push(product)
    return { answer: {}, fresh: { idField: 'productId', bind: (id) => Object.assign(product, { id }) } }
  },
  'bom.save': (books, { productId, components, costLines }) => {
    const recipe: Recipe = {
      components: components.map(({ productId: id, quantityPerUnit, optional }) => ({ productId: id, perUnit: big(quantityPerUnit), optional })),
      costLines: costLines.map(({ kind, cost }) => ({
        kind,
        cost:
          cost.by === 'amount'
            ? { by: 'amount', amount: big(cost.amountPerUnit) }
            : { by: 'rate', rate: big(cost.rate), perUnit: big(cost.quantityPerUnit) },
      })),
    }
    books.recipes.set(productId, recipe)
    return { answer: {} }
  },
  'bom.set_build_point': (books, { productId, level }) => {
    const product = productOf(books, productId)
    if (!['sub_assembly', 'finished_good'].includes(product.kind)) throw new Refused('bom.kind_not_built')
    if (level === null) books.buildPoints.delete(productId)
    else {
      if (level.targetLevel <= level.buildPoint) throw new Refused('bom.target_not_above_build_point')
      books.buildPoints.set(productId, { buildPoint: big(level.buildPoint), targetLevel: big(level.targetLevel) })
    }
    return { answer: {} }
  },
  'company.set_receiving': (books, { receiving }) => {
    if (books.receiving === receiving) throw new Refused('receiving.already')
    if (!receiving && books.lots.some(({ pool, voided }) => !pool && !voided)) throw new Refused('receiving.lots_exist')
    books.receiving = receiving
    return { answer: { receiving } }
  },
  'company.set_review': (books, { review }) => {
    books.review = review
    return { answer: { review } }
  },
  'stock.open': (books, { productId, quantity, cost, businessDate }) =>
    adjusted(openStock(books, { productId, quantity: big(quantity), cost: costFrom(cost), date: businessDate })),
  'stock.adjust': (books, { productId, change, reason, businessDate }) => {
    const exact =
      change.by === 'add'
        ? { by: 'add' as const, quantity: big(change.quantity), unitCost: change.unitCost === null ? null : big(change.unitCost) }
        : change.by === 'remove'
          ? { by: 'remove' as const, quantity: big(change.quantity) }
          : { by: 'count' as const, counted: big(change.counted) }
    return adjusted(adjustPool(books, { productId, change: exact, reason, date: businessDate }))
  },
  'stock.find': (books, { productId, quantity, unitCost, businessDate }) =>
    adjusted(findStock(books, { productId, quantity: big(quantity), unitCost: unitCost === null ? null : big(unitCost), date: businessDate })),
  'lot.adjust': (books, { lotId, change, reason, businessDate }, lotIds) => {
    const exact = change.by === 'signed' ? { by: 'signed' as const, quantity: big(change.quantity) } : { by: 'count' as const, counted: big(change.counted) }
    const lot = books.lots[lotIds.indexOf(lotId)]?.n ?? null
    return adjusted(adjustLot(books, { lot, lotId, change: exact, reason, date: businessDate }))
  },
  'adjustment.reverse': (books, { adjustmentId }) => {
    reverseAdjustment(books, adjustmentId)
    return { answer: { adjustmentId } }
  },
  'receipt.save_draft': (books, { receiptId, supplierId, receivedOn, lines }) => {
    const exact = lines.map((line) => ({ ...line, quantity: big(line.quantity), cost: costFrom(line.cost) }))
    const receipt = saveDraft(books, { receiptId, supplierId, date: receivedOn, lines: exact })
    return { answer: {}, ...(receiptId === null ? { fresh: { idField: 'receiptId', bind: (id: number) => Object.assign(receipt, { id }) } } : {}) }
  },
  'receipt.delete_draft': (books, { receiptId }) => {
    deleteDraft(books, receiptId)
    return { answer: {} }
  },
  'receipt.confirm': (books, { receiptId }) => {
    const { receipt, value } = confirmReceipt(books, receiptId)
    return { answer: { receiptId, value, reference: `PSB-R-${String(receipt.number).padStart(5, '0')}` } }
  },
  'receipt.void': (books, { receiptId }) => {
    voidReceipt(books, receiptId)
    return { answer: { receiptId } }
  },
  'receipt.correct_cost': (books, { receiptId, lineNo, cost }) => ({ answer: { receiptId, difference: correctCost(books, receiptId, lineNo, costFrom(cost)) } }),
  'receipt.correct_quantity': (books, { receiptId, lineNo, quantity, reason }) => ({
    answer: { receiptId, difference: correctQuantity(books, receiptId, lineNo, big(quantity), reason) },
  }),
  'company.set_feature': (books, { feature, on }) => {
    if (feature === 'reservation') books.reservation = on
    if (feature === 'autoBuilds') books.autoBuilds = on
    return { answer: { [feature]: on } }
  },
  'planned_build.create': (books, { productId, quantity }) => {
    const plan = planBuild(books, productId, big(quantity))
    return { answer: {}, fresh: { idField: 'plannedBuildId', bind: (id) => Object.assign(plan, { id }) } }
  },
  'planned_build.update': (books, { plannedBuildId, quantity, lines }) => {
    const exact = lines.map((line) => ({ productId: line.productId, quantity: line.quantity === null ? null : big(line.quantity) }))
    editPlan(books, plannedBuildId, big(quantity), exact)
    return { answer: { plannedBuildId } }
  },
  'planned_build.move': (books, { plannedBuildId, beforeId }) => {
    for (const id of beforeId === null ? [plannedBuildId] : [plannedBuildId, beforeId]) openPlan(books, id)
    return { answer: { plannedBuildId } }
  },
  'planned_build.close': (books, { plannedBuildId }) => {
    openPlan(books, plannedBuildId).state = 'closed'
    return { answer: { plannedBuildId } }
  },
  'planned_build.delete': (books, { plannedBuildId }) => {
    openPlan(books, plannedBuildId).state = 'deleted'
    return { answer: { plannedBuildId } }
  },
  'planned_build.restore': (books, { plannedBuildId }) => {
    const plan = planOf(books, plannedBuildId)
    if (plan.state === 'planned' || plan.state === 'done') throw new Refused('planned_build.not_put_away', { status: plan.state })
    reopenPlan(books, plan)
    return { answer: { plannedBuildId } }
  },
  'build.execute': (books, { quantity, businessDate, lines, ...order }, lotIds) => {
    const lotOfId = (lotId: number) => books.lots[lotIds.indexOf(lotId)]
    const used = (lines ?? []).map((line) => ({
      productId: line.productId,
      quantity: big(line.quantity),
      lots: line.lots === null ? null : line.lots.map((pick) => ({ lot: lotOfId(pick.lotId), quantity: big(pick.quantity) })),
      reason: line.reason,
    }))
    const build = executeBuild(books, { ...order, quantity: big(quantity), date: businessDate, lines: used })
    return {
      answer: { reference: `PSB-B-${String(build.number).padStart(5, '0')}` },
      fresh: { idField: 'buildId', bind: (id) => Object.assign(build, { id }) },
    }
  },
  'build.approve': (books, { buildId }) => {
    const build = approveBuild(books, buildId)
    const lot = books.lots.find(({ n }) => n === build.lot)
    return { answer: { buildId, ...(lot === undefined ? {} : { lotNumber: lot.number, value: lot.value }) } }
  },
  'build.reject': (books, { buildId, recovery }) => {
    const exact =
      recovery.kind === 'partial'
        ? { kind: 'partial' as const, recovered: recovery.recovered.map(({ productId, quantity }) => ({ productId, quantity: big(quantity) })) }
        : recovery
    return { answer: { buildId, ...rejectBuild(books, buildId, exact) } }
  },
  'build.undo_approval': (books, { buildId }) => {
    undoApproval(books, buildId)
    return { answer: { buildId } }
  },
  'build.undo_rejection': (books, { buildId }) => {
    undoRejection(books, buildId)
    return { answer: { buildId } }
  },
  'build.reverse': (books, { buildId, replan }) => {
    reverseBuild(books, buildId, replan)
    return { answer: { buildId } }
  },
  'sale.record': (books, input) => sold(recordSale(books, 'sale', fieldsOf({ ...input, date: input.saleDate, treatment: null })), true),
  'sale.edit': (books, input) => sold(editSale(books, 'sale', input.saleId, fieldsOf({ ...input, date: input.saleDate, treatment: null })), false),
  'sale.void': (books, { saleId }) => sold(voidSale(books, 'sale', saleId), false),
  'return.record': (books, input) => sold(recordSale(books, 'return', fieldsOf({ ...input, date: input.returnDate })), true),
  'return.edit': (books, input) => sold(editSale(books, 'return', input.saleId, fieldsOf({ ...input, date: input.returnDate })), false),
  'return.void': (books, { saleId }) => sold(voidSale(books, 'return', saleId), false),
}

function adjusted({ adjustment, quantity, value }: Adjusted): Outcome {
  return { answer: { quantity, value }, fresh: { idField: 'adjustmentId', bind: (id) => Object.assign(adjustment, { id }) } }
}

function sold(sale: Sale, isNew: boolean): Outcome {
  const fresh: Fresh = { idField: 'saleId', bind: (id) => Object.assign(sale, { id }) }
  return { answer: { sale: sale.key }, ...(isNew ? { fresh } : {}) }
}

function fieldsOf(input: {
  readonly reference: string
  readonly customer: string
  readonly date: string
  readonly treatment: SaleFields['treatment']
  readonly lines: readonly { productId: number; quantity: number; revenue: number }[]
}): SaleFields {
  const { reference, customer, date, treatment, lines } = input
  const exact = lines.map(({ productId, quantity, revenue }) => ({ productId, quantity: big(quantity), revenue: big(revenue) }))
  return { reference, customer, date, treatment, lines: exact }
}
