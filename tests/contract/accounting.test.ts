import { beforeEach, describe, expect, test } from 'vitest'
import { execute } from '../../src/main/commands/execute.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import type { AccountRole } from '../../src/shared/accounting.ts'
import { openDoor, plain, today } from '../support/door.ts'
import { mirrorOf } from '../support/mirror.ts'
import { testEnvironment, testId } from '../support/ports.ts'
import { areas } from './areas.ts'

/** What is decided about the accounting company, through the door the window uses. */
const { db, done, ask, refused, unmet } = openDoor()

const capabilities = { plan: 'QuickBooks Online Plus', tracksQuantity: true, takesAdjustments: true, booksClosedUntil: null }
const ridgeline = { service: 'practice', realmId: '9130000000000000001', name: 'Ridgeline Metalworks', country: 'US', currency: 'USD', capabilities } as const

const { account, vendor, item } = mirrorOf(db)
const supplier = async (name: string) => (await done('supplier.create', { name, code: null, contact: '', email: '', phone: '', notes: '' })).supplierId

const roleNow = async (role: AccountRole) => (await ask('accounting.settings', {})).roles.find((setting) => setting.role === role)

beforeEach(() => {
  account(1, 'Cost of goods sold', 'Cost of Goods Sold')
  account(2, 'Inventory asset', 'Other Current Asset')
  account(3, 'Receiving clearing', 'Other Current Liability')
  account(4, 'Accounts payable', 'Accounts Payable')
  account(5, 'Accounts receivable', 'Accounts Receivable')
  account(6, 'Old clearing', 'Other Current Liability', 0)
  account(7, 'Shop supplies', 'Expense')
})

describe('the company', () => {
  test('is bound once, and connected again with what is known of it then', async () => {
    expect((await ask('accounting.settings', {})).company).toBeNull()
    expect((await done('accounting.bind_company', ridgeline)).company).toMatchObject({ name: 'Ridgeline Metalworks', currency: 'USD', connected: true, obstacle: null, exportFrom: null })
    expect((await done('accounting.disconnect_company', {})).company).toMatchObject({ connected: false })
    const renamed = { ...ridgeline, name: 'Ridgeline Inc', capabilities: { ...capabilities, plan: 'Simple Start', takesAdjustments: false } }
    expect((await done('accounting.bind_company', renamed)).company).toMatchObject({ name: 'Ridgeline Inc', connected: true, obstacle: 'plan' })
    expect(verifyBooks(db()).ok).toBe(true)
  })

  test('another company or currency is refused by name', async () => {
    await done('accounting.bind_company', ridgeline)
    expect(await refused('accounting.bind_company', { ...ridgeline, realmId: '77', name: 'Other Shop' })).toEqual({
      code: 'accounting.other_company',
      data: { bound: 'Ridgeline Metalworks', found: 'Other Shop' },
    })
    expect(await refused('accounting.bind_company', { ...ridgeline, service: 'sandbox' })).toMatchObject({ code: 'accounting.other_company' })
    expect(await refused('accounting.bind_company', { ...ridgeline, currency: 'CAD' })).toEqual({
      code: 'accounting.other_currency',
      data: { name: 'Ridgeline Metalworks', bound: 'USD', found: 'CAD' },
    })
  })

  test('what needs one says so while there is none', async () => {
    expect(await refused('accounting.disconnect_company', {})).toMatchObject({ code: 'accounting.no_company' })
    expect(await refused('accounting.set_export_from', { date: today })).toMatchObject({ code: 'accounting.no_company' })
    await done('accounting.bind_company', ridgeline)
    expect((await done('accounting.set_export_from', { date: '2026-01-01' })).company?.exportFrom).toBe('2026-01-01')
    expect((await done('accounting.set_export_from', { date: null })).company?.exportFrom).toBeNull()
  })

  test('the program binds it whoever is at the PC, and the record keeps who that was', () => {
    const desk = { db: db(), environment: testEnvironment(today), onCommitted: () => {} }
    db().exec("INSERT INTO person (person_id, name, role) VALUES (1, 'Ann', 'owner'), (2, 'Bob', 'builder')")
    expect(execute({ ...desk, personId: 2 }, 'accounting.bind_company', testId(700), ridgeline)).toMatchObject({ ok: true })
    expect(execute(desk, 'accounting.bind_company', testId(701), ridgeline)).toMatchObject({ ok: true })
    expect(db().prepare('SELECT person_id FROM command_log ORDER BY seq').pluck().all()).toEqual([2, null])
  })
})

