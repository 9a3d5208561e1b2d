import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconArrowBackUp, IconHammer, IconTrash, IconX } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { EstimateText, QuantityText } from '../../components/figure.tsx'
import { useGuard } from '../../components/guard.ts'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { ListError } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { FigureStrip, Inset, Section, Sections } from '../../components/sections.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { ProductLink, TextLink } from '../../components/text-link.tsx'
import { useGoBack, useRouteId } from '../../state/detail-page.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'
import { businessDateText } from '../../text/dates.ts'
import { fieldTexts } from '../../text/errors.ts'
import { plannedText } from '../../text/planned-words.ts'
import { putAwayPlanned, restorePlanned } from './planned-actions.ts'
import { PlannedChips } from './planned-chips.tsx'
import { PlannedFields } from './planned-fields.tsx'
import { PlannedLines } from './planned-lines.tsx'
import { changedPlan, planText, typedBefore, updateDraft, type PlannedDetails, type PlanText } from './planned-edit.ts'
import { keepUnsavedPlan, unsavedPlan } from './unsaved-plans.ts'

/** One planned build: what it will use, which can be changed, and the way to build it. */
export function PlannedBuildPage() {
  const plannedBuildId = useRouteId('plannedBuildId')
  const goBack = useGoBack('/builds/queue')
  const { data, error, retry } = useLedgerQuery('planned_build.get', { plannedBuildId })
  const details = data?.plannedBuild.plannedBuildId === plannedBuildId ? data : undefined
  if (error) {
    return (
      <Page title="Planned build" purpose="" onBack={goBack}>
        <ListError error={error} onRetry={retry} />
      </Page>
    )
  }
  return details ? <Planned key={plannedBuildId} details={details} onBack={goBack} /> : null
}

/** Why it was not saved, with the sentences beside its fields. */
interface Refused {
  readonly error: AppError
  readonly texts: Readonly<Record<string, string>>
}

