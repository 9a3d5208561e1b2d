import { err, ok, type Result } from '../../shared/result.ts'
import { isBusinessDate } from '../../shared/units/business-date.ts'
import type { World, WriteRequest } from './entity.ts'
import { at, JsonNumber, refAt, textAt, type Json, type JsonObject } from './json.ts'
import { invalid, refusals, type Refusal } from './refusal.ts'
import type { StoredObject } from './store.ts'

/** The object a reference names, which must be there (2500) and active (610). */
export function referred(world: World, type: string, holder: Json | undefined, field: string): Result<StoredObject, Refusal> {
  const id = refAt(holder, field)
  if (id === undefined || id === '') return err(refusals.missing(field))
  const found = world.store.find(type, id)
  if (found === null || found.deleted) return err(refusals.badReference(field, id))
  return found.active ? ok(found) : err(refusals.notFound(`${type} ${id}`))
}

/** A reference as it is answered: the id with the name it has. */
export function reference({ id, body }: StoredObject): JsonObject {
  return { value: id, name: nameOf(body) }
}

/** What an object is called: with its parents, where it has some. */
export function nameOf(body: JsonObject): string {
  return textAt(body, 'FullyQualifiedName') ?? textAt(body, 'DisplayName') ?? textAt(body, 'Name') ?? ''
}

export type AccountRole =
  | 'AccountsReceivable'
  | 'AccountsPayable'
  | 'UndepositedFunds'
  | 'OpeningBalanceEquity'
  | 'SalesOfProductIncome'
  | 'OtherPrimaryIncome'
  | 'DiscountsRefundsGiven'
  | 'SalesTaxPayable'
  | 'OtherCurrentLiabilities'

/** The first account of that sub-type: what QuickBooks books on by itself. Throws when the chart has none. */
export function accountFor(world: World, subType: AccountRole): string {
  const row = world.store
    .statement("select id from object where type = 'Account' and json_extract(body, '$.AccountSubType') = ? order by active desc, number limit 1")
    .get(subType) as { id: string } | undefined
  if (row === undefined) throw new Error(`The chart has no account of sub-type ${subType}.`)
  return row.id
}

/** Whether another object of one of these kinds is called so; upper and lower case are the same. */
export function nameTaken(world: World, kinds: readonly string[], field: 'Name' | 'DisplayName', name: string, ownId: string | null): boolean {
  return kinds.some((type) => {
    const rows = world.store
      .statement(`select id from object where type = ? and json_extract(body, '$.${field}') = ? collate nocase and deleted = 0`)
      .all(type, name) as { id: string }[]
    return rows.some(({ id }) => id !== ownId)
  })
}

export const duplicateName = (): Refusal =>
  invalid('6240', 'Duplicate Name Exists Error', 'The name supplied already exists. : Another item or account is already using this name. Please use a different name.', 'Name')

/** A business rule of QuickBooks, told in its words. */
export function businessRule(detail: string): Refusal {
  return invalid('6000', 'A business validation error has occurred while processing your request', `Business Validation Error: ${detail}`)
}

/**
 * The date of a transaction: what it says, else today's. Refused when it is none (2050), and when the books are closed
 * through it or through the date it had.
 */
export function transactionDate(draft: JsonObject, { before }: Pick<WriteRequest, 'before'>, world: World): Result<string, Refusal> {
  const date = textAt(draft, 'TxnDate') ?? world.today()
  if (!isBusinessDate(date)) return err(invalid('2050', 'Invalid Date', `TxnDate ${date} is not a date`, 'TxnDate'))
  const closed = closedFor(world, date, '6200') ?? (before === null ? null : closedFor(world, textAt(before.body, 'TxnDate') ?? date, '6210'))
  return closed === null ? ok(date) : err(closed)
}

