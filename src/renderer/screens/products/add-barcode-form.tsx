import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import { useCommand } from '../../api/use-command.ts'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { Facts } from '../../components/facts.tsx'
import { FormActions } from '../../components/form-actions.tsx'
import { ProductPicker, type PickedProduct } from '../../components/product-picker.tsx'
import { SidePanelForm } from '../../components/side-panel.tsx'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'

interface AddBarcodeFormProps {
  readonly barcode: string
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** Has a barcode that was scanned lead to a product from now on. */
export function AddBarcodeForm({ barcode, onDone, onCancel }: AddBarcodeFormProps) {
  const [product, setProduct] = useState<PickedProduct | null>(null)
  const [missing, setMissing] = useState(false)
  const [refusal, setRefusal] = useState<AppError | null>(null)
  const { run, pending } = useCommand('product.add_barcode')
  const navigate = useNavigate()

  async function submit() {
    setMissing(product === null)
    if (product === null) return
    const { productId, sku } = product
    const reply = await run({ productId, barcode })
    if (reply === null) return
    setRefusal(reply.ok ? null : reply.error)
    if (!reply.ok) return
    onDone()
    showNotice({
      kind: 'done',
      text: `A scan of ${barcode} now finds ${sku}`,
      undo: {
        label: 'Undo',
        run: commandOnce('product.remove_barcode', { productId, barcode }, () => ({ kind: 'done', text: `${barcode} leads to nothing again` })),
      },
      show: () => void navigate({ to: `/products/${productId}` }),
    })
  }

  return (
    <SidePanelForm onSubmit={() => void submit()} footer={<FormActions label="Add barcode" command="product.add_barcode" pending={pending} onCancel={onCancel} />}>
      {refusal && <AppErrorPanel error={refusal} />}
      <Facts facts={[{ term: 'Barcode', value: barcode }]} />
      <ProductPicker
        label="Product"
        required
        autoFocus
        data-autofocus
        value={product}
        error={missing && product === null ? 'Choose the product that has this barcode.' : undefined}
        onChange={(picked) => {
          setProduct(picked)
          setMissing(false)
        }}
      />
    </SidePanelForm>
  )
}
