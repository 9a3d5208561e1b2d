import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { execute } from '../../src/main/commands/execute.ts'
import { exportPusher } from '../../src/main/exports/push.ts'
import { addressesOf } from '../../src/main/quickbooks/addresses.ts'
import { quickbooksClient } from '../../src/main/quickbooks/client.ts'
import { paceLimits, paceOf, type PaceLimits } from '../../src/main/quickbooks/pace.ts'
import { commands } from '../../src/shared/contract/registry.ts'
import { ok } from '../../src/shared/result.ts'
import { startOwnProcess } from '../practice/own-process.ts'
import { logIn } from '../practice/practice.ts'
import { temporaryFolder, valueOf } from '../support/database.ts'
import { bindCompany, choose, everyAccount } from '../support/exports.ts'
import { ownApi } from '../support/own-api.ts'
import { realClock, realTimers, testOutside } from '../support/ports.ts'
import { shopOn } from '../support/shop.ts'
import { median, percentile, printGoals, type Goal } from './measure.ts'
import { emptyLedgerAt } from './shop-floor.ts'

// What sending a document costs beside the request itself, and what builds cost while the queue drains as fast as QuickBooks
// takes it. The server runs in a process of its own; the ledger is on the disk, with the program's own settings.

const quick = process.argv.includes('--quick')
const documents = quick ? 100 : 500
const rounds = quick ? 4 : 12
const buildsPerRound = 60
const modes = { builds: 'auto', receipts: 'auto' } as const

const folder = temporaryFolder()
const server = await startOwnProcess(join(folder.path, 'practice.db'))
const { access_token: token } = await logIn(server.origin)
const db = emptyLedgerAt(join(folder.path, 'ledger.db'))
const shop = shopOn(db)
const parts = Array.from({ length: 20 }, (_, place) => shop.product(`P-${place}`))
const box = shop.product('BOX', 'finished_good')
shop.bom(box, { components: parts.map((productId) => ({ productId, perUnit: 1_000_000 })), costLines: [] })
valueOf(shop.confirm(shop.draft(parts.map((productId) => ({ productId, quantity: 1_000_000_000_000, unitCost: 1_000_000 })))))
await bindToServer()

const outside = { ...testOutside(), clock: realClock, timers: realTimers }
const input = commands['build.execute'].input.parse({ productId: box, quantity: '1', businessDate: '2026-01-31' })
/** Milliseconds of each request, from asking to having read the answer. */
let requests: number[] = []

const build = () => void valueOf(execute({ db, environment: outside, onCommitted: () => {} }, 'build.execute', randomUUID(), input))

const goals: Goal[] = []
await ownWork()
await buildMeanwhile()
printGoals(goals)
server.child.kill()
await server.ended
db.close()
folder.remove()
process.exitCode = goals.some(({ ratio, ratioMax }) => !(ratio <= ratioMax)) ? 1 : 0

/** Binds the ledger to the company and gives each role one of its accounts. */
async function bindToServer(): Promise<void> {
  const told = await (await ownApi(server.origin)).ask('select * from Account maxresults 1000')
  const there = (told['QueryResponse']?.['Account'] ?? []) as { Id: string; Name: string }[]
  const idOf = (name: string) => {
    const found = there.find(({ Name }) => Name === name)
    if (found === undefined) throw new Error(`The practice company has no account ${name}.`)
    return found.Id
  }
  bindCompany(db, { source: 'partsemble', exportModes: modes })
  const names: Readonly<Record<string, string>> = { build_debit: 'Finished Goods', build_credit: 'Raw Materials', receiving_debit: 'Raw Materials', receiving_credit: 'Goods Received Not Billed' }
  const accounts = Object.fromEntries(Object.entries(names).map(([role, name]) => [role, idOf(name)]))
  // Two roles may be one account: the row of the first of them stands for both.
  const taken = new Set<string>()
  for (const [role, id] of Object.entries(accounts)) {
    if (!taken.has(id)) db.prepare('UPDATE accounting_account SET external_id = ? WHERE external_id = ?').run(id, `acc-${role}`)
    taken.add(id)
  }
  choose(db, { source: 'partsemble', exportModes: modes, accounts: { ...everyAccount, ...accounts } })
}

