import { Button } from '@mantine/core'
import { IconArrowBackUp, IconArrowRight } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { Facts, type Fact } from '../../components/facts.tsx'
import { MoneyText } from '../../components/figure.tsx'
import { useGuard } from '../../components/guard.ts'
import { Inset, Section } from '../../components/sections.tsx'
import { useNowMs } from '../../state/now.ts'
import { businessDateAt, businessDateText, instantText } from '../../text/dates.ts'
import { countedText } from '../../text/numbers.ts'
import { recoveryText, rejectionReasonText, waitingText } from '../../text/quality-words.ts'
import classes from './quality.module.css'
import { RecoveredTable } from './rejection-outcome.tsx'

type Review = OutputOf<'query', 'quality.get'>

interface ReviewSectionProps {
  readonly review: Review
  /** It was decided just now: the next one is offered. */
  readonly decided: boolean
  readonly undoPending: boolean
  readonly onUndo: () => void
}

/** The review of a build: since when it waits, or what was decided, by whom, and how to take that back. */
export function ReviewSection({ review, decided, undoPending, onUndo }: ReviewSectionProps) {
  const { status, components, rejection } = review
  const guard = useGuard(status === 'approved' ? 'build.undo_approval' : 'build.undo_rejection')
  return (
    <Section
      title="Review"
      action={
        status !== 'in_review' && (
          <Button variant="default" leftSection={<IconArrowBackUp size="1.1em" stroke={1.75} aria-hidden />} aria-disabled={undoPending} {...guard.greyed} onClick={() => guard.run(onUndo)}>
            {status === 'approved' ? 'Undo approval' : 'Undo rejection'}
          </Button>
        )
      }
    >
      {decided && <NextInReview />}
      <Inset>
        <div className={classes.page}>
          <div className={classes.facts}>
            <Facts facts={useFacts(review)} inline />
          </div>
          {rejection !== null && components.length > 0 && <RecoveredTable components={components} caption="What went back and what was wasted" />}
        </div>
      </Inset>
    </Section>
  )
}

function useFacts({ status, since, builtBy, inProcess, decision, rejection }: Review): readonly Fact[] {
  const nowMs = useNowMs()
  const person = (name: string | null) => name ?? 'Not named'
  if (status === 'in_review') {
    const today = businessDateAt(nowMs)
    return [
      { term: 'Waits', value: since === null ? '' : `${waitingText(since, today)}${since === today ? '' : `, since ${businessDateText(since)}`}` },
      { term: 'Built by', value: person(builtBy) },
      { term: 'In process', value: <MoneyText value={inProcess} /> },
    ]
  }
  const by = decision === null ? [] : [{ term: 'By', value: person(decision.by) }]
  if (rejection === null) return decision === null ? [] : [{ term: 'Approved', value: instantText(decision.recordedAt, nowMs) }, ...by]
  const { reason, recovery, recovered, wasted, notes } = rejection
  return [
    { term: 'Reason', value: rejectionReasonText[reason] },
    { term: 'Material', value: recoveryText[recovery] },
    { term: 'Back in stock', value: <MoneyText value={recovered} /> },
    { term: 'Wasted', value: <MoneyText value={wasted} /> },
    ...(decision === null ? [] : [{ term: 'Rejected', value: instantText(decision.recordedAt, nowMs) }]),
    ...by,
    { term: 'Notes', value: notes },
  ]
}

/** The build that waits longest, one key away: the focus is on it. */
function NextInReview() {
  const navigate = useNavigate()
  const { data } = useLedgerQuery('quality.waiting', {})
  const oldest = data?.oldest ?? null
  const button = useRef<HTMLButtonElement>(null)
  const isThere = oldest !== null
  useEffect(() => {
    if (isThere) button.current?.focus()
  }, [isThere])
  if (oldest === null) return null
  return (
    <div className={classes.next}>
      <Button
        ref={button}
        rightSection={<IconArrowRight size="1.1em" stroke={2} aria-hidden />}
        onClick={() => void navigate({ to: `/builds/${oldest.buildId}`, replace: true })}
      >
        Review {oldest.reference}
      </Button>
      <span className={classes.quiet}>{countedText(data?.count ?? 0, 'build waits', 'builds wait')}</span>
    </div>
  )
}
