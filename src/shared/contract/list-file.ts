import { z } from 'zod'
import { host } from './define.ts'

/** What a column of a saved list holds, and so how its cells are written. */
export const savedAs = z.enum(['text', 'count', 'quantity', 'money', 'unit_cost', 'cents', 'day', 'instant', 'yes_no'])
export type SavedAs = z.infer<typeof savedAs>

const savedColumn = z.strictObject({
  header: z.string().max(120),
  /** Where its value is in a row: `product`, then `sku`. */
  path: z.array(z.string().max(60)).min(1).max(4),
  as: savedAs,
  /** What is written for each word that the ledger uses; without them a text is written as it is. */
  words: z.record(z.string().max(60), z.string().max(200)).default({}),
})
export type SavedColumn = z.infer<typeof savedColumn>

/** How a list can be saved. */
export const tableFormat = z.enum(['xlsx', 'csv'])
export type TableFormat = z.infer<typeof tableFormat>

/** Rows that the window has, at most what one message carries. */
const rowsAtHand = z.strictObject({ by: z.literal('rows'), rows: z.array(z.record(z.string(), z.unknown())) })

/** The whole answer of a list's question, of which the window has some pages alone. */
const rowsOfList = z.strictObject({
  by: z.literal('list'),
  query: z.string().max(80),
  /** What the list is narrowed to and sorted by, without the page. */
  input: z.record(z.string(), z.unknown()),
  /** The part of the answer that holds the rows. */
  rowsIn: z.string().max(60),
  /** The part of a row whose parts are a row of the file each, as `line` beside what the row says. */
  eachOf: z.string().max(60).optional(),
  /** For a question that goes on from the last row it told, in place of counting: which part of it names that row, and where the row has it. */
  after: z.strictObject({ input: z.string().max(60), of: z.string().max(60) }).optional(),
})
export type ListToSave = z.infer<typeof rowsOfList>

/** The question for the next page of a list, `last` being the last row of the one before it. */
export function pageAsked({ input, after }: ListToSave, limit: number, read: number, last: Readonly<Record<string, unknown>> | null): Readonly<Record<string, unknown>> {
  if (after === undefined) return { ...input, limit, offset: read }
  return last === null ? { ...input, limit } : { ...input, limit, [after.input]: last[after.of] }
}

/**
 * Asks where, and saves a list with all of its rows in the order in which it is shown. What is read is one view of the
 * ledger, whatever is written meanwhile.
 */
export const listSave = host({
  name: 'list.save',
  version: 1,
  input: z.strictObject({
    /** Proposed as the file's name: `Products`. */
    title: z.string().trim().min(1).max(80),
    format: tableFormat,
    columns: z.array(savedColumn).min(1).max(60),
    from: z.discriminatedUnion('by', [rowsOfList, rowsAtHand]),
  }),
  /** `null`: nobody chose where. */
  output: z.strictObject({ saved: z.strictObject({ file: z.string(), rows: z.int() }).nullable() }),
  errors: ['file.not_saved'],
})

/** Shows what was saved last in this PC's file manager. */
export const listShowSaved = host({ name: 'list.show_saved', version: 1, input: z.strictObject({}), output: z.strictObject({}), errors: [] })
