import { closestCenter, DndContext, PointerSensor, useSensor, useSensors, type DragEndEvent, type Modifier } from '@dnd-kit/core'
import { SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { VisuallyHidden } from '@mantine/core'
import { IconGripVertical } from '@tabler/icons-react'
import { memo, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { EstimateText, QuantityText } from '../../components/figure.tsx'
import { useGuard, type Guard } from '../../components/guard.ts'
import { rowAfterKey } from '../../components/row-keys.ts'
import { useWindowState } from '../../state/window-state.ts'
import { businessDateText } from '../../text/dates.ts'
import { plannedText } from '../../text/planned-words.ts'
import classes from './builds.module.css'
import { putAwayPlanned } from './planned-actions.ts'
import { PlannedChips, type PlannedRow } from './planned-chips.tsx'
import { useQueueOrder } from './use-queue-order.ts'

const upAndDown: Modifier = ({ transform }) => ({ ...transform, x: 0 })

const pageRows = 10

/** At the edge of the window the queue runs on under the hand, fast enough to come from one end of a long one to the other. */
const toTheEdge = { acceleration: 40 }

interface QueueRowsProps {
  readonly planned: readonly PlannedRow[]
  /** The row that was left for its page; no number without one. */
  readonly selectedId: number
  readonly onOpen: (plannedBuildId: number) => void
}

/**
 * The queue in its order: dragged by the handle, or moved with Alt and an arrow. One Tab stop: arrows go from row to row, Enter
 * opens, Delete takes a row out.
 */
export function QueueRows({ planned, selectedId, onOpen }: QueueRowsProps) {
  const [mayMove, mayTakeOut] = [useGuard('planned_build.move'), useGuard('planned_build.delete')]
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }))
  const grid = useRef<HTMLDivElement>(null)
  const [activeId, setActiveId] = useState(selectedId)
  const [told, setTold] = useState('')
  const floor = useWindowState((state) => state.preferences.mode === 'floor')
  const wantsFocus = useRef<number | null>(selectedId > 0 ? selectedId : null)

  // Another one that is asked for, such as by a scan, gets the focus as well.
  const [asked, setAsked] = useState(selectedId)
  if (asked !== selectedId) {
    setAsked(selectedId)
    setActiveId(selectedId)
  }

  const { rows, move: moveRow } = useQueueOrder(planned)
  const ids = rows.map(({ plannedBuildId }) => plannedBuildId)
  const active = Math.max(0, ids.indexOf(activeId))

  useLayoutEffect(() => {
    if (selectedId > 0) wantsFocus.current = selectedId
  }, [selectedId])
  // Before the next key: a row that was put elsewhere has lost the focus.
  useLayoutEffect(() => {
    if (wantsFocus.current === null) return
    const row = grid.current?.querySelector<HTMLElement>(`[data-planned="${wantsFocus.current}"]`)
    if (!row) return
    wantsFocus.current = null
    row.focus()
    // Moved with the focus on it, it may be out of sight.
    row.scrollIntoView({ block: 'nearest' })
  })

  function move(from: number, to: number) {
    const id = ids[from]
    if (id === undefined || to < 0 || to >= ids.length || from === to) return
    moveRow(from, to)
    setTold(`${plannedText(id)}, ${rows[from]?.product.sku ?? ''}, to place ${to + 1} of ${ids.length}.`)
    setActiveId(id)
    wantsFocus.current = id
  }

  function onKeyDown(event: KeyboardEvent, row: PlannedRow, at: number) {
    if (event.ctrlKey || event.metaKey || event.target !== event.currentTarget) return
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    const next = event.altKey ? null : rowAfterKey(event.key, at, rows.length, pageRows)
    if (event.altKey && step !== 0) mayMove.run(() => move(at, at + step))
    else if (next !== null) focus(next)
    else if (event.key === 'Enter') onOpen(row.plannedBuildId)
    else if (event.key === 'Delete') mayTakeOut.run(() => void takeOut(row, at))
    else return
    event.preventDefault()
  }

  function focus(at: number) {
    const id = ids[at]
    if (id === undefined) return
    setActiveId(id)
    grid.current?.querySelector<HTMLElement>(`[data-planned="${id}"]`)?.focus()
  }

  async function takeOut(row: PlannedRow, at: number) {
    if (await putAwayPlanned('planned_build.delete', row.plannedBuildId, row.product.sku)) wantsFocus.current = ids[at + 1] ?? ids[at - 1] ?? null
  }

  function onDragEnd({ active: dragged, over }: DragEndEvent) {
    mayMove.run(() => move(ids.indexOf(Number(dragged.id)), ids.indexOf(Number(over?.id))))
  }

  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} modifiers={[upAndDown]} autoScroll={toTheEdge} onDragEnd={onDragEnd}>
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <div ref={grid} role="grid" aria-label="Queue" aria-rowcount={rows.length + 1} className={classes.queueGrid}>
          <div role="row" className={classes.queueHead}>
            <span role="columnheader">
              <VisuallyHidden>Move</VisuallyHidden>
            </span>
            <span role="columnheader">Product</span>
            <span role="columnheader" className={classes.end}>
              To build
            </span>
            {!floor && <span role="columnheader">Target</span>}
            <span role="columnheader">Standing</span>
            {!floor && (
              <span role="columnheader" className={classes.end}>
                Estimated cost
              </span>
            )}
          </div>
          {rows.map((row, at) => (
            <QueueRow
              key={row.plannedBuildId}
              row={row}
              place={at}
              floor={floor}
              mayMove={mayMove}
              reachable={at === active}
              selected={row.plannedBuildId === selectedId}
              onOpen={onOpen}
              onFocus={() => setActiveId(row.plannedBuildId)}
              onKeyDown={(event) => onKeyDown(event, row, at)}
            />
          ))}
        </div>
      </SortableContext>
      <VisuallyHidden role="status" aria-live="polite">
        {told}
      </VisuallyHidden>
    </DndContext>
  )
}

