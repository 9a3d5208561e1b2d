import { describe, expect, test } from 'vitest'
import { appError } from '../../../src/shared/errors.ts'
import {
  blankReceipt,
  costFromLast,
  draftOf,
  lineValue,
  receiptTotals,
  splitUnit,
  stockQuantityOf,
  toSend,
  unitName,
  withEmptyLine,
  withProduct,
  type LineDraft,
  type ReceiptDraft,
} from '../../../src/renderer/screens/receiving/receipt-draft.ts'
import { placeRefusal } from '../../../src/renderer/screens/receiving/receipt-errors.ts'

let keys = 0
const newKey = () => `k${(keys += 1)}`
const plate = { productId: 4, sku: 'PLATE', name: 'Base plate', unit: 'ea' }
const bolt = { productId: 5, sku: 'BOLT', name: 'Bolt M6', unit: 'ea' }
const blank = { product: null, quantity: '', unit: 'stock', per: 'unit', cost: '', costToBeConfirmed: false, lotNumber: '', supplierLot: '', expiresOn: '' } as const

const line = (part: Partial<LineDraft>): LineDraft => ({ ...blank, key: newKey(), ...part })
const receipt = (...lines: readonly LineDraft[]): ReceiptDraft => ({
  supplier: { supplierId: 1, code: 'ACM', name: 'Acme' },
  receivedOn: '2026-01-31',
  lines,
})

describe('what a line is worth', () => {
  test.each([
    ['5', 'unit', '12.00', 60_000_000],
    ['30', 'line', '1.00', 1_000_000],
    ['100', 'unit', '0.035', 3_500_000],
    // 1.5 millionths are two: rounded once, half up.
    ['0.5', 'unit', '0.000003', 2],
    ['3', 'unit', '', null],
    ['', 'line', '1', null],
    ['-1', 'unit', '1', null],
    ['9000000000', 'unit', '9000000', null],
  ] as const)('%s × %s %s', (quantity, per, cost, value) => {
    expect(lineValue(line({ quantity, per, cost }))).toBe(value)
  })

  test('totals count complete lines and say how many are not', () => {
    const lines = [line({ product: plate, quantity: '5', cost: '12' }), line({ product: bolt, quantity: '30' }), line({})]
    expect(receiptTotals(lines)).toEqual({ lines: 2, incomplete: 1, value: 60_000_000 })
  })
})

