import { keepPreviousData, useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query'
import type { DraftOf, NameOf, OutputOf } from '../../shared/contract/registry.ts'
import type { AppError } from '../../shared/errors.ts'
import type { Result } from '../../shared/result.ts'
import { client } from './bridge.ts'

export interface Answer<T> {
  /** The newest answer; the one before it while a new question is on its way; `undefined` before the first. */
  readonly data: T | undefined
  /** Whether `data` answers this question rather than the one before it. */
  readonly current: boolean
  readonly error: AppError | null
  retry(): void
}

/** Carries a refusal through the query cache, which knows failures only as thrown things. */
export class Refusal extends Error {
  readonly error: AppError
  constructor(error: AppError) {
    super(error.code)
    this.error = error
  }
}

/** The answer, or its refusal thrown. */
export async function unwrap<T>(reply: Promise<Result<T, unknown>>): Promise<T> {
  const result = await reply
  // Every refusal of every call is an AppError; TypeScript cannot see that through the generic name.
  if (!result.ok) throw new Refusal(result.error as AppError)
  return result.value
}

function useAnswer<T>(name: string, draft: unknown, ask: () => Promise<Result<T, unknown>>, enabled: boolean): Answer<T> {
  const query = useQuery<T>({ queryKey: [name, draft], queryFn: () => unwrap(ask()), placeholderData: keepPreviousData, enabled })
  return {
    data: query.data,
    current: query.isSuccess && !query.isPlaceholderData,
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

/** Answers to several questions of one kind, in their order; `undefined` where none has come yet. */
export function useLedgerAnswers<N extends NameOf<'query'>>(
  name: N,
  drafts: readonly DraftOf<'query', N>[],
): readonly (OutputOf<'query', N> | undefined)[] {
  const queries = drafts.map((draft) => ({ queryKey: [name, draft], queryFn: () => unwrap<OutputOf<'query', N>>(client.runQuery(name, draft)) }))
  return useQueries({ queries }).map(({ data }) => data as OutputOf<'query', N> | undefined)
}

interface Pages<N extends NameOf<'query'>> {
  /** The draft of the first page, or of the one after the last given. */
  readonly draftAfter: (last: OutputOf<'query', N> | null) => DraftOf<'query', N>
  readonly hasMore: (last: OutputOf<'query', N>) => boolean
}

export interface PagedAnswer<T> {
  readonly pages: readonly T[] | undefined
  readonly more: boolean
  readonly error: AppError | null
  retry(): void
  showMore(): void
}

/** An answer in pages, each asked for when it is wanted, and all asked again when what they are about has moved. `key` tells one list from another. */
export function useLedgerPages<N extends NameOf<'query'>>(name: N, key: unknown, { draftAfter, hasMore }: Pages<N>): PagedAnswer<OutputOf<'query', N>> {
  type Output = OutputOf<'query', N>
  const query = useInfiniteQuery({
    queryKey: [name, 'pages', key],
    initialPageParam: null as Output | null,
    queryFn: ({ pageParam }) => unwrap<Output>(client.runQuery(name, draftAfter(pageParam as Output | null))),
    getNextPageParam: (last: Output) => (hasMore(last) ? last : undefined),
  })
  return {
    pages: query.data?.pages,
    more: query.hasNextPage,
    error: query.error instanceof Refusal ? query.error.error : null,
    retry: () => void query.refetch(),
    showMore: () => void query.fetchNextPage(),
  }
}
