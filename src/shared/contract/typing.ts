import { z } from 'zod'
import { host } from './define.ts'

/** What of is typed, such as `receipt 7`. */
const typedOf = z.string().min(1).max(80)

/** The longest text that is kept of one thing. */
export const typedLengthMax = 400_000

/** What was typed into the window and not saved, as this PC kept it: of the ledger that is open, by this version of the program. */
export const typingGet = host({
  name: 'typing.get',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({ typed: z.array(z.strictObject({ of: typedOf, text: z.string() })) }),
  errors: [],
})

/** Keeps what is typed of one thing, so that it is there again after the window or the program has ended; `null` forgets it. */
export const typingKeep = host({
  name: 'typing.keep',
  version: 1,
  input: z.strictObject({
    of: typedOf,
    text: z.string().max(typedLengthMax).nullable(),
    /** The command it is about to be sent under: once that is done, it is saved and not kept any more. */
    sentAs: z.uuid().nullable().default(null),
  }),
  output: z.strictObject({}),
  errors: [],
})
