import { describe, expect, test } from 'vitest'
import { JsonNumber, parseJson, toMillionths, writeJson, type Json } from '../../../src/main/quickbooks/json.ts'

const parsed = (text: string): Json => {
  const result = parseJson(text)
  if (!result.ok) throw new Error(result.error)
  return result.value
}

test.each(['12.10', '1e-7', '9007199254740993', '-0', '0.0000001', '1E+3', '0.1', '-12.500', '123456789012345678901234567890.12'])('%s leaves as it came', (text) => {
  expect(writeJson(parsed(`{"Qty":${text},"list":[${text}]}`))).toBe(`{"Qty":${text},"list":[${text}]}`)
  expect(writeJson(new JsonNumber(text))).toBe(text)
})

test('texts that look like numbers stay texts, and names that mean something to the language mean nothing', () => {
  const text = '{"Id":"0012","__proto__":{"Qty":1},"constructor":"x","none":null,"yes":true}'
  expect(writeJson(parsed(text))).toBe(text)
})

test.each([
  '{"a":"1, 2] 3} -4","b":["x\\"1","\\\\",5]}',
  '{"a":"\\u0000 12","b":1.50}',
  '["\\u0000","\\\\u0000",7.0]',
  ' [ 1 , { "n" : -2.50e+1 } , true , null , [ ] ] ',
  '{"__proto__":12.10,"a":{"__proto__":[1]}}',
  '"12"',
  '-0.10',
])('is read for what it is: %s', (text) => {
  expect(writeJson(parsed(text)).replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
})

test.each(['{1:2}', '[01]', '[1 2]', '[1.5.2]', '[--1]', '[1-2]', '[-]', '[1e]', 'tru1e', '["a"1]', '[1"a"]', '["a]', '["a\\"]', '{"a":1,}', '[1,]', '12 13'])('is no JSON, with numbers at odd places: %s', (text) => {
  expect(parseJson(text)).toEqual({ ok: false, error: 'not_json' })
})

test.each(['', '<html>', '{"a":1', 'NaN', "{'a':1}"])('is no JSON: %s', (text) => {
  expect(parseJson(text)).toEqual({ ok: false, error: 'not_json' })
})

test.each(['', '1.', '.5', '+1', '01', 'NaN', 'Infinity', '0x10', '1 ', '1,5'])('no number can be made of: %s', (text) => {
  expect(() => new JsonNumber(text)).toThrow('not a JSON number')
})

describe('in millionths', () => {
  test.each([
    ['12.10', 12_100_000, false],
    ['-2.5', -2_500_000, false],
    ['0', 0, false],
    ['-0', 0, false],
    ['0.000000', 0, false],
    ['1e-7', 0, true],
    ['0.0000005', 1, true],
    ['-0.0000005', -1, true],
    ['0.0000004', 0, true],
    ['-0.0000001', 0, true],
    ['0.1234565', 123_457, true],
    ['0.12345600', 123_456, false],
    ['1.5E+3', 1_500_000_000, false],
    ['25e-1', 2_500_000, false],
    ['1e-999999999999', 0, true],
    ['0e999999999999', 0, false],
    ['9007199254.740991', 9_007_199_254_740_991, false],
    ['-9007199254.740991', -9_007_199_254_740_991, false],
  ])('%s', (text, amount, rounded) => {
    expect(toMillionths(new JsonNumber(text))).toEqual({ ok: true, value: { amount, rounded } })
  })

  test.each(['9007199254.740992', '9007199254.7409915', '9007199254740993', '1e999999999999', '-1e11'])('%s is too large', (text) => {
    expect(toMillionths(new JsonNumber(text))).toEqual({ ok: false, error: 'too_large' })
  })
})
