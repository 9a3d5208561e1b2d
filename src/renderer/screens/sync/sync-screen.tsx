import { Button, NativeSelect, SegmentedControl } from '@mantine/core'
import { IconArrowsExchange, IconPlayerPause, IconScale, IconSend } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { exportTab, type ExportRow, type ExportTab } from '../../../shared/contract/export.ts'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { documentKind, type DocumentKind } from '../../../shared/errors.ts'
import { useLedgerList } from '../../api/use-list.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { useGuard } from '../../components/guard.ts'
import { ListError, NothingFound, SearchBox } from '../../components/list-parts.tsx'
import { ListTable } from '../../components/list-table.tsx'
import { Page } from '../../components/page.tsx'
import { useSavableList } from '../../components/save-as-button.tsx'
import { SavedViewsMenu } from '../../components/saved-views.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { useExporting } from '../../state/exporting.ts'
import { findIdOf, useListScreen } from '../../state/list-screen.ts'
import { sortColumn } from '../../state/list-sort.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { showNotice } from '../../state/window-state.ts'
import { countedText, countText } from '../../text/numbers.ts'
import { ChosenActions, hasNotLeft } from './chosen-actions.tsx'
import { pauseExports, sendExports } from './export-actions.ts'
import { exportColumns, exportFileColumns } from './export-columns.tsx'
import { ExportPanel } from './export-panel.tsx'
import { HandForm } from './hand-form.tsx'
import { PausedStrip } from './paused-strip.tsx'
import { SendingStrip } from './sending-strip.tsx'
import classes from './sync.module.css'
import { everyExport, useChosenExports } from './use-chosen-exports.ts'

type Answer = OutputOf<'query', 'export.list'>

const purpose = 'What goes to QuickBooks: what needs you, what waits, and what is done.'

/** The queue of documents for QuickBooks, in three lists. */
export function SyncScreen() {
  const { on } = useExporting()
  const navigate = useNavigate()
  if (on === undefined) return null
  if (on) return <Queue />
  return (
    <Page title="Sync centre" purpose={purpose}>
      <EmptyState
        icon={<IconArrowsExchange size={32} stroke={1.5} />}
        title="Nothing is exported yet"
        action={<Button onClick={() => void navigate({ to: '/settings/integrations' })}>Open Integrations</Button>}
      >
        Once a QuickBooks company is connected, the source and the first day are chosen, every build and receipt is listed here on its way there.
      </EmptyState>
    </Page>
  )
}

const kinds = [
  { value: '', label: 'Everything' },
  { value: 'build', label: 'Builds' },
  { value: 'receipt', label: 'Receipts' },
  { value: 'adjustment', label: 'Adjustments' },
  { value: 'sale', label: 'Sales' },
]

const kindNouns: { readonly [K in DocumentKind]: string } = { build: 'build', receipt: 'receipt', adjustment: 'adjustment', sale: 'sale' }

