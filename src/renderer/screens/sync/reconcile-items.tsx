import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { QuantityReason, ReconciledItem } from '../../../shared/contract/reconcile.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { FiguresTable } from '../../components/figures-table.tsx'
import { QuantityText } from '../../components/figure.tsx'
import { ListError } from '../../components/list-parts.tsx'
import { useSavableList, wholeAnswer } from '../../components/save-as-button.tsx'
import { Inset, NothingYet, Section } from '../../components/sections.tsx'
import { ProductLink, TextLink } from '../../components/text-link.tsx'
import { useNowMs } from '../../state/now.ts'
import type { FileColumn } from '../../state/save-list.ts'
import { instantText } from '../../text/dates.ts'
import { quantityText } from '../../text/numbers.ts'
import { perhapsText, quantityReasonText } from '../../text/reconcile-words.ts'
import { MoreRows, pageRows } from './more-rows.tsx'
import classes from './sync.module.css'

const which = [
  { value: 'apart', label: 'Those that differ' },
  { value: 'all', label: 'All linked items' },
]

const fileColumns: readonly FileColumn<ReconciledItem>[] = [
  { header: 'SKU', at: 'product.sku' },
  { header: 'Product', at: 'product.name' },
  { header: 'Item in QuickBooks', at: 'item.name' },
  { header: 'Here', at: 'here', as: 'quantity' },
  { header: 'In QuickBooks', at: 'there', as: 'quantity' },
  { header: 'Difference', at: 'difference', as: 'quantity' },
  { header: 'Not explained', at: 'unexplained', as: 'quantity' },
  { header: 'Unit', at: 'product.unit' },
]

/** Stock here and quantity there of linked items; why they differ, added up. */
export function ReconciledItems({ apart }: { readonly apart: number }) {
  const [shows, setShows] = useState('apart')
  const [rows, setRows] = useState(pageRows)
  const nowMs = useNowMs()
  const { data, error, retry } = useLedgerQuery('reconcile.items', { limit: rows, offset: 0, apartOnly: shows === 'apart' })
  const linked = useLedgerQuery('reconcile.items', { limit: 1, offset: 0, apartOnly: false }, { enabled: apart === 0 }).data?.total
  const source = useLedgerQuery('accounting.settings', {}).data?.source
  useSavableList('Items', ['item', 'items'], wholeAnswer('reconcile.items', { apartOnly: shows === 'apart' }, 'items', data?.total), fileColumns)
  if (data === undefined && error === null) return null
  return (
    <Section title="Items" action={<SegmentedControl aria-label="Which items" data={which} value={shows} onChange={setShows} />}>
      {error && <Inset><ListError error={error} onRetry={retry} /></Inset>}
      {data?.total === 0 && <NothingYet>{shows === 'apart' && linked !== 0 ? 'Every linked item has the same quantity here and in QuickBooks.' : 'No product is linked to an item with a quantity yet.'}</NothingYet>}
      {data && data.total > 0 && (
        <Inset>
          {data.toldAt !== null && (
            <p className={classes.about}>
              Quantities in QuickBooks as of {instantText(data.toldAt, nowMs)}.{source === 'partsemble' && ' While stock is kept here alone, QuickBooks is told no quantities, so they may differ.'}
            </p>
          )}
          <FiguresTable label="Items" head={['Product', 'Here', 'In QuickBooks', 'Difference', 'Of that']}>
            {data.items.map((row) => (
              <Item key={row.item.accountingItemId} row={row} />
            ))}
          </FiguresTable>
          <MoreRows shown={data.items.length} total={data.total} rows={rows} onMore={setRows} />
        </Inset>
      )}
    </Section>
  )
}

function Item({ row: { item, product, here, there, difference, reasons, unexplained, perhaps } }: { readonly row: ReconciledItem }) {
  const { unit } = product
  return (
    <tr>
      <th scope="row">
        <ProductLink {...product} />{' '}
        <TextLink to="/items" search={{ panel: 'item', selected: String(item.accountingItemId) }}>
          {item.name}
        </TextLink>
      </th>
      <td>
        <QuantityText value={here} unit={unit} />
      </td>
      <td>
        <QuantityText value={there} unit={unit} />
      </td>
      <td>
        <QuantityText value={difference} unit={unit} signed />
      </td>
      <td>
        {reasons.map(({ reason, quantity }) => (
          <div key={reason} className={classes.reason}>
            <Reason reason={reason} /> <QuantityText value={quantity} unit={unit} signed />
          </div>
        ))}
        {unexplained !== 0 && (
          <div className={classes.reason}>
            <span className={classes.quiet}>not explained</span> <QuantityText value={unexplained} unit={unit} signed />
          </div>
        )}
        {perhaps.map((one) => (
          <div key={one.why} className={classes.perhaps}>
            {perhapsText(one, `${quantityText(one.quantity ?? 0)} ${unit}`)}
          </div>
        ))}
      </td>
    </tr>
  )
}

/** Where the documents of a reason are listed; those that are otherwise there stand on this page. */
const placeOfReason: { readonly [R in QuantityReason]?: { readonly to: string; readonly search?: Readonly<Record<string, string>> } } = {
  waiting: { to: '/sync', search: { filter: 'waiting' } },
  in_review: { to: '/builds/review' },
  sales_waiting: { to: '/sales', search: { filter: 'waiting' } },
}

function Reason({ reason }: { readonly reason: QuantityReason }) {
  const place = placeOfReason[reason]
  const text = quantityReasonText[reason]
  return place === undefined ? <span className={classes.quiet}>{text}</span> : <TextLink {...place}>{text}</TextLink>
}
