import type { SaleDocumentProblem } from '../../../shared/contract/sale-document.ts'
import { CommandPanelForm } from '../../components/command-panel-form.tsx'
import { MoneyText } from '../../components/figure.tsx'
import { PadQuantityInput } from '../../components/pad-quantity-input.tsx'
import { useCommandForm } from '../../components/use-command-form.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'
import { documentNameText, itemNameText, outcomeText } from '../../text/sales-sync-words.ts'
import classes from './sales.module.css'
import type { SaleDocument, Settled } from './waiting-actions.ts'

interface QuantityFormProps {
  readonly document: Pick<SaleDocument, 'saleDocumentId' | 'type' | 'docNumber' | 'problems'>
  readonly problem: Extract<SaleDocumentProblem, { code: 'quantity_unknown' }>
  /** What was said before, where that is changed. */
  readonly before?: string
  readonly onDone: (settled: Settled) => void
  readonly onCancel: () => void
}

/** How many a line is of that does not say so in QuickBooks. */
export function QuantityForm({ document, problem: { place, item: inDocument, productId, amount }, before, onDone, onCancel }: QuantityFormProps) {
  const { saleDocumentId } = document
  const item = itemNameText(inDocument)
  const unit = useLedgerQuery('product.get', { productId }).data?.product.unit ?? ''
  const commandForm = useCommandForm({
    command: 'sale.settle_quantity',
    initialValues: { quantity: before ?? '' },
    toDraft: ({ quantity }) => ({ saleDocumentId, place, quantity }),
    onDone: ({ state, saleId }) => {
      const name = documentNameText(document)
      const undone = () => ({ kind: 'done', text: before === undefined ? `${name} waits again for its quantity` : `${name} has ${before} ${unit} ${item} as before` }) as const
      const undo = { label: 'Undo', run: commandOnce('sale.settle_quantity', { saleDocumentId, place, quantity: before ?? null }, undone) }
      const still = document.problems.filter((problem) => !('place' in problem && problem.place === place))
      showNotice({ kind: 'done', text: outcomeText(document, { state, saleId, problems: still }), undo })
      onDone(state === 'applied')
    },
  })
  const { form } = commandForm
  return (
    <CommandPanelForm commandForm={commandForm} label="Save quantity" onCancel={onCancel}>
      <p className={classes.note}>
        {documentNameText(document)} has {item} for <MoneyText value={amount} />, and does not say how many. It holds while that line stays the same.
      </p>
      <PadQuantityInput
        of={`Quantity of ${item}`}
        label="Quantity"
        description="0 where it is money alone."
        required
        autoFocus
        data-autofocus
        unit={unit}
        {...form.getInputProps('quantity')}
        value={form.getValues().quantity}
      />
    </CommandPanelForm>
  )
}
