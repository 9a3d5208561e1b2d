import { useMediaQuery } from '@mantine/hooks'
import { Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react'
import type { ListSort } from '../state/list-sort.ts'
import type { FileColumn } from '../state/save-list.ts'
import { useWindowState } from '../state/window-state.ts'
import { isBehindDialog } from './hold-focus.tsx'
import { rowAfterKey } from './row-keys.ts'
import classes from './table-view.module.css'

export interface TableColumn<Row, Id extends string = string> {
  /** In a list from the ledger, what the ledger sorts it by. */
  readonly id: Id
  readonly header: string
  /** A CSS grid track: `120px`, `minmax(160px, 2fr)`. Given for office text; larger text gets as much more room. */
  readonly width: string
  /** The same where text and targets are large, when the columns share the room otherwise there. */
  readonly floorWidth?: string
  /** What the column sorts by, and shows unless `cell` shows it another way. */
  readonly value: (row: Row) => string | number
  readonly cell?: (row: Row) => ReactNode
  /** Numbers align at the end. */
  readonly align?: 'start' | 'end'
  /** False for buttons, which nothing can be sorted by. */
  readonly sorts?: false
  /** Left out where text and targets are large; the row's own page has it. */
  readonly officeOnly?: boolean
  /** Left out where the window is too narrow for every figure; the row's own page has it. */
  readonly wideOnly?: boolean
  /** What it is in a file that the list is saved as: one column or several. */
  readonly file?: readonly FileColumn<Row>[]
}

/** Rows that are chosen, for something to be done with all of them. Space chooses the row that has the keys. */
export interface ChosenRows<Row> {
  readonly has: (row: Row) => boolean
  readonly toggle: (row: Row) => void
  /** What a row is called: `Hex bolt`. */
  readonly nameOf: (row: Row) => string
  /** How many of the whole list are chosen, and what choosing all of them is called. */
  readonly all: { readonly state: 'none' | 'some' | 'all'; readonly label: string; readonly toggle: () => void }
}

/** What every table can do, whether its rows are at hand or come page by page. */
export interface TableProps<Row> {
  /** What the rows are, for those who cannot see them: `Suppliers`. */
  readonly label: string
  readonly columns: readonly TableColumn<Row>[]
  readonly rowId: (row: Row) => string
  /** Enter or a click on a row. Without it rows cannot be opened. */
  readonly onOpen?: (row: Row) => void
  readonly selectedId?: string | null
  /** Without it rows cannot be chosen. */
  readonly chosen?: ChosenRows<Row>
  /** The row to bring into view and focus; give another object to ask again. */
  readonly focusRow?: { readonly id: string } | null
  /** `fill` takes the height that is left and scrolls inside; `content` is as high as its rows up to a limit, `whole` without one. */
  readonly height?: 'fill' | 'content' | 'whole'
}

interface TableViewProps<Row> extends TableProps<Row> {
  readonly count: number
  /** The row at a place, from 0; `undefined` while it is on its way. */
  readonly rowAt: (place: number) => Row | undefined
  readonly sortedBy: ListSort
  readonly onSort: (sort: ListSort) => void
  /** Told which rows can be seen, and which one has the keys wherever it is. */
  readonly onSeen?: (first: number, last: number, active: number) => void
  /** Where the row to focus is, when it is not among those at hand. */
  readonly focusPlace?: number | null
  /** Another value is another list: it is shown from its top. */
  readonly listKey?: string
}

const officeTextPx = 14

const wideWindow = '(min-width: 1200px)'

/** A track in the text's own measure, so that no figure is cut off when the text is larger. */
function trackInEm(width: string): string {
  return width.replaceAll(/([\d.]+)px/g, (_, px: string) => `${Number(px) / officeTextPx}em`)
}

/** The row height the tokens ask for at the moment, in px. */
function rowHeightPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--ps-row-height')) || 36
}

/**
 * Rows under a header that stays, drawn only where they can be seen. One Tab stop for all rows: arrows, Page, Home and
 * End move between them, Enter opens. A row that is not there yet has a quiet line in its place.
 */
