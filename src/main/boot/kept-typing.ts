import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Database } from '../database/open.ts'
import type { Log } from '../environment.ts'
import { commandHead, goesOnFrom, isCommandDone } from '../ledger/command-chain.ts'
import { saveFile } from '../spreadsheets/save-file.ts'

const keptText = z.strictObject({
  text: z.string(),
  /** The newest command of the books it speaks of: in older ones its ids are something else. */
  after: z.strictObject({ seq: z.int(), hash: z.string() }),
  /** The command it was sent under; once that is done it is saved, whether the window has heard of it or not. */
  sentAs: z.string().nullable(),
})
const keptFile = z.strictObject({ version: z.string(), typed: z.record(z.string(), keptText) })
type Kept = z.infer<typeof keptFile>['typed']

/** More than anyone leaves lying; the oldest goes first. */
const keptMax = 40

export interface KeptTyping {
  all(): readonly { readonly of: string; readonly text: string }[]
  /** A `null` text forgets it. `sentAs` is the command it is about to be sent under. */
  keep(of: string, text: string | null, sentAs: string | null): void
}

interface KeptTypingParts {
  /** The ledger's file; what is typed lies beside it. */
  readonly ledgerFile: () => string
  /** The open ledger; while there is none nothing is kept. */
  readonly ledger: () => { readonly db: Database } | null
  /** Of the program: another one may read another shape. */
  readonly version: string
  readonly log: Log
}

/**
 * Keeps on this PC what is typed in the window and not saved, so that it outlives the window and the program. It is a help and
 * no record: a file that cannot be read or written costs what was typed, and stops nothing.
 */
export function keptTyping({ ledgerFile, ledger, version, log }: KeptTypingParts): KeptTyping {
  const file = () => join(dirname(ledgerFile()), 'typed.json')

  function read(db: Database): Kept {
    const parsed = keptFile.safeParse(contentOf(file()))
    if (!parsed.success || parsed.data.version !== version) return {}
    return Object.fromEntries(Object.entries(parsed.data.typed).filter(([, { after, sentAs }]) => goesOnFrom(db, after) && (sentAs === null || !isCommandDone(db, sentAs))))
  }

  return {
    all: () => {
      const open = ledger()
      return open === null ? [] : Object.entries(read(open.db)).map(([of, { text }]) => ({ of, text }))
    },
    keep: (of, text, sentAs) => {
      const open = ledger()
      if (open === null) return
      const { [of]: _, ...others } = read(open.db)
      const after = commandHead(open.db)
      const typed = Object.entries(text === null ? others : { ...others, [of]: { text, after, sentAs } }).slice(-keptMax)
      const saved = saveFile(file(), Buffer.from(JSON.stringify({ version, typed: Object.fromEntries(typed) })))
      if (!saved.ok) log.warn('typing not kept', { error: saved.error })
    },
  }
}

/** What the file holds; nothing when there is none, or none that can be read. */
function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
