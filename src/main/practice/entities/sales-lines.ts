import { err, ok, type Result } from '../../../shared/result.ts'
import { divideHalfUp } from '../../../shared/units/decimal.ts'
import { centsAt, centsJson, priced, quantityAt, quantityJson, scaled } from '../amounts.ts'
import type { World } from '../entity.ts'
import { at, isObject, listAt, number, numberAt, refAt, textAt, type Json, type JsonObject } from '../json.ts'
import { all, reference, referred } from '../lookups.ts'
import { invalid, refusals, type Refusal } from '../refusal.ts'
import type { Cents } from '../valuation.ts'
import { tooEarlyFor } from './stocked.ts'

/** Lines that QuickBooks adds under names of its own instead of an item's id. */
const specialItems: Readonly<Record<string, string>> = { SHIPPING_ITEM_ID: 'Shipping', GRATUITY_ITEM_ID: 'Gratuity' }

/** What such a line is for; `null` when the id is an item's. */
export function specialName(itemId: string | undefined): string | null {
  return specialItems[itemId ?? ''] ?? null
}

export interface CompletedLines {
  readonly lines: readonly Json[]
  /** Goods and services less discounts, before tax. */
  readonly cents: Cents
}

/**
 * The lines of a sale as they are kept: which detail a line has decides what it is, bundles are opened, the subtotal and
 * what a discount by percent comes to are worked out here.
 */
