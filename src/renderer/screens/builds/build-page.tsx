import { Button } from '@mantine/core'
import { IconHammer, IconTag } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import type { AppError } from '../../../shared/errors.ts'
import { formatQuantity } from '../../../shared/units/quantity.ts'
import { useCommand } from '../../api/use-command.ts'
import { client } from '../../api/bridge.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { DocumentActions, TakeBackRefused } from '../../components/document-actions.tsx'
import { PostingPanel } from '../../components/entries-panel.tsx'
import { MoneyText, QuantityText, UnitCostText } from '../../components/figure.tsx'
import { ListError } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { FigureStrip, Inset, Section, Sections, type StripFigure } from '../../components/sections.tsx'
import { LotLink, ProductLink, TextLink } from '../../components/text-link.tsx'
import { useReceiving } from '../../state/company.ts'
import { useGoBack, useRouteId } from '../../state/detail-page.ts'
import { useNowMs } from '../../state/now.ts'
import { showNotice } from '../../state/window-state.ts'
import { useLetterKey } from '../../state/letter-key.ts'
import { businessDateText, recordedText } from '../../text/dates.ts'
import { plannedText } from '../../text/planned-words.ts'
import { CostTree } from '../lots/cost-tree.tsx'
import { useBuildReview } from '../quality/use-build-review.tsx'
import { DocumentExports } from '../sync/document-exports.tsx'
import { PlanTable } from './build-plan.tsx'
import { BuildStatus } from './build-status.tsx'
import { BuildTimeline } from './build-timeline.tsx'
import { WentToSales } from './for-sales.tsx'
import { ReversePanel, type ReversePreview } from './reverse-panel.tsx'

type Details = OutputOf<'query', 'build.get'>

/** One build: what it made, what it drew from which lots, and what that cost. */
export function BuildPage() {
  const buildId = useRouteId('buildId')
  const goBack = useGoBack('/builds')
  const { data, error, retry } = useLedgerQuery('build.get', { buildId })
  const details = data?.build.buildId === buildId ? data : undefined
  if (error) {
    return (
      <Page title="Build" purpose="" onBack={goBack}>
        <ListError error={error} onRetry={retry} />
      </Page>
    )
  }
  return details ? <Build key={buildId} details={details} onBack={goBack} /> : null
}

