import { useRef, useState } from 'react'
import { client } from '../../api/bridge.ts'
import { newId } from '../../api/ids.ts'
import { showNotice } from '../../state/window-state.ts'
import type { PlannedRow } from './planned-chips.tsx'

interface MovedOrder {
  readonly ids: readonly number[]
  /** Whether a move is on its way still. */
  readonly sending: boolean
}

export interface QueueOrder {
  /** The rows in the order in which they are shown. */
  readonly rows: readonly PlannedRow[]
  /** Puts a row at another place, from 0. */
  readonly move: (from: number, to: number) => void
}

/**
 * The queue as it is being put in order: where a row was put is shown at once, and the moves are sent one after the other,
 * so that a key that is held moves as often as it repeats. What is shown holds until the ledger says the same: answers to
 * moves in between would take the row, and with it the focus, back.
 */
export function useQueueOrder(planned: readonly PlannedRow[]): QueueOrder {
  const [moved, setMoved] = useState<MovedOrder | null>(null)
  const sent = useRef<Promise<unknown>>(Promise.resolve())
  const onTheirWay = useRef(0)
  if (moved !== null && !moved.sending && sameOrder(planned, moved.ids)) setMoved(null)
  const rows = moved === null ? planned : inOrder(planned, moved.ids)

  async function send(plannedBuildId: number, beforeId: number | null) {
    const reply = await client.runCommand('planned_build.move', newId(), { plannedBuildId, beforeId })
    onTheirWay.current -= 1
    if (!reply.ok) showNotice({ kind: 'refused', error: reply.error })
    if (!reply.ok) setMoved(null)
    else if (onTheirWay.current === 0) setMoved((order) => order && { ...order, sending: false })
  }

  return {
    rows,
    move: (from, to) => {
      const ids = rows.map(({ plannedBuildId }) => plannedBuildId)
      const id = ids[from]
      if (id === undefined) return
      const next = ids.toSpliced(from, 1).toSpliced(to, 0, id)
      setMoved({ ids: next, sending: true })
      onTheirWay.current += 1
      sent.current = sent.current.then(() => send(id, next[to + 1] ?? null))
    },
  }
}

/** Whether the rows that an order knows stand in it; others may have come or gone. */
function sameOrder(planned: readonly PlannedRow[], ids: readonly number[]): boolean {
  const known = new Set(ids)
  const there = planned.map(({ plannedBuildId }) => plannedBuildId).filter((id) => known.has(id))
  const left = new Set(there)
  const wanted = ids.filter((id) => left.has(id))
  return there.every((id, place) => wanted[place] === id)
}

/** The rows by an order of ids; those it does not know stay behind the others. */
function inOrder(planned: readonly PlannedRow[], ids: readonly number[]): readonly PlannedRow[] {
  const byId = new Map(planned.map((row) => [row.plannedBuildId, row]))
  const known = new Set(ids)
  return [...ids.flatMap((id) => byId.get(id) ?? []), ...planned.filter(({ plannedBuildId }) => !known.has(plannedBuildId))]
}
