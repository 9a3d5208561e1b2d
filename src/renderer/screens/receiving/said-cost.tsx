import { MoneyText, UnitCostText } from '../../components/figure.tsx'
import { GuessMark } from '../../components/guess-mark.tsx'
import classes from './receiving.module.css'
import type { CostSaid } from './receipt-actions.ts'

/** What a line says it cost, as it was typed, marked while it is a guess. */
export function SaidCost({ said: { cost, toBeConfirmed }, unit }: { readonly said: CostSaid; readonly unit: string }) {
  return (
    <>
      {toBeConfirmed && <GuessMark />}{' '}
      {cost.per === 'unit' ? (
        <UnitCostText value={cost.amount} unit={unit} />
      ) : (
        <>
          <MoneyText value={cost.amount} /> <span className={classes.help}>for all</span>
        </>
      )}
    </>
  )
}
