import { Textarea, TextInput } from '@mantine/core'
import type { DraftOf, OutputOf } from '../../../shared/contract/registry.ts'
import type { SupplierRow } from '../../../shared/contract/supplier.ts'
import { CommandPanelForm } from '../../components/command-panel-form.tsx'
import { useCommandForm, type CommandForm } from '../../components/use-command-form.ts'

/** A supplier as it is typed. */
interface SupplierText extends Record<string, string> {
  readonly name: string
  readonly code: string
  readonly contact: string
  readonly email: string
  readonly phone: string
  readonly notes: string
}

const hints = { 'name.missing': 'Write the supplier’s name.', 'code.format': 'Write three or four letters from A to Z.' }

/** The fields as both commands take them. */
function toFields({ name, code, contact, email, phone, notes }: SupplierText): DraftOf<'command', 'supplier.create'> {
  return { name, code: code === '' ? null : code, contact, email: email.trim(), phone, notes }
}

interface NewSupplierFormProps {
  readonly onDone: (created: OutputOf<'command', 'supplier.create'>) => void
  readonly onCancel: () => void
}

/** Makes a supplier. */
export function NewSupplierForm({ onDone, onCancel }: NewSupplierFormProps) {
  const commandForm = useCommandForm({
    command: 'supplier.create',
    initialValues: { name: '', code: '', contact: '', email: '', phone: '', notes: '' } as SupplierText,
    toDraft: toFields,
    hints,
    onDone,
    keepAs: 'supplier.create',
  })
  return <SupplierFields commandForm={commandForm} codeHelp="Made from the name when left blank. Lot numbers start with it." onCancel={onCancel} />
}

interface EditSupplierFormProps {
  readonly supplier: SupplierRow
  readonly onDone: (changed: OutputOf<'command', 'supplier.update'>) => void
  readonly onCancel: () => void
}

/** Changes a supplier. */
export function EditSupplierForm({ supplier, onDone, onCancel }: EditSupplierFormProps) {
  const { id, name, code, contact, email, phone, notes } = supplier
  const commandForm = useCommandForm({
    command: 'supplier.update',
    initialValues: { name, code, contact, email, phone, notes } as SupplierText,
    toDraft: (values) => ({ ...toFields(values), supplierId: id }),
    hints,
    onDone,
    keepAs: `supplier.update ${id}`,
  })
  return (
    <SupplierFields commandForm={commandForm} codeHelp="Stays as it is when left blank. Lots keep the numbers they were given." onCancel={onCancel} />
  )
}

interface SupplierFieldsProps {
  readonly commandForm: CommandForm<SupplierText>
  readonly codeHelp: string
  readonly onCancel: () => void
}

function SupplierFields({ commandForm, codeHelp, onCancel }: SupplierFieldsProps) {
  const { form } = commandForm
  return (
    <CommandPanelForm commandForm={commandForm} label="Save supplier" onCancel={onCancel}>
      <TextInput label="Name" required maxLength={120} autoFocus data-autofocus autoComplete="off" {...form.getInputProps('name')} />
      <TextInput
        label="Code"
        description={codeHelp}
        maxLength={4}
        autoComplete="off"
        {...form.getInputProps('code')}
        onChange={(event) => form.setFieldValue('code', event.currentTarget.value.toUpperCase().replaceAll(/\s/g, ''))}
      />
      <TextInput label="Contact" maxLength={120} autoComplete="off" {...form.getInputProps('contact')} />
      <TextInput label="Email" type="email" maxLength={254} autoComplete="off" {...form.getInputProps('email')} />
      <TextInput label="Phone" type="tel" maxLength={60} autoComplete="off" {...form.getInputProps('phone')} />
      <Textarea label="Notes" maxLength={2000} autosize minRows={3} maxRows={10} {...form.getInputProps('notes')} />
    </CommandPanelForm>
  )
}
