import { z } from 'zod'
import type { DraftOf, OutputOf } from '../../../shared/contract/registry.ts'
import { proportion, sumInRange } from '../../../shared/units/apportion.ts'
import { formatMillionths, one } from '../../../shared/units/decimal.ts'
import { parseMoney, type Money } from '../../../shared/units/money.ts'
import { fromPurchaseUnit, toPurchaseUnit, type PurchaseUnit } from '../../../shared/units/purchase-unit.ts'
import { formatQuantity, parseQuantity, type Quantity } from '../../../shared/units/quantity.ts'

type Details = OutputOf<'query', 'receipt.get'>
export type SaveDraft = DraftOf<'command', 'receipt.save_draft'>

export interface LineProduct {
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
  /** The other unit it can be typed in, once it is known that there is one. */
  readonly purchaseUnit?: PurchaseUnit | null
}

/** Of all that is known of a product what a line keeps. */
export function lineProduct({ productId, sku, name, unit }: LineProduct): LineProduct {
  return { productId, sku, name, unit }
}

export interface PickedSupplier {
  readonly supplierId: number
  readonly code: string
  readonly name: string
}

/** One delivered product as it is typed. Its key stays while lines come and go. */
export interface LineDraft {
  readonly key: string
  readonly product: LineProduct | null
  readonly quantity: string
  /** What the quantity and a cost per unit are in. */
  readonly unit: 'stock' | 'purchase'
  /** What the cost is for: one unit, or all of the line. */
  readonly per: 'unit' | 'line'
  readonly cost: string
  /** The cost is a guess, to be confirmed once the invoice is there. */
  readonly costToBeConfirmed: boolean
  readonly lotNumber: string
  readonly supplierLot: string
  readonly expiresOn: string
}

export interface ReceiptDraft {
  readonly supplier: PickedSupplier | null
  readonly receivedOn: string
  readonly lines: readonly LineDraft[]
}

export type NewKey = () => string

const emptyLine = (newKey: NewKey): LineDraft => ({
  key: newKey(),
  product: null,
  quantity: '',
  unit: 'stock',
  per: 'unit',
  cost: '',
  costToBeConfirmed: false,
  lotNumber: '',
  supplierLot: '',
  expiresOn: '',
})

/** A receipt nobody has typed in yet. */
export function blankReceipt(receivedOn: string, newKey: NewKey): ReceiptDraft {
  return { supplier: null, receivedOn, lines: [emptyLine(newKey)] }
}

/** A saved draft as it would be typed, with an empty line at its end. */
export function draftOf({ receipt, lines, asTyped }: Pick<Details, 'receipt' | 'lines' | 'asTyped'>, newKey: NewKey): ReceiptDraft {
  const kept = asTyped === null ? null : readTyped(asTyped, newKey)
  const typed = kept ?? lines.map(
    ({ product, typedIn, quantity, cost, costToBeConfirmed, lotNumber, supplierLot, expiresOn }): LineDraft => ({
      key: newKey(),
      product: { ...product, purchaseUnit: typedIn },
      ...typedQuantity(quantity, typedIn),
      per: cost.per,
      cost: formatMillionths(cost.amount, 2, 6),
      costToBeConfirmed,
      lotNumber: lotNumber ?? '',
      supplierLot: supplierLot ?? '',
      expiresOn: expiresOn ?? '',
    }),
  )
  return { supplier: receipt.supplier, receivedOn: receipt.receivedOn, lines: withEmptyLine(typed, newKey) }
}

/** A quantity as it was typed: in the purchase unit where it was typed in it and still is exact in it. */
function typedQuantity(quantity: Quantity, typedIn: PurchaseUnit | null): Pick<LineDraft, 'quantity' | 'unit'> {
  const typed = typedIn === null ? null : toPurchaseUnit(quantity, typedIn.size)
  return typed === null ? { quantity: formatQuantity(quantity), unit: 'stock' } : { quantity: formatQuantity(typed), unit: 'purchase' }
}

const typedLine = z.object({
  product: z
    .object({
      productId: z.int().positive(),
      sku: z.string(),
      name: z.string(),
      unit: z.string(),
      purchaseUnit: z.object({ name: z.string(), size: z.int().positive() }).nullable().default(null),
    })
    .nullable(),
  quantity: z.string(),
  unit: z.enum(['stock', 'purchase']),
  per: z.enum(['unit', 'line']),
  cost: z.string(),
  costToBeConfirmed: z.boolean(),
  lotNumber: z.string(),
  supplierLot: z.string(),
  expiresOn: z.string(),
})

/** The lines of a draft that is not finished, as text to keep beside it. */
export function writeTyped(lines: readonly LineDraft[]): string {
  return JSON.stringify(lines.filter((line) => !isEmptyLine(line)).map(({ key: _, ...line }) => line))
}

/** What `writeTyped` wrote; `null` when it cannot be read, and the finished lines are all there is. */
function readTyped(text: string, newKey: NewKey): readonly LineDraft[] | null {
  try {
    return z.array(typedLine).parse(JSON.parse(text)).map((line) => ({ key: newKey(), ...line }))
  } catch {
    return null
  }
}

