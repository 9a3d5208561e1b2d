import type { ProductInFull, ProductRow } from '../../../shared/contract/product.ts'
import { columnWords } from '../../../shared/import-words.ts'
import type { SortOf } from '../../api/use-list.ts'
import { MoneyText, QuantityText, UnitCostText } from '../../components/figure.tsx'
import type { SavedFrom } from '../../components/save-as-button.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import type { TableColumn } from '../../components/table-view.tsx'
import { savedColumns } from '../../state/save-list.ts'
import { productKindText } from '../../text/product-words.ts'
import { isLow } from './low-stock.ts'
import classes from './products-screen.module.css'

export const productColumns: readonly TableColumn<ProductRow, SortOf<'product.list'>>[] = [
  { id: 'sku', header: 'SKU', width: 'minmax(116px, 1fr)', value: (p) => p.sku, cell: (p) => <span className={classes.sku}>{p.sku}</span>, file: [{ header: 'SKU', at: 'sku' }] },
  { id: 'name', header: 'Name', width: 'minmax(140px, 2.4fr)', value: (p) => p.name, cell: (p) => <NameCell product={p} />, file: [{ header: 'Name', at: 'name' }] },
  { id: 'kind', officeOnly: true, header: 'Kind', width: 'minmax(132px, 1fr)', value: (p) => productKindText[p.kind], file: [{ header: 'Type', at: 'kind', words: productKindText }, { header: 'Unit', at: 'unit' }] },
  {
    id: 'on_hand',
    header: 'On hand',
    width: 'minmax(96px, 1fr)',
    align: 'end',
    value: (p) => p.onHand,
    cell: (p) => <QuantityText value={p.onHand} unit={p.unit} />,
    file: [{ header: 'On hand', at: 'onHand', as: 'quantity' }],
  },
  {
    id: 'average',
    header: 'Average cost',
    width: 'minmax(126px, 1fr)',
    align: 'end',
    value: (p) => p.averageCost ?? -1,
    cell: (p) => <UnitCostText value={p.averageCost} unit={p.unit} />,
    file: [{ header: 'Average cost', at: 'averageCost', as: 'unit_cost' }],
  },
  { id: 'value', header: 'Value', width: 'minmax(100px, 1fr)', align: 'end', value: (p) => p.value, cell: (p) => <MoneyText value={p.value} />, file: [{ header: 'Stock value', at: 'value', as: 'money' }, { header: 'Reorder point', at: 'reorderPoint', as: 'quantity' }] },
]

/** A file of products says what is on the screen, and all that a file that is brought in can say. */
export const productFile: SavedFrom = {
  query: 'product.list_in_full',
  columns: [
    ...savedColumns(productColumns.flatMap(({ file = [] }) => file)),
    ...savedColumns<ProductInFull>([
      { header: columnWords.unitCost, at: 'unitCost', as: 'unit_cost' },
      { header: columnWords.purchaseUnit, at: 'purchaseUnit' },
      { header: columnWords.purchaseFactor, at: 'purchaseFactor', as: 'quantity' },
      { header: columnWords.supplier, at: 'supplier' },
      { header: columnWords.barcodes, at: 'barcodes' },
      { header: columnWords.notes, at: 'notes' },
    ]),
  ],
}

function NameCell({ product }: { readonly product: ProductRow }) {
  return (
    <span className={classes.named}>
      <span className={classes.name}>{product.name}</span>
      {isLow(product) && <StatusChip tone="attention">Low stock</StatusChip>}
    </span>
  )
}
