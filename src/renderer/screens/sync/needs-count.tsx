import { useLedgerQuery } from '../../api/use-query.ts'
import { RailCount } from '../../components/rail-count.tsx'

/** How many documents for QuickBooks need a person. */
export function NeedsCount() {
  return <RailCount count={useLedgerQuery('export.list', { tab: 'needs_you', search: '', kinds: [], limit: 1, offset: 0 }).data?.counts.needsYou ?? 0} />
}
