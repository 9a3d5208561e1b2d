import { Button, Checkbox, Select } from '@mantine/core'
import { syncedItemKind } from '../../../../shared/accounting.ts'
import { useGuard } from '../../../components/guard.ts'
import { TextLink } from '../../../components/text-link.tsx'
import { askConnection, canAsk } from '../../../state/connection.ts'
import { itemKindText, scheduleText, schedules } from '../../../text/integration-words.ts'
import classes from './integrations.module.css'
import { LastRun } from './last-run.tsx'
import type { StepProps } from './step-props.ts'
import { useSetting } from './use-setting.ts'

/** Items of QuickBooks: which kinds are read, when, and what became of them the last time. */
export function ItemsStep({ status, settings, step, isNext }: StepProps) {
  const { change } = useSetting('accounting.set_item_sync')
  const guard = useGuard('accounting.set_item_sync')
  const { itemSync } = settings
  if (settings.source === null) return <p className={classes.quiet}>Comes after the inventory source.</p>
  const set = (next: typeof itemSync, said: string) => void change({ ...next, kinds: [...next.kinds] }, itemSync, said)
  return (
    <>
      {settings.source === 'partsemble' && <p className={classes.quiet}>In Partsemble only, items are read for one thing: so that sales in QuickBooks find the products they are of.</p>}
      <div className={classes.fields}>
        <Checkbox.Group
          label="Kinds of items to read"
          value={[...itemSync.kinds]}
          onChange={(values) =>
            guard.run(() => {
              const kinds = syncedItemKind.options.filter((kind) => values.includes(kind))
              if (kinds.length > 0) set({ ...itemSync, kinds }, `Reading ${kinds.map((kind) => itemKindText[kind].toLowerCase()).join(', ')} items`)
            })
          }
        >
          <div className={classes.actions}>
            {syncedItemKind.options.map((kind) => (
              <Checkbox key={kind} value={kind} label={itemKindText[kind]} {...guard.greyed} />
            ))}
          </div>
        </Checkbox.Group>
        <Select
          label="When"
          data={schedules.map((minutes) => ({ value: String(minutes), label: scheduleText(minutes) }))}
          value={String(itemSync.everyMinutes)}
          allowDeselect={false}
          {...guard.greyed}
          onChange={(value) => {
            const everyMinutes = schedules.find((minutes) => String(minutes) === value)
            if (everyMinutes === undefined || everyMinutes === itemSync.everyMinutes) return
            guard.run(() => set({ ...itemSync, everyMinutes }, `Items are read ${scheduleText(everyMinutes).toLowerCase()}`))
          }}
        />
      </div>
      <div className={classes.actions}>
        <Button variant={isNext && step.task === 'load_items' ? 'filled' : 'default'} disabled={!canAsk(status)} onClick={() => void askConnection('sync.run', { kinds: ['items'] })}>
          Sync items
        </Button>
        <TextLink to="/items">{step.task === 'link_items' ? 'Choose items to import as products, or link them' : 'Accounting items'}</TextLink>
        <LastRun status={status} kind="items" />
      </div>
    </>
  )
}
