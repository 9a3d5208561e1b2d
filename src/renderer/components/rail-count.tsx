import { VisuallyHidden } from '@mantine/core'
import classes from './rail-count.module.css'

/** How many things wait on a screen, beside its name in the rail; nothing when none does. */
export function RailCount({ count }: { readonly count: number }) {
  if (count === 0) return null
  return (
    <span className={classes.count}>
      {count > 99 ? '99+' : count}
      <VisuallyHidden> waiting</VisuallyHidden>
    </span>
  )
}
