import { accessSync, closeSync, constants, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { classify } from './sqlite-errors.ts'

/** What SQLite keeps beside a database file while it is in use. */
export const companionSuffixes = ['-wal', '-shm', '-journal'] as const

/** Makes sure that what was written to `file` is on the disk and not only in the system's memory. */
export function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Makes sure that names made, changed or removed in `folder` are on the disk. Windows has no such call and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/**
 * Runs `work` again while it fails with EPERM, EBUSY or EACCES: on Windows a virus scanner or an indexer may hold a file
 * for a moment after it was closed. Throws what the last attempt threw. Waits at most about 3 s in all.
 */
export function retryHeldFile<T>(work: () => T, attemptsMax = process.platform === 'win32' ? 20 : 1): T {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return work()
    } catch (error) {
      const kind = classify(error)
      if (attempt >= attemptsMax || (kind !== 'busy' && kind !== 'read_only')) throw error
      waitMs(Math.min(attempt * 20, 200))
    }
  }
}

function waitMs(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

/** Renames, replacing what has the new name. */
export function renameFile(from: string, to: string): void {
  retryHeldFile(() => renameSync(from, to))
}

/** Removes a file; nothing happens when it does not exist. */
export function removeFile(file: string): void {
  retryHeldFile(() => rmSync(file, { force: true }))
}

/** Removes a database file with everything SQLite keeps beside it. */
export function removeDatabase(file: string): void {
  for (const suffix of companionSuffixes) removeFile(file + suffix)
  removeFile(file)
}

/** Size in bytes; 0 when the file does not exist. */
export function fileBytes(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

/** Bytes a program without special rights may still write on the disk that holds `folder`. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/**
 * Whether the file and the folder around it may be written. SQLite needs both, and reports a folder it may not write as
 * a file it cannot open.
 */
export function isWritable(file: string): boolean {
  try {
    accessSync(dirname(file), constants.W_OK)
    if (existsSync(file)) accessSync(file, constants.W_OK)
    return true
  } catch (error) {
    if (classify(error) === 'read_only') return false
    throw error
  }
}
