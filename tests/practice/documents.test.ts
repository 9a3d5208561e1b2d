import { beforeEach, expect, test } from 'vitest'
import { textAt } from '../../src/main/practice/json.ts'
import { differences, openBooks, type Books } from './books.ts'

let books: Books
let panel: string
let vendor: string
let buyer: string

beforeEach(() => {
  books = openBooks()
  panel = books.stocked('Panel', { PurchaseCost: 4 })
  vendor = books.make('Vendor', { DisplayName: 'Northline Steel' }).id
  buyer = books.make('Customer', { DisplayName: 'Alder Creek' }).id
})

const bill = (quantity: number, amount: number, date = '2026-02-01', item = panel) => ({
  TxnDate: date,
  VendorRef: { value: vendor },
  Line: [{ Amount: amount, DetailType: 'ItemBasedExpenseLineDetail', ItemBasedExpenseLineDetail: { ItemRef: { value: item }, Qty: quantity } }],
})
const sold = (quantity: number | undefined, amount: number, item = panel) => ({
  Amount: amount,
  DetailType: 'SalesItemLineDetail',
  SalesItemLineDetail: { ItemRef: { value: item }, ...(quantity === undefined ? {} : { Qty: quantity }) },
})
const invoice = (lines: unknown[], more: object = {}) => ({ TxnDate: '2026-02-10', CustomerRef: { value: buyer }, Line: lines, ...more })
const adjustment = (quantity: number, more: object = {}) => ({
  TxnDate: '2026-02-05',
  AdjustAccountRef: { value: books.account('Inventory Shrinkage') },
  Line: [{ DetailType: 'ItemAdjustmentLineDetail', ItemAdjustmentLineDetail: { ItemRef: { value: panel }, QtyDiff: quantity } }],
  ...more,
})
const side = (posting: 'Debit' | 'Credit', name: string, amount: number, more: object = {}) => ({
  Amount: amount,
  DetailType: 'JournalEntryLineDetail',
  JournalEntryLineDetail: { PostingType: posting, AccountRef: { value: books.account(name) }, ...more },
})
const read = (type: string, id: string) => books.world.store.find(type, id)?.body

test('a bill brings stock at what was paid, and an invoice takes it by FIFO', () => {
  const first = books.make('Bill', bill(10, 100))
  books.make('Bill', bill(10, 200, '2026-02-02'))
  expect(books.journal(first)).toBe('Inventory Asset 100, Accounts Payable (A/P) -100')
  const sale = books.make('Invoice', invoice([sold(12, 600)]))
  expect(books.journal(sale)).toBe('Accounts Receivable (A/R) 600, Sales of Product Income -600, Inventory Asset -140, Cost of Goods Sold 140')
  expect(books.stock(panel)).toBe('8 worth 160')
  expect(textAt(read('Item', panel), 'QtyOnHand')).toBe('8')
  expect(textAt(read('Account', books.account('Sales of Product Income')), 'CurrentBalance')).toBe('600')
})

test('a quantity that changes leaves the item its token and its time', () => {
  const before = read('Item', panel)
  books.make('Bill', bill(10, 100))
  expect(textAt(read('Item', panel), 'SyncToken')).toBe('0')
  expect(read('Item', panel)?.['MetaData']).toEqual(before?.['MetaData'])
})

test('a bill that is dated back changes the cost of what was sold since', () => {
  books.make('Bill', bill(10, 200, '2026-02-02'))
  const sale = books.make('Invoice', invoice([sold(5, 300)]))
  expect(books.journal(sale)).toContain('Cost of Goods Sold 100')
  books.make('Bill', bill(10, 50, '2026-02-01'))
  expect(books.journal(sale)).toContain('Cost of Goods Sold 25')
  expect(differences(books)).toEqual({ trial: 0, stock: 0 })
})

test('what is sold before it is there is booked at the purchase cost, and truly when it comes', () => {
  const sale = books.make('Invoice', invoice([sold(5, 300)]))
  expect([books.stock(panel), books.journal(sale)]).toEqual(['-5 worth -20', expect.stringContaining('Cost of Goods Sold 20')])
  books.make('Bill', bill(10, 100, '2026-03-01'))
  expect([books.stock(panel), books.journal(sale)]).toEqual(['5 worth 50', expect.stringContaining('Cost of Goods Sold 50')])
})

