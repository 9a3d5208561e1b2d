import type { AccountingService } from '../../shared/accounting.ts'
import type { AccountingCompany } from '../../shared/contract/accounting.ts'
import type { InputOf, NameOf, OutputOf } from '../../shared/contract/registry.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Outside } from '../environment.ts'
import { addressesOf, type Addresses } from '../quickbooks/addresses.ts'
import { quickbooksClient, type QuickbooksClient } from '../quickbooks/client.ts'
import type { ConnectionError } from '../quickbooks/faults.ts'
import type { LoginDone } from '../quickbooks/login.ts'
import { tokenService, type TokenService } from '../quickbooks/oauth.ts'
import { paceOf, type Pace } from '../quickbooks/pace.ts'
import { tokenKeeper, type TokenKeeper } from '../quickbooks/tokens.ts'
import { keepKeys, keysOf, type StoredKeys } from './app-keys.ts'
import { lookAtCompany } from './company-look.ts'
import { loginDesk, type LoginDesk } from './login.ts'

/** Runs one of the program's own commands on the open ledger. */
export type Issue = <N extends NameOf<'command'>>(
  name: N,
  input: InputOf<'command', N>,
) => Result<OutputOf<'command', N>, AppError>

/** Where the practice company listens, while there is one on this PC. */
export interface PracticeOrigin {
  /** Starts it when it does not run; rejects when it does not start. */
  origin(): Promise<string>
  /** `null` while it does not run. */
  originNow(): string | null
}

export interface ConnectionParts {
  readonly outside: Outside
  /** The company the ledger is bound to; `null` for none, or while the ledger is closed. */
  readonly company: () => AccountingCompany | null
  readonly issue: Issue
  readonly practice: () => PracticeOrigin | null
  readonly ports?: readonly number[]
  readonly onChange: () => void
  /** A login led to the company, so that there is much to ask. */
  readonly onConnected: () => void
}

/** The permission to work with one company of QuickBooks: how it is got, kept and given up. */
export interface Connection {
  readonly login: LoginDesk
  setKeys(input: InputOf<'host', 'connection.set_keys'>): Result<Record<string, never>, AppError<'accounting.keys_missing' | 'connection.keychain_failed'>>
  begin(service: AccountingService): Promise<Result<{ readonly authorizeUrl: string }, ConnectionError | AppError<'accounting.keys_missing' | 'accounting.no_practice'>>>
  /** Forgets the login at once; what is told to QuickBooks may fail. Error: `accounting.no_company`. */
  disconnect(): Promise<Result<{ readonly revoked: boolean }, AppError<'accounting.no_company'>>>
  /** Asks the company on the other side with the login there is; `null` while none is connected. */
  client(): Promise<QuickbooksClient | null>
  /** Looks again at who the company is and what it can do, and writes down what changed. */
  lookAgain(client: QuickbooksClient, signal: AbortSignal): Promise<Result<null, AppError>>
  /** Why the login has to be renewed; `null` while it works, or there is no company. */
  reconnect(): AppError<'connection.reconnect'> | null
  refreshDaysLeft(): number | null
  /** An address that shows whether the company can be reached; `null` while none is connected. */
  probeTarget(): string | null
}

const revokeMsMax = 15_000

