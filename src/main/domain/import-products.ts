import { foldText } from '../../shared/fold-text.ts'
import type { FieldChange } from './import-rows.ts'
import type { ImportField, RowNote } from '../../shared/imports.ts'
import { formatMoney, moneyDecimalsMax, type Money } from '../../shared/units/money.ts'
import { formatQuantity, quantityDecimalsMax, type Quantity } from '../../shared/units/quantity.ts'
import { receivedValue } from './costing.ts'
import { changedOwnedField, type ItemFacts } from './item-changes.ts'
import { choiceWords, RowReader, SaidOnce, verdict, type FileRow, type HowWritten, type Verdict } from './import-rows.ts'

export type ProductKind = 'raw_material' | 'component' | 'sub_assembly' | 'finished_good'

/** What a product says, as its row keeps it. */
export interface ProductFields {
  readonly sku: string
  readonly name: string
  readonly kind: ProductKind
  readonly unit: string
  readonly unitCost: Money
  readonly reorderPoint: Quantity | null
  readonly purchaseUnit: string | null
  readonly purchaseFactor: Quantity | null
  readonly supplierId: number | null
  readonly notes: string
}

export type KnownProduct = ProductFields & { readonly productId: number; readonly archived: boolean }

/** The books, as rows of products ask them. */
export interface ProductFacts {
  readonly product: (sku: string) => KnownProduct | undefined
  readonly barcodesOf: (productId: number) => readonly string[]
  readonly barcodeHolder: (barcode: string) => { readonly productId: number; readonly sku: string } | undefined
  /** By its code, or its name whatever the case. */
  readonly supplier: (text: string) => number | undefined
  readonly supplierName: (supplierId: number) => string
  /** Whether anything speaks of the product in its kind and unit. */
  readonly hasHistory: (productId: number) => boolean
  /** The item that owns fields of it, where QuickBooks is the source of the catalogue. */
  readonly ownerOf: (productId: number) => ItemFacts | undefined
  /** Whether QuickBooks says how many there are. */
  readonly countedThere: (productId: number) => boolean
  /** Whether its stock ever moved, and how much there is. */
  readonly moved: (productId: number) => boolean
  readonly onHand: (productId: number) => Quantity
}

export interface Opening {
  readonly quantity: Quantity
  readonly unitCost: Money
}

export type ProductPlan =
  | { readonly what: 'new'; readonly fields: ProductFields; readonly barcodes: readonly string[]; readonly opening: Opening | null }
  | {
      readonly what: 'changed'
      readonly productId: number
      /** `null`: only its opening stock comes in. */
      readonly fields: ProductFields | null
      /** `null`: as they are. */
      readonly barcodes: readonly string[] | null
      readonly opening: Opening | null
    }

export const kindNames: { readonly [K in ProductKind]: string } = {
  raw_material: 'Raw material',
  component: 'Component',
  sub_assembly: 'Sub-assembly',
  finished_good: 'Finished good',
}

const kindWords = choiceWords<ProductKind>({
  raw_material: ['Raw material', 'raw', 'material', 'raw_material', 'materials', 'rm'],
  component: ['Component', 'components', 'part', 'parts', 'purchased', 'purchased part', 'bought', 'buy', 'hardware', 'consumable'],
  sub_assembly: ['Sub-assembly', 'subassembly', 'sub_assembly', 'assembly', 'sub', 'semi-finished', 'intermediate'],
  finished_good: ['Finished good', 'finished goods', 'finished_good', 'finished', 'fg', 'finished product', 'product', 'sold'],
})

/** Between the barcodes of one cell, as lists write them. */
const barcodeBetween = '; '
/** The same, as people write them. */
const betweenBarcodes = /[;,|\n]/u

const shownKinds = Object.values(kindNames)
const noBarcodes: readonly string[] = []

/** As many as a product's form takes. */
const barcodesMax = 20

/** What becomes of each row of products. The first row of a SKU is the one that counts. */
export function planProducts(rows: readonly FileRow[], how: HowWritten, facts: ProductFacts): Verdict<ProductPlan>[] {
  const seen = { skus: new SaidOnce(), barcodes: new SaidOnce() }
  return rows.map((row) => planRow(row, new RowReader(row, how), facts, seen))
}

