import type { SaleRow } from '../../../shared/contract/sale.ts'
import type { WaitingDocument } from '../../../shared/contract/sale-waiting.ts'
import type { SortOf } from '../../api/use-list.ts'
import { MoneyText } from '../../components/figure.tsx'
import type { TableColumn } from '../../components/table-view.tsx'
import { businessDateText } from '../../text/dates.ts'
import { marginPartText, saleSourceText, saleStatusText, saleTypeText, waitingText, whyWords } from '../../text/sale-words.ts'
import { documentTypeText, whatWaits } from '../../text/sales-sync-words.ts'
import { SaleStanding } from './sale-status.tsx'
import classes from './sales.module.css'

type SaleColumn = TableColumn<SaleRow, SortOf<'sale.list'>>

/** What the list of sales shows of each. */
export const saleColumns: readonly SaleColumn[] = [
  { id: 'reference', header: 'Sale', width: 'minmax(100px, 1fr)', value: (s) => s.reference, cell: (s) => <span className={classes.reference}>{s.reference}</span>, file: [{ header: 'Sale', at: 'reference' }] },
  { id: 'date', header: 'Date', width: 'minmax(119px, 0.4fr)', value: (s) => s.saleDate, cell: (s) => businessDateText(s.saleDate), file: [{ header: 'Date', at: 'saleDate', as: 'day' }] },
  { id: 'customer', header: 'Customer', width: 'minmax(96px, 1.6fr)', value: (s) => s.customer, file: [{ header: 'Customer', at: 'customer' }] },
  // The type says where it comes from as well: by hand there are sales and returns alone.
  { id: 'type', officeOnly: true, wideOnly: true, header: 'Type', width: 'minmax(122px, 0.4fr)', value: (s) => saleTypeText[s.type], file: [{ header: 'Type', at: 'type', words: saleTypeText }, { header: 'Source', at: 'source', words: saleSourceText }] },
  { id: 'revenue', header: 'Revenue', width: 'minmax(108px, 0.7fr)', align: 'end', value: (s) => s.revenue, cell: (s) => <MoneyText value={s.revenue} />, file: [{ header: 'Revenue', at: 'revenue', as: 'unit_cost' }] },
  { id: 'cost', officeOnly: true, header: 'Cost', width: 'minmax(116px, 0.7fr)', align: 'end', value: (s) => s.cost, cell: (s) => <MoneyText value={s.cost} />, file: [{ header: 'Cost', at: 'cost', as: 'unit_cost' }] },
  { id: 'margin', header: 'Margin', width: 'minmax(116px, 0.7fr)', align: 'end', value: (s) => s.margin ?? 0, cell: (s) => <MoneyText value={s.margin} />, file: [{ header: 'Margin', at: 'margin', as: 'unit_cost' }] },
  { id: 'share', officeOnly: true, wideOnly: true, header: '%', width: 'minmax(82px, 0.2fr)', align: 'end', value: (s) => marginPartText(s.margin, s.revenue) ?? '' },
  { id: 'status', header: 'Status', width: 'minmax(104px, 0.2fr)', value: (s) => saleStatusText[s.status], cell: (s) => <SaleStanding sale={s} />, file: [{ header: 'Status', at: 'status', words: saleStatusText }, { header: 'Short', at: 'short', as: 'quantity' }] },
]

type WaitingColumn = TableColumn<WaitingDocument, SortOf<'sale.waiting'>>

/** What the list of documents that are not in the books shows of each. */
export const waitingColumns: readonly WaitingColumn[] = [
  { id: 'document', header: 'Document', width: 'minmax(118px, 0.9fr)', value: (d) => d.docNumber, cell: (d) => <span className={classes.reference}>{d.docNumber === '' ? 'No number' : d.docNumber}</span>, file: [{ header: 'Document', at: 'docNumber' }] },
  { id: 'date', header: 'Date', width: 'minmax(122px, 0.6fr)', value: (d) => d.txnDate, cell: (d) => businessDateText(d.txnDate), file: [{ header: 'Date', at: 'txnDate', as: 'day' }] },
  { id: 'customer', header: 'Customer', width: 'minmax(110px, 1.2fr)', value: (d) => d.customer, file: [{ header: 'Customer', at: 'customer' }] },
  { id: 'type', officeOnly: true, wideOnly: true, header: 'Type', width: 'minmax(124px, 0.6fr)', value: (d) => documentTypeText[d.type], file: [{ header: 'Type', at: 'type', words: documentTypeText }] },
  {
    id: 'why',
    header: 'Why it is not in the books',
    width: 'minmax(220px, 3fr)',
    value: whatWaits,
    cell: (d) => <span title={whatWaits(d)}>{whatWaits(d)}</span>,
    file: [{ header: 'Stands as', at: 'kind', words: waitingText }, { header: 'Why', at: 'why', words: whyWords }],
  },
]
