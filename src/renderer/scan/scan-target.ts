/**
 * Who has the keys of a scan. A product picker takes the code itself; text keeps it as typed, such as a lot number; a
 * search or a figure is given back what it held, for a code is neither; anywhere else it opens what was scanned.
 */
export type ScanTarget = 'picker' | 'text' | 'field' | 'page'

/** Figures this long are not typed; shorter ones may be, by a quick hand on a number pad. */
export const figureCodeLengthMin = 8

export function scanTargetOf(target: EventTarget | null): ScanTarget {
  if (!(target instanceof HTMLElement)) return 'page'
  if (target instanceof HTMLInputElement) {
    if (target.dataset['scan'] === 'product') return 'picker'
    if (target.type === 'search' || target.inputMode === 'decimal') return 'field'
    return ['checkbox', 'radio', 'button', 'submit'].includes(target.type) ? 'page' : 'text'
  }
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable ? 'text' : 'page'
}

/** Takes a code that was scanned into a field out of it again. */
export function takeOut(field: HTMLInputElement, code: string): void {
  const { value } = field
  const end = field.selectionEnd ?? value.length
  const typed = value.slice(0, end).replaceAll(/[,\s]/g, '')
  if (!typed.endsWith(code.replaceAll(/[,\s]/g, ''))) return
  const before = end - code.length < 0 ? '' : value.slice(0, end - code.length)
  // React listens to the element's own setter and to the event.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, before + value.slice(end))
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
