import { err, ok, type Result } from '../../shared/result.ts'
import type { Company } from './entity.ts'
import { at, JsonNumber, numberAt, textAt, type JsonObject } from './json.ts'
import { invalid, type Refusal } from './refusal.ts'

/** What can be made to go wrong, and what it does. */
export const troubleKinds = {
  ignore_request_id: 'forgets what was done under a request id: the same request does it again',
  drop_answer: 'does what was asked, then drops the connection without an answer',
  commit_later: 'drops the connection, and does what was asked some seconds later by its own clock',
  reset_before_commit: 'drops the connection and does nothing',
  fault_in_200: 'answers a Fault with HTTP 200',
  throttle: 'answers HTTP 429, its body XML',
  server_error: 'answers HTTP 500 or 503; with "committed" after doing what was asked',
  slow: 'does what was asked and answers some seconds late',
  endless: 'begins an answer that never ends',
  cut_answer: 'does what was asked and breaks off in the middle of the answer',
  not_json: 'does what was asked and answers a page of HTML',
  expire_token: 'no access token is good any more',
  refuse_refresh: 'no refresh token is good any more',
  closed_books: 'the books are closed up to a date',
  before_start_date: 'refuses with 6270: dated before an item’s start',
  inactive_item: 'refuses with 610: an item is inactive',
  inactive_account: 'refuses with 610: an account is inactive',
  refuse: 'refuses with a Fault of your choice',
  no_inventory_plan: 'the plan has no inventory',
  outside_us: 'the company is outside the US',
  other_currency: 'the home currency is another',
  shifting_pages: 'touches an object between two pages, so that the rows after it move up',
} as const

export type TroubleKind = keyof typeof troubleKinds

export interface Trouble {
  readonly id: number
  readonly name: TroubleKind
  /** An entity, the beginning of a path, or `*`. */
  readonly on: string
  /** `create`, `query`, `read`, `update`, `delete`, `void`, `batch`, `cdc`, `token`; `null` for any. */
  readonly operation: string | null
  /** How often it still happens; `null` for always. */
  readonly timesLeft: number | null
  /** How often it happens out of a million requests it is meant for; the draws come from `seed`. */
  readonly perMillion: number
  readonly seed: number
  readonly options: JsonObject
}

/** What a trouble is met by. */
export interface Asked {
  readonly path: string
  readonly entity: string
  readonly operation: string
  /** A page of a query after its first one. */
  readonly isLaterPage?: boolean
}

/** Troubles that hold for the whole company as long as they are there, and are not used up. */
const standing: Partial<Record<TroubleKind, (options: JsonObject) => Partial<Company>>> = {
  closed_books: (options) => ({ closedThrough: textAt(options, 'date') ?? '2999-12-31' }),
  no_inventory_plan: () => ({ plan: 'Essentials' }),
  outside_us: (options) => ({ country: textAt(options, 'country') ?? 'CA' }),
  other_currency: (options) => ({ currency: textAt(options, 'currency') ?? 'CAD' }),
}

export interface Troubles {
  list(): readonly Trouble[]
  /** Puts a trouble in the way; the error says what was not understood. */
  add(asked: JsonObject): Result<Trouble, string>
  remove(id: number): boolean
  clear(): void
  /** The troubles a request meets, each used up by one; drawn in the order in which they were put there. */
  meet(asked: Asked): readonly Trouble[]
  /** What standing troubles pretend of the company. */
  pretended(): Partial<Company>
}