describe('accounts', () => {
  test('a role offers the types it may have, and takes one of them', async () => {
    const { accounts, loaded } = await ask('accounting.accounts', { role: 'receiving_credit' })
    expect(accounts.map(({ name }) => name)).toEqual(['Inventory asset', 'Receiving clearing', 'Accounts payable'])
    expect(loaded).toBe(7)
    await done('accounting.choose_source', { source: 'partsemble' })
    await done('accounting.set_account', { role: 'receiving_credit', accountingAccountId: 4 })
    expect(await roleNow('receiving_credit')).toMatchObject({ need: 'required', account: { name: 'Accounts payable', number: '5004' }, problem: null })
    // What is debited cannot be credited as well.
    await done('accounting.set_account', { role: 'receiving_debit', accountingAccountId: 2 })
    expect((await ask('accounting.accounts', { role: 'receiving_credit' })).accounts.map(({ name }) => name)).toEqual(['Receiving clearing', 'Accounts payable'])
    await done('accounting.set_account', { role: 'receiving_credit', accountingAccountId: null })
    expect(await roleNow('receiving_credit')).toMatchObject({ account: null })
  })

  test('each account that may not have a role is refused with the reason', async () => {
    await done('accounting.set_account', { role: 'build_debit', accountingAccountId: 2 })
    expect(await refused('accounting.set_account', { role: 'build_credit', accountingAccountId: 2 })).toMatchObject({ code: 'accounting.account_of_pair', data: { other: 'build_debit' } })
    expect(await refused('accounting.set_account', { role: 'cogs', accountingAccountId: 3 })).toMatchObject({ code: 'accounting.account_type', data: { type: 'Other Current Liability' } })
    expect(await refused('accounting.set_account', { role: 'receiving_credit', accountingAccountId: 5 })).toMatchObject({ code: 'accounting.account_type' })
    expect(await refused('accounting.set_account', { role: 'receiving', accountingAccountId: 6 })).toMatchObject({ code: 'accounting.account_inactive' })
    expect(await refused('accounting.set_account', { role: 'cogs', accountingAccountId: 99 })).toMatchObject({ code: 'accounting.account_not_found' })
    item(1, 'Plate', '200')
    expect(await refused('accounting.set_account', { role: 'receiving', accountingAccountId: 2 })).toMatchObject({ code: 'accounting.account_of_item' })
    expect((await ask('accounting.accounts', { role: 'receiving' })).accounts.map(({ name }) => name)).not.toContain('Inventory asset')
  })

  test('an account that is made inactive or changes its type says so at its role', async () => {
    await done('accounting.choose_source', { source: 'sync' })
    await done('accounting.set_account', { role: 'cogs', accountingAccountId: 1 })
    account(1, 'Cost of goods sold', 'Cost of Goods Sold', 0)
    expect(await roleNow('cogs')).toMatchObject({ problem: 'inactive', account: { name: 'Cost of goods sold' } })
    expect((await ask('accounting.accounts', { role: 'cogs' })).accounts.find(({ chosen }) => chosen)).toMatchObject({ problem: 'inactive' })
    account(1, 'Cost of goods sold', 'Bank')
    expect(await roleNow('cogs')).toMatchObject({ problem: 'wrong_type' })
  })
})

test('what is chosen is kept and can be set back to what it was', async () => {
  const atFirst = await ask('accounting.settings', {})
  expect(atFirst).toMatchObject({ source: null, exportModes: { builds: 'manual', receipts: 'manual' }, itemSync: { kinds: ['inventory', 'service', 'bundle'], everyMinutes: null }, labor: null })
  await done('accounting.choose_source', { source: 'sync' })
  await done('accounting.set_export_mode', { type: 'receipts', mode: 'auto' })
  await done('accounting.set_item_sync', { kinds: ['inventory'], everyMinutes: 60 })
  await done('accounting.answer_labor', { answer: 'leave_out' })
  expect(await ask('accounting.settings', {})).toMatchObject({
    source: 'sync',
    exportModes: { builds: 'manual', receipts: 'auto' },
    itemSync: { kinds: ['inventory'], everyMinutes: 60 },
    labor: 'leave_out',
  })
  await done('accounting.choose_source', { source: atFirst.source })
  await done('accounting.set_export_mode', { type: 'receipts', mode: 'manual' })
  await done('accounting.set_item_sync', atFirst.itemSync)
  await done('accounting.answer_labor', { answer: atFirst.labor })
  expect(await ask('accounting.settings', {})).toEqual(atFirst)
})

test('the cost of sales is journaled from a day on, once there is an account for it', async () => {
  await done('accounting.choose_source', { source: 'partsemble' })
  expect(await refused('accounting.journal_cost_of_sales', { from: '2026-01-31' })).toEqual({ code: 'accounting.no_cogs_account', data: {} })
  account(1, 'Cost of goods sold', 'Cost of Goods Sold')
  await done('accounting.set_account', { role: 'cogs', accountingAccountId: 1 })
  const needOf = async () => (await ask('accounting.settings', {})).roles.find(({ role }) => role === 'cogs')?.need
  expect(await needOf()).toBe('optional')
  expect(await done('accounting.journal_cost_of_sales', { from: '2026-01-31' })).toMatchObject({ costOfSalesFrom: '2026-01-31' })
  expect(await needOf()).toBe('required')
  expect(await done('accounting.journal_cost_of_sales', { from: null })).toMatchObject({ costOfSalesFrom: null })
})

