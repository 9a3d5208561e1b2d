import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson, writeJson } from '../../src/main/practice/json.ts'
import { parseQuery } from '../../src/main/practice/query-language.ts'
import { dateOf, readTime, timeToMillisecond, timeToSecond } from '../../src/main/practice/times.ts'
import { runs } from '../property/seeded.ts'

const instants = fc.integer({ min: Date.parse('2000-01-01T00:00:00Z'), max: Date.parse('2099-12-31T23:59:59Z') })

describe('times of the practice company', () => {
  it('are read back as what they were', () => {
    fc.assert(
      fc.property(instants, (ms) => {
        expect(readTime(timeToMillisecond(ms))).toBe(ms)
        expect(readTime(timeToSecond(ms))).toBe(Math.floor(ms / 1000) * 1000)
        expect(timeToSecond(ms)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d-0[78]:00$/)
      }),
      runs(200),
    )
  })

  it.each([
    ['2026-03-08T09:59:59Z', '2026-03-08T01:59:59-08:00'],
    ['2026-03-08T10:00:00Z', '2026-03-08T03:00:00-07:00'],
    ['2026-11-01T08:59:59Z', '2026-11-01T01:59:59-07:00'],
    ['2026-11-01T09:00:00Z', '2026-11-01T01:00:00-08:00'],
  ])('go with the clocks: %s is %s', (utc, pacific) => {
    expect(timeToSecond(Date.parse(utc))).toBe(pacific)
  })

  it('fall on the Pacific day, and are read with or without an offset', () => {
    expect(dateOf(Date.parse('2026-01-01T07:59:00Z'))).toBe('2025-12-31')
    expect(readTime('2026-01-01')).toBe(Date.parse('2026-01-01T08:00:00Z'))
    expect(readTime('2026-07-01T12:00:00')).toBe(Date.parse('2026-07-01T19:00:00Z'))
    expect(readTime('2026-07-01T12:00:00+02:00')).toBe(Date.parse('2026-07-01T10:00:00Z'))
    expect([readTime('2026-13-01'), readTime('now'), readTime('')]).toEqual([null, null, null])
  })
})

describe('JSON by its text', () => {
  const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,25})(\.\d{1,12})?([eE][+-]?\d{1,2})?$/)

  it('is written as it was read, whatever a number looks like', () => {
    fc.assert(
      fc.property(digits, fc.string(), (number, text) => {
        const whole = `{"Amount":${number},"Line":[${number},{"Note":${JSON.stringify(text)}}],"Empty":null}`
        expect(writeJson(parseJson(whole) ?? null)).toBe(whole)
      }),
      runs(200),
    )
  })

  it('is nothing when it is no JSON', () => {
    for (const text of ['', '{', '<html>', '{"a":01}', "{'a':1}"]) expect(parseJson(text)).toBeUndefined()
  })
})

describe('a query', () => {
  const pieces = fc.constantFrom('select', '*', 'count(*)', 'from', 'Item', 'where', 'Name', '=', '<=', 'IN', 'LIKE', '(', ')', ',', "'it\\'s'", '10', 'true', 'and', 'orderby', 'desc', 'startposition', 'maxresults', "'", ';', '%')

  it('is understood or refused, however it is put together', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 25 }), (words) => {
        const parsed = parseQuery(words.join(' '))
        expect(parsed.ok ? parsed.value.maxResults : parsed.error.code).toSatisfy((told) => told === '4000' || (Number(told) >= 1 && Number(told) <= 1000))
      }),
      runs(500),
    )
  })

  it('keeps what stands in quotes, letter for letter', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const quoted = text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)
        const parsed = parseQuery(`select * from Item where Name = '${quoted}'`)
        expect(parsed.ok && parsed.value.where[0]?.values).toEqual([text])
      }),
      runs(200),
    )
  })
})
