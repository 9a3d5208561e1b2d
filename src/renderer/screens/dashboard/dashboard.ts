import type { OutputOf } from '../../../shared/contract/registry.ts'

/** Everything the dashboard tells. */
export type Dashboard = OutputOf<'query', 'dashboard.get'>
