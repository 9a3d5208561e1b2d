import type { AppError, ErrorCode, ErrorData } from '../../shared/errors.ts'
import { accountingWords } from './error-words-accounting.ts'
import { buildWords } from './error-words-builds.ts'
import { connectionWords } from './error-words-connection.ts'
import { exportWords } from './error-words-exports.ts'
import { fileWords } from './error-words-files.ts'
import { itemWords } from './error-words-items.ts'
import { peopleWords } from './error-words-people.ts'
import { programWords } from './error-words-program.ts'
import { saleWords } from './error-words-sales.ts'
import { stockWords } from './error-words-stock.ts'
import type { ErrorWords, WordsFor } from './error-words.ts'
import { problemText } from './problems.ts'

/** The sentences of every error code. A code without its sentences does not compile. */
export const errorText: WordsFor<ErrorCode> = { ...programWords, ...stockWords, ...buildWords, ...saleWords, ...peopleWords, ...connectionWords, ...accountingWords, ...itemWords, ...exportWords, ...fileWords }

/** The sentences of one error. */
export function wordsOf(error: AppError, nowMs: number): ErrorWords {
  return (errorText[error.code] as (data: ErrorData<ErrorCode>, nowMs: number) => ErrorWords)(error.data, nowMs)
}

/** The field a refusal is about, as its form names it; `null` when it is about none. */
export function fieldOf(error: AppError): string | null {
  return 'field' in error.data ? error.data.field : null
}

/** One form's own words for a problem of a field, by `field.problem`: `code.format`. */
export type FieldHints = Readonly<Record<string, string>>

/** The text beside each field a refusal is about; empty when it is about none. */
export function fieldTexts(error: AppError, hints: FieldHints, nowMs: number): Record<string, string> {
  if (error.code === 'input.invalid') {
    const inOrder = error.data.issues.map(({ field, problem, limit }) => [field, hints[`${field}.${problem}`] ?? problemText(problem, limit)])
    // The first thing wrong with a field is the one shown, hence the reversal.
    return Object.fromEntries(inOrder.toReversed())
  }
  const field = fieldOf(error)
  if (field === null) return {}
  const { what, toDo } = wordsOf(error, nowMs)
  return { [field]: `${what} ${toDo}` }
}

/** The code and its facts in one line, for whoever helps. */
export function referenceOf(error: AppError): string {
  return [error.code, ...factsOf(error).map(({ name, value }) => `${name}=${value}`)].join(' · ')
}

/** The same as far as it fits beside the sentences: what is long is cut, and of what there are many only how many is told. */
export function shortReferenceOf(error: AppError): string {
  const short = factsOf(error).map(({ name, value, count }) => (value.length <= factLengthMax ? `${name}=${value}` : count === null ? `${name}=${value.slice(0, factLengthMax)}…` : `${name}: ${count}`))
  return [error.code, ...short].join(' · ')
}

const factLengthMax = 80

function factsOf({ data }: AppError): readonly { readonly name: string; readonly value: string; readonly count: number | null }[] {
  return Object.entries(data).map(([name, value]) => ({ name, value: typeof value === 'string' ? value : JSON.stringify(value), count: Array.isArray(value) ? value.length : null }))
}
