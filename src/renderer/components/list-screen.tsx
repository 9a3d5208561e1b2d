import { IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { LedgerList } from '../api/use-list.ts'
import { useLetterKey } from '../state/letter-key.ts'
import type { ListScreenState } from '../state/list-screen.ts'
import { EmptyState } from './empty-state.tsx'
import { useGuard } from './guard.ts'
import { ListCount, ListError, NothingFound, SearchBox } from './list-parts.tsx'
import { ListTable } from './list-table.tsx'
import { Page, type PrimaryAction } from './page.tsx'
import { useSavableList, type SavedFrom } from './save-as-button.tsx'
import { SavedViewsMenu } from './saved-views.tsx'
import type { ChosenRows, TableColumn } from './table-view.tsx'

interface ListScreenProps<Row> {
  readonly title: string
  readonly purpose: string
  /** What one row is, and several: `supplier`, `suppliers`. */
  readonly noun: readonly [one: string, many: string]
  readonly screen: ListScreenState
  readonly list: LedgerList<Row>
  readonly columns: readonly TableColumn<Row>[]
  /** Where its file says more of each row than the screen does. */
  readonly savedFrom?: SavedFrom
  readonly rowId: (row: Row) => string
  /** The address of a row’s page; for rows that are opened otherwise there is `onOpen`. */
  readonly pageOf?: (row: Row) => string
  readonly onOpen?: (row: Row) => void
  /** Makes a new one; N does the same. */
  readonly onNew?: Pick<PrimaryAction, 'label' | 'command'> & { readonly run: () => void }
  /** The main action where that is not making a new one. */
  readonly primary?: PrimaryAction
  readonly actions?: ReactNode
  /** Rows that something can be done with together. */
  readonly chosen?: ChosenRows<Row>
  /** Between the filters and the table: what is known of the list as a whole. */
  readonly above?: ReactNode
  readonly search: { readonly placeholder: string; /** Where it looks, as a sentence. */ readonly looksAt: string }
  /** What narrows the list beside the search. */
  readonly filters?: ReactNode
  /** The list's address, where it can be kept as it is narrowed and sorted: `/sales`. */
  readonly viewsOf?: string
  /** The end of *No …* when a filter without a search finds nothing; `null` without a filter. */
  readonly nothing?: string | null
  /** Lifts what narrows the list beside its search and filter, when *Show all* is asked for. */
  readonly onClear?: () => void
  /** What comes here, and the first step. */
  readonly empty: { readonly icon: ReactNode; readonly title: string; readonly text: string; readonly action?: ReactNode }
  /** Panels. */
  readonly children?: ReactNode
}

/** A screen that is one list: what it is for, its search and filters, and a table of any length. */
export function ListScreen<Row>(props: ListScreenProps<Row>) {
  const { title, purpose, noun, screen, list, onNew, actions, filters, nothing = null, empty, children } = props
  const { search, panel, selected, change } = screen
  const guard = useGuard(onNew?.command)
  const navigate = useNavigate()
  useLetterKey('n', () => onNew && guard.run(onNew.run))

  function open(row: Row) {
    props.onOpen?.(row)
    if (!props.pageOf) return
    // Coming back finds the row that was left.
    change({ selected: props.rowId(row) }, 'in place')
    void navigate({ to: props.pageOf(row) })
  }

  const typed = search.trim()
  const narrowed = typed !== '' || nothing !== null
  const none = list.total === 0 && !narrowed
  const shown = list.error === null
  useSavableList(title, noun, list, props.columns.flatMap(({ file = [] }) => file), props.savedFrom)
  return (
    <Page
      title={title}
      purpose={purpose}
      actions={actions}
      {...(props.primary && { primary: props.primary })}
      {...(onNew && { primary: { label: onNew.label, icon: <IconPlus size="1.1em" stroke={2} aria-hidden />, shortcut: 'N', onRun: onNew.run, ...(onNew.command && { command: onNew.command }) } })}
      filters={
        !none && (
          <>
            <SearchBox
              label={`Search ${noun[1]}`}
              placeholder={props.search.placeholder}
              value={search}
              onChange={(text) => change({ search: text }, 'in place')}
            />
            {filters}
            {props.viewsOf !== undefined && <SavedViewsMenu list={props.viewsOf} />}
            {list.total !== undefined && <ListCount total={list.total} one={noun[0]} many={noun[1]} />}
          </>
        )
      }
    >
      {props.above}
      {list.error && <ListError error={list.error} onRetry={list.retry} />}
      {shown && list.total !== undefined && list.total > 0 && (
        <ListTable
          label={title}
          list={list}
          columns={props.columns}
          rowId={props.rowId}
          sortedBy={screen.sortedBy}
          onSort={screen.sort}
          selectedId={selected === '' ? null : selected}
          focusRow={panel === '' ? screen.focusRow : null}
          onOpen={open}
          {...(props.chosen && { chosen: props.chosen })}
        />
      )}
      {shown && list.total === 0 && narrowed && (
        <NothingFound
          what={typed === '' ? (nothing ?? '') : `${noun[0]} matches “${typed}”`}
          searched={props.search.looksAt}
          onClear={() => {
            change({ search: '', filter: '' }, 'in place')
            props.onClear?.()
          }}
        />
      )}
      {shown && none && (
        <EmptyState icon={empty.icon} title={empty.title} action={empty.action}>
          {empty.text}
        </EmptyState>
      )}
      {children}
    </Page>
  )
}