export function completeSalesLines(given: readonly Json[], date: string, world: World): Result<CompletedLines, Refusal> {
  const kept = given.filter((line) => at(line, 'SubTotalLineDetail') === undefined && textAt(line, 'DetailType') !== 'SubTotalLineDetail')
  const discounts = kept.filter((line) => isObject(at(line, 'DiscountLineDetail')))
  const goods = all(kept.filter((line) => !discounts.includes(line)).map((line, place) => completeLine(line, place + 1, date, world)))
  if (!goods.ok) return goods
  const subtotal = goods.value.reduce((sum, { cents }) => sum + cents, 0)
  const less = all(discounts.map((line) => completeDiscount(line, subtotal, world)))
  if (!less.ok) return less
  return ok({
    lines: [
      ...goods.value.map(({ line }) => line),
      { Amount: centsJson(subtotal), DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
      ...less.value.map(({ line }) => line),
    ],
    cents: subtotal - less.value.reduce((sum, { cents }) => sum + cents, 0),
  })
}

interface CompletedLine {
  readonly line: JsonObject
  readonly cents: Cents
}

function completeLine(line: Json, place: number, date: string, world: World): Result<CompletedLine, Refusal> {
  if (!isObject(line)) return err(refusals.malformed())
  if (isObject(at(line, 'GroupLineDetail'))) return completeBundle(line, place, date, world)
  if (isObject(at(line, 'SalesItemLineDetail'))) return completeItem(line, place, date, world)
  const id = textAt(line, 'Id') ?? String(place)
  if (textAt(line, 'DetailType') === 'DescriptionOnly' || isObject(at(line, 'DescriptionLineDetail'))) {
    return ok({ line: { ...line, Id: id, LineNum: number(place), DetailType: 'DescriptionOnly' }, cents: 0 })
  }
  return err(refusals.missing('DetailType'))
}

function completeItem(line: JsonObject, place: number, date: string, world: World): Result<CompletedLine, Refusal> {
  const detail = at(line, 'SalesItemLineDetail')
  if (!isObject(detail)) return err(refusals.missing('SalesItemLineDetail'))
  const cents = centsAt(line, 'Amount')
  if (cents === null) return err(refusals.missing('Amount'))
  const quantity = quantityAt(detail, 'Qty')
  const price = numberAt(detail, 'UnitPrice')
  if (price !== undefined && quantity !== null && priced(price, quantity) !== cents) {
    return err(invalid('6070', 'Amount calculation incorrect in the request', 'Amount is not equal to UnitPrice * Qty. Supplied value:' + (numberAt(line, 'Amount') ?? ''), 'Line.Amount'))
  }
  const item = itemOf(detail, date, world)
  if (!item.ok) return item
  const taxed = { TaxCodeRef: { value: 'NON' }, ...detail, ...item.value }
  return ok({
    line: { ...line, Id: textAt(line, 'Id') ?? String(place), LineNum: number(place), Amount: centsJson(cents), DetailType: 'SalesItemLineDetail', SalesItemLineDetail: taxed },
    cents,
  })
}

/** The reference with its name; without one the line is text with an amount. */
function itemOf(detail: JsonObject, date: string, world: World): Result<JsonObject, Refusal> {
  const id = refAt(detail, 'ItemRef')
  if (id === undefined) return ok({})
  if (specialName(id) !== null) return ok({ ItemRef: { value: id } })
  const item = referred(world, 'Item', detail, 'ItemRef')
  if (!item.ok) return item
  const early = tooEarlyFor(item.value, date)
  return early === null ? ok({ ItemRef: reference(item.value) }) : err(early)
}

/**
 * A bundle with its lines, which hold quantities already multiplied. Their ids are counted within the bundle, so that they
 * repeat those of the document; the header's amount is the total only where the parts are not printed.
 */
function completeBundle(line: JsonObject, place: number, date: string, world: World): Result<CompletedLine, Refusal> {
  const detail = at(line, 'GroupLineDetail')
  if (!isObject(detail)) return err(refusals.missing('GroupLineDetail'))
  const bundle = referred(world, 'Item', detail, 'GroupItemRef')
  if (!bundle.ok) return bundle
  const quantity = quantityAt(detail, 'Quantity') ?? 1_000_000
  const given = listAt(detail, 'Line')
  const parts = given.length > 0 ? given : openedBundle(bundle.value.body, quantity, world)
  const done = all(parts.map((part, at) => (isObject(part) ? completeItem(part, at + 1, date, world) : err(refusals.malformed()))))
  if (!done.ok) return done
  const cents = done.value.reduce((sum, part) => sum + part.cents, 0)
  const printed = at(bundle.value.body, 'PrintGroupedItems') === true
  return ok({
    line: {
      ...line,
      Id: textAt(line, 'Id') ?? String(place),
      LineNum: number(place),
      Amount: centsJson(printed ? 0 : cents),
      DetailType: 'GroupLineDetail',
      GroupLineDetail: { ...detail, GroupItemRef: reference(bundle.value), Quantity: quantityJson(quantity), Line: done.value.map((part) => part.line) },
    },
    cents,
  })
}

/** The parts of a bundle at their own prices. */
function openedBundle(bundle: JsonObject, quantity: number, world: World): Json[] {
  return listAt(bundle, 'ItemGroupDetail', 'ItemGroupLine').map((part) => {
    const id = refAt(part, 'ItemRef') ?? ''
    const price = numberAt(world.store.find('Item', id)?.body, 'UnitPrice') ?? '0'
    const all = Number(divideHalfUp(BigInt(quantityAt(part, 'Qty') ?? 0) * BigInt(quantity), 1_000_000n))
    return {
      Amount: centsJson(priced(price, all) ?? 0),
      DetailType: 'SalesItemLineDetail',
      SalesItemLineDetail: { ItemRef: { value: id }, Qty: quantityJson(all), UnitPrice: at(world.store.find('Item', id)?.body, 'UnitPrice') ?? number(0) },
    }
  })
}

/** Discounts are positive amounts; one by percent is of the subtotal. */
function completeDiscount(line: Json, subtotal: Cents, world: World): Result<CompletedLine, Refusal> {
  const detail = at(line, 'DiscountLineDetail')
  if (!isObject(line) || !isObject(detail)) return err(refusals.malformed())
  const percent = at(detail, 'PercentBased') === true ? scaled(numberAt(detail, 'DiscountPercent') ?? '', 6) : null
  const cents = percent === null ? centsAt(line, 'Amount') : Number(divideHalfUp(BigInt(subtotal) * BigInt(percent), 100_000_000n))
  if (cents === null) return err(refusals.missing('Amount'))
  const given = refAt(detail, 'DiscountAccountRef')
  const account = given === undefined ? null : referred(world, 'Account', detail, 'DiscountAccountRef')
  if (account !== null && !account.ok) return account
  return ok({
    line: {
      Amount: centsJson(cents),
      DetailType: 'DiscountLineDetail',
      DiscountLineDetail: { ...detail, ...(account === null ? {} : { DiscountAccountRef: reference(account.value) }) },
    },
    cents,
  })
}

/** One item of a sale, bundles opened. */
export interface SoldItem {
  /** `null` for a line without an item. */
  readonly itemId: string | null
  /** `null` where the line does not say. */
  readonly quantity: number | null
  readonly cents: Cents
}

/** What a kept sale sold, with its discounts, in the currency of the document. */
export function soldOf(body: JsonObject): { readonly sold: SoldItem[]; readonly discounts: { readonly accountId: string | null; readonly cents: Cents }[] } {
  const sold: SoldItem[] = []
  const discounts: { accountId: string | null; cents: Cents }[] = []
  const visit = (line: Json): void => {
    const cents = centsAt(line, 'Amount') ?? 0
    if (isObject(at(line, 'GroupLineDetail'))) listAt(line, 'GroupLineDetail', 'Line').forEach(visit)
    else if (isObject(at(line, 'DiscountLineDetail'))) discounts.push({ accountId: refAt(line, 'DiscountLineDetail', 'DiscountAccountRef') ?? null, cents })
    else if (isObject(at(line, 'SalesItemLineDetail'))) {
      sold.push({ itemId: refAt(line, 'SalesItemLineDetail', 'ItemRef') ?? null, quantity: quantityAt(line, 'SalesItemLineDetail', 'Qty'), cents })
    }
  }
  listAt(body, 'Line').forEach(visit)
  return { sold, discounts }
}
