import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ItemRow, OwnedField } from '../../../shared/contract/item.ts'
import { productKind } from '../../../shared/contract/product.ts'
import type { AppError } from '../../../shared/errors.ts'
import { BarcodesInput } from '../../components/barcodes-input.tsx'
import { CommandPanelForm } from '../../components/command-panel-form.tsx'
import { MoneyInput, QuantityInput } from '../../components/figure-input.tsx'
import { TextLink } from '../../components/text-link.tsx'
import type { CommandForm } from '../../components/use-command-form.ts'
import { productKindText } from '../../text/product-words.ts'
import { purchaseTexts } from '../../text/purchase-words.ts'
import { EditInQuickBooks } from '../items/edit-in-quickbooks.tsx'
import { SupplierPicker } from '../receiving/supplier-picker.tsx'
import { typedPurchase, type ProductText } from './product-draft.ts'
import classes from './products-screen.module.css'

const kinds = productKind.options.map((value) => ({ value, label: productKindText[value] }))

interface ProductFieldsProps {
  readonly commandForm: CommandForm<ProductText>
  /** Stock was moved under kind and unit, so they no longer change. */
  readonly fixed: boolean
  /** What QuickBooks owns of it, which is changed there. */
  readonly owned?: readonly OwnedField[]
  /** The item it is there. */
  readonly item?: ItemRow | null
  readonly onCancel: () => void
}

/** The fields of a product, new or not. Nothing typed is cut: what is too long is said beside its field. */
export function ProductFields({ commandForm, fixed, owned = [], item = null, onCancel }: ProductFieldsProps) {
  const { form, refusal } = commandForm
  const { unit } = form.values
  const fixedHelp = fixed ? { description: 'Fixed, because stock was moved under it.' } : {}
  /** A field that QuickBooks owns can be read and not typed into. */
  const ownedHelp = (field: OwnedField) => (owned.includes(field) ? { readOnly: true, description: 'Comes from QuickBooks.' } : {})
  const withHolder = (code: AppError['code'], field: string) => (
    <ErrorWithHolder text={form.errors[field]} holder={refusal !== null && refusal.code === code ? holderOf(refusal) : null} />
  )
  return (
    <CommandPanelForm commandForm={commandForm} label="Save product" onCancel={onCancel}>
      <TextInput
        label="SKU"
        required
        autoFocus
        data-autofocus
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('sku')}
        {...ownedHelp('sku')}
        error={form.errors['sku'] && withHolder('product.sku_in_use', 'sku')}
      />
      <TextInput label="Name" required autoComplete="off" {...form.getInputProps('name')} {...ownedHelp('name')} />
      {owned.length > 0 && item !== null && <EditInQuickBooks item={item} />}
      <div className={classes.pair}>
        <NativeSelect label="Kind" data={kinds} disabled={fixed} {...fixedHelp} {...form.getInputProps('kind')} />
        <TextInput
          label="Unit"
          required
          autoComplete="off"
          spellCheck={false}
          readOnly={fixed}
          description={fixed ? fixedHelp.description : 'What it is counted in: ea, kg, m.'}
          {...form.getInputProps('unit')}
          onFocus={(event) => event.currentTarget.select()}
        />
      </div>
      <div className={classes.pair}>
        <MoneyInput label="Unit cost" unit={`/ ${unit}`} description="Used where no stock tells what it costs." {...form.getInputProps('unitCost')} {...ownedHelp('unitCost')} />
        <QuantityInput label="Reorder point" unit={unit} description="At or below this it shows as low." {...form.getInputProps('reorderPoint')} />
      </div>
      <PurchaseFields form={form} />
      <SupplierField form={form} />
      <BarcodesInput
        name="barcodes"
        value={form.values.barcodes}
        onChange={(barcodes) => form.setFieldValue('barcodes', barcodes)}
        error={form.errors['barcodes'] && withHolder('product.barcode_in_use', 'barcodes')}
      />
      <Textarea label="Notes" autosize minRows={3} maxRows={10} {...form.getInputProps('notes')} />
    </CommandPanelForm>
  )
}

type Form = CommandForm<ProductText>['form']

/** Another unit that it is bought by, with how much is in one of it; what that means is said both ways. */
function PurchaseFields({ form }: { readonly form: Form }) {
  const purchase = typedPurchase(form.values)
  const own = form.values.unit.trim()
  const texts = purchase === null || own === '' ? null : purchaseTexts(purchase, own)
  return (
    <div>
      <div className={classes.pair}>
        <TextInput label="Bought by" placeholder="As it is counted" autoComplete="off" spellCheck={false} {...form.getInputProps('purchase.unit')} />
        <QuantityInput label="Holds" unit={own} {...form.getInputProps('purchase.factor')} />
      </div>
      <p className={classes.help} role="status">
        {texts === null ? 'Another unit for buying: steel counted in IN, bought by the SHEET.' : `${texts.there}, ${texts.back}`}
      </p>
    </div>
  )
}

function SupplierField({ form }: { readonly form: Form }) {
  const picked = form.values.supplierId
  return (
    <SupplierPicker
      label="Supplier"
      description="Whom you buy it from as a rule."
      {...form.getInputProps('supplierId')}
      value={picked === 'unclear' ? null : picked}
      onChange={(supplier) => form.setFieldValue('supplierId', supplier)}
      onInput={(event) => form.setFieldValue('supplierId', event.currentTarget.value.trim() === '' ? null : 'unclear')}
    />
  )
}

interface Holder {
  readonly productId: number
  readonly sku: string
}

function holderOf(refusal: AppError): Holder | null {
  return refusal.code === 'product.sku_in_use' || refusal.code === 'product.barcode_in_use' ? refusal.data : null
}

/** What is wrong, with a link to the product that has it already. */
function ErrorWithHolder({ text, holder }: { readonly text: ReactNode; readonly holder: Holder | null }) {
  return (
    <>
      {text} {holder && <TextLink to={`/products/${holder.productId}`}>Open {holder.sku}</TextLink>}
    </>
  )
}
