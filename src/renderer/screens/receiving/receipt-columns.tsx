import type { ListedReceipt } from '../../../shared/contract/receipt.ts'
import type { SortOf } from '../../api/use-list.ts'
import { MoneyText } from '../../components/figure.tsx'
import type { TableColumn } from '../../components/table-view.tsx'
import { businessDateText } from '../../text/dates.ts'
import { asksForSomebody } from '../../text/export-standing.ts'
import { countText } from '../../text/numbers.ts'
import { CostsToBeConfirmed, ReceiptStanding, receiptStatusText } from './receipt-status.tsx'
import classes from './receiving.module.css'

export const receiptColumns: readonly TableColumn<ListedReceipt, SortOf<'receipt.list'>>[] = [
  { id: 'reference', header: 'Receipt', width: 'minmax(156px, 1fr)', value: (r) => r.reference ?? '', cell: (r) => <Reference receipt={r} />, file: [{ header: 'Receipt', at: 'reference' }] },
  { id: 'supplier', header: 'Supplier', width: 'minmax(128px, 2fr)', value: (r) => r.supplier.name, file: [{ header: 'Supplier code', at: 'supplier.code' }, { header: 'Supplier', at: 'supplier.name' }] },
  {
    id: 'receivedOn',
    header: 'Received on',
    width: 'minmax(122px, 0.9fr)',
    value: (r) => r.receivedOn,
    cell: (r) => businessDateText(r.receivedOn),
    file: [{ header: 'Received on', at: 'receivedOn', as: 'day' }],
  },
  {
    id: 'status',
    header: 'Status',
    width: 'minmax(190px, 1.2fr)',
    value: (r) => receiptStatusText[r.status],
    file: [{ header: 'Status', at: 'status', words: receiptStatusText }, { header: 'Costs to be confirmed', at: 'costsToBeConfirmed', as: 'count' }],
    cell: (r) =>
      // Only a confirmed receipt waits for a cost; an export that needs somebody comes before it.
      r.costsToBeConfirmed > 0 && !asksForSomebody(r.exported) ? <CostsToBeConfirmed count={r.costsToBeConfirmed} /> : <ReceiptStanding status={r.status} exported={r.exported} />,
  },
  {
    id: 'lines',
    officeOnly: true,
    // Names and values need its room.
    wideOnly: true,
    header: 'Lines',
    width: 'minmax(64px, 0.5fr)',
    align: 'end',
    value: (r) => r.lineCount,
    cell: (r) => countText(r.lineCount),
    file: [{ header: 'Lines', at: 'lineCount', as: 'count' }],
  },
  {
    id: 'value',
    header: 'Value',
    width: 'minmax(150px, 0.9fr)',
    align: 'end',
    value: (r) => r.value,
    cell: (r) => <MoneyText value={r.value} />,
    file: [{ header: 'Value', at: 'value', as: 'unit_cost' }],
  },
]

function Reference({ receipt: { reference } }: { readonly receipt: ListedReceipt }) {
  return reference === null ? <span className={classes.draft}>Draft</span> : <span className={classes.reference}>{reference}</span>
}