function Build({ details, onBack }: { readonly details: Details; readonly onBack: () => void }) {
  const { build, postingId, reversedByPostingId } = details
  const { buildId, reference, product, quantity, businessDate, status } = build
  const navigate = useNavigate()
  const receiving = useReceiving()
  const reversing = useCommand('build.reverse')
  const [shownPosting, setShownPosting] = useState<number | null>(null)
  const [preview, setPreview] = useState<ReversePreview | null>(null)
  const [refused, setRefused] = useState<AppError | null>(null)
  const review = useBuildReview(build)

  const again = { product: product.productId, quantity: formatQuantity(quantity) }
  const buildAgain = () => void navigate({ to: '/builds/new', search: again as object })
  useLetterKey('n', buildAgain)

  /** Shows what would move; what stands in the way is told by the ledger in place of that. */
  async function askToReverse() {
    const reply = await client.runQuery('document.preview_reversal', { kind: 'build', id: buildId })
    setRefused(reply.ok ? null : reply.error)
    if (reply.ok) setPreview(reply.value)
  }

  async function reverse(replan: boolean) {
    const reply = await reversing.run({ buildId, replan })
    setPreview(null)
    if (reply === null) return
    setRefused(reply.ok ? null : reply.error)
    if (!reply.ok) return
    const planned = reply.value.planned
    showNotice({
      kind: 'done',
      text: `${reference} reversed: its components are back in their lots${planned === null ? '' : `, its units in ${plannedText(planned.plannedBuildId)}`}`,
      undo: { label: 'Build again', run: buildAgain },
    })
  }

  return (
    <Page
      title={`Build ${reference}`}
      purpose={`${product.name}, built on ${businessDateText(businessDate)}`}
      onBack={onBack}
      actions={
        <>
          {review.actions}
          {build.lot !== null && receiving === true && status !== 'reversed' && <LabelButton lotId={build.lot.lotId} />}
          <DocumentActions
            takeBack={status === 'done' || status === 'in_review' || status === 'approved' ? { label: 'Reverse build', command: 'build.reverse', pending: reversing.pending, run: () => void askToReverse() } : null}
            postingId={postingId}
            takenBack={reversedByPostingId === null ? null : { postingId: reversedByPostingId, label: 'Show entries of the reversal' }}
            onShowPosting={setShownPosting}
          />
        </>
      }
      primary={review.primary ?? { label: 'Build again', icon: <IconHammer size="1.1em" stroke={2} aria-hidden />, shortcut: 'N', command: 'build.execute', onRun: buildAgain }}
    >
      <Sections>
        <Figures details={details} />
        <TakeBackRefused error={refused} kind="build" reference={reference} onRetry={() => void askToReverse()} />
        {review.section}
        <WentToSales details={details} />
        <DocumentExports kind="build" id={buildId} before="It is exported once it is approved." />
        <Section title={details.costLinesReleased ? 'What it drew' : 'What it drew and cost'}>
          <Inset>
            <PlanTable plan={details} when="made" builtOn={details.build.businessDate} />
          </Inset>
        </Section>
        {build.lot !== null && status !== 'reversed' && (
          <Section title="Cost explained">
            <Inset>
              <CostTree lotId={build.lot.lotId} />
            </Inset>
          </Section>
        )}
        <Section title="What happened">
          <Inset>
            <BuildTimeline events={details.timeline} onShowPosting={setShownPosting} />
          </Inset>
        </Section>
      </Sections>
      {review.panel}
      <ReversePanel
        preview={preview}
        plannedBuildId={build.plannedBuildId}
        pending={reversing.pending}
        onReverse={(replan) => void reverse(replan)}
        onClose={() => setPreview(null)}
      />
      <PostingPanel postingId={shownPosting} onClose={() => setShownPosting(null)} />
    </Page>
  )
}

/** The way to the label of what was made. */
function LabelButton({ lotId }: { readonly lotId: number }) {
  const navigate = useNavigate()
  const open = () => void navigate({ to: `/lots/${lotId}/label` })
  useLetterKey('l', open)
  return (
    <Button variant="default" leftSection={<IconTag size="1.1em" stroke={1.75} aria-hidden />} aria-keyshortcuts="L" onClick={open}>
      Label
    </Button>
  )
}

function Figures({ details: { build, recorded, costNow, notes } }: { readonly details: Details }) {
  const { product, quantity, lot, value, unitCost, status, businessDate, assignee, plannedBuildId } = build
  const nowMs = useNowMs()
  const figures: readonly StripFigure[] = [
    { term: 'Built', value: <QuantityText value={quantity} unit={product.unit} /> },
    { term: 'Finished lot', value: lot === null ? (status === 'in_review' ? 'None yet' : 'None') : <LotLink {...lot} /> },
    { term: 'Value', value: <MoneyText value={value} /> },
    { term: 'Unit cost', value: <UnitCostText value={unitCost} unit={product.unit} /> },
    ...(costNow === value || status === 'reversed' || value === null ? [] : [{ term: 'Cost now', value: <MoneyText value={costNow} /> }]),
    { term: 'Status', value: <BuildStatus status={status} />, size: 'text' },
    { term: 'Product', value: <ProductLink {...product} />, size: 'text' },
    { term: 'Built on', value: businessDateText(businessDate), size: 'text' },
    { term: 'Recorded', value: recordedText(recorded.at, recorded.by, nowMs), size: 'text' },
    ...(assignee === null ? [] : [{ term: 'Built by', value: assignee.name, size: 'text' as const }]),
    ...(plannedBuildId === null
      ? []
      : [{ term: 'Planned as', value: <TextLink to={`/builds/planned/${plannedBuildId}`}>{plannedText(plannedBuildId)}</TextLink>, size: 'text' as const }]),
    ...(notes === '' ? [] : [{ term: 'Notes', value: notes, size: 'text' as const }]),
  ]
  return <FigureStrip figures={figures} />
}
