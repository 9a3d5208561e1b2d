import type { LotRow } from '../../../shared/contract/lot.ts'
import { columnWords } from '../../../shared/import-words.ts'
import type { SortOf } from '../../api/use-list.ts'
import { MoneyText, QuantityText, UnitCostText } from '../../components/figure.tsx'
import { GuessMark } from '../../components/guess-mark.tsx'
import type { TableColumn } from '../../components/table-view.tsx'
import { businessDateText } from '../../text/dates.ts'
import { LotStatus, lotStatusText } from './lot-status.tsx'
import classes from './lots-screen.module.css'

export const lotColumns: readonly TableColumn<LotRow, SortOf<'lot.list'>>[] = [
  { id: 'number', header: 'Lot', width: 'minmax(192px, 1.5fr)', value: (l) => l.number, cell: (l) => <span className={classes.number}>{l.number}</span>, file: [{ header: columnWords.lot, at: 'number' }] },
  { id: 'product', header: 'Product', width: 'minmax(110px, 2fr)', value: (l) => l.product.sku, cell: (l) => <ProductCell lot={l} />, file: [{ header: 'SKU', at: 'product.sku' }, { header: 'Product', at: 'product.name' }] },
  { id: 'receivedOn', officeOnly: true, header: 'Received', width: 'minmax(122px, 0.7fr)', value: (l) => l.receivedOn, cell: (l) => businessDateText(l.receivedOn), file: [{ header: 'Received', at: 'receivedOn', as: 'day' }, { header: 'Expires', at: 'expiresOn', as: 'day' }] },
  { id: 'status', header: 'Status', width: 'minmax(122px, 0.7fr)', value: (l) => lotStatusText[l.status], cell: (l) => <LotStatus status={l.status} />, file: [{ header: 'Status', at: 'status', words: lotStatusText }, { header: 'Came from', at: 'source.reference' }, { header: 'Supplier lot', at: 'supplierLot' }] },
  { id: 'remaining', header: 'Left', width: 'minmax(100px, 0.8fr)', align: 'end', value: (l) => l.remaining, cell: (l) => <QuantityText value={l.remaining} unit={l.product.unit} />, file: [{ header: 'Quantity', at: 'remaining', as: 'quantity' }, { header: 'Unit', at: 'product.unit' }] },
  { id: 'unitCost', officeOnly: true, wideOnly: true, header: 'Unit cost', width: 'minmax(136px, 0.8fr)', align: 'end', value: (l) => l.unitCost ?? -1, cell: (l) => <UnitCostText value={l.unitCost} unit={l.product.unit} />, file: [{ header: 'Average cost', at: 'unitCost', as: 'unit_cost' }] },
  { id: 'value', header: 'Value', width: 'minmax(128px, 0.8fr)', align: 'end', value: (l) => l.value, cell: (l) => <Worth lot={l} />, file: [{ header: 'Value', at: 'value', as: 'unit_cost' }, { header: 'Cost to be confirmed', at: 'costToBeConfirmed', as: 'yes_no' }] },
]

function ProductCell({ lot: { product } }: { readonly lot: LotRow }) {
  return (
    <>
      {product.sku} <span className={classes.name}>{product.name}</span>
    </>
  )
}

/** What is left of it is worth, marked while the cost is a guess. */
function Worth({ lot: { value, costToBeConfirmed } }: { readonly lot: LotRow }) {
  return (
    <>
      {costToBeConfirmed && <GuessMark />}{' '}
      <MoneyText value={value} />
    </>
  )
}