interface Seen {
  readonly skus: SaidOnce
  readonly barcodes: SaidOnce
}

/** What a row says of a product; what it leaves blank is `undefined`. */
type Said = { readonly [F in Exclude<keyof ProductFields, 'sku'>]: ProductFields[F] | undefined } & {
  readonly barcodes: readonly string[] | undefined
  readonly quantity: Quantity | undefined
}

function planRow({ row }: FileRow, reader: RowReader, facts: ProductFacts, seen: Seen): Verdict<ProductPlan> {
  const sku = reader.needed('sku', 60)
  const known = sku === undefined ? undefined : facts.product(sku)
  if (known === undefined) reader.isNew()
  const moved = known !== undefined && reader.textOf('quantity') !== '' && facts.moved(known.productId)
  const said = read(reader, facts, known, moved)
  if (sku !== undefined) {
    const first = seen.skus.before(sku, row)
    if (first !== null) reader.refuse('sku', 'twice', { row: first })
  }
  checkBarcodes(reader, said.barcodes ?? noBarcodes, { row, productId: known?.productId ?? null }, facts, seen)
  const productId = known?.productId ?? null
  if (known !== undefined) return planKnown(row, reader, facts, known, said, moved)
  const { name, kind, unit } = said
  if (reader.problems.length > 0 || sku === undefined || name === undefined || kind === undefined || unit === undefined) return verdict(row, { problems: reader.problems, productId })
  return planNew(row, reader, newFields(sku, name, kind, unit, said), said)
}

/** `moved`: its stock is the ledger's own and only compared, so that it may be short. */
function read(reader: RowReader, facts: ProductFacts, known: KnownProduct | undefined, moved: boolean): Said {
  const needed = (field: 'name' | 'unit', lengthMax: number) => (known === undefined ? reader.needed(field, lengthMax) : reader.text(field, lengthMax))
  const name = needed('name', 200)
  const kind = reader.choice('kind', kindWords, shownKinds)
  // What is there and none of them is refused already.
  if (known === undefined && kind === undefined) reader.refuse('kind', 'missing', {})
  const unit = needed('unit', 20)
  const unitCost = reader.figure('unitCost', moneyDecimalsMax, 'zero')
  const quantity = reader.figure('quantity', quantityDecimalsMax, moved ? 'any' : 'zero')
  const reorderPoint = reader.figure('reorderPoint', quantityDecimalsMax, 'zero')
  const purchase = readPurchase(reader, known)
  const supplierId = readSupplier(reader, facts, known)
  const notes = reader.text('notes', 2000)
  const barcodes = readBarcodes(reader, facts, known)
  return { name, kind, unit, unitCost, reorderPoint, purchaseUnit: purchase?.purchaseUnit, purchaseFactor: purchase?.purchaseFactor, supplierId, notes, barcodes, quantity }
}

function readBarcodes(reader: RowReader, facts: ProductFacts, known: KnownProduct | undefined): readonly string[] | undefined {
  const typed = reader.textOf('barcodes')
  if (typed === '') return undefined
  // As the list writes them they are as they were, whatever stands in them.
  if (known !== undefined && typed === facts.barcodesOf(known.productId).join(barcodeBetween)) return undefined
  if (!betweenBarcodes.test(typed)) return [typed]
  return [...new Set(typed.split(betweenBarcodes).map((code) => code.trim()).filter((code) => code !== ''))]
}

function readPurchase(reader: RowReader, known: KnownProduct | undefined): Pick<Said, 'purchaseUnit' | 'purchaseFactor'> | null {
  const purchaseUnit = reader.text('purchaseUnit', 20)
  const purchaseFactor = reader.figure('purchaseFactor', quantityDecimalsMax, 'above')
  if (purchaseUnit === undefined && purchaseFactor === undefined) return null
  if (purchaseUnit !== undefined && reader.textOf('purchaseFactor') === '' && (known?.purchaseFactor ?? null) === null) reader.refuse('purchaseUnit', 'needs_other', { other: 'purchaseFactor' })
  if (purchaseFactor !== undefined && reader.textOf('purchaseUnit') === '' && (known?.purchaseUnit ?? null) === null) reader.refuse('purchaseFactor', 'needs_other', { other: 'purchaseUnit' })
  return { purchaseUnit, purchaseFactor }
}

