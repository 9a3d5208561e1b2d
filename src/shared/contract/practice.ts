import { z } from 'zod'
import { host } from './define.ts'

/** Where people work: in their own company, or in the practice shop, which has a ledger and a practice company of its own. */
export const practiceStatus = host({
  name: 'practice.status',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    here: z.enum(['company', 'practice']),
    /** How far the practice shop is made while it is; `null` when it is not. */
    making: z.strictObject({ done: z.int(), of: z.int() }).nullable(),
  }),
  errors: [],
})

/**
 * Makes a practice shop, a year of it ending today, and goes there; the company's ledger is closed until it is left. The
 * window is loaded anew. While the shop is being made, or people are in it, nothing is made a second time.
 */
export const practiceOpen = host({
  name: 'practice.open',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({}),
  errors: ['practice.not_made'],
})

/** Goes back to the company and throws the practice shop away. The window is loaded anew. */
export const practiceLeave = host({
  name: 'practice.leave',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({}),
  errors: [],
})
