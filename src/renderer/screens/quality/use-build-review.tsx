import { Button } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import type { BuildRow } from '../../../shared/contract/build.ts'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import type { AppError } from '../../../shared/errors.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { TakeBackRefused } from '../../components/document-actions.tsx'
import { useGuard } from '../../components/guard.ts'
import type { PrimaryAction } from '../../components/page.tsx'
import { useLetterKey } from '../../state/letter-key.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice, type Notice } from '../../state/window-state.ts'
import { moneyText } from '../../text/numbers.ts'
import { RecoveredGone } from './recovered-gone.tsx'
import { RejectPanel } from './reject-panel.tsx'
import { ReviewSection } from './review-section.tsx'

/** What a build's page shows and offers because of its review; all empty for a build that was never in one. */
export interface BuildReview {
  /** Approving, while it waits. */
  readonly primary: PrimaryAction | null
  readonly actions: ReactNode
  readonly section: ReactNode
  readonly panel: ReactNode
}

/** The review of the build of a page: approve (A), reject (R), and undoing either. */
export function useBuildReview({ buildId, reference, status }: Pick<BuildRow, 'buildId' | 'reference' | 'status'>): BuildReview {
  const navigate = useNavigate()
  const reviewed = status === 'in_review' || status === 'approved' || status === 'rejected'
  const { data } = useLedgerQuery('quality.get', { buildId }, { enabled: reviewed })
  const review = reviewed && data?.buildId === buildId && data.status === status ? data : undefined
  const [rejecting, setRejecting] = useState(false)
  /** Decided on this page just now, so that the next one is offered. */
  const [decided, setDecided] = useState(false)
  const approving = useCommand('build.approve')
  const undoing = useUndoDecision(buildId, reference)
  const mayApprove = useGuard('build.approve')
  const mayReject = useGuard('build.reject')
  const waits = status === 'in_review'
  const show = () => void navigate({ to: `/builds/${buildId}` })

  async function approve() {
    const reply = await approving.run({ buildId })
    if (reply?.ok !== true) return
    const { lotNumber, value } = reply.value
    setDecided(true)
    showNotice({
      kind: 'done',
      text: `${reference} approved: lot ${lotNumber} worth ${moneyText(value)}`,
      undo: { label: 'Undo', run: commandOnce('build.undo_approval', { buildId }, () => backInReview(reference, show)) },
    })
  }

  function tellRejected({ recovered, wasted }: OutputOf<'command', 'build.reject'>) {
    setRejecting(false)
    setDecided(true)
    showNotice({
      kind: 'done',
      text: `${reference} rejected: ${moneyText(recovered)} back in stock, ${moneyText(wasted)} wasted`,
      undo: { label: 'Undo', run: commandOnce('build.undo_rejection', { buildId }, () => backInReview(reference, show)) },
    })
  }

  const openReject = () => {
    if (waits && review !== undefined) mayReject.run(() => setRejecting(true))
  }
  useLetterKey('a', () => {
    if (waits) mayApprove.run(() => void approve())
  })
  useLetterKey('r', openReject)

  return {
    primary: waits ? { label: 'Approve build', icon: <IconCheck size="1.1em" stroke={2} aria-hidden />, shortcut: 'A', command: 'build.approve', onRun: () => void approve() } : null,
    actions: waits && (
      <Button variant="default" leftSection={<IconX size="1.1em" stroke={1.75} aria-hidden />} aria-keyshortcuts="R" {...mayReject.greyed} onClick={openReject}>
        Reject build
      </Button>
    ),
    section: (
      <>
        <DecisionRefused error={approving.error ?? undoing.error} reference={reference} onRetry={() => void (waits ? approve() : undoing.run(status))} />
        {review && <ReviewSection review={review} decided={decided && !waits} onUndo={() => void undoing.run(status)} undoPending={undoing.pending} />}
      </>
    ),
    panel: <RejectPanel review={rejecting && waits ? (review ?? null) : null} onDone={tellRejected} onClose={() => setRejecting(false)} />,
  }
}

const backInReview = (reference: string, show?: () => void): Notice => ({ kind: 'done', text: `${reference} waits for review again`, ...(show && { show }) })

/** Puts a decided build back in review; why not is kept until it is tried again. */
function useUndoDecision(buildId: number, reference: string) {
  const approval = useCommand('build.undo_approval')
  const rejection = useCommand('build.undo_rejection')
  async function run(status: BuildRow['status']) {
    const reply = await (status === 'approved' ? approval : rejection).run({ buildId })
    if (reply?.ok === true) showNotice(backInReview(reference))
  }
  return { run, pending: approval.pending || rejection.pending, error: approval.error ?? rejection.error }
}

interface DecisionRefusedProps {
  readonly error: AppError | null
  readonly reference: string
  readonly onRetry: () => void
}

function DecisionRefused({ error, reference, onRetry }: DecisionRefusedProps) {
  if (error?.code === 'build.recovered_is_gone') return <RecoveredGone error={error} />
  return <TakeBackRefused error={error} reference={reference} onRetry={onRetry} />
}
