import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import {
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type SortingState,
} from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react'
import { useWindowState } from '../state/window-state.ts'
import classes from './data-table.module.css'
import { rowAfterKey } from './row-keys.ts'
import { compareValues } from './sort-values.ts'

export interface TableColumn<Row> {
  readonly id: string
  readonly header: string
  /** A CSS grid track: `120px`, `minmax(160px, 2fr)`. Given for office text; larger text gets as much more room. */
  readonly width: string
  /** What the column sorts by, and shows unless `cell` shows it another way. */
  readonly value: (row: Row) => string | number
  readonly cell?: (row: Row) => ReactNode
  /** Numbers align at the end. */
  readonly align?: 'start' | 'end'
  /** Left out where text and targets are large; the row's own page has it. */
  readonly officeOnly?: boolean
}

export interface DataTableProps<Row> {
  /** What the rows are, for those who cannot see them: `Suppliers`. */
  readonly label: string
  readonly rows: readonly Row[]
  readonly columns: readonly TableColumn<Row>[]
  readonly rowId: (row: Row) => string
  readonly sortedBy: { readonly column: string; readonly descending?: boolean }
  /** Enter or a click on a row. Without it rows cannot be opened. */
  readonly onOpen?: (row: Row) => void
  readonly selectedId?: string | null
  /** The row to bring into view and focus; give another object to ask again. */
  readonly focusRow?: { readonly id: string } | null
  /** Called when a header is used to sort. */
  readonly onSorted?: (column: string, descending: boolean) => void
  /** `fill` takes the height that is left and scrolls inside; `content` is as high as its rows up to a limit, `whole` without one. */
  readonly height?: 'fill' | 'content' | 'whole'
}

const officeTextPx = 14

/** A track in the text's own measure, so that no figure is cut off when the text is larger. */
function trackInEm(width: string): string {
  return width.replaceAll(/([\d.]+)px/g, (_, px: string) => `${Number(px) / officeTextPx}em`)
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns: {} })

/** The row height the tokens ask for at the moment, in px. */
function rowHeightPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--ps-row-height')) || 36
}

