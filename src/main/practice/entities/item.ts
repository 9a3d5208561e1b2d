import { err, ok, type Result } from '../../../shared/result.ts'
import { isBusinessDate } from '../../../shared/units/business-date.ts'
import { costOf } from '../valuation.ts'
import { quantityAt, quantityJson, rateAt } from '../amounts.ts'
import { book, holdingOf, openingOf } from '../bookkeeping.ts'
import type { Entity, World, WriteRequest } from '../entity.ts'
import { at, listAt, number, refAt, textAt, type Json, type JsonObject } from '../json.ts'
import { accountFor, all, businessRule, checkCharacters, closedFor, duplicateName, nameTaken, reference, referred } from '../lookups.ts'
import { invalid, refusals, type Refusal } from '../refusal.ts'
import type { StoredObject } from '../store.ts'
import { quantityOf } from '../valuation.ts'
import { inactiveName } from './inactive-name.ts'

const types = ['Inventory', 'NonInventory', 'Service', 'Group', 'Category'] as const
type ItemType = (typeof types)[number]

/** Items: what is sold, bought and counted. The quantity on hand of an Inventory item is the books'. */
export const item: Entity = {
  name: 'Item',
  kind: 'name_list',
  operations: ['create', 'update', 'query'],
  queryable: {
    Name: 'text',
    FullyQualifiedName: 'text',
    Sku: 'text',
    Type: 'text',
    Active: 'boolean',
    TrackQtyOnHand: 'boolean',
    QtyOnHand: 'number',
    UnitPrice: 'number',
    PurchaseCost: 'number',
    InvStartDate: 'date',
    ParentRef: 'reference',
    AssetAccountRef: 'reference',
  },
  complete,
  written,
}

function complete(draft: JsonObject, { before }: WriteRequest, world: World): Result<JsonObject, Refusal> {
  const given = textAt(draft, 'Name')
  if (given === undefined || given.trim() === '') return err(refusals.missing('Name'))
  const type = textAt(draft, 'Type') ?? textAt(before?.body, 'Type') ?? 'Service'
  if (!isItemType(type)) return err(invalid('2010', 'Invalid Enumeration', `Type ${type} is no type of item`, 'Type'))
  if (before !== null && type !== textAt(before.body, 'Type')) return err(businessRule('The type of an item that tracks quantity cannot be changed.'))
  const bad = checkCharacters(world, draft) ?? (given.includes(':') ? invalid('6000', 'Invalid name', 'Names must not contain a colon.', 'Name') : null)
  if (bad !== null) return err(bad)
  const active = at(draft, 'Active') !== false
  const name = inactiveName(world, 'Item', given, active, before)
  if (nameTaken(world, ['Item'], 'Name', name, before?.id ?? null)) return err(duplicateName())
  const parentId = refAt(draft, 'ParentRef')
  const parent = parentId === undefined ? null : world.store.find('Item', parentId)
  if (parentId !== undefined && textAt(parent?.body, 'Type') !== 'Category') return err(refusals.badReference('ParentRef', parentId))
  const typed = ofType(type, draft, before, world)
  if (!typed.ok) return typed
  return ok({
    ...draft,
    Name: name,
    FullyQualifiedName: parent === null ? name : `${textAt(parent.body, 'FullyQualifiedName') ?? ''}:${name}`,
    ...(parent === null ? {} : { SubItem: true, ParentRef: reference(parent) }),
    Active: active,
    Type: type,
    ...typed.value,
  })
}

/** What an item of that type says beside its name. */
function ofType(type: ItemType, draft: JsonObject, before: StoredObject | null, world: World): Result<JsonObject, Refusal> {
  switch (type) {
    case 'Category':
      return ok({ UnitPrice: undefined, PurchaseCost: undefined })
    case 'Inventory':
      return inventory(draft, before, world)
    case 'Group':
      return group(draft, world)
    case 'NonInventory':
    case 'Service':
      return plain(draft, world)
  }
}

function plain(draft: JsonObject, world: World): Result<JsonObject, Refusal> {
  const accounts = accountsOf(draft, ['IncomeAccountRef', 'ExpenseAccountRef'], world)
  if (!accounts.ok) return accounts
  if (Object.keys(accounts.value).length === 0) return err(refusals.missing('IncomeAccountRef'))
  return ok({ ...accounts.value, ...prices(draft), TrackQtyOnHand: false })
}

