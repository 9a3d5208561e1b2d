import { Button } from '@mantine/core'
import { useState } from 'react'
import type { VendorRow } from '../../../shared/contract/accounting.ts'
import type { AppError } from '../../../shared/errors.ts'
import { useCommand } from '../../api/use-command.ts'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { Facts } from '../../components/facts.tsx'
import { useGuard } from '../../components/guard.ts'
import { SidePanelContent } from '../../components/side-panel.tsx'
import { SupplierLink } from '../../components/text-link.tsx'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'
import type { PickedSupplier } from '../receiving/receipt-draft.ts'
import { SupplierPicker } from '../receiving/supplier-picker.tsx'

interface VendorDetailsProps {
  readonly vendor: VendorRow
  /** Closes the panel: what was to be done is done. */
  readonly onDone: () => void
}

/** One vendor of the accounting company: which supplier it is, or what can be made of it. */
export function VendorDetails({ vendor, onDone }: VendorDetailsProps) {
  const { accountingVendorId, name, email, phone, active, supplier } = vendor
  const [error, setError] = useState<AppError | null>(null)
  const unlinking = useCommand('supplier.unlink_vendor')
  const guard = useGuard('supplier.unlink_vendor')

  async function unlink(supplierId: number) {
    const reply = await unlinking.run({ supplierId })
    if (reply === null) return
    if (!reply.ok) return setError(reply.error)
    const back = commandOnce('supplier.link_vendor', { supplierId, accountingVendorId }, () => ({ kind: 'done', text: `${name} is linked again` }))
    showNotice({ kind: 'done', text: `${name} is no longer linked`, undo: { label: 'Undo', run: back } })
    onDone()
  }

  return (
    <SidePanelContent
      footer={
        supplier !== null && (
          <Button variant="default" data-autofocus {...guard.greyed} onClick={() => guard.run(() => void unlink(supplier.supplierId))}>
            Take the link away
          </Button>
        )
      }
    >
      {error && <AppErrorPanel error={error} />}
      <Facts
        facts={[
          { term: 'Email', value: email },
          { term: 'Phone', value: phone },
          ...(supplier === null ? [] : [{ term: 'Supplier here', value: <SupplierLink {...supplier} /> }]),
        ]}
      />
      {!active && <p>This vendor is not active in QuickBooks, so it cannot be linked.</p>}
      {active && supplier === null && <Link vendor={vendor} onRefused={setError} onDone={onDone} />}
    </SidePanelContent>
  )
}

function Link({ vendor: { accountingVendorId, name, likely }, onRefused, onDone }: VendorDetailsProps & { readonly onRefused: (error: AppError) => void }) {
  const [picked, setPicked] = useState<PickedSupplier | null>(likely)
  const [missing, setMissing] = useState(false)
  const linking = useCommand('supplier.link_vendor')
  const importing = useCommand('supplier.import_vendors')
  const guard = useGuard('supplier.link_vendor')

  async function link() {
    if (picked === null) return setMissing(true)
    const { supplierId, code } = picked
    const reply = await linking.run({ supplierId, accountingVendorId })
    if (reply === null) return
    if (!reply.ok) return onRefused(reply.error)
    const back = commandOnce('supplier.unlink_vendor', { supplierId }, () => ({ kind: 'done', text: `${code} is no longer linked` }))
    showNotice({ kind: 'done', text: `${name} is ${code} · ${picked.name}`, undo: { label: 'Undo', run: back } })
    onDone()
  }

  async function make() {
    const reply = await importing.run({ accountingVendorIds: [accountingVendorId] })
    if (reply === null) return
    if (!reply.ok) return onRefused(reply.error)
    const supplierIds = reply.value.suppliers.map(({ supplierId }) => supplierId)
    const back = commandOnce('supplier.undo_import_vendors', { supplierIds }, () => ({ kind: 'done', text: `Supplier ${name} is taken away again` }))
    showNotice({ kind: 'done', text: `Supplier ${reply.value.suppliers[0]?.code ?? name} made, linked to its vendor`, undo: { label: 'Undo', run: back } })
    onDone()
  }

  return (
    <>
      <SupplierPicker
        label="Supplier here"
        value={picked}
        error={missing && picked === null ? 'Choose the supplier it is, or make a new one.' : undefined}
        onChange={(supplier) => {
          setPicked(supplier)
          setMissing(false)
        }}
      />
      <Button {...guard.greyed} onClick={() => guard.run(() => void link())}>
        Link to this supplier
      </Button>
      <Button variant="default" {...guard.greyed} onClick={() => guard.run(() => void make())}>
        Make a new supplier of it
      </Button>
    </>
  )
}
