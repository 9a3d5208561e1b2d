import { testLedger } from '../support/database.ts'
import { programOn } from './program.ts'
import { prelude } from './week.ts'
import { newCounts, playWeek, shrink, stepsOfAWeek, type Counts, type Difference } from './simulate.ts'

const allSteps = Array.from({ length: stepsOfAWeek }, (_, step) => step)

/** Plays a seed's week on a new ledger file. */
async function playOnce(seed: number, steps: readonly number[], counts: Counts): Promise<Difference | null> {
  const ledger = testLedger()
  try {
    return (await playWeek(programOn(ledger.db, ledger.file), seed, steps, counts)).difference
  } finally {
    ledger.close()
  }
}

/** Plays a seed's week; a difference comes back as a report of the shortest history found that shows it, `null` without one. */
export async function runSeed(seed: number, counts: Counts): Promise<string | null> {
  const difference = await playOnce(seed, allSteps, counts)
  if (difference === null) return null
  const until = allSteps.filter((step) => step <= difference.step)
  const kind = kindOf(difference)
  const steps = await shrink(until, async (fewer) => {
    const found = await playOnce(seed, fewer, newCounts())
    return found !== null && kindOf(found) === kind
  })
  return report(seed, steps)
}

/** What kind of difference it is: the command, and the words without their figures. */
function kindOf({ command, what }: Difference): string {
  return `${command.name} ${(what[0] ?? '').replaceAll(/-?\d+/g, '#').split('\n')[0]?.slice(0, 90)}`
}

/** Plays a short history once more and writes down every command with its answer, and where the two sides part. */
async function report(seed: number, steps: readonly number[]): Promise<string> {
  const ledger = testLedger()
  const lines = [`seed ${seed}, steps ${steps.join(' ')}`]
  try {
    const program = programOn(ledger.db, ledger.file)
    const listening = {
      ...program,
      command: async (name: string, commandId: string, input: unknown) => {
        const reply = await program.command(name, commandId, input)
        if (!isPrelude(input)) lines.push(`  ${name} ${JSON.stringify(input)}`, `    -> ${JSON.stringify(reply)}`)
        return reply
      },
    }
    const { difference } = await playWeek(listening, seed, steps, newCounts())
    if (difference !== null) lines.push(`  step ${difference.step}, ${difference.command.name}:`, ...difference.what.map((one) => `    ${one}`))
    return lines.join('\n')
  } finally {
    ledger.close()
  }
}


/** The products and recipes are the same in every week; a report begins after them. */
function isPrelude(input: unknown): boolean {
  return prelude.some((command) => JSON.stringify(command.input) === JSON.stringify(input))
}
