import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import type { DocumentInNeed, SalesRunSummary } from '../../shared/contract/sales-channel.ts'
import { waitingKind, type WaitingKind } from '../../shared/contract/sale-waiting.ts'
import { useHostQuery, useLedgerQuery } from '../api/use-query.ts'
import { askConnection, canAsk } from '../state/connection.ts'
import { useNowMs } from '../state/now.ts'
import { instantText } from '../text/dates.ts'
import { wordsOf } from '../text/errors.ts'
import { countedText, countText } from '../text/numbers.ts'
import { documentText, needsOf, salesRunText } from '../text/sales-sync-words.ts'
import classes from './sales-sync.module.css'
import { StatusChip } from './status-chip.tsx'
import { TextLink } from './text-link.tsx'

const syncIcon = <IconRefresh size="1.1em" stroke={2} aria-hidden />

/** Sync now with how far it is and a way to stop it. Nothing is shown until the channel was connected. */
export function SyncSalesButton({ filled = false }: { readonly filled?: boolean }) {
  const status = useHostQuery('connection.status', {}).data
  const channel = useLedgerQuery('sales.last_sync', {}).data?.channel
  if (status === undefined || channel === undefined || channel === null) return null
  const running = status.running.find(({ kind }) => kind === 'sales')
  if (running !== undefined) {
    return (
      <span className={classes.running}>
        <span role="status">{progressText(running)}</span>
        <Button variant="default" onClick={() => void askConnection('sync.cancel', {})}>
          Cancel
        </Button>
      </span>
    )
  }
  return (
    <Button variant={filled ? 'filled' : 'default'} leftSection={syncIcon} disabled={!channel.active || !canAsk(status)} onClick={() => void askConnection('sync.run', { kinds: ['sales'] })}>
      Sync now
    </Button>
  )
}

function progressText({ done, of }: { readonly done: number; readonly of: number | null }): string {
  if (of !== null) return `Taking sales over: ${countText(done)} of ${countText(of)}`
  return done === 0 ? 'Reading sales…' : `Reading sales: ${countText(done)} so far`
}

interface LastSalesSyncProps {
  /** Where the documents that need a person are a list of their own: counts them as they are now, and leads there; `null` in that list. */
  readonly onShow?: ((kind: WaitingKind) => void) | null
}

/** How the last sync of sales went, and what it left to a person. */
export function LastSalesSync({ onShow }: LastSalesSyncProps) {
  const nowMs = useNowMs()
  const last = useLedgerQuery('sales.last_sync', {}).data
  if (last === undefined || last.channel === null) return null
  if (last.run === null) return <p className={classes.quiet}>Nothing was synced yet. The first sync takes everything from that day on.</p>
  const { endedAt, summary } = last.run
  const when = instantText(endedAt, nowMs)
  return (
    <div className={classes.last}>
      <p>
        {summary.problem === null ? `${summary.cancelled ? 'Stopped' : 'Last synced'} ${when}: ${salesRunText(summary)}.` : <Problem summary={summary} when={when} nowMs={nowMs} />}
      </p>
      {onShow && <NeedsNow onShow={onShow} />}
      {onShow === undefined && <Needs errors={summary.errors} count={summary.errorCount} nowMs={nowMs} />}
    </div>
  )
}

function Problem({ summary, when, nowMs }: { readonly summary: SalesRunSummary; readonly when: string; readonly nowMs: number }) {
  if (summary.problem === null) return null
  const { what, toDo } = wordsOf(summary.problem, nowMs)
  return (
    <>
      <StatusChip tone="attention">{`Sync stopped ${when}`}</StatusChip> {what} {toDo} Before that: {salesRunText(summary)}.
    </>
  )
}

/** What needs a person now, each kind leading to its list. */
function NeedsNow({ onShow }: { readonly onShow: (kind: WaitingKind) => void }) {
  const counts = useLedgerQuery('sale.waiting', { search: '', limit: 1, offset: 0 }).data?.counts
  if (counts === undefined) return null
  const words = { waiting: ['document waits for you', 'documents wait for you'], problem: ['document has a problem', 'documents have a problem'] } as const
  return waitingKind.options
    .filter((kind) => counts[kind] > 0)
    .map((kind) => (
      <StatusChip key={kind} tone="attention" onOpen={() => onShow(kind)}>
        {countedText(counts[kind], words[kind][0], words[kind][1])}
      </StatusChip>
    ))
}

/** As many as are read at one look. */
const shownMax = 10

function Needs({ errors, count, nowMs }: { readonly errors: readonly DocumentInNeed[]; readonly count: number; readonly nowMs: number }) {
  if (count === 0) return null
  return (
    <>
      <StatusChip tone="attention">{countedText(count, 'document needs you', 'documents need you')}</StatusChip>
      <ul className={classes.needs}>
        {errors.slice(0, shownMax).map((document) => (
          <li key={document.saleDocumentId}>
            <strong>{documentText(document)}</strong>
            {needsOf(document, nowMs).map(({ what, toDo }, place) => (
              // oxlint-disable-next-line react/no-array-index-key -- problems of one document never move
              <p key={place}>
                {what} {toDo} <Way problem={document.problems[place]} />
              </p>
            ))}
          </li>
        ))}
      </ul>
      {count > shownMax && <p className={classes.quiet}>{countedText(count - shownMax, 'more document', 'more documents')} like these.</p>}
    </>
  )
}

/** Leads to where a problem is settled. */
function Way({ problem }: { readonly problem: DocumentInNeed['problems'][number] | undefined }) {
  if (problem?.code === 'item_not_linked') {
    return (
      <TextLink to="/items" search={{ panel: 'item', selected: String(problem.accountingItemId) }}>
        Open the item
      </TextLink>
    )
  }
  if (problem?.code === 'item_unknown') return <TextLink to="/items">Accounting items</TextLink>
  return null
}
