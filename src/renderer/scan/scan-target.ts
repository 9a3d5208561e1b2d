/**
 * Who has the keys of a scan. A product picker takes the code itself; text keeps it as typed, such as a lot number; a
 * search, a figure or a name is given back what it held, for a code is none; anywhere else it opens what was scanned.
 */
export type ScanTarget = 'picker' | 'text' | 'field' | 'page'

/** Figures this long are not typed; shorter ones may be, by a quick hand on a number pad. */
const figureCodeLengthMin = 8

/** Whether a quick hand may have typed it as a figure. */
export function mayBeFigure(code: string): boolean {
  return code.length < figureCodeLengthMin && /^[\d.,/-]*$/.test(code)
}

export function scanTargetOf(target: EventTarget | null): ScanTarget {
  if (!(target instanceof HTMLElement)) return 'page'
  if (target instanceof HTMLInputElement) {
    if (target.dataset['scan'] === 'product') return 'picker'
    if (target.type === 'search' || target.inputMode === 'decimal' || target.dataset['scan'] === 'never') return 'field'
    return ['checkbox', 'radio', 'button', 'submit'].includes(target.type) ? 'page' : 'text'
  }
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable ? 'text' : 'page'
}

/** Gives a field back what it held before a code was scanned into it, over what was selected or beside it. */
export function giveBack(field: HTMLInputElement, held: string): void {
  if (field.value === held) return
  // React listens to the element's own setter and to the event.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, held)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
