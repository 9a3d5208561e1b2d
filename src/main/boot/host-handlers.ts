import { app, shell } from 'electron'
import { ok } from '../../shared/result.ts'
import type { HostHandlers } from '../ipc/dispatch.ts'
import type { PcStore } from '../settings/pc-store.ts'
import type { Environment } from '../environment.ts'
import type { Company } from './company.ts'
import { connectionHandlers } from './connection-handlers.ts'
import type { Paths } from './paths.ts'
import { runtimeName } from './runtime.ts'

/** Answers the window's calls to this PC. They work whether or not the ledger could be opened. */
export function hostHandlers(parts: {
  readonly paths: Paths
  readonly store: PcStore
  readonly company: Company
  readonly environment: Environment
}): HostHandlers {
  const { paths, store, company, environment } = parts
  return {
    ...connectionHandlers(company),
    'app.status': () =>
      ok({
        version: app.getVersion(),
        runtime: runtimeName(),
        platform: process.platform,
        ledgerFile: paths.ledgerFile,
        failure: company.failure(),
        warnings: [...company.warnings()],
        lastBackupAt: company.backups()[0]?.at ?? null,
      }),
    'preferences.get': () => ok(store.preferences()),
    'preferences.set': (change) => ok(store.changePreferences(change)),
    'operator.get': () => ok({ personId: store.operator() }),
    'operator.set': ({ personId }) => {
      store.keepOperator(personId)
      return ok({ personId })
    },
    'log.window_error': (report) => {
      environment.log.error('window error', report)
      return ok({})
    },
    'app.open_folder': async ({ folder }) => {
      await shell.openPath({ data: paths.dataFolder, backups: paths.backupFolder, logs: paths.logFolder }[folder])
      return ok({})
    },
    'app.quit': () => {
      app.quit()
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
