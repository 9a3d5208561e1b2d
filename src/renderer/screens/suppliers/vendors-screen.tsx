import { Button, SegmentedControl } from '@mantine/core'
import { IconBuildingStore } from '@tabler/icons-react'
import { useState } from 'react'
import { z } from 'zod'
import type { VendorRow } from '../../../shared/contract/accounting.ts'
import { useLedgerList, type SortOf } from '../../api/use-list.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { useCommand } from '../../api/use-command.ts'
import { ListScreen } from '../../components/list-screen.tsx'
import { useGuard } from '../../components/guard.ts'
import { SidePanel } from '../../components/side-panel.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import type { TableColumn } from '../../components/table-view.tsx'
import { findIdOf, useListScreen } from '../../state/list-screen.ts'
import { sortColumn } from '../../state/list-sort.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'
import { countText } from '../../text/numbers.ts'
import { VendorDetails } from './vendor-details.tsx'

const shown = z.enum(['all', 'linked', 'not_linked'])
const filters = [
  { value: 'all', label: 'All' },
  { value: 'not_linked', label: 'Not linked' },
  { value: 'linked', label: 'Linked' },
]
/** As many as one command takes. */
const importedMax = 500

const columns: readonly TableColumn<VendorRow, SortOf<'accounting.vendors'>>[] = [
  { id: 'name', header: 'Vendor', width: 'minmax(200px, 2fr)', value: (v) => v.name, file: [{ header: 'Vendor', at: 'name' }] },
  { id: 'email', header: 'Email', width: 'minmax(180px, 1.6fr)', value: (v) => v.email, officeOnly: true, file: [{ header: 'Email', at: 'email' }] },
  { id: 'supplier', header: 'Supplier here', width: 'minmax(200px, 1.8fr)', value: (v) => v.supplier?.name ?? '', cell: (v) => <Linked vendor={v} />, file: [{ header: 'Supplier code', at: 'supplier.code' }, { header: 'Supplier here', at: 'supplier.name' }, { header: 'Active in QuickBooks', at: 'active', as: 'yes_no' }] },
]

function Linked({ vendor: { active, supplier, likely } }: { readonly vendor: VendorRow }) {
  if (supplier !== null) return <StatusChip tone="good">{`${supplier.code} · ${supplier.name}`}</StatusChip>
  if (!active) return <StatusChip tone="plain">Not active in QuickBooks</StatusChip>
  return likely === null ? '' : <StatusChip tone="plain">{`May be ${likely.code} · ${likely.name}`}</StatusChip>
}

/** The vendors of the accounting company, and which suppliers they are. */
export function VendorsScreen() {
  const screen = useListScreen({ column: 'name', descending: false })
  const { search, filter, panel, selected, change, focus, sortedBy } = screen
  const show = shown.catch('all').parse(filter)
  const draft = { search, show, sort: sortColumn(sortedBy, columns, 'name'), descending: sortedBy.descending }
  const list = useLedgerList('accounting.vendors', draft, (answer) => answer.vendors, findIdOf(screen))
  const [opened, setOpened] = useState<VendorRow | null>(null)
  const open = opened !== null && String(opened.accountingVendorId) === selected ? opened : null
  function backToRow() {
    focus(selected)
    change({ panel: '' }, 'in place')
  }
  return (
    <ListScreen
      title="Vendors"
      purpose="Vendors in QuickBooks, and the suppliers they are. A payable journal names the vendor."
      noun={['vendor', 'vendors']}
      screen={screen}
      list={list}
      columns={columns}
      rowId={({ accountingVendorId }) => String(accountingVendorId)}
      onOpen={(vendor) => {
        setOpened(vendor)
        change({ panel: 'details', selected: String(vendor.accountingVendorId) })
      }}
      actions={show === 'not_linked' && <ImportAll search={search} />}
      search={{ placeholder: 'Search name or email', looksAt: 'The search looks at name and email.' }}
      filters={<SegmentedControl aria-label="Which vendors" data={filters} value={show} onChange={(value) => change({ filter: value === 'all' ? '' : value }, 'in place')} />}
      nothing={show === 'all' ? null : show === 'linked' ? 'vendor is linked to a supplier' : 'vendor is without a supplier'}
      empty={{
        icon: <IconBuildingStore size={32} stroke={1.5} />,
        title: 'No vendors were read yet',
        text: 'Once a QuickBooks company is connected and its accounts are loaded, its vendors are listed here, to be linked to suppliers or made into new ones.',
      }}
    >
      <SidePanel opened={open !== null && panel === 'details'} title={open?.name ?? ''} onClose={backToRow}>
        {open && <VendorDetails vendor={open} onDone={backToRow} />}
      </SidePanel>
    </ListScreen>
  )
}

/** Makes suppliers of all vendors that are shown and linked to none. */
function ImportAll({ search }: { readonly search: string }) {
  const { data } = useLedgerQuery('accounting.vendors', { search, show: 'not_linked', sort: 'name', descending: false, limit: importedMax, offset: 0 })
  const { run, pending } = useCommand('supplier.import_vendors')
  const guard = useGuard('supplier.import_vendors')
  const ids = (data?.vendors ?? []).map(({ accountingVendorId }) => accountingVendorId)
  if (ids.length === 0) return null

  async function importAll() {
    const reply = await run({ accountingVendorIds: ids })
    if (reply === null) return
    if (!reply.ok) return showNotice({ kind: 'refused', error: reply.error })
    const { suppliers } = reply.value
    const supplierIds = suppliers.map(({ supplierId }) => supplierId)
    const back = commandOnce('supplier.undo_import_vendors', { supplierIds }, ({ removed }) => ({ kind: 'done', text: `${countText(removed)} suppliers taken away again` }))
    showNotice({ kind: 'done', text: `${countText(suppliers.length)} suppliers made, each linked to its vendor`, undo: { label: 'Undo', run: back } })
  }

  return (
    <Button variant="default" aria-disabled={pending} {...guard.greyed} onClick={() => guard.run(() => void importAll())}>
      {ids.length === 1 ? 'Make 1 supplier' : `Make ${countText(ids.length)} suppliers`}
    </Button>
  )
}
