import { readFileSync, writeFileSync, writeSync } from 'node:fs'
import { openLedger } from '../../../src/main/database/open.ts'
import type { Http, Keychain } from '../../../src/main/environment.ts'
import { exportPusher, type PushClient, type Pusher } from '../../../src/main/exports/push.ts'
import { verifyBooks } from '../../../src/main/ledger/verify.ts'
import { practiceClient, practiceRealm } from '../../../src/main/practice/world.ts'
import { addressesOf } from '../../../src/main/quickbooks/addresses.ts'
import { quickbooksClient } from '../../../src/main/quickbooks/client.ts'
import { tokenService } from '../../../src/main/quickbooks/oauth.ts'
import { tokenKeeper } from '../../../src/main/quickbooks/tokens.ts'
import { control, decide, redirectUri } from '../../practice/practice.ts'
import { valueOf } from '../../support/database.ts'
import { die, dieAtRow } from '../death.ts'
import { dice } from '../random.ts'
import { openDesk } from './desk.ts'
import { controlled, countsMet, putFaults } from './faults.ts'
import { planted } from './planted.ts'
import { clockAheadMs, stepDice, type LifeScript, type Told } from './scenario.ts'
import { keychainFile, ledgerFile } from './shop.ts'
import { draftExporting, draftWork, type Drafted } from './steps.ts'
import { simTime } from './time.ts'

/** One life of the program: works, sends, and dies where it is told to. */
const [scriptFile = ''] = process.argv.slice(2)
const script = JSON.parse(readFileSync(scriptFile, 'utf8')) as LifeScript
const { scenario, folder, origin, plant } = script

const db = valueOf(openLedger(ledgerFile(folder), { access: 'read_write' }))
const time = simTime((await controlled(origin, 'GET', 'clock')).json.now as number)
let step = script.from
let cableOut = false
const desk = openDesk(db, () => time.nowMs() + clockAheadMs(scenario, step), time.monotonicMs)
const client = connect()
if (script.kill.at === 'row') dieAtRow(db, script.kill.nth)
let pusher: Pusher = startPusher()

if (step < scenario.steps) await live()
else await drain()
tell({ left: wrong() })
db.close()

function startPusher(): Pusher {
  if (plant === 'forgets_what_was_on_its_way') db.exec("UPDATE export_document SET state = 'waiting', request_id = NULL, body = NULL WHERE state = 'in_flight'")
  const random = dice(scenario.seed, 3_000_000 + step)
  const { clock, ...environment } = desk.environment
  let looks = 0
  const hurried = { ...clock, monotonicMs: () => clock.monotonicMs() + (plant === 'looks_at_once' ? 200_000 * (looks += 1) : 0) }
  return exportPusher({ db, environment: { ...environment, clock: hurried }, random: { fraction: () => random.int(0, 999) / 1000 }, onChanged: () => {} })
}

async function live(): Promise<void> {
  for (const { nth, at } = script.kill; step < script.until; step += 1) {
    if (at === 'between' && step - script.from === nth) die()
    await takeStep()
    tell({ done: step })
  }
}

async function takeStep(): Promise<void> {
  const d = stepDice(scenario.seed, step)
  time.pass(d.pick([1000, 30_000, 200_000, 4_000_000, 90_000_000]) ?? 0)
  if (scenario.offline > 0 && step === Math.floor(scenario.steps / 2)) return beOffline()
  // Work is offered in a row, and often lost to a death.
  for (let place = 0; place < 4; place += 1) order(place, draftWork(d, db, today()))
  // Restored books stay paused: whoever looks after them has not been asked.
  if (!isRestored() && d.chance(0.4)) order(8, draftExporting(d, db, scenario))
  cableOut = d.chance(0.08)
  const put = await putFaults(origin, scenario, d)
  if (d.chance(0.1)) tell({ wants: 'server_killed' })
  await sendRounds(d.int(1, 2))
  for (const [met, times] of await countsMet(origin, put)) tell({ met, times })
}

/** Thirty days without a cable: everything is booked, nothing leaves. */
async function beOffline(): Promise<void> {
  cableOut = true
  for (let place = 0; place < scenario.offline; place += 1) {
    const d = dice(scenario.seed, 20_000_000 + place)
    time.pass(Math.floor((30 * 86_400_000) / scenario.offline))
    order(100 + place, draftWork(d, db, today()))
    if (place % 100 === 0) await sendRounds(1)
  }
}

async function sendRounds(count: number): Promise<void> {
  for (let round = 0; round < count; round += 1) {
    const { nextInMs } = await pusher.run(client)
    if (nextInMs === null || round === count - 1) return
    time.pass(nextInMs)
  }
}

