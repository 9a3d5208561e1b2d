import { err, ok, type Result } from '../../../shared/result.ts'
import { centsJson, priced, scaled } from '../amounts.ts'
import type { World } from '../entity.ts'
import { at, isObject, JsonNumber, listAt, numberAt, refAt, textAt, type Json, type JsonObject } from '../json.ts'
import type { StoredObject } from '../store.ts'

/** One line as it stands in the form; all of it is text. */
export interface DraftRow {
  /** Name, SKU or id of an item. */
  readonly item: string
  readonly quantity: string
  readonly price: string
  /** Left empty it is quantity × price. */
  readonly amount: string
}

/** A sale as it stands in the form. */
export interface SaleDraft {
  readonly customer: string
  readonly date: string
  readonly number: string
  readonly note: string
  readonly rows: readonly DraftRow[]
  readonly shipping: string
  readonly discount: string
  readonly tax: string
  readonly currency: string
  readonly rate: string
  /** Places of lines of the document that the form cannot show and that stay as they are. */
  readonly kept: readonly number[]
}

export const emptyRow: DraftRow = { item: '', quantity: '', price: '', amount: '' }
const rowsAtFirst = 5
const rowsMost = 100

/** A new sale of today. */
export function emptyDraft(world: World): SaleDraft {
  const rows = Array.from({ length: rowsAtFirst }, () => emptyRow)
  return { customer: '', date: world.today(), number: '', note: '', rows, shipping: '', discount: '', tax: '', currency: world.company().currency, rate: '', kept: [] }
}

/** What was typed. */
export function typedDraft(form: URLSearchParams, moreRows: number): SaleDraft {
  const field = (name: string) => form.get(name) ?? ''
  const typed = ['item', 'quantity', 'price', 'amount'].map((name) => form.getAll(name))
  const count = Math.min(rowsMost, Math.max(rowsAtFirst, ...typed.map((values) => values.length)) + moreRows)
  const rows = Array.from({ length: count }, (_, place): DraftRow => {
    const [item = '', quantity = '', price = '', amount = ''] = typed.map((values) => values[place] ?? '')
    return { item, quantity, price, amount }
  })
  return {
    customer: field('customer'),
    date: field('date'),
    number: field('number'),
    note: field('note'),
    rows,
    shipping: field('shipping'),
    discount: field('discount'),
    tax: field('tax'),
    currency: field('currency'),
    rate: field('rate'),
    kept: form.getAll('kept').map(Number),
  }
}

/** A document as the form shows it. */
export function draftOf({ body }: StoredObject, world: World): SaleDraft {
  const lines = listAt(body, 'Line')
  const rows = lines.filter(isRow).map((line) => rowOf(line, world))
  const discount = lines.find(isPercent)
  return {
    customer: refAt(body, 'CustomerRef') ?? '',
    date: textAt(body, 'TxnDate') ?? '',
    number: textAt(body, 'DocNumber') ?? '',
    note: textAt(body, 'PrivateNote') ?? '',
    rows: [...rows, emptyRow, emptyRow],
    shipping: numberAt(lines.find(isShipping), 'Amount') ?? '',
    discount: numberAt(discount, 'DiscountLineDetail', 'DiscountPercent') ?? '',
    tax: taxOf(body),
    currency: refAt(body, 'CurrencyRef') ?? world.company().currency,
    rate: textAt(body, 'ExchangeRate') ?? '',
    kept: keptOf(body).map(({ place }) => place),
  }
}

function taxOf(body: JsonObject): string {
  const tax = numberAt(body, 'TxnTaxDetail', 'TotalTax') ?? ''
  return Number(tax) === 0 ? '' : tax
}

function rowOf(line: Json, world: World): DraftRow {
  const detail = at(line, 'SalesItemLineDetail')
  const item = world.store.find('Item', refAt(detail, 'ItemRef') ?? '')
  const price = numberAt(detail, 'UnitPrice') ?? ''
  return { item: textAt(item?.body, 'Name') ?? '', quantity: numberAt(detail, 'Qty') ?? '', price, amount: price === '' ? (numberAt(line, 'Amount') ?? '') : '' }
}

const isShipping = (line: Json): boolean => refAt(line, 'SalesItemLineDetail', 'ItemRef') === 'SHIPPING_ITEM_ID'
const isPercent = (line: Json): boolean => at(line, 'DiscountLineDetail', 'PercentBased') === true
const isRow = (line: Json): boolean => isObject(at(line, 'SalesItemLineDetail')) && !isShipping(line) && refAt(line, 'SalesItemLineDetail', 'ItemRef') !== 'GRATUITY_ITEM_ID'

/** Lines the form has no fields for: bundles, text, gratuities, discounts by amount. */
export function keptOf(body: JsonObject): { readonly place: number; readonly line: Json }[] {
  return listAt(body, 'Line').flatMap((line, place) =>
    isRow(line) || isShipping(line) || isPercent(line) || at(line, 'SubTotalLineDetail') !== undefined ? [] : [{ place, line }],
  )
}

