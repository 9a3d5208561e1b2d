import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { productKind, type ProductKind } from '../../../shared/contract/product.ts'
import type { DraftOf, OutputOf } from '../../../shared/contract/registry.ts'
import { formatMillionths } from '../../../shared/units/decimal.ts'
import { formatQuantity } from '../../../shared/units/quantity.ts'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { MoneyInput, QuantityInput } from '../../components/figure-input.tsx'
import { SidePanelForm } from '../../components/side-panel.tsx'
import { useCommandForm, type CommandForm } from '../../components/use-command-form.ts'
import { productKindText } from '../../text/product-words.ts'
import classes from './products-screen.module.css'

/** A product as it is typed. */
interface ProductText extends Record<string, string> {
  readonly sku: string
  readonly name: string
  readonly kind: ProductKind
  readonly unit: string
  readonly unitCost: string
  readonly reorderPoint: string
  readonly notes: string
}

export type EditableProduct = OutputOf<'query', 'product.get'>['product']

const kinds = productKind.options.map((value) => ({ value, label: productKindText[value] }))

const hints = {
  'sku.missing': 'Write the SKU: what you call it on labels and lists.',
  'name.missing': 'Write the product’s name.',
  'unit.missing': 'Write what it is counted in, like ea, kg or m.',
}

const blank: ProductText = { sku: '', name: '', kind: 'component', unit: 'ea', unitCost: '', reorderPoint: '', notes: '' }

const orNull = (text: string) => (text.trim() === '' ? null : text)

/** The fields as both commands take them. */
function toFields({ sku, name, kind, unit, unitCost, reorderPoint, notes }: ProductText): DraftOf<'command', 'product.create'> {
  return { sku, name, kind, unit, unitCost: orNull(unitCost), reorderPoint: orNull(reorderPoint), notes }
}

interface NewProductFormProps {
  readonly onDone: (created: OutputOf<'command', 'product.create'>, sku: string) => void
  readonly onCancel: () => void
}

/** Makes a product. */
export function NewProductForm({ onDone, onCancel }: NewProductFormProps) {
  const commandForm = useCommandForm({
    command: 'product.create',
    initialValues: blank,
    toDraft: toFields,
    hints,
    onDone: (created) => onDone(created, commandForm.form.getValues().sku.trim()),
  })
  return <ProductFields commandForm={commandForm} fixed={false} onCancel={onCancel} />
}

interface EditProductFormProps {
  readonly product: EditableProduct
  readonly onDone: (sku: string) => void
  readonly onCancel: () => void
}

/** Changes a product. */
export function EditProductForm({ product, onDone, onCancel }: EditProductFormProps) {
  const { productId, sku, name, kind, unit, unitCost, reorderPoint, notes, hasHistory } = product
  const commandForm = useCommandForm({
    command: 'product.update',
    initialValues: {
      sku,
      name,
      kind,
      unit,
      unitCost: unitCost === 0 ? '' : formatMillionths(unitCost, 0, 6),
      reorderPoint: reorderPoint === null ? '' : formatQuantity(reorderPoint),
      notes,
    } as ProductText,
    toDraft: (values) => ({ ...toFields(values), productId }),
    hints,
    onDone: () => onDone(commandForm.form.getValues().sku.trim()),
  })
  return <ProductFields commandForm={commandForm} fixed={hasHistory} onCancel={onCancel} />
}

interface ProductFieldsProps {
  readonly commandForm: CommandForm<ProductText>
  /** Stock was moved under kind and unit, so they no longer change. */
  readonly fixed: boolean
  readonly onCancel: () => void
}

function ProductFields({ commandForm: { form, pending, error, submit }, fixed, onCancel }: ProductFieldsProps) {
  const { unit } = form.values
  const fixedHelp = fixed ? { description: 'Fixed, because stock was moved under it.' } : {}
  return (
    <SidePanelForm
      onSubmit={submit}
      footer={
        <>
          <Button type="submit" aria-disabled={pending}>
            Save product
          </Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </>
      }
    >
      {error && <AppErrorPanel error={error} {...(error.code === 'call.lost' ? { onRetry: submit } : {})} />}
      <TextInput label="SKU" required maxLength={60} autoFocus data-autofocus autoComplete="off" spellCheck={false} {...form.getInputProps('sku')} />
      <TextInput label="Name" required maxLength={200} autoComplete="off" {...form.getInputProps('name')} />
      <div className={classes.pair}>
        <NativeSelect label="Kind" data={kinds} disabled={fixed} {...fixedHelp} {...form.getInputProps('kind')} />
        <TextInput
          label="Unit"
          required
          maxLength={20}
          autoComplete="off"
          spellCheck={false}
          readOnly={fixed}
          description={fixed ? fixedHelp.description : 'What it is counted in: ea, kg, m.'}
          {...form.getInputProps('unit')}
          onFocus={(event) => event.currentTarget.select()}
        />
      </div>
      <div className={classes.pair}>
        <MoneyInput label="Unit cost" unit={`/ ${unit}`} description="Used where no stock tells what it costs." {...form.getInputProps('unitCost')} />
        <QuantityInput label="Reorder point" unit={unit} description="At or below this it shows as low." {...form.getInputProps('reorderPoint')} />
      </div>
      <Textarea label="Notes" maxLength={2000} autosize minRows={3} maxRows={10} {...form.getInputProps('notes')} />
    </SidePanelForm>
  )
}
