import { describe, expect, test, vi } from 'vitest'
import { buildEntries, fixedEntries, lotEntries, matchingEntries, namedFirst, plannedEntries, plannedIdIn, productEntries, supplierEntries } from '../../../src/renderer/frame/palette-entries.ts'

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
