import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import type { HostHandlers } from '../ipc/dispatch.ts'
import { connectionStatus, type LiveConnection } from '../sync/status.ts'
import type { Company } from './company.ts'

type Names = Extract<keyof HostHandlers, `connection.${string}` | `sync.${string}`>

const nothing: LiveConnection = {
  login: { phase: 'idle', service: null, authorizeUrl: null, redirect: null, endsAt: null, problem: null },
  keychain: 'memory',
  keys: [],
  practice: false,
  refreshDaysLeft: null,
  online: { state: 'unknown', lastAnswerAt: null },
  running: [],
  reconnect: null,
}

/** Answers the window's calls about the connection to the accounting company. */
export function connectionHandlers(company: Company): Pick<HostHandlers, Names> {
  return {
    'connection.status': () => ok(connectionStatus(company.ledger(), nothing)),
    'connection.set_keys': ({ service }) => err(appError('accounting.keys_missing', { service })),
    'connection.begin_login': ({ service }) => err(service === 'practice' ? appError('accounting.no_practice', {}) : appError('accounting.keys_missing', { service })),
    'connection.paste_address': () => err(appError('accounting.no_login', {})),
    'connection.cancel_login': () => ok({}),
    'connection.disconnect': () => err(appError('accounting.no_company', {})),
    'connection.check_now': () => ok(nothing.online),
    'sync.run': () => err(appError('accounting.not_connected', {})),
    'sync.cancel': () => ok({}),
  }
}
