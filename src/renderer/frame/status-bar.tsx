import { IconPlugConnectedX, IconWifi, IconWifiOff, IconArchive, IconBrowser, type Icon } from '@tabler/icons-react'
import { useHostQuery } from '../api/use-query.ts'
import { StatusChip } from '../components/status-chip.tsx'
import { useNowMs } from '../state/now.ts'
import { useOnline } from '../state/online.ts'
import { instantText } from '../text/dates.ts'
import { warningText } from '../text/stages.ts'
import type { GoTo } from './actions.ts'
import { OperatorButton } from './operator.tsx'
import classes from './status-bar.module.css'

/** Plain facts that are always in sight: who works here, what is reachable, what is safe, and what needs a person. */
export function StatusBar({ goTo }: { readonly goTo: GoTo }) {
  const online = useOnline()
  const nowMs = useNowMs()
  const { data: status } = useHostQuery('app.status', {})
  return (
    <footer className={classes.bar} aria-label="Status">
      <OperatorButton goTo={goTo} />
      <Item icon={online ? IconWifi : IconWifiOff}>{online ? 'Online' : 'Offline'}</Item>
      <Item icon={IconPlugConnectedX}>No accounting company</Item>
      {status && <Item icon={IconArchive}>{status.lastBackupAt === null ? 'No backup yet' : `Last backup ${instantText(status.lastBackupAt, nowMs)}`}</Item>}
      <span className={classes.space} />
      {status?.runtime === 'browser' && <Item icon={IconBrowser}>Running in Chromium</Item>}
      {status?.warnings.map((warning) => (
        <StatusChip key={warning} tone="attention" onOpen={() => goTo('/settings')}>
          {warningText[warning].label}
        </StatusChip>
      ))}
    </footer>
  )
}

function Item({ icon: Shape, children }: { readonly icon: Icon; readonly children: string }) {
  return (
    <span className={classes.item}>
      <Shape size="1.15em" stroke={1.75} aria-hidden />
      {children}
    </span>
  )
}