export function isEmptyLine({ product, quantity, cost, lotNumber, supplierLot, expiresOn }: LineDraft): boolean {
  return product === null && [quantity, cost, lotNumber, supplierLot, expiresOn].every((text) => text.trim() === '')
}

/** The lines with one empty line at the end to go on typing in. */
export function withEmptyLine(lines: readonly LineDraft[], newKey: NewKey): readonly LineDraft[] {
  const last = lines.at(-1)
  return last && isEmptyLine(last) ? lines : [...lines, emptyLine(newKey)]
}

/** The receipt with a line for the product, unless it has one. */
export function withProduct(receipt: ReceiptDraft, product: LineProduct, newKey: NewKey): ReceiptDraft {
  if (receipt.lines.some((line) => line.product?.productId === product.productId)) return receipt
  const filled = receipt.lines.filter((line) => !isEmptyLine(line))
  return { ...receipt, lines: withEmptyLine([...filled, { ...emptyLine(newKey), product }], newKey) }
}

/** What is sent, and which line on the screen each of its lines is. */
export interface SentReceipt {
  readonly draft: SaveDraft
  readonly lineKeys: readonly string[]
  /** The line to type the first product in, when there is none. */
  readonly firstKey: string
}

const orNull = (text: string) => (text.trim() === '' ? null : text)

/** The lines that say something, as the command takes them; with lines that are not finished all of them go along as typed. */
export function toSend(receiptId: number | null, { supplier, receivedOn, lines }: ReceiptDraft, unfinished: ReadonlySet<string> = new Set()): SentReceipt {
  const filled = lines.filter((line) => !isEmptyLine(line) && !unfinished.has(line.key))
  return {
    draft: {
      receiptId,
      // Without supplier or product it is sent all the same, so that the refusal lands beside the field.
      supplierId: supplier?.supplierId ?? 0,
      receivedOn,
      lines: filled.map(({ product, quantity, unit, per, cost, costToBeConfirmed, lotNumber, supplierLot, expiresOn }) => ({
        productId: product?.productId ?? 0,
        quantity,
        unit,
        cost: { per, amount: cost },
        costToBeConfirmed,
        lotNumber: orNull(lotNumber),
        supplierLot: orNull(supplierLot),
        expiresOn: orNull(expiresOn),
      })),
      asTyped: unfinished.size === 0 ? null : writeTyped(lines),
    },
    lineKeys: filled.map(({ key }) => key),
    firstKey: lines[0]?.key ?? '',
  }
}

/** What a line is worth by the ledger's own rule: rounded once. `null` while it is not complete, or when it is too large to say. */
export function lineValue(line: LineDraft): Money | null {
  const [quantity, amount] = [stockQuantityOf(line), parseMoney(line.cost)]
  if (quantity === null || !amount.ok) return null
  return line.per === 'line' ? amount.value : proportion(amount.value, quantity, sizeOf(line))
}

/** How much of the product's unit one of the unit typed in is. */
function sizeOf({ unit, product }: LineDraft): Quantity {
  return unit === 'purchase' ? (product?.purchaseUnit?.size ?? one) : one
}

/** The unit the line is typed in. */
export function unitName({ unit, product }: LineDraft): string {
  return (unit === 'purchase' ? product?.purchaseUnit?.name : product?.unit) ?? ''
}

/** What is typed in the product's own unit; `null` while it is no quantity or not exact in it. */
export function stockQuantityOf(line: LineDraft): Quantity | null {
  const typed = parseQuantity(line.quantity)
  if (!typed.ok) return null
  const quantity = line.unit === 'stock' ? typed : fromPurchaseUnit(typed.value, sizeOf(line))
  return quantity.ok ? quantity.value : null
}

/** A quantity with its unit behind it, such as `2 SHEET`, as quantity and unit; `null` without one of the product's units. */
export function splitUnit(text: string, product: LineProduct | null): Pick<LineDraft, 'quantity' | 'unit'> | null {
  const match = /^([\d.,\s]*\d[.,\s]*)(\S.*)$/.exec(text.trim())
  const [quantity = '', name = ''] = match?.slice(1) ?? []
  const isNamed = (unit: string | undefined) => unit !== undefined && unit.toLowerCase() === name.trim().toLowerCase()
  if (match === null || product === null) return null
  if (isNamed(product.purchaseUnit?.name)) return { quantity: quantity.trim(), unit: 'purchase' }
  return isNamed(product.unit) ? { quantity: quantity.trim(), unit: 'stock' } : null
}

/** What was paid last as a cost of this line, in the unit it is typed in. */
export function costFromLast(line: LineDraft, { quantity, value }: { readonly quantity: Quantity; readonly value: Money }): string {
  const cost = proportion(value, sizeOf(line), quantity)
  return cost === null ? '' : formatMillionths(cost, 2, 6)
}

export interface ReceiptTotals {
  readonly lines: number
  /** Lines whose worth cannot be told yet. */
  readonly incomplete: number
  /** What the complete lines are worth; `null` when it is too large to say. */
  readonly value: Money | null
}

export function receiptTotals(lines: readonly LineDraft[]): ReceiptTotals {
  const values = lines.filter((line) => !isEmptyLine(line)).map(lineValue)
  const known = values.filter((value) => value !== null)
  return { lines: values.length, incomplete: values.length - known.length, value: sumInRange(known) }
}
