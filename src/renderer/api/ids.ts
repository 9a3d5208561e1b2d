import { timeOrderedUuid } from '../../shared/units/ids.ts'

/** A new UUID, for a command before it is first sent, or for a reference in the log. */
export function newId(): string {
  return timeOrderedUuid(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
}
