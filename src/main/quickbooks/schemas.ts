import { z } from 'zod'
import { err, ok, type Result } from '../../shared/result.ts'
import { isObject, JsonNumber, toMillionths, type Json, type JsonObject } from './json.ts'
import { utcInstant } from './times.ts'

/** The kinds of items there are for us; any other (a payment, a discount) is none of them. */
export type ItemKind = 'inventory' | 'non_inventory' | 'service' | 'bundle' | 'category'

const itemKinds: Readonly<Record<string, ItemKind>> = {
  Inventory: 'inventory',
  NonInventory: 'non_inventory',
  Service: 'service',
  Group: 'bundle',
  Bundle: 'bundle',
  Category: 'category',
}

// Exactly what is read: everything else an answer holds is passed over, so that what QuickBooks adds breaks nothing.
const id = z.string().min(1).max(40)
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')
const flag = (missing: boolean) =>
  z
    .union([z.boolean(), z.enum(['true', 'false'])])
    .nullish()
    .transform((value) => (value === null || value === undefined ? missing : value === true || value === 'true'))
/** A reference, by the id it names; `null` when there is none. */
const reference = z
  .object({ value: id })
  .nullish()
  .transform((value) => value?.value ?? null)
const dateIn = (value: string | null | undefined) => /^\d{4}-\d{2}-\d{2}/.exec(value ?? '')?.[0] ?? null
const date = z.string().nullish().transform(dateIn)
/** When it was last changed, UTC; `null` when only a date stands there. */
const updatedAt = z
  .object({ LastUpdatedTime: text })
  .nullish()
  .transform((value) => utcInstant(value?.LastUpdatedTime ?? ''))
const nameValues = z
  .array(z.object({ Name: z.string(), Value: text }))
  .nullish()
  .transform((pairs) => pairs ?? [])

// Items come by the thousand, so theirs is checked as it came and changed in one go: a step of its own for each field takes five
// times as long.
const optionalText = z.string().nullish()
const optionalFlag = z.union([z.boolean(), z.enum(['true', 'false'])]).nullish()
const optionalNumber = z.custom<JsonNumber>((value) => value instanceof JsonNumber, 'not a number').nullish()
const optionalReference = z.object({ value: id }).nullish()

const itemAsTold = z.object({
  Id: id,
  SyncToken: optionalText,
  Type: optionalText,
  Name: optionalText,
  FullyQualifiedName: optionalText,
  Sku: optionalText,
  Description: optionalText,
  Active: optionalFlag,
  TrackQtyOnHand: optionalFlag,
  QtyOnHand: optionalNumber,
  PurchaseCost: optionalNumber,
  UnitPrice: optionalNumber,
  InvStartDate: optionalText,
  AssetAccountRef: optionalReference,
  IncomeAccountRef: optionalReference,
  ExpenseAccountRef: optionalReference,
  MetaData: z.object({ LastUpdatedTime: optionalText }).nullish(),
})

const isOn = (flag: boolean | 'true' | 'false' | null | undefined, missing: boolean) => (flag === null || flag === undefined ? missing : flag === true || flag === 'true')

const item = itemAsTold.transform((read, context) => {
  const rounded: ('quantityOnHand' | 'purchaseCost' | 'unitPrice')[] = []
  const figure = (field: 'QtyOnHand' | 'PurchaseCost' | 'UnitPrice', name: (typeof rounded)[number]): number | null => {
    const told = read[field]
    if (told === null || told === undefined) return null
    const amount = toMillionths(told)
    if (!amount.ok) {
      context.addIssue({ code: 'custom', message: 'too large', path: [field] })
      return null
    }
    if (amount.value.rounded) rounded.push(name)
    return amount.value.amount
  }
  const name = read.Name ?? ''
  const type = read.Type ?? ''
  const fullName = read.FullyQualifiedName ?? ''
  return {
    id: read.Id,
    syncToken: read.SyncToken ?? '',
    /** `null` for what is of no kind we know; `type` is QuickBooks' own word. */
    kind: itemKinds[type] ?? null,
    type,
    name,
    fullName: fullName === '' ? name : fullName,
    sku: read.Sku ?? '',
    description: read.Description ?? '',
    active: isOn(read.Active, true),
    tracksQuantity: isOn(read.TrackQtyOnHand, false),
    quantityOnHand: figure('QtyOnHand', 'quantityOnHand'),
    purchaseCost: figure('PurchaseCost', 'purchaseCost'),
    unitPrice: figure('UnitPrice', 'unitPrice'),
    startDate: dateIn(read.InvStartDate),
    assetAccount: read.AssetAccountRef?.value ?? null,
    incomeAccount: read.IncomeAccountRef?.value ?? null,
    expenseAccount: read.ExpenseAccountRef?.value ?? null,
    updatedAt: utcInstant(read.MetaData?.LastUpdatedTime ?? ''),
    /** Which of its figures had a seventh decimal, so that what is kept is rounded. */
    rounded,
  }
})

/** An item of QuickBooks. Figures are millionths; `null` where none was given. */
export type QuickbooksItem = z.output<typeof item>

