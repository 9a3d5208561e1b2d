import { expect, test } from 'vitest'
import type { ExportRow } from '../../../src/shared/contract/export.ts'
import { exportText, fixOf, reasonText, standingOf } from '../../../src/renderer/text/export-standing.ts'

const row: Pick<ExportRow, 'state' | 'why' | 'queued' | 'docNumber' | 'purpose'> = { purpose: 'main', state: 'waiting', why: [], queued: false, docNumber: 'PSB-B-00042' }

test('a document says what it is by what it moves', () => {
  expect(exportText({ kind: 'inventory_adjustment', purpose: 'main', products: 3, cents: null })).toBe('Inventory adjustment, 3 products')
  expect(exportText({ kind: 'inventory_adjustment', purpose: 'waste', products: 1, cents: null })).toBe('Inventory adjustment for what was lost, 1 product')
  expect(exportText({ kind: 'journal_entry', purpose: 'cogs', products: 0, cents: 1230 })).toBe('Journal entry for labor and overhead, 12.30')
  expect(exportText({ kind: 'journal_entry', purpose: 'cogs', products: 0, cents: 0 })).toBe('Journal entry for labor and overhead')
})

test('what waits says who or what it waits for', () => {
  expect(standingOf(row, null)).toMatchObject({ text: 'Pending export', next: 'Goes out when you send it.' })
  expect(standingOf({ ...row, queued: true }, null).next).toBe('Goes out by itself as soon as QuickBooks answers.')
  expect(standingOf({ ...row, queued: true, purpose: 'cost_of_sales' }, null).next).toBe('Goes out by itself once the day is over.')
  expect(standingOf({ ...row, queued: true }, 'person').next).toBe('Goes out once exporting goes on.')
})

test('what lacks something names each thing, and where it is put right', () => {
  const why = [
    { code: 'needs_account', role: 'cogs' },
    { code: 'needs_item', productId: 7, sku: 'STEEL' },
    { code: 'needs_vendor', supplierId: 3, supplier: 'Acme Metals' },
  ] as const
  expect(standingOf({ ...row, state: 'needs', why: [...why] }, null).next).toBe('Needs a COGS account, STEEL linked to an item, Acme Metals linked to a vendor.')
  const two = [...why.slice(1, 2), { code: 'needs_item', productId: 8, sku: 'BOLT' }, ...why.slice(0, 1)] as const
  expect(standingOf({ ...row, state: 'needs', why: [...two] }, null).next).toBe('Needs a COGS account, items for STEEL and BOLT.')
  expect(why.map(fixOf)).toEqual([
    { label: 'Choose the COGS account', to: '/settings/integrations', search: { selected: 'cogs' } },
    { label: 'Link STEEL', to: '/products/7' },
    { label: 'Link Acme Metals to a vendor', to: '/suppliers/vendors', search: { filter: 'not_linked' } },
  ])
})

test('a refusal says what to do in words of its own, and in those of QuickBooks where it is not known', () => {
  const refused = { code: 'refused', fault: 'books_closed', faultCode: '6210', message: 'Closed', detail: 'Account period closed' } as const
  expect(reasonText(refused)).toBe('The books are closed for this date. Send it with another date, or open them in QuickBooks and send it again.')
  expect(reasonText({ ...refused, fault: 'business_rule', faultCode: '6000', detail: 'No such class' })).toBe('QuickBooks refused it (6000): “No such class”')
})
