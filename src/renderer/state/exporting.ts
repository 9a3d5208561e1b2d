import type { AccountingService } from '../../shared/accounting.ts'
import { useLedgerQuery } from '../api/use-query.ts'

const addresses: Readonly<Record<string, string>> = { production: 'https://app.qbo.intuit.com', sandbox: 'https://sandbox.qbo.intuit.com' }

export interface Exporting {
  /** Whether events are exported at all: a company, a first day and a source were chosen. `undefined` until it is known. */
  readonly on: boolean | undefined
  /** Where the company is that is bound; `null` without one. */
  readonly service: AccountingService | null
  /** The web address of QuickBooks; `null` for the practice company, whose pages no link may open. */
  readonly address: string | null
}

/** What is decided about exports, as far as screens that show them care. */
export function useExporting(): Exporting {
  const settings = useLedgerQuery('accounting.settings', {}).data
  if (settings === undefined) return { on: undefined, service: null, address: null }
  const { company, source } = settings
  return { on: company !== null && company.exportFrom !== null && source !== null, service: company?.service ?? null, address: addresses[company?.service ?? ''] ?? null }
}
