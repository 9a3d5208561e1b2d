import { expect, test } from 'vitest'
import { codesFromName } from '../../../src/main/domain/supplier-code.ts'

function first(name: string, count = 2): string[] {
  const codes = codesFromName(name)
  return Array.from({ length: count }, () => codes.next().value)
}

test.each([
  ['Acme', ['ACM', 'ACME']],
  ['Acme Metals', ['ACM', 'ACME']],
  ['Great Lakes Steel', ['GLS', 'GRE']],
  ['Société Générale de Boulons', ['SGDB', 'SOC']],
  ['3M', ['MXX', 'MXA']],
  ['東京', ['XXX', 'XXA']],
])('%s gives %j first', (name, codes) => {
  expect(first(name)).toEqual(codes)
})

test('every code is three or four capital letters, and in the end every one of them comes up', () => {
  const seen = new Set(codesFromName('Acme'))
  expect(seen.size).toBe(26 ** 3 + 26 ** 4)
  expect([...seen].every((code) => /^[A-Z]{3,4}$/.test(code))).toBe(true)
})
