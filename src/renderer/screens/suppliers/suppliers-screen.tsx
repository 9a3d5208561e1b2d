import { Button, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconPlus, IconSearch, IconTruckDelivery } from '@tabler/icons-react'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import type { SupplierRow } from '../../../shared/contract/supplier.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { DataTable, type TableColumn } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { Page } from '../../components/page.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { useScreenSearch } from '../../state/screen-search.ts'
import { showNotice } from '../../state/window-state.ts'
import { countedText, countText } from '../../text/numbers.ts'
import { SupplierDetails } from './supplier-details.tsx'
import { EditSupplierForm, NewSupplierForm } from './supplier-form.tsx'
import classes from './suppliers-screen.module.css'

const limit = 500

const columns: readonly TableColumn<SupplierRow>[] = [
  { id: 'code', header: 'Code', width: '112px', value: (s) => s.code, cell: (s) => <span className={classes.code}>{s.code}</span> },
  { id: 'name', header: 'Name', width: 'minmax(180px, 2fr)', value: (s) => s.name },
  { id: 'contact', header: 'Contact', width: 'minmax(140px, 1.3fr)', value: (s) => s.contact },
  { id: 'phone', header: 'Phone', width: 'minmax(140px, 1fr)', value: (s) => s.phone },
  { id: 'email', header: 'Email', width: 'minmax(180px, 1.8fr)', value: (s) => s.email },
]

/** The people the shop buys from. */
export function SuppliersScreen() {
  const [{ search, panel, selected }, setSearch] = useScreenSearch()
  const [focusRow, setFocusRow] = useState<{ readonly id: string } | null>(null)
  const { data, error, retry } = useLedgerQuery('supplier.list', { search, limit, offset: 0 })
  const none = data?.total === 0 && search.trim() === ''
  const details = data?.suppliers.find((supplier) => String(supplier.id) === selected)

  const openNew = () => setSearch({ panel: 'new' })
  useHotkeys([['n', openNew]])

  const close = () => setSearch({ panel: '' }, 'in place')
  /** Leaves the details for their row, wherever they were opened from. */
  function backToRow() {
    setFocusRow({ id: selected })
    close()
  }
  const showDetails = (id: string) => setSearch({ panel: 'details', search: '', selected: id })

  function onCreated({ supplierId, code }: OutputOf<'command', 'supplier.create'>) {
    const id = String(supplierId)
    setFocusRow({ id })
    // The new row is shown whatever the list was narrowed to.
    setSearch({ panel: '', search: '', selected: id }, 'in place')
    showNotice({ kind: 'done', text: `Supplier ${code} created`, show: () => showDetails(id) })
  }

  function onChanged({ supplierId, code }: OutputOf<'command', 'supplier.update'>) {
    const id = String(supplierId)
    setFocusRow({ id })
    close()
    showNotice({ kind: 'done', text: `Supplier ${code} changed`, show: () => showDetails(id) })
  }

  return (
    <Page
      title="Suppliers"
      purpose="The people you buy from. Receipts name one, and lot numbers start with its code."
      primary={{ label: 'New supplier', icon: <IconPlus size="1.1em" stroke={2} aria-hidden />, shortcut: 'N', onRun: openNew }}
      filters={
        !none && (
          <>
            <TextInput
              type="search"
              aria-label="Search suppliers"
              placeholder="Search code, name or contact"
              className={classes.search}
              leftSection={<IconSearch size="1.15em" stroke={1.75} aria-hidden />}
              value={search}
              maxLength={120}
              onChange={(event) => setSearch({ search: event.currentTarget.value }, 'in place')}
            />
            {data && (
              <span className={classes.count} role="status">
                {countLine(data.suppliers.length, data.total)}
              </span>
            )}
          </>
        )
      }
    >
      {error && (
        <div className={classes.error}>
          <AppErrorPanel error={error} onRetry={retry} />
        </div>
      )}
      {!error && data && data.suppliers.length > 0 && (
        <DataTable
          label="Suppliers"
          rows={data.suppliers}
          columns={columns}
          rowId={(supplier) => String(supplier.id)}
          sortedBy={{ column: 'name' }}
          selectedId={selected === '' ? null : selected}
          focusRow={panel === '' ? focusRow : null}
          onOpen={(supplier) => setSearch({ panel: 'details', selected: String(supplier.id) })}
        />
      )}
      {!error && data?.suppliers.length === 0 && <NoSuppliers search={search} onNew={openNew} onClear={() => setSearch({ search: '' }, 'in place')} />}

      <SidePanel opened={panel === 'new'} title="New supplier" holdsForm onClose={close}>
        <NewSupplierForm onDone={onCreated} onCancel={close} />
      </SidePanel>
      <SidePanel
        opened={details !== undefined && (panel === 'details' || panel === 'edit')}
        title={details?.name ?? ''}
        holdsForm={panel === 'edit'}
        onClose={backToRow}
      >
        {details && panel === 'edit' && <EditSupplierForm key={details.id} supplier={details} onDone={onChanged} onCancel={backToRow} />}
        {details && panel !== 'edit' && <SupplierDetails supplier={details} onEdit={() => setSearch({ panel: 'edit' }, 'in place')} />}
      </SidePanel>
    </Page>
  )
}

function countLine(shown: number, total: number): string {
  const counted = countedText(total, 'supplier', 'suppliers')
  return shown < total ? `The first ${countText(shown)} of ${counted}. Search to see the others.` : counted
}

function NoSuppliers({ search, onNew, onClear }: { readonly search: string; readonly onNew: () => void; readonly onClear: () => void }) {
  if (search.trim() !== '') {
    return (
      <EmptyState
        icon={<IconSearch size={32} stroke={1.5} />}
        title={`No supplier matches “${search.trim()}”`}
        action={
          <Button variant="default" onClick={onClear}>
            Clear the search
          </Button>
        }
      >
        The search looks at code, name and contact.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={<IconTruckDelivery size={32} stroke={1.5} />} title="No suppliers yet" action={<Button onClick={onNew}>Add the first supplier</Button>}>
      Everyone you buy from will be listed here, each with the code its lot numbers start with.
    </EmptyState>
  )
}
