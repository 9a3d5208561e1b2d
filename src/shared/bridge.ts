import { z } from 'zod'
import type { MenuAction } from './menu-actions.ts'

/** The largest message a window may send, in UTF-16 code units of its JSON text. */
export const messageLengthMax = 1_048_576

/** Identifies a command wherever it is tried again: made by the caller before it is first sent. */
export const commandId = z.uuid()

/** One call as it crosses IPC, as JSON text: plain data by construction, and its size is known before it is parsed. */
export const callMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('command'), name: z.string().max(80), commandId, input: z.unknown() }),
  z.strictObject({ kind: z.literal('query'), name: z.string().max(80), input: z.unknown() }),
  z.strictObject({ kind: z.literal('host'), name: z.string().max(80), input: z.unknown() }),
])
export type CallMessage = z.infer<typeof callMessage>

export const changedKinds = ['supplier', 'product', 'bom', 'receipt', 'build', 'planned_build', 'sale', 'adjustment', 'stock', 'company', 'person', 'accounting', 'item', 'connection', 'export', 'file', 'app', 'practice'] as const

/**
 * A thing that moved, so that whoever shows it asks again; `file` is the import of a file, `app` is the program's own state, such as its newest backup, and
 * `connection` how it stands with the accounting company.
 */
export interface ChangedTopic {
  readonly kind: (typeof changedKinds)[number]
  readonly id?: number
}

/** How far *Check my books* is: a part of it begins, or so many of its rows are done. */
export interface BooksProgress {
  /** `postings` first, which are counted; then `lots`, `documents`, `records` and `backups`. */
  readonly step: string
  readonly done: number
  readonly of: number
}

/** What the preload script puts on `window.partsemble`: verbs, never channels. Texts are JSON. */
export interface Bridge {
  /** Runs one call; resolves to the JSON text of a `Result`, and rejects only when the main process is gone. */
  call(messageText: string): Promise<string>
  /** Tells what each committed command moved; returns how to stop listening. */
  onChanged(listener: (topics: readonly ChangedTopic[]) => void): () => void
  /** Tells how far *Check my books* is, a few times a second at most. */
  onBooksProgress(listener: (progress: BooksProgress) => void): () => void
  /** Tells which action a menu item asks for. */
  onMenu(listener: (action: MenuAction) => void): () => void
}
