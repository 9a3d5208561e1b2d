import { useState, type ReactNode } from 'react'
import type { NameOf } from '../../shared/contract/registry.ts'
import type { AppError } from '../../shared/errors.ts'
import { AppErrorPanel } from './error-panel.tsx'
import { FormActions } from './form-actions.tsx'
import { ProductPicker, type PickedProduct } from './product-picker.tsx'
import { SidePanelForm } from './side-panel.tsx'
import { useOneChoice } from './use-one-choice.ts'

interface ChooseProductFormProps {
  /** What the form does: `Link`. */
  readonly label: string
  readonly command: NameOf<'command'>
  /** What it is about, above the field. */
  readonly children: ReactNode
  /** The product that is offered. */
  readonly offered?: PickedProduct | null
  readonly missingText: string
  /** Answers why not. */
  readonly onSend: (product: PickedProduct) => Promise<AppError | null>
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** A form whose only answer is a product. */
export function ChooseProductForm({ label, command, children, offered = null, missingText, onSend, onDone, onCancel }: ChooseProductFormProps) {
  const [product, setProduct] = useState(offered)
  const { missing, refusal, pending, choose, submit } = useOneChoice(product, setProduct, onSend, onDone)
  return (
    <SidePanelForm onSubmit={() => void submit()} footer={<FormActions label={label} command={command} pending={pending} onCancel={onCancel} />}>
      {refusal && <AppErrorPanel error={refusal} />}
      {children}
      <ProductPicker label="Product" required autoFocus data-autofocus value={product} error={missing ? missingText : undefined} onChange={choose} />
    </SidePanelForm>
  )
}
