import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listBackups, makeBackup } from '../../../src/main/database/backup.ts'
import { openLedger } from '../../../src/main/database/open.ts'
import { restoreBackup } from '../../../src/main/database/restore.ts'
import { startOwnProcess, type OwnProcess } from '../../practice/own-process.ts'
import { temporaryFolder, valueOf } from '../../support/database.ts'
import { dice } from '../random.ts'
import { compare, documentsThere } from './compare.ts'
import { openDesk } from './desk.ts'
import { controlled, putStanding } from './faults.ts'
import type { KillPoint, LifeScript, Plant, Scenario, Told } from './scenario.ts'
import { ledgerFile, openShop, practiceFile, startIso } from './shop.ts'

const childFile = fileURLToPath(new URL('./child.ts', import.meta.url))
/** A life is short: most of it would go by reading the program. */
const compiled = join(tmpdir(), 'partsemble-exports-compiled')
const restoredAt = '2026-06-01T09:00:00.000Z'

export interface Counts {
  /** How often the program died, by where, and the company. */
  readonly kills: Map<string, number>
  readonly faults: Map<string, number>
  documents: number
}

export function newCounts(): Counts {
  return { kills: new Map(), faults: new Map(), documents: 0 }
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
    } else {
      await live(run, 0, scenario.steps)
      problems.push(...(await drain(run)))
    }
    problems.push(...(await compare(folder.path, company.origin(), scenario)))
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
function firstDay({ folder, scenario: { source, mode } }: Run): void {
  const db = valueOf(openLedger(ledgerFile(folder), { access: 'read_write' }))
  const { done } = openDesk(db, () => Date.parse(startIso))
  done('accounting.choose_source', { source })
  for (const type of ['builds', 'receipts']) done('accounting.set_export_mode', { type, mode })
  db.close()
}

const places = ['row', 'during_request', 'after_request', 'row', 'before_request', 'during_request', 'between', 'after_request'] as const

/** Steps from one to before another, through as many deaths as there are to be. */
async function live(run: Run, from: number, until: number): Promise<void> {
  const { scenario, counts } = run
  const d = dice(scenario.seed, 7_000_000 + from)
  const kills = Math.round((scenario.kills * (until - from)) / scenario.steps)
  for (let [death, step] = [0, from]; step < until; death += 1) {
    const at = death >= kills ? 'never' : (places[(death + scenario.seed) % places.length] ?? 'never')
    const nth = at === 'row' ? d.int(1, 900) : at === 'between' ? d.int(0, 5) : d.int(1, 30)
    const life = await oneLife(run, step, until, { at, nth })
    if (life.signal === 'SIGKILL') counts.kills.set(at, (counts.kills.get(at) ?? 0) + 1)
    else if (life.step < until) throw new Error(`seed ${scenario.seed}: a life ended by itself at step ${life.step}: ${life.words}`)
    step = life.step
  }
}

async function drain(run: Run): Promise<string[]> {
  await controlled(run.company.origin(), 'DELETE', 'faults')
  await putStanding(run.company.origin(), run.scenario)
  const { steps } = run.scenario
  const life = await oneLife(run, steps, steps + 1, { at: 'never', nth: 0 })
  return [...(life.left ?? [`draining ended by itself: ${life.words}`])]
}

interface Life {
  /** The first step that was not told to be done. */
  readonly step: number
  readonly left: readonly string[] | null
  readonly signal: NodeJS.Signals | null
  readonly words: string
}

async function oneLife({ scenario, folder, plant, company, counts }: Run, from: number, until: number, kill: KillPoint): Promise<Life> {
  await company.up()
  const scriptFile = join(folder, 'script.json')
  const script: LifeScript = { scenario, folder, origin: company.origin(), from, until, kill, plant }
  writeFileSync(scriptFile, JSON.stringify(script))
  let [step, words, rest] = [from, '', '']
  let left: readonly string[] | null = null
  const take = (line: string) => {
    const told = JSON.parse(line) as Told
    if ('done' in told) step = told.done + 1
    else if ('met' in told) counts.faults.set(told.met, (counts.faults.get(told.met) ?? 0) + told.times)
    else if ('left' in told) left = told.left
    else company.kill()
  }
  const child = spawn(process.execPath, [childFile, scriptFile], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_COMPILE_CACHE: compiled } })
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
  return { step, left, signal, words }
}

const backups = (folder: string) => join(folder, 'backups')

function backUp({ folder }: Run): void {
  valueOf(makeBackup({ source: ledgerFile(folder), folder: backups(folder), atIso: '2026-03-20T09:00:00.000Z', reason: 'by-hand' }))
}

/** The older books come back: nothing goes out, whatever is booked, until a person has said so. */
async function restore(run: Run): Promise<string[]> {
  const { folder, scenario, company } = run
  const [backup] = listBackups(backups(folder))
  if (backup === undefined) throw new Error('no backup')
  await controlled(company.origin(), 'DELETE', 'faults')
  await controlled(company.origin(), 'POST', 'clock', { advanceSeconds: 1000 })
  const before = await documentsThere(company.origin(), folder)
  valueOf(restoreBackup({ file: ledgerFile(folder), backupFolder: backups(folder), backup: backup.file, atIso: restoredAt }))
  await live({ ...run, scenario: { ...scenario, steps: scenario.steps + 6, kills: 0 } }, scenario.steps, scenario.steps + 6)
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
    const started = await startOwnProcess(practiceFile(folder), ['--port', port])
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
