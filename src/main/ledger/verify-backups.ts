import { join } from 'node:path'
import { listBackups } from '../database/backup.ts'
import { headsOfFile, missingFrom, readHeadsNote, sameHeads, type LedgerHeads, type MissingLink } from '../database/heads.ts'
import type { Database } from '../database/open.ts'
import { replacedHeads } from '../database/replaced-heads.ts'
import type { Difference, InvariantName } from '../domain/invariants.ts'

type Note = (name: InvariantName, difference: Difference | null) => void

/** What was looked at beside the books; backups by the UTC instant at which they were made. */
export interface BackupsSeen {
  readonly checked: number
  /** Those whose note is lost: where their books ended was read from themselves. */
  readonly withoutNote: readonly string[]
  /** Those that cannot be opened; the note still told where their books ended, if there was one. */
  readonly unreadable: readonly string[]
}

/**
 * Where the books of each backup ended must be in these books at the same place, unless a restore left it behind. Only
 * this finds postings cut off at the end, as what is left of a chain is a chain. Oldest first.
 */
export function checkBackups(db: Database, folder: string, note: Note): BackupsSeen {
  const backups = listBackups(folder).toReversed()
  const replaced = replacedHeads(db)
  const withoutNote: string[] = []
  const unreadable: string[] = []
  for (const { file, at } of backups) {
    const noted = readHeadsNote(folder, file)
    const own = headsOfFile(join(folder, file))
    if (own === 'damaged') unreadable.push(at)
    else if (own !== null && noted === null) withoutNote.push(at)
    else if (own !== null && noted !== null && !sameHeads(own, noted)) note('backups_are_as_made', { place: at, expected: headsWords(noted), found: headsWords(own) })
    const heads = noted ?? (own === 'damaged' ? null : own)
    if (heads === null || replaced.some((other) => sameHeads(other, heads))) continue
    const missing = missingFrom(db, heads)
    if (missing !== null) note('nothing_missing_since_backups', { place: at, ...missingWords(missing) })
  }
  return { checked: backups.length, withoutNote, unreadable }
}

function headsWords({ postings, postingHash, commands, commandHash }: LedgerHeads): string {
  return `posting ${postings} ${sealWords(postingHash)}, command ${commands} ${sealWords(commandHash)}`
}

function missingWords({ chain, count, expected, found }: MissingLink): { readonly expected: string; readonly found: string } {
  return { expected: `${chain} ${count} ${sealWords(expected)}`, found: found === undefined ? `no ${chain} ${count}` : sealWords(found) }
}

function sealWords(hash: string | null): string {
  return hash === null ? 'without seal' : `sealed ${hash.slice(0, 12)}`
}
