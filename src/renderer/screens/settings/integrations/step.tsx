import { IconCheck } from '@tabler/icons-react'
import { useId, type ReactNode } from 'react'
import type { IntegrationStep } from '../../../../shared/integration-steps.ts'
import { StatusChip, type StatusTone } from '../../../components/status-chip.tsx'
import { stepWords } from '../../../text/integration-words.ts'
import classes from './integrations.module.css'

/** The steps below one another; they scroll, the header stays. */
export function StepPath({ children }: { readonly children: ReactNode }) {
  return <div className={classes.path}>{children}</div>
}

const chips: { readonly [S in IntegrationStep['state']]: { readonly tone: StatusTone; readonly text: string } } = {
  done: { tone: 'good', text: 'Done' },
  next: { tone: 'plain', text: 'Next' },
  attention: { tone: 'attention', text: 'Needs attention' },
  later: { tone: 'plain', text: 'Later' },
  not_needed: { tone: 'plain', text: 'Not needed' },
}

interface StepFrameProps {
  readonly place: number
  readonly step: IntegrationStep
  readonly isNext: boolean
  readonly children: ReactNode
}

/** One step: its place on the way, how it stands, and what belongs to it. */
export function Step({ place, step: { step, state }, isNext, children }: StepFrameProps) {
  const titleId = useId()
  const { title, about } = stepWords[step]
  const { tone, text } = chips[state]
  return (
    <li className={classes.step} data-state={state} aria-labelledby={titleId} {...(isNext && { 'aria-current': 'step' })}>
      <span className={classes.place} aria-hidden>
        {state === 'done' ? <IconCheck size="1.2em" stroke={2.25} /> : place}
      </span>
      <div className={classes.body}>
        <div className={classes.head}>
          <h2 id={titleId}>{title}</h2>
          <StatusChip tone={tone}>{text}</StatusChip>
        </div>
        <p className={classes.about}>{about}</p>
        {children}
      </div>
    </li>
  )
}
