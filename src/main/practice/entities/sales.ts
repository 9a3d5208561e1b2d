import { err, ok, type Result } from '../../../shared/result.ts'
import { centsAt, centsJson, converted } from '../amounts.ts'
import { type Posted, type StockMove } from '../bookkeeping.ts'
import { outOfBalance, type Entry } from '../books.ts'
import type { Entity, World, WriteRequest } from '../entity.ts'
import { at, isObject, listAt, number, refAt, textAt, type Json, type JsonObject } from '../json.ts'
import { accountFor, checkCharacters, checkNumber, closedFor, currencyOf, reference, referred, transactionDate } from '../lookups.ts'
import { refusals, type Refusal } from '../refusal.ts'
import type { StoredObject } from '../store.ts'
import { bookedAs } from './booked.ts'
import { completeSalesLines, soldOf } from './sales-lines.ts'
import { isStocked, stockAccounts } from './stocked.ts'

export type SaleType = 'Invoice' | 'SalesReceipt' | 'CreditMemo' | 'RefundReceipt'

/** Which way goods and money go, and whether the customer owes or pays at once. */
const ways: Readonly<Record<SaleType, { readonly sign: 1 | -1; readonly paid: boolean }>> = {
  Invoice: { sign: 1, paid: false },
  SalesReceipt: { sign: 1, paid: true },
  CreditMemo: { sign: -1, paid: false },
  RefundReceipt: { sign: -1, paid: true },
}

export const saleTypes = Object.keys(ways) as readonly SaleType[]

/** Invoices, sales receipts, credit memos and refund receipts: one rule, four ways. */
export const sales: readonly Entity[] = saleTypes.map(
  (type): Entity => ({
    name: type,
    kind: 'transaction',
    operations: ['create', 'update', 'delete', 'void', 'query'],
    queryable: {
      DocNumber: 'text',
      TxnDate: 'date',
      TotalAmt: 'number',
      Balance: 'number',
      CustomerRef: 'reference',
      PrivateNote: 'text',
      ...(type === 'Invoice' ? { DueDate: 'date' as const } : {}),
    },
    complete: (draft, request, world) => complete(type, draft, request, world),
    voided,
    ...bookedAs(type, (body, world) => postedOf(type, body, world)),
  }),
)

function complete(type: SaleType, draft: JsonObject, request: WriteRequest, world: World): Result<JsonObject, Refusal> {
  const lines = listAt(draft, 'Line')
  if (lines.length === 0) return err(refusals.missing('Line'))
  const refused = checkNumber(world, type, draft, request) ?? checkCharacters(world, draft)
  if (refused !== null) return err(refused)
  const date = transactionDate(draft, request, world)
  if (!date.ok) return date
  const customer = refAt(draft, 'CustomerRef') === undefined && ways[type].paid ? null : referred(world, 'Customer', draft, 'CustomerRef')
  if (customer !== null && !customer.ok) return customer
  const done = completeSalesLines(lines, date.value, world)
  if (!done.ok) return done
  const currency = currencyOf(draft, world)
  const total = done.value.cents + (centsAt(draft, 'TxnTaxDetail', 'TotalTax') ?? 0)
  const { paid } = ways[type]
  return ok({
    ...draft,
    ...currency,
    DocNumber: textAt(draft, 'DocNumber') ?? textAt(request.before?.body, 'DocNumber') ?? String(1000 + Number(world.store.nextId('sale number'))),
    TxnDate: date.value,
    ...(type === 'Invoice' ? { DueDate: textAt(draft, 'DueDate') ?? date.value } : {}),
    ...(customer === null ? {} : { CustomerRef: reference(customer.value) }),
    ...(paid ? { DepositToAccountRef: at(draft, 'DepositToAccountRef') ?? { value: accountFor(world, 'UndepositedFunds') } } : {}),
    Line: done.value.lines,
    TxnTaxDetail: isObject(at(draft, 'TxnTaxDetail')) ? at(draft, 'TxnTaxDetail') : { TotalTax: number(0) },
    TotalAmt: centsJson(total),
    ...homeTotal(currency, total),
    Balance: centsJson(paid ? 0 : total),
    ...(type === 'CreditMemo' ? { RemainingCredit: centsJson(total) } : {}),
  })
}

