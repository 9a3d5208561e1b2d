import { describe, expect, test } from 'vitest'
import { problems } from '../../../src/shared/contract/issues.ts'
import { appError, errorData } from '../../../src/shared/errors.ts'
import { errorText, fieldOf, fieldTexts, referenceOf, shortReferenceOf, wordsOf } from '../../../src/renderer/text/errors.ts'
import { problemText } from '../../../src/renderer/text/problems.ts'
import { everyError } from './error-samples.ts'

const nowMs = Date.parse('2026-03-02T12:00:00.000Z')

describe('every error code', () => {
  test('has sentences, and no sentence belongs to a code that is gone', () => {
    expect(Object.keys(errorText).toSorted()).toEqual(Object.keys(errorData).toSorted())
  })

  test('is sampled at least once', () => {
    expect(new Set(everyError().map(({ code }) => code))).toEqual(new Set(Object.keys(errorData)))
  })

  test.each(everyError().map((error) => [error.code, error] as const))('%s says what happened and what to do', (_, error) => {
    const { what, why, toDo } = wordsOf(error, nowMs)
    for (const sentence of [what, toDo, ...(why === undefined ? [] : [why])]) {
      expect(sentence).toMatch(/^\S.*[.]$/su)
      expect(sentence).not.toMatch(/undefined|NaN|null|\[object/)
      expect(sentence).not.toMatch(/something went wrong|please|oops/i)
      expect(sentence).not.toContain(error.code)
    }
  })

  test('that is about a field tells which', () => {
    for (const error of everyError()) expect(fieldOf(error)).toBe('field' in error.data ? error.data.field : null)
  })
})

test('facts of an error reach its sentences', () => {
  const locked = wordsOf(appError('ledger.locked_by', { file: 'C:\\ledger.db', host: 'SHOP-PC', user: 'Sam', since: '2026-03-02T10:15:00.000Z' }), nowMs)
  expect(locked.what).toContain('SHOP-PC')
  expect(locked.why).toContain('Sam')
  expect(wordsOf(appError('app.internal', { reference: 'R-17' }), nowMs).why).toContain('R-17')
})

describe('a refusal lands beside its field', () => {
  test('a code in use beside the code', () => {
    const texts = fieldTexts(appError('supplier.code_in_use', { field: 'code', code: 'ACM', heldBy: 'Acme Metals' }), {}, nowMs)
    expect(Object.keys(texts)).toEqual(['code'])
    expect(texts.code).toContain('Acme Metals already has the code ACM')
  })

  test('each invalid entry beside its own, the first thing wrong with it', () => {
    const error = appError('input.invalid', {
      issues: [
        { field: 'name', problem: 'missing' },
        { field: 'name', problem: 'too_short', limit: 3 },
        { field: 'code', problem: 'format', limit: 'regex' },
      ],
    })
    const texts = fieldTexts(error, { 'code.format': 'Three or four letters.' }, nowMs)
    expect(texts).toEqual({ name: 'Fill this in.', code: 'Three or four letters.' })
  })

  test('none when it is about none', () => {
    expect(fieldTexts(appError('call.lost', { name: 'supplier.create' }), {}, nowMs)).toEqual({})
  })
})

describe('problems of a field', () => {
  test.each(problems.map((problem) => [problem]))('%s has its sentence', (problem) => {
    const text = problemText(problem, 12)
    expect(text).toMatch(/^[A-Z].*\.$/)
    if (problem !== 'invalid') expect(text).not.toBe(problemText('invalid'))
  })

  test('limits are told', () => {
    expect(problemText('too_long', 120)).toBe('Write at most 120 characters.')
    expect(problemText('not_above', 0)).toBe('This must be more than 0.')
  })

  test('an unknown one still gets words', () => {
    expect(problemText('made up')).toBe(problemText('invalid'))
  })
})

test('the reference beside an error stays short however much it knows, and is copied whole', () => {
  const problems = [{ field: 'sku', found: 'x'.repeat(200), code: 'missing' }]
  const error = { code: 'file.rows_rejected', data: { rows: Array.from({ length: 200 }, (_, row) => ({ row, problems })), count: 200 } } as never
  expect(shortReferenceOf(error)).toBe('file.rows_rejected · rows: 200 · count=200')
  expect(referenceOf(error).length).toBeGreaterThan(20_000)
  for (const one of everyError()) expect(shortReferenceOf(one).startsWith(one.code)).toBe(true)
  expect(shortReferenceOf(appError('connection.refused', { code: '6000', message: 'No', detail: 'y'.repeat(500) }))).toBe(`connection.refused · code=6000 · message=No · detail=${'y'.repeat(80)}…`)
})
