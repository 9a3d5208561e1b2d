import { useHostQuery, useLedgerQuery } from '../../api/use-query.ts'
import { cancelSync, syncItems } from '../../state/host-actions.ts'

/** How it stands between this program's list of items and QuickBooks. */
export interface ItemSync {
  /** `undefined` until it is known. */
  readonly state: 'none' | 'connected' | 'needs_login' | 'disconnected' | undefined
  /** Whether QuickBooks is the source of the catalogue; `null` while nobody chose. */
  readonly source: 'sync' | 'partsemble' | null
  /** How many items have been read, while they are. */
  readonly reading: number | null
  readonly start: () => void
  readonly cancel: () => void
}

/** Reads items from QuickBooks when asked to, and tells how far it is. */
export function useItemSync(): ItemSync {
  const status = useHostQuery('connection.status', {}).data
  const settings = useLedgerQuery('accounting.settings', {}).data
  const running = status?.running.find(({ kind }) => kind === 'items')

  return {
    state: status?.state,
    source: settings?.source ?? null,
    reading: running?.done ?? null,
    start: () => void syncItems(),
    cancel: () => void cancelSync(),
  }
}
