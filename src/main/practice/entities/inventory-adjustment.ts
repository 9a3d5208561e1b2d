import { err, ok, type Result } from '../../../shared/result.ts'
import { quantityAt, quantityJson } from '../amounts.ts'
import { book, type StockMove } from '../bookkeeping.ts'
import type { Entity, World, WriteRequest } from '../entity.ts'
import { at, listAt, refAt, textAt, type Json, type JsonObject } from '../json.ts'
import { all, businessRule, checkCharacters, checkNumber, closedFor, reference, referred, transactionDate } from '../lookups.ts'
import { invalid, refusals, type Refusal } from '../refusal.ts'
import { isStocked, stockAccounts, tooEarlyFor } from './stocked.ts'

/**
 * Inventory adjustments: quantity only. QuickBooks values them by its own data and puts the value on the account named.
 * Answers leave out what kind of line each is and the names of its items, and MetaData holds only a date.
 */
export const inventoryAdjustment: Entity = {
  name: 'InventoryAdjustment',
  kind: 'transaction',
  operations: ['create', 'update', 'delete', 'query'],
  queryable: {},
  minorVersionMin: 70,
  available: (world) =>
    hasInventory(world) ? null : invalid('5030', 'Feature Not Supported Error', 'Inventory adjustments need QuickBooks Online Plus or Advanced in the US.'),
  metaDataIsDate: true,
  complete,
  written: (object, _before, world) => {
    book(world, object.type, object.id, { date: textAt(object.body, 'TxnDate') ?? '', entries: [], moves: movesOf(object.body, world) })
    return null
  },
  removed: (object, world) => {
    const closed = closedFor(world, textAt(object.body, 'TxnDate') ?? '', '6210')
    if (closed === null) book(world, object.type, object.id, null)
    return closed
  },
}

/** Whether the company has inventory adjustments at all: in the US, with a plan that counts stock. */
export function hasInventory(world: World): boolean {
  const { plan, country } = world.company()
  return country === 'US' && (plan === 'Plus' || plan === 'Advanced')
}

function complete(draft: JsonObject, request: WriteRequest, world: World): Result<JsonObject, Refusal> {
  if (!hasInventory(world)) {
    return err(invalid('5030', 'Feature Not Supported Error', 'Inventory adjustments need QuickBooks Online Plus or Advanced in the US.'))
  }
  const lines = listAt(draft, 'Line')
  if (lines.length === 0) return err(refusals.missing('Line'))
  const refused = checkNumber(world, 'InventoryAdjustment', draft, request) ?? checkCharacters(world, draft)
  if (refused !== null) return err(refused)
  const date = transactionDate(draft, request, world)
  if (!date.ok) return date
  const account = referred(world, 'Account', draft, 'AdjustAccountRef')
  if (!account.ok) return account
  const type = textAt(account.value.body, 'AccountType') ?? ''
  if (type === 'Accounts Receivable' || type === 'Accounts Payable') {
    return err(invalid('6430', 'Invalid account type', `Invalid account type used: ${type} for AdjustAccountRef`, 'AdjustAccountRef'))
  }
  const done = all(lines.map((line, place) => completeLine(line, place, date.value, account.value.id, world)))
  if (!done.ok) return done
  return ok({
    ...draft,
    DocNumber: textAt(draft, 'DocNumber') ?? textAt(request.before?.body, 'DocNumber') ?? world.store.nextId('InventoryAdjustment number'),
    TxnDate: date.value,
    PrivateNote: world.company().adjustmentNote === 'kept' ? (textAt(draft, 'PrivateNote') ?? '') : '',
    AdjustAccountRef: reference(account.value),
    Line: done.value,
  })
}

function completeLine(line: Json, place: number, date: string, accountId: string, world: World): Result<JsonObject, Refusal> {
  const detail = at(line, 'ItemAdjustmentLineDetail')
  if (detail === undefined) return err(refusals.missing('ItemAdjustmentLineDetail'))
  const quantity = quantityAt(detail, 'QtyDiff')
  if (quantity === null) return err(refusals.missing('QtyDiff'))
  const item = referred(world, 'Item', detail, 'ItemRef')
  if (!item.ok) return item
  if (!isStocked(item.value)) return err(businessRule(`Only items that track quantity on hand can be adjusted: ${textAt(item.value.body, 'Name') ?? ''} does not.`))
  if (stockAccounts(item.value).asset === accountId) {
    return err(invalid('6430', 'Invalid account type', 'The adjustment account must not be the asset account of an item on it.', 'AdjustAccountRef'))
  }
  const early = tooEarlyFor(item.value, date)
  if (early !== null) return err(early)
  return ok({ Id: textAt(line, 'Id') ?? String(place + 1), ItemAdjustmentLineDetail: { QtyDiff: quantityJson(quantity), ItemRef: { value: item.value.id } } })
}

function movesOf(body: JsonObject, world: World): StockMove[] {
  const otherAccountId = refAt(body, 'AdjustAccountRef') ?? ''
  return listAt(body, 'Line').flatMap((line): StockMove[] => {
    const quantity = quantityAt(line, 'ItemAdjustmentLineDetail', 'QtyDiff') ?? 0
    const item = world.store.find('Item', refAt(line, 'ItemAdjustmentLineDetail', 'ItemRef') ?? '')
    if (item === null || quantity === 0) return []
    return [{ itemId: item.id, quantity, value: null, assetAccountId: stockAccounts(item).asset, otherAccountId }]
  })
}