const account = z
  .object({
    Id: id,
    SyncToken: text,
    Name: text,
    FullyQualifiedName: text,
    AcctNum: text,
    AccountType: text,
    AccountSubType: text,
    Classification: text,
    Active: flag(true),
    CurrencyRef: reference,
    MetaData: updatedAt,
  })
  .transform((read) => ({
    id: read.Id,
    syncToken: read.SyncToken,
    name: read.Name,
    fullName: read.FullyQualifiedName === '' ? read.Name : read.FullyQualifiedName,
    number: read.AcctNum,
    /** As QuickBooks spells it, such as `Cost of Goods Sold`. */
    type: read.AccountType,
    subtype: read.AccountSubType,
    classification: read.Classification,
    active: read.Active,
    /** `null` where the company has one currency only. */
    currency: read.CurrencyRef,
    updatedAt: read.MetaData,
  }))
export type QuickbooksAccount = z.output<typeof account>

const vendor = z
  .object({
    Id: id,
    SyncToken: text,
    DisplayName: text,
    Active: flag(true),
    PrimaryEmailAddr: z.object({ Address: text }).nullish(),
    PrimaryPhone: z.object({ FreeFormNumber: text }).nullish(),
    CurrencyRef: reference,
    MetaData: updatedAt,
  })
  .transform((read) => ({
    id: read.Id,
    syncToken: read.SyncToken,
    name: read.DisplayName,
    email: read.PrimaryEmailAddr?.Address ?? '',
    phone: read.PrimaryPhone?.FreeFormNumber ?? '',
    active: read.Active,
    currency: read.CurrencyRef,
    updatedAt: read.MetaData,
  }))
export type QuickbooksVendor = z.output<typeof vendor>

// Only the id has to make sense: a document that was not kept would not be told again.
const saleHead = z
  .object({
    Id: id,
    SyncToken: text.catch(''),
    DocNumber: text.catch(''),
    TxnDate: date.catch(null),
    CustomerRef: z.object({ value: optionalText, name: optionalText }).nullish().catch(null),
    MetaData: z.object({ LastUpdatedTime: text }).nullish().catch(null),
  })
  .transform((read) => ({
    externalId: read.Id,
    syncToken: read.SyncToken,
    docNumber: read.DocNumber,
    /** `null` where it was not told. */
    txnDate: read.TxnDate,
    /** By name, or by its id where only that was told; empty where there is none. */
    customer: read.CustomerRef?.name ?? read.CustomerRef?.value ?? '',
    /** As it was told, in UTC where it has an hour; empty where it was not. */
    updatedAt: utcInstant(read.MetaData?.LastUpdatedTime ?? '') ?? read.MetaData?.LastUpdatedTime ?? '',
  }))
/** What has to be known of a sales document to keep it; its lines are read when it is applied. */
export type QuickbooksSaleHead = z.output<typeof saleHead>

const companyInfo = z.object({ CompanyName: text, LegalName: text, Country: text, NameValue: nameValues }).transform((read) => ({
  name: read.CompanyName === '' ? read.LegalName : read.CompanyName,
  /** Such as `US`; empty when it was not told. */
  country: read.Country,
  /** The plan as QuickBooks names it, such as `QuickBooks Online Plus`; empty when it was not told. */
  plan: read.NameValue.find(({ Name }) => Name === 'OfferingSku')?.Value ?? '',
}))
export type QuickbooksCompany = z.output<typeof companyInfo>

const preferences = z
  .object({
    CurrencyPrefs: z.object({ HomeCurrency: reference, MultiCurrencyEnabled: flag(false) }).nullish(),
    AccountingInfoPrefs: z.object({ BookCloseDate: date }).nullish(),
    ProductAndServicesPrefs: z.object({ QuantityOnHand: flag(false) }).nullish(),
  })
  .transform((read) => ({
    /** Three letters; `null` when it was not told. */
    homeCurrency: read.CurrencyPrefs?.HomeCurrency ?? null,
    multiCurrency: read.CurrencyPrefs?.MultiCurrencyEnabled ?? false,
    /** The last day of the closed books; `null` while they are open. */
    bookCloseDate: read.AccountingInfoPrefs?.BookCloseDate ?? null,
    tracksQuantity: read.ProductAndServicesPrefs?.QuantityOnHand ?? false,
  }))
export type QuickbooksPreferences = z.output<typeof preferences>

/** What could not be read, by its id where it had one, and the first thing that was wrong with it. */
export interface Unread {
  readonly id: string
  readonly problem: string
}

export type Reader<T> = (json: Json) => Result<T, Unread>

export const readItem: Reader<QuickbooksItem> = readerOf(item)
export const readAccount: Reader<QuickbooksAccount> = readerOf(account)
export const readVendor: Reader<QuickbooksVendor> = readerOf(vendor)
export const readSaleHead: Reader<QuickbooksSaleHead> = readerOf(saleHead)
export const readCompany: Reader<QuickbooksCompany> = readerOf(companyInfo)
export const readPreferences: Reader<QuickbooksPreferences> = readerOf(preferences)

/** Reads each row of a page. One that cannot be read takes none of the others with it. */
export function readRows<T>(reader: Reader<T>, rows: readonly JsonObject[]): { readonly read: readonly T[]; readonly unread: readonly Unread[] } {
  const read: T[] = []
  const unread: Unread[] = []
  for (const row of rows) {
    const one = reader(row)
    if (one.ok) read.push(one.value)
    else unread.push(one.error)
  }
  return { read, unread }
}

function readerOf<T>(schema: z.ZodType<T>): Reader<T> {
  return (json) => {
    const parsed = schema.safeParse(json)
    if (parsed.success) return ok(parsed.data)
    const [issue] = parsed.error.issues
    const given = isObject(json) ? json['Id'] : null
    return err({ id: typeof given === 'string' ? given : '', problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` })
  }
}
