import { useLedgerQuery } from '../api/use-query.ts'

const addresses: Readonly<Record<string, string>> = { production: 'https://app.qbo.intuit.com', sandbox: 'https://sandbox.qbo.intuit.com' }

export interface Exporting {
  /** Whether events are exported at all: a company, a first day and a source were chosen. `undefined` until it is known. */
  readonly on: boolean | undefined
  /** The web address of QuickBooks; `null` for the practice company, whose pages no link may open. */
  readonly address: string | null
}

/** What is decided about exports, as far as screens that show them care. */
export function useExporting(): Exporting {
  const settings = useLedgerQuery('accounting.settings', {}).data
  if (settings === undefined) return { on: undefined, address: null }
  const { company, source } = settings
  return { on: company !== null && company.exportFrom !== null && source !== null, address: addresses[company?.service ?? ''] ?? null }
}
