import type { ItemRow } from '../../../shared/contract/item.ts'
import type { SortOf } from '../../api/use-list.ts'
import { QuantityText } from '../../components/figure.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import type { TableColumn } from '../../components/table-view.tsx'
import { ProductLink } from '../../components/text-link.tsx'
import { differenceReasonText, itemKindText } from '../../text/item-words.ts'
import classes from './items.module.css'

/** What stands out about an item besides being linked. */
export function ItemChip({ item }: { readonly item: Pick<ItemRow, 'active' | 'state'> }) {
  if (!item.active) return <StatusChip tone={item.state === 'linked' ? 'attention' : 'plain'}>Inactive</StatusChip>
  return item.state === 'not_product' ? <StatusChip tone="plain">No product</StatusChip> : null
}

/** Why stock differs, in a word. What is only on its way, or as it should be, asks for nobody. */
function Difference({ item: { difference, differenceReason, product } }: { readonly item: ItemRow }) {
  if (difference === null || product === null) return <QuantityText value={null} unit="" />
  return (
    <span className={classes.difference}>
      {differenceReason !== null && <span className={classes.quiet}>{differenceReasonText[differenceReason]}</span>}
      <QuantityText value={difference} unit="" signed />
    </span>
  )
}

export const itemColumns: readonly TableColumn<ItemRow, SortOf<'item.list'>>[] = [
  {
    id: 'name',
    header: 'Item',
    width: 'minmax(180px, 2.2fr)',
    value: (i) => i.name,
    file: [{ header: 'Item', at: 'name' }, { header: 'Active in QuickBooks', at: 'active', as: 'yes_no' }],
    cell: (item) => (
      <span className={classes.named}>
        <span className={classes.name}>{item.name}</span>
        <ItemChip item={item} />
      </span>
    ),
  },
  { id: 'sku', header: 'SKU', width: 'minmax(88px, 1fr)', value: (i) => i.sku, file: [{ header: 'SKU', at: 'sku' }], cell: (i) => i.sku || <span className={classes.quiet}>none</span> },
  { id: 'kind', officeOnly: true, header: 'Kind', width: 'minmax(104px, 0.9fr)', value: (i) => itemKindText[i.kind], file: [{ header: 'Kind', at: 'kind', words: itemKindText }] },
  {
    id: 'quantity',
    header: 'In QuickBooks',
    width: 'minmax(106px, 0.8fr)',
    align: 'end',
    value: (i) => i.quantity ?? 0,
    file: [{ header: 'In QuickBooks', at: 'quantity', as: 'quantity' }, { header: 'Purchase cost', at: 'purchaseCost', as: 'unit_cost' }],
    cell: (i) => <QuantityText value={i.quantity} unit={i.product?.unit ?? ''} />,
  },
  {
    id: 'product',
    header: 'Product',
    width: 'minmax(96px, 1.1fr)',
    value: (i) => i.product?.sku ?? '',
    file: [{ header: 'Product SKU', at: 'product.sku' }],
    cell: ({ product }) => (product === null ? <span className={classes.quiet}>not linked</span> : <ProductLink {...product} />),
  },
  {
    id: 'on_hand',
    header: 'On hand',
    width: 'minmax(84px, 0.8fr)',
    align: 'end',
    value: (i) => i.product?.onHand ?? 0,
    file: [{ header: 'On hand', at: 'product.onHand', as: 'quantity' }, { header: 'Unit', at: 'product.unit' }],
    cell: ({ product }) => <QuantityText value={product?.onHand ?? null} unit={product?.unit ?? ''} />,
  },
  { id: 'difference', header: 'Difference', width: 'minmax(150px, 1.2fr)', align: 'end', value: (i) => i.difference ?? 0, file: [{ header: 'Difference', at: 'difference', as: 'quantity' }, { header: 'Why', at: 'differenceReason', words: differenceReasonText }], cell: (item) => <Difference item={item} /> },
]
