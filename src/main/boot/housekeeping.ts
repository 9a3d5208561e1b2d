import type { Environment } from '../environment.ts'
import type { Company } from './company.ts'

const settleEveryMs = 30_000
const lookEveryMs = 15 * 60_000
const backupAfterMs = 24 * 60 * 60_000

/** True when the newest backup is a day old, or there is none. `at` is its UTC instant. */
export function isBackupDue(at: string | null, nowMs: number): boolean {
  return at === null || nowMs - Date.parse(at) >= backupAfterMs
}

/**
 * What the program does by itself while people work: checks the file once after the start, backs it up when a day has
 * passed, and empties the write-ahead log. All of it off the commands' path. Returns how to stop.
 */
export function keepHouse(company: Company, environment: Environment, onChange: () => void): () => void {
  const backUpWhenDue = async () => {
    if (company.ledger() === null || !isBackupDue(company.backups()[0]?.at ?? null, Date.parse(environment.clock.instant()))) return
    await company.backUp('daily')
    onChange()
  }
  const checkOnce = async () => {
    if (company.ledger() !== null && !(await company.check())) onChange()
  }
  // One after the other: two readers of the whole file at once only slow each other down.
  let working = quietly(checkOnce(), environment)
  const look = () => {
    working = quietly(after(working, backUpWhenDue), environment)
  }
  look()
  const settling = setInterval(() => company.settle(), settleEveryMs)
  const looking = setInterval(look, lookEveryMs)
  return () => {
    clearInterval(settling)
    clearInterval(looking)
  }
}

async function after(before: Promise<void>, work: () => Promise<void>): Promise<void> {
  await before
  await work()
}

/** A chore that breaks is logged and tried again at its next turn; nobody's work stops for it. */
async function quietly(chore: Promise<void>, { log }: Environment): Promise<void> {
  try {
    await chore
  } catch (thrown) {
    log.error('housekeeping failed', { thrown })
  }
}
