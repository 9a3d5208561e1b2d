import { IconAlertTriangle, IconCheck, IconInfoCircle, IconX } from '@tabler/icons-react'
import classes from './status-chip.module.css'

export type StatusTone = 'plain' | 'good' | 'attention' | 'danger'

const icons = { plain: IconInfoCircle, good: IconCheck, attention: IconAlertTriangle, danger: IconX } as const

interface StatusChipProps {
  readonly tone: StatusTone
  readonly children: string
  /** Where a click leads; without it the chip only says. */
  readonly onOpen?: () => void
}

/** A status as an icon and a word, the same everywhere. */
export function StatusChip({ tone, children, onOpen }: StatusChipProps) {
  const Icon = icons[tone]
  const content = (
    <>
      <Icon size="1.1em" stroke={2} aria-hidden />
      <span>{children}</span>
    </>
  )
  return onOpen ? (
    <button type="button" className={classes.chip} data-tone={tone} onClick={onOpen}>
      {content}
    </button>
  ) : (
    <span className={classes.chip} data-tone={tone}>
      {content}
    </span>
  )
}
