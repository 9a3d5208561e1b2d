import { IconCheck, IconX } from '@tabler/icons-react'
import type { BooksDifference } from './books-report.ts'
import classes from './books-page.module.css'

interface FoundLineProps {
  readonly name: string
  /** What holds, or was done. */
  readonly holds: string
  readonly difference: BooksDifference
  /** What a difference at a place means; that it is the first one, unless told. */
  readonly differs?: ((place: string) => string) | undefined
}

/** One thing that was checked, with the first difference below it. */
export function FoundLine({ name, holds, difference, differs = (place) => `First difference at ${place}` }: FoundLineProps) {
  const right = difference === null
  const Icon = right ? IconCheck : IconX
  return (
    <li className={classes.check} data-right={right}>
      <Icon className={classes.icon} size={18} stroke={2.25} aria-label={right ? 'Right' : 'Wrong'} role="img" />
      <span>
        <span className={classes.name}>{name}.</span> <span className={classes.holds}>{holds}</span>
      </span>
      {difference && (
        <p className={classes.difference}>
          {differs(difference.place)}: expected {difference.expected}, found {difference.found}.
        </p>
      )}
    </li>
  )
}
