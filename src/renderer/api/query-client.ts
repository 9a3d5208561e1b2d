import { QueryClient } from '@tanstack/react-query'
import type { ChangedTopic } from '../../shared/bridge.ts'
import { namesToAskAgain } from './changed.ts'

/** Answers come from this PC: asked when first needed and when something moved, never because of the network or the focus. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false, staleTime: Infinity },
  },
})

/** Asks again whatever has moved. */
export function askAgain(topics: readonly ChangedTopic[]): void {
  const names = namesToAskAgain(topics)
  void queryClient.invalidateQueries({ predicate: (query) => names.has(String(query.queryKey[0])) })
}
