import { closeSync, existsSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { appError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { companionSuffixes, fileBytes, removeDatabase, removeFile, renameFile, syncFile, syncFolder } from './files.ts'
import { openLedger } from './open.ts'
import { classify, toLedgerError, type LedgerError } from './sqlite-errors.ts'

/** The steps of a swap, in order; each is told before it begins. */
export type SwapStep = 'close_live' | 'write_marker' | 'move_live_log' | 'move_live' | 'move_copy' | 'sync_folder' | 'remove_marker'

export interface SwapOptions {
  /** The ledger. May be missing: then the copy becomes it. */
  readonly file: string
  /** What takes its place: a verified database in the same folder, closed, on the disk, and not in WAL mode. */
  readonly copy: string
  /** The name in the same folder that the replaced ledger gets. Whatever had this name before is removed. */
  readonly previous: string
  /** `broken`: the ledger cannot be opened, so it is moved as it is, together with its write-ahead log. */
  readonly live: 'sound' | 'broken'
  readonly atStep?: (step: SwapStep) => void
}

/** Says that a swap was decided, and everything needed to finish it. Written whole or not at all. */
interface Marker {
  readonly copy: string
  readonly previous: string
  readonly live: 'sound' | 'broken'
  /** What the ledger looked like at that moment; null when there was none. */
  readonly liveBefore: { readonly bytes: number; readonly header: string } | null
}

export type SwapEnd = 'finished' | 'undone'

/** Length of a database's header; the file format fixes it. */
const headerBytes = 100

const markerFile = (file: string) => `${file}.swap`

/**
 * Puts `copy` in the ledger's place. From the marker on, a process that dies leaves a state that `finishInterruptedSwap`
 * completes. Every connection of this program must be closed; `ledger.busy` when one is not, with nothing changed.
 */
export function swap(options: SwapOptions): Result<null, LedgerError> {
  const { file, copy, previous, live } = options
  const atStep = options.atStep ?? (() => {})
  return asResult(file, () => {
    atStep('close_live')
    const closed = live === 'sound' ? closeLive(file) : ok(null)
    if (!closed.ok) return closed
    removeDatabase(previous)
    atStep('write_marker')
    const marker: Marker = { copy: basename(copy), previous: basename(previous), live, liveBefore: lookAt(file) }
    writeMarker(file, marker)
    return complete(file, marker, atStep) === 'finished'
      ? ok(null)
      : err(appError('ledger.io', { file, detail: 'the ledger changed while it was being replaced' }))
  })
}

/**
 * For the start of the program, before the ledger is opened: completes a swap that a dying process left, or undoes it
 * when the copy is gone or the ledger was written since. `none` when there is nothing to do. Doing it twice, or dying in
 * the middle, changes nothing. `ledger.io` when neither the ledger nor anything to make it from is there.
 */
export function finishInterruptedSwap(file: string, atStep: (step: SwapStep) => void = () => {}): Result<SwapEnd | 'none', LedgerError> {
  return asResult(file, () => {
    removeFile(`${markerFile(file)}.new`)
    if (!existsSync(markerFile(file))) return ok('none')
    const marker = readMarker(file)
    if (marker === null && existsSync(file)) {
      removeFile(markerFile(file))
      return ok('undone')
    }
    if (marker === null) return err(appError('ledger.io', { file, detail: 'no such file, and the note of how it was being replaced is damaged' }))
    const end = complete(file, marker, atStep)
    return end === 'lost' ? err(appError('ledger.io', { file, detail: 'no such file, nor the copy that was to replace it' })) : ok(end)
  })
}

/** Brings everything into the one file and lets go of it: leaving WAL mode fails while any connection is open. */
function closeLive(file: string): Result<null, LedgerError> {
  if (!existsSync(file)) {
    if (fileBytes(`${file}-wal`) > 0) return err(appError('ledger.io', { file, detail: 'no such file, yet its write-ahead log is there' }))
    return ok(null)
  }
  const opened = openLedger(file, { access: 'read_write' })
  if (!opened.ok) return opened
  try {
    const [row] = opened.value.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
    if (row?.busy !== 0) return err(appError('ledger.busy', { file }))
    const mode = opened.value.pragma('journal_mode = DELETE', { simple: true })
    if (mode !== 'delete') return err(appError('ledger.busy', { file }))
  } finally {
    opened.value.close()
  }
  if (fileBytes(`${file}-wal`) > 0) return err(appError('ledger.busy', { file }))
  return ok(null)
}

/** Everything after the marker, each step only if it is still to do. The marker stays when there is nothing to go back to. */
function complete(file: string, marker: Marker, atStep: (step: SwapStep) => void): SwapEnd | 'lost' {
  const folder = dirname(file)
  const copy = join(folder, marker.copy)
  const previous = join(folder, marker.previous)
  const end = whatIsLeftToDo(file, copy, previous, marker)
  if (end === 'lost') return end
  if (end === 'go_on') {
    atStep('move_live_log')
    moveCompanions(file, previous)
    atStep('move_live')
    if (existsSync(file)) renameFile(file, previous)
    atStep('move_copy')
    renameFile(copy, file)
  }
  if (end === 'go_back') goBack(file, copy, previous)
  atStep('sync_folder')
  syncFolder(folder)
  atStep('remove_marker')
  removeFile(markerFile(file))
  syncFolder(folder)
  return end === 'go_back' ? 'undone' : 'finished'
}

/** Read off the names that exist: renaming is the only thing a swap does, and each rename happened or did not. */
function whatIsLeftToDo(file: string, copy: string, previous: string, marker: Marker): 'go_on' | 'go_back' | 'nothing' | 'lost' {
  if (existsSync(copy)) return wasWrittenSince(file, marker) ? 'go_back' : 'go_on'
  if (!existsSync(file)) return existsSync(previous) ? 'go_back' : 'lost'
  const copyWasMoved = marker.liveBefore === null || existsSync(previous)
  return copyWasMoved ? 'nothing' : 'go_back'
}

function goBack(file: string, copy: string, previous: string): void {
  if (!existsSync(file) || !existsSync(previous)) moveCompanions(previous, file)
  if (!existsSync(file)) renameFile(previous, file)
  removeDatabase(copy)
}

/**
 * Whether somebody wrote the ledger after the marker, such as an older version that knows nothing of it. A log beside the
 * ledger would moreover be taken for the new file's own and turn it back into the old one.
 */
function wasWrittenSince(file: string, marker: Marker): boolean {
  const found = lookAt(file)
  if (found === null) return false
  if (marker.live === 'sound' && fileBytes(`${file}-wal`) > 0) return true
  return found.bytes !== marker.liveBefore?.bytes || found.header !== marker.liveBefore.header
}

/**
 * A database's size and its header, in which SQLite counts the changes and notes the journal's mode: no connection writes
 * without leaving it different. The time of the last change would not do, as some file systems round it later.
 */
function lookAt(file: string): Marker['liveBefore'] {
  if (!existsSync(file)) return null
  const header = Buffer.alloc(headerBytes)
  const descriptor = openSync(file, 'r')
  try {
    readSync(descriptor, header, 0, headerBytes, 0)
  } finally {
    closeSync(descriptor)
  }
  return { bytes: fileBytes(file), header: header.toString('base64') }
}

/** The log moves before its database, so that no file is ever without the log that belongs to it. */
function moveCompanions(from: string, to: string): void {
  for (const suffix of companionSuffixes) {
    if (!existsSync(from + suffix)) continue
    if (suffix === '-shm') removeFile(from + suffix)
    else renameFile(from + suffix, to + suffix)
  }
}

function writeMarker(file: string, marker: Marker): void {
  const unfinished = `${markerFile(file)}.new`
  writeFileSync(unfinished, JSON.stringify(marker))
  syncFile(unfinished)
  renameFile(unfinished, markerFile(file))
  syncFolder(dirname(file))
}

/** Null when it cannot be read, which only damage to the disk explains. */
function readMarker(file: string): Marker | null {
  try {
    const marker = JSON.parse(readFileSync(markerFile(file), 'utf8')) as Marker
    // Names only: a marker never reaches outside the ledger's folder.
    return { ...marker, copy: basename(marker.copy), previous: basename(marker.previous) }
  } catch (error) {
    if (classify(error) !== null) throw error
    return null
  }
}

function asResult<T>(file: string, work: () => Result<T, LedgerError>): Result<T, LedgerError> {
  try {
    return work()
  } catch (error) {
    const known = toLedgerError(error, file)
    if (known === null) throw error
    return err(known)
  }
}
