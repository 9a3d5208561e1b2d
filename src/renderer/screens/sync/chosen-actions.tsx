import { Button } from '@mantine/core'
import type { ExportRow } from '../../../shared/contract/export.ts'
import { useGuard } from '../../components/guard.ts'
import type { Chosen } from '../../components/use-chosen-rows.ts'
import { isLeftOut } from '../../text/export-standing.ts'
import { countedText } from '../../text/numbers.ts'
import { holdExports } from './export-actions.ts'
import classes from './sync.module.css'

interface ChosenActionsProps {
  readonly chosen: Chosen<ExportRow>
  readonly onSend: (documents: readonly ExportRow[]) => void
  readonly onByHand: () => void
}

/** Whether it certainly has not arrived, so that it can be sent or left to people. */
export const hasNotLeft = ({ state }: Pick<ExportRow, 'state'>): boolean => state === 'waiting' || state === 'needs' || state === 'refused'

/** What can be done with the chosen documents together. */
export function ChosenActions({ chosen: { chosen: documents, clear }, onSend, onByHand }: ChosenActionsProps) {
  const sending = useGuard('export.send')
  const holding = useGuard('export.hold')
  const saying = useGuard('export.mark_done_by_hand')
  if (documents.length === 0) return null
  const unsent = documents.filter(hasNotLeft)
  const sendable = documents.filter((row) => hasNotLeft(row) || isLeftOut(row))
  const queued = documents.filter(({ state, queued: isQueued }) => isQueued && (state === 'waiting' || state === 'needs'))

  async function hold() {
    await holdExports(queued.map(({ exportId }) => exportId))
    clear()
  }

  return (
    <span className={classes.chosen} role="group" aria-label="Chosen documents">
      <span role="status">{countedText(documents.length, 'document', 'documents')} chosen</span>
      {sendable.length > 0 && (
        <Button {...sending.greyed} onClick={() => sending.run(() => onSend(sendable))}>
          Send {sendable.length === documents.length ? '' : sendable.length}
        </Button>
      )}
      {queued.length > 0 && (
        <Button variant="default" {...holding.greyed} onClick={() => holding.run(() => void hold())}>
          Hold back
        </Button>
      )}
      {unsent.length > 0 && (
        <Button variant="default" {...saying.greyed} onClick={() => saying.run(onByHand)}>
          Done by hand
        </Button>
      )}
      <Button variant="subtle" onClick={clear}>
        Clear
      </Button>
    </span>
  )
}