/** Refuses what would change a document of a closed period. */
export function closedFor(world: World, date: string, code: '6200' | '6210'): Refusal | null {
  const { closedThrough } = world.company()
  if (closedThrough === null || date > closedThrough) return null
  return code === '6200'
    ? invalid('6200', 'Account Period Closed', `The account books have been closed through ${closedThrough}. Date ${date} is before the closing date.`, 'TxnDate')
    : invalid('6210', 'Account Period Closed, Cannot Update Through Services', `The account period has closed and the account books cannot be updated through the QBO Services API. Closed through ${closedThrough}.`)
}

/**
 * A document's number: at most 21 characters (2050), and used once only where the company wants it so (6140). A caller may
 * say that it knows.
 */
export function checkNumber(world: World, type: string, draft: JsonObject, request: Pick<WriteRequest, 'before' | 'include'>): Refusal | null {
  const number = textAt(draft, 'DocNumber')
  if (number === undefined || number === '') return null
  if (number.length > 21) {
    return invalid('2050', 'String length is either shorter or longer than supported by specification', `Min:0 Max:21 supported. Supplied length:${number.length}`, 'DocNumber')
  }
  if (!world.company().refuseDuplicateNumbers || request.include.includes('allowduplicatedocnum')) return null
  const rows = world.store
    .statement("select id from object where type = ? and json_extract(body, '$.DocNumber') = ? and deleted = 0")
    .all(type, number) as { id: string }[]
  const other = rows.find(({ id }) => id !== request.before?.id)
  if (other === undefined) return null
  const detail = `Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=${number} is assigned to TxnType=${spaced(type)} with TxnId=${other.id}`
  return invalid('6140', 'Duplicate Document Number Error', detail)
}

/** US companies keep ISO-8859-1 only: any other character of the fields people write in is refused (2050). */
export function checkCharacters(world: World, draft: Json | undefined): Refusal | null {
  if (world.company().country !== 'US') return null
  const bad = badText(draft)
  return bad === null ? null : invalid('2050', 'Invalid String', `${bad} has characters that are not supported (ISO-8859-1 only)`, bad)
}

const written = ['DocNumber', 'PrivateNote', 'Description', 'Name', 'DisplayName']

function badText(value: Json | undefined): string | null {
  if (Array.isArray(value)) return value.map((each: Json) => badText(each)).find((each) => each !== null) ?? null
  if (typeof value !== 'object' || value === null) return null
  for (const [name, inner] of Object.entries(value as JsonObject)) {
    if (typeof inner === 'string' && written.includes(name) && [...inner].some((letter) => letter > 'ÿ')) return name
    const deeper = badText(inner)
    if (deeper !== null) return deeper
  }
  return null
}

/** The currency a document is in, with the rate to the home currency where that is another: its own, else the company's. */
export function currencyOf(draft: JsonObject, world: World): JsonObject {
  const home = world.company().currency
  const value = refAt(draft, 'CurrencyRef') ?? home
  const known = currencies[value]
  const currency = { CurrencyRef: { value, name: known?.name ?? value } }
  if (value === home) return { ...currency, ExchangeRate: undefined, HomeTotalAmt: undefined }
  return { ...currency, ExchangeRate: at(draft, 'ExchangeRate') ?? new JsonNumber(known?.rate ?? '1') }
}

/** Rates as they might be; whoever sells abroad here types the true one. */
const currencies: Readonly<Record<string, { readonly name: string; readonly rate: string }>> = {
  USD: { name: 'United States Dollar', rate: '1' },
  CAD: { name: 'Canadian Dollar', rate: '0.73' },
  EUR: { name: 'Euro', rate: '1.08' },
  GBP: { name: 'British Pound Sterling', rate: '1.27' },
}

function spaced(type: string): string {
  return type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
}

/** The results, or the first refusal among them. */
export function all<T>(results: readonly Result<T, Refusal>[]): Result<T[], Refusal> {
  const values: T[] = []
  for (const result of results) {
    if (!result.ok) return result
    values.push(result.value)
  }
  return ok(values)
}
