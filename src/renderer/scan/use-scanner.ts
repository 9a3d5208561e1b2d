import { useEffect } from 'react'
import { createScanReader } from './scan-reader.ts'
import { giveBack, mayBeFigure, scanTargetOf } from './scan-target.ts'
import { markScanned } from './scanned-keys.ts'

/** How long a first key waits for a second that would make it a scan. */
const holdMs = 25

/**
 * Listens for a barcode scanner on every screen. Keys that could be the beginning of a scan are held back for a moment,
 * so that a code with an *n* in it opens no new product; typed ones reach the screen right after.
 */
export function useScanner(onCode: (code: string) => void): void {
  useEffect(() => {
    const reader = createScanReader()
    const released = new WeakSet<Event>()
    let held: KeyboardEvent[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    /** What a field held before the first of the keys so far. */
    let before: { readonly field: HTMLInputElement; readonly held: string } | null = null

    function release() {
      clearTimeout(timer)
      const keys = held
      held = []
      for (const { target, key, code, shiftKey, repeat } of keys) {
        const again = new KeyboardEvent('keydown', { key, code, shiftKey, repeat, bubbles: true, cancelable: true })
        released.add(again)
        const place = target instanceof Element && target.isConnected ? target : document.body
        place.dispatchEvent(again)
      }
    }

    function hold(event: KeyboardEvent) {
      event.preventDefault()
      event.stopImmediatePropagation()
      held.push(event)
      clearTimeout(timer)
      timer = setTimeout(release, holdMs)
    }

    function finish(event: KeyboardEvent, code: string) {
      clearTimeout(timer)
      held = []
      const target = scanTargetOf(event.target)
      if (target === 'text') return
      if (target === 'picker') return markScanned(event, code)
      if (event.target instanceof HTMLInputElement && target === 'field') {
        if (event.target.inputMode === 'decimal' && mayBeFigure(code)) return
        if (before?.field === event.target) giveBack(before.field, before.held)
      }
      event.preventDefault()
      event.stopImmediatePropagation()
      onCode(code)
    }

    function onKeyDown(event: KeyboardEvent) {
      if (released.has(event)) return
      if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) {
        reader.reset()
        return release()
      }
      const code = reader.read(event.key, event.timeStamp)
      if (code !== null) return finish(event, code)
      const isCharacter = [...event.key].length === 1
      if (isCharacter && !reader.inBurst()) before = event.target instanceof HTMLInputElement ? { field: event.target, held: event.target.value } : null
      // A space presses the button it is on, unless it is in the middle of a code.
      if (isCharacter && scanTargetOf(event.target) === 'page' && (event.key !== ' ' || reader.inBurst())) return hold(event)
      if (event.key !== 'Shift') release()
    }

    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true })
      clearTimeout(timer)
    }
  }, [onCode])
}
