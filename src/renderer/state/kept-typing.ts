import { typedLengthMax } from '../../shared/contract/typing.ts'
import { client } from '../api/bridge.ts'

/** How long after the last key what is typed is kept by the PC. */
const waitMs = 300

/** What is typed and not saved, by what it is of. */
const typed = new Map<string, unknown>()
const waiting = new Map<string, number>()
/** What the PC has a text of. */
const onPc = new Set<string>()

/** Takes what this PC kept when the window or the program ended. */
export async function loadTyping(): Promise<void> {
  const reply = await client.askHost('typing.get', {})
  if (!reply.ok) return
  for (const { of, text } of reply.value.typed) {
    typed.set(of, JSON.parse(text))
    onPc.add(of)
  }
}

/** What the PC kept when the window or the program ended, the latest last. */
export function typedBefore(): readonly string[] {
  return [...onPc]
}

/** What was typed of it and not saved. What is kept under one name always has one shape. */
export function typedOf<T>(of: string): T | undefined {
  return typed.get(of) as T | undefined
}

/** Keeps what is typed, for when the person comes back to it, today or after the program was ended; `null` forgets it. */
export function keepTyped(of: string, value: unknown): void {
  if (typed.get(of) === value || (value === null && !typed.has(of))) return
  if (value === null) typed.delete(of)
  else typed.set(of, value)
  window.clearTimeout(waiting.get(of))
  waiting.set(of, window.setTimeout(() => void send(of), waitMs))
}

/** Says under which command it is about to be sent, so that what was saved is not offered again when the answer never came. */
export async function sendingTyped(of: string, commandId: string): Promise<void> {
  if (!typed.has(of)) return
  window.clearTimeout(waiting.get(of))
  await send(of, commandId)
}

async function send(of: string, sentAs: string | null = null): Promise<void> {
  waiting.delete(of)
  const text = typed.has(of) ? JSON.stringify(typed.get(of)) : null
  if (text === null && !onPc.has(of)) return
  if (text !== null && text.length > typedLengthMax) return
  if (text === null) onPc.delete(of)
  else onPc.add(of)
  // It is a help: an answer that is lost costs no more than the text would without it.
  await client.askHost('typing.keep', { of, text, sentAs })
}
