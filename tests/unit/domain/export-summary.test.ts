import { expect, test } from 'vitest'
import type { ExportState } from '../../../src/shared/exports.ts'
import { summaryOf } from '../../../src/main/domain/export-summary.ts'

const of = (...states: readonly ExportState[]) => summaryOf(states.map((state) => ({ state, why: null })))

test('a document stands where the one of its exports stands that needs a person most', () => {
  expect(of('accepted', 'refused', 'waiting')).toBe('failed')
  expect(of('accepted', 'needs', 'waiting')).toBe('needs')
  expect(of('accepted', 'waiting')).toBe('pending')
  expect(of('in_flight', 'waiting')).toBe('sending')
})

test('it is synced once what was to arrive has arrived, whatever needed no sending', () => {
  expect(of('accepted', 'nothing_to_send')).toBe('synced')
  expect(of('accepted', 'withdrawn')).toBe('synced')
  expect(of('nothing_to_send')).toBe('nothing_to_send')
  expect(of('withdrawn')).toBe('withdrawn')
  expect(of()).toBeNull()
})

test('what was found twice asks a person, and what is only without an answer does not', () => {
  expect(summaryOf([{ state: 'unknown', why: 'found_twice' }])).toBe('found_twice')
  expect(summaryOf([{ state: 'unknown', why: 'no_answer' }])).toBe('unknown')
})
