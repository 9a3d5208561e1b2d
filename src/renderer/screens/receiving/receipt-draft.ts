import type { DraftOf, OutputOf } from '../../../shared/contract/registry.ts'
import { multiplyMillionths, sumInRange } from '../../../shared/units/apportion.ts'
import { formatMillionths } from '../../../shared/units/decimal.ts'
import { parseMoney, type Money } from '../../../shared/units/money.ts'
import { formatQuantity, parseQuantity } from '../../../shared/units/quantity.ts'

type Details = OutputOf<'query', 'receipt.get'>
export type SaveDraft = DraftOf<'command', 'receipt.save_draft'>

export interface LineProduct {
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
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
  /** What the cost is for: one unit, or all of the line. */
  readonly per: 'unit' | 'line'
  readonly cost: string
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
  per: 'unit',
  cost: '',
  lotNumber: '',
  supplierLot: '',
  expiresOn: '',
})

/** A receipt nobody has typed in yet. */
export function blankReceipt(receivedOn: string, newKey: NewKey): ReceiptDraft {
  return { supplier: null, receivedOn, lines: [emptyLine(newKey)] }
}

/** A saved draft as it would be typed, with an empty line at its end. */
export function draftOf({ receipt, lines }: Details, newKey: NewKey): ReceiptDraft {
  const typed = lines.map(
    ({ product, quantity, cost, lotNumber, supplierLot, expiresOn }): LineDraft => ({
      key: newKey(),
      product,
      quantity: formatQuantity(quantity),
      per: cost.per,
      cost: formatMillionths(cost.amount, 2, 6),
      lotNumber: lotNumber ?? '',
      supplierLot: supplierLot ?? '',
      expiresOn: expiresOn ?? '',
    }),
  )
  return { supplier: receipt.supplier, receivedOn: receipt.receivedOn, lines: withEmptyLine(typed, newKey) }
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

/** The lines that say something, as the command takes them. */
export function toSend(receiptId: number | null, { supplier, receivedOn, lines }: ReceiptDraft): SentReceipt {
  const filled = lines.filter((line) => !isEmptyLine(line))
  return {
    draft: {
      receiptId,
      // Without supplier or product it is sent all the same, so that the refusal lands beside the field.
      supplierId: supplier?.supplierId ?? 0,
      receivedOn,
      lines: filled.map(({ product, quantity, per, cost, lotNumber, supplierLot, expiresOn }) => ({
        productId: product?.productId ?? 0,
        quantity,
        cost: { per, amount: cost },
        lotNumber: orNull(lotNumber),
        supplierLot: orNull(supplierLot),
        expiresOn: orNull(expiresOn),
      })),
    },
    lineKeys: filled.map(({ key }) => key),
    firstKey: lines[0]?.key ?? '',
  }
}

/** What a line is worth by the ledger's own rule: rounded once. `null` while it is not complete, or when it is too large to say. */
export function lineValue({ quantity, per, cost }: LineDraft): Money | null {
  const [units, amount] = [parseQuantity(quantity), parseMoney(cost)]
  if (!units.ok || !amount.ok) return null
  return per === 'line' ? amount.value : multiplyMillionths(units.value, amount.value)
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