test('a void leaves the document with nothing in it and gives the stock back', () => {
  books.make('Bill', bill(10, 100))
  const sale = books.make('Invoice', invoice([sold(4, 80), { Amount: 45, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: 'SHIPPING_ITEM_ID' } } }]))
  const gone = books.change('Invoice', 'void', { Id: sale.id, SyncToken: '0', sparse: true })
  expect(JSON.parse(JSON.stringify(gone.body))).toMatchObject({ TotalAmt: 0, Balance: 0, PrivateNote: 'Voided', SyncToken: '1', Line: [{ Amount: 0, SalesItemLineDetail: { Qty: 0 } }, { Amount: 0 }, { Amount: 0 }] })
  expect([books.stock(panel), books.journal(gone), books.balance('Accounts Receivable (A/R)')]).toEqual(['10 worth 100', '', '0'])
})

test('a void may leave the quantities out', () => {
  books.company({ voidedQuantity: 'absent' })
  const sale = books.make('SalesReceipt', invoice([sold(1, 20)], { PrivateNote: 'counter' }))
  const gone = JSON.parse(JSON.stringify(books.change('SalesReceipt', 'void', { Id: sale.id, SyncToken: '0' }).body)) as { PrivateNote: string; Line: [{ SalesItemLineDetail: object }] }
  expect(gone.PrivateNote).toBe('Voided - counter')
  expect(gone.Line[0].SalesItemLineDetail).not.toHaveProperty('Qty')
})

test('a credit memo takes goods and money back', () => {
  books.make('Bill', bill(10, 100))
  const memo = books.make('CreditMemo', invoice([sold(2, 50)]))
  expect(books.journal(memo)).toBe('Accounts Receivable (A/R) -50, Sales of Product Income 50, Inventory Asset 20, Cost of Goods Sold -20')
  expect(books.journal(books.make('RefundReceipt', invoice([sold(undefined, 50)])))).toBe('Undeposited Funds -50, Sales of Product Income 50')
})

test('an edited sale is booked anew, a deleted one not at all', () => {
  books.make('Bill', bill(10, 100))
  const sale = books.make('Invoice', invoice([sold(4, 80)]))
  const edited = books.change('Invoice', 'update', { Id: sale.id, SyncToken: '0', sparse: true, Line: [sold(6, 120)] })
  expect([books.stock(panel), books.balance('Accounts Receivable (A/R)')]).toEqual(['4 worth 40', '120'])
  books.change('Invoice', 'delete', { Id: sale.id, SyncToken: String(edited.syncToken) })
  expect([books.stock(panel), books.balance('Accounts Receivable (A/R)')]).toEqual(['10 worth 100', '0'])
})

test('the shapes of lines: subtotal, discount by percent, tax, text, shipping', () => {
  const shipping = { Amount: 45, SalesItemLineDetail: { ItemRef: { value: 'SHIPPING_ITEM_ID' } } }
  const lines = [sold(1, 100), shipping, { DetailType: 'DescriptionOnly', Description: 'Dock 2' }, { DiscountLineDetail: { PercentBased: true, DiscountPercent: 10 } }]
  const sale = books.make('Invoice', invoice(lines, { TxnTaxDetail: { TotalTax: 8.05 } }))
  expect(JSON.parse(JSON.stringify(sale.body))).toMatchObject({
    DocNumber: '1001',
    TotalAmt: 138.55,
    Line: [{ Id: '1', LineNum: 1 }, { Id: '2' }, { DetailType: 'DescriptionOnly' }, { Amount: 145, DetailType: 'SubTotalLineDetail' }, { Amount: 14.5, DetailType: 'DiscountLineDetail' }],
  })
  expect(books.journal(sale)).toBe('Accounts Receivable (A/R) 138.55, Sales of Product Income -100, Shipping Income -45, Discounts Given 14.5, Sales Tax Payable -8.05, Inventory Asset -4, Cost of Goods Sold 4')
})

test('a bundle is opened into lines already multiplied, its ids begin anew, its header is 0 where the parts are printed', () => {
  const parts = { ItemGroupLine: [{ ItemRef: { value: panel }, Qty: 2 }] }
  const group = (name: string, printed: boolean) => books.make('Item', { Name: name, Type: 'Group', PrintGroupedItems: printed, ItemGroupDetail: parts }).id
  books.change('Item', 'update', { Id: panel, SyncToken: '0', sparse: true, UnitPrice: 9.5 })
  const line = (item: string) => ({ Amount: 0, GroupLineDetail: { GroupItemRef: { value: item }, Quantity: 3 } })
  const sale = books.make('Invoice', invoice([line(group('Kit', true)), line(group('Set', false))]))
  const inner = [{ Id: '1', Amount: 57, SalesItemLineDetail: { Qty: 6, UnitPrice: 9.5 } }]
  expect(JSON.parse(JSON.stringify(sale.body))).toMatchObject({
    TotalAmt: 114,
    Line: [{ Id: '1', Amount: 0, GroupLineDetail: { Line: inner } }, { Id: '2', Amount: 57, GroupLineDetail: { Line: inner } }, { Amount: 114 }],
  })
  expect(books.stock(panel)).toBe('-12 worth -48')
})

