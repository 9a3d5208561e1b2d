import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DraftOf, InputOf, NameOf, OutputOf } from '../../shared/contract/registry.ts'
import type { AppError } from '../../shared/errors.ts'
import { client } from './bridge.ts'
import { Refusal, unwrap } from './use-query.ts'

/** The questions whose answers are pages of a list. */
export type ListName = { [N in NameOf<'query'>]: OutputOf<'query', N> extends { total: number; foundAt: number | null } ? N : never }[NameOf<'query'>]

/** A list's question without the page. */
export type ListDraft<N extends ListName> = Omit<DraftOf<'query', N>, 'limit' | 'offset' | 'find'>

/** What a list can be sorted by. */
export type SortOf<N extends ListName> = InputOf<'query', N>['sort']

/** A list of any length, of which the window has the pages around what can be seen. */
export interface LedgerList<Row, Whole = unknown> {
  /** How many rows there are; `undefined` before the first answer. */
  readonly total: number | undefined
  /** The newest answer, for what it says beside the rows. */
  readonly whole: Whole | undefined
  /** Changes with each question that is shown: what is seen then is another list. */
  readonly shownKey: string
  /** The row at a place, from 0; `undefined` while its page is on its way. */
  rowAt(place: number): Row | undefined
  /** Has the pages asked for that hold these rows, and the one that has the keys. */
  show(first: number, last: number, active: number): void
  /** The place of the row to find; `null` when it is not in the list, `undefined` while that is not known. */
  readonly foundAt: number | null | undefined
  readonly error: AppError | null
  retry(): void
  /** The question behind the list, for all of its rows to be saved; `undefined` before the first answer. */
  readonly asked: { readonly query: string; readonly input: Readonly<Record<string, unknown>>; readonly rowsIn: string } | undefined
}

const pageRows = 100
/** Long enough that *Back* finds the list as it was left. */
const gcTime = 60 * 60_000

/**
 * A list from the ledger, asked for page by page. While a new question is on its way the list before it stays, so that
 * typing a search does not make the screen flicker. `findId` asks where a row is.
 */
export function useLedgerList<N extends ListName, Row>(
  name: N,
  draft: ListDraft<N>,
  rowsOf: (answer: OutputOf<'query', N>) => readonly Row[],
  findId: number | null = null,
): LedgerList<Row, OutputOf<'query', N>> {
  type Output = OutputOf<'query', N>
  const question = (asked: ListDraft<N>, more: object) => {
    const whole = { ...asked, limit: pageRows, offset: 0, ...more } as DraftOf<'query', N>
    return { queryKey: [name, whole], queryFn: () => unwrap<Output>(client.runQuery(name, whole)), gcTime }
  }
  const key = JSON.stringify([name, draft])
  const [shown, setShown] = useState({ key, draft })
  const [pages, setPages] = useState<readonly number[]>([0])

  const first = useQuery(question(draft, {}))
  if (shown.key !== key && (first.data !== undefined || first.error !== null)) {
    setShown({ key, draft })
    setPages([0])
  }
  const answers = useQueries({ queries: pages.map((page) => question(shown.draft, { offset: page * pageRows })) })
  // Once it is known where the row is, later moves do not ask again.
  const [foundKey, setFoundKey] = useState('')
  const findKey = `${shown.key} ${findId}`
  const found = useQuery({ ...question(shown.draft, { limit: 1, find: findId }), enabled: findId !== null && foundKey !== findKey })
  const foundAt = findId === null ? null : (found.data as Output | undefined)?.foundAt
  if (foundKey !== findKey && typeof foundAt === 'number') setFoundKey(findKey)

  const settled = shown.key === key
  const data = answers.map((answer) => answer.data as Output | undefined)
  const newest = (settled ? (first.data as Output | undefined) : undefined) ?? data.find((answer) => answer !== undefined)
  const byPage = new Map(pages.map((page, place) => [page, data[place]]))
  const error = [first, ...answers].map((answer) => answer.error).find((thrown) => thrown instanceof Refusal)
  return {
    asked: newest && { query: name, input: shown.draft, rowsIn: partOf(newest, rowsOf(newest)) },
    total: newest?.total,
    whole: newest,
    shownKey: shown.key,
    rowAt: (place) => {
      const answer = byPage.get(Math.floor(place / pageRows))
      return answer === undefined ? undefined : rowsOf(answer)[place % pageRows]
    },
    show: (from, to, active) => {
      const wanted = pagesOf(from, to, active)
      if (wanted.join() !== pages.join()) setPages(wanted)
    },
    foundAt,
    error: error instanceof Refusal ? error.error : null,
    retry: () => void Promise.all([first, ...answers].map((answer) => answer.refetch())),
  }
}

/** The name under which an answer holds its rows. */
function partOf(answer: object, rows: readonly unknown[]): string {
  return Object.entries(answer).find(([, part]) => part === rows)?.[0] ?? ''
}

function pagesOf(first: number, last: number, active: number): number[] {
  const from = Math.max(0, Math.floor(first / pageRows))
  const to = Math.max(from, Math.floor(last / pageRows))
  const seen = Array.from({ length: to - from + 1 }, (_, place) => from + place)
  return [...new Set([...seen, Math.max(0, Math.floor(active / pageRows))])]
}