describe('what is sent', () => {
  test('empty lines are left out, blank cells are none, and each line sent knows its line on the screen', () => {
    const [first, gap, last] = [line({ product: plate, quantity: '5', cost: '12' }), line({}), line({ quantity: '1', lotNumber: ' ', supplierLot: 'S-1' })]
    const sent = toSend(9, receipt(first, gap, last))
    expect(sent.draft.lines).toEqual([
      { productId: 4, quantity: '5', unit: 'stock', cost: { per: 'unit', amount: '12' }, costToBeConfirmed: false, lotNumber: null, supplierLot: null, expiresOn: null },
      { productId: 0, quantity: '1', unit: 'stock', cost: { per: 'unit', amount: '' }, costToBeConfirmed: false, lotNumber: null, supplierLot: 'S-1', expiresOn: null },
    ])
    expect(sent.lineKeys).toEqual([first.key, last.key])
    expect(sent.draft.receiptId).toBe(9)
  })

  const asSaved = { costToBeConfirmed: false, asConfirmed: { quantity: 0, cost: { per: 'line', amount: 0 }, value: 0 } } as const

  const saved = {
    receipt: { receiptId: 2, reference: null, status: 'draft', supplier: { supplierId: 1, code: 'ACM', name: 'Acme' }, receivedOn: '2026-01-31', lineCount: 1, value: 3, costsToBeConfirmed: 0 },
    postingId: null,
    voidedByPostingId: null,
    asTyped: null,
    lines: [
      { ...asSaved, lineNo: 1, product: plate, typedIn: null, quantity: 1_500_000, cost: { per: 'line', amount: 35_000 }, value: 35_000, lotNumber: 'L-1', supplierLot: null, expiresOn: '2027-01-01', lot: null },
    ],
  } as const

  test('a saved draft is typed again as it was, to the last decimal', () => {
    const draft = draftOf({ ...saved, lines: [...saved.lines] }, newKey)
    expect(draft.lines).toHaveLength(2)
    expect(toSend(2, draft).draft).toEqual({
      receiptId: 2,
      supplierId: 1,
      receivedOn: '2026-01-31',
      lines: [{ productId: 4, quantity: '1.5', unit: 'stock', cost: { per: 'line', amount: '0.035' }, costToBeConfirmed: false, lotNumber: 'L-1', supplierLot: null, expiresOn: '2027-01-01' }],
      asTyped: null,
    })
  })

  const steel = { ...plate, sku: 'STEEL', unit: 'IN', purchaseUnit: { name: 'SHEET', size: 96_000_000 } }

  test('by the sheet: value and last price are of the unit typed in, and a typed unit switches', () => {
    const sheets = line({ product: steel, unit: 'purchase', quantity: '2', cost: '100.01' })
    expect(unitName(sheets)).toBe('SHEET')
    expect(stockQuantityOf(sheets)).toBe(192_000_000)
    expect(lineValue(sheets)).toBe(200_020_000)
    expect(costFromLast(sheets, { quantity: 48_000_000, value: 50_000_000 })).toBe('100.00')
    expect(costFromLast({ ...sheets, unit: 'stock' }, { quantity: 48_000_000, value: 50_000_000 })).toBe('1.041667')
    expect(splitUnit('2 sheet', steel)).toEqual({ quantity: '2', unit: 'purchase' })
    expect(splitUnit('1.5IN', steel)).toEqual({ quantity: '1.5', unit: 'stock' })
    expect(splitUnit('2 she', steel)).toBeNull()
    expect(splitUnit('a dozen', steel)).toBeNull()
  })

  test('a line that is not finished is kept as it was typed, beside those that are', () => {
    const [bad, good] = [line({ product: steel, unit: 'purchase', quantity: 'a doz', cost: '' }), line({ product: bolt, quantity: '1', cost: '2' })]
    const { draft } = toSend(2, receipt(bad, good, line({})), new Set([bad.key]))
    expect(draft.lines).toMatchObject([{ productId: 5, quantity: '1' }])
    const details = { ...saved, asTyped: draft.asTyped ?? null, lines: [] }
    const again = draftOf(details, newKey).lines
    expect(again.map(({ product, quantity, unit }) => [product?.sku, quantity, unit])).toEqual([
      ['STEEL', 'a doz', 'purchase'],
      ['BOLT', '1', 'stock'],
      [undefined, '', 'stock'],
    ])
    expect(draftOf({ ...details, asTyped: 'no JSON' }, newKey).lines).toHaveLength(1)
  })

  test('one empty line waits at the end, and a wanted product gets a line once', () => {
    const started = blankReceipt('2026-01-31', newKey)
    expect(withEmptyLine(started.lines, newKey)).toBe(started.lines)
    const wanted = withProduct(started, plate, newKey)
    expect(wanted.lines.map(({ product }) => product?.sku)).toEqual(['PLATE', undefined])
    expect(withProduct(wanted, plate, newKey)).toBe(wanted)
  })
})

describe('where a refusal stands', () => {
  const [first, second] = [line({ product: plate, quantity: '-5', cost: 'x' }), line({ product: bolt, quantity: '1', cost: '1' })]
  const sent = toSend(null, receipt(first, second, line({})))
  const issue = (field: string, problem: string) => ({ field, problem })

  test('each problem beside its cell, in the order of the screen', () => {
    const { cells, error } = placeRefusal(
      appError('input.invalid', {
        issues: [issue('lines.0.quantity', 'quantity.negative'), issue('lines.0.cost.amount', 'money.not_a_number'), issue('lines.1.productId', 'not_above'), issue('receivedOn', 'date.empty')],
      }),
      sent,
      0,
    )
    expect(error).toBeNull()
    expect(Object.keys(cells)).toEqual(['receivedOn', `${first.key}.quantity`, `${first.key}.cost`, `${second.key}.product`])
    expect(cells[`${first.key}.quantity`]).toContain('below zero')
    expect(cells[`${second.key}.product`]).toBe('Choose a product from the list.')
  })

  test('no lines: where the first is typed; a lot number: beside it; anything else: beside no cell', () => {
    const none = toSend(null, receipt(first))
    expect(Object.keys(placeRefusal(appError('receipt.no_lines', { field: 'lines' }), none, 0).cells)).toEqual([`${first.key}.product`])
    const taken = appError('lot.number_in_use', { field: 'lines.1.lotNumber', number: 'L-1', sku: 'BOLT' })
    expect(placeRefusal(taken, sent, 0).cells[`${second.key}.lotNumber`]).toContain('BOLT already has a lot L-1')
    const gone = appError('receipt.already_confirmed', { reference: 'PSB-R-00001' })
    expect(placeRefusal(gone, sent, 0)).toEqual({ cells: {}, error: gone })
  })
})
