import { expect, test } from 'vitest'
import { commandId } from '../../../src/shared/bridge.ts'
import { timeOrderedUuid } from '../../../src/shared/units/ids.ts'

const chance = (byte: number) => new Uint8Array(10).fill(byte)

test.each([0x00, 0x5a, 0xff])('is a UUID of version 7 whatever chance brings: %i', (byte) => {
  const id = timeOrderedUuid(1_780_000_000_000, chance(byte))
  expect(commandId.safeParse(id).success).toBe(true)
  expect(id).toMatch(/^019e[0-9a-f]{4}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('ids sort by the time they were made', () => {
  const ids = [1, 255, 256, 1_780_000_000_000, 1_780_000_000_001].map((ms) => timeOrderedUuid(ms, chance(0xff)))
  expect(ids.toSorted()).toEqual(ids)
})

test('every byte of chance shows', () => {
  const ids = Array.from({ length: 10 }, (_, place) => timeOrderedUuid(1, chance(0).with(place, 0x0f)))
  expect(new Set(ids).size).toBe(10)
})

test('too little chance is a mistake', () => {
  expect(() => timeOrderedUuid(1, new Uint8Array(9))).toThrow(RangeError)
})
