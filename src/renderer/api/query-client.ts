import { QueryClient } from '@tanstack/react-query'
import type { ChangedTopic } from '../../shared/bridge.ts'
import { namesToAskAgain } from './changed.ts'

/** Answers come from this PC: asked when first needed and when something moved, never because of the network or the focus. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false, staleTime: Infinity },
  },
})

/** Asks again whatever has moved; what nobody looks at is asked again when somebody does. Settles once the new answers are here. */
export async function askAgain(topics: readonly ChangedTopic[], client = queryClient): Promise<void> {
  const names = namesToAskAgain(topics)
  const predicate = ({ queryKey }: { readonly queryKey: readonly unknown[] }) => names.has(String(queryKey[0]))
  // An answer still on its way to a screen that was left is from before, and would count as the newest.
  await client.cancelQueries({ predicate, type: 'inactive', fetchStatus: 'fetching' })
  await client.invalidateQueries({ predicate })
}