describe('vendors', () => {
  test('are linked to one supplier each, found by name, and unlinked again', async () => {
    const [acme, bolts] = [await supplier('Acme'), await supplier('Bolts')]
    vendor(1, 'acme')
    vendor(2, 'Gone Ltd', 0)
    const all = { search: '', limit: 50, offset: 0 } as const
    expect((await ask('accounting.vendors', { ...all, show: 'not_linked' })).vendors).toMatchObject([{ name: 'acme', supplier: null, likely: { supplierId: acme } }])
    const vendorOf = async (supplierId: number) => (await ask('supplier.purchases', { supplierId })).vendor?.name ?? null
    expect(await vendorOf(acme)).toBeNull()
    await done('supplier.link_vendor', { supplierId: acme, accountingVendorId: 1 })
    expect([await vendorOf(acme), await vendorOf(bolts)]).toEqual([(await ask('accounting.vendors', { search: '', show: 'linked', limit: 1, offset: 0 })).vendors[0]?.name, null])
    expect((await ask('accounting.vendors', { ...all, show: 'linked' })).vendors).toMatchObject([{ name: 'acme', supplier: { supplierId: acme }, likely: null }])
    expect(await refused('supplier.link_vendor', { supplierId: bolts, accountingVendorId: 1 })).toMatchObject({ code: 'accounting.vendor_in_use', data: { heldBy: 'Acme' } })
    expect(await refused('supplier.link_vendor', { supplierId: bolts, accountingVendorId: 2 })).toMatchObject({ code: 'accounting.vendor_inactive' })
    expect(await refused('supplier.link_vendor', { supplierId: bolts, accountingVendorId: 9 })).toMatchObject({ code: 'accounting.vendor_not_found' })
    expect(await refused('supplier.link_vendor', { supplierId: 99, accountingVendorId: 1 })).toMatchObject({ code: 'supplier.not_found' })
    await done('supplier.unlink_vendor', { supplierId: acme })
    expect(await vendorOf(acme)).toBeNull()
    expect(await refused('supplier.unlink_vendor', { supplierId: acme })).toMatchObject({ code: 'accounting.supplier_not_linked', data: { name: 'Acme' } })
    expect(await refused('supplier.unlink_vendor', { supplierId: 99 })).toMatchObject({ code: 'supplier.not_found' })
    expect(verifyBooks(db()).ok).toBe(true)
  })

  test('become suppliers together or not at all, and go again while nothing speaks of them', async () => {
    for (const [id, name] of [[1, 'Böhm Stahl'], [2, 'Fasteners & Co'], [3, 'Bending']] as const) vendor(id, name)
    vendor(4, 'Gone Ltd', 0)
    expect(await refused('supplier.import_vendors', { accountingVendorIds: [1, 9] })).toMatchObject({ code: 'accounting.vendor_not_found' })
    expect(await refused('supplier.import_vendors', { accountingVendorIds: [1, 4] })).toMatchObject({ code: 'accounting.vendor_inactive' })
    const { suppliers } = await done('supplier.import_vendors', { accountingVendorIds: [1, 2, 3] })
    expect(suppliers.map(({ accountingVendorId }) => accountingVendorId)).toEqual([1, 2, 3])
    expect((await ask('supplier.list', { search: 'böhm', limit: 5, offset: 0 })).suppliers).toMatchObject([{ name: 'Böhm Stahl', email: '1@example.com', phone: '555' }])
    expect(await refused('supplier.import_vendors', { accountingVendorIds: [1] })).toMatchObject({ code: 'accounting.vendor_in_use' })
    const [one = 0, two = 0, three = 0] = suppliers.map(({ supplierId }) => supplierId)
    await done('product.create', { ...plain, sku: 'BOLT', name: 'Bolt', kind: 'component', supplierId: one })
    expect(await refused('supplier.undo_import_vendors', { supplierIds: [two, one] })).toMatchObject({ code: 'accounting.supplier_in_use', data: { by: 'product' } })
    expect(await done('supplier.undo_import_vendors', { supplierIds: [two, three] })).toEqual({ removed: 2 })
    expect((await ask('supplier.list', { search: '', limit: 5, offset: 0 })).total).toBe(1)
    expect(await refused('supplier.undo_import_vendors', { supplierIds: [two] })).toMatchObject({ code: 'supplier.not_found' })
    const local = await supplier('Local')
    expect(await refused('supplier.undo_import_vendors', { supplierIds: [local] })).toMatchObject({ code: 'accounting.supplier_not_linked' })
    expect(verifyBooks(db()).ok).toBe(true)
  })
})

test('every declared refusal of these commands was met here', () => {
  expect(unmet(areas.accounting)).toEqual([])
})
