import { expect, test } from 'vitest'
import { code128 } from '../../../src/renderer/screens/lots/code-128.ts'

const widths = (text: string) => code128(text)?.join('')

test('letters and digits become the bars that scanners read back as them', () => {
  expect(widths('B-14')).toBe('2112141311231221321232212212312121412331112')
  expect(widths('HTB-20261012-001')).toBe('2112142311132133111311231221321131412212313212212213121122321141311221321231221231221232212411122331112')
  expect(widths('12345678')).toBe('2112321122321311233311212411121331212331112')
})

test('each symbol is 11 modules wide, the stop 13; digits in pairs take half as many', () => {
  const modules = (text: string) => code128(text)?.reduce((sum, width) => sum + width, 0)
  // Start, the characters, the check and the stop.
  expect(modules('ABC')).toBe(11 * 5 + 13)
  expect(modules('123456')).toBe(11 * 5 + 13)
  // An odd digit goes alone before the pairs, and changing to them is one symbol more.
  expect(modules('12345')).toBe(11 * 6 + 13)
  // Two digits are not worth the change.
  expect(modules('A12')).toBe(11 * 5 + 13)
})

test('what has no place in the code has no bars, rather than wrong ones', () => {
  expect(code128('')).toBeNull()
  expect(code128('Größe-1')).toBeNull()
  expect(code128('A\tB')).toBeNull()
  expect(code128(' ~')).not.toBeNull()
})