/** Keeps the troubles of one server, in memory: a restart is free of them. */
export function makeTroubles(): Troubles {
  let all: Trouble[] = []
  let lastId = 0
  return {
    list: () => all,
    add: (asked) => {
      const read = readTrouble(asked, lastId + 1)
      if (!read.ok) return read
      lastId += 1
      all = [...all, read.value]
      return read
    },
    remove: (id) => {
      const before = all.length
      all = all.filter((each) => each.id !== id)
      return all.length < before
    },
    clear: () => {
      all = []
    },
    meet: (asked) => {
      const met: Trouble[] = []
      all = all.flatMap((trouble) => {
        if (standing[trouble.name] !== undefined || !concerns(trouble, asked)) return [trouble]
        const [drawn, seed] = draw(trouble.seed)
        if (drawn >= trouble.perMillion) return [{ ...trouble, seed }]
        met.push(trouble)
        const timesLeft = trouble.timesLeft === null ? null : trouble.timesLeft - 1
        return timesLeft === 0 ? [] : [{ ...trouble, seed, timesLeft }]
      })
      return met
    },
    pretended: () => Object.assign({}, ...all.map(({ name, options }) => standing[name]?.(options) ?? {})) as Partial<Company>,
  }
}

/** The Fault a trouble refuses with, `null` for one that does something else. */
export function refusalOf({ name, options }: Trouble): Refusal | null {
  switch (name) {
    case 'refuse':
    case 'fault_in_200': {
      const message = textAt(options, 'message') ?? 'A business validation error has occurred while processing your request'
      const asked = invalid(textAt(options, 'code') ?? '6000', message, textAt(options, 'detail') ?? `Business Validation Error: ${message}`)
      return { ...asked, status: name === 'fault_in_200' ? 200 : Number(textAt(options, 'status') ?? 400) }
    }
    case 'before_start_date':
      return invalid('6270', 'Transaction Date Is Prior To Start Date For Inventory Item', 'Transaction date is prior to start date for inventory item')
    case 'inactive_item':
      return invalid('610', 'Object Not Found', "Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.")
    case 'inactive_account':
      return invalid('610', 'Object Not Found', "Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.", 'AccountRef')
    default:
      return null
  }
}

function concerns({ name, on, operation }: Trouble, asked: Asked): boolean {
  if (name === 'shifting_pages' && asked.isLaterPage !== true) return false
  if (operation !== null && operation !== asked.operation) return false
  if (on === '*') return true
  return on.startsWith('/') ? asked.path.startsWith(on) : on.toLowerCase() === asked.entity.toLowerCase()
}

function readTrouble(asked: JsonObject, id: number): Result<Trouble, string> {
  const name = textAt(asked, 'name') ?? ''
  if (!(name in troubleKinds)) return err(`There is no trouble named "${name}". Known: ${Object.keys(troubleKinds).join(', ')}.`)
  const times = numberAt(asked, 'times')
  const probability = numberAt(asked, 'probability')
  if (times !== undefined && !/^[1-9]\d{0,6}$/.test(times)) return err('"times" must be a whole number from 1.')
  if (probability !== undefined && !(Number(probability) > 0 && Number(probability) <= 1)) return err('"probability" must be over 0 and at most 1.')
  const options = Object.fromEntries(Object.entries(asked).filter(([key]) => !['name', 'on', 'operation', 'times', 'probability', 'seed'].includes(key)))
  return ok({
    id,
    name: name as TroubleKind,
    on: textAt(asked, 'on') ?? '*',
    operation: textAt(asked, 'operation')?.toLowerCase() ?? null,
    timesLeft: times !== undefined ? Number(times) : probability !== undefined || at(asked, 'times') === null ? null : 1,
    perMillion: probability === undefined ? 1_000_000 : Math.round(Number(probability) * 1_000_000),
    seed: Number(numberAt(asked, 'seed') ?? 1),
    options,
  })
}

/** The next of a fixed row of numbers below a million, and what the one after it is drawn from (Park and Miller's generator). */
function draw(seed: number): readonly [drawn: number, next: number] {
  const state = ((Math.abs(Math.trunc(seed)) % 2_147_483_646) + 1) * 48_271 % 2_147_483_647
  return [state % 1_000_000, state]
}

/** A trouble as the control page tells it. */
export function describeTrouble(trouble: Trouble): JsonObject {
  const whole = (value: number | null) => (value === null ? null : new JsonNumber(String(value)))
  return {
    id: whole(trouble.id),
    name: trouble.name,
    does: troubleKinds[trouble.name],
    on: trouble.on,
    operation: trouble.operation,
    timesLeft: whole(trouble.timesLeft),
    options: trouble.options,
  }
}
