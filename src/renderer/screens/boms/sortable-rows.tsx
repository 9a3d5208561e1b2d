import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors, type Announcements, type Modifier } from '@dnd-kit/core'
import { SortableContext, sortableKeyboardCoordinates, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { VisuallyHidden } from '@mantine/core'
import { IconGripVertical } from '@tabler/icons-react'
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import classes from './bom-page.module.css'

interface SortableRowsProps {
  /** The rows that can change places, in their order. */
  readonly keys: readonly string[]
  /** What a row is called when its move is told. */
  readonly nameOf: (key: string) => string
  readonly onMove: (from: number, to: number) => void
  readonly children: ReactNode
}

const upAndDown: Modifier = ({ transform }) => ({ ...transform, x: 0 })

const instructions = { draggable: 'Space picks the row up and puts it down, the arrows move it, Escape puts it back. Alt with an arrow moves it from any of its fields.' }

/** Rows that are put in order by their handle, with the mouse or by keyboard; every move is told to those who cannot see it. */
export function SortableRows({ keys, nameOf, onMove, children }: SortableRowsProps) {
  const sensors = useSensors(
    // A click on the handle is no move.
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const place = (key: string | number | undefined) => `place ${keys.indexOf(String(key)) + 1} of ${keys.length}`
  const announcements: Announcements = {
    onDragStart: ({ active }) => `${nameOf(String(active.id))} picked up, ${place(active.id)}.`,
    onDragOver: ({ active, over }) => `${nameOf(String(active.id))} to ${place(over?.id)}.`,
    onDragEnd: ({ active, over }) => `${nameOf(String(active.id))} put down, ${place(over?.id ?? active.id)}.`,
    onDragCancel: ({ active }) => `${nameOf(String(active.id))} put back, ${place(active.id)}.`,
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      modifiers={[upAndDown]}
      accessibility={{ announcements, screenReaderInstructions: instructions }}
      onDragEnd={({ active, over }) => {
        const [from, to] = [keys.indexOf(String(active.id)), keys.indexOf(String(over?.id))]
        if (from >= 0 && to >= 0 && from !== to) onMove(from, to)
      }}
    >
      <SortableContext items={[...keys]} strategy={verticalListSortingStrategy}>
        {children}
      </SortableContext>
    </DndContext>
  )
}

interface SortableRowProps {
  readonly id: string
  /** What the row is for those who cannot see it: `Component 2`. */
  readonly label: string
  /** The empty row stays where it is. */
  readonly fixed?: boolean
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  readonly children: ReactNode
}

/** One row with its handle in the first column. */
export function SortableRow({ id, label, fixed = false, onKeyDown, children }: SortableRowProps) {
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } = useSortable({ id, disabled: fixed })
  return (
    <div
      ref={setNodeRef}
      role="group"
      aria-label={label}
      className={classes.row}
      data-moving={isDragging}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      onKeyDown={onKeyDown}
    >
      {fixed ? (
        <span />
      ) : (
        <button ref={setActivatorNodeRef} type="button" className={classes.handle} {...attributes} {...listeners} aria-label={`Move ${label.toLowerCase()}`}>
          <IconGripVertical size={18} stroke={1.75} aria-hidden />
        </button>
      )}
      {children}
    </div>
  )
}

export interface ToldMoves {
  readonly tell: (words: string) => void
  readonly told: ReactNode
}

/** Says what a key has moved, for those who cannot see it. */
export function useToldMoves(): ToldMoves {
  const [words, setWords] = useState('')
  return {
    tell: setWords,
    told: (
      <VisuallyHidden role="status" aria-live="polite">
        {words}
      </VisuallyHidden>
    ),
  }
}

/** Which way Alt with an arrow moves a row; 0 for every other key. */
export function altArrow(event: KeyboardEvent<HTMLElement>): -1 | 0 | 1 {
  if (!event.altKey) return 0
  return event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
}
