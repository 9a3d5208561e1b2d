import { z } from 'zod'
import { errorData, type AppError, type ErrorCode } from '../errors.ts'
import { host } from './define.ts'

/** An error as it crosses IPC: a known code with the data that belongs to it. */
export const appErrorValue: z.ZodType<AppError> = z
  .strictObject({ code: z.string(), data: z.unknown() })
  .refine((e) => e.code in errorData && errorData[e.code as ErrorCode].safeParse(e.data).success)
  .transform((e) => e as AppError)

export const bootStage = z.enum(['paths', 'log', 'lock', 'restore', 'open', 'migrate', 'check', 'ipc', 'window'])
export type BootStage = z.infer<typeof bootStage>

export const startWarning = z.enum(['ledger_on_network_share', 'ledger_in_synced_folder'])
export type StartWarning = z.infer<typeof startWarning>

/** What the window needs to know before it shows its first screen, and for its status bar. */
export const appStatus = host({
  name: 'app.status',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    version: z.string(),
    /** `electron`, or `browser` where its runtime could not be had and the same program runs in Chromium. */
    runtime: z.enum(['electron', 'browser']),
    platform: z.string(),
    ledgerFile: z.string(),
    /** Set when a stage of the start failed: the window then offers recovery and nothing else. */
    failure: z.strictObject({ stage: bootStage, error: appErrorValue }).nullable(),
    warnings: z.array(startWarning),
    /** UTC instant of the newest verified backup. */
    lastBackupAt: z.string().nullable(),
  }),
  errors: [],
})

/** A list as somebody narrowed and sorted it, under a name of their own. */
export const savedView = z.strictObject({
  /** Which ledger it is of, as what it narrows by may be known in that one alone. */
  place: z.enum(['company', 'practice']),
  /** The address of the list: `/sales`. */
  list: z.string().max(60),
  name: z.string().trim().min(1).max(60),
  /** The list's part of the address. */
  search: z.record(z.string().max(40), z.string().max(200)),
})
export type SavedView = z.infer<typeof savedView>

export const preferences = z.strictObject({
  theme: z.enum(['auto', 'light', 'dark', 'contrast']),
  /** Office: keyboard and mouse. Floor: gloves, touch and scanner. */
  mode: z.enum(['office', 'floor']),
  railCollapsed: z.boolean(),
  /** Whether a single letter, such as N, does something on its own. */
  letterKeys: z.boolean(),
  /** Whether somebody has said how to begin, so that an empty company does not ask again. */
  begun: z.boolean(),
  /** In the order in which they are offered. */
  views: z.array(savedView).max(200),
})
export type Preferences = z.infer<typeof preferences>

export const preferencesGet = host({
  name: 'preferences.get',
  version: 1,
  input: z.strictObject({}),
  output: preferences,
  errors: [],
})

/** Changes what is given and keeps the rest; returns all. These belong to the PC, not to the company. */
export const preferencesSet = host({
  name: 'preferences.set',
  version: 1,
  input: preferences.partial(),
  output: preferences,
  errors: [],
})

/** An error the window caught on its own, for the log. */
export const logWindowError = host({
  name: 'log.window_error',
  version: 1,
  input: z.strictObject({ message: z.string().max(4000), stack: z.string().max(16000) }),
  output: z.strictObject({}),
  errors: [],
})

export const openFolder = host({
  name: 'app.open_folder',
  version: 1,
  input: z.strictObject({ folder: z.enum(['data', 'backups', 'logs']) }),
  output: z.strictObject({}),
  errors: [],
})

export const appQuit = host({
  name: 'app.quit',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({}),
  errors: [],
})
