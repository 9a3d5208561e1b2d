import { useCallback, useRef, useState } from 'react'
import type { DraftOf, NameOf, ReplyOf } from '../../shared/contract/registry.ts'
import type { AppError } from '../../shared/errors.ts'
import { client } from './bridge.ts'
import { attemptAfter, attemptToSend, openAttempt, type CommandAttempt } from './command-attempt.ts'
import { sendingTyped } from '../state/kept-typing.ts'
import { newId } from './ids.ts'

export interface CommandHandle<N extends NameOf<'command'>> {
  readonly pending: boolean
  /** Why the last sending was refused; `null` before the first and after a success. */
  readonly error: AppError | null
  /** Sends once. Returns `null`, sending nothing, while an earlier sending has no answer yet. */
  run(draft: DraftOf<'command', N>): Promise<ReplyOf<'command', N> | null>
}

/**
 * One command of one open form: keeps its id over *Try again*, and makes a second submit while pending impossible. What is typed
 * in the form and kept under `keptAs` is not offered again once it is saved, however the program ends.
 */
export function useCommand<N extends NameOf<'command'>>(name: N, keptAs?: string): CommandHandle<N> {
  const attempt = useRef<CommandAttempt | null>(null)
  const inFlight = useRef(false)
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<AppError | null>(null)

  const run = useCallback(
    async (draft: DraftOf<'command', N>) => {
      if (inFlight.current) return null
      inFlight.current = true
      setPending(true)
      const contentText = JSON.stringify(draft)
      const sending = attemptToSend(attempt.current ?? openAttempt(newId), contentText, newId)
      if (keptAs !== undefined) await sendingTyped(keptAs, sending.commandId)
      const reply = await client.runCommand(name, sending.commandId, draft)
      // Every refusal of every command is an AppError; TypeScript cannot see that through the generic name.
      const refusal = reply.ok ? null : (reply.error as AppError)
      const outcome = refusal === null ? 'done' : refusal.code === 'call.lost' ? 'lost' : 'refused'
      attempt.current = attemptAfter(sending, contentText, outcome, newId)
      inFlight.current = false
      setPending(false)
      setError(refusal)
      return reply
    },
    [name, keptAs],
  )

  return { pending, error, run }
}
