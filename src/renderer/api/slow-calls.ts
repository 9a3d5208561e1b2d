import { create } from 'zustand'

/** Longer than anything in the ledger usually takes. */
const slowMs = 500

interface SlowCalls {
  /** Commands and questions that have waited for their answer longer than usual. */
  readonly count: number
}

/** Whether the ledger is at work on something long, so that the window can say why it waits. */
export const useSlowCalls = create<SlowCalls>(() => ({ count: 0 }))

/** Counts a call among the slow ones from when it is one until it is answered; what is returned says that it is. */
export function watchCall(): () => void {
  let slow = false
  const timer = setTimeout(() => {
    slow = true
    useSlowCalls.setState(({ count }) => ({ count: count + 1 }))
  }, slowMs)
  return () => {
    clearTimeout(timer)
    if (slow) useSlowCalls.setState(({ count }) => ({ count: count - 1 }))
  }
}
