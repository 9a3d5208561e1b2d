import type { ReactNode } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { DocumentLink } from '../../components/document-link.tsx'
import { MoneyText } from '../../components/figure.tsx'
import { useNowMs } from '../../state/now.ts'
import { instantText } from '../../text/dates.ts'
import classes from './builds.module.css'

type Event = OutputOf<'query', 'build.get'>['timeline'][number]

const words: { readonly [K in Event['kind']]: string } = {
  planned: 'Planned',
  plan_edited: 'Plan changed',
  plan_closed: 'Rest of the plan closed',
  plan_deleted: 'Plan deleted',
  plan_restored: 'Plan put back into the queue',
  executed: 'Built',
  approved: 'Approved',
  approval_undone: 'Approval undone',
  rejected: 'Rejected',
  rejection_undone: 'Rejection undone',
  reversed: 'Reversed',
  cost_changed: 'Cost changed',
}

const reasons: Readonly<Record<string, string>> = {
  quality_defect: 'Quality defect',
  wrong_materials: 'Wrong materials',
  equipment_failure: 'Equipment failure',
  process_error: 'Process error',
  other: 'Other',
}

interface BuildTimelineProps {
  /** Oldest first. */
  readonly events: readonly Event[]
  readonly onShowPosting: (postingId: number) => void
}

/** What was done to a build, when and by whom; what moved something leads to its entries. */
export function BuildTimeline({ events, onShowPosting }: BuildTimelineProps) {
  const nowMs = useNowMs()
  return (
    <ol className={classes.timeline}>
      {events.map(({ kind, at, by, postingId, reason, notes, change }, place) => (
        // Events have no id of their own and never change places.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={place}>
          <span className={classes.when}>{instantText(at, nowMs)}</span>
          <span>
            <What kind={kind} postingId={postingId} onShowPosting={onShowPosting} />
            {by !== null && <span className={classes.quiet}> by {by}</span>}
            {change && (
              <>
                {' '}
                by <MoneyText value={change.value} signed /> through <DocumentLink document={change.document} />
              </>
            )}
            {reason !== null && `: ${reasons[reason] ?? reason}`}
            {notes !== '' && <span className={classes.small}>{notes}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}

interface WhatProps extends Pick<BuildTimelineProps, 'onShowPosting'> {
  readonly kind: Event['kind']
  readonly postingId: number | null
}

function What({ kind, postingId, onShowPosting }: WhatProps): ReactNode {
  if (postingId === null) return <span className={classes.reference}>{words[kind]}</span>
  return (
    <button type="button" className={classes.event} aria-label={`${words[kind]}: show its entries`} onClick={() => onShowPosting(postingId)}>
      {words[kind]}
    </button>
  )
}