function Queue() {
  const navigate = useNavigate()
  const screen = useListScreen({ column: 'event', descending: true })
  const { search, filter, panel, selected, sortedBy, change, focus } = screen
  const [{ code }] = useScreenSearch()
  // Without one asked for, the first that has something for a person to do; found once, so that it stays under who works in it.
  const [firstTab, setFirstTab] = useState<ExportTab>()
  const tab = exportTab.safeParse(filter).data ?? firstTab ?? 'needs_you'
  const kind = documentKind.safeParse(code).data
  const asked = { tab, search, kinds: kind === undefined ? [] : [kind] }
  const draft = { ...asked, sort: sortColumn(sortedBy, exportColumns('done', null), 'event'), descending: sortedBy.descending }
  const list = useLedgerList('export.list', draft, (answer) => answer.exports, findIdOf(screen))
  const { counts, paused = null } = list.whole ?? {}
  const columns = useMemo(() => exportColumns(tab, paused), [tab, paused])
  if (counts !== undefined && firstTab === undefined) setFirstTab(counts.needsYou > 0 ? 'needs_you' : 'waiting')
  const chosen = useChosenExports(asked, list.total)
  const [sent, setSent] = useState<readonly number[]>([])
  const pausing = useGuard('export.pause')
  useSavableList('Sync centre', ['document', 'documents'], list, exportFileColumns)

  async function send(documents: readonly ExportRow[]) {
    const exportIds = documents.map(({ exportId }) => exportId)
    if (exportIds.length === 0 || !(await sendExports(exportIds))) return
    setSent(exportIds)
    chosen.clear()
  }

  async function sendAll() {
    const held = (await everyExport(asked)).filter((row) => row.state === 'waiting' && !row.queued)
    if (held.length > 0) await send(held)
    else showNotice({ kind: 'done', text: 'Everything here goes out by itself already' })
  }

  function backToRow() {
    focus(selected)
    change({ panel: '' }, 'in place')
  }

  const byHand = chosen.chosen.filter(hasNotLeft)
  const typed = search.trim()
  const narrowed = typed !== '' || kind !== undefined
  return (
    <Page
      title="Sync centre"
      purpose={purpose}
      actions={
        <>
          <Button variant="default" leftSection={<IconScale size="1.1em" stroke={1.75} aria-hidden />} onClick={() => void navigate({ to: '/sync/reconcile' })}>
            Reconcile
          </Button>
          {paused === null && (
            <Button variant="default" leftSection={<IconPlayerPause size="1.1em" stroke={1.75} aria-hidden />} {...pausing.greyed} onClick={() => pausing.run(() => void pauseExports(true))}>
              Pause exporting
            </Button>
          )}
        </>
      }
      {...(tab === 'waiting' && list.total !== 0 && { primary: { label: 'Send all', icon: <IconSend size="1.1em" stroke={2} aria-hidden />, command: 'export.send' as const, onRun: () => void sendAll() } })}
      filters={
        <>
          <SegmentedControl aria-label="List" data={tabs(counts, tab)} value={tab} onChange={(value) => change({ filter: value, selected: '' }, 'in place')} />
          <SearchBox label="Search documents" placeholder="Search number" value={search} onChange={(text) => change({ search: text }, 'in place')} />
          <NativeSelect aria-label="Kind" className={classes.kinds} data={kinds} value={kind ?? ''} onChange={(event) => change({ code: event.currentTarget.value }, 'in place')} />
          <SavedViewsMenu list="/sync" />
          <ChosenActions chosen={chosen} onSend={(documents) => void send(documents)} onByHand={() => change({ panel: 'hand' })} />
        </>
      }
    >
      {paused !== null && <PausedStrip why={paused} />}
      {sent.length > 0 && <SendingStrip exportIds={sent} onDismiss={() => setSent([])} />}
      {list.error && <ListError error={list.error} onRetry={list.retry} />}
      {list.error === null && list.total !== undefined && list.total > 0 && (
        <ListTable
          label="Documents"
          list={list}
          columns={columns}
          rowId={({ exportId }) => String(exportId)}
          sortedBy={sortedBy}
          onSort={screen.sort}
          selectedId={selected === '' ? null : selected}
          focusRow={panel === '' ? screen.focusRow : null}
          onOpen={({ exportId }) => change({ panel: 'export', selected: String(exportId) })}
          {...(tab !== 'done' && { chosen: chosen.rows })}
        />
      )}
      {list.error === null && list.total === 0 && narrowed && (
        <NothingFound what={typed === '' ? `${kindNouns[kind ?? 'build']} is in this list` : `document matches “${typed}”`} searched="The search looks at a document’s number here and in QuickBooks." onClear={() => change({ search: '', code: '' }, 'in place')} />
      )}
      {list.error === null && list.total === 0 && !narrowed && <Nothing tab={tab} waiting={counts?.waiting ?? 0} onWaiting={() => change({ filter: 'waiting' }, 'in place')} />}
      <ExportPanel exportId={panel === 'export' && selected !== '' ? Number(selected) : null} paused={paused} onClose={backToRow} />
      <SidePanel opened={panel === 'hand' && byHand.length > 0} title="Done by hand" holdsForm onClose={() => change({ panel: '' }, 'in place')}>
        <HandForm
          exportIds={byHand.map(({ exportId }) => exportId)}
          onDone={() => {
            chosen.clear()
            change({ panel: '' }, 'in place')
          }}
          onCancel={() => change({ panel: '' }, 'in place')}
        />
      </SidePanel>
    </Page>
  )
}

function tabs(counts: Answer['counts'] | undefined, tab: ExportTab) {
  const counted = (label: string, count: number | undefined) => (count === undefined || count === 0 ? label : `${label} (${countText(count)})`)
  return [
    { value: 'needs_you', label: counted('Needs you', counts?.needsYou) },
    { value: 'waiting', label: counted('Waiting', counts?.waiting) },
    { value: 'done', label: 'Done' },
    // Reached from where it is counted.
    ...(tab === 'left_out' ? [{ value: 'left_out', label: 'Left out' }] : []),
  ]
}

/** Why a list is empty, and what comes here. */
function Nothing({ tab, waiting, onWaiting }: { readonly tab: ExportTab; readonly waiting: number; readonly onWaiting: () => void }) {
  const icon = <IconArrowsExchange size={32} stroke={1.5} />
  if (tab === 'needs_you') {
    return (
      <EmptyState icon={icon} title="Nothing needs you" action={waiting > 0 && <Button onClick={onWaiting}>Show {countedText(waiting, 'document that waits', 'documents that wait')}</Button>}>
        Documents that lack something, or that QuickBooks refused, are listed here, each with what there is to do.
      </EmptyState>
    )
  }
  if (tab === 'waiting') {
    return (
      <EmptyState icon={icon} title="Nothing waits">
        Builds and receipts come here when they are done, until they are in QuickBooks.
      </EmptyState>
    )
  }
  if (tab === 'left_out') {
    return (
      <EmptyState icon={icon} title="Nothing is left out">
        Labor and overhead of builds come here when there is no conversion account to credit, and can be sent once there is one.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={icon} title="Nothing was exported yet">
      What has arrived in QuickBooks, and what was left to people, will be listed here.
    </EmptyState>
  )
}