function readSupplier(reader: RowReader, facts: ProductFacts, known: KnownProduct | undefined): number | undefined {
  const text = reader.textOf('supplier')
  if (text === '') return undefined
  // Of several with one name it is the one it was.
  const before = known?.supplierId ?? null
  if (before !== null && foldText(facts.supplierName(before)) === foldText(text)) return before
  const supplierId = facts.supplier(text)
  if (supplierId === undefined) reader.refuse('supplier', 'supplier_unknown', {})
  return supplierId
}

function checkBarcodes(reader: RowReader, barcodes: readonly string[], own: { readonly row: number; readonly productId: number | null }, facts: ProductFacts, seen: Seen): void {
  if (barcodes.length > barcodesMax) return reader.refuse('barcodes', 'too_many_barcodes', { barcodesMax })
  for (const barcode of barcodes) {
    const holder = facts.barcodeHolder(barcode)
    const first = seen.barcodes.before(barcode, own.row)
    if (barcode.length > 80) reader.refuse('barcodes', 'too_long', { lengthMax: 80 })
    else if (holder !== undefined && holder.productId !== own.productId) reader.refuse('barcodes', 'barcode_in_use', { sku: holder.sku })
    else if (first !== null && first !== own.row) reader.refuse('barcodes', 'barcode_twice', { row: first })
  }
}

function planNew(row: number, reader: RowReader, fields: ProductFields, said: Said): Verdict<ProductPlan> {
  const opening = openingOf(reader, said.quantity ?? 0, fields.unitCost)
  if (reader.problems.length > 0) return verdict(row, { problems: reader.problems })
  return verdict(row, { plan: { what: 'new', fields, barcodes: said.barcodes ?? noBarcodes, opening }, notes: notesOf(opening) })
}

function planKnown(row: number, reader: RowReader, facts: ProductFacts, known: KnownProduct, said: Said, moved: boolean): Verdict<ProductPlan> {
  const { productId } = known
  const fields = fieldsOf(said, known)
  checkFixed(reader, facts, known, fields)
  const quantity = said.quantity ?? 0
  const opens = quantity > 0 && !moved
  if (opens && facts.countedThere(productId)) reader.refuse('quantity', 'quantity_owned_by_quickbooks', {})
  const opening = opens ? openingOf(reader, quantity, fields.unitCost) : null
  const keepsStock = moved && said.quantity !== facts.onHand(productId)
  if (reader.problems.length > 0) return verdict(row, { problems: reader.problems, productId })
  const before = said.barcodes === undefined ? [] : facts.barcodesOf(productId)
  const barcodes = said.barcodes === undefined || sameSet(before, said.barcodes) ? null : said.barcodes
  const changes = [
    ...fieldChanges(known, fields, facts),
    ...(barcodes === null ? [] : [{ field: 'barcodes', before: before.join(barcodeBetween), after: barcodes.join(barcodeBetween) } as const]),
    ...(opening === null ? [] : [{ field: 'quantity', before: '0', after: formatQuantity(opening.quantity) } as const]),
  ]
  const notes: RowNote[] = [...notesOf(opening), ...(keepsStock ? (['stock_kept'] as const) : [])]
  if (changes.length === 0) return verdict(row, { productId, notes })
  if (known.archived) reader.refuse('sku', 'archived', { sku: known.sku })
  if (reader.problems.length > 0) return verdict(row, { problems: reader.problems, productId })
  const written = changes.some(({ field }) => field !== 'quantity')
  return verdict(row, { productId, notes, changes, plan: { what: 'changed', productId, fields: written ? fields : null, barcodes, opening } })
}

