import { app, shell } from 'electron'
import { ok } from '../../shared/result.ts'
import type { HostHandlers } from '../ipc/dispatch.ts'
import type { PcStore } from '../settings/pc-store.ts'
import type { SyncService } from '../sync/service.ts'
import type { Environment } from '../environment.ts'
import type { Company } from './company.ts'
import { connectionHandlers } from './connection-handlers.ts'
import type { KeptTyping } from './kept-typing.ts'
import { listHandlers } from './list-handlers.ts'
import { fileImports, type FileImportParts } from './file-imports.ts'
import type { Places } from './places.ts'
import { runtimeName } from './runtime.ts'

/** Answers the window's calls to this PC. They work whether or not the ledger could be opened. */
export function hostHandlers(parts: {
  readonly places: Places
  readonly store: PcStore
  readonly company: Company
  readonly environment: Environment
  /** The sync of the place where people are. */
  readonly sync: () => SyncService
  readonly files: FileImportParts
  readonly typing: KeptTyping
}): HostHandlers {
  const { places, store, company, environment, sync, files, typing } = parts
  return {
    ...fileImports(files),
    ...connectionHandlers({ company, sync, personId: () => places.here().operator.personId() }),
    ...listHandlers({ company, environment }),
    'app.status': () =>
      ok({
        version: app.getVersion(),
        runtime: runtimeName(),
        platform: process.platform,
        ledgerFile: places.here().paths.ledgerFile,
        failure: company.failure(),
        warnings: [...company.warnings()],
        lastBackupAt: company.backups()[0]?.at ?? null,
      }),
    'preferences.get': () => ok(store.preferences()),
    'preferences.set': (change) => ok(store.changePreferences(change)),
    'typing.get': () => ok({ typed: [...typing.all()] }),
    'typing.keep': ({ of, text, sentAs }) => {
      typing.keep(of, text, sentAs)
      return ok({})
    },
    'operator.get': () => ok({ personId: places.here().operator.personId() }),
    'operator.set': ({ personId }) => {
      places.here().operator.keep(personId)
      return ok({ personId: places.here().operator.personId() })
    },
    'log.window_error': (report) => {
      environment.log.error('window error', report)
      return ok({})
    },
    'app.open_folder': async ({ folder }) => {
      const { paths } = places.here()
      await shell.openPath({ data: paths.dataFolder, backups: paths.backupFolder, logs: paths.logFolder }[folder])
      return ok({})
    },
    'app.quit': () => {
      app.quit()
      return ok({})
    },
    'practice.status': () => ok(places.status()),
    'practice.open': () => places.openPractice(),
    'practice.leave': async () => {
      await places.leavePractice()
      return ok({})
    },
    'backup.now': () => company.backUp('by-hand'),
    'backup.list': () => ok({ backups: [...company.backups()] }),
    'recovery.retry': async () => ok({ started: await company.startAgain() }),
    'recovery.restore': ({ file }) => company.restore(file),
    'books.cancel': () => {
      company.cancelBooks()
      return ok({})
    },
    'books.check': async () => {
      const report = await company.checkBooks()
      if (!report.ok) return report
      const { head, checks, rebuilt, backups } = report.value
      return ok({
        postings: head.postingCount,
        checks: checks.map(({ name, difference }) => ({ name, difference })),
        rebuilt: rebuilt.map(({ table, rows, difference }) => ({ table, rows, difference })),
        backups: backups && { ...backups, withoutNote: [...backups.withoutNote], unreadable: [...backups.unreadable] },
      })
    },
  }
}
