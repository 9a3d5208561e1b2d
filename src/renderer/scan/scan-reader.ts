/** A scanner types faster than this from key to key; no hand does. */
const keyGapMs = 20
/** Shorter bursts may be two fingers that met. */
const codeLengthMin = 4

export interface ScanReader {
  /** Takes the next key and when it came, in ms; returns the code that ended with it, or `null`. */
  read(key: string, atMs: number): string | null
  /** Whether the keys so far came as fast as a scanner types. */
  inBurst(): boolean
  /** Forgets the keys so far. */
  reset(): void
}

/** Tells a scan from typing by its speed: characters with less than 20 ms between them, then Enter as fast. */
export function createScanReader(): ScanReader {
  let text = ''
  let lastAtMs = Number.NEGATIVE_INFINITY

  function reset() {
    text = ''
    lastAtMs = Number.NEGATIVE_INFINITY
  }

  return {
    read(key, atMs) {
      // Held while a capital is typed.
      if (key === 'Shift') return null
      const fast = atMs - lastAtMs < keyGapMs
      if (key === 'Enter') {
        const code = fast && text.trim().length >= codeLengthMin ? text.trim() : null
        reset()
        return code
      }
      if ([...key].length !== 1) {
        reset()
        return null
      }
      text = fast ? text + key : key
      lastAtMs = atMs
      return null
    },
    inBurst: () => text.length > 1,
    reset,
  }
}
