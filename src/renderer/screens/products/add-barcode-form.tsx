import { useNavigate } from '@tanstack/react-router'
import type { AppError } from '../../../shared/errors.ts'
import { useCommand } from '../../api/use-command.ts'
import { ChooseProductForm } from '../../components/choose-product-form.tsx'
import { Facts } from '../../components/facts.tsx'
import type { PickedProduct } from '../../components/product-picker.tsx'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'

interface AddBarcodeFormProps {
  readonly barcode: string
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** Has a barcode that was scanned lead to a product from now on. */
export function AddBarcodeForm({ barcode, onDone, onCancel }: AddBarcodeFormProps) {
  const { run } = useCommand('product.add_barcode')
  const navigate = useNavigate()

  async function add({ productId, sku }: PickedProduct): Promise<AppError | null> {
    const reply = await run({ productId, barcode })
    if (reply === null || !reply.ok) return reply === null ? null : reply.error
    showNotice({
      kind: 'done',
      text: `A scan of ${barcode} now finds ${sku}`,
      undo: {
        label: 'Undo',
        run: commandOnce('product.remove_barcode', { productId, barcode }, () => ({ kind: 'done', text: `${barcode} leads to nothing again` })),
      },
      show: () => void navigate({ to: `/products/${productId}` }),
    })
    return null
  }

  return (
    <ChooseProductForm
      label="Add barcode"
      command="product.add_barcode"
      missingText="Choose the product that has this barcode."
      onSend={add}
      onDone={onDone}
      onCancel={onCancel}
    >
      <Facts facts={[{ term: 'Barcode', value: barcode }]} />
    </ChooseProductForm>
  )
}
