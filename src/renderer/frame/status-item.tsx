import type { Icon } from '@tabler/icons-react'
import classes from './status-bar.module.css'

interface StatusItemProps {
  readonly icon: Icon
  readonly children: string
  /** The same in fewer words, for a narrow window. */
  readonly brief?: string
  /** Where a click leads; without it the fact only says. */
  readonly onOpen?: () => void
}

/** One plain fact of the status bar. */
export function StatusItem({ icon: Shape, children, brief = children, onOpen }: StatusItemProps) {
  const words =
    brief === children ? (
      children
    ) : (
      <>
        <span className={classes.wide}>{children}</span>
        <span className={classes.narrow}>{brief}</span>
      </>
    )
  if (onOpen) {
    return (
      <button type="button" className={`${classes.item} ${classes.open}`} onClick={onOpen}>
        <Shape size="1.15em" stroke={1.75} aria-hidden />
        {words}
      </button>
    )
  }
  return (
    <span className={classes.item}>
      <Shape size="1.15em" stroke={1.75} aria-hidden />
      {words}
    </span>
  )
}
