import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listBackups, makeBackup } from '../../../src/main/database/backup.ts'
import { openLedger } from '../../../src/main/database/open.ts'
import { restoreBackup } from '../../../src/main/database/restore.ts'
import { startOwnProcess, type OwnProcess } from '../../practice/own-process.ts'
import { temporaryFolder, valueOf } from '../../support/database.ts'
import { bundled } from '../bundled.ts'
import { dice } from '../random.ts'
import { compare, documentsThere } from './compare.ts'
import { openDesk } from './desk.ts'
import { simEnvironment } from './environment.ts'
import { controlled, putStanding } from './faults.ts'
import { ledgerFile, practiceFile } from './files.ts'
import { clockAheadMs, isOffline, nthMost, stepDice, type KillPoint, type LifeScript, type Plant, type Scenario, type Told } from './scenario.ts'
import type { PageSaid } from './page.ts'
import { chooseAccounts, openShop, startIso } from './shop.ts'
import { pauseOfStep, workOfStep } from './work.ts'

const compiled = join(tmpdir(), 'partsemble-exports-compiled')
const restoredAt = '2026-06-01T09:00:00.000Z'

export interface Counts {
  /** How often the program died, by where, and the company. */
  readonly kills: Map<string, number>
  readonly faults: Map<string, number>
  documents: number
  /** What still waited when everything worked again, and how long the work of both sides took for it, in milliseconds. */
  drained: { documents: number; ms: number }
}

export function newCounts(): Counts {
  return { kills: new Map(), faults: new Map(), documents: 0, drained: { documents: 0, ms: 0 } }
}

/** Lives through a scenario; answers everything that is wrong at its end, nothing when all is there exactly once. */
export async function playScenario(scenario: Scenario, counts: Counts, plant: Plant | null = null): Promise<string[]> {
  const folder = temporaryFolder()
  const company = keepCompany(folder.path, scenario, counts)
  try {
    await openShop(folder.path)
    const run: Run = { scenario, folder: folder.path, plant, company, counts }
    firstDay(run)
    await company.start()
    const problems: string[] = []
    const half = Math.floor(scenario.steps / 2)
    if (scenario.restores) {
      await live(run, 0, half)
      backUp(run)
      await live(run, half, scenario.steps)
      problems.push(...(await restore(run)))
    } else await live(run, 0, scenario.steps)
    const { left, page, words } = await drain(run)
    problems.push(...(left ?? [`draining ended by itself: ${words}`]))
    problems.push(...(await compare(folder.path, company.origin(), scenario, page)))
    counts.documents += (await documentsThere(company.origin(), folder.path)).length
    return problems
  } finally {
    await company.stop()
    folder.remove()
  }
}

interface Run {
  readonly scenario: Scenario
  readonly folder: string
  readonly plant: Plant | null
  readonly company: Company
  readonly counts: Counts
}

/** Chooses what the scenario says, before anything happens. */
function firstDay({ folder, scenario }: Run): void {
  const { source, mode } = scenario
  const db = valueOf(openLedger(ledgerFile(folder), { access: 'read_write' }))
  const desk = openDesk(db, simEnvironment(() => Date.parse(startIso)))
  const { done } = desk
  if (scenario.payables) chooseAccounts(db, desk, scenario)
  done('accounting.choose_source', { source })
  for (const type of ['builds', 'receipts']) done('accounting.set_export_mode', { type, mode })
  db.close()
}

const places = ['row', 'during_request', 'after_request', 'export_row', 'before_request', 'commit', 'between', 'after_request', 'export_row', 'during_request', 'commit'] as const

/** Steps from one to before another, through as many deaths as there are to be. */
async function live(run: Run, from: number, until: number): Promise<void> {
  const { scenario, counts } = run
  const d = dice(scenario.seed, 7_000_000 + from)
  const kills = Math.round((scenario.kills * (until - from)) / scenario.steps)
  for (let [death, step] = [0, from]; step < until; ) {
    const at = death >= kills ? 'never' : (places[(death + scenario.seed) % places.length] ?? 'never')
    const nth = at === 'never' ? 0 : d.int(at === 'between' ? 0 : 1, nthMost[at])
    // Most deaths are met while sending; booking is killed at every other row by `kill.ts`.
    const whole = at === 'never' || at === 'row' || death % 6 === 0 || isOffline(scenario, step)
    // Nothing to send is no place to die.
    if (!whole && !(await book(run, step))) {
      step += 1
      continue
    }
    const life = await oneLife(run, step, until, { at, nth }, whole ? 'life' : 'sender')
    const died = life.outlived ? 'between' : at
    if (life.signal === 'SIGKILL') counts.kills.set(died, (counts.kills.get(died) ?? 0) + 1)
    else if (life.step < until) throw new Error(`seed ${scenario.seed}: a life ended by itself at step ${life.step}: ${life.words}`)
    death += 1
    step = life.step
  }
}

