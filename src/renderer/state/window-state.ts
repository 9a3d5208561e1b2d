import { create } from 'zustand'
import type { Preferences } from '../../shared/contract/app.ts'
import type { AppError } from '../../shared/errors.ts'
import { client } from '../api/bridge.ts'

/** How to take back what was just done: `Undo`, or another verb where what comes is something new. */
export interface NoticeUndo {
  readonly label: string
  readonly run: () => void
}

/** What was just done, in words, how to take it back, and where to see it; or what could not be done. */
export type Notice =
  | { readonly kind: 'done'; readonly text: string; readonly undo?: NoticeUndo; readonly show?: () => void }
  | { readonly kind: 'refused'; readonly error: AppError }
  /** What is being done, until it says what came of it. */
  | { readonly kind: 'working'; readonly text: string }
  /** A scan that leads to no product, and one that came while a panel was open. */
  | { readonly kind: 'unknown_code' | 'scanned_beside'; readonly code: string }

interface WindowState {
  readonly preferences: Preferences
  readonly notice: Notice | null
  /** *Who is working?* is open. */
  readonly choosingOperator: boolean
  /** What was done last, for the undo that comes after its notice is gone. */
  readonly lastDone: Notice | null
}

export const defaultPreferences: Preferences = { theme: 'auto', mode: 'office', railCollapsed: false, letterKeys: true, begun: false, views: [] }

/** What the window remembers beside the answers of the main process. */
export const useWindowState = create<WindowState>(() => ({ preferences: defaultPreferences, notice: null, choosingOperator: false, lastDone: null }))

/** Says what was done or refused, in place of what was said before. */
export function showNotice(notice: Notice | null): void {
  useWindowState.setState(notice?.kind === 'done' ? { notice, lastDone: notice } : { notice })
}

/** Takes back what was done last, or says that it cannot be. */
export function undoLast(): void {
  const { lastDone } = useWindowState.getState()
  if (lastDone?.kind === 'done' && lastDone.undo) {
    useWindowState.setState({ notice: null, lastDone: null })
    lastDone.undo.run()
  } else {
    // Said without becoming what was done last.
    const text = lastDone?.kind === 'done' ? `This cannot be undone from here: ${lastDone.text}` : 'There is nothing to undo.'
    useWindowState.setState({ notice: { kind: 'done', text } })
  }
}

/** Shows a preference at once and has this PC remember it. */
export async function setPreferences(change: Partial<Preferences>): Promise<void> {
  useWindowState.setState(({ preferences }) => ({ preferences: { ...preferences, ...change } }))
  const reply = await client.askHost('preferences.set', change)
  if (!reply.ok) showNotice({ kind: 'refused', error: reply.error })
}

/** Takes the preferences this PC remembers; without an answer the ones shown stay. */
export async function loadPreferences(): Promise<void> {
  const reply = await client.askHost('preferences.get', {})
  if (reply.ok) useWindowState.setState({ preferences: reply.value })
}
