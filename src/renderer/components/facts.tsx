import type { ReactNode } from 'react'
import classes from './facts.module.css'

export interface Fact {
  readonly term: string
  /** Empty text shows as *not given*. */
  readonly value: ReactNode
}

/** Names with their values, read only. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(({ term, value }) => (
        <div key={term} className={classes.fact}>
          <dt>{term}</dt>
          <dd>{value === '' ? <span className={classes.none}>Not given</span> : value}</dd>
        </div>
      ))}
    </dl>
  )
}
