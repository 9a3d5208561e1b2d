import { SegmentedControl } from '@mantine/core'
import { useId, useState } from 'react'
import type { LotRow } from '../../../shared/contract/lot.ts'
import type { DraftOf } from '../../../shared/contract/registry.ts'
import { QuantityInput } from '../../components/figure-input.tsx'
import { useCommandForm } from '../../components/use-command-form.ts'
import { adjustedText } from '../../text/adjustment-words.ts'
import { businessDateAt } from '../../text/dates.ts'
import { quantityText, signedText } from '../../text/numbers.ts'
import { AdjustmentForm } from './adjustment-fields.tsx'
import classes from './adjustments.module.css'
import { FromTo } from './from-to.tsx'
import { tellAdjusted } from './posted-notice.ts'
import { stockAfter, type StockAfter } from './stock-after.ts'

type Draft = DraftOf<'command', 'lot.adjust'>

interface Values extends Record<string, unknown> {
  readonly by: 'signed' | 'count'
  readonly change: { readonly quantity: string; readonly counted: string }
  readonly reason: Draft['reason']
  readonly businessDate: string
  readonly notes: string
}

const blank = (): Values => ({ by: 'count', change: { quantity: '', counted: '' }, reason: 'count', businessDate: businessDateAt(Date.now()), notes: '' })

const ways: { value: Values['by']; label: string }[] = [
  { value: 'count', label: 'Set to counted' },
  { value: 'signed', label: 'Add or take away' },
]

const reasons = ['count', 'breakage', 'loss', 'other'] as const

interface AdjustLotFormProps {
  readonly lot: LotRow
  readonly onDone: () => void
  readonly onShow: (adjustmentId: number) => void
  readonly onCancel: () => void
}

/** Receiving on: sets one lot to what was counted, or adds to it or takes from it. */
export function AdjustLotForm({ lot, onDone, onShow, onCancel }: AdjustLotFormProps) {
  const { lotId, number, product, remaining, value } = lot
  const wayId = useId()
  const [start] = useState(blank)
  const commandForm = useCommandForm({
    command: 'lot.adjust',
    initialValues: start,
    toDraft: ({ by, change, reason, businessDate, notes }): Draft => ({
      lotId,
      change: by === 'count' ? { by, counted: change.counted } : { by, quantity: change.quantity },
      reason,
      businessDate,
      notes,
    }),
    onDone: (posted) => {
      onDone()
      tellAdjusted(posted, `Lot ${number}: ${adjustedText({ kind: 'lot', ...posted, unit: product.unit, sku: product.sku })}`, onShow)
    },
  })
  const { form } = commandForm
  const { by, change } = form.values
  const now = { quantity: remaining, value }
  const after = stockAfter(by === 'count' ? { by, counted: change.counted } : { by, quantity: change.quantity }, now)
  return (
    <AdjustmentForm commandForm={commandForm} submitLabel={submitLabel(after, by, product.unit)} reasons={reasons} onCancel={onCancel}>
      <div className={classes.choice}>
        <span id={wayId} className={classes.choiceName}>
          How
        </span>
        <SegmentedControl
          aria-labelledby={wayId}
          data={ways}
          value={by}
          onChange={(value) => {
            form.setFieldValue('by', value)
            form.clearErrors()
          }}
        />
      </div>
      {by === 'count' ? (
        <QuantityInput key="count" label="Counted" unit={product.unit} data-autofocus {...form.getInputProps('change.counted')} />
      ) : (
        <QuantityInput
          key="signed"
          label="Quantity"
          unit={product.unit}
          description="With a minus sign it is taken away, like -2."
          {...form.getInputProps('change.quantity')}
        />
      )}
      <FromTo what="In the lot" unit={product.unit} now={now} after={after} />
    </AdjustmentForm>
  )
}

function submitLabel(after: StockAfter | null, by: Values['by'], unit: string): string {
  if (after === null || after.moved === 0) return 'Adjust lot'
  if (by === 'count') return `Set to ${quantityText(after.quantity)} ${unit}`
  return `Adjust by ${signedText(after.moved, quantityText(after.moved))} ${unit}`
}
