import { useId, type ReactNode } from 'react'
import type { Quantity } from '../../../shared/units/quantity.ts'
import { TextLink } from '../../components/text-link.tsx'
import { countText } from '../../text/numbers.ts'
import classes from './dashboard.module.css'

interface AnswerProps {
  readonly question: string
  /** How many there are of all. */
  readonly total: number
  readonly shown: number
  /** Where all of them are. */
  readonly all: { readonly to: string; readonly label: string; readonly search?: Readonly<Record<string, string>> }
  /** Said when there is none. */
  readonly none: ReactNode
  readonly children: ReactNode
}

/** One question with its first answers, and the way to all of them. */
export function Answer({ question, total, shown, all, none, children }: AnswerProps) {
  const titleId = useId()
  return (
    <section className={classes.answer} aria-labelledby={titleId}>
      <div className={classes.head}>
        <h2 id={titleId}>
          {question} {total > 0 && <span className={classes.count}>{countText(total)}</span>}
        </h2>
        <TextLink to={all.to} {...(all.search && { search: all.search })}>
          {total > shown ? `${all.label} (${countText(total)})` : all.label}
        </TextLink>
      </div>
      {total === 0 ? <p className={classes.nothing}>{none}</p> : <ul className={classes.rows}>{children}</ul>}
    </section>
  )
}

interface AnswerRowProps {
  readonly product: { readonly productId: number; readonly sku: string; readonly name: string }
  /** Beside the product's name: chips. */
  readonly chips?: ReactNode
  /** The number that answers the question. */
  readonly figure?: ReactNode
  /** The figures behind it, in a line of small words. */
  readonly facts: ReactNode
  readonly actions?: ReactNode
}

/** One product in an answer: what it is, the figures behind it, and what can be done. */
export function AnswerRow({ product: { productId, sku, name }, chips, figure, facts, actions }: AnswerRowProps) {
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <div className={classes.named}>
          <TextLink to={`/products/${productId}`}>
            <span className={classes.sku}>{sku}</span>
          </TextLink>
          {name !== sku && <span className={classes.name}>{name}</span>}
          {chips}
        </div>
        <div className={classes.facts}>{facts}</div>
      </div>
      {figure && <div className={classes.figure}>{figure}</div>}
      {actions && <div className={classes.actions}>{actions}</div>}
    </li>
  )
}

/** Whole units as the millionths a figure shows. */
export function wholeUnits(count: number): Quantity {
  return Math.min(count * 1_000_000, Number.MAX_SAFE_INTEGER)
}
