import { expect, test } from 'vitest'
import { drawFifo } from '../../../src/main/domain/fifo.ts'

const lot = (lotId: number, remaining: number, value: number) => ({ lotId, remaining, value })

test('takes lots in the order given and says what is missing', () => {
  expect(drawFifo([lot(7, 5, 60), lot(3, 10, 126)], 8)).toEqual({
    draws: [
      { lotId: 7, quantity: 5, value: 60, after: { lotId: 7, remaining: 0, value: 0 } },
      { lotId: 3, quantity: 3, value: 38, after: { lotId: 3, remaining: 7, value: 88 } },
    ],
    missing: 0,
  })
  expect(drawFifo([lot(1, 5, 60)], 8)).toMatchObject({ draws: [{ quantity: 5, value: 60 }], missing: 3 })
  expect(drawFifo([], 8)).toEqual({ draws: [], missing: 8 })
  expect(drawFifo([lot(1, 5, 60)], 0)).toEqual({ draws: [], missing: 0 })
})

test('whoever draws last takes all the value there is, however the parts were rounded', () => {
  const first = drawFifo([lot(1, 3, 100)], 1).draws[0]!
  const second = drawFifo([first.after], 1).draws[0]!
  const third = drawFifo([second.after], 1).draws[0]!
  expect([first.value, second.value, third.value]).toEqual([33, 34, 33])
  expect(third.after).toEqual({ lotId: 1, remaining: 0, value: 0 })
})

test('a lot that cost nothing is drawn at nothing', () => {
  expect(drawFifo([lot(1, 2, 0), lot(2, 2, 100)], 3).draws.map(({ value }) => value)).toEqual([0, 50])
})
