import { Button } from '@mantine/core'
import { syncedItemKind } from '../../../shared/accounting.ts'
import { useHostQuery, useLedgerQuery } from '../../api/use-query.ts'
import { useGuard } from '../../components/guard.ts'
import { askConnection, canAsk } from '../../state/connection.ts'
import { itemKindText } from '../../text/integration-words.ts'
import { listText } from '../../text/numbers.ts'
import { useSetting } from '../settings/integrations/use-setting.ts'

interface UnreadItemWaysProps {
  readonly focus: object
  /** Items are being read: what is shown afterwards has the focus. */
  readonly onAsked: () => void
}

/** Reads the items of QuickBooks, and the kinds of them that are passed over; what waited for one of them is tried again by itself. */
export function UnreadItemWays({ focus, onAsked }: UnreadItemWaysProps) {
  const status = useHostQuery('connection.status', {}).data
  const itemSync = useLedgerQuery('accounting.settings', {}).data?.itemSync
  const { change } = useSetting('accounting.set_item_sync')
  const guard = useGuard('accounting.set_item_sync')
  if (itemSync === undefined) return null
  const { kinds, everyMinutes } = itemSync
  const reading = status?.running.some(({ kind }) => kind === 'items') ?? false
  // Greyed out it keeps the focus, so that it is still there when it may be pressed again.
  const greyed = status === undefined || !canAsk(status) ? ({ 'data-disabled': true, 'aria-disabled': true } as const) : null
  const missing = syncedItemKind.options.filter((kind) => !kinds.includes(kind))
  const missingText = listText(missing.map((kind) => itemKindText[kind].toLowerCase()))

  function sync() {
    if (greyed !== null) return
    onAsked()
    void askConnection('sync.run', { kinds: ['items'] })
  }
  async function readMore() {
    const more = await change({ kinds: [...syncedItemKind.options], everyMinutes }, { kinds: [...kinds], everyMinutes }, `Items of every kind are read, ${missingText} items too`)
    if (more) sync()
  }

  const syncText = reading ? 'Reading items…' : 'Sync items'
  const readsMore = missing.length > 0
  return (
    <>
      <Button {...focus} {...(greyed ?? (readsMore ? guard.greyed : {}))} onClick={readsMore ? () => guard.run(() => void readMore()) : sync}>
        {readsMore ? `Read ${missingText} items too` : syncText}
      </Button>
      {readsMore && (
        <Button variant="default" {...greyed} onClick={sync}>
          {syncText}
        </Button>
      )}
    </>
  )
}
