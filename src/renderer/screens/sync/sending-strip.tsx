import { Button } from '@mantine/core'
import { useHostQuery, useLedgerQuery } from '../../api/use-query.ts'
import { TextLink } from '../../components/text-link.tsx'
import { countText, listText } from '../../text/numbers.ts'
import { holdExports } from './export-actions.ts'
import classes from './sync.module.css'

interface SendingStripProps {
  /** What was sent together last; not empty. */
  readonly exportIds: readonly number[]
  readonly onDismiss: () => void
}

/** How far the documents are that were sent together, and a way to hold back what has not left yet. */
export function SendingStrip({ exportIds, onDismiss }: SendingStripProps) {
  const progress = useLedgerQuery('export.progress', { exportIds: [...exportIds] }).data
  if (progress === undefined) return null
  const { arrived, refused, lacking, unknown, sending, waiting } = progress
  const left = waiting.length + sending
  const rest = [
    ...(refused === 0 ? [] : [`${countText(refused)} failed`]),
    ...(lacking === 0 ? [] : [`${countText(lacking)} lacking something first`]),
    ...(unknown === 0 ? [] : [`${countText(unknown)} without an answer yet`]),
  ]
  const told = `${left > 0 ? 'Sending' : 'Sent'}: ${countText(arrived)} of ${countText(exportIds.length)} in QuickBooks${rest.length === 0 ? '' : `, ${listText(rest)}`}.`
  return (
    <div className={classes.strip}>
      <p role="status">
        {told} {left > 0 && <WhyNot />}
      </p>
      {waiting.length > 0 ? (
        <Button variant="default" onClick={() => void holdExports(waiting).then(onDismiss)}>
          Cancel
        </Button>
      ) : (
        left === 0 && (
          <Button variant="default" onClick={onDismiss}>
            Dismiss
          </Button>
        )
      )}
    </div>
  )
}

/** What keeps documents from going out at the moment. */
export function WhyNot() {
  const status = useHostQuery('connection.status', {}).data
  if (status === undefined) return null
  if (status.state !== 'connected') {
    return (
      <>
        {status.state === 'needs_login' ? 'QuickBooks asks for a new login first.' : 'QuickBooks is disconnected.'} <TextLink to="/settings/integrations">Open Integrations</TextLink>
      </>
    )
  }
  return status.online.state === 'offline' ? 'QuickBooks cannot be reached; they go out by themselves when it can.' : null
}
