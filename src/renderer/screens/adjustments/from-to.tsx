import { MoneyText, QuantityText } from '../../components/figure.tsx'
import classes from './adjustments.module.css'
import type { StockAfter, StockNow } from './stock-after.ts'

interface FromToProps {
  /** What is adjusted, as the beginning of a sentence: `On hand`, `In the lot`. */
  readonly what: string
  readonly unit: string
  readonly now: StockNow
  readonly after: StockAfter | null
}

/** What there is, and what there would be: said again while one types. */
export function FromTo({ what, unit, now, after }: FromToProps) {
  const wrong = after !== null && after.quantity < 0 && after.moved < 0
  return (
    <div className={classes.after} role="status" aria-label="What it changes" data-wrong={wrong}>
      {after === null || after.moved === 0 ? (
        <p>
          {what} now: <QuantityText value={now.quantity} unit={unit} />
        </p>
      ) : (
        <p>
          {what} from <QuantityText value={now.quantity} unit={unit} /> to{' '}
          <b>
            <QuantityText value={after.quantity} unit={unit} />
          </b>
          {wrong && ': more than there is'}
        </p>
      )}
      {after?.moved === 0 && <p className={classes.quiet}>Nothing would change.</p>}
      {after !== null && after.moved !== 0 && after.value !== null && (
        <p className={classes.quiet}>
          Value from <MoneyText value={now.value} /> to <MoneyText value={after.value} />
        </p>
      )}
    </div>
  )
}
