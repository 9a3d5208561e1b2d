import { IconPlugConnected, IconPlugConnectedX, IconRefresh, IconSend, IconWifi, IconWifiOff } from '@tabler/icons-react'
import type { ConnectionStatus } from '../../shared/contract/connection.ts'
import { StatusChip } from '../components/status-chip.tsx'
import { useNowMs } from '../state/now.ts'
import { useConnectionStatus, useLookOnNetworkChange } from '../state/online.ts'
import { attentionText, leadsToExports, syncNowText, waitingText } from '../text/sync-words.ts'
import type { GoTo } from './actions.ts'
import { StatusItem } from './status-item.tsx'

/** How it stands with the accounting company: reached or not, what waits, when it was asked last. */
export function SyncItems({ goTo }: { readonly goTo: GoTo }) {
  const status = useConnectionStatus()
  const nowMs = useNowMs()
  useLookOnNetworkChange()
  if (status === undefined) return null
  if (status.state === 'none') return <StatusItem icon={IconPlugConnectedX}>No accounting company</StatusItem>
  const syncNow = syncNowText(status, nowMs)
  return (
    <>
      <Reached status={status} />
      <StatusItem icon={IconSend} onOpen={() => goTo('/sync', status.waiting > 0 ? { filter: 'waiting' } : {})}>
        {waitingText(status)}
      </StatusItem>
      <StatusItem icon={IconRefresh} brief={syncNow.replace(/^Last sync/, 'Sync')}>
        {syncNow}
      </StatusItem>
    </>
  )
}

function Reached({ status: { state, online } }: { readonly status: ConnectionStatus }) {
  if (state === 'disconnected') return <StatusItem icon={IconPlugConnectedX}>QuickBooks disconnected</StatusItem>
  switch (online.state) {
    case 'online':
      return <StatusItem icon={IconWifi}>Online</StatusItem>
    case 'offline':
      return <StatusItem icon={IconWifiOff}>Offline</StatusItem>
    case 'unknown':
      return <StatusItem icon={IconPlugConnected}>QuickBooks not asked yet</StatusItem>
  }
}

/** What of it needs a person, with the way there. */
export function SyncAttention({ goTo }: { readonly goTo: GoTo }) {
  const status = useConnectionStatus()
  const text = status === undefined ? null : attentionText(status)
  if (status === undefined || text === null) return null
  return (
    <StatusChip tone="attention" onOpen={() => (leadsToExports(status) ? goTo('/sync', { filter: 'needs_you' }) : goTo('/settings/integrations'))}>
      {text}
    </StatusChip>
  )
}
