import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { runSeed } from './run-seed.ts'
import { newCounts } from './simulate.ts'

/** `node tests/simulation/soak.ts --seeds 10000 --from 1`: plays many weeks in two processes and sums up. */
interface Played {
  readonly seed: number
  readonly report: string | null
  readonly done: readonly (readonly [string, number])[]
  readonly refused: readonly (readonly [string, number])[]
}

const workers = 2
const progressEvery = 50

if (process.send === undefined) await lead()
else work()

/** A worker plays the seeds it is sent, one at a time. */
function work(): void {
  process.on('message', (seed: number) => {
    void (async () => {
      const counts = newCounts()
      const report = await runSeed(seed, counts).catch((thrown: unknown) => `seed ${seed} broke: ${thrown instanceof Error ? thrown.stack : String(thrown)}`)
      process.send?.({ seed, report, done: [...counts.done], refused: [...counts.refused] } satisfies Played)
    })()
  })
}

async function lead(): Promise<void> {
  const { values } = parseArgs({ options: { seeds: { type: 'string', default: '1000' }, from: { type: 'string', default: '1' } } })
  const [first, last] = [Number(values.from), Number(values.from) + Number(values.seeds) - 1]
  const [done, refused] = [new Map<string, number>(), new Map<string, number>()]
  const reports: string[] = []
  const startedAt = process.hrtime.bigint()
  let [next, played] = [first, 0]
  const take = ({ report, ...counts }: Played) => {
    for (const [name, times] of counts.done) done.set(name, (done.get(name) ?? 0) + times)
    for (const [code, times] of counts.refused) refused.set(code, (refused.get(code) ?? 0) + times)
    played += 1
    if (report !== null) {
      reports.push(report)
      process.stdout.write(`${report}\n\n`)
    }
    if (played % progressEvery === 0) {
      const seconds = Number((process.hrtime.bigint() - startedAt) / 1_000_000_000n)
      process.stdout.write(`${played} of ${last - first + 1} weeks in ${seconds} s, ${reports.length} differ\n`)
    }
  }
  const run = () =>
    new Promise<void>((resolve) => {
      const worker: ChildProcess = fork(fileURLToPath(import.meta.url))
      const give = () => (next <= last ? worker.send(next++) : worker.disconnect())
      worker.on('message', (message) => {
        take(message as Played)
        give()
      })
      worker.on('exit', () => resolve())
      give()
    })
  await Promise.all(Array.from({ length: workers }, run))
  summarize(played, reports.length, done, refused)
  if (reports.length > 0 || played < last - first + 1) process.exitCode = 1
}

function summarize(played: number, differ: number, done: ReadonlyMap<string, number>, refused: ReadonlyMap<string, number>): void {
  const list = (counts: ReadonlyMap<string, number>) =>
    [...counts]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([name, times]) => `${String(times).padStart(9)}  ${name}\n`)
      .join('')
  process.stdout.write(`\ndone\n${list(done)}\nrefused\n${list(refused)}\n${played} weeks, ${differ} differ\n`)
}
