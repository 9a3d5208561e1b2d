import { useEffect, useEffectEvent } from 'react'
import type { OutputOf } from '../../shared/contract/registry.ts'

/** What a scanned code stands for. */
export type Scanned = NonNullable<OutputOf<'query', 'product.find_by_code'>['found']>

type Taker = (scanned: Scanned) => boolean

const takers: Taker[] = []

/** While the screen is shown, what is scanned is offered to it first; one that it does not take opens as everywhere. */
export function useScanTaker(take: Taker): void {
  const offer = useEffectEvent(take)
  useEffect(() => {
    const taker: Taker = (scanned) => offer(scanned)
    takers.push(taker)
    return () => void takers.splice(takers.indexOf(taker), 1)
  }, [])
}

/** Whether the screen that is shown has taken it; the newest is asked first. */
export function takenByScreen(scanned: Scanned): boolean {
  return takers.toReversed().some((take) => take(scanned))
}
