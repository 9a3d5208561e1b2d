import { useLedgerQuery } from '../../api/use-query.ts'
import { RailCount } from '../../components/rail-count.tsx'

/** How many builds wait for their review. */
export function WaitingCount() {
  return <RailCount count={useLedgerQuery('quality.waiting', {}).data?.count ?? 0} />
}
