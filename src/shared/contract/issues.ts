import type { z } from 'zod'
import { appError, type AppError, type ErrorData } from '../errors.ts'
import { figureProblems, figureProblemOf } from './figures.ts'

/** What can be wrong with one field, whatever the field is about. The window has words for each. */
export const problems = [
  'missing',
  'too_short',
  'too_long',
  'too_few',
  'too_many',
  'too_small',
  'too_large',
  'not_above',
  'not_below',
  'not_whole',
  'not_multiple',
  'format',
  'not_allowed',
  'unknown_field',
  'invalid',
  ...figureProblems,
] as const
export type Problem = (typeof problems)[number]

type Issue = z.core.$ZodIssue
type Described = ErrorData<'input.invalid'>['issues'][number] & { problem: Problem }

/**
 * Says what is wrong with an input, field by field: the field's path joined by dots, the kind of problem, and the limit
 * it broke (for `format` the name of the format). The window and the main process both call it, so both say the same.
 */
export function invalidInput(error: z.core.$ZodError): AppError<'input.invalid'> {
  return appError('input.invalid', { issues: error.issues.flatMap((issue) => describe(issue, [])) })
}

function describe(issue: Issue, parent: readonly PropertyKey[]): Described[] {
  const path = [...parent, ...issue.path].map(String)
  const at = (problem: Problem, limit?: number | bigint | string): Described[] => [
    { field: path.join('.'), problem, ...(limit === undefined ? {} : { limit: typeof limit === 'bigint' ? String(limit) : limit }) },
  ]
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'int') return at('not_whole')
      // zod leaves the value out of the issue, so only the message tells a missing value from a wrong one.
      return at(/received (undefined|null)$/.test(issue.message) ? 'missing' : 'invalid')
    case 'too_small':
      if (issue.origin === 'string') return issue.minimum === 1 ? at('missing') : at('too_short', issue.minimum)
      if (isList(issue.origin)) return at('too_few', issue.minimum)
      return at(issue.inclusive === false ? 'not_above' : 'too_small', issue.minimum)
    case 'too_big':
      if (issue.origin === 'string') return at('too_long', issue.maximum)
      if (isList(issue.origin)) return at('too_many', issue.maximum)
      return at(issue.inclusive === false ? 'not_below' : 'too_large', issue.maximum)
    case 'invalid_format':
      return at('format', issue.format)
    case 'not_multiple_of':
      return at('not_multiple', issue.divisor)
    case 'invalid_value':
      return at('not_allowed')
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ field: [...path, key].join('.'), problem: 'unknown_field' }))
    case 'invalid_union':
      return closestBranch(issue)?.flatMap((inner) => describe(inner, path)) ?? at('invalid')
    case 'custom': {
      const figure = figureProblemOf(issue.params)
      return figure === null ? at('invalid') : at(figure.problem, figure.limit)
    }
    default:
      return at('invalid')
  }
}

/** A union fails for every branch; one that complains of more than another constant or kind of value tells the most. */
function closestBranch(issue: z.core.$ZodIssueInvalidUnion): readonly Issue[] | undefined {
  const branches = issue.errors.filter((branch) => branch.length > 0)
  const tellsMore = (inner: Issue) => inner.path.length > 0 || (inner.code !== 'invalid_value' && inner.code !== 'invalid_type')
  return branches.find((branch) => branch.some(tellsMore)) ?? branches.at(-1)
}

function isList(origin: string): boolean {
  return origin === 'array' || origin === 'set'
}
