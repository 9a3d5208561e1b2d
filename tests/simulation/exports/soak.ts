import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { faultsExpected } from './faults.ts'
import { newCounts, playScenario, type Counts } from './run.ts'
import { killsExpected, plants, scenarioOf, type Plant, type Sizes } from './scenario.ts'
import { forgetShop } from './shop.ts'

/**
 * `node tests/simulation/exports/soak.ts --seeds 100 --from 1 [--steps 40] [--kills 12] [--offline 60] [--workers 2] [--minutes 60]
 * [--plant NAME]`: lives through many runs, some at one time, begins none after so many minutes, and sums up. Fails when anything is lost or there twice, and when something that can
 * get in the way was never met.
 */
interface Asked {
  readonly seed: number
  readonly sizes: Sizes
  readonly plant: Plant | null
}

interface Lived {
  readonly seed: number
  readonly problems: readonly string[]
  readonly kills: readonly (readonly [string, number])[]
  readonly faults: readonly (readonly [string, number])[]
  readonly documents: number
  readonly drained: Counts['drained']
}

if (process.send === undefined) await lead()
else work()

function work(): void {
  process.on('disconnect', () => void forgetShop().then(() => process.exit(0)))
  process.on('message', ({ seed, sizes, plant }: Asked) => {
    const counts = newCounts()
    void playScenario(scenarioOf(seed, sizes), counts, plant)
      .catch((thrown: unknown) => [`broke: ${thrown instanceof Error ? thrown.stack : String(thrown)}`])
      .then((problems) => process.send?.({ seed, problems, kills: [...counts.kills], faults: [...counts.faults], documents: counts.documents, drained: counts.drained } satisfies Lived))
  })
}

async function lead(): Promise<void> {
  const text = (fallback: string) => ({ type: 'string', default: fallback }) as const
  const { values } = parseArgs({ options: { seeds: text('100'), from: text('1'), steps: text('40'), kills: text('12'), offline: text('60'), workers: text('2'), minutes: text('100000'), plant: text('') } })
  const sizes = { steps: Number(values.steps), kills: Number(values.kills), offline: Number(values.offline) }
  const plant = plants.find((name) => name === values.plant) ?? null
  const last = Number(values.from) + Number(values.seeds) - 1
  const sum = newCounts()
  const endsAtMs = Date.now() + Number(values.minutes) * 60_000
  let [next, lived, wrong] = [Number(values.from), 0, 0]
  const take = ({ seed, problems, ...counted }: Lived) => {
    add(sum, counted)
    lived += 1
    if (problems.length > 0) wrong += 1
    for (const problem of problems) process.stdout.write(`seed ${seed}: ${problem}\n`)
    process.stdout.write(`${lived} runs, ${total(sum.kills)} kills, ${sum.documents} documents, ${wrong} wrong\n`)
  }
  const run = () =>
    new Promise<void>((resolve) => {
      const worker = fork(fileURLToPath(import.meta.url))
      const give = () => (next <= last && Date.now() < endsAtMs ? worker.send({ seed: next++, sizes, plant } satisfies Asked) : worker.disconnect())
      worker.on('message', (message) => {
        take(message as Lived)
        give()
      })
      worker.on('exit', () => resolve())
      give()
    })
  await Promise.all(Array.from({ length: Number(values.workers) }, run))
  const never = [...killsExpected.filter((at) => !sum.kills.has(at)), ...faultsExpected.filter((kind) => !sum.faults.has(kind))]
  process.stdout.write(`\nkills\n${list(sum.kills)}\nmet\n${list(sum.faults)}\n${lived} runs, ${total(sum.kills)} kills, ${sum.documents} documents, ${wrong} wrong\n`)
  if (sum.drained.documents > 0) process.stdout.write(`waited until the end: ${sum.drained.documents} documents, ${(sum.drained.ms / sum.drained.documents).toFixed(1)} ms each\n`)
  if (never.length > 0) process.stdout.write(`never met: ${never.join(', ')}\n`)
  if (wrong > 0 || never.length > 0) process.exitCode = 1
}

function add(sum: Counts, { kills, faults, documents, drained }: Omit<Lived, 'seed' | 'problems'>): void {
  for (const [at, times] of kills) sum.kills.set(at, (sum.kills.get(at) ?? 0) + times)
  for (const [kind, times] of faults) sum.faults.set(kind, (sum.faults.get(kind) ?? 0) + times)
  sum.documents += documents
  sum.drained = { documents: sum.drained.documents + drained.documents, ms: sum.drained.ms + drained.ms }
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((all, times) => all + times, 0)
}

function list(counts: ReadonlyMap<string, number>): string {
  return [...counts].toSorted(([a], [b]) => a.localeCompare(b)).map(([name, times]) => `${String(times).padStart(8)}  ${name}\n`).join('')
}
