import { Button } from '@mantine/core'
import { IconCalendarShare, IconSend } from '@tabler/icons-react'
import type { ExportRow } from '../../../shared/contract/export.ts'
import { useGuard } from '../../components/guard.ts'
import { isLeftOut } from '../../text/export-standing.ts'
import { holdExports, sendExports, unmarkExports } from './export-actions.ts'

interface ExportButtonsProps {
  readonly row: Pick<ExportRow, 'exportId' | 'state' | 'purpose' | 'queued' | 'why' | 'otherDate'>
  readonly onByHand: () => void
  readonly onOtherDate: () => void
  readonly onClose: () => void
}

const sendText: Readonly<Partial<Record<ExportRow['state'], string>>> = { refused: 'Send again', needs: 'Send when complete' }

/** What can be done with one document. Closing is always there, so that the focus has somewhere to be. */
export function ExportButtons({ row: { exportId, state, purpose, queued, why, otherDate }, onByHand, onOtherDate, onClose }: ExportButtonsProps) {
  const sending = useGuard('export.send')
  const holding = useGuard('export.hold')
  const dating = useGuard('export.send_with_date')
  const saying = useGuard('export.mark_done_by_hand')
  const leftOut = isLeftOut({ state, why, purpose })
  const notGone = state === 'waiting' || state === 'needs'
  const isClosed = state === 'refused' && why.some((reason) => reason.code === 'refused' && reason.fault === 'books_closed')
  const canDate = isClosed || (otherDate !== null && (notGone || state === 'refused'))
  const canSend = state === 'refused' || (notGone && !queued)
  return (
    <>
      {canDate && (
        <Button
          variant={isClosed ? 'filled' : 'default'}
          leftSection={<IconCalendarShare size="1.1em" stroke={1.75} aria-hidden />}
          {...dating.greyed}
          onClick={() => dating.run(onOtherDate)}
        >
          {otherDate === null ? 'Send with another date' : 'Change the date'}
        </Button>
      )}
      {canSend && (
        <Button variant={isClosed ? 'default' : 'filled'} leftSection={<IconSend size="1.1em" stroke={1.75} aria-hidden />} {...sending.greyed} onClick={() => sending.run(() => void sendExports([exportId]))}>
          {sendText[state] ?? 'Send'}
        </Button>
      )}
      {leftOut && (
        <Button variant="default" {...sending.greyed} onClick={() => sending.run(() => void sendExports([exportId]))}>
          Send it after all
        </Button>
      )}
      {notGone && queued && (
        <Button variant="default" {...holding.greyed} onClick={() => holding.run(() => void holdExports([exportId]))}>
          Hold back
        </Button>
      )}
      {(notGone || state === 'refused') && (
        <Button variant="default" {...saying.greyed} onClick={() => saying.run(onByHand)}>
          Done by hand
        </Button>
      )}
      {state === 'not_exported' && (
        <Button variant="default" {...saying.greyed} onClick={() => saying.run(() => void unmarkExports([exportId]))}>
          Export after all
        </Button>
      )}
      <Button variant="default" data-autofocus onClick={onClose}>
        Close
      </Button>
    </>
  )
}
