import { Button } from '@mantine/core'
import { IconTruckDelivery } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import type { SupplierRow } from '../../../shared/contract/supplier.ts'
import { useLedgerList } from '../../api/use-list.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { ImportButton } from '../../components/import-button.tsx'
import { ListScreen } from '../../components/list-screen.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { sortColumn } from '../../state/list-sort.ts'
import { findIdOf, useListScreen } from '../../state/list-screen.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'
import { supplierColumns } from './supplier-columns.tsx'
import { SupplierDetails } from './supplier-details.tsx'
import { EditSupplierForm, NewSupplierForm } from './supplier-form.tsx'

/** Changes a supplier back to what it was. */
function changeBack({ id, ...before }: SupplierRow): () => void {
  return commandOnce('supplier.update', { supplierId: id, ...before }, ({ code }) => ({ kind: 'done', text: `Supplier ${code} is as it was` }))
}

/** Leads to the vendors of the accounting company; without one there are none. */
function VendorsButton() {
  const navigate = useNavigate()
  const { data } = useLedgerQuery('accounting.settings', {})
  if (data === undefined || data.company === null) return null
  return (
    <Button variant="default" onClick={() => void navigate({ to: '/suppliers/vendors' })}>
      Vendors in QuickBooks
    </Button>
  )
}

/** The people the shop buys from. */
export function SuppliersScreen() {
  const screen = useListScreen({ column: 'name', descending: false })
  const { search, panel, selected, change, focus, sortedBy } = screen
  const draft = { search, sort: sortColumn(sortedBy, supplierColumns, 'name'), descending: sortedBy.descending }
  const list = useLedgerList('supplier.list', draft, (answer) => answer.suppliers, findIdOf(screen))
  const selectedId = Number(selected)
  // The panel shows its supplier wherever in the list it is.
  const chosen = useLedgerQuery('supplier.get', { supplierId: selectedId }, { enabled: selectedId > 0 && (panel === 'details' || panel === 'edit') })
  const details = chosen.current ? chosen.data?.supplier : undefined

  const openNew = () => change({ panel: 'new' })
  const close = () => change({ panel: '' }, 'in place')
  /** Leaves the details for their row, wherever they were opened from. */
  function backToRow() {
    focus(selected)
    close()
  }
  const showDetails = (id: string) => change({ panel: 'details', search: '', selected: id })

  function onCreated({ supplierId, code }: OutputOf<'command', 'supplier.create'>) {
    const id = String(supplierId)
    focus(id)
    // The new row is shown whatever the list was narrowed to.
    change({ panel: '', search: '', selected: id }, 'in place')
    showNotice({ kind: 'done', text: `Supplier ${code} created`, show: () => showDetails(id) })
  }

  function onChanged({ supplierId, code }: OutputOf<'command', 'supplier.update'>) {
    const id = String(supplierId)
    focus(id)
    close()
    showNotice({ kind: 'done', text: `Supplier ${code} changed`, show: () => showDetails(id), ...(details && { undo: { label: 'Undo', run: changeBack(details) } }) })
  }

  return (
    <ListScreen
      title="Suppliers"
      purpose="The people you buy from. Receipts name one, and lot numbers start with its code."
      noun={['supplier', 'suppliers']}
      screen={screen}
      list={list}
      columns={supplierColumns}
      rowId={({ id }) => String(id)}
      onOpen={({ id }) => change({ panel: 'details', selected: String(id) })}
      actions={
        <>
          <VendorsButton />
          <ImportButton kind="suppliers" />
        </>
      }
      onNew={{ label: 'New supplier', command: 'supplier.create', run: openNew }}
      search={{ placeholder: 'Search code, name or contact', looksAt: 'The search looks at code, name and contact.' }}
      empty={{
        icon: <IconTruckDelivery size={32} stroke={1.5} />,
        title: 'No suppliers yet',
        text: 'Everyone you buy from will be listed here, each with the code its lot numbers start with.',
        action: <GuardedButton command="supplier.create" onClick={openNew}>Add the first supplier</GuardedButton>,
      }}
    >
      <SidePanel opened={panel === 'new'} title="New supplier" holdsForm onClose={close}>
        <NewSupplierForm onDone={onCreated} onCancel={close} />
      </SidePanel>
      <SidePanel
        opened={details !== undefined && (panel === 'details' || panel === 'edit')}
        title={details?.name ?? ''}
        wide={panel !== 'edit'}
        holdsForm={panel === 'edit'}
        onClose={backToRow}
      >
        {details && panel === 'edit' && <EditSupplierForm key={details.id} supplier={details} onDone={onChanged} onCancel={backToRow} />}
        {details && panel !== 'edit' && <SupplierDetails supplier={details} onEdit={() => change({ panel: 'edit' }, 'in place')} />}
      </SidePanel>
    </ListScreen>
  )
}
