import { useEffect, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { useCommandForm } from '../../components/use-command-form.ts'
import { productText, toFields } from './product-draft.ts'
import { ProductFields } from './product-fields.tsx'
import { newProducts } from './unsaved-products.ts'

export type EditableProduct = OutputOf<'query', 'product.get'>['product']

const hints = {
  'sku.missing': 'Write the SKU: what you call it on labels and lists.',
  'name.missing': 'Write the product’s name.',
  'unit.missing': 'Write what it is counted in, like ea, kg or m.',
  'purchase.unit.missing': 'Write what it is bought by, like SHEET or BOX, or leave both fields blank.',
  'purchase.factor.quantity.empty': 'Write how much is in one of it, or leave both fields blank.',
  'supplierId.not_above': 'Choose a supplier from the list, or leave it blank.',
}

interface NewProductFormProps {
  /** A barcode that was scanned and is no product’s yet; empty without one. */
  readonly barcode?: string
  readonly onDone: (created: OutputOf<'command', 'product.create'>, sku: string) => void
  readonly onCancel: () => void
}

/** Makes a product. What is typed is kept when the panel is closed without *Cancel*. */
export function NewProductForm({ barcode = '', onDone, onCancel }: NewProductFormProps) {
  const [initialValues] = useState(() => newProducts.start(barcode))
  const commandForm = useCommandForm({
    command: 'product.create',
    initialValues,
    toDraft: toFields,
    hints,
    onDone: (created) => {
      newProducts.forget()
      onDone(created, commandForm.form.getValues().sku.trim())
    },
  })
  const { values } = commandForm.form
  useEffect(() => newProducts.keep(values), [values])
  return (
    <ProductFields
      commandForm={commandForm}
      fixed={false}
      onCancel={() => {
        newProducts.forget()
        onCancel()
      }}
    />
  )
}

interface EditProductFormProps {
  readonly product: EditableProduct
  readonly onDone: (sku: string) => void
  readonly onCancel: () => void
}

/** Changes a product, but for what QuickBooks owns of it. */
export function EditProductForm({ product, onDone, onCancel }: EditProductFormProps) {
  const inQuickBooks = useLedgerQuery('item.of_product', { productId: product.productId }).data
  const commandForm = useCommandForm({
    command: 'product.update',
    initialValues: productText(product),
    toDraft: (values) => ({ ...toFields(values), productId: product.productId }),
    hints,
    onDone: () => onDone(commandForm.form.getValues().sku.trim()),
  })
  return <ProductFields commandForm={commandForm} fixed={product.hasHistory} {...(inQuickBooks && { owned: inQuickBooks.owned, item: inQuickBooks.item })} onCancel={onCancel} />
}
