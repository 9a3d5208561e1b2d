import { expect, test } from 'vitest'
import { mayBeFigure } from '../../../src/renderer/scan/scan-target.ts'
import { createScanReader } from '../../../src/renderer/scan/scan-reader.ts'

/** The codes that are read when the keys come at these distances, in ms; Enter ends them. */
function codesOf(keys: readonly string[], gapsMs: (place: number) => number): string[] {
  const reader = createScanReader()
  let atMs = 1000
  return keys.flatMap((key, place) => {
    atMs += gapsMs(place)
    return reader.read(key, atMs) ?? []
  })
}

const scan = [...'4006381333931', 'Enter']

test('a burst faster than 20 ms a key that ends in Enter is a scan', () => {
  expect(codesOf(scan, () => 5)).toEqual(['4006381333931'])
  expect(codesOf(scan, () => 19.9)).toEqual(['4006381333931'])
})

test.each([20, 35, 80, 200])('keys %i ms apart are typed by hand', (gapMs) => {
  expect(codesOf(scan, () => gapMs)).toEqual([])
})

test('a burst without Enter, or with one that came late, is none', () => {
  expect(codesOf([...'4006381333931'], () => 5)).toEqual([])
  expect(codesOf(scan, (place) => (place === 13 ? 60 : 5))).toEqual([])
})

test('two fingers that meet are no scan', () => {
  expect(codesOf(['b', 'o', 'x', 'Enter'], () => 8)).toEqual([])
  expect(codesOf(['1', '2', 'Enter'], () => 1)).toEqual([])
})

test('what was typed before the burst is not part of the code', () => {
  expect(codesOf(['n', 'o', ...scan], (place) => (place < 3 ? 150 : 4))).toEqual(['4006381333931'])
})

test('a pause in the middle leaves only what came after it', () => {
  expect(codesOf([...'AB', ...'12345', 'Enter'], (place) => (place === 2 ? 30 : 3))).toEqual(['12345'])
})

test('capitals come with Shift; any other key ends the burst', () => {
  expect(codesOf(['Shift', 'P', 'S', 'Shift', 'B', '-', '1', 'Enter'], () => 3)).toEqual(['PSB-1'])
  expect(codesOf(['1', '2', '3', '4', 'Tab', '5', 'Enter'], () => 3)).toEqual([])
  expect(codesOf(['1', '2', '3', '4', 'Tab', 'Enter'], () => 3)).toEqual([])
})

test('one scan after another are two codes', () => {
  expect(codesOf([...scan, ...'00012', 'Enter'], () => 4)).toEqual(['4006381333931', '00012'])
})

test('a quick hand on a number pad types figures, and no letters', () => {
  expect(['12', '2.50', '1,250', '1/2'].map(mayBeFigure)).toEqual([true, true, true, true])
  expect(['SHF-19', 'BOLT', '4006381333931'].map(mayBeFigure)).toEqual([false, false, false])
})
