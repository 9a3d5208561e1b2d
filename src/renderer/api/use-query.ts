import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { DraftOf, NameOf, OutputOf } from '../../shared/contract/registry.ts'
import type { AppError } from '../../shared/errors.ts'
import type { Result } from '../../shared/result.ts'
import { client } from './bridge.ts'

export interface Answer<T> {
  /** The newest answer; the one before it while a new question is on its way; `undefined` before the first. */
  readonly data: T | undefined
  readonly error: AppError | null
  retry(): void
}

/** Carries a refusal through the query cache, which knows failures only as thrown things. */
class Refusal extends Error {
  readonly error: AppError
  constructor(error: AppError) {
    super(error.code)
    this.error = error
  }
}

async function unwrap<T>(reply: Promise<Result<T, unknown>>): Promise<T> {
  const result = await reply
  // Every refusal of every call is an AppError; TypeScript cannot see that through the generic name.
  if (!result.ok) throw new Refusal(result.error as AppError)
  return result.value
}

function useAnswer<T>(name: string, draft: unknown, ask: () => Promise<Result<T, unknown>>, enabled: boolean): Answer<T> {
  const query = useQuery<T>({ queryKey: [name, draft], queryFn: () => unwrap(ask()), placeholderData: keepPreviousData, enabled })
  return {
    data: query.data,
    error: query.error instanceof Refusal ? query.error.error : null,
    retry: () => void query.refetch(),
  }
}

/** An answer from the ledger, asked again when what it is about has moved. */
export function useLedgerQuery<N extends NameOf<'query'>>(
  name: N,
  draft: DraftOf<'query', N>,
  { enabled = true }: { readonly enabled?: boolean } = {},
): Answer<OutputOf<'query', N>> {
  return useAnswer<OutputOf<'query', N>>(name, draft, () => client.runQuery(name, draft), enabled)
}

/** An answer from this PC. */
export function useHostQuery<N extends NameOf<'host'>>(name: N, draft: DraftOf<'host', N>): Answer<OutputOf<'host', N>> {
  return useAnswer<OutputOf<'host', N>>(name, draft, () => client.askHost(name, draft), true)
}
