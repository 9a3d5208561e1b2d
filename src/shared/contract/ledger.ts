import { z } from 'zod'
import { documentKind } from '../errors.ts'
import { host, query } from './define.ts'
import { id, money, quantity } from './figures.ts'

/** One movement on one account, as the ledger has it. */
export const entryRow = z.strictObject({
  entryId: id,
  account: z.string(),
  product: z.strictObject({ productId: id, sku: z.string(), unit: z.string() }).nullable(),
  lot: z.strictObject({ lotId: id, number: z.string() }).nullable(),
  quantity,
  value: money,
})

/** A posting with every entry behind it; the values sum to zero. */
export const postingGet = query({
  name: 'posting.get',
  version: 1,
  input: z.strictObject({ postingId: id }),
  output: z.strictObject({
    postingId: id,
    kind: z.string(),
    businessDate: z.string(),
    recordedAt: z.string(),
    /** Who was at the PC; `null` while nobody was named. */
    by: z.string().nullable(),
    document: z.strictObject({ kind: documentKind, id, reference: z.string() }),
    reversesPostingId: id.nullable(),
    reversedByPostingId: id.nullable(),
    entries: z.array(entryRow),
    hash: z.string(),
  }),
  errors: ['posting.not_found'],
})

/** The first thing that is wrong; `null` when all is right. */
const firstDifference = z.strictObject({ place: z.string(), expected: z.string(), found: z.string() }).nullable()

/** *Check my books*: every balance from the entries, the chain, and each named invariant, in a worker. */
export const booksCheck = host({
  name: 'books.check',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    postings: z.int(),
    checks: z.array(z.strictObject({ name: z.string(), difference: firstDifference })),
    /** What is kept so that no screen sums the past, made anew and compared: a table, or a column of one, and its rows. */
    rebuilt: z.array(z.strictObject({ table: z.string(), rows: z.int(), difference: firstDifference })),
    /** The backups looked at; those whose note of where they ended is lost, and those that cannot be read, as UTC instants. */
    backups: z.strictObject({ checked: z.int(), withoutNote: z.array(z.string()), unreadable: z.array(z.string()) }).nullable(),
  }),
  errors: ['books.cancelled'],
})

/** Stops *Check my books* where it is; the check then answers `books.cancelled`. */
export const booksCancel = host({ name: 'books.cancel', version: 1, input: z.strictObject({}), output: z.strictObject({}), errors: [] })
