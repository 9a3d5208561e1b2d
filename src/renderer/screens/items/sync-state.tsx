import { Button } from '@mantine/core'
import { IconArrowsExchange, IconRefresh } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { StatusChip } from '../../components/status-chip.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { useNowMs } from '../../state/now.ts'
import { instantText } from '../../text/dates.ts'
import { wordsOf } from '../../text/errors.ts'
import { passedOverText, runText } from '../../text/item-words.ts'
import { countedText, countText } from '../../text/numbers.ts'
import classes from './items.module.css'
import type { ItemSync } from './use-item-sync.ts'

/** How far the reading is, and a way to stop it. */
export function Reading({ sync }: { readonly sync: ItemSync }) {
  return (
    <span className={classes.chosen}>
      <span role="status">{sync.reading === 0 ? 'Reading items…' : `Reading items: ${countText(sync.reading ?? 0)} so far`}</span>
      <Button variant="default" onClick={sync.cancel}>
        Cancel
      </Button>
    </span>
  )
}

export const syncIcon = <IconRefresh size="1.1em" stroke={2} aria-hidden />

interface SyncStateProps {
  readonly sync: ItemSync
  readonly onListed: () => void
}

/** What is known of the list as a whole: how the last sync went, what it left to a person, and what could be linked. */
export function SyncState({ sync, onListed }: SyncStateProps) {
  const last = useLedgerQuery('item.last_sync', {}).data
  if (last === undefined || last.items === 0) return null
  return (
    <div className={classes.above}>
      {sync.state !== 'connected' && sync.state !== undefined && <NotConnected state={sync.state} />}
      {last.run && sync.reading === null && <LastRun run={last.run} onListed={onListed} />}
      {sync.source === 'partsemble' && <span>Products are kept here. Items are in this list so that they can be linked to them.</span>}
      {sync.source === 'sync' && <Matches />}
    </div>
  )
}

function NotConnected({ state }: { readonly state: 'none' | 'needs_login' | 'disconnected' }) {
  const words = { none: 'QuickBooks is not connected', needs_login: 'QuickBooks asks for a new login', disconnected: 'QuickBooks is disconnected' }
  return (
    <>
      <StatusChip tone="attention">{words[state]}</StatusChip>
      <TextLink to="/settings/integrations">Open Integrations</TextLink>
    </>
  )
}

type Run = NonNullable<OutputOf<'query', 'item.last_sync'>['run']>

function LastRun({ run: { endedAt, summary }, onListed }: { readonly run: Run; readonly onListed: () => void }) {
  const nowMs = useNowMs()
  const { problem, cancelled, listedCount, belowZero } = summary
  const when = instantText(endedAt, nowMs)
  const left = listedCount + belowZero.length
  return (
    <>
      {problem === null ? (
        <span>
          {cancelled ? 'Stopped' : 'Synced'} {when}: {runText(summary)}. {passedOverText(summary)}
        </span>
      ) : (
        <Problem problem={problem} when={when} nowMs={nowMs} />
      )}
      {left > 0 && (
        <StatusChip tone="attention" onOpen={onListed}>
          {`${countedText(left, 'product needs', 'products need')} a look`}
        </StatusChip>
      )}
    </>
  )
}

function Problem({ problem, when, nowMs }: { readonly problem: NonNullable<Run['summary']['problem']>; readonly when: string; readonly nowMs: number }) {
  const { what, toDo } = wordsOf(problem, nowMs)
  return (
    <>
      <StatusChip tone="attention">{`Sync stopped ${when}`}</StatusChip>
      <span className={classes.problem}>
        {what} {toDo} What was read before is in the list.
      </span>
    </>
  )
}

/** Offers what could be linked. Nothing is linked by itself. */
function Matches() {
  const navigate = useNavigate()
  const total = useLedgerQuery('item.matches', { limit: 1, offset: 0 }).data?.total ?? 0
  if (total === 0) return null
  return (
    <Button
      variant="default"
      size="compact-md"
      leftSection={<IconArrowsExchange size="1.1em" stroke={1.75} aria-hidden />}
      onClick={() => void navigate({ to: '/items/matches' })}
    >
      {countedText(total, 'product looks like an item', 'products look like items')}
    </Button>
  )
}
