import { z } from 'zod'
import { accountingService, syncKind } from '../accounting.ts'
import { errorData, type ErrorCode } from '../errors.ts'
import { integrationStep } from '../integration-steps.ts'
import { accountingCompany } from './accounting.ts'
import { appErrorValue } from './app.ts'
import { host } from './define.ts'

type ConnectionCode = Extract<ErrorCode, `connection.${string}`>
/** What reaching QuickBooks can end in. */
const connectionCodes = Object.keys(errorData).filter((code): code is ConnectionCode => code.startsWith('connection.'))

/** What became of a run. Counts that a list does not have are 0. */
export const runSummary = z.strictObject({
  created: z.int(),
  updated: z.int(),
  deactivated: z.int(),
  /** Told and not taken, such as items of a kind nobody asked for. */
  skipped: z.int(),
  /** What it stopped with; the counts are of what was done before. */
  problem: appErrorValue.nullable(),
  cancelled: z.boolean(),
})
export type RunSummary = z.infer<typeof runSummary>

/** What a person typed in to connect a company of their own; the secret is never told again. */
export const appKeys = z.strictObject({
  service: accountingService.exclude(['practice']),
  clientId: z.string(),
  hasSecret: z.boolean(),
  /** The https page that sends the browser back here, as production keys want it; empty for the loopback itself. */
  redirectAddress: z.string(),
})

export const connectionStatus = z.strictObject({
  state: z.enum(['none', 'connected', 'needs_login', 'disconnected']),
  company: accountingCompany.nullable(),
  login: z.strictObject({
    phase: z.enum(['idle', 'waiting', 'exchanging', 'failed']),
    service: accountingService.nullable(),
    /** The page to log in on, while it waits for the browser. */
    authorizeUrl: z.string().nullable(),
    /** Where the browser comes back to. */
    redirect: z.string().nullable(),
    /** UTC instant at which it gives up. */
    endsAt: z.string().nullable(),
    problem: appErrorValue.nullable(),
  }),
  keychain: z.enum(['os', 'memory']),
  keys: z.array(appKeys),
  /** Whether the practice company runs on this PC. */
  practice: z.boolean(),
  /** Days until the login lapses unless it is used; `null` without one. */
  refreshDaysLeft: z.int().nullable(),
  online: z.strictObject({ state: z.enum(['online', 'offline', 'unknown']), lastAnswerAt: z.string().nullable() }),
  running: z.array(z.strictObject({ kind: syncKind, done: z.int(), of: z.int().nullable() })),
  /** The last ended run of each kind. */
  lastRuns: z.array(z.strictObject({ kind: syncKind, beganAt: z.string(), endedAt: z.string(), summary: runSummary })),
  /** What needs a person, the most pressing first. */
  problems: z.array(appErrorValue),
  /** What is being sent; `null` while nothing is. */
  sending: z.strictObject({ done: z.int(), of: z.int() }).nullable(),
  /** Documents that are on their way or to be sent. */
  waiting: z.int(),
  /** Documents that lack something, were refused or were found twice. */
  needsYou: z.int(),
  steps: z.array(integrationStep),
})
export type ConnectionStatus = z.infer<typeof connectionStatus>

export const connectionStatusGet = host({
  name: 'connection.status',
  version: 1,
  input: z.strictObject({}),
  output: connectionStatus,
  errors: [],
})

const done = z.strictObject({})

/** Keeps the keys of an app in the keychain. `null` for the secret keeps the one there is. */
export const connectionSetKeys = host({
  name: 'connection.set_keys',
  version: 1,
  input: z.strictObject({
    service: appKeys.shape.service,
    clientId: z.string().trim().min(1).max(200),
    clientSecret: z.string().trim().min(1).max(200).nullable(),
    redirectAddress: z.union([z.literal(''), z.url({ protocol: /^https$/, hostname: z.regexes.domain }).max(500)]),
  }),
  output: done,
  errors: ['accounting.keys_missing', 'connection.keychain_failed'],
})

/** Opens the login page in the browser; one that waits is given up. `connection.status` tells how it goes on. */
export const connectionBeginLogin = host({
  name: 'connection.begin_login',
  version: 1,
  input: z.strictObject({ service: accountingService }),
  output: z.strictObject({ authorizeUrl: z.string() }),
  errors: ['accounting.keys_missing', 'accounting.no_practice', ...connectionCodes],
})

/** Takes the address the browser was sent to, where it found no way back by itself. */
export const connectionPasteAddress = host({
  name: 'connection.paste_address',
  version: 1,
  input: z.strictObject({ text: z.string().trim().min(1).max(4000) }),
  output: done,
  errors: ['accounting.no_login', ...connectionCodes],
})

export const connectionCancelLogin = host({ name: 'connection.cancel_login', version: 1, input: z.strictObject({}), output: done, errors: [] })

/** Forgets the login here, and tells QuickBooks so where it can be reached. Links and what waits stay. */
export const connectionDisconnect = host({
  name: 'connection.disconnect',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    /** False when QuickBooks could not be told: the login is forgotten here and lapses there by itself. */
    revoked: z.boolean(),
  }),
  errors: ['accounting.no_company'],
})

/**
 * Shows a page of the practice company, by QuickBooks' own path of it, in the person's browser. Pages of QuickBooks itself
 * are links; this one has an address on this PC that no link may open.
 */
export const connectionShowPage = host({
  name: 'connection.show_page',
  version: 1,
  input: z.strictObject({ page: z.string().regex(/^\/app\/[a-z]{1,40}(\?(txnId|itemId)=\d{1,20})?$/) }),
  output: done,
  errors: ['accounting.no_practice', 'connection.no_browser'],
})

/** Looks now whether the accounting company can be reached. */
export const connectionCheckNow = host({
  name: 'connection.check_now',
  version: 1,
  input: z.strictObject({}),
  output: connectionStatus.shape.online,
  errors: [],
})

/** Reads these lists of the accounting company, after what runs already. `connection.status` tells how it goes on. */
export const syncRun = host({
  name: 'sync.run',
  version: 1,
  input: z.strictObject({ kinds: z.array(syncKind).min(1).max(5) }),
  output: done,
  errors: ['accounting.not_connected', 'connection.reconnect', 'sales.no_channel'],
})

/** Stops what runs; what was read stays. */
export const syncCancel = host({ name: 'sync.cancel', version: 1, input: z.strictObject({}), output: done, errors: [] })
