import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { permitted } from '../commands/permitted.ts'
import type { HostHandlers } from '../ipc/dispatch.ts'
import type { SyncService } from '../sync/service.ts'
import type { Company } from './company.ts'

type Names = Extract<keyof HostHandlers, `connection.${string}` | `sync.${string}`>

/** Answers the window's calls about the accounting company. What changes the connection asks for the permission to change settings. */
export function connectionHandlers(parts: {
  readonly company: Company
  readonly sync: () => SyncService
  /** Who is at the PC. */
  readonly personId: () => number | null
}): Pick<HostHandlers, Names> {
  const { company, sync, personId } = parts
  const connection = () => sync().connection
  const maySet = (): Result<null, AppError<'operator.needed' | 'permission.denied' | 'app.not_ready'>> => {
    const ledger = company.ledger()
    if (ledger === null) return err(appError('app.not_ready', { stage: company.failure()?.stage ?? 'open' }))
    const may = permitted(ledger.db, personId(), 'settings')
    return may.ok ? ok(null) : may
  }
  return {
    'connection.status': () => ok(sync().status()),
    'connection.set_keys': (input) => {
      const may = maySet()
      return may.ok ? connection().setKeys(input) : may
    },
    'connection.begin_login': ({ service }) => {
      const may = maySet()
      return may.ok ? connection().begin(service) : may
    },
    'connection.paste_address': ({ text }) => {
      const pasted = connection().login.paste(text)
      return pasted.ok ? ok({}) : pasted
    },
    'connection.cancel_login': () => {
      connection().login.cancel()
      return ok({})
    },
    'connection.disconnect': () => {
      const may = maySet()
      return may.ok ? sync().disconnect() : may
    },
    'connection.show_page': ({ page }) => sync().showPage(page),
    'connection.check_now': async () => ok(await sync().checkNow()),
    'sync.run': ({ kinds }) => sync().run(kinds),
    'sync.cancel': () => {
      sync().cancel()
      return ok({})
    },
  }
}
