import type { AccountingService } from '../../shared/accounting.ts'
import type { InputOf } from '../../shared/contract/registry.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { appError } from '../../shared/errors.ts'
import type { QuickbooksClient } from '../quickbooks/client.ts'
import type { ConnectionError } from '../quickbooks/faults.ts'

/** What a login led to, as it is bound. */
export type FoundCompany = InputOf<'command', 'accounting.bind_company'>

/** Where QuickBooks tells no home currency: what a company of that country keeps its books in. */
const currencyOf: Readonly<Record<string, string>> = { US: 'USD', CA: 'CAD', GB: 'GBP', UK: 'GBP', AU: 'AUD', NZ: 'NZD', IN: 'INR', FR: 'EUR', IE: 'EUR' }

type Asked = Pick<QuickbooksClient, 'companyInfo' | 'preferences' | 'count'>

/** Asks a company who it is and what it can do. */
export async function lookAtCompany(client: Asked, service: AccountingService, realmId: string, signal?: AbortSignal): Promise<Result<FoundCompany, ConnectionError>> {
  const info = await client.companyInfo({ signal })
  if (!info.ok) return info
  const preferences = await client.preferences({ signal })
  if (!preferences.ok) return preferences
  const { name, country, plan } = info.value
  const currency = preferences.value.homeCurrency ?? currencyOf[country]
  if (currency?.length !== 3) return err(appError('connection.unreadable', { status: 200, problem: 'unexpected' }))
  return ok({
    service,
    realmId,
    name: name === '' ? realmId : name,
    country,
    currency,
    capabilities: {
      plan: plan === '' ? null : plan,
      tracksQuantity: preferences.value.tracksQuantity,
      takesAdjustments: await takesAdjustments(client, signal),
      booksClosedUntil: preferences.value.bookCloseDate,
    },
  })
}

/** Whether a company knows inventory adjustments, by asking how many it has; `null` when the answer says nothing about that. */
async function takesAdjustments(client: Asked, signal: AbortSignal | undefined): Promise<boolean | null> {
  const counted = await client.count('InventoryAdjustment', { signal })
  if (counted.ok) return true
  const { code } = counted.error
  return code === 'connection.refused' || code === 'connection.plan' || code === 'connection.not_allowed' ? false : null
}
