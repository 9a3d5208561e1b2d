import { readFileSync, writeSync } from 'node:fs'
import { openLedger } from '../../../src/main/database/open.ts'
import { practiceRealm } from '../../../src/main/practice/world.ts'
import { addressesOf } from '../../../src/main/quickbooks/addresses.ts'
import { quickbooksClient } from '../../../src/main/quickbooks/client.ts'
import { salesQueue } from '../../../src/main/sync/sales-queue.ts'
import { applyStored, syncSales } from '../../../src/main/sync/sales-sync.ts'
import { ok } from '../../../src/shared/result.ts'
import { control, logIn } from '../../practice/practice.ts'
import { valueOf } from '../../support/database.ts'
import { die, dieAtRow } from '../death.ts'
import { openDesk } from '../exports/desk.ts'
import { simEnvironment } from '../exports/environment.ts'
import { simTime } from '../exports/time.ts'
import { dice } from '../random.ts'
import { planted } from './planted.ts'
import type { LifeScript } from './run.ts'
import { ledgerFile } from './shop.ts'

/** One life of the program: applies what the last one left, syncs, and dies where it is told to. */
const [scriptFile = ''] = process.argv.slice(2)
const { folder, origin, seed, step, kill, plant } = JSON.parse(readFileSync(scriptFile, 'utf8')) as LifeScript

const db = valueOf(openLedger(ledgerFile(folder), { access: 'read_write' }))
const time = simTime((await control(origin, 'GET', 'clock')).json.now as number)
const desk = openDesk(db, simEnvironment(time.nowMs, time.monotonicMs))
const { clock, log } = desk.environment
if (kill.at === 'row') dieAtRow(db, kill.nth)

let token = (await logIn(origin)).access_token
let renewing: Promise<unknown> | null = null
let [requests, applied] = [0, 0]
const client = quickbooksClient({
  http: time.watched({
    fetch: async (url, init) => {
      requests += 1
      const mine = requests
      const answer = await fetch(url, init)
      if (kill.at === 'request' && mine === kill.nth) die()
      return answer
    },
  }),
  clock,
  timers: time.timers,
  log,
  random: { fraction: () => dice(seed, 4_000_000 + step).int(0, 999) / 1000 },
  addresses: addressesOf('practice', origin),
  realmId: practiceRealm,
  accessToken: async () => {
    await renewing
    return ok(token)
  },
  refused: () => {
    renewing = logIn(origin).then((tokens) => (token = tokens.access_token))
  },
})
const parts = planted(plant, {
  db,
  // Few rows a page, so that there are many.
  client: { cdc: client.cdc, query: (entity, options) => client.query(entity, { ...options, rowsPerPage: 6 }) },
  clock,
  queue: salesQueue(),
  issue: (name, input) => {
    applied += 1
    if (kill.at === 'applying' && applied >= kill.nth) die()
    return desk.issue(name, input)
  },
  pause: () => new Promise((resolve) => setImmediate(resolve)),
  onProgress: () => {},
  signal: new AbortController().signal,
})
await applyStored(parts)
writeSync(1, JSON.stringify({ ...(await syncSales(parts)), requests }))
db.close()
