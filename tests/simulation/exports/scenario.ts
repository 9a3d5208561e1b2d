import { dice, type Dice } from '../random.ts'

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
  /** The clock of the PC is set forth and back, by days. */
  readonly clockJumps: boolean
  /** How many events are booked while the cable is out for 30 days; 0 for none. */
  readonly offline: number
  /** A backup is restored at the end; then nothing may go out any more. */
  readonly restores: boolean
}

export interface Sizes {
  readonly steps: number
  readonly kills: number
  readonly offline: number
}

export const testSizes: Sizes = { steps: 20, kills: 5, offline: 40 }

/** Every kind of run comes round within 24 seeds. */
export function scenarioOf(seed: number, { steps, kills, offline }: Sizes): Scenario {
  return {
    seed,
    source: seed % 2 === 0 ? 'sync' : 'partsemble',
    switches: seed % 6 >= 4,
    mode: seed % 4 < 2 ? 'auto' : 'manual',
    steps,
    kills,
    ignoresRequestIds: seed % 3 === 0,
    dropsNotes: seed % 8 === 2,
    clockJumps: seed % 5 === 1,
    offline: seed % 12 === 7 || seed % 12 === 8 ? offline : 0,
    restores: seed % 12 === 10 || seed % 12 === 11,
  }
}

/** Numbers for one step of a seed, the same whatever happened before it. */
export function stepDice(seed: number, step: number): Dice {
  return dice(seed, 9_000_000 + step)
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

/** Where a process dies: at the nth row it writes, before, during or after the nth request, or between steps. */
export interface KillPoint {
  readonly at: 'row' | 'before_request' | 'during_request' | 'after_request' | 'between' | 'never'
  readonly nth: number
}

/** Where the program and the company die in every set of runs. */
export const killsExpected: readonly string[] = ['row', 'before_request', 'during_request', 'after_request', 'between', 'company']

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
  | { readonly left: readonly string[] }
