import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import v8 from 'node:v8'
import vm from 'node:vm'
import { execute } from '../../src/main/commands/execute.ts'
import type { Database } from '../../src/main/database/open.ts'
import { addressesOf } from '../../src/main/quickbooks/addresses.ts'
import { quickbooksClient } from '../../src/main/quickbooks/client.ts'
import { paceOf } from '../../src/main/quickbooks/pace.ts'
import { syncItems } from '../../src/main/sync/item-sync.ts'
import type { SyncedItemKind } from '../../src/shared/accounting.ts'
import { commands } from '../../src/shared/contract/registry.ts'
import { ok } from '../../src/shared/result.ts'
import { startOwnProcess } from '../practice/own-process.ts'
import { logIn } from '../practice/practice.ts'
import { temporaryFolder, valueOf } from '../support/database.ts'
import { realClock, realTimers, testOutside } from '../support/ports.ts'
import { shopOn } from '../support/shop.ts'
import { importByHand } from './items-by-hand.ts'
import { median, percentile, printGoals, type Goal } from './measure.ts'
import { emptyLedgerAt } from './shop-floor.ts'

// What reading 10,000 items costs, first and again unchanged, from a server in a process of its own, against an import
// written by hand: the same pages fetched and parsed, the same rows written under the same seals, the same commits.

const quick = process.argv.includes('--quick')
const items = quick ? 2_000 : 10_000
const rounds = quick ? 3 : 9
const kinds: readonly SyncedItemKind[] = ['inventory', 'service', 'bundle']
const realmId = '9130000000000000001'

const folder = temporaryFolder()
const server = await startOwnProcess(join(folder.path, 'practice.db'), ['--items', String(items)])
const { access_token: token } = await logIn(server.origin)

let requests = 0
const outside = { ...testOutside(), clock: realClock, timers: realTimers }
const client = quickbooksClient({
  ...outside,
  http: {
    fetch: (url, init) => {
      requests += 1
      return fetch(url, init)
    },
  },
  addresses: addressesOf('practice', server.origin),
  realmId,
  accessToken: async () => ok(token),
  refused: () => {},
  // The server has its limits off, and so has who asks.
  pace: paceOf(outside, { perSecond: 1e6, perMinute: 1e6 }),
})

let ledgers = 0
const newLedger = () => emptyLedgerAt(join(folder.path, `ledger-${(ledgers += 1)}.db`))

