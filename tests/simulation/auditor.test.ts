import { describe, expect, test } from 'vitest'
import golden from '../ledger/cases/golden.json' with { type: 'json' }
import { runSmallLedger, type SmallLedger } from './auditor/notation.ts'

const cases = golden.cases as unknown as readonly SmallLedger[]

describe('the auditor knows the small ledgers by heart', () => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    expect(runSmallLedger(one)).toEqual(one.expect)
  })

  test('all 25 of them', () => {
    expect(cases).toHaveLength(25)
  })
})

const receive = (sku: string, qty: string, unitCost: string, as = '') => ({ receive: sku, qty, unitCost, as })
const build = (sku: string, qty: string, components: Record<string, string>, as = '') => ({ build: sku, qty, components, as })

/** The table of histories of the rule book. */
const histories: readonly SmallLedger[] = [
  {
    name: 'a build is reversed after its material got dearer',
    steps: [receive('C', '10', '10', 'lot'), build('F', '2', { C: '4' }, 'b'), { correctCost: 'lot', unitCost: '15' }, { reverse: 'b' }],
    expect: { left: { C: { qty: '10', value: '150' }, F: { qty: '0', value: '0' } } },
  },
  {
    name: 'thirds corrected to nothing leave every holder at nothing',
    steps: [
      { receive: 'C', qty: '3', value: '100', as: 'lot' },
      build('F', '1', { C: '1' }),
      build('F', '1', { C: '1' }),
      build('F', '1', { C: '1' }),
      { correctCost: 'lot', unitCost: '0' },
    ],
    expect: { builds: ['0', '0', '0'], left: { C: { qty: '0', value: '0' }, F: { qty: '3', value: '0' } } },
  },
  {
    name: 'a sale is voided after its shortage was settled',
    steps: [receive('F', '2', '10'), { sell: 'F', qty: '5', as: 's' }, receive('F', '10', '12'), { voidSale: 's' }],
    expect: { left: { F: { qty: '12', value: '140' } }, sales: [{ cost: '0' }] },
  },
  {
    name: 'the receipt that settled a shortage is voided',
    steps: [receive('F', '2', '10'), { sell: 'F', qty: '5', as: 's' }, receive('F', '10', '12', 'r'), { void: 'r' }],
    expect: { onHand: { F: '-3' }, sales: [{ cost: '50' }] },
  },
  {
    name: 'an edit that changes no quantity leaves the other sale short',
    steps: [receive('F', '5', '10'), { sell: 'F', qty: '5', as: 'a' }, { sell: 'F', qty: '3' }, { editSale: 'a', qty: '5' }],
    expect: { sales: [{ cost: '50', shortQty: '0' }, { cost: '30', shortQty: '3' }] },
  },
  {
    name: 'a sale is voided after its goods came back',
    steps: [
      receive('F', '10', '500', 'lot'),
      { sell: 'F', qty: '3', customer: 'A', as: 's' },
      { return: 'F', qty: '3', customer: 'A' },
      { voidSale: 's' },
    ],
    expect: {
      lots: [
        { of: 'lot', qty: '10', value: '5000' },
        { of: 'return', qty: '3', value: '1500' },
      ],
    },
  },
  {
    name: 'a late cost reaches what was sold and what came back',
    steps: [
      receive('F', '10', '500', 'lot'),
      { sell: 'F', qty: '3', customer: 'A' },
      { return: 'F', qty: '2', customer: 'A' },
      { correctCost: 'lot', unitCost: '600' },
    ],
    expect: { left: { F: { qty: '9', value: '5400' } }, sales: [{ cost: '1800' }, { cost: '-1200' }] },
  },
]

describe('the auditor knows the histories of the rule book', () => {
  test.each(histories.map((one) => [one.name, one] as const))('%s', (_, one) => {
    expect(runSmallLedger(one)).toEqual(one.expect)
  })
})
