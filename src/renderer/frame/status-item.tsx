import type { Icon } from '@tabler/icons-react'
import classes from './status-bar.module.css'

interface StatusItemProps {
  readonly icon: Icon
  readonly children: string
  /** Where a click leads; without it the fact only says. */
  readonly onOpen?: () => void
}

/** One plain fact of the status bar. */
export function StatusItem({ icon: Shape, children, onOpen }: StatusItemProps) {
  if (onOpen) {
    return (
      <button type="button" className={`${classes.item} ${classes.open}`} onClick={onOpen}>
        <Shape size="1.15em" stroke={1.75} aria-hidden />
        {children}
      </button>
    )
  }
  return (
    <span className={classes.item}>
      <Shape size="1.15em" stroke={1.75} aria-hidden />
      {children}
    </span>
  )
}