/** One who sends, as fast as these limits let it. */
function sender(limits: PaceLimits) {
  const client = quickbooksClient({
    ...outside,
    http: {
      fetch: async (url, init) => {
        const start = performance.now()
        const answer = await fetch(url, init)
        const text = await answer.text()
        requests.push(performance.now() - start)
        return new Response(text, { status: answer.status, headers: answer.headers })
      },
    },
    addresses: addressesOf('practice', server.origin),
    realmId: '9130000000000000001',
    accessToken: async () => ok(token),
    refused: () => {},
    pace: paceOf(outside, limits),
  })
  const pusher = exportPusher({ db, environment: outside, random: outside.random, onChanged: () => {} })
  return (signal: AbortSignal) => pusher.run(client, { signal })
}

/** All of sending but the requests: choosing, making the body, keeping it before and the answer after. */
async function ownWork(): Promise<void> {
  const send = sender({ perSecond: 1e6, perMinute: 1e6 })
  const own: number[] = []
  const asked: number[] = []
  for (let round = 0; round <= 5; round += 1) {
    for (let place = 0; place < documents / 5; place += 1) build()
    requests = []
    const start = performance.now()
    const { accepted, refused, unknown } = await send(new AbortController().signal)
    const took = performance.now() - start
    if (accepted < documents / 5 || refused + unknown > 0) throw new Error(`accepted ${accepted}, refused ${refused}, unknown ${unknown}`)
    if (requests.length > accepted) throw new Error(`${requests.length} requests for ${accepted} documents`)
    // The first round warms both sides.
    if (round === 0) continue
    own.push((took - requests.reduce((sum, ms) => sum + ms, 0)) / accepted)
    asked.push(median(requests))
  }
  goals.push({ what: `own work per document, of ${documents}, against one request on loopback`, ours: `${median(own).toFixed(2)} ms`, bound: `${median(asked).toFixed(2)} ms`, ratio: median(own) / median(asked), ratioMax: 1 })
}

/** Builds in a person's rhythm, alone and while documents leave at the pace that QuickBooks allows, in turns. */
async function buildMeanwhile(): Promise<void> {
  const series = async () => {
    const samples = { ms: [] as number[], cpuMs: [] as number[] }
    for (let place = 0; place < buildsPerRound; place += 1) {
      await wait(15)
      const start = performance.now()
      const before = process.threadCpuUsage()
      build()
      const { user, system } = process.threadCpuUsage(before)
      samples.ms.push(performance.now() - start)
      samples.cpuMs.push((user + system) / 1000)
    }
    return { ms: median(samples.ms), cpuMs: median(samples.cpuMs), slow: percentile(samples.ms, 0.99) }
  }
  const draining = async () => {
    const stop = new AbortController()
    // A new one each time has its whole second and minute, so something leaves all along.
    const run = sender(paceLimits)(stop.signal)
    requests = []
    const measured = await series()
    const sent = requests.length
    stop.abort()
    await run
    if (sent < 5) throw new Error(`only ${sent} documents left meanwhile`)
    return measured
  }
  await series()
  const ratios = { ms: [] as number[], cpuMs: [] as number[] }
  const [alone, beside] = [[] as number[], [] as number[]]
  for (let round = 0; round < rounds; round += 1) {
    const first = round % 2 === 0 ? await series() : await draining()
    const second = round % 2 === 0 ? await draining() : await series()
    const [quiet, meanwhile] = round % 2 === 0 ? [first, second] : [second, first]
    ratios.ms.push(meanwhile.ms / quiet.ms)
    ratios.cpuMs.push(meanwhile.cpuMs / quiet.cpuMs)
    alone.push(quiet.ms)
    beside.push(meanwhile.ms)
  }
  const figures = { ours: `${median(beside).toFixed(2)} ms`, bound: `${median(alone).toFixed(2)} ms`, ratioMax: 1.1 }
  goals.push({ what: `build of 20 components while the queue drains, ${rounds} times in turns`, ...figures, ratio: median(ratios.ms) })
  goals.push({ what: 'the same by processor time, which a busy machine changes less', ...figures, ratio: median(ratios.cpuMs) })
}
