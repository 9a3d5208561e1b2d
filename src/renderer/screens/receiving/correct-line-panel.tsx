import { SegmentedControl } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { formatMillionths, parseMillionths } from '../../../shared/units/decimal.ts'
import { toPurchaseUnit } from '../../../shared/units/purchase-unit.ts'
import { formatQuantity } from '../../../shared/units/quantity.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { CommandPanelForm } from '../../components/command-panel-form.tsx'
import { MoneyInput, QuantityInput } from '../../components/figure-input.tsx'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { useCommandForm } from '../../components/use-command-form.ts'
import { CostMoves } from './cost-moves.tsx'
import classes from './receiving.module.css'

export type ReceivedLine = OutputOf<'query', 'receipt.get'>['lines'][number]

interface CorrectLinePanelProps {
  readonly receiptId: number
  /** `null` keeps the panel closed. */
  readonly line: ReceivedLine | null
  readonly onCost: (line: ReceivedLine, difference: number) => void
  readonly onQuantity: (line: ReceivedLine, difference: number) => void
  readonly onClose: () => void
}

/** Corrects what a received line cost, or how much it brought; what moves is shown before. */
export function CorrectLinePanel({ receiptId, line, onCost, onQuantity, onClose }: CorrectLinePanelProps) {
  return (
    <SidePanel opened={line !== null} title={line === null ? 'Correct line' : `Correct line ${line.lineNo}: ${line.product.sku}`} wide holdsForm onClose={onClose}>
      {line && <CorrectLine key={line.lineNo} receiptId={receiptId} line={line} onCost={onCost} onQuantity={onQuantity} onClose={onClose} />}
    </SidePanel>
  )
}

type OpenPanelProps = CorrectLinePanelProps & { readonly line: ReceivedLine }

function CorrectLine(props: OpenPanelProps) {
  const [what, setWhat] = useState('cost')
  const choice = (
    <SegmentedControl
      aria-label="What to correct"
      data={[
        { value: 'cost', label: 'Cost' },
        { value: 'quantity', label: 'Quantity' },
      ]}
      value={what}
      onChange={setWhat}
    />
  )
  return what === 'cost' ? <CostForm {...props} choice={choice} /> : <QuantityForm {...props} choice={choice} />
}

interface FormProps extends OpenPanelProps {
  readonly choice: ReactNode
}

interface CostText extends Record<string, unknown> {
  readonly cost: { readonly per: 'unit' | 'line'; readonly amount: string }
}

function CostForm({ receiptId, line, choice, onCost, onClose }: FormProps) {
  const { lineNo, cost, costToBeConfirmed, product, typedIn } = line
  const commandForm = useCommandForm({
    command: 'receipt.correct_cost',
    initialValues: { cost: { per: cost.per, amount: formatMillionths(cost.amount, 2, 6) } } as CostText,
    toDraft: (typed) => ({ receiptId, lineNo, cost: typed.cost }),
    onDone: ({ difference }) => onCost(line, difference),
  })
  const { form } = commandForm
  const typed = form.getValues().cost
  const isAmount = parseMillionths(typed.amount, { decimalsMax: 6, negative: 'refused' }).ok
  const { data, current } = useLedgerQuery('receipt.preview_cost', { receiptId, lineNo, cost: typed }, { enabled: isAmount })
  const preview = isAmount && current ? data : undefined
  return (
    <CommandPanelForm commandForm={commandForm} label={preview?.difference === 0 && costToBeConfirmed ? 'Confirm cost' : 'Correct cost'} onCancel={onClose} choice={choice}>
      <SegmentedControl
        aria-label="What the cost is for"
        data={[
          { value: 'unit', label: `Per ${typedIn?.name ?? product.unit}` },
          { value: 'line', label: 'For the line' },
        ]}
        value={typed.per}
        onChange={(per) => form.setFieldValue('cost.per', per)}
      />
      <MoneyInput
        label={typed.per === 'unit' ? `Cost per ${typedIn?.name ?? product.unit}` : 'Cost of the line'}
        description={costToBeConfirmed ? 'It was a guess. Saving it as it is confirms it.' : 'The difference follows the goods, wherever they are now.'}
        required
        data-autofocus
        {...form.getInputProps('cost.amount')}
      />
      {preview && <CostMoves preview={preview} />}
    </CommandPanelForm>
  )
}

const reasons = [
  { value: 'miscounted_on_entry', label: 'It was written down wrong' },
  { value: 'count', label: 'A count found otherwise' },
] as const
type Reason = (typeof reasons)[number]['value']

interface QuantityTyped extends Record<string, unknown> {
  readonly quantity: string
  readonly unit: 'stock' | 'purchase'
  readonly reason: Reason
}

function QuantityForm({ receiptId, line, choice, onQuantity, onClose }: FormProps) {
  const { lineNo, quantity, product, typedIn, lot } = line
  const inPurchase = typedIn === null ? null : toPurchaseUnit(quantity, typedIn.size)
  const initialValues: QuantityTyped = {
    quantity: formatQuantity(inPurchase ?? quantity),
    unit: inPurchase === null ? 'stock' : 'purchase',
    reason: 'miscounted_on_entry',
  }
  const commandForm = useCommandForm({
    command: 'receipt.correct_quantity',
    initialValues,
    toDraft: (typed) => ({ receiptId, lineNo, ...typed }),
    onDone: ({ difference }) => onQuantity(line, difference),
  })
  const { form } = commandForm
  const { unit, reason } = form.getValues()
  const unitShown = unit === 'purchase' && typedIn ? typedIn.name : product.unit
  return (
    <CommandPanelForm commandForm={commandForm} label="Correct quantity" onCancel={onClose} choice={choice}>
      {typedIn && (
        <SegmentedControl
          aria-label="Unit of the quantity"
          data={[
            { value: 'purchase', label: typedIn.name },
            { value: 'stock', label: product.unit },
          ]}
          value={unit}
          onChange={(value) => form.setFieldValue('unit', value)}
        />
      )}
      <QuantityInput label="Quantity received" required data-autofocus unit={unitShown} {...form.getInputProps('quantity')} />
      <p className={classes.help}>
        The line says <QuantityText value={quantity} unit={product.unit} /> worth <MoneyText value={line.value} />.{' '}
        {lot && (
          <>
            <QuantityText value={lot.remaining} unit={product.unit} /> of it are still in the lot; what was used cannot be taken away.
          </>
        )}
      </p>
      <fieldset className={classes.reasons}>
        <legend>Why</legend>
        {reasons.map(({ value, label }) => (
          <label key={value}>
            <input type="radio" name="reason" value={value} checked={reason === value} onChange={() => form.setFieldValue('reason', value)} /> {label}
          </label>
        ))}
      </fieldset>
    </CommandPanelForm>
  )
}
