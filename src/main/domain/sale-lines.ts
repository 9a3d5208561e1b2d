import type { SkippedWhy } from '../../shared/contract/sale-document.ts'
import { at, isThere, listAt, numberAt, textAt, type DocumentJson, type NumberText } from './document-json.ts'

/** A line with an item, bundles opened, as the document says it. */
export interface ItemLine {
  readonly place: string
  readonly itemId: string
  readonly item: string
  readonly description: string
  readonly quantity: NumberText | null
  readonly amount: NumberText | null
  /** Whether a price above or below zero is said. */
  readonly priced: boolean
}

export interface Bundle {
  readonly header: ItemLine
  readonly parts: readonly ItemLine[]
}

/** A line that is neither goods nor services. */
export interface OtherLine {
  readonly place: string
  readonly why: Extract<SkippedWhy, 'discount' | 'subtotal' | 'text'>
  readonly description: string
  readonly amount: NumberText | null
  /** Of a discount that says no amount. */
  readonly percent: NumberText | null
}

/** The lines of a document by what their details make them, in their order. Line ids may repeat, so a line is known by its place. */
export function openLines(given: readonly DocumentJson[]): (ItemLine | Bundle | OtherLine)[] {
  return given.map((line, index) => {
    const place = String(index + 1)
    const kind = kindOf(line)
    if (kind === 'item') return itemLine(line, place, 'SalesItemLineDetail', 'ItemRef', 'Qty')
    if (kind === 'bundle') return bundleOf(line, place)
    const percent = kind === 'discount' ? numberAt(line, 'DiscountLineDetail', 'DiscountPercent') : null
    return { place, why: kind, description: textAt(line, 'Description'), amount: numberAt(line, 'Amount'), percent }
  })
}

type LineKind = 'item' | 'bundle' | 'discount' | 'subtotal' | 'text'

const details: readonly (readonly [detail: string, kind: LineKind])[] = [
  ['SalesItemLineDetail', 'item'],
  ['GroupLineDetail', 'bundle'],
  ['DiscountLineDetail', 'discount'],
  ['SubTotalLineDetail', 'subtotal'],
  ['DescriptionLineDetail', 'text'],
]

/** The detail that is there decides; how the type is spelled only where there is none. */
function kindOf(line: DocumentJson): LineKind {
  const present = details.find(([detail]) => isThere(at(line, detail)))
  const type = textAt(line, 'DetailType').toLowerCase()
  return (present ?? details.find(([detail]) => detail.toLowerCase() === type))?.[1] ?? 'text'
}

function itemLine(line: DocumentJson, place: string, detail: string, reference: string, quantity: string): ItemLine {
  const itemId = textAt(line, detail, reference, 'value')
  const name = textAt(line, detail, reference, 'name')
  const description = textAt(line, 'Description')
  return {
    place,
    itemId,
    item: name === '' ? itemId : name,
    description,
    quantity: numberAt(line, detail, quantity),
    amount: numberAt(line, 'Amount'),
    priced: /[1-9]/.test(numberAt(line, detail, 'UnitPrice')?.text ?? ''),
  }
}

/** A bundle with its lines, whose quantities are multiplied already. */
function bundleOf(line: DocumentJson, place: string): Bundle {
  const parts = listAt(line, 'GroupLineDetail', 'Line') ?? []
  return {
    header: itemLine(line, place, 'GroupLineDetail', 'GroupItemRef', 'Quantity'),
    parts: parts.map((part, index) => itemLine(part, `${place}.${index + 1}`, 'SalesItemLineDetail', 'ItemRef', 'Qty')),
  }
}
