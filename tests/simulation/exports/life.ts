import { readFileSync, writeFileSync, writeSync } from 'node:fs'
import { openLedger, type Database } from '../../../src/main/database/open.ts'
import type { Environment, Http, Keychain } from '../../../src/main/environment.ts'
import { exportPusher, type PushClient, type Pusher } from '../../../src/main/exports/push.ts'
import { practiceClient, practiceRealm } from '../../../src/main/practice/world.ts'
import { addressesOf } from '../../../src/main/quickbooks/addresses.ts'
import { quickbooksClient, type QuickbooksClient } from '../../../src/main/quickbooks/client.ts'
import { tokenService } from '../../../src/main/quickbooks/oauth.ts'
import { tokenKeeper } from '../../../src/main/quickbooks/tokens.ts'
import { control, decide, redirectUri } from '../../practice/practice.ts'
import { valueOf } from '../../support/database.ts'
import { die, dieAtRow, dieInCommit } from '../death.ts'
import { dice } from '../random.ts'
import { simEnvironment } from './environment.ts'
import { controlled, countsMet, putFaults } from './faults.ts'
import { keychainFile, ledgerFile } from './files.ts'
import { planted } from './planted.ts'
import { clockAheadMs, sendDice, type LifeScript, type Told } from './scenario.ts'
import { simTime, type SimTime } from './time.ts'

/** What every life of the program has: a ledger, a clock, a way to the company, and a death that waits for it. */
export interface Life {
  readonly script: LifeScript
  readonly db: Database
  readonly time: SimTime
  readonly environment: Environment
  step: number
  /** Whether the cable is out. */
  cableOut: boolean
  /** Asks the company, without any mistake. */
  readonly client: QuickbooksClient
  sendRounds(count: number): Promise<void>
}

type Begun = Omit<Life, 'client' | 'sendRounds'>

/** Begins what the script of this process says. */
export async function beginLife(): Promise<Life> {
  const [scriptFile = ''] = process.argv.slice(2)
  const script = JSON.parse(readFileSync(scriptFile, 'utf8')) as LifeScript
  const { scenario, folder, origin, kill } = script
  const db = valueOf(openLedger(ledgerFile(folder), { access: 'read_write' }))
  const time = simTime((await controlled(origin, 'GET', 'clock')).json.now as number)
  const environment = simEnvironment(() => time.nowMs() + clockAheadMs(scenario, life.step), time.monotonicMs)
  const life = { script, db, time, environment, step: script.from, cableOut: false }
  const client = connect(life)
  if (kill.at === 'row') dieAtRow(db, kill.nth)
  if (kill.at === 'export_row') dieAtRow(db, kill.nth, ['export_document', 'export_line', 'export_attempt'])
  if (kill.at === 'commit') await dieInCommit(db, kill.nth, (kill.nth % 5) * 0.03)
  const pusher = startPusher(life)
  return Object.assign(life, { client, sendRounds: (count: number) => sendRounds(life, pusher, planted(script.plant, client), count) })
}

/** What a step sends, with whatever gets in the way of it. */
export async function sendOfStep(life: Life): Promise<void> {
  const { scenario, origin } = life.script
  const d = sendDice(scenario.seed, life.step)
  life.cableOut = d.chance(0.08)
  const put = await putFaults(origin, scenario, d)
  if (d.chance(0.1)) tell({ wants: 'server_killed' })
  await life.sendRounds(d.int(1, 2))
  for (const [met, times] of await countsMet(origin, put)) tell({ met, times })
}

/** Dies where nothing is under way. */
export function outlive(): never {
  tell({ outlived: true })
  die()
}

export function tell(told: Told): void {
  writeSync(1, `${JSON.stringify(told)}\n`)
}

function startPusher({ script: { plant, scenario }, db, environment: { clock, ...environment }, step }: Begun): Pusher {
  if (plant === 'forgets_what_was_on_its_way') db.exec("UPDATE export_document SET state = 'waiting', request_id = NULL, body = NULL WHERE state = 'in_flight'")
  const random = dice(scenario.seed, 3_000_000 + step)
  let looks = 0
  const hurried = { ...clock, monotonicMs: () => clock.monotonicMs() + (plant === 'looks_at_once' ? 200_000 * (looks += 1) : 0) }
  return exportPusher({ db, environment: { ...environment, clock: hurried }, random: { fraction: () => random.int(0, 999) / 1000 }, onChanged: () => {} })
}

async function sendRounds({ time }: Begun, pusher: Pusher, client: PushClient, count: number): Promise<void> {
  for (let round = 0; round < count; round += 1) {
    const { nextInMs } = await pusher.run(client)
    if (nextInMs === null || round === count - 1) return
    time.pass(nextInMs)
  }
}

/** The program's own client, over a network that can be cut, on the way to a company whose clock is ours. */
function connect(life: Begun): QuickbooksClient {
  const { scenario, folder, origin, kill } = life.script
  const { at, nth } = kill
  const addresses = addressesOf('practice', origin)
  const keys = { clientId: practiceClient.id, clientSecret: practiceClient.secret }
  const { time, environment } = life
  const { clock, log } = environment
  const { timers } = time
  let [requests, told] = [0, -1]
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
      if (life.cableOut) throw new TypeError('fetch failed', { cause: Object.assign(new Error('no network'), { code: 'ENETUNREACH', syscall: 'connect' }) })
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
  const keeper = tokenKeeper({ clock, keychain: keychainIn(folder), log, service: tokenService({ http, clock, timers, log, addresses, keys }), name: 'tokens' })
  const logIn = async () => {
    await tellTime()
    const code = (await decide(origin, 'connect')).searchParams.get('code') ?? ''
    const tokens = await tokenService({ http, clock, timers, log, addresses, keys }).exchange(code, redirectUri)
    if (tokens.ok) keeper.keep(tokens.value)
  }
  const accessToken = async () => {
    // A person logs in again where nothing else helps.
    if (!life.cableOut && keeper.state().kind !== 'ready') await logIn().catch(() => undefined)
    return keeper.accessToken()
  }
  const random = dice(scenario.seed, 4_000_000 + life.step)
  const parts = { http, clock, timers, log, addresses, realmId: practiceRealm, accessToken, refused: keeper.refused, random: { fraction: () => random.int(0, 999) / 1000 } }
  return quickbooksClient(parts)
}

/** Secrets in a file of the run, so that they outlive a life. */
function keychainIn(folder: string): Keychain {
  const read = () => JSON.parse(readFileSync(keychainFile(folder), 'utf8')) as Record<string, string>
  const write = (all: Record<string, string>) => writeFileSync(keychainFile(folder), JSON.stringify(all))
  return {
    kind: () => 'os',
    read: (name) => read()[name] ?? null,
    write: (name, text) => write({ ...read(), [name]: text }),
    remove: (name) => write(Object.fromEntries(Object.entries(read()).filter(([key]) => key !== name))),
  }
}