test('a foreign sale is booked at its rate', () => {
  const sale = books.make('Invoice', invoice([sold(undefined, 100)], { CurrencyRef: { value: 'CAD' }, ExchangeRate: 0.7325 }))
  expect(JSON.parse(JSON.stringify(sale.body))).toMatchObject({ TotalAmt: 100, HomeTotalAmt: 73.25, CurrencyRef: { value: 'CAD' } })
  expect(books.journal(sale)).toBe('Accounts Receivable (A/R) 73.25, Sales of Product Income -73.25')
})

test('an adjustment moves quantity at cost, its answer tells neither kinds of lines nor names of items', () => {
  books.make('Bill', bill(10, 100))
  const loss = books.make('InventoryAdjustment', adjustment(-2.5))
  expect(books.journal(loss)).toBe('Inventory Asset -25, Inventory Shrinkage 25')
  const body = JSON.parse(JSON.stringify(loss.body)) as object
  expect(body).toMatchObject({ DocNumber: '1', AdjustAccountRef: { name: 'Inventory Shrinkage' }, MetaData: { LastUpdatedTime: '2026-03-16' } })
  expect(body).toHaveProperty('Line', [{ Id: '1', ItemAdjustmentLineDetail: { QtyDiff: -2.5, ItemRef: { value: panel } } }])
  expect(books.journal(books.make('InventoryAdjustment', adjustment(3)))).toBe('Inventory Asset 30, Inventory Shrinkage -30')
  books.change('InventoryAdjustment', 'delete', { Id: loss.id, SyncToken: '0' })
  expect(books.stock(panel)).toBe('13 worth 130')
})

test('an adjustment may lose its note and keeps its number', () => {
  books.company({ adjustmentNote: 'dropped' })
  const { body } = books.make('InventoryAdjustment', adjustment(3, { DocNumber: 'PSB-A-00001', PrivateNote: 'Found [PSB:1]' }))
  expect([textAt(body, 'DocNumber'), textAt(body, 'PrivateNote')]).toEqual(['PSB-A-00001', ''])
})

test('a find without any cost paid is worth the purchase cost', () => {
  books.make('InventoryAdjustment', adjustment(3))
  expect(books.stock(panel)).toBe('3 worth 12')
})

test('what an adjustment is refused for', () => {
  const service = books.make('Item', { Name: 'Design', Type: 'Service', IncomeAccountRef: { value: books.account('Fabrication Services') } }).id
  const of = (item: string) => adjustment(1, { Line: [{ ItemAdjustmentLineDetail: { ItemRef: { value: item }, QtyDiff: 1 } }] })
  expect(books.refused('InventoryAdjustment', adjustment(1, { TxnDate: '2025-12-31' }))).toBe('6270')
  expect(books.refused('InventoryAdjustment', of(service))).toBe('6000')
  expect(books.refused('InventoryAdjustment', of('999'))).toBe('2500')
  expect(books.refused('InventoryAdjustment', adjustment(1, { AdjustAccountRef: { value: books.account('Inventory Asset') } }))).toBe('6430')
  expect(books.refused('InventoryAdjustment', adjustment(1, { AdjustAccountRef: { value: books.account('Accounts Receivable (A/R)') } }))).toBe('6430')
  expect(books.refused('InventoryAdjustment', adjustment(1, { AdjustAccountRef: undefined }))).toBe('2020')
  expect(books.refused('InventoryAdjustment', adjustment(1, { AdjustAccountRef: { value: books.account('Old Receiving Clearing (deleted)') } }))).toBe('610')
  expect(books.refused('InventoryAdjustment', adjustment(1, { DocNumber: 'x'.repeat(22) }))).toBe('2050')
  books.company({ plan: 'Essentials' })
  expect(books.refused('InventoryAdjustment', adjustment(1))).toBe('5030')
  books.company({ plan: 'Plus', country: 'CA' })
  expect(books.refused('InventoryAdjustment', adjustment(1))).toBe('5030')
})

test('a journal books its lines and moves no stock, even on the stock account', () => {
  books.make('Bill', bill(10, 100))
  const journal = books.make('JournalEntry', { DocNumber: 'PSB-B-00042', TxnDate: '2026-02-03', Line: [side('Debit', 'Inventory Asset', 12.34), side('Credit', 'Work in Process', 12.34)] })
  expect(books.journal(journal)).toBe('Inventory Asset 12.34, Work in Process -12.34')
  expect(books.stock(panel)).toBe('10 worth 100')
  books.change('JournalEntry', 'delete', { Id: journal.id, SyncToken: '0' })
  expect(books.balance('Work in Process')).toBe('0')
})

