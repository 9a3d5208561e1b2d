import { Button } from '@mantine/core'
import { useMemo } from 'react'
import type { OutputOf } from '../../shared/contract/registry.ts'
import { useLedgerQuery } from '../api/use-query.ts'
import { useNowMs } from '../state/now.ts'
import type { FileColumn } from '../state/save-list.ts'
import { businessDateText, recordedText } from '../text/dates.ts'
import { accountText, documentText, postingKindText } from '../text/ledger-words.ts'
import { DocumentLink } from './document-link.tsx'
import classes from './entries-panel.module.css'
import { AppErrorPanel } from './error-panel.tsx'
import { Facts } from './facts.tsx'
import { MoneyText, QuantityText } from './figure.tsx'
import { FiguresTable } from './figures-table.tsx'
import { SaveListButton, useRowsToSave } from './save-as-button.tsx'
import { SidePanel, SidePanelContent } from './side-panel.tsx'
import { LotLink, ProductLink } from './text-link.tsx'

type Posting = OutputOf<'query', 'posting.get'>

interface PostingPanelProps {
  /** `null` keeps the panel closed. */
  readonly postingId: number | null
  readonly onClose: () => void
}

/** The entries behind a number: one posting with everything it moved, which sums to zero. */
export function PostingPanel({ postingId, onClose }: PostingPanelProps) {
  const { data, error, retry } = useLedgerQuery('posting.get', { postingId: postingId ?? 1 }, { enabled: postingId !== null })
  const posting = data?.postingId === postingId ? data : undefined
  return (
    <SidePanel opened={postingId !== null} title={posting ? titleOf(posting) : 'Entries'} wide onClose={onClose}>
      <SidePanelContent
        footer={
          <Button variant="default" data-autofocus onClick={onClose}>
            Close
          </Button>
        }
      >
        {error && <AppErrorPanel error={error} onRetry={retry} />}
        {posting && <PostingDetails posting={posting} />}
      </SidePanelContent>
    </SidePanel>
  )
}

function titleOf({ kind, document }: Posting): string {
  return kind === 'reversal' ? `${documentText(document)} undone` : documentText(document)
}

interface SavedEntry {
  readonly account: string
  readonly lot: string
  readonly sku: string
  readonly quantity: number | null
  readonly unit: string
  readonly value: number
}

const entryColumns: readonly FileColumn<SavedEntry>[] = [
  { header: 'Account', at: 'account' },
  { header: 'Lot', at: 'lot' },
  { header: 'SKU', at: 'sku' },
  { header: 'Quantity', at: 'quantity', as: 'quantity' },
  { header: 'Unit', at: 'unit' },
  { header: 'Value', at: 'value', as: 'unit_cost' },
]
const entryNoun = ['entry', 'entries'] as const

function PostingDetails({ posting }: { readonly posting: Posting }) {
  const { postingId, kind, document, businessDate, recordedAt, by, reversesPostingId, reversedByPostingId, entries, hash } = posting
  const nowMs = useNowMs()
  const rows = useMemo(
    () => entries.map(({ account, lot, product, quantity, value: moved }) => ({ account: accountText(account), lot: lot?.number ?? '', sku: product?.sku ?? '', quantity: product && quantity, unit: product?.unit ?? '', value: moved })),
    [entries],
  )
  const saved = useRowsToSave(`${document.reference} entries of posting ${postingId}`, entryNoun, rows, entryColumns)
  const sum = entries.reduce((total, { value }) => total + value, 0)
  return (
    <>
      <Facts
        facts={[
          { term: 'Document', value: <DocumentLink document={document} /> },
          { term: 'What', value: postingKindText(kind) },
          { term: 'Business date', value: businessDateText(businessDate) },
          { term: 'Recorded', value: recordedText(recordedAt, by, nowMs) },
          ...(reversesPostingId === null ? [] : [{ term: 'Takes back', value: `Posting ${reversesPostingId}` }]),
          ...(reversedByPostingId === null ? [] : [{ term: 'Taken back by', value: `Posting ${reversedByPostingId}` }]),
        ]}
        inline
      />
      <FiguresTable
        head={['Account', 'Quantity', 'Value']}
        foot={
          <tr>
            <th scope="row" colSpan={2}>
              Sum
            </th>
            <td>
              <MoneyText value={sum} />
            </td>
          </tr>
        }
      >
        {entries.map((entry) => (
          <EntryLine key={entry.entryId} entry={entry} />
        ))}
      </FiguresTable>
      {saved && (
        <div>
          <SaveListButton list={saved} />
        </div>
      )}
      <Facts facts={[{ term: `Posting ${postingId} is sealed with`, value: <span className={classes.hash}>{hash}</span> }]} />
    </>
  )
}

function EntryLine({ entry: { account, product, lot, quantity, value } }: { readonly entry: Posting['entries'][number] }) {
  return (
    <tr>
      <td>
        <span className={classes.account}>{accountText(account)}</span>
        {lot && (
          <>
            {' '}
            <LotLink {...lot} />
          </>
        )}
        {product && (
          <>
            {lot ? ' of ' : ' '}
            <ProductLink {...product} />
          </>
        )}
      </td>
      <td>{product && <QuantityText value={quantity} unit={product.unit} signed />}</td>
      <td>
        <MoneyText value={value} signed />
      </td>
    </tr>
  )
}
