import { err, ok, type Result } from '../../../shared/result.ts'
import { centsAt, centsJson, converted, priced, quantityAt } from '../amounts.ts'
import { type Posted, type StockMove } from '../bookkeeping.ts'
import type { Entry } from '../books.ts'
import type { Entity, World, WriteRequest } from '../entity.ts'
import { at, isObject, listAt, number, numberAt, refAt, textAt, type Json, type JsonObject } from '../json.ts'
import { accountFor, all, businessRule, checkCharacters, checkNumber, currencyOf, reference, referred, transactionDate } from '../lookups.ts'
import { invalid, refusals, type Refusal } from '../refusal.ts'
import { bookedAs } from './booked.ts'
import { isStocked, stockAccounts, tooEarlyFor } from './stocked.ts'

/** Bills: what vendors are owed. A line with a counted item brings stock at what was paid for it. */
export const bill = purchaseOf('Bill')
/** Purchases paid at once, from a bank or card account. */
export const purchase = purchaseOf('Purchase')

function purchaseOf(type: 'Bill' | 'Purchase'): Entity {
  return {
    name: type,
    kind: 'transaction',
    operations: ['create', 'update', 'delete', 'query'],
    queryable: { DocNumber: 'text', TxnDate: 'date', TotalAmt: 'number', ...(type === 'Bill' ? { VendorRef: 'reference', Balance: 'number', DueDate: 'date' } : { PaymentType: 'text' }) },
    complete: (draft, request, world) => complete(type, draft, request, world),
    ...bookedAs(type, (body, world) => postedOf(type, body, world)),
  }
}

function complete(type: 'Bill' | 'Purchase', draft: JsonObject, request: WriteRequest, world: World): Result<JsonObject, Refusal> {
  const lines = listAt(draft, 'Line')
  if (lines.length === 0) return err(refusals.missing('Line'))
  const refused = checkNumber(world, type, draft, request) ?? checkCharacters(world, draft)
  if (refused !== null) return err(refused)
  const date = transactionDate(draft, request, world)
  if (!date.ok) return date
  const [field, kind] = type === 'Bill' ? (['VendorRef', 'Vendor'] as const) : (['AccountRef', 'Account'] as const)
  const from = referred(world, kind, draft, field)
  if (!from.ok) return from
  const done = all(lines.map((line, place) => completeLine(line, place + 1, date.value, world)))
  if (!done.ok) return done
  const total = done.value.reduce((sum, line) => sum + (centsAt(line, 'Amount') ?? 0), 0)
  return ok({
    ...draft,
    ...currencyOf(draft, world),
    TxnDate: date.value,
    [field]: reference(from.value),
    ...(type === 'Bill' ? { DueDate: textAt(draft, 'DueDate') ?? date.value, Balance: centsJson(total), APAccountRef: at(draft, 'APAccountRef') ?? { value: accountFor(world, 'AccountsPayable') } } : {}),
    Line: done.value,
    TotalAmt: centsJson(total),
  })
}

function completeLine(line: Json, place: number, date: string, world: World): Result<JsonObject, Refusal> {
  if (!isObject(line)) return err(refusals.malformed())
  const cents = centsAt(line, 'Amount')
  if (cents === null) return err(refusals.missing('Amount'))
  const kept = { ...line, Id: textAt(line, 'Id') ?? String(place), LineNum: number(place), Amount: centsJson(cents) }
  const item = at(line, 'ItemBasedExpenseLineDetail')
  if (isObject(item)) return completeItem(kept, item, cents, date, world)
  const expense = at(line, 'AccountBasedExpenseLineDetail')
  if (!isObject(expense)) return err(refusals.missing('DetailType'))
  const account = referred(world, 'Account', expense, 'AccountRef')
  if (!account.ok) return account
  return ok({ ...kept, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { ...expense, AccountRef: reference(account.value) } })
}

function completeItem(kept: JsonObject, detail: JsonObject, cents: number, date: string, world: World): Result<JsonObject, Refusal> {
  const item = referred(world, 'Item', detail, 'ItemRef')
  if (!item.ok) return item
  const quantity = quantityAt(detail, 'Qty')
  const price = numberAt(detail, 'UnitPrice')
  if (price !== undefined && quantity !== null && priced(price, quantity) !== cents) {
    return err(invalid('6070', 'Amount calculation incorrect in the request', 'Amount is not equal to UnitPrice * Qty.', 'Line.Amount'))
  }
  if (isStocked(item.value) && (quantity === null || quantity <= 0 || cents < 0)) {
    return err(businessRule('A line that brings stock needs a quantity above zero and an amount that is not negative.'))
  }
  const early = tooEarlyFor(item.value, date)
  if (early !== null) return err(early)
  return ok({ ...kept, DetailType: 'ItemBasedExpenseLineDetail', ItemBasedExpenseLineDetail: { ...detail, ItemRef: reference(item.value) } })
}

function postedOf(type: 'Bill' | 'Purchase', body: JsonObject, world: World): Posted {
  const rate = textAt(body, 'ExchangeRate')
  const owed = type === 'Bill' ? (refAt(body, 'APAccountRef') ?? accountFor(world, 'AccountsPayable')) : (refAt(body, 'AccountRef') ?? '')
  const entries: Entry[] = []
  const moves: StockMove[] = []
  for (const line of listAt(body, 'Line')) {
    const cents = converted(centsAt(line, 'Amount') ?? 0, rate)
    const item = world.store.find('Item', refAt(line, 'ItemBasedExpenseLineDetail', 'ItemRef') ?? '')
    if (item !== null && isStocked(item)) {
      const quantity = quantityAt(line, 'ItemBasedExpenseLineDetail', 'Qty') ?? 0
      moves.push({ itemId: item.id, quantity, value: cents, assetAccountId: stockAccounts(item).asset, otherAccountId: owed })
    } else {
      const accountId = item === null ? (refAt(line, 'AccountBasedExpenseLineDetail', 'AccountRef') ?? '') : expenseOf(item.body)
      entries.push({ accountId, cents }, { accountId: owed, cents: -cents })
    }
  }
  return { date: textAt(body, 'TxnDate') ?? '', entries, moves }
}

const expenseOf = (item: JsonObject): string => refAt(item, 'ExpenseAccountRef') ?? refAt(item, 'IncomeAccountRef') ?? ''
