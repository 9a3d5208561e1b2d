import { SegmentedControl } from '@mantine/core'
import { useId, useState } from 'react'
import type { DraftOf } from '../../../shared/contract/registry.ts'
import { MoneyInput, QuantityInput } from '../../components/figure-input.tsx'
import { useCommandForm } from '../../components/use-command-form.ts'
import { adjustedText } from '../../text/adjustment-words.ts'
import { businessDateAt } from '../../text/dates.ts'
import { quantityText } from '../../text/numbers.ts'
import { AdjustmentForm } from './adjustment-fields.tsx'
import classes from './adjustments.module.css'
import { FromTo } from './from-to.tsx'
import { tellAdjusted } from './posted-notice.ts'
import { costHelp, costText, ProductField, useProductChoice, type StockFormProps } from './product-field.tsx'
import { stockAfter, type StockAfter, type TypedChange } from './stock-after.ts'

type Direction = 'add' | 'remove' | 'count'
type Reason = DraftOf<'command', 'stock.adjust'>['reason']

interface Values extends Record<string, unknown> {
  readonly by: Direction
  /** `unitCost` is `null` until one is typed: then it is the current one. */
  readonly change: { readonly quantity: string; readonly counted: string; readonly unitCost: string | null }
  readonly reason: Reason
  readonly businessDate: string
  readonly notes: string
}

const blank = (): Values => ({
  by: 'add',
  change: { quantity: '', counted: '', unitCost: null },
  reason: 'received',
  businessDate: businessDateAt(Date.now()),
  notes: '',
})

const directions: { value: Direction; label: string }[] = [
  { value: 'add', label: 'Add' },
  { value: 'remove', label: 'Take away' },
  { value: 'count', label: 'Set to counted' },
]

const reasonsOf: { readonly [D in Direction]: readonly Reason[] } = {
  add: ['received', 'count', 'other'],
  remove: ['breakage_or_loss', 'count', 'other'],
  count: ['count', 'breakage_or_loss', 'other'],
}

function typedChange({ by, change }: Values): DraftOf<'command', 'stock.adjust'>['change'] {
  if (by === 'count') return { by, counted: change.counted }
  if (by === 'remove') return { by, quantity: change.quantity }
  return { by, quantity: change.quantity, unitCost: change.unitCost === null || change.unitCost.trim() === '' ? null : change.unitCost }
}

function previewed({ by, change }: Values): TypedChange {
  return by === 'count' ? { by, counted: change.counted } : by === 'remove' ? { by, quantity: change.quantity } : { by, quantity: change.quantity, unitCost: change.unitCost ?? '' }
}

/** Receiving off: adds to a product's stock, takes from it, or sets it to what was counted. */
export function AdjustStockForm({ productId, onDone, onShow, onCancel }: StockFormProps) {
  const choice = useProductChoice(productId)
  const product = choice.details
  const directionId = useId()
  const [start] = useState(blank)
  const commandForm = useCommandForm({
    command: 'stock.adjust',
    initialValues: start,
    toDraft: (values) => ({
      productId: choice.productId ?? 0,
      change: typedChange(values),
      reason: values.reason,
      businessDate: values.businessDate,
      notes: values.notes,
    }),
    hints: { 'productId.not_above': 'Choose a product.' },
    onDone: (posted) => {
      onDone()
      tellAdjusted(posted, adjustedText({ kind: 'stock', ...posted, unit: product?.unit ?? '', sku: product?.sku ?? '' }), onShow)
    },
  })
  const { form } = commandForm
  const { by, change } = form.values
  const unit = product?.unit ?? ''
  const now = { quantity: product?.onHand ?? 0, value: product?.value ?? 0 }
  const after = product ? stockAfter(previewed(form.values), now) : null
  const quantityField = { unit, ...(productId === null ? {} : { 'data-autofocus': true }) }

  return (
    <AdjustmentForm commandForm={commandForm} submitLabel={submitLabel(by, after, unit)} reasons={reasonsOf[by]} onCancel={onCancel}>
      <ProductField choice={choice} error={form.errors['productId']} />
      <div className={classes.choice}>
        <span id={directionId} className={classes.choiceName}>
          Direction
        </span>
        <SegmentedControl
          aria-labelledby={directionId}
          data={directions}
          value={by}
          onChange={(value) => {
            const [reason = 'other'] = reasonsOf[value]
            form.setValues({ by: value, reason })
            form.clearErrors()
          }}
        />
      </div>
      {by === 'count' && <QuantityInput key="count" label="Counted" {...quantityField} {...form.getInputProps('change.counted')} />}
      {by !== 'count' && <QuantityInput key="quantity" label="Quantity" {...quantityField} {...form.getInputProps('change.quantity')} />}
      {by === 'add' && (
        <MoneyInput
          label="Unit cost"
          unit={unit === '' ? '' : `/ ${unit}`}
          description={costHelp(product, change.unitCost)}
          {...form.getInputProps('change.unitCost')}
          value={change.unitCost ?? costText(product)}
        />
      )}
      {product && <FromTo what="On hand" unit={unit} now={now} after={after} />}
    </AdjustmentForm>
  )
}

function submitLabel(by: Direction, after: StockAfter | null, unit: string): string {
  if (after === null || after.moved === 0) return by === 'add' ? 'Add stock' : by === 'remove' ? 'Take stock away' : 'Set stock'
  const moved = `${quantityText(Math.abs(after.moved))} ${unit}`
  if (by === 'count') return `Set to ${quantityText(after.quantity)} ${unit}`
  return by === 'add' ? `Add ${moved}` : `Take ${moved} away`
}
