import { Button } from '@mantine/core'
import { syncedItemKind } from '../../../shared/accounting.ts'
import { useHostQuery, useLedgerQuery } from '../../api/use-query.ts'
import { useGuard } from '../../components/guard.ts'
import { askConnection, canAsk } from '../../state/connection.ts'
import { itemKindText } from '../../text/integration-words.ts'
import { listText } from '../../text/numbers.ts'
import { useSetting } from '../settings/integrations/use-setting.ts'

/** Reads the items of QuickBooks, or the kinds of them too that are passed over; what waited for one of them is tried again by itself. */
export function UnreadItemWays({ focus }: { readonly focus: object }) {
  const status = useHostQuery('connection.status', {}).data
  const itemSync = useLedgerQuery('accounting.settings', {}).data?.itemSync
  const { change } = useSetting('accounting.set_item_sync')
  const guard = useGuard('accounting.set_item_sync')
  if (itemSync === undefined) return null
  const { kinds, everyMinutes } = itemSync
  const reading = status?.running.some(({ kind }) => kind === 'items') ?? false
  const disabled = status === undefined || !canAsk(status)
  const sync = () => void askConnection('sync.run', { kinds: ['items'] })
  const missing = syncedItemKind.options.filter((kind) => !kinds.includes(kind))
  const missingText = listText(missing.map((kind) => itemKindText[kind].toLowerCase()))

  async function readMore() {
    const more = await change({ kinds: [...syncedItemKind.options], everyMinutes }, { kinds: [...kinds], everyMinutes }, `Items of every kind are read, ${missingText} items too`)
    if (more) sync()
  }

  return (
    <>
      {missing.length > 0 && (
        <Button {...focus} disabled={disabled} {...guard.greyed} onClick={() => guard.run(() => void readMore())}>
          Read {missingText} items too
        </Button>
      )}
      <Button {...(missing.length === 0 ? focus : { variant: 'default' })} disabled={disabled} onClick={sync}>
        {reading ? 'Reading items…' : 'Sync items'}
      </Button>
    </>
  )
}
