import { describe, expect, test } from 'vitest'
import { dayOf, plainFigure, storedNumber } from '../../../src/main/domain/import-figures.ts'

describe('a figure as a spreadsheet writes it', () => {
  test.each([
    ['12', '.', '12'],
    ['1,234.50 €', '.', '1234.50'],
    ['1.234.567,5', ',', '1234567.5'],
    ['1 234,5', ',', '1234.5'],
    ["1'234.5", '.', '1234.5'],
    ['(5.25)', '.', '-5.25'],
    ['-$3.20', '.', '-3.20'],
    ['−7', '.', '-7'],
    ['€ 0,10', ',', '0.10'],
    ['1e3', '.', '1000'],
    ['1.5E-3', '.', '0.0015'],
  ] as const)('%s is read with the decimal mark %s', (text, decimal, plain) => {
    expect(plainFigure(text, decimal)).toBe(plain)
  })

  test.each([
    ['1,5', '.'],
    ['12.50', ','],
    ['1,2345', '.'],
    ['1.2.3', '.'],
    ['12 pcs', '.'],
    ['', '.'],
    ['-', '.'],
    ['1e999', '.'],
  ] as const)('%s is none with the decimal mark %s', (text, decimal) => {
    expect(plainFigure(text, decimal)).toBeNull()
  })
})

test.each([
  ['0.30000000000000004', '0.3'],
  ['1.1000000000000001', '1.1'],
  ['0.99999999999999999', '1'],
  ['123456789012345', '123456789012345'],
  ['1.23456789012345E+17', '123456789012345000'],
  ['1E-3', '0.001'],
  ['-0.1', '-0.1'],
  ['0', '0'],
])('%s in a workbook is %s, as its program shows it', (text, plain) => {
  expect(storedNumber(text)).toBe(plain)
})

test.each([
  ['2026-01-02', 'mdy', '2026-01-02'],
  ['1/2/2026', 'mdy', '2026-01-02'],
  ['1/2/2026', 'dmy', '2026-02-01'],
  ['31.12.2025', 'dmy', '2025-12-31'],
  ['2026-01-02 10:30', 'mdy', '2026-01-02'],
  ['31/12/2025', 'mdy', null],
  ['2026-02-30', 'mdy', null],
  ['45000', 'mdy', null],
] as const)('%s is a day in the order %s: %s', (text, order, day) => {
  expect(dayOf(text, order)).toBe(day)
})
