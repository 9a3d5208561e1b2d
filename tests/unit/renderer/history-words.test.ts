import { expect, test } from 'vitest'
import { historyText, type HistoryEvent } from '../../../src/renderer/text/history-words.ts'
import { purchaseTexts } from '../../../src/renderer/text/purchase-words.ts'

const one = 1_000_000
const receipt = { kind: 'receipt', id: 3, reference: 'PSB-R-00003' } as const
const lot = (number: string, quantity: number) => ({ lotId: 1, number, quantity: quantity * one, value: 0 })
const event: HistoryEvent = { kind: 'receipt', document: receipt, party: 'Acme', reason: '', lots: [lot('ACM-1', 5)], quantity: 5 * one, value: 60 * one }
const build = { ...event, document: { kind: 'build', id: 1, reference: 'PSB-B-00001' }, party: 'BOX' } as const
const sale = { ...event, document: { kind: 'sale', id: 1, reference: 'PSB-M-00001' }, party: 'Ann' } as const

const told: readonly (readonly [string, HistoryEvent])[] = [
  ['Received 5 ea from Acme on PSB-R-00003, lot ACM-1, at 12.00 each', event],
  ['Late cost on PSB-R-00003 from Acme: worth 10.00 more, lot ACM-1', { ...event, kind: 'late_cost', quantity: 0, value: 10 * one }],
  ['Late cost on PSB-R-00003 from Acme: worth 10.00 less, lot ACM-1', { ...event, kind: 'late_cost', quantity: 0, value: -10 * one }],
  ['Quantity on PSB-R-00003 corrected: 1 ea less, lot ACM-1', { ...event, kind: 'receipt_quantity', quantity: -one }],
  ['PSB-R-00003 voided: 5 ea taken out again, lot ACM-1', { ...event, kind: 'receipt_voided', quantity: -5 * one }],
  ['Used 5 ea on PSB-B-00001 to build BOX, lots ACM-1 and ACM-2', { ...build, kind: 'build', quantity: -5 * one, lots: [lot('ACM-1', -2), lot('ACM-2', -3)] }],
  ['Built 5 ea on PSB-B-00001, lot B-1, at 12.00 each', { ...build, kind: 'build', lots: [lot('B-1', 5)] }],
  ['PSB-B-00001 reversed: 5 ea put back, lot ACM-1', { ...build, kind: 'build_reversed' }],
  ['Sold 5 ea to Ann on PSB-M-00001, lot ACM-1', { ...sale, kind: 'sale', quantity: -5 * one, lots: [lot('ACM-1', -5)] }],
  ['Sold 5 ea to Ann on PSB-M-00001, 2 ea of it not in stock yet, lot ACM-1', { ...sale, kind: 'sale', quantity: -5 * one, lots: [lot('ACM-1', -3)] }],
  ['5 ea went to PSB-M-00001 for Ann, sold before it was there, lot ACM-1', { ...sale, kind: 'settlement', quantity: 0, lots: [lot('ACM-1', -5)] }],
]

test.each(told)('%s', (sentence, row) => {
  expect(historyText(row, 'ea', true)).toBe(sentence)
})

test('without receiving no lots are named, and an event of another kind still says what it did', () => {
  expect(historyText(event, 'm', false)).toBe('Received 5 m from Acme on PSB-R-00003, at 12.00 each')
  expect(historyText({ ...event, kind: 'melted', quantity: -one, party: '' }, 'm', false)).toBe('Receipt PSB-R-00003 took out 1 m')
})

test('a purchase unit is told both ways, and says when the way back is rounded', () => {
  expect(purchaseTexts({ unit: 'BAG', factor: 100 * one }, 'ea')).toEqual({ there: '1 BAG = 100 ea', back: '1 ea = 0.01 BAG' })
  expect(purchaseTexts({ unit: 'SHEET', factor: 96 * one }, 'IN').back).toBe('1 IN is about 0.010417 SHEET')
  expect(purchaseTexts({ unit: 'TON', factor: 9_000_000_000 * one }, 'g').back).toBe('1 g is less than 0.000001 TON')
})
