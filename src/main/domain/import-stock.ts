import { quantityDecimalsMax, type Quantity } from '../../shared/units/quantity.ts'
import { moneyDecimalsMax, type Money } from '../../shared/units/money.ts'
import { receivedValue, type TypedCost } from './costing.ts'
import type { KnownProduct } from './import-products.ts'
import { RowReader, SaidOnce, verdict, type FileRow, type HowWritten, type Verdict } from './import-rows.ts'

/** The books, as rows of opening stock ask them. */
export interface StockFacts {
  readonly product: (sku: string) => KnownProduct | undefined
  /** Whether QuickBooks says how many there are. */
  readonly countedThere: (productId: number) => boolean
  /** The opening stock that came in and was not taken back. */
  readonly openingOf: (productId: number) => Holds | undefined
  /** What the lots of a product hold that have this number; voided ones may share it. */
  readonly lotsNumbered: (productId: number, number: string) => readonly Holds[]
}

interface Holds {
  readonly quantity: Quantity
  readonly value: Money
}

export interface StockPlan {
  readonly productId: number
  readonly quantity: Quantity
  readonly cost: TypedCost
  readonly businessDate: string
  readonly notes: string
}

/** What becomes of each row of opening stock: it comes in once for each product. A row that names a lot of the books only says how it is. */
export function planStock(rows: readonly FileRow[], how: HowWritten, facts: StockFacts): Verdict<StockPlan>[] {
  const skus = new SaidOnce()
  return rows.map((fileRow) => {
    const { row } = fileRow
    const reader = new RowReader(fileRow, how)
    reader.isNew()
    const sku = reader.needed('sku', 60)
    const product = sku === undefined ? undefined : facts.product(sku)
    const lot = reader.textOf('lot')
    const lots = product === undefined || lot === '' ? [] : facts.lotsNumbered(product.productId, lot)
    if (product !== undefined && lots.length > 0) return planLot(row, reader, product, lots)
    if (sku !== undefined) checkProduct(reader, row, sku, product, skus)
    if (reader.textOf('quantity') === '') reader.refuse('quantity', 'missing', {})
    const quantity = reader.figure('quantity', quantityDecimalsMax, 'above')
    const cost = quantity === undefined ? undefined : readCost(reader, quantity, product)
    const businessDate = reader.pastDay('date') ?? how.today
    const notes = reader.text('notes', 2000) ?? ''
    const productId = product?.productId ?? null
    if (product === undefined || quantity === undefined || cost === undefined || reader.problems.length > 0) return verdict(row, { problems: reader.problems, productId })
    return planOpening(row, reader, facts, product, { productId: product.productId, quantity, cost, businessDate, notes })
  })
}

/** A lot is changed where it is, never by a file. */
function planLot(row: number, reader: RowReader, { productId, unit }: KnownProduct, lots: readonly Holds[]): Verdict<StockPlan> {
  if (reader.textOf('quantity') === '') reader.refuse('quantity', 'missing', {})
  const quantity = reader.figure('quantity', quantityDecimalsMax, 'zero')
  const value = reader.figure('value', moneyDecimalsMax, 'zero')
  const [holds] = lots
  const same = lots.some((lot) => lot.quantity === quantity && (value === undefined || Math.abs(lot.value - value) <= halfACent))
  if (holds !== undefined && !same) reader.refuse('quantity', 'lot_in_books', { ...holds, unit })
  return verdict(row, { problems: reader.problems, productId })
}

function checkProduct(reader: RowReader, row: number, sku: string, product: KnownProduct | undefined, skus: SaidOnce): void {
  const first = skus.before(sku, row)
  if (first !== null) reader.refuse('sku', 'twice', { row: first })
  else if (product === undefined) reader.refuse('sku', 'sku_unknown', {})
  else if (product.archived) reader.refuse('sku', 'archived', { sku })
}

/** A value, a cost of one, or what the product costs. Both of them must say the same. */
function readCost(reader: RowReader, quantity: Quantity, product: KnownProduct | undefined): TypedCost | undefined {
  const unitCost = reader.figure('unitCost', moneyDecimalsMax, 'zero')
  const lineTotal = reader.figure('value', moneyDecimalsMax, 'zero')
  if (lineTotal === undefined) {
    const cost = { unitCost: unitCost ?? product?.unitCost ?? 0 }
    if (receivedValue(quantity, cost) !== null) return cost
    reader.refuse('quantity', 'too_much', {})
    return undefined
  }
  // A value to the cent of a cost with more decimals is the same.
  const worth = unitCost === undefined ? lineTotal : receivedValue(quantity, { unitCost })
  if (worth === null || Math.abs(worth - lineTotal) > halfACent) {
    reader.refuse('value', 'cost_and_value_differ', {})
    return undefined
  }
  return { lineTotal }
}

const halfACent = 5000

function planOpening(row: number, reader: RowReader, facts: StockFacts, product: KnownProduct, plan: StockPlan): Verdict<StockPlan> {
  const { productId } = product
  const opened = facts.openingOf(productId)
  const value = receivedValue(plan.quantity, plan.cost)
  if (opened !== undefined) {
    const costSaid = reader.textOf('unitCost') !== '' || reader.textOf('value') !== ''
    if (opened.quantity === plan.quantity && (!costSaid || Math.abs(opened.value - (value ?? 0)) <= halfACent)) return verdict(row, { productId })
    reader.refuse('quantity', 'opened_already', { ...opened, unit: product.unit })
  } else if (facts.countedThere(productId)) reader.refuse('quantity', 'quantity_owned_by_quickbooks', {})
  if (reader.problems.length > 0) return verdict(row, { problems: reader.problems, productId })
  return verdict(row, { outcome: 'new', productId, plan, notes: [...(value === 0 ? (['no_cost'] as const) : []), ...(reader.textOf('lot') === '' ? [] : (['lot_numbered'] as const))] })
}
