import { readFileSync, writeSync } from 'node:fs'
import { openLedger, type Database } from '../../src/main/database/open.ts'
import type { KillScript } from './kill-script.ts'
import { programOn } from './program.ts'

/** Plays commands on a ledger and dies where it is told to. Each line on standard output is an answer: the place in the script. */
const [scriptFile = ''] = process.argv.slice(2)
const script = JSON.parse(readFileSync(scriptFile, 'utf8')) as KillScript
const opened = openLedger(script.ledgerFile, { access: 'read_write' })
if (!opened.ok) throw new Error(JSON.stringify(opened.error))
await play(opened.value, script)
opened.value.close()

async function play(db: Database, { ledgerFile, commands, from, kill }: KillScript): Promise<void> {
  const program = programOn(db, ledgerFile)
  if (kill.at === 'inside') dieAtRow(db, kill.nth)
  for (const [done, command] of commands.slice(from).entries()) {
    if (kill.at === 'between' && done === kill.nth) die()
    program.setMoment(command.today, command.place)
    await program.command(command.name, command.commandId, command.input)
    if (kill.at === 'after_commit' && done === kill.nth) die()
    writeSync(1, `${from + done}\n`)
  }
}

/** Temporary triggers count the rows as they are written: the ledger file knows nothing of them. */
function dieAtRow(db: Database, nth: number): void {
  let written = 0
  db.function('row_written', () => {
    written += 1
    if (written >= nth) die()
    return 0
  })
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").pluck().all() as string[]
  for (const table of tables) {
    for (const event of ['INSERT', 'UPDATE']) {
      db.exec(`CREATE TEMP TRIGGER row_of_${table}_${event} AFTER ${event} ON main.${table} BEGIN SELECT row_written(); END`)
    }
  }
}

function die(): never {
  process.kill(process.pid, 'SIGKILL')
  for (;;);
}