function Planned({ details, onBack }: { readonly details: PlannedDetails; readonly onBack: () => void }) {
  const { plannedBuild } = details
  const { plannedBuildId, product, status } = plannedBuild
  const navigate = useNavigate()
  const saving = useCommand('planned_build.update')
  const [maySave, mayBuild] = [useGuard('planned_build.update'), useGuard('build.execute')]
  const [typed, setTyped] = useState<Partial<PlanText>>(() => unsavedPlan(plannedBuildId))
  const [refusal, setRefusal] = useState<Refused | null>(null)
  const shown: PlanText = { ...planText(details), ...typed }
  const changed = changedPlan(details, shown)
  const planned = status === 'planned'
  const texts = refusal?.texts ?? {}

  function keep(next: Partial<PlanText>) {
    keepUnsavedPlan(plannedBuildId, next)
    setTyped(next)
  }

  function change(part: Partial<PlanText>) {
    setRefusal(null)
    keep({ ...typed, ...part })
  }

  /** Whether everything typed is in the ledger now. */
  async function save(): Promise<boolean> {
    if (!changed) return true
    const before = typedBefore(details, shown)
    const reply = await saving.run(updateDraft(plannedBuildId, shown))
    if (reply === null) return false
    if (!reply.ok) {
      setRefusal({ error: reply.error, texts: fieldTexts(reply.error, {}, Date.now()) })
      return false
    }
    keep({})
    setRefusal(null)
    showNotice({
      kind: 'done',
      text: `${plannedText(plannedBuildId)} saved`,
      undo: { label: 'Undo', run: commandOnce('planned_build.update', before, () => ({ kind: 'done', text: `${plannedText(plannedBuildId)} says what it said before` })) },
    })
    return true
  }

  async function execute() {
    if (!(await save())) return
    const search = { plan: plannedBuildId, product: product.productId, quantity: shown.quantity }
    void navigate({ to: '/builds/new', search: search as object })
  }

  async function putAway(command: 'planned_build.close' | 'planned_build.delete') {
    if (await putAwayPlanned(command, plannedBuildId, product.sku)) onBack()
  }

  useHotkeys(
    [
      ['mod+S', () => maySave.run(() => void save())],
      ['mod+Enter', () => planned && mayBuild.run(() => void execute())],
    ],
    [],
  )

  return (
    <Page
      title={plannedText(plannedBuildId)}
      purpose={`${product.name}, planned from version ${details.bomVersion} of its BOM`}
      onBack={onBack}
      actions={
        planned ? (
          <>
            <GuardedButton command="planned_build.delete" variant="default" leftSection={<IconTrash size="1.1em" stroke={1.75} aria-hidden />} onClick={() => void putAway('planned_build.delete')}>
              Delete
            </GuardedButton>
            <GuardedButton command="planned_build.close" variant="default" leftSection={<IconX size="1.1em" stroke={1.75} aria-hidden />} onClick={() => void putAway('planned_build.close')}>
              Close
            </GuardedButton>
            {changed && (
              <Button variant="default" onClick={() => keep({})}>
                Discard changes
              </Button>
            )}
            <GuardedButton command="planned_build.update" variant="default" aria-keyshortcuts="Control+S" disabled={!changed} onClick={() => void save()}>
              Save changes
            </GuardedButton>
          </>
        ) : (
          status !== 'done' && (
            <GuardedButton command="planned_build.restore" variant="default" leftSection={<IconArrowBackUp size="1.1em" stroke={1.75} aria-hidden />} onClick={restorePlanned(plannedBuildId)}>
              Put back into the queue
            </GuardedButton>
          )
        )
      }
      {...(planned && {
        primary: { label: 'Execute …', icon: <IconHammer size="1.1em" stroke={2} aria-hidden />, shortcut: 'Ctrl+Enter', command: 'build.execute', onRun: () => void execute() },
      })}
    >
      <Sections>
        <Figures details={details} />
        {refusal && Object.keys(texts).length === 0 && <ListError error={refusal.error} onRetry={() => void save()} />}
        {planned && <PlannedFields typed={shown} unit={product.unit} texts={texts} onChange={change} />}
        <PlannedLines details={details} typed={shown} texts={texts} onChange={(lines) => change({ lines })} />
        <Built details={details} />
      </Sections>
    </Page>
  )
}

function Figures({ details: { plannedBuild } }: { readonly details: PlannedDetails }) {
  const { product, quantity, estimatedCost, targetDate, assignee, status } = plannedBuild
  // While it is planned its fields say these.
  const settled = status !== 'planned'
  return (
    <FigureStrip
      figures={[
        { term: 'To build', value: <QuantityText value={quantity} unit={product.unit} /> },
        { term: 'Estimated cost', value: <EstimateText value={estimatedCost} /> },
        { term: 'Product', value: <ProductLink {...product} />, size: 'text' },
        ...(settled && targetDate !== null ? [{ term: 'Target date', value: businessDateText(targetDate), size: 'text' as const }] : []),
        ...(!settled || assignee === null ? [] : [{ term: 'Assigned to', value: assignee.name, size: 'text' as const }]),
        { term: 'Standing', value: <PlannedChips planned={plannedBuild} />, size: 'text' },
      ]}
    />
  )
}

/** What was made of it so far. */
function Built({ details: { builds, plannedBuild } }: { readonly details: PlannedDetails }) {
  if (builds.length === 0) return null
  return (
    <Section title="Built of it">
      <Inset>
        <ul>
          {builds.map(({ buildId, reference, quantity, businessDate, reversed }) => (
            <li key={buildId}>
              <TextLink to={`/builds/${buildId}`}>{reference}</TextLink>: <QuantityText value={quantity} unit={plannedBuild.product.unit} /> on {businessDateText(businessDate)}{' '}
              {reversed && <StatusChip tone="danger">Reversed</StatusChip>}
            </li>
          ))}
        </ul>
      </Inset>
    </Section>
  )
}
