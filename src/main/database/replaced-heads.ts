import { join } from 'node:path'
import { listBackups } from './backup.ts'
import { syncFile } from './files.ts'
import { headsOf, headsOfFile, missingFrom, readHeadsNote, sameHeads, type LedgerHeads } from './heads.ts'
import { openLedger, seal, type Database } from './open.ts'
import type { LedgerError } from './sqlite-errors.ts'
import { ok, type Result } from '../../shared/result.ts'

/** As the migration makes it, for a restored ledger of the time before; a test holds the two against each other. */
export const replacedHeadTable = `CREATE TABLE IF NOT EXISTS replaced_head (
  replaced_head_id INTEGER PRIMARY KEY,
  posting_count INTEGER NOT NULL CHECK (posting_count >= 0),
  posting_hash TEXT CHECK (length(posting_hash) = 64),
  command_count INTEGER NOT NULL CHECK (command_count >= 0),
  -- Unknown for commands done before they had hashes.
  command_hash TEXT CHECK (length(command_hash) = 64),
  replaced_at TEXT NOT NULL
) STRICT`

/** The heads that restores of this ledger left behind. */
export function replacedHeads(db: Database): LedgerHeads[] {
  return db
    .prepare<[], LedgerHeads>(
      'SELECT posting_count AS postings, posting_hash AS postingHash, command_count AS commands, command_hash AS commandHash FROM replaced_head',
    )
    .all()
}

/**
 * Writes into a copy that is about to become the ledger which backups it does not go on from, so that their books are not
 * missed later. In the copy and not beside it: the record then comes with the swap, or not at all. `atIso` is now, UTC.
 */
export function recordReplacedHeads(copy: string, backupFolder: string, atIso: string): Result<null, LedgerError> {
  const opened = openLedger(copy, { access: 'read_write' })
  if (!opened.ok) return opened
  const db = opened.value
  try {
    if (headsOf(db) !== null) insertReplaced(db, knownHeads(backupFolder), atIso)
    seal(db)
  } finally {
    db.close()
  }
  syncFile(copy)
  return ok(null)
}

/** What the backups in a folder and the notes beside them say. */
function knownHeads(folder: string): LedgerHeads[] {
  return listBackups(folder).flatMap(({ file }) => {
    const own = headsOfFile(join(folder, file))
    return [own === 'damaged' ? null : own, readHeadsNote(folder, file)].filter((heads) => heads !== null)
  })
}

function insertReplaced(db: Database, known: readonly LedgerHeads[], atIso: string): void {
  db.transaction(() => {
    db.exec(replacedHeadTable)
    const recorded = replacedHeads(db)
    const insert = db.prepare('INSERT INTO replaced_head (posting_count, posting_hash, command_count, command_hash, replaced_at) VALUES (?, ?, ?, ?, ?)')
    for (const heads of known) {
      if (missingFrom(db, heads) === null || recorded.some((other) => sameHeads(other, heads))) continue
      insert.run(heads.postings, heads.postingHash, heads.commands, heads.commandHash, atIso)
      recorded.push(heads)
    }
  }).immediate()
}