interface QueueRowProps {
  readonly row: PlannedRow
  readonly place: number
  /** Fewer columns, as targets are large: its target is beside its name, its cost on its page. */
  readonly floor: boolean
  readonly mayMove: Guard
  /** Whether Tab comes by here. */
  readonly reachable: boolean
  readonly selected: boolean
  readonly onOpen: (plannedBuildId: number) => void
  readonly onFocus: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

function QueueRow({ row, place, floor, mayMove, reachable, selected, onOpen, onFocus, onKeyDown }: QueueRowProps) {
  const { plannedBuildId } = row
  const { setNodeRef, setActivatorNodeRef, listeners, transform, transition, isDragging } = useSortable({ id: plannedBuildId })
  return (
    // The grid's keys are the row's own: the row is what can be focused.
    <div
      ref={setNodeRef}
      role="row"
      aria-rowindex={place + 2}
      aria-selected={selected}
      aria-keyshortcuts="Enter Alt+ArrowUp Alt+ArrowDown Delete"
      tabIndex={reachable ? 0 : -1}
      data-planned={plannedBuildId}
      data-moving={isDragging}
      className={classes.queueRow}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      onClick={() => onOpen(plannedBuildId)}
    >
      <span role="gridcell">
        <button
          ref={setActivatorNodeRef}
          type="button"
          tabIndex={-1}
          className={classes.handle}
          aria-label={`Move ${plannedText(plannedBuildId)}`}
          onClick={(event) => {
            event.stopPropagation()
            mayMove.run(() => undefined)
          }}
          {...(mayMove.denied ? mayMove.greyed : listeners)}
        >
          <IconGripVertical size={18} stroke={1.75} aria-hidden />
        </button>
      </span>
      <QueueCells row={row} floor={floor} />
    </div>
  )
}

/** What a row says. While one is dragged every row is placed anew at each step, but says the same. */
const QueueCells = memo(function QueueCells({ row, floor }: Pick<QueueRowProps, 'row' | 'floor'>) {
  const { plannedBuildId, product, quantity, targetDate, assignee, estimatedCost } = row
  return (
    <>
      <span role="gridcell" className={classes.queueProduct}>
        <span>
          <span className={classes.reference}>{product.sku}</span> {product.name !== product.sku && <span className={classes.quiet}>{product.name}</span>}
        </span>
        <span className={classes.small}>
          {plannedText(plannedBuildId)}
          {assignee !== null && `, ${assignee.name}`}
          {floor && targetDate !== null && `, ${businessDateText(targetDate)}`}
        </span>
      </span>
      <span role="gridcell" className={classes.end}>
        <QuantityText value={quantity} unit={product.unit} />
      </span>
      {!floor && <span role="gridcell">{targetDate === null ? <span className={classes.quiet}>No date</span> : businessDateText(targetDate)}</span>}
      <span role="gridcell">
        <PlannedChips planned={row} />
      </span>
      {!floor && (
        <span role="gridcell" className={classes.end}>
          <EstimateText value={estimatedCost} />
        </span>
      )}
    </>
  )
})
