import { describe, expect, test } from 'vitest'
import { readSaleDocument, type ItemOfLine, type ReadingParts } from '../../../src/main/domain/sale-reading.ts'
import { JsonNumber, parseJson, toMillionths } from '../../../src/main/quickbooks/json.ts'
import { bundle, discount, documentOf, goods } from '../../support/told-documents.ts'
import { valueOf } from '../../support/database.ts'

const item = (facts: Partial<ItemOfLine>): ItemOfLine => ({ accountingItemId: 1, kind: 'inventory', notProduct: false, product: null, ...facts })
const good = (productId: number) => item({ product: { productId, finishedGood: true } })

const items: Readonly<Record<string, ItemOfLine>> = {
  '1': good(101),
  '2': good(102),
  steel: item({ product: { productId: 103, finishedGood: false } }),
  service: item({ kind: 'service' }),
  linkedService: item({ kind: 'service', product: { productId: 104, finishedGood: true } }),
  unlinked: item({ accountingItemId: 7 }),
  said: item({ notProduct: true, kind: 'non_inventory' }),
  set: item({ kind: 'bundle' }),
  kit: item({ kind: 'bundle', product: { productId: 105, finishedGood: true } }),
}

function read(text: string, parts: Partial<ReadingParts> = {}) {
  const millionths: ReadingParts['millionths'] = (number) => toMillionths(new JsonNumber(number.text))
  return readSaleDocument(valueOf(parseJson(text)), { item: (id) => items[id], settled: [], homeCurrency: 'USD', millionths, ...parts })
}

/** `place product × quantity for revenue`, in units and currency. */
const linesOf = (text: string, parts?: Partial<ReadingParts>) =>
  read(text, parts).lines.map(({ place, productId, quantity, revenue }) => `${place} ${productId} × ${quantity / 1e6} for ${revenue / 1e6}`)
const skippedOf = (text: string) => read(text).skipped.map(({ place, why }) => `${place} ${why}`)
const problemsOf = (text: string, parts?: Partial<ReadingParts>) => read(text, parts).problems.map(({ code }) => code)

describe('what a line is', () => {
  test('its detail says, whatever its type is spelled like', () => {
    const odd = goods({ item: '1', qty: '2', amount: '10' }).replace('"DetailType":"SalesItemLineDetail"', '"DetailType":"salesItem"')
    expect(linesOf(documentOf([odd]))).toEqual(['1 101 × 2 for 10'])
    expect(linesOf(documentOf([goods({ item: '1', qty: '2', amount: '10' }).replace('"DetailType":"SalesItemLineDetail",', '')]))).toEqual(['1 101 × 2 for 10'])
  })

  test('what is no goods of ours is left out, and said why', () => {
    const text = documentOf([
      goods({ item: 'service', qty: '1', amount: '10' }),
      goods({ item: 'SHIPPING_ITEM_ID', amount: '8' }),
      goods({ item: 'GRATUITY_ITEM_ID', amount: '3' }),
      goods({ item: 'steel', qty: '1', amount: '5' }),
      goods({ item: 'said', qty: '1', amount: '5' }),
      goods({ item: 'unlinked', amount: '0' }),
      '{"Amount":4.00,"SalesItemLineDetail":{"Qty":1}}',
      '{"Description":"Thank you","DetailType":"DescriptionOnly"}',
      '{"Amount":1.00,"DetailType":"DescriptionOnly","DescriptionLineDetail":{"ServiceDate":"2026-01-01"}}',
      '{"Amount":39.00,"DetailType":"SubTotalLineDetail","SubTotalLineDetail":{}}',
      discount('1'),
    ])
    expect(read(text)).toMatchObject({ lines: [], problems: [] })
    const why = ['service', 'shipping', 'gratuity', 'not_finished_good', 'not_product', 'nothing', 'text', 'text', 'text', 'subtotal', 'discount']
    expect(skippedOf(text)).toEqual(why.map((one, index) => `${index + 1} ${one}`))
    expect(read(text).skipped[1]).toMatchObject({ item: 'Item SHIPPING_ITEM_ID', amount: 8_000_000 })
  })

  test('a service that is linked to a finished good is that good', () => {
    expect(linesOf(documentOf([goods({ item: 'linkedService', qty: '1', amount: '5' })]))).toEqual(['1 104 × 1 for 5'])
  })

  test('stock that is linked to nothing is a problem, once for each item; so is an item nobody told of', () => {
    const lines = ['unlinked', 'new', 'unlinked', 'new'].map((id) => goods({ item: id, qty: '1', amount: '5' }))
    expect(read(documentOf([goods({ item: '1', qty: '1', amount: '5' }), ...lines])).problems).toEqual([
      { code: 'item_not_linked', place: '2', externalItemId: 'unlinked', item: 'Item unlinked', accountingItemId: 7 },
      { code: 'item_unknown', place: '3', externalItemId: 'new', item: 'Item new' },
    ])
  })
})

