import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { move, nothingHeld, quantityOf, valueOf, type Holding, type Rate } from '../../src/main/practice/valuation.ts'
import { priced, scaled } from '../../src/main/practice/amounts.ts'
import { runs } from '../property/seeded.ts'

const one = 1_000_000

/** Movements in words: `+10@2500` came in for 25 dollars, `+5` came in without a value, `-3` went out. */
function play(text: string, purchaseCost: Rate | null = null): { holding: Holding; worth: number[] } {
  let holding = nothingHeld
  const worth = new Map<string, number>()
  for (const [place, word] of text.split(' ').entries()) {
    const [quantity = '0', value] = word.split('@')
    const moved = move(holding, { key: String(place), date: '2026-01-01', quantity: Number(quantity) * one, value: value === undefined ? null : Number(value) }, purchaseCost)
    holding = moved.holding
    for (const { key, cents } of moved.changes) worth.set(key, (worth.get(key) ?? 0) + cents)
  }
  return { holding, worth: text.split(' ').map((_, place) => worth.get(String(place)) ?? 0) }
}

const layers = ({ holding }: { holding: Holding }) => holding.layers.map(({ quantity, value }) => `${quantity / one}@${value}`).join(' ')

test('what came first goes first, and the rest of a layer takes all that is left of its value', () => {
  const all = play('+3@1000 +3@2000 -2 -2 -2')
  expect(all.worth).toEqual([1000, 2000, -667, -1000, -1333])
  expect(all.holding.layers).toEqual([])
})

test('what comes in without a value is worth the last cost, else the purchase cost, else nothing', () => {
  expect(layers(play('+2@500 +4', { cents: 900, quantity: one }))).toBe('2@500 4@1000')
  expect(layers(play('+4', { cents: 900, quantity: one }))).toBe('4@3600')
  expect(layers(play('+4'))).toBe('4@0')
})

test('what is taken beyond the stock is booked at the last cost, and at its true cost when stock arrives', () => {
  const short = play('+2@500 -5')
  expect(short.worth).toEqual([500, -1250])
  expect([quantityOf(short.holding), valueOf(short.holding)]).toEqual([-3 * one, -750])
  const settled = play('+2@500 -5 +10@5000')
  expect(settled.worth).toEqual([500, -2000, 5000])
  expect([quantityOf(settled.holding), valueOf(settled.holding)]).toEqual([7 * one, 3500])
})

test('the oldest short is settled first, and only as far as what arrives reaches', () => {
  const all = play('-4 -4 +6@600', { cents: 50, quantity: one })
  expect(all.worth).toEqual([-400, -300, 600])
  expect(all.holding.shorts).toEqual([{ key: '1', quantity: 2 * one, value: 100 }])
})

const movement = fc.record({
  quantity: fc.integer({ min: -50 * one, max: 50 * one }).filter((quantity) => quantity !== 0),
  value: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
})

test('whatever moves, the stock account is what layers less shorts are worth, and an empty item is worth nothing', () => {
  fc.assert(
    fc.property(fc.array(movement, { maxLength: 40 }), fc.option(fc.integer({ min: 0, max: 90_000 })), (movements, cost) => {
      let holding = nothingHeld
      let account = 0
      let onHand = 0
      for (const [place, { quantity, value }] of movements.entries()) {
        const moved = move(holding, { key: String(place), date: '', quantity, value: quantity > 0 ? value : null }, cost === null ? null : { cents: cost, quantity: one })
        holding = moved.holding
        account += moved.changes.reduce((sum, { cents }) => sum + cents, 0)
        onHand += quantity
      }
      expect(valueOf(holding)).toBe(account)
      expect(quantityOf(holding)).toBe(onHand)
      expect(holding.layers.length === 0 || holding.shorts.length === 0).toBe(true)
      if (onHand === 0) expect(account).toBe(0)
      expect([...holding.layers, ...holding.shorts].every(({ quantity, value }) => quantity > 0 && value >= 0)).toBe(true)
    }),
    runs(400),
  )
})

test.each([
  ['12.345', 2, 1235],
  ['-12.345', 2, -1235],
  ['1e3', 2, 100_000],
  ['2.5E-3', 6, 2500],
  ['0.0000005', 6, 1],
  ['.5', 6, 500_000],
  ['', 6, null],
  ['1e40', 2, null],
])('%s is %i decimals of %s', (text, decimals, amount) => {
  expect(scaled(text, decimals)).toBe(amount)
})

test('a price of seven decimals is multiplied by its text and rounded once', () => {
  expect(priced('54.9999384', one)).toBe(5500)
  expect(priced('0.0033333', 3 * one)).toBe(1)
})
