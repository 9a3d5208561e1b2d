import type { Database } from '../../../src/main/database/open.ts'
import { dice, type Dice } from '../random.ts'
import type { Desk } from './desk.ts'
import { stepDice, type Scenario } from './scenario.ts'
import { draftExporting, draftWork, type Drafted } from './steps.ts'

/** Who books: at which step of which scenario, on which ledger. */
export interface Working {
  readonly scenario: Scenario
  readonly step: number
  readonly db: Database
  readonly desk: Desk
}

/** How long a step takes before anything is done. */
export function pauseOfStep(d: Dice): number {
  return d.pick([1000, 30_000, 200_000, 4_000_000, 90_000_000]) ?? 0
}

/** Everything that people do in a step: each once, however often the step is lived through. */
export function workOfStep(working: Working): void {
  const { scenario, step, db } = working
  const d = stepDice(scenario.seed, step)
  // Work is offered in a row, and often lost to a death.
  for (let place = 0; place < 4; place += 1) order(working, place, draftWork(d, db, todayOf(working)))
  // Restored books stay paused: whoever looks after them has not been asked.
  if (!isRestored(db) && d.chance(0.4)) order(working, 8, draftExporting(d, db, scenario))
}

/** One of the events that are booked while the cable is out. */
export function workOffline(working: Working, place: number): void {
  order(working, 100 + place, draftWork(dice(working.scenario.seed, 20_000_000 + place), working.db, todayOf(working)))
}

function isRestored(db: Database): boolean {
  return db.prepare('SELECT 1 FROM replaced_head').get() !== undefined
}

function todayOf({ desk }: Working): string {
  return desk.environment.clock.today()
}

function order({ scenario, step, db, desk }: Working, place: number, drafted: Drafted | null): void {
  const commandId = `${String(scenario.seed % 100_000_000).padStart(8, '0')}-0000-4000-8000-${String(step * 100_000 + place).padStart(12, '0')}`
  if (drafted !== null && db.prepare('SELECT 1 FROM command_log WHERE command_id = ?').get(commandId) === undefined) desk.tried(drafted.name, drafted.input, commandId)
}
