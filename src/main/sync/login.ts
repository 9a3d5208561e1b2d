import type { AccountingService } from '../../shared/accounting.ts'
import type { ConnectionStatus } from '../../shared/contract/connection.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Outside } from '../environment.ts'
import type { Addresses } from '../quickbooks/addresses.ts'
import type { ConnectionError } from '../quickbooks/faults.ts'
import { beginLogin, loginMinutesMax, type Login, type LoginDone } from '../quickbooks/login.ts'
import { instantOfMs, msOfInstant } from '../quickbooks/times.ts'
import type { StoredKeys } from './app-keys.ts'

type Shown = ConnectionStatus['login']

export interface LoginDeskParts {
  readonly outside: Outside
  /** Ports the browser may come back to; without them those that are registered with Intuit. */
  readonly ports?: readonly number[]
  /** What is done with what the browser brought; its error ends the login. */
  readonly finish: (service: AccountingService, done: LoginDone) => Promise<Result<null, AppError>>
  readonly onChange: () => void
}

/** The one login there can be at a time, from its page in the browser to what came of it. */
export interface LoginDesk {
  shown(): Shown
  /** Begins one in the place of any other and opens its page. A browser that does not open leaves it waiting: its address is shown. */
  begin(service: AccountingService, addresses: Addresses, keys: StoredKeys): Promise<Result<{ readonly authorizeUrl: string }, ConnectionError>>
  paste(text: string): Result<null, ConnectionError | AppError<'accounting.no_login'>>
  cancel(): void
}

const idle: Shown = { phase: 'idle', service: null, authorizeUrl: null, redirect: null, endsAt: null, problem: null }

export function loginDesk({ outside, ports, finish, onChange }: LoginDeskParts): LoginDesk {
  const { browser, clock, ids, log, timers } = outside
  let shown = idle
  let current: Login | null = null
  const show = (next: Shown) => {
    shown = next
    onChange()
  }

  const end = async (service: AccountingService, login: Login): Promise<void> => {
    const done = await login.finished
    if (current !== login) return
    if (done.ok) show({ ...idle, phase: 'exchanging', service })
    const outcome: Result<null, AppError> = done.ok ? await finish(service, done.value).catch((thrown: unknown) => failed(thrown)) : done
    if (current !== login) return
    current = null
    const stopped = !outcome.ok && outcome.error.code === 'connection.login_cancelled'
    show(outcome.ok || stopped ? idle : { ...idle, phase: 'failed', service, problem: outcome.error })
  }
  const failed = (thrown: unknown): Result<null, AppError> => {
    const reference = ids.uuid()
    log.error('login failed', { reference, thrown })
    return err(appError('app.internal', { reference }))
  }

  return {
    shown: () => shown,
    begin: async (service, addresses, keys) => {
      current?.cancel()
      current = null
      const redirect = keys.redirectAddress === '' ? ({ kind: 'loopback' } as const) : ({ kind: 'bounce', address: keys.redirectAddress } as const)
      const begun = await beginLogin({ timers, ids, log, addresses, clientId: keys.clientId, redirect, ...(ports === undefined ? {} : { ports }) })
      if (!begun.ok) {
        show({ ...idle, phase: 'failed', service, problem: begun.error })
        return begun
      }
      const login = begun.value
      current = login
      const { authorizeUrl } = login
      const endsAt = instantOfMs((msOfInstant(clock.instant()) ?? 0) + loginMinutesMax * 60_000)
      show({ phase: 'waiting', service, authorizeUrl, redirect: new URL(authorizeUrl).searchParams.get('redirect_uri'), endsAt, problem: null })
      void end(service, login)
      await browser.open(authorizeUrl).catch((thrown: unknown) => log.warn('browser not opened', { thrown }))
      return ok({ authorizeUrl })
    },
    paste: (text) => (current === null || shown.phase !== 'waiting' ? err(appError('accounting.no_login', {})) : current.paste(text)),
    cancel: () => {
      const login = current
      current = null
      login?.cancel()
      if (shown !== idle) show(idle)
    },
  }
}
