import { Button } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import type { ExportRow } from '../../../shared/contract/export.ts'
import type { DocumentKind } from '../../../shared/errors.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { DocumentLink } from '../../components/document-link.tsx'
import { useGuard } from '../../components/guard.ts'
import { QuickBooksNumber } from '../../components/quickbooks-number.tsx'
import { Inset, Section } from '../../components/sections.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { businessDateText } from '../../text/dates.ts'
import { exportText, fixOf, standingOf } from '../../text/export-standing.ts'
import { sendExports } from './export-actions.ts'
import type { Paused } from './export-columns.tsx'
import { ExportPanel } from './export-panel.tsx'
import classes from './sync.module.css'

interface DocumentExportsProps {
  readonly kind: DocumentKind
  readonly id: number
  /** Said while there is nothing to export of it yet. */
  readonly before?: string
  /** What a person can say about it, under its exports. */
  readonly choice?: ReactNode
}

/** What a document becomes in QuickBooks, on its own page; nothing at all where nothing is exported. */
export function DocumentExports({ kind, id, before, choice }: DocumentExportsProps) {
  const { data } = useLedgerQuery('export.of_document', { kind, id })
  const paused = useLedgerQuery('export.list', { tab: 'waiting', search: '', kinds: [], limit: 1, offset: 0 }, { enabled: data?.exporting === true }).data?.paused ?? null
  const [shown, setShown] = useState<number | null>(null)
  const guard = useGuard('export.send')
  if (data === undefined || !data.exporting) return null
  const { exports, olderThan } = data
  const held = exports.filter(({ state, queued }) => state === 'refused' || ((state === 'waiting' || state === 'needs') && !queued))
  const failed = held.length > 0 && held.every(({ state }) => state === 'refused')
  return (
    <Section
      title="In QuickBooks"
      action={
        held.length > 0 && (
          <Button
            leftSection={<IconSend size="1.1em" stroke={1.75} aria-hidden />}
            {...guard.greyed}
            onClick={() => guard.run(() => void sendExports(held.map(({ exportId }) => exportId)))}
          >
            {failed ? 'Export again' : 'Export'}
          </Button>
        )
      }
    >
      <Inset>
        {exports.length === 0 && (
          <p className={classes.note}>
            {olderThan === null ? (before ?? 'Nothing of it is exported.') : `Not exported: it is older than ${businessDateText(olderThan)}, the first day that is exported.`}
          </p>
        )}
        {exports.length > 0 && (
          <ul className={classes.exports}>
            {exports.map((row) => (
              <DocumentExport key={row.exportId} row={row} about={{ kind, id }} paused={paused} onShow={() => setShown(row.exportId)} />
            ))}
          </ul>
        )}
        {choice}
      </Inset>
      <ExportPanel exportId={shown} paused={paused} onClose={() => setShown(null)} />
    </Section>
  )
}

interface DocumentExportProps {
  readonly row: ExportRow
  readonly about: { readonly kind: DocumentKind; readonly id: number }
  readonly paused: Paused
  readonly onShow: () => void
}

function DocumentExport({ row, about, paused, onShow }: DocumentExportProps) {
  const { tone, text, next } = standingOf(row, paused)
  const fixes = row.why.map(fixOf).filter((fix) => fix !== null)
  const ofAnother = row.document.kind !== about.kind || row.document.id !== about.id
  return (
    <li className={classes.export}>
      <div>
        <div className={classes.line}>
          <span className={classes.name}>{exportText(row)}</span>
          <StatusChip tone={tone}>{text}</StatusChip>
          <QuickBooksNumber row={row} />
        </div>
        <p className={classes.note}>
          {next}
          {ofAnother && (
            <>
              {' '}
              It goes with <DocumentLink document={row.document} />.
            </>
          )}
        </p>
        {fixes.length > 0 && (
          <p className={classes.line}>
            {fixes.map(({ label, to, search }) => (
              <TextLink key={label} to={to} {...(search && { search })}>
                {label}
              </TextLink>
            ))}
          </p>
        )}
      </div>
      <Button variant="default" aria-label={`Details of ${row.docNumber}, ${exportText(row)}`} onClick={onShow}>
        Details
      </Button>
    </li>
  )
}
