import type { Icon } from '@tabler/icons-react'
import classes from './status-bar.module.css'

/** One plain fact of the status bar. */
export function StatusItem({ icon: Shape, children }: { readonly icon: Icon; readonly children: string }) {
  return (
    <span className={classes.item}>
      <Shape size="1.15em" stroke={1.75} aria-hidden />
      {children}
    </span>
  )
}