function homeTotal(currency: JsonObject, total: number): JsonObject {
  const rate = textAt(currency, 'ExchangeRate')
  return rate === undefined ? {} : { HomeTotalAmt: centsJson(converted(total, rate)) }
}

/** A void keeps the document with nothing in it. What becomes of quantities differs from company to company. */
function voided(object: StoredObject, world: World): Result<JsonObject, Refusal> {
  const { body } = object
  const closed = closedFor(world, textAt(body, 'TxnDate') ?? '', '6210')
  if (closed !== null) return err(closed)
  const note = textAt(body, 'PrivateNote') ?? ''
  const { HomeTotalAmt, ...rest } = body
  return ok({
    ...rest,
    ...(HomeTotalAmt === undefined ? {} : { HomeTotalAmt: number(0) }),
    PrivateNote: note.startsWith('Voided') ? note : note === '' ? 'Voided' : `Voided - ${note}`,
    Line: listAt(body, 'Line').map((line) => voidedLine(line, world.company().voidedQuantity)),
    TxnTaxDetail: { TotalTax: number(0) },
    TotalAmt: number(0),
    Balance: number(0),
    ...('RemainingCredit' in body ? { RemainingCredit: number(0) } : {}),
  })
}

function voidedLine(line: Json, quantity: 'zero' | 'absent'): Json {
  if (!isObject(line)) return line
  const empty = { ...line, Amount: number(0) }
  const sold = at(line, 'SalesItemLineDetail')
  if (isObject(sold)) {
    const { Qty: _quantity, UnitPrice: _price, ...detail } = sold
    return { ...empty, SalesItemLineDetail: quantity === 'zero' ? { ...detail, Qty: number(0) } : detail }
  }
  const bundle = at(line, 'GroupLineDetail')
  if (!isObject(bundle)) return empty
  const { Quantity: _quantity, ...detail } = bundle
  const lines = listAt(bundle, 'Line').map((part) => voidedLine(part, quantity))
  return { ...empty, GroupLineDetail: { ...detail, ...(quantity === 'zero' ? { Quantity: number(0) } : {}), Line: lines } }
}

/** What a sale books: the customer or the till against income, discounts and tax, and the cost of what is counted. */
function postedOf(type: SaleType, body: JsonObject, world: World): Posted {
  const { sign, paid } = ways[type]
  const rate = textAt(body, 'ExchangeRate')
  const home = (cents: number) => sign * converted(cents, rate)
  const { sold, discounts } = soldOf(body)
  const entries: Entry[] = sold.map(({ itemId, cents }) => ({ accountId: incomeAccount(itemId, world), cents: -home(cents) }))
  for (const { accountId, cents } of discounts) entries.push({ accountId: accountId ?? accountFor(world, 'DiscountsRefundsGiven'), cents: home(cents) })
  entries.push({ accountId: accountFor(world, 'SalesTaxPayable'), cents: -home(centsAt(body, 'TxnTaxDetail', 'TotalTax') ?? 0) })
  const other = paid ? (refAt(body, 'DepositToAccountRef') ?? accountFor(world, 'UndepositedFunds')) : accountFor(world, 'AccountsReceivable')
  entries.unshift({ accountId: other, cents: -outOfBalance(entries) })
  return { date: textAt(body, 'TxnDate') ?? '', entries, moves: sold.flatMap(({ itemId, quantity }) => moveOf(itemId, quantity, sign, world)) }
}

function moveOf(itemId: string | null, quantity: number | null, sign: 1 | -1, world: World): StockMove[] {
  const item = itemId === null ? null : world.store.find('Item', itemId)
  if (item === null || !isStocked(item) || quantity === null || quantity === 0) return []
  const { asset, cost } = stockAccounts(item)
  return [{ itemId: item.id, quantity: -sign * quantity, value: null, assetAccountId: asset, otherAccountId: cost }]
}

function incomeAccount(itemId: string | null, world: World): string {
  if (itemId === 'SHIPPING_ITEM_ID') return accountFor(world, 'OtherPrimaryIncome')
  if (itemId === 'GRATUITY_ITEM_ID') return accountFor(world, 'OtherCurrentLiabilities')
  const item = itemId === null ? null : world.store.find('Item', itemId)
  return refAt(item?.body, 'IncomeAccountRef') ?? accountFor(world, 'SalesOfProductIncome')
}
