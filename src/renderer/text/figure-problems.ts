import type { DateProblem } from '../../shared/units/business-date.ts'
import type { NumberProblem } from '../../shared/units/decimal.ts'

/** What was wrong and what to do about it. */
interface ProblemWords {
  readonly what: string
  readonly toDo: string
}

/** What is wrong with a figure; `noun` is `quantity` or `amount`. */
export function figureProblemWords(noun: string, problem: NumberProblem, decimalsMax?: number): ProblemWords {
  switch (problem) {
    case 'empty':
      return { what: `The ${noun} is missing.`, toDo: 'Fill it in.' }
    case 'not_a_number':
      return { what: `The ${noun} is not a number.`, toDo: 'Write digits with a point for decimals, like 1.5 and not 1,5.' }
    case 'too_many_decimals':
      return {
        what: decimalsMax === undefined ? `The ${noun} has too many decimals.` : `The ${noun} has more than ${decimalsMax} decimals.`,
        toDo: 'Round it.',
      }
    case 'too_large':
      return { what: `The ${noun} is larger than the ledger can keep exactly.`, toDo: 'Check for a digit too many.' }
    case 'negative':
      return { what: `The ${noun} is below zero.`, toDo: 'Write it without the minus sign.' }
    case 'not_positive':
      return { what: `The ${noun} is not above zero.`, toDo: 'Write more than zero.' }
  }
}

/** What is wrong with a day; `today` is the last day it could be. */
export function dateProblemWords(problem: DateProblem, today?: string): ProblemWords {
  switch (problem) {
    case 'empty':
      return { what: 'The date is missing.', toDo: 'Fill in the day it happened.' }
    case 'not_a_date':
      return { what: 'This is not a day of the calendar.', toDo: 'Write it as year-month-day, like 2026-03-31.' }
    case 'in_future':
      return { what: 'This day is still to come.', toDo: today === undefined ? 'Choose today or a day before.' : `Choose ${today} or a day before.` }
  }
}
