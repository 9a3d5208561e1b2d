import { err, ok, type Result } from '../../../shared/result.ts'
import { centsAt, centsJson, converted } from '../amounts.ts'
import { book } from '../bookkeeping.ts'
import { outOfBalance, type Entry } from '../books.ts'
import type { Entity, World, WriteRequest } from '../entity.ts'
import { at, isObject, listAt, refAt, textAt, type Json, type JsonObject } from '../json.ts'
import { all, businessRule, checkCharacters, checkNumber, closedFor, currencyOf, reference, referred, transactionDate } from '../lookups.ts'
import { invalid, refusals, type Refusal } from '../refusal.ts'

/** Journals: value only. They move no stock, even on a stock account. */
export const journalEntry: Entity = {
  name: 'JournalEntry',
  kind: 'transaction',
  operations: ['create', 'update', 'delete', 'query'],
  queryable: { DocNumber: 'text', TxnDate: 'date', PrivateNote: 'text', Adjustment: 'boolean' },
  complete,
  written: (object, _before, world) => {
    book(world, object.type, object.id, { date: textAt(object.body, 'TxnDate') ?? '', entries: entriesOf(object.body), moves: [] })
    return null
  },
  removed: (object, world) => {
    const closed = closedFor(world, textAt(object.body, 'TxnDate') ?? '', '6210')
    if (closed === null) book(world, object.type, object.id, null)
    return closed
  },
}

function complete(draft: JsonObject, request: WriteRequest, world: World): Result<JsonObject, Refusal> {
  const lines = listAt(draft, 'Line')
  if (lines.length === 0) return err(refusals.missing('Line'))
  const refused = checkNumber(world, 'JournalEntry', draft, request) ?? checkCharacters(world, draft)
  if (refused !== null) return err(refused)
  const date = transactionDate(draft, request, world)
  if (!date.ok) return date
  const done = all(lines.map((line, place) => completeLine(line, place, world)))
  if (!done.ok) return done
  const body = { ...draft, ...currencyOf(draft, world), TxnDate: date.value, Adjustment: at(draft, 'Adjustment') === true, Line: done.value, TxnTaxDetail: at(draft, 'TxnTaxDetail') ?? {} }
  const off = outOfBalance(sides(done.value))
  if (off !== 0) {
    return err(invalid('2300', 'Debits and credits do not balance', `Total debits and total credits are not equal: they differ by ${(Math.abs(off) / 100).toFixed(2)}.`, 'Line'))
  }
  return ok(body)
}

function completeLine(line: Json, place: number, world: World): Result<JsonObject, Refusal> {
  if (!isObject(line)) return err(refusals.malformed())
  const detail = at(line, 'JournalEntryLineDetail')
  const id = textAt(line, 'Id') ?? String(place)
  if (!isObject(detail)) {
    return textAt(line, 'DetailType') === 'DescriptionOnly' ? ok({ ...line, Id: id }) : err(refusals.missing('JournalEntryLineDetail'))
  }
  const cents = centsAt(line, 'Amount')
  if (cents === null) return err(refusals.missing('Amount'))
  if (cents < 0) return err(businessRule('Amounts of a journal entry must not be negative.'))
  const side = textAt(detail, 'PostingType')
  if (side !== 'Debit' && side !== 'Credit') return err(refusals.missing('PostingType'))
  const account = referred(world, 'Account', detail, 'AccountRef')
  if (!account.ok) return account
  const entity = entityOf(detail, textAt(account.value.body, 'AccountType') ?? '', world)
  if (!entity.ok) return entity
  return ok({
    ...line,
    Id: id,
    Amount: centsJson(cents),
    DetailType: 'JournalEntryLineDetail',
    JournalEntryLineDetail: { ...detail, AccountRef: reference(account.value), ...entity.value },
  })
}

/** A line on receivables names its customer and one on payables its vendor; another line may name either. */
function entityOf(detail: JsonObject, accountType: string, world: World): Result<JsonObject, Refusal> {
  const type = textAt(detail, 'Entity', 'Type')
  if (accountType === 'Accounts Receivable' && type !== 'Customer') {
    return err(businessRule('When you use Accounts Receivable, you must choose a customer in the Name field.'))
  }
  if (accountType === 'Accounts Payable' && type !== 'Vendor') {
    return err(businessRule('When you use Accounts Payable, you must choose a vendor in the Name field.'))
  }
  if (type === undefined) return ok({})
  if (type !== 'Customer' && type !== 'Vendor') return err(businessRule('Only customers and vendors are known to this practice company.'))
  const who = referred(world, type, at(detail, 'Entity'), 'EntityRef')
  return who.ok ? ok({ Entity: { Type: type, EntityRef: reference(who.value) } }) : who
}

function* sides(lines: readonly Json[]): Iterable<{ readonly cents: number; readonly line: Json }> {
  for (const line of lines) {
    const cents = centsAt(line, 'Amount') ?? 0
    const side = textAt(line, 'JournalEntryLineDetail', 'PostingType')
    if (side !== undefined) yield { cents: side === 'Debit' ? cents : -cents, line }
  }
}

function entriesOf(body: JsonObject): Entry[] {
  const rate = textAt(body, 'ExchangeRate')
  const entries = [...sides(listAt(body, 'Line'))].map(({ cents, line }): Entry => {
    const note = textAt(line, 'Description')
    return { accountId: refAt(line, 'JournalEntryLineDetail', 'AccountRef') ?? '', cents: converted(cents, rate), ...(note === undefined ? {} : { note }) }
  })
  // Lines converted one by one can miss each other by a cent; the last takes it, so that the books stay in balance.
  const off = outOfBalance(entries)
  return entries.map((entry, place) => (off !== 0 && place === entries.length - 1 ? { ...entry, cents: entry.cents - off } : entry))
}