/** Everything works, and whatever waits for a person is sent: it must all be settled soon. */
async function drain(): Promise<void> {
  order(9, { name: 'export.pause', input: { paused: false } }, false)
  for (let round = 0; round < 60 && open().length > 0; round += 1) {
    const ids = db.prepare<[], number>("SELECT export_id FROM export_document WHERE state IN ('waiting', 'needs', 'refused') AND (queued = 0 OR state = 'refused') LIMIT 1000").pluck().all()
    if (ids.length > 0) desk.tried('export.send', { exportIds: ids })
    await sendRounds(3)
    time.pass(4_000_000)
    step += 1
  }
}

function open(): string[] {
  const sql = "SELECT doc_number || ' ' || state || ' ' || why_json FROM export_document WHERE state IN ('waiting', 'needs', 'in_flight', 'unknown', 'refused')"
  return db.prepare<[], string>(sql).pluck().all()
}

/** What is wrong on this side when everything was done. */
function wrong(): string[] {
  if (step < scenario.steps) return []
  return [...(scenario.restores ? [] : open()), ...verifyBooks(db).checks.flatMap(({ name, difference }) => (difference === null ? [] : [`${name}: ${JSON.stringify(difference)}`]))]
}

function isRestored(): boolean {
  return db.prepare('SELECT 1 FROM replaced_head').get() !== undefined
}

function today(): string {
  return desk.environment.clock.today()
}

/** Does it once, however often the step is lived through. */
function order(place: number, drafted: Drafted | null, once = true): void {
  const commandId = `${String(scenario.seed % 100_000_000).padStart(8, '0')}-0000-4000-8000-${String(step * 100_000 + place).padStart(12, '0')}`
  if (drafted === null) return
  if (!once) desk.tried(drafted.name, drafted.input)
  else if (db.prepare('SELECT 1 FROM command_log WHERE command_id = ?').get(commandId) === undefined) desk.tried(drafted.name, drafted.input, commandId)
}

/** The program's own client, over a network that can be cut, on the way to a company whose clock is ours. */
function connect(): PushClient {
  const addresses = addressesOf('practice', origin)
  const keys = { clientId: practiceClient.id, clientSecret: practiceClient.secret }
  const { clock, log } = desk.environment
  const { timers } = time
  let [requests, told] = [0, -1]
  const { at, nth } = script.kill
  const tellTime = async () => {
    const now = time.nowMs()
    if (told === now) return
    told = await control(origin, 'POST', 'clock', { set: new Date(now).toISOString() }).then(
      () => now,
      () => -1,
    )
  }
  const http: Http = time.watched({
    fetch: async (url, init) => {
      if (cableOut) throw new TypeError('fetch failed', { cause: Object.assign(new Error('no network'), { code: 'ENETUNREACH', syscall: 'connect' }) })
      await tellTime()
      requests += 1
      const mine = requests
      if (at === 'before_request' && mine === nth) die()
      if (at === 'during_request' && mine === nth) setTimeout(die, scenario.seed % 7)
      const answer = await fetch(url, init)
      if (at === 'after_request' && mine === nth) die()
      return answer
    },
  })
  const keeper = tokenKeeper({ clock, keychain: keychain(), log, service: tokenService({ http, clock, timers, log, addresses, keys }), name: 'tokens' })
  const logIn = async () => {
    await tellTime()
    const code = (await decide(origin, 'connect')).searchParams.get('code') ?? ''
    const tokens = await tokenService({ http, clock, timers, log, addresses, keys }).exchange(code, redirectUri)
    if (tokens.ok) keeper.keep(tokens.value)
  }
  const accessToken = async () => {
    // A person logs in again where nothing else helps.
    if (!cableOut && keeper.state().kind !== 'ready') await logIn().catch(() => undefined)
    return keeper.accessToken()
  }
  const random = dice(scenario.seed, 4_000_000 + step)
  const parts = { http, clock, timers, log, addresses, realmId: practiceRealm, accessToken, refused: keeper.refused, random: { fraction: () => random.int(0, 999) / 1000 } }
  return planted(plant, quickbooksClient(parts))
}

/** Secrets in a file of the run, so that they outlive a life. */
function keychain(): Keychain {
  const read = () => JSON.parse(readFileSync(keychainFile(folder), 'utf8')) as Record<string, string>
  const write = (all: Record<string, string>) => writeFileSync(keychainFile(folder), JSON.stringify(all))
  return {
    kind: () => 'os',
    read: (name) => read()[name] ?? null,
    write: (name, text) => write({ ...read(), [name]: text }),
    remove: (name) => write(Object.fromEntries(Object.entries(read()).filter(([key]) => key !== name))),
  }
}

function tell(told: Told): void {
  writeSync(1, `${JSON.stringify(told)}\n`)
}
