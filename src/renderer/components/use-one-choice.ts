import { useState } from 'react'
import type { AppError } from '../../shared/errors.ts'

interface OneChoice<T> {
  /** Whether it was sent with nothing chosen. */
  readonly missing: boolean
  /** Why the last sending was refused. */
  readonly refusal: AppError | null
  readonly pending: boolean
  readonly choose: (chosen: T | null) => void
  readonly submit: () => Promise<void>
}

/** A form that sends the one thing chosen in it: `send` answers why not, and `onDone` follows when it was done. */
export function useOneChoice<T>(chosen: T | null, setChosen: (chosen: T | null) => void, send: (chosen: T) => Promise<AppError | null>, onDone: () => void): OneChoice<T> {
  const [missing, setMissing] = useState(false)
  const [refusal, setRefusal] = useState<AppError | null>(null)
  const [pending, setPending] = useState(false)
  return {
    missing: missing && chosen === null,
    refusal,
    pending,
    choose: (next) => {
      setChosen(next)
      setMissing(false)
    },
    submit: async () => {
      setMissing(chosen === null)
      if (chosen === null || pending) return
      setPending(true)
      const error = await send(chosen)
      setPending(false)
      setRefusal(error)
      if (error === null) onDone()
    },
  }
}
