import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'

type NotSaved = AppError<'file.not_saved'>

/**
 * Writes a file beside where it belongs and puts it there once it is whole, so that a file that was there stays until then.
 * Errors: `file.not_saved`, with what the PC said.
 */
export function saveFile(file: string, bytes: Uint8Array): Result<null, NotSaved> {
  const beside = `${file}.part`
  try {
    writeWhole(beside, bytes)
    renameSync(beside, file)
    return ok(null)
  } catch (thrown) {
    const problem = problemOf(thrown)
    if (problem === null) throw thrown
    try {
      rmSync(beside, { force: true })
    } catch {
      // What could not be written cannot be removed either; the reason is told already.
    }
    return err(appError('file.not_saved', { file, problem }))
  }
}

function writeWhole(file: string, bytes: Uint8Array): void {
  const descriptor = openSync(file, 'w')
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

const problems: Readonly<Record<string, NotSaved['data']['problem']>> = {
  EBUSY: 'in_use',
  EPERM: 'in_use',
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
  EACCES: 'not_allowed',
  EROFS: 'not_allowed',
  EISDIR: 'not_allowed',
  ENOENT: 'not_allowed',
  ENOTDIR: 'not_allowed',
}

/** What stands in the way; `null` of what is no failure of the PC’s. */
function problemOf(thrown: unknown): NotSaved['data']['problem'] | null {
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return null
  return problems[thrown.code] ?? 'other'
}
