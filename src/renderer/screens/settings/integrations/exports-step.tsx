import { Button, Radio } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { ExportedType, ExportMode, LaborAnswer } from '../../../../shared/accounting.ts'
import type { AccountingSettings } from '../../../../shared/contract/accounting.ts'
import type { AppError } from '../../../../shared/errors.ts'
import { useCommand } from '../../../api/use-command.ts'
import { BusinessDateInput } from '../../../components/date-input.tsx'
import { useGuard } from '../../../components/guard.ts'
import { TextLink } from '../../../components/text-link.tsx'
import { useNowMs } from '../../../state/now.ts'
import { commandOnce } from '../../../state/undo.ts'
import { showNotice } from '../../../state/window-state.ts'
import { businessDateAt, businessDateText } from '../../../text/dates.ts'
import { fieldTexts, wordsOf } from '../../../text/errors.ts'
import { costOfSalesWords, laborWords, modeWords } from '../../../text/integration-words.ts'
import classes from './integrations.module.css'
import type { StepProps } from './step-props.ts'
import { useAskedFor } from './use-asked-for.ts'
import { useSetting } from './use-setting.ts'

/** From which day events are exported, and whether they go out by themselves. */
export function ExportsStep({ status, settings, step, isNext }: StepProps) {
  if (status.company === null) return <p className={classes.quiet}>Without a company nothing is exported, and nothing waits for it.</p>
  return (
    <>
      <ExportFrom from={status.company.exportFrom} isNext={isNext && step.task === 'choose_export_from'} />
      <div className={classes.fields}>
        <Mode type="builds" mode={settings.exportModes.builds} />
        <Mode type="receipts" mode={settings.exportModes.receipts} />
      </div>
      {settings.source === 'partsemble' && !settings.roles.some(({ role, account }) => role === 'conversion' && account !== null) && <Labor answer={settings.labor} />}
      <CostOfSales settings={settings} />
    </>
  )
}

function ExportFrom({ from, isNext }: { readonly from: string | null; readonly isNext: boolean }) {
  const nowMs = useNowMs()
  const { run, pending } = useCommand('accounting.set_export_from')
  const guard = useGuard('accounting.set_export_from')
  // What is in force, also when it is undone or set elsewhere, until somebody types another.
  const [typed, setTyped] = useState<string | null>(null)
  const date = typed ?? from ?? ''
  const [refusal, setRefusal] = useState<AppError | null>(null)

  async function save() {
    if (pending) return
    const reply = await run({ date })
    if (reply === null) return
    if (!reply.ok) return setRefusal(reply.error)
    setRefusal(null)
    setTyped(null)
    const back = commandOnce('accounting.set_export_from', { date: from }, () => ({ kind: 'done', text: 'The day is as it was' }))
    showNotice({ kind: 'done', text: `Exporting what happened on ${businessDateText(date)} and after`, undo: { label: 'Undo', run: back } })
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
        label="Export from"
        description="What happened before this day is not exported: it is in QuickBooks already."
        value={date}
        error={refusal === null ? undefined : (Object.values(fieldTexts(refusal, {}, nowMs))[0] ?? undefined)}
        onChange={(value) => {
          setTyped(value)
          setRefusal(null)
        }}
      />
      <Button type="submit" className={classes.beside} variant={isNext ? 'filled' : 'default'} {...guard.greyed}>
        {from === null ? 'Set the day' : 'Change the day'}
      </Button>
    </form>
  )
}

function Mode({ type, mode }: { readonly type: ExportedType; readonly mode: ExportMode }) {
  const { change } = useSetting('accounting.set_export_mode')
  const guard = useGuard('accounting.set_export_mode')
  const words = modeWords[type]
  return (
    <Radio.Group
      label={words.label}
      value={mode}
      onChange={(value) => {
        const next = value === 'auto' ? 'auto' : 'manual'
        guard.run(() => void change({ type, mode: next }, { type, mode }, words.said[next]))
      }}
    >
      <div className={classes.points}>
        <Radio value="manual" label="By hand" description={words.manual} {...guard.greyed} />
        <Radio value="auto" label="By itself" description={words.auto} {...guard.greyed} />
      </div>
    </Radio.Group>
  )
}

