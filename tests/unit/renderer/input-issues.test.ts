import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { invalidInput } from '../../../src/shared/contract/issues.ts'
import { supplierFields } from '../../../src/shared/contract/supplier.ts'

function issuesOf(schema: z.ZodType, value: unknown) {
  const parsed = schema.safeParse(value)
  if (parsed.success) throw new Error('the value was accepted')
  return invalidInput(parsed.error).data.issues
}

const good = { name: 'Acme', code: 'ACM', contact: '', email: '', phone: '', notes: '' }

describe('what is wrong with a supplier', () => {
  test.each([
    ['an empty name', { ...good, name: '  ' }, { field: 'name', problem: 'missing' }],
    ['a long name', { ...good, name: 'x'.repeat(121) }, { field: 'name', problem: 'too_long', limit: 120 }],
    ['a code with a digit', { ...good, code: 'AC1' }, { field: 'code', problem: 'format', limit: 'regex' }],
    ['no e-mail address', { ...good, email: 'orders' }, { field: 'email', problem: 'format', limit: 'email' }],
    ['a field that is not there', { name: 'A', code: null, contact: '', email: '', phone: '' }, { field: 'notes', problem: 'missing' }],
    ['a field too many', { ...good, rating: 5 }, { field: 'rating', problem: 'unknown_field' }],
    ['a number for a name', { ...good, name: 5 }, { field: 'name', problem: 'invalid' }],
  ])('%s', (_, draft, issue) => {
    expect(issuesOf(supplierFields, draft)).toEqual([issue])
  })

  test('everything at once, in order', () => {
    expect(issuesOf(supplierFields, { ...good, name: '', email: 'x' }).map(({ field }) => field)).toEqual(['name', 'email'])
  })
})

describe('other schemas', () => {
  test.each([
    ['below a limit', z.int().min(1), 0, { field: '', problem: 'too_small', limit: 1 }],
    ['not above a limit', z.number().positive(), 0, { field: '', problem: 'not_above', limit: 0 }],
    ['above a limit', z.int().max(500), 501, { field: '', problem: 'too_large', limit: 500 }],
    ['not below a limit', z.number().lt(10), 10, { field: '', problem: 'not_below', limit: 10 }],
    ['a fraction', z.int(), 1.5, { field: '', problem: 'not_whole' }],
    ['short text', z.string().min(3), 'ab', { field: '', problem: 'too_short', limit: 3 }],
    ['an empty list', z.array(z.int()).min(1), [], { field: '', problem: 'too_few', limit: 1 }],
    ['a long list', z.array(z.int()).max(1), [1, 2], { field: '', problem: 'too_many', limit: 1 }],
    ['no multiple', z.number().multipleOf(5), 7, { field: '', problem: 'not_multiple', limit: 5 }],
    ['another choice', z.enum(['a', 'b']), 'c', { field: '', problem: 'not_allowed' }],
    ['nothing', z.string(), undefined, { field: '', problem: 'missing' }],
  ])('%s', (_, schema: z.ZodType, value: unknown, issue) => {
    expect(issuesOf(schema, value)).toEqual([issue])
  })

  test('a place in a list is part of the path', () => {
    const lines = z.strictObject({ lines: z.array(z.strictObject({ quantity: z.string().min(1) })) })
    expect(issuesOf(lines, { lines: [{ quantity: '1' }, { quantity: '' }] })).toEqual([{ field: 'lines.1.quantity', problem: 'missing' }])
  })
})
