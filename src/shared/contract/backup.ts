import { z } from 'zod'
import { host } from './define.ts'

export const backupReason = z.enum(['daily', 'before-migration', 'by-hand', 'before-restore'])
export type BackupReason = z.infer<typeof backupReason>

export const backupRow = z.strictObject({
  /** File name inside the backup folder, without a path. */
  file: z.string(),
  /** UTC instant it was made. */
  at: z.string(),
  bytes: z.int(),
  reason: backupReason,
})
export type BackupRow = z.infer<typeof backupRow>

/** Writes a backup beside the ledger, reopens and checks it, and only then says so. */
export const backupNow = host({
  name: 'backup.now',
  version: 1,
  input: z.strictObject({}),
  output: backupRow,
  errors: ['backup.failed'],
})

/** Newest first. */
export const backupList = host({
  name: 'backup.list',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({ backups: z.array(backupRow) }),
  errors: [],
})

/** Tries the start again from its first stage. The window reloads when it worked. */
export const recoveryRetry = host({
  name: 'recovery.retry',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({ started: z.boolean() }),
  errors: [],
})

/** Puts a backup in place of the ledger. What it replaces is kept beside it, so this can itself be undone. */
export const recoveryRestore = host({
  name: 'recovery.restore',
  version: 1,
  input: z.strictObject({ file: z.string().min(1).max(255) }),
  output: z.strictObject({ started: z.boolean(), keptAs: z.string().nullable() }),
  errors: ['backup.not_found', 'backup.failed'],
})