async function sync(db: Database, pause: () => Promise<void> = turn): Promise<void> {
  const issue = () => {
    throw new Error('nothing is linked')
  }
  const summary = await syncItems({ db, client, kinds, clock: realClock, issue, pause, onProgress: () => {}, signal: new AbortController().signal })
  if (summary.problem !== null) throw new Error(summary.problem.code)
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const byHand = (db: Database) => importByHand(db, { origin: server.origin, realmId, token, kinds })
const rowsOf = (db: Database) => db.prepare('SELECT count(*), count(DISTINCT seal), sum(active) FROM accounting_item').raw().get()

const goals: Goal[] = []
const show = (what: string, ours: readonly number[], bound: readonly number[]) =>
  goals.push({ what, ours: `${median(ours).toFixed(0)} ms`, bound: `${median(bound).toFixed(0)} ms`, ratio: median(ours) / median(bound), ratioMax: 1.5 })

const samples = { ours: [] as number[], hand: [] as number[], oursAgain: [] as number[], handAgain: [] as number[] }
let asked = 0
for (let round = 0; round <= rounds; round += 1) {
  const [ours, hand] = [newLedger(), newLedger()]
  const measure = {
    ours: async () => [await took(() => sync(ours)), await took(() => sync(ours))] as const,
    hand: async () => [await took(() => byHand(hand)), await took(() => byHand(hand))] as const,
  }
  requests = 0
  const first = round % 2 === 0 ? await measure.ours() : await measure.hand()
  const second = round % 2 === 0 ? await measure.hand() : await measure.ours()
  const [mine, bare] = round % 2 === 0 ? [first, second] : [second, first]
  asked = requests / 2
  if (JSON.stringify(rowsOf(ours)) !== JSON.stringify(rowsOf(hand))) throw new Error(`${JSON.stringify(rowsOf(ours))} and ${JSON.stringify(rowsOf(hand))} are not the same rows`)
  ours.close()
  hand.close()
  // The first round warms both.
  if (round === 0) continue
  samples.ours.push(mine[0])
  samples.oursAgain.push(mine[1])
  samples.hand.push(bare[0])
  samples.handAgain.push(bare[1])
}
show(`${items} items read first`, samples.ours, samples.hand)
show(`${items} items read again, unchanged`, samples.oursAgain, samples.handAgain)

v8.setFlagsFromString('--expose-gc')
const collect = vm.runInNewContext('gc') as () => void
const held: number[] = []
const watched = newLedger()
await sync(watched, async () => {
  await turn()
  collect()
  held.push(process.memoryUsage().heapUsed / 1e6)
})
watched.close()
const quarter = Math.floor(held.length / 4)
const early = percentile(held.slice(0, quarter), 1)
const late = percentile(held.slice(-quarter), 1)
goals.push({ what: 'memory held while the last items are read against the first', ours: `${late.toFixed(1)} MB`, bound: `${early.toFixed(1)} MB`, ratio: late / early, ratioMax: 1.2 })

await buildMeanwhile()
printGoals(goals)
console.log(`requests for ${items} items and what else the company has: ${asked}`)
server.child.kill()
await server.ended
folder.remove()
process.exitCode = goals.some(({ ratio, ratioMax }) => !(ratio <= ratioMax)) ? 1 : 0

/** Builds are executed while items are read, and by themselves. */
async function buildMeanwhile(): Promise<void> {
  const db = newLedger()
  const shop = shopOn(db)
  const parts = Array.from({ length: 20 }, (_, place) => shop.product(`P-${place}`))
  const box = shop.product('BOX', 'finished_good')
  shop.bom(box, { components: parts.map((productId) => ({ productId, perUnit: 1_000_000 })), costLines: [] })
  valueOf(shop.confirm(shop.draft(parts.map((productId) => ({ productId, quantity: 1_000_000_000_000, unitCost: 1_000_000 })))))
  const environment = testOutside()
  const input = commands['build.execute'].input.parse({ productId: box, quantity: '1', businessDate: '2026-01-31' })
  const build = (samples: { readonly ms: number[]; readonly cpuMs: number[] }) => {
    const start = performance.now()
    const before = process.threadCpuUsage()
    valueOf(execute({ db, environment, onCommitted: () => {} }, 'build.execute', randomUUID(), input))
    const { user, system } = process.threadCpuUsage(before)
    samples.ms.push(performance.now() - start)
    samples.cpuMs.push((user + system) / 1000)
  }
  const quiet = { ms: [] as number[], cpuMs: [] as number[] }
  const meanwhile = { ms: [] as number[], cpuMs: [] as number[] }
  const waits: number[] = []
  for (let round = 0; round < (quick ? 2 : 6); round += 1) {
    for (let place = 0; place < 60; place += 1) {
      // In the same rhythm as beside the reading, as a person does it.
      await new Promise((resolve) => setTimeout(resolve, 5))
      build(quiet)
    }
    let reading = true
    // Every run writes all rows anew, which is the most there is to do.
    db.exec('UPDATE accounting_item SET seal = hex(zeroblob(32))')
    const run = sync(db).finally(() => {
      reading = false
    })
    while (reading) {
      const asked = performance.now()
      await new Promise((resolve) => setTimeout(resolve, 5))
      waits.push(performance.now() - asked - 5)
      build(meanwhile)
    }
    await run
  }
  db.close()
  const compare = (what: string, beside: readonly number[], alone: readonly number[]) => {
    const [ours, bound] = [median(beside), median(alone.slice(60))]
    goals.push({ what, ours: `${ours.toFixed(2)} ms`, bound: `${bound.toFixed(2)} ms`, ratio: ours / bound, ratioMax: 1.1 })
  }
  compare(`build of 20 components while items are read, of ${meanwhile.ms.length}`, meanwhile.ms, quiet.ms)
  compare('the same by processor time, which a busy machine changes less', meanwhile.cpuMs, quiet.cpuMs)
  console.log(`a build waited for its turn while items were read: median ${median(waits).toFixed(1)} ms, 99 % within ${percentile(waits, 0.99).toFixed(1)} ms, longest ${percentile(waits, 1).toFixed(1)} ms`)
}
