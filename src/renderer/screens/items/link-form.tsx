import { useState } from 'react'
import type { ItemRow } from '../../../shared/contract/item.ts'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import type { AppError } from '../../../shared/errors.ts'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { FormActions } from '../../components/form-actions.tsx'
import { ProductPicker, type PickedProduct } from '../../components/product-picker.tsx'
import { SidePanelForm } from '../../components/side-panel.tsx'
import { link } from './item-actions.ts'
import classes from './items.module.css'

interface LinkFormProps {
  readonly item: ItemRow
  readonly match: OutputOf<'query', 'item.get'>['match']
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** Says which product an item is. */
export function LinkForm({ item, match, onDone, onCancel }: LinkFormProps) {
  const [product, setProduct] = useState<PickedProduct | null>(match)
  const [missing, setMissing] = useState(false)
  const [refusal, setRefusal] = useState<AppError | null>(null)
  const [pending, setPending] = useState(false)

  async function submit() {
    setMissing(product === null)
    if (product === null || pending) return
    setPending(true)
    const error = await link(item, product)
    setPending(false)
    setRefusal(error)
    if (error === null) onDone()
  }

  return (
    <SidePanelForm onSubmit={() => void submit()} footer={<FormActions label="Link" pending={pending} onCancel={onCancel} />}>
      {refusal && <AppErrorPanel error={refusal} />}
      <p className={classes.note}>Which product is {item.name}?</p>
      <ProductPicker
        label="Product"
        required
        autoFocus
        data-autofocus
        value={product}
        error={missing && product === null ? 'Choose the product that this item is.' : undefined}
        onChange={(picked) => {
          setProduct(picked)
          setMissing(false)
        }}
      />
    </SidePanelForm>
  )
}
