import { useMemo } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { useSavableRows } from '../../components/save-as-button.tsx'
import { NothingYet } from '../../components/sections.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { LotLink, ProductLink } from '../../components/text-link.tsx'
import type { FileColumn } from '../../state/save-list.ts'
import { quantityText } from '../../text/numbers.ts'
import { marginPartText } from '../../text/sale-words.ts'
import classes from './sales.module.css'

type Details = OutputOf<'query', 'sale.get'>
type Line = Details['lines'][number]

const fileColumns: readonly FileColumn<Line & { readonly drawn: readonly string[] }>[] = [
  { header: 'SKU', at: 'product.sku' },
  { header: 'Product', at: 'product.name' },
  { header: 'Quantity', at: 'quantity', as: 'quantity' },
  { header: 'Unit', at: 'product.unit' },
  { header: 'Lots', at: 'drawn' },
  { header: 'Short', at: 'short.quantity', as: 'quantity' },
  { header: 'Revenue', at: 'revenue', as: 'money' },
  { header: 'Cost', at: 'cost', as: 'money' },
  { header: 'Margin', at: 'margin', as: 'money' },
]

/** Each line with the lots it drew, what that cost and what is left; the sums are the sale’s own. */
export function SaleLines({ sale, lines }: Pick<Details, 'sale' | 'lines'>) {
  const rows = useMemo(() => lines.map((line) => ({ ...line, drawn: line.lots.map(({ lot }) => lot.number) })), [lines])
  useSavableRows('Lines', ['line', 'lines'], rows, fileColumns)
  if (lines.length === 0) return <NothingYet>Nothing: it was voided. What it said before is told below.</NothingYet>
  return (
    // A place that scrolls sideways is reached by keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.place} role="region" aria-label="Lines" tabIndex={0}>
      <table className={classes.table} aria-label="Lines of this sale">
        <thead>
          <tr>
            <th scope="col">Product</th>
            <th scope="col">Quantity</th>
            <th scope="col" className={classes.lots}>
              {sale.kind === 'sale' ? 'Lots drawn' : 'Lots'}
            </th>
            <th scope="col">Revenue</th>
            <th scope="col">Cost</th>
            <th scope="col">Margin</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, place) => (
            // Lines of a version have no id of their own and never change places.
            // oxlint-disable-next-line react/no-array-index-key
            <LineRow key={place} line={line} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All lines</th>
            <td />
            <td />
            <td><MoneyText value={sale.revenue} /></td>
            <td><MoneyText value={sale.cost} /></td>
            <MarginCell margin={sale.margin} revenue={sale.revenue} />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function LineRow({ line: { product, quantity, revenue, cost, margin, lots, short } }: { readonly line: Line }) {
  return (
    <tr>
      <th scope="row">
        <ProductLink {...product} /> {product.name !== product.sku && <span className={classes.quiet}>{product.name}</span>}
      </th>
      <td>
        <QuantityText value={quantity} unit={product.unit} signed={quantity < 0} />
      </td>
      <td className={classes.lots}>
        <ul>
          {lots.map(({ lot, quantity: drawn, value }) => (
            <li key={lot.lotId}>
              {drawn < 0 ? `${quantityText(-drawn)} back into` : `${quantityText(drawn)} from`} <LotLink {...lot} />{' '}
              <span className={classes.quiet}>
                at <MoneyText value={drawn < 0 ? 0 - value : value} />
              </span>
            </li>
          ))}
          {short && (
            <li>
              <StatusChip tone="attention">{`${quantityText(short.quantity)} ${product.unit} short`}</StatusChip>{' '}
              <span className={classes.quiet}>at <MoneyText value={short.value} /></span>
            </li>
          )}
          {lots.length === 0 && short === null && <li className={classes.quiet}>No goods moved</li>}
        </ul>
      </td>
      <td><MoneyText value={revenue} signed={revenue < 0} /></td>
      <td><MoneyText value={cost} signed={cost < 0} /></td>
      <MarginCell margin={margin} revenue={revenue} />
    </tr>
  )
}

function MarginCell({ margin, revenue }: Pick<Line, 'margin' | 'revenue'>) {
  return (
    <td>
      <MoneyText value={margin} />
      <span className={classes.said}>{marginPartText(margin, revenue)}</span>
    </td>
  )
}
