import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { HistoryRow } from '../../../shared/contract/product.ts'
import { useLedgerPages } from '../../api/use-query.ts'
import { DataTable, type TableColumn } from '../../components/data-table.tsx'
import { PostingPanel } from '../../components/entries-panel.tsx'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { ListError } from '../../components/list-parts.tsx'
import { Inset, NothingYet, Section } from '../../components/sections.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { businessDateText } from '../../text/dates.ts'
import { movementText } from '../../text/ledger-words.ts'
import { quantityText } from '../../text/numbers.ts'
import classes from './products-screen.module.css'

const pageRows = 50

/** Everything that moved this product, newest first; each row opens the entries behind it. */
export function ProductHistory({ productId, unit }: { readonly productId: number; readonly unit: string }) {
  const [postingId, setPostingId] = useState<number | null>(null)
  const { pages, more, error, retry, showMore } = useLedgerPages('product.history', productId, {
    draftAfter: (last) => ({ productId, beforePostingId: last?.rows.at(-1)?.postingId ?? null, limit: pageRows }),
    hasMore: (last) => last.more,
  })
  const rows = useMemo(() => pages?.flatMap((page) => page.rows), [pages])
  const columns = useMemo(() => columnsFor(unit), [unit])
  return (
    <Section title="History">
      {error && <ListError error={error} onRetry={retry} />}
      {rows?.length === 0 && <NothingYet>Nothing has moved it yet. Receipts, builds and corrections will be listed here.</NothingYet>}
      {rows && rows.length > 0 && (
        <DataTable
          label="History of this product"
          rows={rows}
          columns={columns}
          rowId={(row) => String(row.postingId)}
          sortedBy={{ column: 'date', descending: true }}
          height="whole"
          onOpen={(row) => setPostingId(row.postingId)}
        />
      )}
      {more && (
        <Inset>
          <Button variant="default" mt="sm" onClick={showMore}>
            Show more
          </Button>
        </Inset>
      )}
      <PostingPanel postingId={postingId} onClose={() => setPostingId(null)} />
    </Section>
  )
}

function columnsFor(unit: string): readonly TableColumn<HistoryRow>[] {
  return [
    // Postings are numbered as they were recorded, which is the order their balances follow.
    { id: 'date', header: 'Date', width: 'minmax(140px, 0.7fr)', value: (r) => r.postingId, cell: (r) => businessDateText(r.businessDate) },
    { id: 'what', header: 'What happened', width: 'minmax(280px, 2.6fr)', value: (r) => movementText(r), cell: (r) => <WhatHappened row={r} unit={unit} /> },
    { id: 'value', header: 'Value', width: 'minmax(110px, 0.8fr)', align: 'end', value: (r) => r.value, cell: (r) => <MoneyText value={r.value} signed /> },
    {
      id: 'onHand',
      header: 'On hand after',
      width: 'minmax(130px, 0.8fr)',
      align: 'end',
      value: (r) => r.onHandAfter,
      cell: (r) => <QuantityText value={r.onHandAfter} unit={unit} />,
    },
    { id: 'valueAfter', header: 'Value after', width: 'minmax(120px, 0.8fr)', align: 'end', value: (r) => r.valueAfter, cell: (r) => <MoneyText value={r.valueAfter} /> },
  ]
}

function WhatHappened({ row, unit }: { readonly row: HistoryRow; readonly unit: string }) {
  return (
    <span className={classes.named}>
      <span className={classes.name}>
        {movementText(row)} {row.quantity !== 0 && `${quantityText(Math.abs(row.quantity))} ${unit}`}
      </span>
      {row.reversed && <StatusChip tone="plain">Undone</StatusChip>}
    </span>
  )
}
