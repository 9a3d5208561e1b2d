import { describe, expect, test, vi } from 'vitest'
import {
  adjustmentEntries,
  buildEntries,
  exportEntries,
  fixedEntries,
  lotEntries,
  matchingEntries,
  mayBeNumber,
  namedFirst,
  plannedEntries,
  plannedIdIn,
  productEntries,
  saleEntries,
  supplierEntries,
} from '../../../src/renderer/frame/palette-entries.ts'

const goTo = vi.fn()
const run = vi.fn()
const screens = [
  { path: '/suppliers', label: 'Suppliers', group: 'Receiving', keywords: ['vendors'] },
  { path: '/settings', label: 'Settings', group: null, keywords: ['backups', 'theme'] },
] as const
const actions = [
  { id: 'backup.now', label: 'Back up now', keywords: ['copy'], run },
  { id: 'theme.dark', label: 'Dark theme', keywords: ['night'], run },
]
const entries = fixedEntries(screens, actions, goTo)
const labels = (typed: string) => matchingEntries(entries, typed).map(({ label }) => label)

describe('finding by what was typed', () => {
  test('nothing typed shows all, screens first', () => {
    expect(labels('')).toEqual(['Go to Suppliers', 'Go to Settings', 'Back up now', 'Dark theme'])
  })

  test.each([
    ['sup', ['Go to Suppliers']],
    ['GO TO set', ['Go to Settings']],
    ['vendors', ['Go to Suppliers']],
    ['now back', ['Back up now']],
    ['theme', ['Dark theme', 'Go to Settings']],
    ['upp', []],
    ['sup zzz', []],
  ])('%s', (typed, found) => {
    expect(labels(typed)).toEqual(found)
  })
})

test('a screen goes there, an action runs', () => {
  matchingEntries(entries, 'settings')[0]?.run()
  expect(goTo).toHaveBeenLastCalledWith('/settings')
  matchingEntries(entries, 'back up')[0]?.run()
  expect(run).toHaveBeenCalledOnce()
})

test('a supplier opens its details', () => {
  const [entry] = supplierEntries([{ id: 7, code: 'ACM', name: 'Acme Metals', contact: 'Front desk', email: '', phone: '', notes: '' }], goTo)
  expect(entry).toMatchObject({ label: 'Acme Metals', detail: 'Supplier ACM, Front desk' })
  entry?.run()
  expect(goTo).toHaveBeenLastCalledWith('/suppliers', { panel: 'details', selected: '7' })
})

test('a product and a lot open their pages', () => {
  const [plate] = productEntries([{ productId: 3, sku: '00012', name: 'Steel plate', kind: 'raw_material' }], goTo)
  expect(plate).toMatchObject({ label: '00012 Steel plate', detail: 'Raw material' })
  plate?.run()
  expect(goTo).toHaveBeenLastCalledWith('/products/3')
  const [lot] = lotEntries([{ lotId: 9, number: 'ACM-20260130-001', product: { productId: 3, sku: '00012', name: 'Steel plate', unit: 'ea' } }], goTo)
  expect(lot).toMatchObject({ label: 'ACM-20260130-001', detail: 'Lot of 00012' })
  lot?.run()
  expect(goTo).toHaveBeenLastCalledWith('/lots/9')
})

test('what bears the name typed comes before what is only found by it', () => {
  const product = { productId: 3, sku: 'BOX', name: 'Box', unit: 'ea' }
  const found = [...lotEntries([{ lotId: 9, number: 'B-4', product }], goTo), ...buildEntries([{ buildId: 4, reference: 'PSB-B-00004', product }], goTo)]
  expect(namedFirst(found, ' psb-b-00004').map(({ label }) => label)).toEqual(['PSB-B-00004', 'B-4'])
  expect(namedFirst(found, 'PSB-B').map(({ label }) => label)).toEqual(['B-4', 'PSB-B-00004'])
})

test('ids are unique, so that no line is drawn in place of another', () => {
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
})

test('a planned build is found by its name, wherever it stands', () => {
  expect(['planned 12', 'Planned  7 ', 'planned', 'planned x', 'box 12', 'planned 0'].map(plannedIdIn)).toEqual([12, 7, null, null, null, null])
  const went: string[] = []
  const product = { productId: 3, sku: 'BOX', name: 'Box', unit: 'ea' }
  const entries = plannedEntries([{ plannedBuildId: 12, product, status: 'planned' }, { plannedBuildId: 3, product, status: 'closed' }], (path) => void went.push(path))
  expect(entries.map(({ label, detail }) => `${label}: ${detail}`)).toEqual(['Planned 12: Planned build of BOX', 'Planned 3: Closed plan of BOX'])
  entries[0]?.run()
  expect(went).toEqual(['/builds/planned/12'])
})

test('a document is found by its number here or in QuickBooks, and one for QuickBooks opens in the list that has it', () => {
  expect(['PSB-', 'psb-r', '1007', 'INV-1007', 'box', 'ps'].map(mayBeNumber)).toEqual([true, true, true, true, false, false])
  const product = { productId: 3, sku: 'BOX', name: 'Box', unit: 'ea' }
  const [adjustment] = adjustmentEntries([{ adjustmentId: 5, reference: 'PSB-A-00005', product }], goTo)
  adjustment?.run()
  expect(goTo).toHaveBeenLastCalledWith('/adjustments/5')
  const [sale] = saleEntries([{ saleId: 8, kind: 'sale', type: 'invoice', reference: 'INV-1007', customer: 'Harbor Works' }], goTo)
  expect(sale).toMatchObject({ label: 'INV-1007', detail: 'Invoice for Harbor Works' })
  sale?.run()
  expect(goTo).toHaveBeenLastCalledWith('/sales/8')

  const row = {
    exportId: 4,
    docNumber: 'PSB-B-00042-C',
    kind: 'journal_entry',
    purpose: 'cogs',
    source: 'sync',
    document: { kind: 'build', id: 42, reference: 'PSB-B-00042' },
    txnDate: '2026-01-31',
    otherDate: null,
    why: [],
    queued: true,
    products: 0,
    cents: 1200,
    externalId: '77',
    page: null,
  } as const
  const lists = (['accepted', 'waiting', 'refused'] as const).map((state) => {
    const [entry] = exportEntries([{ ...row, state, why: [] }], goTo)
    entry?.run()
    return [entry?.label, entry?.detail, goTo.mock.lastCall?.[1]?.filter]
  })
  expect(lists).toEqual([
    ['PSB-B-00042-C', 'Journal entry for labor and overhead, 12.00 in QuickBooks: synced', 'done'],
    ['PSB-B-00042-C', 'Journal entry for labor and overhead, 12.00 in QuickBooks: pending export', 'waiting'],
    ['PSB-B-00042-C', 'Journal entry for labor and overhead, 12.00 in QuickBooks: failed', 'needs_you'],
  ])
})
