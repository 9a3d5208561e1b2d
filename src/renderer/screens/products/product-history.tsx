import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useLedgerPages } from '../../api/use-query.ts'
import { PostingPanel } from '../../components/entries-panel.tsx'
import { ListError } from '../../components/list-parts.tsx'
import { Inset, NothingYet, Section } from '../../components/sections.tsx'
import { StoryTable } from './story-table.tsx'

const pageRows = 50

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
