/** One filled-in form on its way to the ledger: the id it is sent under, and what was refused under that id, if anything. */
export interface CommandAttempt {
  readonly commandId: string
  readonly refusedText: string | null
}

/** How one sending ended. `lost` means that nobody knows whether it was done. */
export type Outcome = 'done' | 'refused' | 'lost'

/** The attempt of a form that has just opened. */
export function openAttempt(newId: () => string): CommandAttempt {
  return { commandId: newId(), refusedText: null }
}

/**
 * The attempt to send `contentText` under. Content that changed since a refusal is another intention and gets a new id;
 * after a lost reply the id stays whatever the content, so that the ledger can tell that the first one was done.
 */
export function attemptToSend(attempt: CommandAttempt, contentText: string, newId: () => string): CommandAttempt {
  return attempt.refusedText !== null && attempt.refusedText !== contentText ? openAttempt(newId) : attempt
}

/** The attempt after an outcome: a success uses its id up. */
export function attemptAfter(attempt: CommandAttempt, contentText: string, outcome: Outcome, newId: () => string): CommandAttempt {
  switch (outcome) {
    case 'done':
      return openAttempt(newId)
    case 'refused':
      return { commandId: attempt.commandId, refusedText: contentText }
    case 'lost':
      return { commandId: attempt.commandId, refusedText: null }
  }
}
