import { useLedgerQuery } from '../api/use-query.ts'

/** Whether stock is kept in lots; `undefined` until the ledger has answered. */
export function useReceiving(): boolean | undefined {
  return useLedgerQuery('company.settings', {}).data?.receiving
}
