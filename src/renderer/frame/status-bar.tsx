import { IconArchive, IconBrowser, IconHourglass } from '@tabler/icons-react'
import { useSlowCalls } from '../api/slow-calls.ts'
import { useHostQuery } from '../api/use-query.ts'
import { StatusChip } from '../components/status-chip.tsx'
import { useNowMs } from '../state/now.ts'
import { instantText } from '../text/dates.ts'
import { warningText } from '../text/stages.ts'
import type { GoTo } from './actions.ts'
import { OperatorButton } from './operator.tsx'
import classes from './status-bar.module.css'
import { StatusItem } from './status-item.tsx'
import { SyncAttention, SyncItems } from './sync-items.tsx'

/** Plain facts that are always in sight: who works here, what is reachable, what waits, what is safe, and what needs a person. */
export function StatusBar({ goTo }: { readonly goTo: GoTo }) {
  const nowMs = useNowMs()
  const { data: status } = useHostQuery('app.status', {})
  const working = useSlowCalls(({ count }) => count > 0)
  return (
    <footer className={classes.bar} aria-label="Status">
      <OperatorButton goTo={goTo} />
      <SyncItems goTo={goTo} />
      {status && <LastBackup at={status.lastBackupAt} nowMs={nowMs} />}
      <span className={classes.space} />
      <span role="status">{working && <StatusItem icon={IconHourglass}>Working on the ledger…</StatusItem>}</span>
      {status?.runtime === 'browser' && (
        <StatusItem icon={IconBrowser} brief="Chromium">
          Running in Chromium
        </StatusItem>
      )}
      <SyncAttention goTo={goTo} />
      {status?.warnings.map((warning) => (
        <StatusChip key={warning} tone="attention" onOpen={() => goTo('/settings')}>
          {warningText[warning].label}
        </StatusChip>
      ))}
    </footer>
  )
}

function LastBackup({ at, nowMs }: { readonly at: string | null; readonly nowMs: number }) {
  if (at === null) return <StatusItem icon={IconArchive}>No backup yet</StatusItem>
  const when = instantText(at, nowMs)
  return <StatusItem icon={IconArchive} brief={`Backup ${when}`}>{`Last backup ${when}`}</StatusItem>
}
