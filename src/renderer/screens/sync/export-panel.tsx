import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { DocumentLink } from '../../components/document-link.tsx'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { Facts, type Fact } from '../../components/facts.tsx'
import { QuickBooksNumber } from '../../components/quickbooks-number.tsx'
import { SaveListButton, useRowsToSave } from '../../components/save-as-button.tsx'
import { SidePanel, SidePanelContent } from '../../components/side-panel.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { copyText } from '../../state/copy-text.ts'
import { useNowMs } from '../../state/now.ts'
import type { FileColumn } from '../../state/save-list.ts'
import { businessDateText, instantText } from '../../text/dates.ts'
import { attemptText, exportText, standingOf } from '../../text/export-standing.ts'
import { prettyJson } from '../../text/pretty-json.ts'
import { DateForm } from './date-form.tsx'
import { ExportButtons } from './export-buttons.tsx'
import type { Paused } from './export-columns.tsx'
import { ExportLines } from './export-lines.tsx'
import { HandForm } from './hand-form.tsx'
import { Reasons } from './reasons.tsx'
import classes from './sync.module.css'

type Details = OutputOf<'query', 'export.get'>

interface ExportPanelProps {
  /** `null` keeps the panel closed. */
  readonly exportId: number | null
  readonly paused: Paused
  readonly onClose: () => void
}

/** One document for QuickBooks whole: what is missing, what it says, as it was sent or would be, and every attempt. */
export function ExportPanel({ exportId, paused, onClose }: ExportPanelProps) {
  const asked = useLedgerQuery('export.get', { exportId: exportId ?? 1 }, { enabled: exportId !== null })
  const [form, setForm] = useState<{ readonly of: number; readonly kind: 'by_hand' | 'other_date' } | null>(null)
  const details = asked.data?.export.exportId === exportId ? asked.data : undefined
  const opened = form !== null && form.of === exportId ? form.kind : null
  const leaveForm = () => setForm(null)
  return (
    <SidePanel opened={exportId !== null && (details !== undefined || asked.error !== null)} title={details?.export.docNumber ?? 'Export'} wide holdsForm={opened !== null} onClose={onClose}>
      {asked.error && <AppErrorPanel error={asked.error} onRetry={asked.retry} />}
      {details && opened === 'other_date' && <DateForm row={details.export} onDone={leaveForm} onCancel={leaveForm} />}
      {details && opened === 'by_hand' && <HandForm exportIds={[details.export.exportId]} onDone={leaveForm} onCancel={leaveForm} />}
      {details && opened === null && (
        <SidePanelContent
          footer={
            <ExportButtons
              row={details.export}
              onByHand={() => setForm({ of: details.export.exportId, kind: 'by_hand' })}
              onOtherDate={() => setForm({ of: details.export.exportId, kind: 'other_date' })}
              onClose={onClose}
            />
          }
        >
          <ExportDetails details={details} paused={paused} />
        </SidePanelContent>
      )}
    </SidePanel>
  )
}

const attemptColumns: readonly FileColumn<Details['attempts'][number] & { readonly came: string }>[] = [
  { header: 'Attempt', at: 'attemptNo', as: 'count' },
  { header: 'What came of it', at: 'came' },
  { header: 'Began', at: 'beganAt', as: 'instant' },
  { header: 'Detail', at: 'detail' },
]
const attemptNoun = ['attempt', 'attempts'] as const

function ExportDetails({ details, paused }: { readonly details: Details; readonly paused: Paused }) {
  const { export: row, offset, lines, body, attempts, acceptedAt } = details
  const nowMs = useNowMs()
  const { tone, text, next } = standingOf(row, paused)
  const tries = useRowsToSave(`${row.docNumber} attempts`, attemptNoun, useMemo(() => attempts.map((attempt) => ({ ...attempt, came: attemptText(attempt) })), [attempts]), attemptColumns)
  const facts: readonly Fact[] = [
    { term: 'Tells of', value: <DocumentLink document={row.document} /> },
    { term: 'As', value: exportText(row) },
    { term: 'Date', value: businessDateText(row.txnDate) },
    ...(row.otherDate === null ? [] : [{ term: 'Date in QuickBooks', value: businessDateText(row.otherDate) }]),
    ...(row.state === 'accepted' ? [{ term: 'In QuickBooks', value: <QuickBooksNumber row={row} /> }] : []),
    ...(acceptedAt === null ? [] : [{ term: 'Arrived', value: instantText(acceptedAt, nowMs) }]),
    ...(offset === null ? [] : [{ term: 'Against', value: offset }]),
  ]
  return (
    <div className={classes.details}>
      <div className={classes.line}>
        <StatusChip tone={tone}>{text}</StatusChip>
        {row.why.length === 0 && next !== '' && <span>{next}</span>}
      </div>
      <Reasons row={row} />
      <Facts facts={facts} inline />
      {lines.length > 0 && <ExportLines lines={lines} document={row.document} docNumber={row.docNumber} />}
      <Body body={body} title={bodyTitle(row.state)} />
      {attempts.length > 0 && (
        <section aria-label="Attempts">
          <h3 className={classes.heading}>Attempts</h3>
          <ol className={classes.attempts}>
            {attempts.map((attempt) => (
              <li key={attempt.attemptNo}>
                {attemptText(attempt)}
                <span className={classes.small}>
                  {instantText(attempt.beganAt, nowMs)}
                  {attempt.detail !== '' && ` · ${attempt.detail}`}
                </span>
              </li>
            ))}
          </ol>
          {tries && <SaveListButton list={tries} />}
        </section>
      )}
    </div>
  )
}

function bodyTitle(state: Details['export']['state']): string {
  if (state === 'accepted' || state === 'in_flight' || state === 'unknown') return 'What was sent'
  return state === 'not_exported' || state === 'withdrawn' || state === 'nothing_to_send' ? 'What would be sent' : 'What will be sent'
}

/** The exact text, laid out to be read; what is copied is the text itself. */
function Body({ body, title }: { readonly body: string | null; readonly title: string }) {
  const [copied, setCopied] = useState<string | null>(null)
  if (body === null) return null
  const isCopied = copied === body
  return (
    <section aria-label={title}>
      <h3 className={classes.heading}>{title}</h3>
      {/* Long ones scroll, so they need a Tab stop. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={classes.body} tabIndex={0} role="region" aria-label={`${title}, as text`}>
        {prettyJson(body)}
      </pre>
      <Button
        variant="default"
        leftSection={isCopied ? <IconCheck size="1.1em" aria-hidden /> : <IconCopy size="1.1em" aria-hidden />}
        onClick={async () => setCopied((await copyText(body)) ? body : null)}
      >
        {isCopied ? 'Copied' : 'Copy'}
      </Button>
    </section>
  )
}
