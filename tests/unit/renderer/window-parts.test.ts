import { describe, expect, test } from 'vitest'
import { changedKinds } from '../../../src/shared/bridge.ts'
import type { Preferences } from '../../../src/shared/contract/app.ts'
import { registry } from '../../../src/shared/contract/registry.ts'
import { namesToAskAgain } from '../../../src/renderer/api/changed.ts'
import { rowAfterKey } from '../../../src/renderer/components/row-keys.ts'
import { groupScreens } from '../../../src/renderer/screens/screen.ts'
import { shownTheme } from '../../../src/renderer/state/shown-theme.ts'

describe('keys in a table', () => {
  test.each([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 9, 9],
    ['ArrowUp', 0, 0],
    ['PageDown', 3, 8],
    ['PageDown', 7, 9],
    ['PageUp', 3, 0],
    ['Home', 5, 0],
    ['End', 5, 9],
  ])('%s from %i goes to %i', (key, from, to) => {
    expect(rowAfterKey(key, from, 10, 5)).toBe(to)
  })

  test('other keys and an empty table are left alone', () => {
    expect(rowAfterKey('a', 5, 10, 5)).toBeNull()
    expect(rowAfterKey('ArrowDown', 0, 0, 5)).toBeNull()
  })
})

test('the rail keeps its order and leaves out groups without screens', () => {
  const screens = [
    { group: null, label: 'Settings' },
    { group: 'Receiving', label: 'Suppliers' },
    { group: 'Inventory', label: 'Products' },
    { group: 'Receiving', label: 'Receipts' },
  ] as const
  expect(groupScreens(screens).map(({ group, screens }) => [group, screens.map(({ label }) => label)])).toEqual([
    ['Inventory', ['Products']],
    ['Receiving', ['Suppliers', 'Receipts']],
    [null, ['Settings']],
  ])
})

describe('the theme shown', () => {
  const bright = { dark: false, moreContrast: false }
  const dark = { dark: true, moreContrast: false }
  const preferences: Preferences = { theme: 'auto', mode: 'office', railCollapsed: false, letterKeys: true, begun: true, views: [] }

  test('follows the PC in the office', () => {
    expect(shownTheme(preferences, bright)).toBe('light')
    expect(shownTheme(preferences, dark)).toBe('dark')
    expect(shownTheme(preferences, { dark: true, moreContrast: true })).toBe('contrast')
  })

  test('is bright on the floor unless chosen otherwise', () => {
    expect(shownTheme({ ...preferences, mode: 'floor' }, dark)).toBe('light')
    expect(shownTheme({ ...preferences, mode: 'floor', theme: 'dark' }, bright)).toBe('dark')
  })
})

describe('what is asked again', () => {
  test('a supplier that moved concerns the suppliers and the receipts that name one', () => {
    const again = namesToAskAgain([{ kind: 'supplier', id: 3 }, { kind: 'supplier', id: 4 }])
    expect([...again]).toEqual(expect.arrayContaining(['supplier.list', 'receipt.list', 'receipt.get']))
    expect(again).not.toContain('build.preview')
  })

  test('every query has another answer after something', () => {
    const again = namesToAskAgain(changedKinds.map((kind) => ({ kind })))
    expect(Object.keys(registry.query).filter((name) => !again.has(name))).toEqual([])
  })

  test('names only questions there are', () => {
    const known = { ...registry.query, ...registry.host }
    for (const name of namesToAskAgain(changedKinds.map((kind) => ({ kind })))) expect(known).toHaveProperty([name])
  })
})
