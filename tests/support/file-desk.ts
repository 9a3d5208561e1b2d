import { fileURLToPath } from 'node:url'
import { fileImports, type FileImportParts } from '../../src/main/boot/file-imports.ts'
import { execute } from '../../src/main/commands/execute.ts'
import type { Database } from '../../src/main/database/open.ts'
import type { HostHandlers } from '../../src/main/ipc/dispatch.ts'
import type { FileDecided } from '../../src/shared/contract/file.ts'
import type { OutputOf } from '../../src/shared/contract/registry.ts'
import type { ImportKind } from '../../src/shared/imports.ts'
import { ok } from '../../src/shared/result.ts'
import { valueOf } from './database.ts'
import { testEnvironment, testId } from './ports.ts'

const workerFile = fileURLToPath(new URL('../../src/main/worker/worker.ts', import.meta.url))

export const asItIs = { encoding: null, separator: null, sheet: null, headerRow: null, decimal: null, dateOrder: null }

type Files = Pick<HostHandlers, Extract<keyof HostHandlers, `file.${string}`>>
type Read = OutputOf<'host', 'file.read'>

/** What the window asks about files, over a ledger. */
export interface FileDesk {
  readonly files: Files
  /** Takes a file in, in pieces that are smaller than it. */
  readonly take: (fileName: string, bytes: Buffer) => Promise<string>
  readonly readIn: (token: string, as?: object, likely?: ImportKind | null) => Promise<Read>
  readonly preview: (token: string, how: FileDecided, only?: 'rejected' | null) => Promise<OutputOf<'host', 'file.preview'>>
}

export function fileDesk(db: Database, today: string, more: Partial<Pick<FileImportParts, 'onStatus' | 'askWhere'>> = {}): FileDesk {
  let ids = 7000
  const environment = testEnvironment(today)
  const files = fileImports({
    ids: { uuid: () => testId((ids += 1)) },
    workerFile: () => workerFile,
    ledger: () => ok({ db, today: () => today }),
    commit: (commandId, input) => execute({ db, environment, onCommitted: () => {} }, 'file.import', commandId, input),
    onStatus: () => {},
    askWhere: () => Promise.resolve(null),
    ...more,
  })
  return {
    files,
    take: async (fileName, bytes) => {
      const { token } = valueOf(await files['file.begin']({ fileName, bytes: bytes.length }))
      for (let at = 0; at < bytes.length; at += 1000) valueOf(await files['file.add_piece']({ token, at, base64: bytes.subarray(at, at + 1000).toString('base64') }))
      return token
    },
    readIn: async (token, as = {}, likely = null) => valueOf(await files['file.read']({ token, kind: null, likely, as: { ...asItIs, ...as } })),
    preview: async (token, how, only = null) => valueOf(await files['file.preview']({ token, decided: how, only, limit: 100, offset: 0 })),
  }
}

/** What was recognised, decided as it is. */
export function decided({ kind, columns, decimal, dateOrder, defaults }: Read, more: Partial<FileDecided> = {}): FileDecided {
  return { kind, columns: columns.map(({ field }) => field), decimal, dateOrder, defaults, fixes: [], leftOut: [], leaveOutRejected: false, ...more }
}
