import { QueryClient } from '@tanstack/react-query'
import type { ChangedTopic } from '../../shared/bridge.ts'
import { namesToAskAgain } from './changed.ts'

/** Answers come from this PC: asked when first needed and when something moved, never because of the network or the focus. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false, staleTime: Infinity },
  },
})

/**
 * Asks again whatever has moved and is on the screen; what nobody looks at is forgotten, so that a page that is opened never shows,
 * or acts on, what was true before. Settles once the new answers are here.
 */
export async function askAgain(topics: readonly ChangedTopic[], client = queryClient): Promise<void> {
  const names = namesToAskAgain(topics)
  const predicate = ({ queryKey }: { readonly queryKey: readonly unknown[] }) => names.has(String(queryKey[0]))
  client.removeQueries({ predicate, type: 'inactive' })
  const unanswered = client.getQueryCache().findAll({ predicate, fetchStatus: 'fetching' }).filter(({ state }) => state.data === undefined)
  await client.invalidateQueries({ predicate })
  // A question still without its first answer is not asked anew but waited for, and that answer may tell of before.
  if (unanswered.length > 0) await client.invalidateQueries({ predicate: (query) => unanswered.includes(query) })
}
