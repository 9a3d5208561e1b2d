import { expect, test } from 'vitest'
import { costRows, wholeLotKey, type Explained } from '../../../src/renderer/screens/lots/cost-rows.ts'

const product = (sku: string) => ({ productId: 1, sku, name: sku, unit: 'ea' })
const build = { kind: 'build', id: 1, reference: 'PSB-B-00001' } as const
const receipt = { kind: 'receipt', id: 7, reference: 'PSB-R-00001' } as const

const box: Explained = {
  lot: { lotId: 3, number: 'B-1', product: product('BOX'), receivedOn: '2026-01-31', source: build },
  quantity: 2_000_000,
  value: 90_000_000,
  unitCost: 45_000_000,
  parts: [
    {
      what: 'draw',
      document: build,
      businessDate: '2026-01-31',
      lot: { lotId: 1, number: 'ACM-1', product: product('PLATE'), made: 10_000_000, madeValue: 150_000_000, source: receipt },
      quantity: 4_000_000,
      first: 50_000_000,
      changes: [
        { postingId: 9, kind: 'late_cost', businessDate: '2026-02-03', document: receipt, cost: { per: 'unit', amount: 15_000_000, typedIn: null }, correctedTo: null, difference: 10_000_000 },
      ],
      value: 60_000_000,
    },
    { what: 'cost_line', document: build, kind: 'labor', name: 'Assembly', value: 30_000_000 },
  ],
}

const plate: Explained = {
  lot: { lotId: 1, number: 'ACM-1', product: product('PLATE'), receivedOn: '2026-01-30', source: receipt },
  quantity: 10_000_000,
  value: 150_000_000,
  unitCost: 15_000_000,
  parts: [
    {
      what: 'receipt_line',
      document: receipt,
      businessDate: '2026-01-30',
      supplier: 'Acme',
      lineNo: 1,
      quantity: 10_000_000,
      cost: { per: 'unit', amount: 12_500_000, typedIn: null },
      first: 125_000_000,
      changes: [
        { postingId: 9, kind: 'late_cost', businessDate: '2026-02-03', document: receipt, cost: { per: 'unit', amount: 15_000_000, typedIn: null }, correctedTo: null, difference: 25_000_000 },
      ],
      value: 150_000_000,
    },
  ],
}

const answers = new Map([[3, box], [1, plate]])
const shown = (opened: string[], known = answers) => costRows(3, known, (key) => opened.includes(key))

test('a level is a line for each part, and they sum to the line above', () => {
  expect(shown([])).toHaveLength(1)
  const rows = shown(['3'])
  expect(rows.map(({ level, text, about, value }) => [level, text, about, value / 1e6])).toEqual([
    [1, 'All of lot B-1', 'BOX BOX', 90],
    [2, 'From lot ACM-1', 'PLATE PLATE', 60],
    [2, 'Assembly', 'Labor', 30],
  ])
})

test('an opened draw names what changed it since, and then the whole lot it was drawn from', () => {
  const draw = '3/0'
  const rows = shown(['3', draw, wholeLotKey(draw), `${wholeLotKey(draw)}/0`]).slice(2, -1)
  expect(rows.map(({ level, text, value, change }) => [level, text, value / 1e6, change])).toEqual([
    [3, 'As first posted', 50, false],
    [3, 'Cost corrected: Receipt PSB-R-00001', 10, true],
    [3, 'All of lot ACM-1', 150, false],
    [4, 'Receipt PSB-R-00001, line 1', 150, false],
    [5, 'As first posted', 125, false],
    [5, 'Cost corrected: Receipt PSB-R-00001', 25, true],
  ])
  expect(rows.every(({ parentKey }) => parentKey !== null)).toBe(true)
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
  expect(rows[3]).toMatchObject({ about: '10 ea at 12.50 / ea, from Acme', page: '/receipts/7' })
})

test('a line typed in a purchase unit says so in that unit, and in the stock unit where it is not exact in it', () => {
  const aboutOf = (quantity: number) => {
    const [line] = plate.parts
    if (line?.what !== 'receipt_line') throw new Error('a receipt line')
    const typed = { ...line, quantity, cost: { per: 'unit', amount: 48_000_000, typedIn: { name: 'SHEET', size: 96_000_000 } } } as const
    return costRows(1, new Map([[1, { ...plate, parts: [typed] }]]), (key) => key === '1').map(({ about }) => about)[1]
  }
  expect(aboutOf(192_000_000)).toBe('2 SHEET at 48.00 / SHEET, from Acme')
  expect(aboutOf(100_000_000)).toBe('100 ea at 48.00 / SHEET, from Acme')
})

test('what has not been answered yet is left out', () => {
  expect(shown(['3', '3/0', wholeLotKey('3/0')], new Map([[3, box]])).map(({ text }) => text)).not.toContain('All of lot ACM-1')
  expect(shown(['3'], new Map())).toEqual([])
})
