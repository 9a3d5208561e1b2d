import { Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { FileDecided, FilePreviewRow } from '../../../shared/contract/file.ts'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { importFields, rowOutcome, type ImportField, type RowOutcome } from '../../../shared/imports.ts'
import { columnWords, problemSentence, rowNoteWords } from '../../../shared/import-words.ts'
import { client } from '../../api/bridge.ts'
import { unwrap } from '../../api/use-query.ts'
import { Inset, Section } from '../../components/sections.tsx'
import { StatusChip, type StatusTone } from '../../components/status-chip.tsx'
import { showNotice } from '../../state/window-state.ts'
import { nameOfFile } from '../../state/save-list.ts'
import { countedText, countText } from '../../text/numbers.ts'
import { fixCell, leaveOut, leaveOutRejected, useFileDraft } from './file-draft.ts'
import classes from './files.module.css'

type Preview = OutputOf<'host', 'file.preview'>

/** What becomes of the rows, as far as they are shown. */
export interface PreviewShown {
  readonly data: Preview | undefined
  /** Whether it answers what is decided now. */
  readonly current: boolean
  readonly only: RowOutcome | null
  readonly page: number
  readonly show: (only: RowOutcome | null, page: number) => void
  /** Shows what is rejected, with the keys on the first cell to mend. */
  readonly mend: () => void
  /** How often that was asked for. */
  readonly mends: number
}

const rowsPerPage = 50
const outcomeText: { readonly [O in RowOutcome]: string } = { new: 'New', changed: 'Changed', unchanged: 'As it is', rejected: 'Rejected', left_out: 'Left out' }
const tones: { readonly [O in RowOutcome]: StatusTone } = { new: 'good', changed: 'attention', unchanged: 'plain', rejected: 'danger', left_out: 'plain' }

/** Asks what becomes of the rows of the file, a moment after the last change. */
export function usePreview(): PreviewShown {
  const { token, decided } = useFileDraft()
  const [{ only, page }, setShown] = useState<{ readonly only: RowOutcome | null; readonly page: number }>({ only: null, page: 0 })
  const [mends, setMends] = useState(0)
  const asked = { token, decided, only, page }
  const [settled] = useDebouncedValue(asked, 200)
  const query = useQuery({
    queryKey: ['file.preview', settled],
    queryFn: () =>
      unwrap<Preview>(client.askHost('file.preview', { token: settled.token ?? '', decided: settled.decided as FileDecided, only: settled.only, limit: rowsPerPage, offset: settled.page * rowsPerPage })),
    placeholderData: keepPreviousData,
    enabled: settled.token !== null && settled.decided !== null,
  })
  return {
    data: decided === null ? undefined : query.data,
    current: query.isSuccess && !query.isPlaceholderData && settled.decided === decided && settled.token === token,
    only,
    page,
    show: (nextOnly, nextPage) => setShown({ only: nextOnly, page: nextPage }),
    mend: () => {
      setMends(mends + 1)
      setShown({ only: 'rejected', page: 0 })
    },
    mends,
  }
}

/** Every row of the file with what becomes of it, what is wrong with it mended where it stands. */
export function FileRows({ decided, preview }: { readonly decided: FileDecided; readonly preview: PreviewShown }) {
  const { data, current, only, page, show, mends } = preview
  const table = useRef<HTMLTableElement>(null)
  const mended = useRef(mends)
  useEffect(() => {
    if (mended.current === mends || !current) return
    mended.current = mends
    table.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  })
  if (data === undefined) return null
  const { counts, rows, total } = data
  const filters = [{ value: '', label: 'All' }, ...rowOutcome.options.filter((outcome) => counts[outcome] > 0 || outcome === only).map((outcome) => ({ value: outcome, label: `${outcomeText[outcome]} (${countText(counts[outcome])})` }))]
  const from = page * rowsPerPage
  return (
    <Section title="Rows" action={counts.rejected > 0 && <RejectedActions decided={decided} />}>
      <Standing counts={counts} leftOut={decided.leaveOutRejected} />
      <div className={classes.filters}>
        <SegmentedControl aria-label="Outcome" data={filters} value={only ?? ''} onChange={(value) => show(rowOutcome.safeParse(value).data ?? null, 0)} />
      </div>
      <div className={classes.wide}>
        <table ref={table} className={classes.rows}>
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Outcome</th>
              <th scope="col">Leave out</th>
              {shownFields(decided).map((field) => (
                <th key={field} scope="col" data-align={alignOf(field)}>
                  {columnWords[field]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.row} row={row} decided={decided} />
            ))}
          </tbody>
        </table>
      </div>
      {total > rowsPerPage && (
        <nav className={classes.pages} aria-label="Pages of rows">
          <Button variant="default" disabled={page === 0} onClick={() => show(only, page - 1)}>
            Previous
          </Button>
          <span role="status">
            {countText(from + 1)} to {countText(Math.min(total, from + rowsPerPage))} of {countText(total)}
          </span>
          <Button variant="default" disabled={from + rowsPerPage >= total} onClick={() => show(only, page + 1)}>
            Next
          </Button>
        </nav>
      )}
    </Section>
  )
}

/** What the rows come to, where that is more than their outcomes say. */
function Standing({ counts, leftOut }: { readonly counts: Preview['counts']; readonly leftOut: boolean }) {
  const { new: made, changed, unchanged, rejected } = counts
  const words =
    rejected > 0 && !leftOut
      ? `${countedText(rejected, 'row does', 'rows do')} not fit. Mend what is marked where it stands, or leave them out; nothing comes in before.`
      : made + changed === 0 && unchanged > 0
        ? `Nothing here is new: ${countedText(unchanged, 'row is', 'rows are')} in the books already, just as the file says.`
        : ''
  return (
    <Inset>
      <p className={classes.standing} role="status">
        {words}
      </p>
    </Inset>
  )
}

const figures: ReadonlySet<ImportField> = new Set(['unitCost', 'quantity', 'reorderPoint', 'purchaseFactor', 'value', 'costAmount', 'costRate', 'costQuantity'])
const alignOf = (field: ImportField) => (figures.has(field) ? 'end' : 'start')

/** Fields that the file says, in the order of its kind. */
function shownFields({ kind, columns, defaults }: FileDecided): readonly ImportField[] {
  return importFields[kind].filter((field) => columns.includes(field) || field in defaults)
}

function Row({ row, decided }: { readonly row: FilePreviewRow; readonly decided: FileDecided }) {
  const out = decided.leftOut.includes(row.row)
  const said = [...row.problems.filter(({ field }) => !shownFields(decided).includes(field)).map((problem) => problemSentence(problem)), ...row.notes.filter((note) => note !== 'stock_opens' || row.outcome !== 'new').map((note) => rowNoteWords[note])]
  return (
    <tr data-outcome={row.outcome}>
      <td className={classes.number}>{countText(row.row)}</td>
      <td>
        <StatusChip tone={tones[row.outcome]}>{outcomeText[row.outcome]}</StatusChip>
        {said.length > 0 && <div className={classes.said}>{said.join(' ')}</div>}
      </td>
      <td>
        <Checkbox aria-label={`Leave out row ${row.row}`} checked={out} onChange={(event) => leaveOut(row.row, event.currentTarget.checked)} />
      </td>
      {shownFields(decided).map((field) => (
        <td key={field} data-align={alignOf(field)} data-long={field === 'name' || field === 'notes'}>
          <Cell row={row} field={field} ofAll={decided.defaults[field] ?? ''} />
        </td>
      ))}
    </tr>
  )
}

/** What the row says, or all rows do where it says nothing; what it changes, before and after; what is wrong with it, with a field to mend it. */
function Cell({ row, field, ofAll }: { readonly row: FilePreviewRow; readonly field: ImportField; readonly ofAll: string }) {
  const problem = row.problems.find((other) => other.field === field)
  const text = row.cells[field] ?? ''
  if ((problem !== undefined && problem.code !== 'other_row') || row.fixed.includes(field)) {
    return (
      <TextInput
        aria-label={`${columnWords[field]} of row ${row.row}`}
        autoComplete="off"
        spellCheck={false}
        className={classes.fix}
        defaultValue={text}
        error={problem && problemSentence(problem)}
        onChange={(event) => fixCell(row.row, field, event.currentTarget.value)}
      />
    )
  }
  const change = row.changes.find((other) => other.field === field)
  if (change === undefined) return text === '' && row.outcome === 'new' ? <span className={classes.sample}>{ofAll}</span> : text
  return (
    <>
      <del>{change.before === '' ? 'empty' : change.before}</del> <ins>{change.after === '' ? 'empty' : change.after}</ins>
    </>
  )
}

/** What is done with all rejected rows at once. */
function RejectedActions({ decided }: { readonly decided: FileDecided }) {
  async function save() {
    const { token } = useFileDraft.getState()
    if (token === null) return
    const reply = await client.askHost('file.save_rejected', { token, decided, format: 'xlsx' })
    if (!reply.ok) return showNotice({ kind: 'refused', error: reply.error })
    if (reply.value.file !== null) showNotice({ kind: 'done', text: `Rejected rows saved as ${nameOfFile(reply.value.file)}` })
  }
  return (
    <div className={classes.rejected}>
      <Checkbox label="Leave out rejected rows" checked={decided.leaveOutRejected} onChange={(event) => leaveOutRejected(event.currentTarget.checked)} />
      <Button variant="default" onClick={() => void save()}>
        Save rejected rows…
      </Button>
    </div>
  )
}
