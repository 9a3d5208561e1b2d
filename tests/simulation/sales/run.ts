import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SalesRunSummary } from '../../../src/shared/contract/sales-channel.ts'
import { startOwnProcess } from '../../practice/own-process.ts'
import { apiOf, control, logIn, type Api } from '../../practice/practice.ts'
import { temporaryFolder } from '../../support/database.ts'
import { dice, type Dice } from '../random.ts'
import { compare, documentsOf } from './compare.ts'
import type { Plant } from './planted.ts'
import { openShop, practiceFile } from './shop.ts'

const childFile = fileURLToPath(new URL('./child.ts', import.meta.url))
const compiled = join(tmpdir(), 'partsemble-sales-compiled')

/** Where a life ends: at the nth row written, with the nth answer, or before the nth document is applied. */
export interface Kill {
  readonly at: 'row' | 'request' | 'applying' | 'never'
  readonly nth: number
}

export interface LifeScript {
  readonly folder: string
  readonly origin: string
  readonly seed: number
  readonly step: number
  readonly kill: Kill
  readonly plant: Plant | null
}

export interface Counts {
  /** How often the program died, by where. */
  readonly kills: Map<string, number>
  readonly faults: Map<string, number>
  readonly changes: Map<string, number>
  /** Syncs that had to compare everything. */
  compared: number
}

export const newCounts = (): Counts => ({ kills: new Map(), faults: new Map(), changes: new Map(), compared: 0 })

const tally = (map: Map<string, number>, what: string) => map.set(what, (map.get(what) ?? 0) + 1)

interface Run {
  readonly seed: number
  readonly folder: string
  readonly origin: string
  readonly counts: Counts
  readonly plant: Plant | null
}

/** Lives through some steps of a seed; answers everything that is wrong at its end, nothing when the ledger says what the company does. */
export async function playSales(seed: number, steps: number, counts: Counts, plant: Plant | null = null): Promise<string[]> {
  const folder = temporaryFolder()
  await openShop(folder.path)
  const company = await startOwnProcess(practiceFile(folder.path))
  const run: Run = { seed, folder: folder.path, origin: company.origin, counts, plant }
  try {
    for (let step = 0; step < steps; step += 1) await takeStep(run, step)
    await control(run.origin, 'DELETE', 'faults')
    await oneLife(run, steps, { at: 'never', nth: 0 })
    const again = await oneLife(run, steps + 1, { at: 'never', nth: 0 })
    const problems = await compare(folder.path, await apiNow(run))
    return again === null || again.requests > 6 || again.created + again.updated + again.voided > 0 ? [`a sync of nothing new: ${JSON.stringify(again)}`, ...problems] : problems
  } finally {
    company.child.kill('SIGKILL')
    await company.ended
    folder.remove()
  }
}

const apiNow = async ({ origin }: Run): Promise<Api> => apiOf(origin, (await logIn(origin)).access_token)

async function takeStep(run: Run, step: number): Promise<void> {
  const { seed, origin, counts } = run
  const d = dice(seed, step)
  // What no question met would meet the bookkeeper.
  await control(origin, 'DELETE', 'faults')
  const api = await apiNow(run)
  for (let left = d.int(2, 6); left > 0; left -= 1) tally(counts.changes, await change(api, origin, d))
  const pause = d.pick([20, 600, 90_000, 90_000, 3_000_000]) ?? 20
  await control(origin, 'POST', 'clock', { advanceSeconds: pause })
  for (let left = d.int(0, 2); left > 0; left -= 1) await putFault(run, d)
  const kill: Kill = { at: d.pick(['row', 'request', 'applying', 'applying', 'never'] as const) ?? 'never', nth: d.int(1, 4) }
  await oneLife(run, step, kill.at === 'row' ? { ...kill, nth: d.int(1, 80) } : kill)
}

const faults = ['throttle', 'server_error', 'drop_answer', 'cut_answer', 'not_json', 'reset_before_commit', 'shifting_pages', 'expire_token'] as const

