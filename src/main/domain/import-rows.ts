import { foldText } from '../../shared/fold-text.ts'
import type { DateOrder, DecimalMark, ImportField, ImportProblem, ImportProblemCode, ImportProblemData, RowNote } from '../../shared/imports.ts'
import { parseMillionths, usualMillionths, type NumberProblem } from '../../shared/units/decimal.ts'
import { dayOf, plainFigure } from './import-figures.ts'

/** What a row of a file says, by field; a field that no column has is not there. */
export type ImportCells = { readonly [F in ImportField]?: string }

export interface FileRow {
  /** As the spreadsheet counts its rows. */
  readonly row: number
  readonly cells: ImportCells
  /** What is wrong with cells that no text of theirs tells: the spreadsheet made a date of a SKU, or a formula failed. */
  readonly problems?: readonly ImportProblem[]
}

/** How figures and days of a file are written, and the day it is read. */
export interface HowWritten {
  readonly decimal: DecimalMark
  readonly dateOrder: DateOrder
  readonly today: string
  /** What is new says where its row says nothing. */
  readonly defaults: ImportCells
}

/** What a field of something in the books says before and after. */
export interface FieldChange {
  readonly field: ImportField
  readonly before: string
  readonly after: string
}

/** What is to become of a row: refused for what is wrong with it, or taken as planned; without a plan it changes nothing. */
export interface Verdict<Plan> {
  readonly row: number
  readonly outcome: 'new' | 'changed' | 'unchanged' | 'rejected'
  readonly problems: readonly ImportProblem[]
  readonly plan: Plan | null
  /** Of something that is in the books already. */
  readonly changes: readonly FieldChange[]
  readonly notes: readonly RowNote[]
  readonly productId: number | null
  readonly supplierId: number | null
}

/** Shared by all rows that have none of it. */
const none: readonly never[] = []

/** Nothing is in the books, nothing is wrong, and nothing changes, but for what is said; the outcome follows where it is not said. */
export function verdict<Plan>(row: number, said: Partial<Omit<Verdict<Plan>, 'row'>>): Verdict<Plan> {
  const { problems = none, plan = null, productId = null, supplierId = null } = said
  const outcome = problems.length > 0 ? 'rejected' : (said.outcome ?? (plan === null ? 'unchanged' : productId === null && supplierId === null ? 'new' : 'changed'))
  return { row, problems, plan, changes: said.changes ?? none, notes: said.notes ?? none, productId, supplierId, outcome }
}

export function problem<C extends ImportProblemCode>(field: ImportField, found: string, code: C, data: ImportProblemData<C>): ImportProblem {
  return { field, found, code, data } as ImportProblem
}

const numberProblems = {
  empty: 'missing',
  not_a_number: 'not_a_number',
  too_large: 'number_too_large',
  negative: 'negative',
  not_positive: 'not_positive',
} as const satisfies { readonly [P in Exclude<NumberProblem, 'too_many_decimals'>]: ImportProblemCode }

/** Reads the cells of one row and keeps what is wrong with them. A cell that is blank or wrong reads as `undefined`. */
export class RowReader {
  problems: readonly ImportProblem[]
  readonly #cells: ImportCells
  readonly #how: HowWritten
  #isNew = false

  constructor({ cells, problems = none }: FileRow, how: HowWritten) {
    this.problems = problems
    this.#cells = cells
    this.#how = how
  }

  /** From now on a blank cell says what all new rows say. */
  isNew(): void {
    this.#isNew = true
  }

