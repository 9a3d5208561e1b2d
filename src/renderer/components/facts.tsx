import type { ReactNode } from 'react'
import classes from './facts.module.css'

export interface Fact {
  readonly term: string
  /** Empty text shows as *not given*. */
  readonly value: ReactNode
}

interface FactsProps {
  readonly facts: readonly Fact[]
  /** Beside one another instead of one below the other. */
  readonly inline?: boolean
}

/** Names with their values, read only. */
export function Facts({ facts, inline = false }: FactsProps) {
  return (
    <dl className={classes.facts} data-inline={inline}>
      {facts.map(({ term, value }) => (
        <div key={term} className={classes.fact}>
          <dt>{term}</dt>
          <dd>{value === '' ? <span className={classes.none}>Not given</span> : value}</dd>
        </div>
      ))}
    </dl>
  )
}
