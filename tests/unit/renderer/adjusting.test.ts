import { describe, expect, test } from 'vitest'
import { stockAfter } from '../../../src/renderer/screens/adjustments/stock-after.ts'
import { daysBetween, expiryOf } from '../../../src/renderer/screens/lots/expiry.ts'
import { adjustedText } from '../../../src/renderer/text/adjustment-words.ts'

describe('what an adjustment would leave', () => {
  const now = { quantity: 3_000_000, value: 100_000_000 }

  test('taking part away takes its share, rounded once; taking all takes all', () => {
    expect(stockAfter({ by: 'remove', quantity: '1' }, now)).toEqual({ moved: -1_000_000, quantity: 2_000_000, value: 66_666_667 })
    expect(stockAfter({ by: 'count', counted: '0' }, now)).toEqual({ moved: -3_000_000, quantity: 0, value: 0 })
    expect(stockAfter({ by: 'signed', quantity: '-3' }, now)).toEqual({ moved: -3_000_000, quantity: 0, value: 0 })
  })

  test('what is added costs what was typed, or what is there already', () => {
    expect(stockAfter({ by: 'add', quantity: '2', unitCost: '5' }, now)).toEqual({ moved: 2_000_000, quantity: 5_000_000, value: 110_000_000 })
    expect(stockAfter({ by: 'add', quantity: '3', unitCost: '' }, now)?.value).toBe(200_000_000)
    expect(stockAfter({ by: 'add', quantity: '3', unitCost: '' }, { quantity: 0, value: 0 })).toEqual({ moved: 3_000_000, quantity: 3_000_000, value: null })
  })

  test('more than there is shows as below zero without a value; no figure shows nothing', () => {
    expect(stockAfter({ by: 'remove', quantity: '5' }, now)).toEqual({ moved: -5_000_000, quantity: -2_000_000, value: null })
    expect(stockAfter({ by: 'remove', quantity: '' }, now)).toBeNull()
    expect(stockAfter({ by: 'count', counted: 'five' }, now)).toBeNull()
    expect(stockAfter({ by: 'add', quantity: '1', unitCost: '-1' }, now)?.value).toBeNull()
  })
})

test('a lot warns when its goods are past their day or within 30 days of it, while any are left', () => {
  const today = '2026-03-31'
  expect(expiryOf({ expiresOn: '2026-03-30', remaining: 1 }, today)).toBe('expired')
  expect(expiryOf({ expiresOn: '2026-03-31', remaining: 1 }, today)).toBe('soon')
  expect(expiryOf({ expiresOn: '2026-04-30', remaining: 1 }, today)).toBe('soon')
  expect(expiryOf({ expiresOn: '2026-05-01', remaining: 1 }, today)).toBeNull()
  expect(expiryOf({ expiresOn: '2026-03-30', remaining: 0 }, today)).toBeNull()
  expect(expiryOf({ expiresOn: null, remaining: 1 }, today)).toBeNull()
  expect(daysBetween('2026-03-28', '2026-04-02')).toBe(5)
})

test('an adjustment says what it did', () => {
  const about = { unit: 'ea', sku: 'PLATE', value: 24_000_000 }
  expect(adjustedText({ ...about, kind: 'lot', quantity: -2_000_000 })).toBe('2 ea of PLATE taken away')
  expect(adjustedText({ ...about, kind: 'found', quantity: 2_500_000 })).toBe('2.5 ea of PLATE found')
  expect(adjustedText({ ...about, kind: 'difference', quantity: 0 })).toBe('Value of PLATE changed by 24.00')
})