/** Books what a step books, as one does who sends nothing; true when there is something to send then, or to look for. */
async function book({ scenario, folder, company }: Run, step: number): Promise<boolean> {
  await company.up()
  const now = (await controlled(company.origin(), 'GET', 'clock')).json.now as number
  const db = valueOf(openLedger(ledgerFile(folder), { access: 'read_write' }))
  const atMs = now + pauseOfStep(stepDice(scenario.seed, step))
  workOfStep({ scenario, step, db, desk: openDesk(db, simEnvironment(() => atMs + clockAheadMs(scenario, step))) })
  const waits = db.prepare("SELECT 1 FROM export_document WHERE state IN ('in_flight', 'unknown') OR (state = 'waiting' AND queued = 1)").get() !== undefined
  db.close()
  await controlled(company.origin(), 'POST', 'clock', { set: new Date(atMs).toISOString() })
  return waits
}

async function drain(run: Run): Promise<Life> {
  await controlled(run.company.origin(), 'DELETE', 'faults')
  await putStanding(run.company.origin(), run.scenario)
  const steps = run.scenario.steps + (run.scenario.restores ? stepsRestored : 0)
  return oneLife(run, steps, steps + 1, { at: 'never', nth: 0 })
}

interface Life {
  /** The first step that was not told to be done. */
  readonly step: number
  readonly left: readonly string[] | null
  readonly page: PageSaid | null
  /** It never came to where it was to die, and died between two steps. */
  readonly outlived: boolean
  readonly signal: NodeJS.Signals | null
  readonly words: string
}

async function oneLife({ scenario, folder, plant, company, counts }: Run, from: number, until: number, kill: KillPoint, program: 'life' | 'sender' = 'life'): Promise<Life> {
  await company.up()
  const scriptFile = join(folder, 'script.json')
  const script: LifeScript = { scenario, folder, origin: company.origin(), from, until, kill, plant }
  writeFileSync(scriptFile, JSON.stringify(script))
  let [step, words, rest] = [from, '', '']
  let left: readonly string[] | null = null
  let page: PageSaid | null = null
  let outlived = false
  const take = (line: string) => {
    const told = JSON.parse(line) as Told
    if ('done' in told) step = told.done + 1
    else if ('met' in told) counts.faults.set(told.met, (counts.faults.get(told.met) ?? 0) + told.times)
    else if ('left' in told) left = told.left
    else if ('drained' in told) counts.drained = { documents: counts.drained.documents + told.drained, ms: counts.drained.ms + told.ms }
    else if ('page' in told) page = told.page
    else if ('outlived' in told) outlived = true
    else company.kill()
  }
  const child = spawn(process.execPath, [(await bundled())[program], scriptFile], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_COMPILE_CACHE: compiled } })
  child.stdout.on('data', (text: Buffer) => {
    const lines = (rest + text.toString()).split('\n')
    rest = lines.pop() ?? ''
    lines.forEach(take)
  })
  child.stderr.on('data', (text: Buffer) => (words += text.toString()))
  const signal = await new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (_, by) => resolve(by))
  })
  return { step, left, page, outlived, signal, words }
}

const backups = (folder: string) => join(folder, 'backups')

function backUp({ folder }: Run): void {
  valueOf(makeBackup({ source: ledgerFile(folder), folder: backups(folder), atIso: '2026-03-20T09:00:00.000Z', reason: 'by-hand' }))
}

/** So many steps are lived through while nothing may go out after a restore. */
const stepsRestored = 6

/** The older books come back: nothing goes out, whatever is booked, until a person has said so. */
async function restore(run: Run): Promise<string[]> {
  const { folder, scenario, company } = run
  const [backup] = listBackups(backups(folder))
  if (backup === undefined) throw new Error('no backup')
  await controlled(company.origin(), 'DELETE', 'faults')
  await controlled(company.origin(), 'POST', 'clock', { advanceSeconds: 1000 })
  const before = await documentsThere(company.origin(), folder)
  valueOf(restoreBackup({ file: ledgerFile(folder), backupFolder: backups(folder), backup: backup.file, atIso: restoredAt }))
  const steps = scenario.steps + stepsRestored
  await live({ ...run, scenario: { ...scenario, steps, kills: 0 } }, scenario.steps, steps)
  const after = await documentsThere(company.origin(), folder)
  return before.length === after.length ? [] : [`${after.length - before.length} documents went out after a restore`]
}

interface Company {
  origin(): string
  start(): Promise<void>
  /** Resolves when it listens again. */
  up(): Promise<void>
  kill(): void
  stop(): Promise<void>
}

/** The company's process, started again on its port and its file whenever it dies. */
function keepCompany(folder: string, scenario: Scenario, counts: Counts): Company {
  let running: OwnProcess | null = null
  let starting: Promise<void> = Promise.resolve()
  let ended = false
  const start = async () => {
    const port = running === null ? '0' : new URL(running.origin).port
    const started = await startOwnProcess(practiceFile(folder), ['--port', port], (await bundled()).company)
    running = started
    started.child.once('exit', () => {
      if (!ended) starting = start()
    })
    await putStanding(started.origin, scenario)
  }
  return {
    origin: () => running?.origin ?? '',
    start: () => (starting = start()),
    up: () => starting,
    kill: () => {
      counts.kills.set('company', (counts.kills.get('company') ?? 0) + 1)
      running?.child.kill('SIGKILL')
    },
    stop: async () => {
      ended = true
      await starting.catch(() => undefined)
      running?.child.kill('SIGKILL')
      await running?.ended
    },
  }
}
