import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import type { AppError } from '../../../shared/errors.ts'
import { client } from '../../api/bridge.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { DocumentActions, TakeBackRefused } from '../../components/document-actions.tsx'
import { DocumentLink } from '../../components/document-link.tsx'
import { PostingPanel } from '../../components/entries-panel.tsx'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { ListError } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { FigureStrip, Inset, NothingYet, Section, Sections, type StripFigure } from '../../components/sections.tsx'
import { LotLink, ProductLink } from '../../components/text-link.tsx'
import type { UndoPreview } from '../../components/undo-preview-panel.tsx'
import { useGoBack, useRouteId } from '../../state/detail-page.ts'
import { useNowMs } from '../../state/now.ts'
import { showNotice } from '../../state/window-state.ts'
import { adjustmentKindText, reasonText } from '../../text/adjustment-words.ts'
import { businessDateText, recordedText } from '../../text/dates.ts'
import { DocumentExports } from '../sync/document-exports.tsx'
import { AdjustmentStatus } from './adjustment-status.tsx'
import { TakeBackPanel } from './take-back-panel.tsx'

type Details = OutputOf<'query', 'adjustment.get'>

/** One adjustment: what it changed, why, when, and how to take it back. */
export function AdjustmentPage() {
  const adjustmentId = useRouteId('adjustmentId')
  const goBack = useGoBack('/adjustments')
  const { data, error, retry } = useLedgerQuery('adjustment.get', { adjustmentId })
  const details = data?.adjustment.adjustmentId === adjustmentId ? data : undefined
  if (error) {
    return (
      <Page title="Adjustment" purpose="" onBack={goBack}>
        <ListError error={error} onRetry={retry} />
      </Page>
    )
  }
  return details ? <Adjustment key={adjustmentId} details={details} onBack={goBack} /> : null
}

function Adjustment({ details, onBack }: { readonly details: Details; readonly onBack: () => void }) {
  const { adjustment, notes, postingId, reversedByPostingId } = details
  const { adjustmentId, reference, kind, product, status } = adjustment
  const reversing = useCommand('adjustment.reverse')
  const [shownPosting, setShownPosting] = useState<number | null>(null)

  const [preview, setPreview] = useState<UndoPreview | null>(null)
  const [refused, setRefused] = useState<AppError | null>(null)

  async function commit() {
    const reply = await reversing.run({ adjustmentId })
    if (reply === null) return
    setPreview(null)
    setRefused(reply.ok ? null : reply.error)
    if (reply.ok) showNotice({ kind: 'done', text: `${reference} taken back` })
  }

  /** At once where it is exact; what an average made of it is shown before. */
  async function takeBack() {
    const reply = await client.runQuery('document.preview_reversal', { kind: 'adjustment', id: adjustmentId })
    if (!reply.ok) return setRefused(reply.error)
    setRefused(null)
    if (reply.value.toAdjustment === 0) await commit()
    else setPreview(reply.value)
  }

  return (
    <Page
      title={`Adjustment ${reference}`}
      purpose={`${adjustmentKindText[kind]}, ${product.name}, on ${businessDateText(adjustment.businessDate)}`}
      onBack={onBack}
      actions={
        <DocumentActions
          takeBack={status === 'posted' && kind !== 'difference' ? { label: 'Take back', command: 'adjustment.reverse', pending: reversing.pending, run: () => void takeBack() } : null}
          postingId={postingId}
          takenBack={reversedByPostingId === null ? null : { postingId: reversedByPostingId, label: 'Show entries of taking it back' }}
          onShowPosting={setShownPosting}
        />
      }
    >
      <Sections>
        <Figures details={details} />
        <TakeBackRefused error={refused} kind="adjustment" reference={reference} onRetry={() => void takeBack()} />
        <DocumentExports kind="adjustment" id={adjustmentId} before="QuickBooks is told nothing of it." />
        <Section title="Notes">{notes === '' ? <NothingYet>No notes were written.</NothingYet> : <Inset>{notes}</Inset>}</Section>
      </Sections>
      <TakeBackPanel preview={preview} pending={reversing.pending} onTakeBack={() => void commit()} onClose={() => setPreview(null)} />
      <PostingPanel postingId={shownPosting} onClose={() => setShownPosting(null)} />
    </Page>
  )
}

function Figures({ details: { adjustment, recorded, takenBack, cause } }: { readonly details: Details }) {
  const { product, lot, quantity, value, reason, businessDate, status } = adjustment
  const nowMs = useNowMs()
  const text = 'text' as const
  const figures: readonly StripFigure[] = [
    { term: 'Quantity', value: <QuantityText value={quantity} unit={product.unit} signed /> },
    { term: 'Value', value: <MoneyText value={value} signed /> },
    { term: 'Status', value: <AdjustmentStatus status={status} />, size: text },
    { term: 'Product', value: <ProductLink {...product} />, size: text },
    ...(lot === null ? [] : [{ term: 'Lot', value: <LotLink {...lot} />, size: text }]),
    { term: 'Reason', value: reasonText(reason), size: text },
    ...(cause === null ? [] : [{ term: 'Came from taking back', value: <DocumentLink document={cause} />, size: text }]),
    { term: 'Date', value: businessDateText(businessDate), size: text },
    { term: 'Recorded', value: recordedText(recorded.at, recorded.by, nowMs), size: text },
    ...(takenBack === null ? [] : [{ term: 'Taken back', value: recordedText(takenBack.at, takenBack.by, nowMs), size: text }]),
  ]
  return <FigureStrip figures={figures} />
}
