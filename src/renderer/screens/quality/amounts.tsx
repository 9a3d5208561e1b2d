import { Button } from '@mantine/core'
import { useId, useState, type ComponentProps } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { formatQuantity } from '../../../shared/units/quantity.ts'
import { QuantityInput } from '../../components/figure-input.tsx'
import { NumberPad } from '../../components/number-pad.tsx'
import { useWindowState } from '../../state/window-state.ts'
import { quantityText } from '../../text/numbers.ts'
import classes from './quality.module.css'

interface AmountsProps {
  readonly components: OutputOf<'query', 'quality.get'>['components']
  /** Of the component at a place, from 0. */
  readonly inputOf: (place: number) => ComponentProps<typeof QuantityInput>
  /** What is wrong with what is typed, told before it is sent. */
  readonly problemOf: (place: number) => string | undefined
  readonly valueOf: (place: number) => string
  readonly onChange: (place: number, quantity: string) => void
}

/** How much of each component goes back, with all and none as one press, and a number pad where there is no keyboard. */
export function Amounts({ components, inputOf, problemOf, valueOf, onChange }: AmountsProps) {
  const floor = useWindowState((state) => state.preferences.mode === 'floor')
  const [padAt, setPadAt] = useState(0)
  const padOf = components[padAt]
  const headingId = useId()
  return (
    <div className={classes.amounts} role="group" aria-labelledby={headingId}>
      <span id={headingId} className={classes.choiceName}>
        What goes back into stock
      </span>
      {components.map(({ product, drawn }, place) => {
        const input = inputOf(place)
        return (
          <div key={product.productId} className={classes.amount}>
            <QuantityInput
              {...input}
              label={`${product.sku}, of ${quantityText(drawn.quantity)} ${product.unit}`}
              unit={product.unit}
              error={input.error ?? problemOf(place)}
              onFocus={() => setPadAt(place)}
            />
            <Button variant="default" aria-label={`All of ${product.sku}`} onClick={() => onChange(place, formatQuantity(drawn.quantity))}>
              All
            </Button>
            <Button variant="default" aria-label={`None of ${product.sku}`} onClick={() => onChange(place, '0')}>
              None
            </Button>
          </div>
        )
      })}
      {floor && padOf && <NumberPad key={padAt} label={padOf.product.sku} value={valueOf(padAt)} onChange={(quantity) => onChange(padAt, quantity)} />}
    </div>
  )
}