function Labor({ answer }: { readonly answer: LaborAnswer | null }) {
  const { change } = useSetting('accounting.answer_labor')
  const guard = useGuard('accounting.answer_labor')
  const field = useAskedFor('labor')
  return (
    <Radio.Group
      label="Labor and overhead, without a conversion account"
      description={answer === null ? 'Builds with labor or overhead wait until this is answered.' : undefined}
      value={answer}
      onChange={(value) => {
        const next = value === 'leave_out' ? 'leave_out' : 'credit_build_account'
        guard.run(() => void change({ answer: next }, { answer }, laborWords[next].said))
      }}
    >
      <div className={classes.points}>
        <Radio ref={field} value="credit_build_account" label={laborWords.credit_build_account.label} description={laborWords.credit_build_account.words} {...guard.greyed} />
        <Radio value="leave_out" label={laborWords.leave_out.label} description={laborWords.leave_out.words} {...guard.greyed} />
      </div>
    </Radio.Group>
  )
}

/** Only a balance-sheet account keeps what was sold: one of cost of goods sold has it already. */
const keepsValue = 'Other Current Asset'

function CostOfSales({ settings: { source, roles, costOfSalesFrom } }: { readonly settings: AccountingSettings }) {
  const nowMs = useNowMs()
  const { change } = useSetting('accounting.journal_cost_of_sales')
  const guard = useGuard('accounting.journal_cost_of_sales')
  const [refusal, setRefusal] = useState<AppError | null>(null)
  const account = roles.find(({ role }) => role === 'build_debit')?.account ?? null
  if (source !== 'partsemble' || account === null || (account.type !== keepsValue && costOfSalesFrom === null)) return null
  // Chosen meanwhile, it stands in the way no more.
  const lacksAccount = refusal?.code === 'accounting.no_cogs_account' && !roles.some(({ role, account: cogs }) => role === 'cogs' && cogs !== null)
  const { about, byAccountant, byDay } = costOfSalesWords(account.name)
  return (
    <Radio.Group
      label="Cost of sales"
      description={costOfSalesFrom === null ? about : `Journaled from ${businessDateText(costOfSalesFrom)} on.`}
      value={costOfSalesFrom === null ? 'accountant' : 'day'}
      error={refusal !== null && (lacksAccount || refusal.code !== 'accounting.no_cogs_account') && <Refused refusal={refusal} />}
      onChange={(value) => {
        const from = value === 'day' ? businessDateAt(nowMs) : null
        setRefusal(null)
        guard.run(() => void change({ from }, { from: costOfSalesFrom }, from === null ? byAccountant.said : byDay.said, setRefusal))
      }}
    >
      <div className={classes.points}>
        <Radio value="accountant" label={byAccountant.label} description={byAccountant.words} {...guard.greyed} />
        <Radio value="day" label={byDay.label} description={byDay.words} {...guard.greyed} />
      </div>
    </Radio.Group>
  )
}

/** Why the choice was not taken, with the way to what it lacks. */
function Refused({ refusal }: { readonly refusal: AppError }) {
  const { what, toDo } = wordsOf(refusal, useNowMs())
  const shown = useRef<HTMLSpanElement>(null)
  // Below the choices, it may lie below the window.
  useEffect(() => {
    shown.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <span ref={shown}>
      {what} {toDo}{' '}
      {refusal.code === 'accounting.no_cogs_account' && (
        <TextLink to="/settings/integrations" search={{ selected: 'cogs' }}>
          Choose the COGS account
        </TextLink>
      )}
    </span>
  )
}
