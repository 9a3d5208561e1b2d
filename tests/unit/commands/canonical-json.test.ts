import { expect, test } from 'vitest'
import { canonicalJson } from '../../../src/main/commands/canonical-json.ts'

test('the order of keys does not matter at any depth', () => {
  expect(canonicalJson({ b: 1, a: { d: [1, { y: null, x: 'é' }], c: true } })).toBe('{"a":{"c":true,"d":[1,{"x":"é","y":null}]},"b":1}')
  expect(canonicalJson({ a: { c: true, d: [1, { x: 'é', y: null }] }, b: 1 })).toBe(canonicalJson({ b: 1, a: { d: [1, { y: null, x: 'é' }], c: true } }))
})

test('keys are in the order of their letters, also where they are numbers or what an object is made from', () => {
  expect(canonicalJson({ '9': 1, '10': 2, b: { '2': [], '1': {} }, a: 3 })).toBe('{"10":2,"9":1,"a":3,"b":{"1":{},"2":[]}}')
  expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"a":1},"B":2}'))).toBe('{"B":2,"__proto__":{"a":1},"b":1}')
})

test('the order of a list matters, and so does a number against its text', () => {
  expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]))
  expect(canonicalJson({ a: 1 })).not.toBe(canonicalJson({ a: '1' }))
})

test('what was left out equals what was given as undefined', () => {
  expect(canonicalJson({ a: 1, b: undefined })).toBe(canonicalJson({ a: 1 }))
})

test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [10n], [Symbol('x')]])('refuses what is not JSON: %s', (value) => {
  expect(() => canonicalJson({ value })).toThrow(TypeError)
})