export function connectionOf(parts: ConnectionParts): Connection {
  const { outside, company, issue, practice, onChange, onConnected } = parts
  const { http, keychain, clock, timers, random, log } = outside
  const keepers = new Map<string, TokenKeeper>()
  const paces = new Map<string, Pace>()

  const addresses = (service: AccountingService): Addresses | null => {
    const origin = practice()?.originNow() ?? null
    return service === 'practice' && origin === null ? null : addressesOf(service, origin)
  }
  /** The practice company is started when somebody wants to reach it. */
  const reach = async (service: AccountingService): Promise<Addresses | null> => {
    if (service !== 'practice') return addresses(service)
    try {
      await practice()?.origin()
    } catch (thrown) {
      log.warn('practice company not started', { thrown })
    }
    return addresses(service)
  }

  /** Made anew for each call: keys may have been typed in since, and the practice company comes back at another address. */
  const service = (of: AccountingService): TokenService => {
    const call = async <T>(run: (service: TokenService) => Promise<Result<T, ConnectionError>>): Promise<Result<T, ConnectionError>> => {
      const [at, keys] = [await reach(of), keysOf(keychain, of)]
      if (at === null) return err(appError('connection.offline', { host: 'localhost' }))
      if (keys === null) return err(appError('connection.keys_refused', {}))
      return run(tokenService({ http, clock, timers, log, addresses: at, keys }))
    }
    return {
      exchange: (code, redirectUri) => call((one) => one.exchange(code, redirectUri)),
      refresh: (token) => call((one) => one.refresh(token)),
      revoke: (token) => call((one) => one.revoke(token)),
    }
  }
  /** Each company has a permission of its own, so that a login to the wrong one harms none. */
  const keeperOf = (of: AccountingService, realmId: string): TokenKeeper => {
    const name = `tokens.${of}.${realmId}`
    const known = keepers.get(name)
    if (known !== undefined) return known
    const made = tokenKeeper({ clock, keychain, log, service: service(of), name })
    keepers.set(name, made)
    return made
  }
  const clientOf = (at: Addresses, of: AccountingService, realmId: string): QuickbooksClient => {
    const keeper = keeperOf(of, realmId)
    const pace = paces.get(realmId) ?? paceOf({ clock, timers })
    paces.set(realmId, pace)
    const accessToken = async () => {
      const before = keeper.state().kind
      const token = await keeper.accessToken()
      if (keeper.state().kind !== before) onChange()
      return token
    }
    return quickbooksClient({ http, clock, timers, random, log, addresses: at, realmId, pace, accessToken, refused: keeper.refused })
  }
  /** The company to work with: bound, and not disconnected. */
  const connected = () => {
    const bound = company()
    return bound?.connected === true ? bound : null
  }

  const finish = async (of: AccountingService, { code, realmId, redirectUri }: LoginDone): Promise<Result<null, AppError>> => {
    const tokens = await service(of).exchange(code, redirectUri)
    if (!tokens.ok) return tokens
    const keeper = keeperOf(of, realmId)
    const kept = keeper.keep(tokens.value)
    if (!kept.ok) return kept
    const bound = await bind(of, realmId)
    if (bound.ok) {
      onConnected()
      return ok(null)
    }
    // A permission to a company this ledger does not work with is given back.
    const known = company()
    if (known?.service !== of || known.realmId !== realmId) void keeper.forget()
    return bound
  }
  const bind = async (of: AccountingService, realmId: string): Promise<Result<null, AppError>> => {
    const at = await reach(of)
    if (at === null) return err(appError('accounting.no_practice', {}))
    const found = await lookAtCompany(clientOf(at, of, realmId), of, realmId)
    if (!found.ok) return found
    const bound = issue('accounting.bind_company', found.value)
    return bound.ok ? ok(null) : bound
  }

  const login = loginDesk({ outside, finish, onChange, ...(parts.ports === undefined ? {} : { ports: parts.ports }) })
  return {
    login,
    setKeys: ({ service: of, clientId, clientSecret, redirectAddress }) => {
      const secret = clientSecret ?? keysOf(keychain, of)?.clientSecret
      if (secret === undefined) return err(appError('accounting.keys_missing', { service: of }))
      try {
        keepKeys(keychain, of, { clientId, clientSecret: secret, redirectAddress })
      } catch {
        // What was thrown may hold what was to be kept.
        log.error('keys not stored', { service: of })
        return err(appError('connection.keychain_failed', {}))
      }
      onChange()
      return ok({})
    },
    begin: async (of) => {
      const keys: StoredKeys | null = keysOf(keychain, of)
      const at = await reach(of)
      if (at === null) return err(appError('accounting.no_practice', {}))
      if (keys === null) return err(appError('accounting.keys_missing', { service: of === 'practice' ? 'sandbox' : of }))
      return login.begin(of, at, keys)
    },
    disconnect: async () => {
      const bound = company()
      if (bound === null) return err(appError('accounting.no_company', {}))
      login.cancel()
      const revoking = keeperOf(bound.service, bound.realmId).forget()
      if (bound.connected) issue('accounting.disconnect_company', {})
      onChange()
      const { promise: tooLong, resolve } = Promise.withResolvers<null>()
      const cancelLimit = timers.after(revokeMsMax, () => resolve(null))
      const revoked = await Promise.race([revoking, tooLong])
      cancelLimit()
      return ok({ revoked: revoked?.ok === true })
    },
    client: async () => {
      const bound = connected()
      const at = bound === null ? null : await reach(bound.service)
      return bound === null || at === null ? null : clientOf(at, bound.service, bound.realmId)
    },
    lookAgain: async (client, signal) => {
      const bound = connected()
      if (bound === null) return err(appError('accounting.not_connected', {}))
      const found = await lookAtCompany(client, bound.service, bound.realmId, signal)
      if (!found.ok) return found
      if (signal.aborted) return err(appError('connection.cancelled', {}))
      const capabilities = { ...found.value.capabilities, takesAdjustments: found.value.capabilities.takesAdjustments ?? bound.takesAdjustments }
      if (isSame(bound, { ...found.value, capabilities })) return ok(null)
      const written = issue('accounting.bind_company', { ...found.value, capabilities })
      return written.ok ? ok(null) : written
    },
    reconnect: () => {
      const bound = connected()
      if (bound === null) return null
      const state = keeperOf(bound.service, bound.realmId).state()
      if (state.kind === 'ready') return null
      return appError('connection.reconnect', { reason: state.kind === 'none' ? 'none' : state.reason })
    },
    refreshDaysLeft: () => {
      const bound = connected()
      const state = bound === null ? null : keeperOf(bound.service, bound.realmId).state()
      return state?.kind === 'ready' ? state.daysLeft : null
    },
    probeTarget: () => {
      const bound = connected()
      return bound === null ? null : (addresses(bound.service)?.api ?? null)
    },
  }
}

function isSame(bound: AccountingCompany, found: InputOf<'command', 'accounting.bind_company'>): boolean {
  const { plan, tracksQuantity, takesAdjustments, booksClosedUntil } = bound
  const { name, country, currency, capabilities } = found
  return (
    bound.name === name &&
    bound.country === country &&
    bound.currency === currency &&
    plan === capabilities.plan &&
    tracksQuantity === capabilities.tracksQuantity &&
    takesAdjustments === capabilities.takesAdjustments &&
    booksClosedUntil === capabilities.booksClosedUntil
  )
}
