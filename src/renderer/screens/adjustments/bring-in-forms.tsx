import { SegmentedControl } from '@mantine/core'
import { useId, useState } from 'react'
import type { DraftOf } from '../../../shared/contract/registry.ts'
import { multiplyMillionths } from '../../../shared/units/apportion.ts'
import { parseMoney } from '../../../shared/units/money.ts'
import { parseQuantity } from '../../../shared/units/quantity.ts'
import { MoneyInput, QuantityInput } from '../../components/figure-input.tsx'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { useCommandForm } from '../../components/use-command-form.ts'
import { useReceiving } from '../../state/company.ts'
import { adjustedText } from '../../text/adjustment-words.ts'
import { businessDateAt } from '../../text/dates.ts'
import { AdjustmentForm } from './adjustment-fields.tsx'
import classes from './adjustments.module.css'
import { tellAdjusted } from './posted-notice.ts'
import { costHelp, costText, ProductField, useProductChoice, type StockFormProps } from './product-field.tsx'

const hints = { 'productId.not_above': 'Choose a product.' }

type Found = DraftOf<'command', 'stock.find'>

interface FoundValues extends Record<string, unknown> {
  readonly quantity: string
  /** `null` until one is typed: then it is the current one. */
  readonly unitCost: string | null
  readonly reason: Found['reason']
  readonly businessDate: string
  readonly notes: string
}

const blankFound = (): FoundValues => ({ quantity: '', unitCost: null, reason: 'count', businessDate: businessDateAt(Date.now()), notes: '' })

/** Receiving on: stock that turned up and belongs to no lot becomes a lot of its own. */
export function FoundStockForm({ productId, onDone, onShow, onCancel }: StockFormProps) {
  const choice = useProductChoice(productId)
  const product = choice.details
  const [start] = useState(blankFound)
  const commandForm = useCommandForm({
    command: 'stock.find',
    initialValues: start,
    toDraft: ({ unitCost, ...values }) => ({
      ...values,
      productId: choice.productId ?? 0,
      unitCost: unitCost === null || unitCost.trim() === '' ? null : unitCost,
    }),
    hints,
    onDone: (posted) => {
      onDone()
      tellAdjusted(posted, adjustedText({ kind: 'found', ...posted, unit: product?.unit ?? '', sku: product?.sku ?? '' }), onShow)
    },
  })
  const { form } = commandForm
  const { quantity, unitCost } = form.values
  const unit = product?.unit ?? ''
  const cost = unitCost ?? costText(product)
  return (
    <AdjustmentForm commandForm={commandForm} submitLabel="Record found stock" reasons={['count', 'other']} onCancel={onCancel}>
      <p className={classes.quiet}>Goods that turned up and belong to no lot. They become a lot of their own, and are drawn by the date below.</p>
      <ProductField choice={choice} error={form.errors['productId']} />
      <QuantityInput label="Quantity found" unit={unit} {...startHere(productId)} {...form.getInputProps('quantity')} />
      <MoneyInput
        label="Unit cost"
        unit={unit === '' ? '' : `/ ${unit}`}
        description={costHelp(product, unitCost)}
        {...form.getInputProps('unitCost')}
        value={cost}
      />
      {product && <BroughtIn unit={unit} onHand={product.onHand} quantity={quantity} value={worthOf(quantity, 'unit', cost)} />}
    </AdjustmentForm>
  )
}

interface OpeningValues extends Record<string, unknown> {
  readonly quantity: string
  readonly cost: { readonly per: 'unit' | 'line'; readonly amount: string }
  readonly reason: string
  readonly businessDate: string
  readonly notes: string
}

const blankOpening = (): OpeningValues => ({
  quantity: '',
  cost: { per: 'unit', amount: '' },
  reason: '',
  businessDate: businessDateAt(Date.now()),
  notes: '',
})

const perChoices = [
  { value: 'unit', label: 'Per unit' },
  { value: 'line', label: 'For all' },
]

/** Stock that was there before the books began. */
export function OpeningStockForm({ productId, onDone, onShow, onCancel }: StockFormProps) {
  const choice = useProductChoice(productId)
  const product = choice.details
  const receiving = useReceiving()
  const perId = useId()
  const [start] = useState(blankOpening)
  const commandForm = useCommandForm({
    command: 'stock.open',
    initialValues: start,
    toDraft: ({ quantity, cost, businessDate, notes }) => ({ quantity, cost, businessDate, notes, productId: choice.productId ?? 0 }),
    hints,
    onDone: (posted) => {
      onDone()
      tellAdjusted(posted, `Opening stock: ${adjustedText({ kind: 'opening', ...posted, unit: product?.unit ?? '', sku: product?.sku ?? '' })}`, onShow)
    },
  })
  const { form } = commandForm
  const { quantity, cost } = form.values
  const unit = product?.unit ?? ''
  return (
    <AdjustmentForm commandForm={commandForm} submitLabel="Record opening stock" reasons={[]} onCancel={onCancel}>
      <p className={classes.quiet}>
        {receiving === false
          ? 'What was on the shelf before the books began. It joins the product’s stock.'
          : 'What was on the shelf before the books began. It becomes one lot of its own, drawn by the date below.'}
      </p>
      <ProductField choice={choice} error={form.errors['productId']} />
      <QuantityInput label="Quantity" unit={unit} {...startHere(productId)} {...form.getInputProps('quantity')} />
      <div className={classes.choice}>
        <span id={perId} className={classes.choiceName}>
          Cost is
        </span>
        <SegmentedControl aria-labelledby={perId} data={perChoices} {...form.getInputProps('cost.per')} />
      </div>
      <MoneyInput
        label={cost.per === 'unit' ? 'Unit cost' : 'Cost of all of it'}
        unit={cost.per === 'unit' && unit !== '' ? `/ ${unit}` : ''}
        {...form.getInputProps('cost.amount')}
      />
      {product && <BroughtIn unit={unit} onHand={product.onHand} quantity={quantity} value={worthOf(quantity, cost.per, cost.amount)} />}
    </AdjustmentForm>
  )
}

/** The field to begin in, where the product is given. */
const startHere = (productId: number | null) => (productId === null ? {} : { 'data-autofocus': true })

/** What comes in is worth; `null` while it cannot be told. */
function worthOf(quantity: string, per: 'unit' | 'line', amount: string): number | null {
  const [count, cost] = [parseQuantity(quantity), parseMoney(amount)]
  if (!count.ok || !cost.ok || count.value === 0) return null
  return per === 'line' ? cost.value : multiplyMillionths(count.value, cost.value)
}

interface BroughtInProps {
  readonly unit: string
  readonly onHand: number
  /** As typed. */
  readonly quantity: string
  readonly value: number | null
}

function BroughtIn({ unit, onHand, quantity, value }: BroughtInProps) {
  const parsed = parseQuantity(quantity)
  return (
    <div className={classes.after} role="status" aria-label="What it changes">
      {parsed.ok && parsed.value > 0 ? (
        <p>
          On hand from <QuantityText value={onHand} unit={unit} /> to{' '}
          <b>
            <QuantityText value={onHand + parsed.value} unit={unit} />
          </b>
        </p>
      ) : (
        <p>
          On hand now: <QuantityText value={onHand} unit={unit} />
        </p>
      )}
      {value !== null && (
        <p className={classes.quiet}>
          Worth <MoneyText value={value} />
        </p>
      )}
    </div>
  )
}