describe('quantities and amounts', () => {
  test.each([
    ['missing', goods({ item: '1', amount: '10' })],
    ['null', goods({ item: '1', qty: 'null', amount: '10' })],
  ])('a quantity that is %s is no zero', (_how, line) => {
    expect(read(documentOf([line])).problems).toEqual([{ code: 'quantity_unknown', place: '1', externalItemId: '1', item: 'Item 1', productId: 101, amount: 10_000_000 }])
  })

  test('a line without both is nothing, as in a void, and a void says nothing at all', () => {
    const voided = documentOf([goods({ item: '1', amount: '0' }), goods({ item: '2', qty: '0', amount: '0' }), goods({ item: 'new', amount: '0.00' })], '"PrivateNote":"Voided","TotalAmt":0,')
    expect(read(voided)).toMatchObject({ lines: [], problems: [] })
  })

  test('goods that cost nothing are goods, and money without goods is money', () => {
    expect(linesOf(documentOf([goods({ item: '1', qty: '3', amount: '0' }), goods({ item: '2', qty: '0', amount: '7' })]))).toEqual(['1 101 × 3 for 0', '2 102 × 0 for 7'])
  })

  test('an amount that is left out is nothing only where there is no price', () => {
    expect(linesOf(documentOf([goods({ item: '1', qty: '3' })]))).toEqual(['1 101 × 3 for 0'])
    expect(problemsOf(documentOf([goods({ item: '1', qty: '3', price: '2.5' })]))).toEqual(['amount_unknown'])
  })

  test('revenue comes from the amount, never from price and quantity; a number is taken by its text', () => {
    expect(linesOf(documentOf([goods({ item: '1', qty: '3', amount: '100.1', price: '33.3666667' })]))).toEqual(['1 101 × 3 for 100.1'])
    const exact = read(documentOf([goods({ item: '1', qty: '9007199254.740991', amount: '9007199254.740991' })]))
    expect(exact.lines).toMatchObject([{ quantity: 9_007_199_254_740_991, revenue: 9_007_199_254_740_991 }])
  })

  test('a seventh decimal is rounded half up and told', () => {
    expect(read(documentOf([goods({ item: '1', qty: '0.3333335', amount: '1' }), goods({ item: '2', qty: '1.1234560', amount: '1.0000005' })])).lines).toMatchObject([
      { quantity: 333_334, notes: ['quantity_rounded'] },
      { quantity: 1_123_456, revenue: 1_000_001, notes: ['amount_rounded'] },
    ])
  })

  test('a quantity that a person gave holds while item and amount are the same', () => {
    const settled = [{ place: '1', externalItemId: '1', amount: '10.00', quantity: 4_000_000 }]
    expect(read(documentOf([goods({ item: '1', amount: '10.00' })]), { settled }).lines).toMatchObject([{ quantity: 4_000_000, notes: ['quantity_settled'] }])
    expect(problemsOf(documentOf([goods({ item: '1', amount: '11.00' })]), { settled })).toEqual(['quantity_unknown'])
    expect(problemsOf(documentOf([goods({ item: '2', amount: '10.00' })]), { settled })).toEqual(['quantity_unknown'])
  })

  test('lines below zero stand as they are, and ids that repeat are lines of their own', () => {
    expect(linesOf(documentOf([goods({ item: '1', qty: '2', amount: '20' }), goods({ item: '1', qty: '-1', amount: '-10' })]))).toEqual(['1 101 × 2 for 20', '2 101 × -1 for -10'])
  })

  test('more than can be kept is a problem', () => {
    expect(problemsOf(documentOf([goods({ item: '1', qty: '1e30', amount: '1' }), goods({ item: '1', qty: '1', amount: '1e30' })]))).toEqual(['amount_too_large'])
  })

  test('a document that has no lines is not understood', () => {
    expect(problemsOf('{"Id":"1"}')).toEqual(['unreadable'])
    expect(problemsOf('[]')).toEqual(['unreadable'])
  })
})