async function putFault({ origin, counts }: Run, d: Dice): Promise<void> {
  const name = d.pick(faults) ?? 'throttle'
  const on = d.pick(['Invoice', 'SalesReceipt', 'CreditMemo', '*']) ?? '*'
  const answer = await control(origin, 'POST', 'faults', { name, on, operation: d.pick(['query', 'query', 'cdc']), times: d.int(1, 3) })
  if (answer.status !== 200) throw new Error(answer.text)
  tally(counts.faults, name)
}

const entities = ['Invoice', 'Invoice', 'SalesReceipt', 'CreditMemo', 'RefundReceipt'] as const

/** Something a bookkeeper does; returns what. */
async function change(api: Api, origin: string, d: Dice): Promise<string> {
  const entity = d.pick(entities) ?? 'Invoice'
  const path = entity.toLowerCase()
  const what = d.weighted({ make: 6, edit: 4, void: 2, delete: 2 })
  const document = what === 'make' ? undefined : d.pick(await documentsOf(api, entity))
  const content = await contentOf(api, origin, d)
  const done = async (body: object, parameters: Record<string, string> = {}) => {
    const answer = await api.post(path, body, parameters)
    if (answer.status !== 200) throw new Error(answer.text)
  }
  if (document === undefined) {
    await done(content)
    return 'make'
  }
  const { Id, SyncToken } = document
  if (what === 'edit') {
    const wasVoided = String(document['PrivateNote'] ?? '').startsWith('Voided')
    await done({ ...document, ...content, PrivateNote: '', TxnDate: d.chance(0.8) ? document['TxnDate'] : content.TxnDate })
    return wasVoided ? 'entered again' : 'edit'
  }
  await done({ Id, SyncToken }, { operation: what })
  return what
}

async function contentOf(api: Api, origin: string, d: Dice) {
  const items = (await api.query('select * from Item maxresults 20')).json.QueryResponse.Item as { Id: string; Type: string }[]
  const customers = (await api.query('select * from Customer maxresults 20')).json.QueryResponse.Customer as { Id: string }[]
  const now = (await control(origin, 'GET', 'clock')).json.now as number
  const line = () => {
    const Qty = d.chance(0.2) ? d.int(1, 40) / 8 : d.int(1, 30)
    return { Amount: d.int(1, 90_000) / 100, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: d.pick(items.filter(({ Type }) => Type === 'Inventory'))?.Id }, Qty } }
  }
  // Now and then it is dated before the first day, and has no part.
  const daysBack = d.chance(0.1) ? 30 : d.int(1, 4)
  return {
    CustomerRef: { value: d.pick(customers)?.Id },
    TxnDate: new Date(now - daysBack * 86_400_000).toISOString().slice(0, 10),
    Line: Array.from({ length: d.int(1, 3) }, line),
  }
}

type Lived = SalesRunSummary & { readonly requests: number }

/** What the sync of a life said; `null` where it died before. */
async function oneLife({ seed, folder, origin, counts, plant }: Run, step: number, kill: Kill): Promise<Lived | null> {
  const scriptFile = join(folder, 'script.json')
  const script: LifeScript = { folder, origin, seed, step, kill, plant }
  writeFileSync(scriptFile, JSON.stringify(script))
  const child = spawn(process.execPath, [childFile, scriptFile], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_COMPILE_CACHE: compiled } })
  let [told, words] = ['', '']
  child.stdout.on('data', (text: Buffer) => (told += text.toString()))
  child.stderr.on('data', (text: Buffer) => (words += text.toString()))
  const signal = await new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (_, by) => resolve(by))
  })
  if (signal === 'SIGKILL') {
    tally(counts.kills, kill.at)
    return null
  }
  if (told === '') throw new Error(`seed ${seed}: a life ended by itself at step ${step}: ${words}`)
  const lived = JSON.parse(told) as Lived
  if (lived.compared) counts.compared += 1
  return lived
}
