import { create } from 'zustand'
import { pieceBytesMax, type FileDecided } from '../../../shared/contract/file.ts'
import type { DraftOf, OutputOf } from '../../../shared/contract/registry.ts'
import type { AppError } from '../../../shared/errors.ts'
import type { ImportField, ImportKind } from '../../../shared/imports.ts'
import { client } from '../../api/bridge.ts'

/** What was recognised in a file. */
export type FileRead = OutputOf<'host', 'file.read'>
/** How a file is to be read; `null` leaves it to the program. */
export type HowToRead = DraftOf<'host', 'file.read'>['as']

interface FileDraft {
  readonly fileName: string
  readonly token: string | null
  /** On its way in: taken, or read. */
  readonly busy: boolean
  readonly read: FileRead | null
  readonly as: HowToRead
  readonly decided: FileDecided | null
  readonly error: AppError | null
}

const asRecognised: HowToRead = { encoding: null, separator: null, sheet: null, headerRow: null, decimal: null, dateOrder: null }
const none: FileDraft = { fileName: '', token: null, busy: false, read: null, as: asRecognised, decided: null, error: null }

/** The file that is being brought in, for as long as the window lives: leaving its page by accident loses nothing. */
export const useFileDraft = create<FileDraft>(() => none)

/** Stops what is on its way and forgets the file. */
export function forgetFile(): void {
  const { token } = useFileDraft.getState()
  useFileDraft.setState(none)
  if (token !== null) void client.askHost('file.cancel', { token })
}

/** Takes a file in and reads it; the one before it is given up. `likely` is the list that it was opened from. */
export async function takeFile(file: File, likely: ImportKind | null): Promise<void> {
  forgetFile()
  useFileDraft.setState({ fileName: file.name, busy: true })
  const begun = await client.askHost('file.begin', { fileName: file.name, bytes: file.size })
  if (!begun.ok) return fail(begun.error)
  const { token } = begun.value
  useFileDraft.setState({ token })
  for (let at = 0; at < file.size; at += pieceBytesMax) {
    const bytes = new Uint8Array(await file.slice(at, at + pieceBytesMax).arrayBuffer())
    const added = await client.askHost('file.add_piece', { token, at, base64: toBase64(bytes) })
    if (useFileDraft.getState().token !== token) return
    if (!added.ok) return fail(added.error)
  }
  await read(token, null, asRecognised, likely)
}

/** Reads the file otherwise than it was recognised, or as holding something else; what was decided about its columns is given up. */
export async function readOtherwise(change: Partial<HowToRead>, kind?: ImportKind): Promise<void> {
  const { token, as, decided } = useFileDraft.getState()
  if (token === null) return
  useFileDraft.setState({ busy: true })
  await read(token, kind ?? decided?.kind ?? null, { ...as, ...change })
}

async function read(token: string, kind: ImportKind | null, as: HowToRead, likely: ImportKind | null = null): Promise<void> {
  const reply = await client.askHost('file.read', { token, kind, likely, as })
  if (useFileDraft.getState().token !== token) return
  if (!reply.ok) return fail(reply.error)
  const { kind: holds, columns, decimal, dateOrder, defaults } = reply.value
  const decided = { kind: holds, columns: columns.map(({ field }) => field), decimal, dateOrder, defaults, fixes: [], leftOut: [], leaveOutRejected: false }
  useFileDraft.setState({ busy: false, read: reply.value, as, decided, error: null })
}

function fail(error: AppError): void {
  // A file that was read stays as it was; one that never was is gone.
  useFileDraft.setState(({ read }) => ({ busy: false, error, ...(read === null ? { token: null } : {}) }))
}

function decide(change: (decided: FileDecided) => Partial<FileDecided>): void {
  useFileDraft.setState(({ decided }) => (decided === null ? {} : { decided: { ...decided, ...change(decided) }, error: null }))
}

/** Says what a column is; the one that was it before is left out. */
export function setColumn(place: number, field: ImportField | null): void {
  decide(({ columns }) => ({ columns: columns.map((other, at) => (at === place ? field : field !== null && other === field ? null : other)) }))
}

/** What all rows say in a field that no column is. */
export function setDefault(field: ImportField, text: string): void {
  decide(({ defaults }) => ({ defaults: { ...defaults, [field]: text } }))
}

/** Types a cell anew in place of what the file says. */
export function fixCell(row: number, field: ImportField, text: string): void {
  decide(({ fixes }) => ({ fixes: [...fixes.filter((fix) => fix.row !== row || fix.field !== field), { row, field, text }] }))
}

/** Leaves a row out, or takes it again. */
export function leaveOut(row: number, out: boolean): void {
  decide(({ leftOut }) => ({ leftOut: out ? [...leftOut, row] : leftOut.filter((other) => other !== row) }))
}

/** Leaves out what is rejected in place of refusing the whole. */
export function leaveOutRejected(all: boolean): void {
  decide(() => ({ leaveOutRejected: all }))
}

/** Says why the file was not brought in. */
export function refuse(error: AppError): void {
  useFileDraft.setState({ error })
}

function toBase64(bytes: Uint8Array): string {
  const part = 0x80_00
  let text = ''
  for (let at = 0; at < bytes.length; at += part) text += String.fromCharCode(...bytes.subarray(at, at + part))
  return btoa(text)
}
