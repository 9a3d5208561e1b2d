import { VisuallyHidden } from '@mantine/core'
import classes from './guess-mark.module.css'

/** Beside a figure that is a guess still: the `?` that a guessed cost is typed with. */
export function GuessMark() {
  return (
    <span className={classes.mark} title="Cost to be confirmed">
      <span aria-hidden>?</span>
      <VisuallyHidden>Cost to be confirmed,</VisuallyHidden>
    </span>
  )
}