/**
 * Rows under a header that stays, drawn only where they can be seen. One Tab stop for all rows: arrows, Page, Home and
 * End move between them, Enter opens.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, columns: allColumns, rowId, sortedBy, onOpen, onSorted, selectedId = null, focusRow = null, height = 'fill' } = props
  const mode = useWindowState((state) => state.preferences.mode)
  const columns = useMemo(() => allColumns.filter(({ officeOnly = false }) => mode === 'office' || !officeOnly), [allColumns, mode])
  const scroller = useRef<HTMLDivElement>(null)
  const [sorting, setSorting] = useState<SortingState>([{ id: sortedBy.column, desc: sortedBy.descending ?? false }])
  const [activeId, setActiveId] = useState<string | null>(null)
  const wantsFocus = useRef<string | null>(null)

  const columnDefs = useMemo(
    () =>
      columns.map((column): ColumnDef<typeof features, { readonly row: Row }> => ({
        id: column.id,
        header: column.header,
        accessorFn: ({ row }) => column.value(row),
        sortFn: (a, b, columnId) => compareValues(a.getValue(columnId), b.getValue(columnId)),
        sortDescFirst: false,
      })),
    [columns],
  )
  const data = useMemo(() => rows.map((row) => ({ row })), [rows])
  const table = useTable({
    features,
    columns: columnDefs,
    data,
    getRowId: ({ row }) => rowId(row),
    state: { sorting },
    onSortingChange: (change) => {
      const next = typeof change === 'function' ? change(sorting) : change
      setSorting(next)
      const [first] = next
      if (first) onSorted?.(first.id, first.desc)
    },
    enableSortingRemoval: false,
  })
  const sorted = table.getRowModel().rows
  const activeIndex = Math.max(0, sorted.findIndex((row) => row.id === (activeId ?? selectedId)))

  // What it returns is used here alone and nothing is compiled into memos, so it cannot go stale.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeightPx,
    overscan: 12,
    getItemKey: (index) => sorted[index]?.id ?? index,
  })
  useEffect(() => virtualizer.measure(), [mode, virtualizer])

  function focusIndex(index: number) {
    const id = sorted[index]?.id
    if (id === undefined) return
    setActiveId(id)
    virtualizer.scrollToIndex(index, { align: 'auto' })
    wantsFocus.current = id
    focusIfDrawn()
  }

  /** A row far away is drawn only after the scroll; the effect below catches it then. */
  function focusIfDrawn() {
    if (wantsFocus.current === null) return
    const element = scroller.current?.querySelector<HTMLElement>(`[data-row-id="${CSS.escape(wantsFocus.current)}"]`)
    if (!element) return
    wantsFocus.current = null
    element.focus({ preventScroll: true })
  }
  useEffect(focusIfDrawn)

  const shownFocusRow = useRef<object | null>(null)
  useEffect(() => {
    if (focusRow === null || shownFocusRow.current === focusRow) return
    const index = sorted.findIndex((row) => row.id === focusRow.id)
    if (index < 0) return
    shownFocusRow.current = focusRow
    focusIndex(index)
  })

  function onRowKeyDown(event: KeyboardEvent, row: Row) {
    if (event.altKey || event.metaKey || event.target !== event.currentTarget) return
    if (event.key === 'Enter' && !event.ctrlKey && onOpen) {
      event.preventDefault()
      onOpen(row)
      return
    }
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeightPx()) - 2)
    const next = rowAfterKey(event.key, activeIndex, sorted.length, pageRows)
    if (next === null) return
    event.preventDefault()
    focusIndex(next)
  }

  const gridTemplate = { '--table-columns': columns.map((column) => trackInEm(column.width)).join(' ') } as CSSProperties
  const bodyHeight = { height: virtualizer.getTotalSize() }
  return (
    <div ref={scroller} className={classes.scroller} data-height={height} data-scroll-restoration-id={`table:${label}`} style={gridTemplate}>
      <div role="grid" aria-label={label} aria-rowcount={sorted.length + 1} aria-colcount={columns.length} className={classes.grid}>
        <div role="rowgroup" className={classes.head}>
          <div role="row" aria-rowindex={1} className={classes.row}>
            {columns.map((column) => {
              const direction = sorting.find((sort) => sort.id === column.id)
              const Arrow = direction?.desc ? IconArrowDown : IconArrowUp
              return (
                <div
                  key={column.id}
                  role="columnheader"
                  aria-sort={direction ? (direction.desc ? 'descending' : 'ascending') : 'none'}
                  className={classes.headCell}
                  data-align={column.align ?? 'start'}
                >
                  <button type="button" className={classes.sort} onClick={() => table.getColumn(column.id)?.toggleSorting()}>
                    <span>{column.header}</span>
                    <Arrow className={classes.arrow} data-shown={direction !== undefined} size={14} stroke={2} aria-hidden />
                  </button>
                </div>
              )
            })}
          </div>
        </div>
        <div role="rowgroup" className={classes.body} style={bodyHeight}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = sorted[item.index]
            if (!row) return null
            const value = row.original.row
            return (
              // The grid's keys are the row's own: the row is what can be focused.
              <div
                key={row.id}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={row.id === selectedId}
                tabIndex={item.index === activeIndex ? 0 : -1}
                data-row-id={row.id}
                data-openable={onOpen !== undefined}
                className={`${classes.row} ${classes.bodyRow}`}
                style={{ transform: `translateY(${item.start}px)` }}
                onFocus={() => setActiveId(row.id)}
                onKeyDown={(event) => onRowKeyDown(event, value)}
                onClick={() => onOpen?.(value)}
              >
                {columns.map((column) => (
                  <div key={column.id} role="gridcell" className={classes.cell} data-align={column.align ?? 'start'}>
                    {column.cell ? column.cell(value) : column.value(value)}
                  </div>
                ))}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}
