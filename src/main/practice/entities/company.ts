import type { Entity, World } from '../entity.ts'
import type { JsonObject } from '../json.ts'
import { ok } from '../../../shared/result.ts'
import { hasInventory } from './inventory-adjustment.ts'

const stamped = (body: JsonObject): JsonObject => ({
  ...body,
  domain: 'QBO',
  sparse: false,
  Id: '1',
  SyncToken: '0',
  MetaData: { CreateTime: '2020-01-02T09:00:00-08:00', LastUpdatedTime: '2020-01-02T09:00:00-08:00' },
})

/** What the company is: its name, country and plan. */
export const companyInfo: Entity = {
  name: 'CompanyInfo',
  kind: 'singleton',
  operations: ['query'],
  queryable: { CompanyName: 'text', Country: 'text' },
  complete: (draft) => ok(draft),
  singleton: (world) => {
    const { name, country, plan } = world.company()
    return stamped({
      CompanyName: name,
      LegalName: name,
      CompanyAddr: { Id: '1', Line1: '1 Ridgeline Road', City: 'Sample', CountrySubDivisionCode: 'CO', PostalCode: '80000', Country: country },
      Country: country,
      Email: { Address: 'books@ridgeline.example' },
      CompanyStartDate: '2020-01-02',
      FiscalYearStartMonth: 'January',
      SupportedLanguages: 'en',
      NameValue: [
        { Name: 'OfferingSku', Value: `QuickBooks Online ${plan}` },
        { Name: 'SubscriptionStatus', Value: 'SUBSCRIBED' },
        { Name: 'IsQbdtMigrated', Value: 'false' },
      ],
    })
  },
}

/** What was chosen for the company, as far as it matters to programs that send documents. */
export const preferences: Entity = {
  name: 'Preferences',
  kind: 'singleton',
  operations: ['query'],
  queryable: {},
  complete: (draft) => ok(draft),
  singleton: preferencesOf,
}

function preferencesOf(world: World): JsonObject {
  const { closedThrough, currency, plan, refuseDuplicateNumbers } = world.company()
  return stamped({
    AccountingInfoPrefs: {
      ...(closedThrough === null ? {} : { BookCloseDate: closedThrough }),
      UseAccountNumbers: true,
      ClassTrackingPerTxn: false,
      CustomerTerminology: 'Customers',
      TrackDepartments: false,
      FirstMonthOfFiscalYear: 'January',
      TaxYearMonth: 'January',
    },
    ProductAndServicesPrefs: {
      ForSales: true,
      ForPurchase: true,
      QuantityWithPriceAndRate: true,
      QuantityOnHand: hasInventory(world) || plan === 'Plus' || plan === 'Advanced',
    },
    SalesFormsPrefs: { CustomTxnNumbers: true, AllowDiscount: true, AllowShipping: true, AllowServiceDate: false, DefaultTerms: { value: '3' } },
    CurrencyPrefs: { MultiCurrencyEnabled: true, HomeCurrency: { value: currency } },
    OtherPrefs: { NameValue: [{ Name: 'WarnDuplicateJournalNumber', Value: String(refuseDuplicateNumbers) }] },
    TaxPrefs: { UsingSalesTax: true },
  })
}
