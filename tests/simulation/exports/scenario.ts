import { dice, type Dice } from '../random.ts'
import type { PageSaid } from './page.ts'

/** What a seed's run is like as a whole; what happens at each of its steps is drawn in `steps.ts`. */
export interface Scenario {
  readonly seed: number
  /** Where items are kept at first. */
  readonly source: 'sync' | 'partsemble'
  /** Whether that is changed in the middle. */
  readonly switches: boolean
  readonly mode: 'auto' | 'manual'
  readonly steps: number
  /** How many times the process is killed. */
  readonly kills: number
  /** The company forgets what it did under a request id. */
  readonly ignoresRequestIds: boolean
  /** The company keeps no note of an adjustment. */
  readonly dropsNotes: boolean
  /** What was received is owed to its supplier: journals carry the supplier's vendor. */
  readonly payables: boolean
  /** The clock of the PC is set forth and back, by days. */
  readonly clockJumps: boolean
  /** How many events are booked while the cable is out for 30 days; 0 for none. */
  readonly offline: number
  /** A backup of the middle is restored at the end; then nothing may go out before somebody has looked. */
  readonly restores: boolean
}

export interface Sizes {
  readonly steps: number
  readonly kills: number
  readonly offline: number
}

export const testSizes: Sizes = { steps: 20, kills: 8, offline: 40 }

/** Every kind of run comes round within 24 seeds. */
export function scenarioOf(seed: number, { steps, kills, offline }: Sizes): Scenario {
  const restores = seed % 12 === 10 || seed % 12 === 11
  return {
    seed,
    source: seed % 2 === 0 ? 'sync' : 'partsemble',
    switches: seed % 6 >= 4,
    mode: seed % 4 < 2 ? 'auto' : 'manual',
    steps,
    kills,
    ignoresRequestIds: seed % 3 === 0,
    dropsNotes: seed % 8 === 2,
    payables: seed % 8 === 3 || seed % 8 === 5,
    clockJumps: seed % 5 === 1,
    offline: seed % 12 === 7 || seed % 12 === 8 ? offline : 0,
    restores,
  }
}

/** Whether a step is the one without a cable. */
export function isOffline({ offline, steps }: Scenario, step: number): boolean {
  return offline > 0 && step === Math.floor(steps / 2)
}

/** Numbers for one step of a seed, the same whatever happened before it. */
export function stepDice(seed: number, step: number): Dice {
  return dice(seed, 9_000_000 + step)
}

/** The same for what is sent. */
export function sendDice(seed: number, step: number): Dice {
  return dice(seed, 11_000_000 + step)
}

/** So much is the PC's clock ahead of the company's at a step, in milliseconds. */
export function clockAheadMs({ seed, clockJumps }: Scenario, step: number): number {
  if (!clockJumps) return 0
  return dice(seed, 5_000_000 + Math.floor(step / 5)).int(-90, 90) * 3_600_000
}

/** Mistakes that the fixed set must find. */
export const plants = [
  'looks_at_nothing',
  'unknown_is_not_sent',
  'unknown_is_accepted',
  'looks_at_once',
  'forgets_what_was_on_its_way',
  'new_request_id_each_time',
] as const
export type Plant = (typeof plants)[number]

/**
 * Where a process dies: at the nth row it writes, or writes about exports, during the nth commit, before, during or after the
 * nth request, or between steps. What is about to be sent is stored just before a request, and what came of it just after.
 */
export interface KillPoint {
  readonly at: keyof typeof nthMost | 'never'
  readonly nth: number
}

/** Soon enough that a process gets little done before it dies, and that every step of sending has its turn. */
export const nthMost = { row: 60, export_row: 6, commit: 5, before_request: 3, during_request: 3, after_request: 3, between: 1 } as const

/** So many steps a process is left to come to where it is to die. */
export const stepsOfLife = 3

/** Where the program and the company die in every set of runs. */
export const killsExpected: readonly string[] = [...Object.keys(nthMost), 'company']

/** What one process is told. */
export interface LifeScript {
  readonly scenario: Scenario
  readonly folder: string
  readonly origin: string
  readonly from: number
  /** The step after the last. */
  readonly until: number
  readonly kill: KillPoint
  readonly plant: Plant | null
}

/** What a process tells, a line of JSON each. */
export type Told =
  | { readonly done: number }
  | { readonly met: string; readonly times: number }
  | { readonly wants: 'server_killed' }
  | { readonly outlived: true }
  | { readonly page: PageSaid }
  /** How long the work of both sides took for what had waited until the end, in real milliseconds. */
  | { readonly drained: number; readonly ms: number }
  | { readonly left: readonly string[] }
