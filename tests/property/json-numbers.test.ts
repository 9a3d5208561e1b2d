import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJson, writeJson } from '../../src/main/quickbooks/json.ts'
import { runs } from './seeded.ts'

test('any JSON is read as the engine reads it, and is written as it came', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (text) => {
      const read = parseJson(text)
      expect(read.ok).toBe(true)
      if (read.ok) expect(JSON.parse(writeJson(read.value))).toEqual(JSON.parse(text))
    }),
    runs(3_000),
  )
})

test('whatever text comes, it is JSON here exactly when it is to the engine', () => {
  const pieces = fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', '1', '-', '.', 'e', '0', 'a', ' ', 'null', 'true', '"a"', '\\u0000', '12.50')
  const isJson = (text: string) => {
    try {
      JSON.parse(text)
      return true
    } catch {
      return false
    }
  }
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      expect(parseJson(parts.join('')).ok).toBe(isJson(parts.join('')))
    }),
    runs(20_000),
  )
})
