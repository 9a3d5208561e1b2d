import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { syncFile } from './files.ts'
import { openLedger, type Database } from './open.ts'
import { classify } from './sqlite-errors.ts'

const hash = z.string().length(64).nullable()
const ledgerHeads = z.strictObject({
  postings: z.int().nonnegative(),
  /** Of the last posting; null when there is none. */
  postingHash: hash,
  commands: z.int().nonnegative(),
  /** Of the last command; null when there is none, or it was done before commands had hashes. */
  commandHash: hash,
})

/** How far the two chains of a ledger reach: how many links each has, and the hash of the last, which covers all before. */
export type LedgerHeads = z.infer<typeof ledgerHeads>

/** Heads of two ledgers, or of one at two times, are the same. */
export function sameHeads(a: LedgerHeads, b: LedgerHeads): boolean {
  return textOf(a) === textOf(b)
}

function textOf({ postings, postingHash, commands, commandHash }: LedgerHeads): string {
  return JSON.stringify({ postings, postingHash, commands, commandHash })
}

/** The heads of an open ledger of any version; null when it has no record of commands. */
export function headsOf(db: Database): LedgerHeads | null {
  const columns = chainColumns(db)
  if (!columns.has('command_log.seq')) return null
  const last = (sql: string) => db.prepare<[], { count: number; hash: string | null }>(sql).get() ?? { count: 0, hash: null }
  const posting = columns.has('posting.hash') ? last('SELECT posting_id AS count, hash FROM posting ORDER BY posting_id DESC LIMIT 1') : { count: 0, hash: null }
  const command = last(`SELECT seq AS count, ${columns.has('command_log.hash') ? 'hash' : 'NULL'} AS hash FROM command_log ORDER BY seq DESC LIMIT 1`)
  return { postings: posting.count, postingHash: posting.hash, commands: command.count, commandHash: command.hash }
}

function chainColumns(db: Database): ReadonlySet<string> {
  const columns = db.prepare<[], string>(
    "SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name IN ('posting', 'command_log')",
  )
  return new Set(columns.pluck().all())
}

/** Where a ledger parts from the books of which these were the heads. */
export interface MissingLink {
  readonly chain: 'posting' | 'command'
  readonly count: number
  readonly expected: string | null
  /** What the ledger has there; null when it is unsealed, undefined when there is nothing. */
  readonly found: string | null | undefined
}

/** The first chain in which a ledger does not hold these heads at their place; null when it holds both. */
export function missingFrom(db: Database, { postings, postingHash, commands, commandHash }: LedgerHeads): MissingLink | null {
  const columns = chainColumns(db)
  const hashAt = (table: string, key: string, count: number): string | null | undefined => {
    if (count === 0) return null
    if (!columns.has(`${table}.${key}`)) return undefined
    return db.prepare<[number], string | null>(`SELECT ${columns.has(`${table}.hash`) ? 'hash' : 'NULL'} FROM ${table} WHERE ${key} = ?`).pluck().get(count)
  }
  const posting = hashAt('posting', 'posting_id', postings)
  if (posting !== postingHash) return { chain: 'posting', count: postings, expected: postingHash, found: posting }
  const command = hashAt('command_log', 'seq', commands)
  if (command !== commandHash) return { chain: 'command', count: commands, expected: commandHash, found: command }
  return null
}

/** The ending of the note that lies beside a backup and tells its heads. */
const noteEnding = '.heads.json'

/** The name of the note beside a backup. */
export function headsNote(backup: string): string {
  return backup + noteEnding
}

/** The backup that a note belongs to by its name; null for any other file. */
export function backupOfNote(file: string): string | null {
  return file.endsWith(noteEnding) ? file.slice(0, -noteEnding.length) : null
}

/** Writes a note whole onto the disk; throws when it cannot. */
export function writeHeadsNote(file: string, heads: LedgerHeads): void {
  writeFileSync(file, textOf(heads))
  syncFile(file)
}

/** What the note beside a backup says; null when it is lost or cannot be read. */
export function readHeadsNote(folder: string, backup: string): LedgerHeads | null {
  const file = join(folder, headsNote(backup))
  if (!existsSync(file)) return null
  try {
    return ledgerHeads.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError || classify(error) !== null) return null
    throw error
  }
}

/** What a backup itself says; `damaged` when it cannot be read, null when it has no books. */
export function headsOfFile(file: string): LedgerHeads | 'damaged' | null {
  const opened = openLedger(file, { access: 'read_only' })
  if (!opened.ok) return 'damaged'
  try {
    return headsOf(opened.value)
  } catch (error) {
    if (classify(error) === null) throw error
    return 'damaged'
  } finally {
    opened.value.close()
  }
}