test('what a journal is refused for', () => {
  const of = (...lines: unknown[]) => ({ TxnDate: '2026-02-03', Line: lines })
  expect(books.refused('JournalEntry', of(side('Debit', 'Rent', 5), side('Credit', 'Checking', 5.01)))).toBe('2300')
  expect(books.refused('JournalEntry', of(side('Debit', 'Rent', -5), side('Credit', 'Checking', -5)))).toBe('6000')
  expect(books.refused('JournalEntry', of(side('Debit', 'Accounts Receivable (A/R)', 5), side('Credit', 'Checking', 5)))).toBe('6000')
  expect(books.refused('JournalEntry', of(side('Debit', 'Rent', 5), side('Credit', 'Accounts Payable (A/P)', 5)))).toBe('6000')
  const named = side('Credit', 'Accounts Payable (A/P)', 5, { Entity: { Type: 'Vendor', EntityRef: { value: vendor } } })
  expect(textAt(books.make('JournalEntry', of(side('Debit', 'Rent', 5), named)).body, 'TxnDate')).toBe('2026-02-03')
  expect(books.refused('JournalEntry', of(side('Debit', 'Rent', 5, { AccountRef: { value: '999' } }), side('Credit', 'Checking', 5)))).toBe('2500')
  expect(books.refused('JournalEntry', { ...of(side('Debit', 'Rent', 5), side('Credit', 'Checking', 5)), PrivateNote: 'größer ≥' })).toBe('2050')
  expect(books.refused('JournalEntry', { TxnDate: '2026-02-30', Line: [side('Debit', 'Rent', 5), side('Credit', 'Checking', 5)] })).toBe('2050')
})

test('a number twice is refused only where the company wants it so', () => {
  const journal = { DocNumber: 'PSB-R-00042', Line: [side('Debit', 'Rent', 5), side('Credit', 'Checking', 5)] }
  books.make('JournalEntry', journal)
  books.make('JournalEntry', journal)
  books.company({ refuseDuplicateNumbers: true })
  expect(books.refused('JournalEntry', journal)).toBe('6140')
  expect(books.refused('JournalEntry', { ...journal, DocNumber: 'PSB-R-00043' })).toMatch(/^done/)
})

test('closed books take nothing in and give nothing back', () => {
  books.make('Bill', bill(10, 100, '2026-01-15'))
  const sale = books.make('Invoice', invoice([sold(1, 20)], { TxnDate: '2026-01-20' }))
  books.company({ closedThrough: '2026-01-31' })
  expect(books.refused('Invoice', invoice([sold(1, 20)], { TxnDate: '2026-01-31' }))).toBe('6200')
  expect(books.refused('Invoice', { Id: sale.id, SyncToken: '0', sparse: true, TxnDate: '2026-02-20' }, 'update')).toBe('6210')
  expect(books.refused('Invoice', { Id: sale.id, SyncToken: '0' }, 'void')).toBe('6210')
  expect(books.refused('Invoice', { Id: sale.id, SyncToken: '0' }, 'delete')).toBe('6210')
  expect(books.stock(panel)).toBe('9 worth 90')
})

test('what a sale or a bill is refused for', () => {
  const priced = (price: number, quantity: number, amount: number) => ({ ...sold(quantity, amount), SalesItemLineDetail: { ItemRef: { value: panel }, Qty: quantity, UnitPrice: price } })
  expect(books.refused('Invoice', invoice([priced(3.333333, 3, 10.01)]))).toBe('6070')
  expect(books.refused('Invoice', invoice([priced(3.333333, 3, 10)]))).toMatch(/^done/)
  expect(books.refused('Invoice', invoice([sold(1, 5)], { TxnDate: '2025-12-31' }))).toBe('6270')
  expect(books.refused('Invoice', invoice([sold(1, 5)], { CustomerRef: undefined }))).toBe('2020')
  expect(books.refused('Invoice', invoice([]))).toBe('2020')
  expect(books.refused('Invoice', { ...invoice([sold(1, 5)]), Id: '999', SyncToken: '0' }, 'update')).toBe('610')
  expect(books.refused('Bill', bill(-1, 5))).toBe('6000')
  books.change('Item', 'update', { Id: panel, SyncToken: '0', sparse: true, Active: false })
  expect(books.refused('Invoice', invoice([sold(1, 5)]))).toBe('610')
})
