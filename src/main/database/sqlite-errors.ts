import { appError, type AppError, type ErrorCode } from '../../shared/errors.ts'

/** What a failure of SQLite, or of the file system under it, means to the person at the screen: one reaction per kind. */
export type FailureKind = 'corrupt' | 'not_a_ledger' | 'busy' | 'read_only' | 'disk_full' | 'io' | 'constraint'

export type LedgerErrorCode = Extract<ErrorCode, `ledger.${string}`>
export type LedgerError = AppError<LedgerErrorCode>

/** Whole codes are looked up before families, as a few members of a family mean something else. */
const sqliteCodes: Readonly<Record<string, FailureKind>> = {
  // The disk holds no room for the shared-memory file, or the file system itself reports damage.
  SQLITE_IOERR_SHMSIZE: 'disk_full',
  SQLITE_IOERR_CORRUPTFS: 'corrupt',
  // The file was renamed or removed under an open connection: writable, but no longer the ledger.
  SQLITE_READONLY_DBMOVED: 'io',
}

const sqliteFamilies: Readonly<Record<string, FailureKind>> = {
  SQLITE_CORRUPT: 'corrupt',
  SQLITE_NOTADB: 'not_a_ledger',
  SQLITE_BUSY: 'busy',
  SQLITE_LOCKED: 'busy',
  SQLITE_PROTOCOL: 'busy',
  SQLITE_READONLY: 'read_only',
  SQLITE_PERM: 'read_only',
  SQLITE_FULL: 'disk_full',
  SQLITE_IOERR: 'io',
  SQLITE_CANTOPEN: 'io',
  SQLITE_CONSTRAINT: 'constraint',
}

const fileSystemCodes: Readonly<Record<string, FailureKind>> = {
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
  EROFS: 'read_only',
  EACCES: 'read_only',
  EPERM: 'read_only',
  EBUSY: 'busy',
  EIO: 'io',
  ENOENT: 'io',
  ENOTDIR: 'io',
  EISDIR: 'io',
  EEXIST: 'io',
  EXDEV: 'io',
  ENXIO: 'io',
  EMFILE: 'io',
  ENAMETOOLONG: 'io',
  ESTALE: 'io',
}

/** The kind of an error thrown by better-sqlite3 or `node:fs`; null for everything else, which is a bug and stays thrown. */
export function classify(error: unknown): FailureKind | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  const { code } = error
  const family = code.split('_').slice(0, 2).join('_')
  return sqliteCodes[code] ?? sqliteFamilies[family] ?? fileSystemCodes[code] ?? null
}

/**
 * The error value for a failure at `file`. Null when it is not the file's failure: a breach of a constraint, or no
 * failure of SQLite at all; whoever caught it throws it on.
 */
export function toLedgerError(error: unknown, file: string): LedgerError | null {
  const detail = error instanceof Error ? error.message : String(error)
  switch (classify(error)) {
    case 'corrupt':
      return appError('ledger.corrupt', { file, detail })
    case 'not_a_ledger':
      return appError('ledger.not_a_ledger', { file })
    case 'busy':
      return appError('ledger.busy', { file })
    case 'read_only':
      return appError('ledger.read_only', { file })
    case 'disk_full':
      return appError('ledger.disk_full', { file })
    case 'io':
      return appError('ledger.io', { file, detail })
    case 'constraint':
    case null:
      return null
  }
}