export function TableView<Row>(props: TableViewProps<Row>) {
  const { label, columns: allColumns, count, rowAt, rowId, sortedBy, onSort, onSeen, onOpen, height = 'fill', listKey = '' } = props
  const { selectedId = null, focusRow = null, focusPlace = null, chosen } = props
  const mode = useWindowState((state) => state.preferences.mode)
  const wide = useMediaQuery(wideWindow, true, { getInitialValueInEffect: false })
  const columns = useMemo(
    () => allColumns.filter(({ officeOnly = false, wideOnly = false }) => (mode === 'office' || !officeOnly) && (wide || !wideOnly)),
    [allColumns, mode, wide],
  )
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<{ readonly place: number; readonly id: string | null }>({ place: 0, id: null })
  /** The place that has the keys next, once its row is there. */
  const wanted = useRef<number | null>(null)

  const idAt = (place: number) => {
    const row = rowAt(place)
    return row === undefined ? null : rowId(row)
  }
  const activePlace = placeNow()

  // What it returns is used here alone and nothing is compiled into memos, so it cannot go stale.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeightPx,
    overscan: 12,
    // The row with the focus stays drawn wherever it is, or the keys would go nowhere.
    rangeExtractor: (range: Range) => withPlace(defaultRangeExtractor(range), activePlace, count),
  })
  useEffect(() => virtualizer.measure(), [mode, virtualizer])

  const items = virtualizer.getVirtualItems()
  const { startIndex: firstSeen = 0, endIndex: lastSeen = 0 } = virtualizer.range ?? {}
  const tellSeen = useEffectEvent(() => onSeen?.(Math.max(0, firstSeen - 20), Math.min(count - 1, lastSeen + 20), activePlace))
  useEffect(() => tellSeen(), [firstSeen, lastSeen, activePlace, count, listKey])

  /** Where the active row is now: it may have moved since, together with its list. */
  function placeNow(): number {
    const { place, id } = active
    const looked = id ?? selectedId
    const last = Math.max(0, count - 1)
    if (looked === null || idAt(place) === looked || (id !== null && place < count && rowAt(place) === undefined)) return Math.min(place, last)
    const moved = nearby(place, count).find((candidate) => idAt(candidate) === looked)
    return moved ?? Math.min(place, last)
  }

  function goTo(place: number) {
    virtualizer.scrollToIndex(place, { align: 'auto' })
    wanted.current = place
    focusIfThere()
  }

  /** A row far away is drawn only after the scroll, and there only after its page has come; the effect below catches it then. */
  function focusIfThere() {
    const place = wanted.current
    const id = place === null ? null : idAt(place)
    if (place === null || id === null) return
    const element = scroller.current?.querySelector<HTMLElement>(`[data-row-id="${CSS.escape(id)}"]`)
    if (!element || isBehindDialog(element)) return
    wanted.current = null
    setActive({ place, id })
    element.focus({ preventScroll: true })
  }
  useEffect(focusIfThere)

  const shownFocusRow = useRef<object | null>(null)
  useEffect(() => {
    if (focusRow === null || shownFocusRow.current === focusRow) return
    const near = nearby(Math.floor((firstSeen + lastSeen) / 2), count).find((candidate) => idAt(candidate) === focusRow.id)
    const place = near ?? focusPlace
    if (place === null) return
    shownFocusRow.current = focusRow
    goTo(place)
  })

  const shownList = useRef(listKey)
  useEffect(() => {
    if (shownList.current === listKey) return
    shownList.current = listKey
    wanted.current = null
    setActive({ place: 0, id: null })
    scroller.current?.scrollTo({ top: 0 })
  }, [listKey])

  function onRowKeyDown(event: KeyboardEvent, row: Row) {
    if (event.altKey || event.metaKey || event.target !== event.currentTarget) return
    if (event.key === 'Enter' && !event.ctrlKey && onOpen) {
      event.preventDefault()
      onOpen(row)
      return
    }
    if (event.key === ' ' && chosen) {
      event.preventDefault()
      chosen.toggle(row)
      return
    }
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeightPx()) - 2)
    const next = rowAfterKey(event.key, wanted.current ?? activePlace, count, pageRows)
    if (next === null) return
    event.preventDefault()
    goTo(next)
  }

  const tracks = [...(chosen ? ['max(48px, var(--ps-row-height))'] : []), ...columns.map(({ width, floorWidth }) => trackInEm(mode === 'floor' ? (floorWidth ?? width) : width))]
  const gridTemplate = { '--table-columns': tracks.join(' ') } as CSSProperties
  return (
    <div ref={scroller} className={classes.scroller} data-height={height} data-scroll-restoration-id={`table:${label}`} style={gridTemplate}>
      <div role="grid" aria-label={label} aria-rowcount={count + 1} aria-colcount={columns.length + (chosen ? 1 : 0)} {...(chosen && { 'aria-multiselectable': true })} className={classes.grid}>
        <TableHead columns={columns} sortedBy={sortedBy} onSort={onSort} all={chosen?.all} />
        <div role="rowgroup" className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rowAt(index)
            const position = { transform: `translateY(${start}px)` }
            if (row === undefined) return <ComingRow key={`place ${index}`} place={index} columns={columns} choosable={chosen !== undefined} style={position} />
            const id = rowId(row)
            return (
              // The grid's keys are the row's own: the row is what can be focused.
              <div
                key={id}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={id === selectedId}
                tabIndex={index === activePlace ? 0 : -1}
                data-row-id={id}
                data-openable={onOpen !== undefined}
                className={`${classes.row} ${classes.bodyRow}`}
                style={position}
                onFocus={() => setActive({ place: index, id })}
                onKeyDown={(event) => onRowKeyDown(event, row)}
                onClick={() => onOpen?.(row)}
              >
                {chosen && <ChooseCell row={row} chosen={chosen} />}
                {columns.map((column) => (
                  <div key={column.id} role="gridcell" className={classes.cell} data-align={column.align ?? 'start'}>
                    {column.cell ? column.cell(row) : column.value(row)}
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

interface HeadProps<Row> {
  readonly columns: readonly TableColumn<Row>[]
  readonly sortedBy: ListSort
  readonly onSort: (sort: ListSort) => void
  readonly all: ChosenRows<Row>['all'] | undefined
}

/** Each header sorts by its column; once more turns the order around. */
function TableHead<Row>({ columns, sortedBy, onSort, all }: HeadProps<Row>) {
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.row}>
        {all && (
          <div role="columnheader" className={classes.chooseCell}>
            <Checkbox aria-label={all.label} checked={all.state === 'all'} indeterminate={all.state === 'some'} onChange={all.toggle} />
          </div>
        )}
        {columns.map(({ id, header, align = 'start', sorts }) => {
          if (sorts === false) {
            return (
              <div key={id} role="columnheader" className={classes.headCell} data-align={align}>
                <span className={classes.unsorted}>{header}</span>
              </div>
            )
          }
          const sorted = sortedBy.column === id
          const Arrow = sorted && sortedBy.descending ? IconArrowDown : IconArrowUp
          return (
            <div
              key={id}
              role="columnheader"
              aria-sort={sorted ? (sortedBy.descending ? 'descending' : 'ascending') : 'none'}
              className={classes.headCell}
              data-align={align}
            >
              <button type="button" className={classes.sort} onClick={() => onSort({ column: id, descending: sorted && !sortedBy.descending })}>
                <span>{header}</span>
                <Arrow className={classes.arrow} data-shown={sorted} size={14} stroke={2} aria-hidden />
              </button>
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Chooses its row. Space on the row does the same, so that it is no Tab stop of its own. */
function ChooseCell<Row>({ row, chosen }: { readonly row: Row; readonly chosen: ChosenRows<Row> }) {
  return (
    // A click beside the box is meant for the box and does not open the row; keys are the row's.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="gridcell"
      tabIndex={-1}
      className={classes.chooseCell}
      onClick={(event) => {
        event.stopPropagation()
        if (!(event.target instanceof HTMLInputElement)) chosen.toggle(row)
      }}
    >
      <Checkbox tabIndex={-1} aria-label={`Choose ${chosen.nameOf(row)}`} checked={chosen.has(row)} onChange={() => chosen.toggle(row)} />
    </div>
  )
}

interface ComingRowProps<Row> {
  readonly choosable: boolean
  readonly place: number
  readonly columns: readonly TableColumn<Row>[]
  readonly style: CSSProperties
}

/** A row that is on its way. */
function ComingRow<Row>({ choosable, place, columns, style }: ComingRowProps<Row>) {
  return (
    <div role="row" aria-rowindex={place + 2} aria-busy className={`${classes.row} ${classes.bodyRow}`} style={style}>
      {choosable && <div role="gridcell" className={classes.chooseCell} />}
      {columns.map(({ id, align = 'start' }) => (
        <div key={id} role="gridcell" className={classes.cell} data-align={align}>
          <span className={classes.coming} />
        </div>
      ))}
    </div>
  )
}

function withPlace(places: readonly number[], place: number, count: number): number[] {
  return place >= count || places.includes(place) ? [...places] : [...places, place].toSorted((a, b) => a - b)
}

/** Places around one, the nearest first, as far as a moved row is looked for. */
function nearby(place: number, count: number): number[] {
  const reach = 250
  const from = Math.max(0, place - reach)
  const to = Math.min(count - 1, place + reach)
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, step) => from + step).toSorted((a, b) => Math.abs(a - place) - Math.abs(b - place))
}
