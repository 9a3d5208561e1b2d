import { spawn } from 'node:child_process'
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openLedger, type Database } from '../../src/main/database/open.ts'
import { temporaryFolder, testLedger, valueOf } from '../support/database.ts'
import type { KillPoint, KillScript, ScriptedCommand } from './kill-script.ts'
import { programOn } from './program.ts'
import { dice } from './random.ts'
import { newCounts, playWeek, stepsOfAWeek } from './simulate.ts'
import { dayOf } from './week.ts'

const childFile = fileURLToPath(new URL('./kill-child.ts', import.meta.url))

export interface KilledWeek {
  /** How often the process died, by where. */
  readonly kills: Readonly<Record<KillPoint['at'], number>>
  /** Commands whose answer was lost: some were committed, some were not. */
  readonly lost: { readonly committed: number; readonly nothing: number }
  readonly unkilled: readonly string[]
  readonly killed: readonly string[]
}

/**
 * Plays a seed's week twice from the same commands: once in peace, and once by processes that are killed again and again,
 * each taking up where the answers end. Answers every row of both ledgers, the head of the hash chain first.
 */
export async function playKilled(seed: number, kills: number): Promise<KilledWeek> {
  const folder = temporaryFolder()
  try {
    const peaceful = testLedger()
    const ledgerFile = join(folder.path, 'ledger.db')
    copyFileSync(peaceful.file, ledgerFile)
    const commands = await record(seed, peaceful.db, peaceful.file)
    const unkilled = rowsOf(peaceful.db)
    peaceful.close()
    const outcome = await killAndReplay(seed, kills, commands, ledgerFile, join(folder.path, 'script.json'))
    const db = valueOf(openLedger(ledgerFile, { access: 'read_write' }))
    const killed = rowsOf(db)
    db.close()
    return { ...outcome, unkilled, killed }
  } finally {
    folder.remove()
  }
}

/**
 * Plays commands once in peace, and again by processes that die one after the other where they are told to, each of which begins
 * from the first command. Answers what a look at the ledger found after each death, and every row of both ledgers at the end.
 */
export async function playKilledFromTheBeginning(commands: readonly ScriptedCommand[], deaths: readonly KillPoint[], look: (db: Database) => unknown) {
  const folder = temporaryFolder()
  const peaceful = testLedger()
  try {
    const ledgerFile = join(folder.path, 'ledger.db')
    copyFileSync(peaceful.file, ledgerFile)
    const program = programOn(peaceful.db, peaceful.file)
    for (const { today, place, name, commandId, input } of commands) {
      program.setMoment(today, place)
      await program.command(name, commandId, input)
    }
    const found: unknown[] = []
    const scriptFile = join(folder.path, 'script.json')
    let killed: string[] = []
    for (const kill of [...deaths, { at: 'never', nth: 0 } as const]) {
      const script: KillScript = { ledgerFile, commands, from: 0, kill }
      writeFileSync(scriptFile, JSON.stringify(script))
      const { signal, words } = await runChild(scriptFile)
      if ((signal === 'SIGKILL') !== (kill.at !== 'never')) throw new Error(`the child ended otherwise than ${JSON.stringify(kill)}: ${words}`)
      const db = valueOf(openLedger(ledgerFile, { access: 'read_write' }))
      found.push(look(db))
      killed = rowsOf(db)
      db.close()
    }
    return { found, unkilled: rowsOf(peaceful.db), killed }
  } finally {
    peaceful.close()
    folder.remove()
  }
}

/** The week as the auditor and the program lived it, with what was refused and what was sent again. */
async function record(seed: number, db: Database, file: string): Promise<ScriptedCommand[]> {
  const program = programOn(db, file)
  const commands: ScriptedCommand[] = []
  let moment = { today: '', place: 0 }
  const recording = {
    ...program,
    setMoment: (today: string, place: number) => {
      moment = { today, place }
      program.setMoment(today, place)
    },
    command: (name: string, commandId: string, input: unknown) => {
      commands.push({ ...moment, commandId, name, input })
      return program.command(name, commandId, input)
    },
  }
  const steps = Array.from({ length: stepsOfAWeek }, (_, step) => step)
  const { difference } = await playWeek(recording, seed, steps, newCounts())
  if (difference !== null) throw new Error(`seed ${seed} differs without any kill at ${dayOf(difference.step)}: ${difference.what.join('; ')}`)
  return commands
}

const ways = ['inside', 'after_commit', 'inside', 'between'] as const

async function killAndReplay(seed: number, times: number, commands: readonly ScriptedCommand[], ledgerFile: string, scriptFile: string) {
  const kills = { inside: 0, after_commit: 0, between: 0, never: 0 }
  const lost = { committed: 0, nothing: 0 }
  const d = dice(seed, 7_000_000)
  let answered = 0
  for (let death = 0; answered < commands.length; death += 1) {
    const at = death >= times ? 'never' : (ways[death % ways.length] ?? 'never')
    const nth = at === 'inside' ? d.int(1, 600) : d.int(0, 25)
    const script: KillScript = { ledgerFile, commands, from: answered, kill: { at, nth } }
    writeFileSync(scriptFile, JSON.stringify(script))
    const { answers, signal, words } = await runChild(scriptFile)
    if (signal !== 'SIGKILL' && answered + answers < commands.length) throw new Error(`the child ended by itself after ${answers} answers: ${words}`)
    answered += answers
    kills[signal === 'SIGKILL' ? at : 'never'] += 1
    const unanswered = commands[answered]
    if (signal === 'SIGKILL' && unanswered !== undefined) lost[isRemembered(ledgerFile, unanswered.commandId) ? 'committed' : 'nothing'] += 1
  }
  return { kills, lost }
}

/** Runs a child to its end, however it comes; answers how many commands it told the answer of. */
function runChild(scriptFile: string): Promise<{ answers: number; signal: NodeJS.Signals | null; words: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [childFile, scriptFile], { stdio: ['ignore', 'pipe', 'pipe'] })
    let [answers, words] = ['', '']
    child.stdout.on('data', (text: Buffer) => (answers += text.toString()))
    child.stderr.on('data', (text: Buffer) => (words += text.toString()))
    child.on('error', reject)
    child.on('close', (_, signal) => resolve({ answers: answers.split('\n').length - 1, signal, words }))
  })
}

function isRemembered(ledgerFile: string, commandId: string): boolean {
  const db = valueOf(openLedger(ledgerFile, { access: 'read_write' }))
  try {
    return db.prepare('SELECT count(*) FROM command_log WHERE command_id = ?').pluck().get(commandId) === 1
  } finally {
    db.close()
  }
}

/** Every row of every table as text, the head of the hash chain first. */
function rowsOf(db: Database): string[] {
  const head = db.prepare('SELECT posting_id, hash FROM posting ORDER BY posting_id DESC LIMIT 1').get()
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").pluck().all() as string[]
  const rows = tables.flatMap((table) => db.prepare(`SELECT * FROM ${table}`).all().map((row) => `${table} ${JSON.stringify(row)}`))
  return [`head ${JSON.stringify(head)}`, ...rows.toSorted()]
}
