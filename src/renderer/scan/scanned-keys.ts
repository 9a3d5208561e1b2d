const codes = new WeakMap<Event, string>()

/** Writes down that this Enter ended a scan. */
export function markScanned(event: Event, code: string): void {
  codes.set(event, code)
}

/** The code that was scanned, when this key ended one; `null` for a key that was typed. */
export function scannedCode(event: Event): string | null {
  return codes.get(event) ?? null
}
