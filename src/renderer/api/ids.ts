/** A new UUID, for a command before it is first sent, or for a reference in the log. */
export function newId(): string {
  return crypto.randomUUID()
}