/** What the draft asks of the API, or what in it cannot be understood, in words. */
export function bodyOf(draft: SaleDraft, before: StoredObject | null, world: World): Result<JsonObject, string> {
  const lines: Json[] = []
  for (const [place, row] of draft.rows.entries()) {
    if (Object.values(row).every((text: string) => text.trim() === '')) continue
    const line = lineOf(row, place + 1, world)
    if (!line.ok) return line
    lines.push(line.value)
  }
  if (before !== null) lines.push(...keptOf(before.body).filter(({ place }) => draft.kept.includes(place)).map(({ line }) => line))
  const extras = extraLines(draft)
  if (!extras.ok) return extras
  const tax = figure(draft.tax, 'Tax')
  const rate = figure(draft.rate, 'Exchange rate')
  if (!tax.ok) return tax
  if (!rate.ok) return rate
  return ok({
    ...(draft.customer === '' ? {} : { CustomerRef: { value: draft.customer } }),
    TxnDate: draft.date,
    ...(draft.number.trim() === '' ? {} : { DocNumber: draft.number.trim() }),
    PrivateNote: draft.note.trim(),
    CurrencyRef: { value: draft.currency },
    ...(rate.value === null ? {} : { ExchangeRate: rate.value }),
    Line: [...lines, ...extras.value],
    TxnTaxDetail: { TotalTax: tax.value ?? new JsonNumber('0') },
  })
}

function extraLines({ shipping, discount }: SaleDraft): Result<Json[], string> {
  const freight = figure(shipping, 'Shipping')
  const percent = figure(discount, 'Discount')
  if (!freight.ok) return freight
  if (!percent.ok) return percent
  const lines: Json[] = []
  if (freight.value !== null) lines.push({ Amount: freight.value, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: 'SHIPPING_ITEM_ID' } } })
  if (percent.value !== null) lines.push({ DetailType: 'DiscountLineDetail', DiscountLineDetail: { PercentBased: true, DiscountPercent: percent.value } })
  return ok(lines)
}

function lineOf({ item: named, quantity, price, amount }: DraftRow, place: number, world: World): Result<JsonObject, string> {
  const item = named.trim() === '' ? ok(null) : itemNamed(named.trim(), place, world)
  const count = figure(quantity, `Quantity of line ${place}`)
  const each = figure(price, `Price of line ${place}`)
  const total = figure(amount, `Amount of line ${place}`)
  if (!item.ok) return item
  if (!count.ok) return count
  if (!each.ok) return each
  if (!total.ok) return total
  if (textAt(item.value?.body, 'Type') === 'Group') return ok(bundleOf(item.value, count.value))
  const unit = each.value ?? (total.value === null ? (at(item.value?.body, 'UnitPrice') ?? null) : null)
  const known = count.value === null ? 1_000_000 : (scaled(count.value.text, 6) ?? 0)
  const text = unit instanceof JsonNumber ? unit.text : '0'
  return ok({
    Amount: total.value ?? centsJson(priced(text, known) ?? 0),
    DetailType: 'SalesItemLineDetail',
    SalesItemLineDetail: {
      ...(item.value === null ? {} : { ItemRef: { value: item.value.id } }),
      ...(count.value === null ? {} : { Qty: count.value }),
      ...(unit === null ? {} : { UnitPrice: unit }),
    },
  })
}

function bundleOf(item: StoredObject | null, quantity: JsonNumber | null): JsonObject {
  return {
    Amount: new JsonNumber('0'),
    DetailType: 'GroupLineDetail',
    GroupLineDetail: { GroupItemRef: { value: item?.id ?? '' }, Quantity: quantity ?? new JsonNumber('1') },
  }
}

/** The active item of that name or SKU. Names are taken once; a SKU may be found twice. */
function itemNamed(text: string, place: number, world: World): Result<StoredObject | null, string> {
  const ids = (field: 'Name' | 'Sku') =>
    world.store.statement(`select id from object where type = 'Item' and active = 1 and json_extract(body, '$.${field}') = ? collate nocase`).all(text) as { id: string }[]
  const found = [ids('Name'), ids('Sku')].find((some) => some.length > 0) ?? []
  const [first, second] = found
  if (first === undefined) return err(`Line ${place}: no active item is called “${text}”.`)
  if (second !== undefined) return err(`Line ${place}: more than one item has the SKU “${text}”. Choose it by its name.`)
  return ok(world.store.find('Item', first.id))
}

/** A figure as it was typed, digit for digit. */
function figure(text: string, what: string): Result<JsonNumber | null, string> {
  const typed = text.trim().replaceAll(',', '')
  if (typed === '') return ok(null)
  const digits = typed.replace(/^(-?)\./, '$10.').replace(/^(-?)0+(?=\d)/, '$1')
  return /^-?\d+(\.\d+)?$/.test(digits) ? ok(new JsonNumber(digits)) : err(`${what}: “${text}” is not a number.`)
}
