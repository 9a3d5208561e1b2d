import { beforeEach, expect, test } from 'vitest'
import { textAt } from '../../src/main/practice/json.ts'
import { openBooks, type Books } from './books.ts'

let books: Books
beforeEach(() => {
  books = openBooks()
})

test('stock an item is begun with stands at its purchase cost against opening equity', () => {
  const item = books.stocked('Bolt', { QtyOnHand: 200, PurchaseCost: 0.0975 })
  expect(books.stock(item)).toBe('200 worth 19.5')
  expect(books.balance('Opening Balance Equity')).toBe('-19.5')
  expect(textAt(books.world.store.find('Item', item)?.body, 'QtyOnHand')).toBe('200')
})

test('a later start date takes the opening stock along, but never past what moved', () => {
  const item = books.stocked('Bolt', { QtyOnHand: 5, PurchaseCost: 2 })
  const moved = books.change('Item', 'update', { Id: item, SyncToken: '0', sparse: true, InvStartDate: '2025-06-01' })
  expect([books.stock(item), textAt(moved.body, 'QtyOnHand')]).toEqual(['5 worth 10', '5'])
  const line = { ItemAdjustmentLineDetail: { ItemRef: { value: item }, QtyDiff: -1 } }
  books.make('InventoryAdjustment', { TxnDate: '2025-07-01', AdjustAccountRef: { value: books.account('Inventory Shrinkage') }, Line: [line] })
  expect(books.refused('Item', { Id: item, SyncToken: '1', sparse: true, InvStartDate: '2025-08-01' }, 'update')).toBe('6270')
})

test('the quantity on hand is the books’ alone', () => {
  const item = books.stocked('Bolt', { QtyOnHand: 5, PurchaseCost: 2 })
  const body = books.change('Item', 'update', { Id: item, SyncToken: '0', sparse: true, QtyOnHand: 99, Name: 'Hex bolt' }).body
  expect([textAt(body, 'Name'), textAt(body, 'QtyOnHand')]).toEqual(['Hex bolt', '5'])
})

test('what is made inactive gives its name free, and gets it back with its life', () => {
  const first = books.stocked('Bolt')
  expect(textAt(books.change('Item', 'update', { Id: first, SyncToken: '0', sparse: true, Active: false }).body, 'Name')).toBe('Bolt (deleted)')
  const second = books.stocked('Bolt')
  expect(textAt(books.change('Item', 'update', { Id: second, SyncToken: '0', sparse: true, Active: false }).body, 'Name')).toBe('Bolt (deleted 1)')
  expect(textAt(books.change('Item', 'update', { Id: first, SyncToken: '1', sparse: true, Active: true }).body, 'Name')).toBe('Bolt')
  expect(books.refused('Item', { Id: second, SyncToken: '1', sparse: true, Active: true }, 'update')).toBe('6240')
})

test('a name is taken once, a SKU as often as one likes', () => {
  books.stocked('Bolt', { Sku: 'B-1' })
  books.stocked('Screw', { Sku: 'B-1' })
  const again = { Name: 'bolt', Type: 'Service', IncomeAccountRef: { value: books.account('Fabrication Services') } }
  expect(books.refused('Item', again)).toBe('6240')
  books.make('Vendor', { DisplayName: 'Beacon' })
  expect(books.refused('Customer', { DisplayName: 'BEACON' })).toBe('6240')
})

test('an item in a category says so in its full name', () => {
  const category = books.make('Item', { Name: 'Hardware', Type: 'Category' }).id
  const item = books.stocked('Bolt', { ParentRef: { value: category } })
  expect(textAt(books.world.store.find('Item', item)?.body, 'FullyQualifiedName')).toBe('Hardware:Bolt')
})

test('what an item or account is refused for', () => {
  const stock = {
    Name: 'Nut',
    Type: 'Inventory',
    TrackQtyOnHand: true,
    QtyOnHand: 0,
    InvStartDate: '2026-01-01',
    AssetAccountRef: { value: books.account('Inventory Asset') },
    IncomeAccountRef: { value: books.account('Sales of Product Income') },
    ExpenseAccountRef: { value: books.account('Cost of Goods Sold') },
  }
  expect(books.refused('Item', { ...stock, AssetAccountRef: undefined })).toBe('6440')
  expect(books.refused('Item', { ...stock, AssetAccountRef: { value: books.account('Rent') } })).toBe('6430')
  expect(books.refused('Item', { ...stock, InvStartDate: undefined })).toBe('2020')
  expect(books.refused('Item', { ...stock, Name: undefined })).toBe('2020')
  expect(books.refused('Item', { ...stock, Type: 'Gadget' })).toBe('2010')
  expect(books.refused('Item', { ...stock, Name: 'Hard:ware' })).toBe('6000')
  books.company({ plan: 'Simple Start' })
  expect(books.refused('Item', stock)).toBe('5030')
  expect(books.refused('Account', { Name: 'Pot', AccountType: 'Jar' })).toBe('6430')
  expect(books.refused('Account', { Name: 'Rent', AccountType: 'Expense' })).toBe('6240')
})

test('what the company is follows its plan and country', () => {
  const told = (name: string) => JSON.parse(JSON.stringify(books.world.entity(name)?.singleton?.(books.world)))
  expect(told('Preferences')).toMatchObject({ ProductAndServicesPrefs: { QuantityOnHand: true }, CurrencyPrefs: { HomeCurrency: { value: 'USD' } } })
  expect(told('Preferences').AccountingInfoPrefs).not.toHaveProperty('BookCloseDate')
  books.company({ plan: 'Essentials', country: 'CA', currency: 'CAD', closedThrough: '2025-12-31' })
  expect(told('Preferences')).toMatchObject({ ProductAndServicesPrefs: { QuantityOnHand: false }, AccountingInfoPrefs: { BookCloseDate: '2025-12-31' }, CurrencyPrefs: { HomeCurrency: { value: 'CAD' } } })
  expect(told('CompanyInfo')).toMatchObject({ Country: 'CA', NameValue: expect.arrayContaining([{ Name: 'OfferingSku', Value: 'QuickBooks Online Essentials' }]) })
})
