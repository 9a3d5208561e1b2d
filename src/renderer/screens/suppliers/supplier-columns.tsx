import type { SupplierRow } from '../../../shared/contract/supplier.ts'
import type { SortOf } from '../../api/use-list.ts'
import type { TableColumn } from '../../components/table-view.tsx'
import classes from './suppliers-screen.module.css'

export const supplierColumns: readonly TableColumn<SupplierRow, SortOf<'supplier.list'>>[] = [
  { id: 'code', header: 'Code', width: '112px', value: (s) => s.code, cell: (s) => <span className={classes.code}>{s.code}</span>, file: [{ header: 'Code', at: 'code' }] },
  { id: 'name', header: 'Name', width: 'minmax(180px, 2fr)', value: (s) => s.name, file: [{ header: 'Name', at: 'name' }] },
  { id: 'contact', header: 'Contact', width: 'minmax(140px, 1.3fr)', value: (s) => s.contact, file: [{ header: 'Contact', at: 'contact' }] },
  { id: 'phone', header: 'Phone', width: 'minmax(140px, 1fr)', value: (s) => s.phone, file: [{ header: 'Phone', at: 'phone' }] },
  { id: 'email', header: 'Email', width: 'minmax(180px, 1.8fr)', value: (s) => s.email, file: [{ header: 'Email', at: 'email' }, { header: 'Notes', at: 'notes' }] },
]
