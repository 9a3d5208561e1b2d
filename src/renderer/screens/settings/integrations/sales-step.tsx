import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import type { SalesChannel } from '../../../../shared/contract/sales-channel.ts'
import type { AppError } from '../../../../shared/errors.ts'
import { useCommand } from '../../../api/use-command.ts'
import { useLedgerQuery } from '../../../api/use-query.ts'
import { BusinessDateInput } from '../../../components/date-input.tsx'
import { useGuard } from '../../../components/guard.ts'
import { LastSalesSync, SyncSalesButton } from '../../../components/sales-sync.tsx'
import { TextLink } from '../../../components/text-link.tsx'
import { useNowMs } from '../../../state/now.ts'
import { showNotice } from '../../../state/window-state.ts'
import { businessDateText } from '../../../text/dates.ts'
import { fieldTexts, wordsOf } from '../../../text/errors.ts'
import { scheduleText, schedules } from '../../../text/integration-words.ts'
import classes from './integrations.module.css'
import type { StepProps } from './step-props.ts'
import { useSetting } from './use-setting.ts'

/** Sales of QuickBooks: from which day on they are pulled, when, and what became of them the last time. */
export function SalesStep({ settings, step, isNext }: StepProps) {
  const company = useLedgerQuery('company.settings', {}).data
  const last = useLedgerQuery('sales.last_sync', {}).data
  if (company === undefined || last === undefined) return null
  if (!company.sales) {
    return (
      <div className={classes.actions}>
        <p className={classes.prose}>Sales tracking is off{company.receiving ? '' : '. It needs receiving, which is off too'}.</p>
        <TextLink to="/settings/features">Features</TextLink>
      </div>
    )
  }
  if (step.task === 'turn_receiving_on') return <TextLink to="/settings?panel=receiving">Turn receiving on</TextLink>
  if (settings.company === null) return <p className={classes.quiet}>Comes after the company. Sales typed in by hand need none.</p>
  const { channel } = last
  return (
    <>
      <StartsOn key={channel?.startsOn ?? ''} channel={channel} exportFrom={settings.company.exportFrom} isNext={isNext} />
      {channel !== null && <Channel channel={channel} />}
    </>
  )
}

function StartsOn({ channel, exportFrom, isNext }: { readonly channel: SalesChannel | null; readonly exportFrom: string | null; readonly isNext: boolean }) {
  const nowMs = useNowMs()
  const { run, pending } = useCommand('sales.connect')
  const guard = useGuard('sales.connect')
  const [date, setDate] = useState(channel?.startsOn ?? exportFrom ?? '')
  const [refusal, setRefusal] = useState<AppError | null>(null)

  async function save() {
    if (pending) return
    const reply = await run({ startsOn: date })
    if (reply === null) return
    if (!reply.ok) return setRefusal(reply.error)
    setRefusal(null)
    showNotice({ kind: 'done', text: `Sales of ${businessDateText(date)} and after are pulled` })
  }

  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault()
        guard.run(() => void save())
      }}
    >
      <BusinessDateInput
        label="Sales from"
        description="What was sold before this day is left alone, however often it changes."
        value={date}
        error={refusal === null ? undefined : (fieldTexts(refusal, {}, nowMs)['startsOn'] ?? wordsOf(refusal, nowMs).what)}
        onChange={(value) => {
          setDate(value)
          setRefusal(null)
        }}
      />
      <Button type="submit" className={classes.beside} variant={isNext && channel === null ? 'filled' : 'default'} {...guard.greyed}>
        {channel === null ? 'Connect sales' : 'Change the day'}
      </Button>
    </form>
  )
}

function Channel({ channel }: { readonly channel: SalesChannel }) {
  const { active, everyMinutes } = channel
  const switching = useSetting('sales.set_active')
  const scheduling = useSetting('sales.set_schedule')
  const guard = useGuard('sales.set_active')
  return (
    <>
      <div className={classes.fields}>
        <Select
          label="When"
          description="With a schedule also when the company is connected again."
          data={schedules.map((minutes) => ({ value: String(minutes), label: scheduleText(minutes) }))}
          value={String(everyMinutes)}
          allowDeselect={false}
          {...guard.greyed}
          onChange={(value) => {
            const next = schedules.find((minutes) => String(minutes) === value)
            if (next === undefined || next === everyMinutes) return
            guard.run(() => void scheduling.change({ everyMinutes: next }, { everyMinutes }, `Sales are synced ${scheduleText(next).toLowerCase()}`))
          }}
        />
      </div>
      <div className={classes.actions}>
        <SyncSalesButton filled={active} />
        <Button
          variant="default"
          {...guard.greyed}
          onClick={() => guard.run(() => void switching.change({ active: !active }, { active }, active ? 'No more sales are pulled' : 'Sales are pulled again'))}
        >
          {active ? 'Deactivate' : 'Resume'}
        </Button>
        {!active && <p className={classes.quiet}>Deactivated: nothing is asked. What was pulled stays, and resuming goes on where it stopped.</p>}
      </div>
      <LastSalesSync />
    </>
  )
}