  /** Keeps what is wrong with a cell; the first thing is the one to mend. */
  refuse<C extends ImportProblemCode>(field: ImportField, code: C, data: ImportProblemData<C>): void {
    if (this.problems.some((one) => one.field === field)) return
    this.problems = [...this.problems, problem(field, this.#cells[field] ?? '', code, data)]
  }

  /** The text of a cell without space around it; blank where the column is not there. */
  textOf(field: ImportField): string {
    const text = this.#cells[field]?.trim() ?? ''
    return text === '' && this.#isNew ? (this.#how.defaults[field]?.trim() ?? '') : text
  }

  text(field: ImportField, lengthMax: number): string | undefined {
    const text = this.textOf(field)
    if (text.length <= lengthMax) return text === '' ? undefined : text
    this.refuse(field, 'too_long', { lengthMax })
    return undefined
  }

  /** A text that no row goes without. */
  needed(field: ImportField, lengthMax: number): string | undefined {
    const text = this.text(field, lengthMax)
    // What is too long is refused already.
    if (text === undefined) this.refuse(field, 'missing', {})
    return text
  }

  /** Integer millionths. `above` zero, zero too, or `any`, below zero too. */
  figure(field: ImportField, decimalsMax: number, least: 'any' | 'zero' | 'above'): number | undefined {
    const text = this.textOf(field)
    if (text === '') return undefined
    const usual = usualMillionths(text, this.#how.decimal, decimalsMax)
    if (usual !== null && (usual > 0 || least !== 'above')) return usual
    const plain = plainFigure(text, this.#how.decimal)
    const read = plain === null ? ({ ok: false, error: 'not_a_number' } as const) : parseMillionths(plain, { decimalsMax, negative: least === 'any' ? 'allowed' : 'refused' })
    if (!read.ok) {
      if (read.error === 'too_many_decimals') this.refuse(field, 'too_many_decimals', { decimalsMax })
      else this.refuse(field, numberProblems[read.error], {})
      return undefined
    }
    if (least !== 'above' || read.value > 0) return read.value
    this.refuse(field, 'not_positive', {})
    return undefined
  }

  /** One of the words there are for a choice, whatever their case and hyphens. */
  choice<Choice extends string>(field: ImportField, words: ReadonlyMap<string, Choice>, shown: readonly string[]): Choice | undefined {
    const text = this.textOf(field)
    if (text === '') return undefined
    const chosen = words.get(text) ?? words.get(wordOf(text))
    if (chosen === undefined) this.refuse(field, 'not_one_of', { words: [...shown] })
    return chosen
  }

  /** A day up to today. */
  pastDay(field: ImportField): string | undefined {
    const text = this.textOf(field)
    if (text === '') return undefined
    const day = dayOf(text, this.#how.dateOrder)
    if (day === null) this.refuse(field, 'not_a_date', {})
    else if (day > this.#how.today) this.refuse(field, 'in_future', {})
    else return day
    return undefined
  }
}

/** A word as choices and names of columns are compared: letters and digits alone. */
export function wordOf(text: string): string {
  return foldText(text).replaceAll(/[^\p{L}\p{N}#%]+/gu, '')
}

/** The words of a choice, each by how it is compared. */
export function choiceWords<Choice extends string>(words: { readonly [C in Choice]: readonly string[] }): ReadonlyMap<string, Choice> {
  return new Map(Object.entries<readonly string[]>(words).flatMap(([choice, all]) => all.flatMap((word) => [[wordOf(word), choice as Choice] as const, [word, choice as Choice] as const])))
}

/** Remembers what each row said, to name the first row that said the same. */
export class SaidOnce {
  readonly #texts: string[] = []
  readonly #rows: number[] = []
  /** The row of each text; `null` while each was greater than the one before, as in a file that is sorted, so that none is there twice. */
  #firstRows: Map<string, number> | null = null

  /** The row that said it before; `null` the first time. */
  before(text: string, row: number): number | null {
    if (this.#firstRows === null) {
      const last = this.#texts.at(-1)
      if (last === undefined || text > last) {
        this.#texts.push(text)
        this.#rows.push(row)
        return null
      }
      this.#firstRows = new Map(this.#texts.map((said, place) => [said, this.#rows[place] ?? row]))
    }
    const first = this.#firstRows.get(text)
    if (first === undefined) this.#firstRows.set(text, row)
    return first ?? null
  }
}