function inventory(draft: JsonObject, before: StoredObject | null, world: World): Result<JsonObject, Refusal> {
  const { plan } = world.company()
  if (before === null && (plan === 'Simple Start' || plan === 'Essentials')) {
    return err(invalid('5030', 'Feature Not Supported Error', `${plan} does not track quantity on hand.`))
  }
  for (const field of ['AssetAccountRef', 'IncomeAccountRef', 'ExpenseAccountRef']) if (refAt(draft, field) === undefined) return err(missingAccount(field))
  const start = textAt(draft, 'InvStartDate')
  if (start === undefined || !isBusinessDate(start)) return err(refusals.missing('InvStartDate'))
  if (at(draft, 'TrackQtyOnHand') !== true) return err(refusals.missing('TrackQtyOnHand'))
  const opening = quantityAt(draft, 'QtyOnHand')
  if (before === null && opening === null) return err(refusals.missing('QtyOnHand'))
  if (before !== null && startsTooLate(world, before.id, start)) return err(beforeStart(start, textAt(draft, 'Name') ?? ''))
  const accounts = accountsOf(draft, ['AssetAccountRef', 'IncomeAccountRef', 'ExpenseAccountRef'], world)
  if (!accounts.ok) return accounts
  return ok({
    ...accounts.value,
    ...prices(draft),
    TrackQtyOnHand: true,
    QtyOnHand: before === null ? quantityJson(opening ?? 0) : quantityJson(quantityOf(holdingOf(world.store, before.id))),
    InvStartDate: start,
  })
}

function group(draft: JsonObject, world: World): Result<JsonObject, Refusal> {
  const lines = listAt(draft, 'ItemGroupDetail', 'ItemGroupLine')
  if (lines.length === 0) return err(refusals.missing('ItemGroupDetail'))
  const done = all(
    lines.map((line): Result<Json, Refusal> => {
      const part = referred(world, 'Item', line, 'ItemRef')
      if (!part.ok) return part
      const type = textAt(part.value.body, 'Type') ?? ''
      if (type === 'Group' || type === 'Category') return err(businessRule('A bundle holds neither bundles nor categories.'))
      return ok({ ItemRef: { ...reference(part.value), type }, Qty: at(line, 'Qty') ?? number(1) })
    }),
  )
  if (!done.ok) return done
  return ok({
    UnitPrice: number(0),
    PurchaseCost: number(0),
    TrackQtyOnHand: false,
    PrintGroupedItems: at(draft, 'PrintGroupedItems') === true,
    ItemGroupDetail: { ItemGroupLine: done.value },
  })
}

const prices = (draft: JsonObject): JsonObject => ({
  UnitPrice: at(draft, 'UnitPrice') ?? number(0),
  PurchaseCost: at(draft, 'PurchaseCost') ?? number(0),
  Taxable: at(draft, 'Taxable') === true,
})

/** The types of account each may be; QuickBooks refuses another (6430). */
const accountTypes: Readonly<Record<string, readonly string[]>> = {
  IncomeAccountRef: ['Income', 'Other Income'],
  ExpenseAccountRef: ['Cost of Goods Sold', 'Expense', 'Other Expense'],
  AssetAccountRef: ['Other Current Asset'],
}

function accountsOf(draft: JsonObject, fields: readonly string[], world: World): Result<JsonObject, Refusal> {
  const found: Record<string, Json> = {}
  for (const field of fields) {
    if (refAt(draft, field) === undefined) continue
    const account = referred(world, 'Account', draft, field)
    if (!account.ok) return account
    const type = textAt(account.value.body, 'AccountType') ?? ''
    if (!accountTypes[field]?.includes(type)) return err(invalid('6430', 'Invalid account type', `Invalid account type used: ${type} for ${field}`, field))
    found[field] = reference(account.value)
  }
  return ok(found)
}

const missingAccount = (field: string): Refusal =>
  invalid('6440', 'Item account missing', `An inventory item needs an asset, an income and an expense account: ${field} is missing.`, field)

/** Stock that an item is begun with stands against opening balance equity, at its purchase cost. */
function written(object: StoredObject, before: StoredObject | null, world: World): Refusal | null {
  if (textAt(object.body, 'Type') !== 'Inventory') return null
  const opening = before === null ? (quantityAt(object.body, 'QtyOnHand') ?? 0) : (openingOf(world.store, object.id)?.quantity ?? 0)
  const date = textAt(object.body, 'InvStartDate') ?? world.today()
  if (opening === 0 || (before !== null && date === textAt(before.body, 'InvStartDate'))) return null
  const closed = closedFor(world, date, '6200')
  if (closed !== null) return closed
  const rate = rateAt(object.body, 'PurchaseCost')
  book(world, 'Item', object.id, {
    date,
    entries: [],
    moves: [
      {
        itemId: object.id,
        quantity: opening,
        value: opening > 0 ? costOf(opening, rate) : null,
        assetAccountId: refAt(object.body, 'AssetAccountRef') ?? '',
        otherAccountId: accountFor(world, 'OpeningBalanceEquity'),
      },
    ],
  })
  return null
}

function startsTooLate(world: World, itemId: string, start: string): boolean {
  const first = world.store
    .statement("select min(m.date) as date from book_move m join book_document d using (seq) where m.item_id = ? and d.type <> 'Item'")
    .get(itemId) as { date: string | null }
  return first.date !== null && first.date < start
}

/** Refuses a document that is dated before the day from which the item is counted. */
export function beforeStart(date: string, name: string): Refusal {
  return invalid(
    '6270',
    'Inventory start date error',
    `Transaction date is prior to start date for inventory item : The date ${date} is before the inventory start date of ${name}.`,
    'TxnDate',
  )
}

function isItemType(text: string): text is ItemType {
  return (types as readonly string[]).includes(text)
}
