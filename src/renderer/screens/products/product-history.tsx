import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { HistoryRow } from '../../../shared/contract/product.ts'
import { useLedgerPages } from '../../api/use-query.ts'
import { PostingPanel } from '../../components/entries-panel.tsx'
import { ListError } from '../../components/list-parts.tsx'
import { useSavableList } from '../../components/save-as-button.tsx'
import { Inset, NothingYet, Section } from '../../components/sections.tsx'
import type { FileColumn } from '../../state/save-list.ts'
import { postingKindWords } from '../../text/ledger-words.ts'
import { StoryTable } from './story-table.tsx'

const pageRows = 50

export const historyFileColumns: readonly FileColumn<HistoryRow>[] = [
  { header: 'Date', at: 'businessDate', as: 'day' },
  { header: 'What happened', at: 'kind', words: postingKindWords },
  { header: 'Document', at: 'document.reference' },
  { header: 'With', at: 'party' },
  { header: 'By', at: 'by' },
  { header: 'Undone', at: 'reversed', as: 'yes_no' },
  { header: 'Quantity', at: 'quantity', as: 'quantity' },
  { header: 'Value', at: 'value', as: 'money' },
  { header: 'On hand after', at: 'onHandAfter', as: 'quantity' },
  { header: 'Value after', at: 'valueAfter', as: 'money' },
]

interface ProductHistoryProps {
  readonly productId: number
  readonly unit: string
  /** Stock is told apart by lots, so that lots are named. */
  readonly receiving: boolean
}

/** Everything that moved this product, newest first; each row opens the entries behind it. */
export function ProductHistory({ productId, unit, receiving }: ProductHistoryProps) {
  const [postingId, setPostingId] = useState<number | null>(null)
  const { pages, more, error, retry, showMore } = useLedgerPages('product.history', productId, {
    draftAfter: (last) => ({ productId, beforePostingId: last?.rows.at(-1)?.postingId ?? null, limit: pageRows }),
    hasMore: (last) => last.more,
  })
  const rows = useMemo(() => pages?.flatMap((page) => page.rows), [pages])
  const asked = { query: 'product.history', input: { productId, beforePostingId: null }, rowsIn: 'rows', after: { input: 'beforePostingId', of: 'postingId' } }
  useSavableList('History', ['event', 'events'], { asked, total: rows?.length, error }, historyFileColumns)
  return (
    <Section title="History">
      {error && <ListError error={error} onRetry={retry} />}
      {rows?.length === 0 && <NothingYet>Nothing has moved it yet. Receipts, builds and corrections will be listed here.</NothingYet>}
      {rows && rows.length > 0 && <StoryTable rows={rows} unit={unit} lotsShown={receiving} onOpen={(row) => setPostingId(row.postingId)} />}
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
