import { z } from 'zod'
import { isBusinessDate } from '../units/business-date.ts'
import { numberProblems, parseMillionths, type NumberProblem } from '../units/decimal.ts'
import { moneyDecimalsMax } from '../units/money.ts'
import { bomQuantityDecimalsMax, quantityDecimalsMax } from '../units/quantity.ts'

/**
 * Figures as they are typed: plain decimal text, parsed to integer millionths by the same rule in the window and in the
 * main process. What is wrong with one is told as `quantity.<problem>`, `money.<problem>` or `date.<problem>`.
 */
type Family = 'quantity' | 'money'

type FigureProblem = `${Family}.${NumberProblem}` | 'date.empty' | 'date.not_a_date' | 'date.in_future'

/** Everything that can be wrong with a figure or a date. */
export const figureProblems: readonly FigureProblem[] = [
  ...numberProblems.flatMap((problem) => [`quantity.${problem}` as const, `money.${problem}` as const]),
  'date.empty',
  'date.not_a_date',
  'date.in_future',
]

/** What one of these schemas put into its issue; `null` for any other. */
export function figureProblemOf(params: unknown): { readonly problem: FigureProblem; readonly limit?: number } | null {
  const known = z.object({ problem: z.literal(figureProblems), limit: z.number().optional() }).safeParse(params)
  if (!known.success) return null
  const { problem, limit } = known.data
  return limit === undefined ? { problem } : { problem, limit }
}

const textLengthMax = 40

function figure(family: Family, decimalsMax: number, accepts: (amount: number) => NumberProblem | null) {
  return z.string().max(textLengthMax).transform((text, context) => {
    const parsed = parseMillionths(text, { decimalsMax, negative: 'allowed' })
    const problem = parsed.ok ? accepts(parsed.value) : parsed.error
    if (parsed.ok && problem === null) return parsed.value
    context.addIssue({
      code: 'custom',
      message: `${family}.${problem}`,
      params: { problem: `${family}.${problem}`, ...(problem === 'too_many_decimals' ? { limit: decimalsMax } : {}) },
      input: text,
    })
    return z.NEVER
  })
}

const aboveZero = (amount: number): NumberProblem | null => (amount < 0 ? 'negative' : amount === 0 ? 'not_positive' : null)
const notBelowZero = (amount: number): NumberProblem | null => (amount < 0 ? 'negative' : null)

/** A quantity above zero, at most 6 decimals. */
export const quantityTyped = figure('quantity', quantityDecimalsMax, aboveZero)

/** A quantity of zero or more, at most 6 decimals, such as a reorder point. */
export const quantityOrZeroTyped = figure('quantity', quantityDecimalsMax, notBelowZero)

/** A quantity that may be below zero, at most 6 decimals, such as a correction of a count. */
export const signedQuantityTyped = figure('quantity', quantityDecimalsMax, () => null)

/** A component's quantity per unit built: above zero, at most 4 decimals. */
export const bomQuantityTyped = figure('quantity', bomQuantityDecimalsMax, aboveZero)

/** An amount of money of zero or more, at most 6 decimals. */
export const moneyTyped = figure('money', moneyDecimalsMax, notBelowZero)

/** A business date that exists. Whether it lies in the future is for the rule that knows today. */
export const dateTyped = z.string().trim().superRefine((text, context) => {
  if (isBusinessDate(text)) return
  const problem = text === '' ? 'date.empty' : 'date.not_a_date'
  context.addIssue({ code: 'custom', message: problem, params: { problem }, input: text })
})

/** Integer millionths of a product's unit, as they are answered. */
export const quantity = z.int()

/** Integer millionths of the company's currency, as they are answered. */
export const money = z.int()

/** A row id. */
export const id = z.int().positive()

/** One page of a list. */
export const page = { limit: z.int().min(1).max(500), offset: z.int().min(0) } as const

/** One page of a list that can be sorted by its columns, the first of which is its own order; `find` asks where a row is in it. */
export function sortedPage<const Column extends string>(columns: readonly [Column, ...Column[]], { descending = false }: { readonly descending?: boolean } = {}) {
  return { ...page, sort: z.enum(columns).default(columns[0] as never), descending: z.boolean().default(descending), find: id.nullable().default(null) }
}

/** What a list says of the whole, whatever page was asked for. */
export const wholeList = {
  total: z.int(),
  /** Place of the row that was to be found, from 0; `null` when it is not in the list. */
  foundAt: z.int().nullable(),
} as const

/** When something was written into the ledger, UTC, and by whom; `null` before anyone was named. */
export const written = z.strictObject({ at: z.string(), by: z.string().nullable() })