/** What a new product says. */
function newFields(sku: string, name: string, kind: ProductKind, unit: string, said: Said): ProductFields {
  const { unitCost = 0, reorderPoint = null, purchaseUnit = null, purchaseFactor = null, supplierId = null, notes = '' } = said
  return { sku, name, kind, unit, unitCost, reorderPoint, purchaseUnit, purchaseFactor, supplierId, notes }
}

/** What a product says once a row has said its part; the SKU is what it is known by. */
function fieldsOf(said: Said, before: ProductFields): ProductFields {
  return {
    sku: before.sku,
    name: said.name ?? before.name,
    kind: said.kind ?? before.kind,
    unit: said.unit ?? before.unit,
    unitCost: said.unitCost ?? before.unitCost,
    reorderPoint: said.reorderPoint ?? before.reorderPoint,
    purchaseUnit: said.purchaseUnit ?? before.purchaseUnit,
    purchaseFactor: said.purchaseFactor ?? before.purchaseFactor,
    supplierId: said.supplierId ?? before.supplierId,
    notes: said.notes ?? before.notes,
  }
}

/** What the books or QuickBooks hold fast. */
function checkFixed(reader: RowReader, facts: ProductFacts, known: KnownProduct, fields: ProductFields): void {
  if ((known.kind !== fields.kind || known.unit !== fields.unit) && facts.hasHistory(known.productId)) {
    if (known.kind !== fields.kind) reader.refuse('kind', 'fixed_by_history', { now: kindNames[known.kind] })
    if (known.unit !== fields.unit) reader.refuse('unit', 'fixed_by_history', { now: known.unit })
  }
  const owner = facts.ownerOf(known.productId)
  const owned = owner === undefined ? null : changedOwnedField(owner, known, fields)
  if (owned !== null) reader.refuse(owned, 'owned_by_quickbooks', { now: owned === 'unitCost' ? formatMoney(known.unitCost, 6) : known[owned] })
}

function openingOf(reader: RowReader, quantity: Quantity, unitCost: Money): Opening | null {
  if (quantity === 0) return null
  if (receivedValue(quantity, { unitCost }) !== null) return { quantity, unitCost }
  reader.refuse('quantity', 'too_much', {})
  return null
}

const silent: readonly RowNote[] = []

function notesOf(opening: Opening | null): readonly RowNote[] {
  if (opening === null) return silent
  return opening.unitCost === 0 ? ['stock_opens', 'no_cost'] : ['stock_opens']
}

const written: readonly (readonly [field: ImportField, of: (product: ProductFields, facts: ProductFacts) => string])[] = [
  ['name', ({ name }) => name],
  ['kind', ({ kind }) => kindNames[kind]],
  ['unit', ({ unit }) => unit],
  ['unitCost', ({ unitCost }) => formatMoney(unitCost, 6)],
  ['reorderPoint', ({ reorderPoint }) => (reorderPoint === null ? '' : formatQuantity(reorderPoint))],
  ['purchaseUnit', ({ purchaseUnit }) => purchaseUnit ?? ''],
  ['purchaseFactor', ({ purchaseFactor }) => (purchaseFactor === null ? '' : formatQuantity(purchaseFactor))],
  ['supplier', ({ supplierId }, facts) => (supplierId === null ? '' : facts.supplierName(supplierId))],
  ['notes', ({ notes }) => notes],
]

function fieldChanges(before: ProductFields, after: ProductFields, facts: ProductFacts): FieldChange[] {
  const same =
    before.name === after.name && before.kind === after.kind && before.unit === after.unit && before.unitCost === after.unitCost && before.reorderPoint === after.reorderPoint &&
    before.purchaseUnit === after.purchaseUnit && before.purchaseFactor === after.purchaseFactor && before.supplierId === after.supplierId && before.notes === after.notes
  if (same) return []
  return written.flatMap(([field, of]) => {
    const [was, is] = [of(before, facts), of(after, facts)]
    return was === is ? [] : [{ field, before: was, after: is }]
  })
}


function sameSet(before: readonly string[], after: readonly string[]): boolean {
  return before.length === after.length && after.every((one) => before.includes(one))
}
