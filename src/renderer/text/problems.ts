import { problems, type Problem } from '../../shared/contract/issues.ts'
import { numberProblems, type NumberProblem } from '../../shared/units/decimal.ts'
import { dateProblemWords, figureProblemWords } from './figure-problems.ts'

type Limit = number | string | undefined

const formats: Readonly<Record<string, string>> = {
  email: 'Write an e-mail address, like orders@example.com.',
  url: 'Write a web address, like https://example.com.',
  date: 'Write a date as year-month-day, like 2026-03-31.',
  uuid: 'This is not an id of this program.',
}

type FigureTexts<Family extends string> = { readonly [P in `${Family}.${NumberProblem}`]: (limit: Limit) => string }

function figureTexts<const Family extends string>(family: Family, noun: string): FigureTexts<Family> {
  const texts = numberProblems.map((problem) => {
    const text = (limit: Limit) => inOne(figureProblemWords(noun, problem, limit === undefined ? undefined : Number(limit)))
    return [`${family}.${problem}`, text] as const
  })
  // The keys are made from the same list as the type, which TypeScript cannot follow through a map.
  return Object.fromEntries(texts) as FigureTexts<Family>
}

const inOne = ({ what, toDo }: { readonly what: string; readonly toDo: string }) => `${what} ${toDo}`

const texts: { readonly [P in Problem]: (limit: Limit) => string } = {
  missing: () => 'Fill this in.',
  too_short: (limit) => `Write at least ${limit} characters.`,
  too_long: (limit) => `Write at most ${limit} characters.`,
  too_few: (limit) => (Number(limit) === 1 ? 'Add at least one.' : `Add at least ${limit}.`),
  too_many: (limit) => `Keep to ${limit} at most.`,
  too_small: (limit) => `The smallest value here is ${limit}.`,
  too_large: (limit) => `The largest value here is ${limit}.`,
  not_above: (limit) => `This must be more than ${limit}.`,
  not_below: (limit) => `This must be less than ${limit}.`,
  not_whole: () => 'Write a whole number.',
  not_multiple: (limit) => `This must be a multiple of ${limit}.`,
  format: (limit) => formats[String(limit)] ?? 'This is not written the way it has to be here.',
  not_allowed: () => 'Choose one of the values offered here.',
  unknown_field: () => 'This field is not part of the form.',
  invalid: () => 'This is not a value that fits here.',
  ...figureTexts('quantity', 'quantity'),
  ...figureTexts('money', 'amount'),
  'date.empty': () => inOne(dateProblemWords('empty')),
  'date.not_a_date': () => inOne(dateProblemWords('not_a_date')),
  'date.in_future': () => inOne(dateProblemWords('in_future')),
}

/** The sentence beside a field for what is wrong with it. */
export function problemText(problem: string, limit?: number | string): string {
  return (isProblem(problem) ? texts[problem] : texts.invalid)(limit)
}

function isProblem(problem: string): problem is Problem {
  return (problems as readonly string[]).includes(problem)
}
