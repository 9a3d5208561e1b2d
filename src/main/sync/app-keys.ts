import { z } from 'zod'
import { accountingService, type AccountingService } from '../../shared/accounting.ts'
import type { ConnectionStatus } from '../../shared/contract/connection.ts'
import type { Keychain } from '../environment.ts'
import { plainJson } from '../quickbooks/json.ts'

type OwnService = Exclude<AccountingService, 'practice'>

/** The keys of the shop's own app at Intuit, and the page that sends the browser back here (empty for none). */
export interface StoredKeys {
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectAddress: string
}

/** The practice company has one app, which everybody knows. */
const practiceKeys: StoredKeys = { clientId: 'practice-client', clientSecret: 'practice-secret', redirectAddress: '' }

const stored = z.object({ clientId: z.string().min(1), clientSecret: z.string().min(1), redirectAddress: z.string() })
const nameOf = (service: OwnService) => `keys.${service}`

/** The keys of a service; `null` when none were typed in, or this PC cannot read them any more. */
export function keysOf(keychain: Keychain, service: AccountingService): StoredKeys | null {
  if (service === 'practice') return practiceKeys
  const text = keychain.read(nameOf(service))
  const read = stored.safeParse(text === null ? null : plainJson(text))
  return read.success ? read.data : null
}

/** Keeps them in the keychain; throws when it does not take them. */
export function keepKeys(keychain: Keychain, service: OwnService, keys: StoredKeys): void {
  keychain.write(nameOf(service), JSON.stringify(keys))
}

/** What may be shown of them. */
export function shownKeys(keychain: Keychain): ConnectionStatus['keys'] {
  return accountingService.exclude(['practice']).options.flatMap((service) => {
    const keys = keysOf(keychain, service)
    return keys === null ? [] : [{ service, clientId: keys.clientId, hasSecret: true, redirectAddress: keys.redirectAddress }]
  })
}