describe('bundles', () => {
  const parts = [goods({ item: '1', qty: '6', amount: '57' }), goods({ item: 'service', qty: '3', amount: '15' }), goods({ item: '2', qty: '3', amount: '90' })]

  test.each(['0', '162'])('count by their lines, which are multiplied already, whether the header says %s or not', (amount) => {
    const text = documentOf([goods({ item: '1', qty: '1', amount: '9' }), bundle('set', '3', amount, parts)])
    expect(linesOf(text)).toEqual(['1 101 × 1 for 9', '2.1 101 × 6 for 57', '2.3 102 × 3 for 90'])
    expect(skippedOf(text)).toEqual(['2 bundle', '2.2 service'])
  })

  test('one that is a product here, of parts that are none, is sold as itself', () => {
    const inner = [goods({ item: 'unlinked', qty: '6', amount: '57' }), goods({ item: 'service', qty: '3', amount: '15' })]
    expect(linesOf(documentOf([bundle('kit', '3', '0', inner)]))).toEqual(['1 105 × 3 for 72'])
    expect(problemsOf(documentOf([bundle('kit', '3', '0', inner)]))).toEqual([])
    expect(problemsOf(documentOf([bundle('kit', null, '0', inner)]))).toEqual(['quantity_unknown'])
    expect(linesOf(documentOf([bundle('kit', '3', '0', parts)]))).toEqual(['1.1 101 × 6 for 57', '1.3 102 × 3 for 90'])
  })
})

describe('what is taken off the whole', () => {
  const two = [goods({ item: '1', qty: '1', amount: '100.00' }), goods({ item: '2', qty: '1', amount: '50.00' })]

  test('is shared by amount to the millionth, over services too and not over shipping', () => {
    expect(linesOf(documentOf([...two, discount('10.00')]))).toEqual(['1 101 × 1 for 93.333333', '2 102 × 1 for 46.666667'])
    const others = [goods({ item: 'service', qty: '1', amount: '50' }), goods({ item: 'SHIPPING_ITEM_ID', amount: '900' })]
    expect(linesOf(documentOf([...two, ...others, discount('20')]))).toEqual(['1 101 × 1 for 90', '2 102 × 1 for 45'])
  })

  test('is a percentage where no amount is said', () => {
    const percent = '{"DetailType":"DiscountLineDetail","DiscountLineDetail":{"PercentBased":true,"DiscountPercent":12.5}}'
    expect(linesOf(documentOf([...two, percent]))).toEqual(['1 101 × 1 for 87.5', '2 102 × 1 for 43.75'])
  })

  test('takes from lines below zero what it gives to others', () => {
    const lines = [goods({ item: '1', qty: '1', amount: '100' }), goods({ item: '2', qty: '-1', amount: '-20' })]
    expect(linesOf(documentOf([...lines, discount('8')]))).toEqual(['1 101 × 1 for 90', '2 102 × -1 for -18'])
  })

  test('is shared by size where the lines come to nothing', () => {
    const lines = [goods({ item: '1', qty: '1', amount: '30' }), goods({ item: '2', qty: '-1', amount: '-30' })]
    expect(linesOf(documentOf([...lines, discount('2')]))).toEqual(['1 101 × 1 for 29', '2 102 × -1 for -31'])
    const free = [goods({ item: '1', qty: '1', amount: '0' }), goods({ item: '2', qty: '1', amount: '0' })]
    expect(linesOf(documentOf([...free, discount('2')]))).toEqual(['1 101 × 1 for -1', '2 102 × 1 for -1'])
  })

  test('tax is not in it: an amount is net already', () => {
    expect(linesOf(documentOf(two, '"GlobalTaxCalculation":"TaxInclusive","TxnTaxDetail":{"TotalTax":30},'))).toEqual(['1 101 × 1 for 100', '2 102 × 1 for 50'])
  })
})

describe('another currency', () => {
  const lines = [goods({ item: '1', qty: '1', amount: '33.33' }), goods({ item: '2', qty: '1', amount: '66.67' })]
  const euro = (rate: string) => `"CurrencyRef":{"value":"EUR"},${rate}`

  test('is converted at the rate of the document, to the last of its decimals, and sums to the whole', () => {
    const text = documentOf(lines, euro('"ExchangeRate":1.08695652,'))
    expect(linesOf(text)).toEqual(['1 101 × 1 for 36.228261', '2 102 × 1 for 72.467391'])
    expect(read(text).lines.reduce((sum, { revenue }) => sum + revenue, 0)).toBe(108_695_652)
  })

  test('is converted after the discount', () => {
    expect(linesOf(documentOf([...lines, discount('50')], euro('"ExchangeRate":2,')))).toEqual(['1 101 × 1 for 33.33', '2 102 × 1 for 66.67'])
  })

  test('without a rate is a problem where goods are sold, and none where nothing is', () => {
    expect(read(documentOf(lines, euro(''))).problems).toEqual([{ code: 'rate_unknown', currency: 'EUR' }])
    expect(problemsOf(documentOf(lines, euro('"ExchangeRate":0,')))).toEqual(['rate_unknown'])
    expect(problemsOf(documentOf([goods({ item: '1', amount: '0' })], euro('')))).toEqual([])
  })

  test('of the company itself has no rate', () => {
    expect(linesOf(documentOf(lines, '"CurrencyRef":{"value":"USD"},"ExchangeRate":1,'))).toEqual(['1 101 × 1 for 33.33', '2 102 × 1 for 66.67'])
  })
})
