import { TextLink } from '../../../components/text-link.tsx'
import { useLedgerQuery } from '../../../api/use-query.ts'
import classes from './integrations.module.css'
import type { StepProps } from './step-props.ts'

/** Whether sales are kept here, and what that needs. */
export function SalesStep({ step }: StepProps) {
  const { data } = useLedgerQuery('company.settings', {})
  if (data === undefined) return null
  if (!data.sales) {
    return (
      <div className={classes.actions}>
        <p className={classes.prose}>Sales tracking is off{data.receiving ? '' : '. It needs receiving, which is off too'}.</p>
        <TextLink to="/settings/features">Features</TextLink>
      </div>
    )
  }
  if (step.task === 'turn_receiving_on') return <TextLink to="/settings?panel=receiving">Turn receiving on</TextLink>
  return <p className={classes.prose}>Sales tracking is on. This version does not read invoices from QuickBooks.</p>
}
