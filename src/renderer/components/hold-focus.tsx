import { useLayoutEffect, useRef } from 'react'

/**
 * Gives the focus to the dialog it is drawn in, in the same moment: what is typed after the key that opened it goes into it, on a slow PC
 * too, and not to the page behind. `data-autofocus` says which field, also one that comes later. While the dialog is there it keeps the
 * focus: Tab stays inside, and what had it and is gone gives it to that field.
 */
export function HoldFocus() {
  const marker = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const dialog = marker.current?.closest<HTMLElement>('[role="dialog"]')
    if (!dialog) return
    const stayInside = (event: KeyboardEvent) => keepTabInside(dialog, event)
    dialog.addEventListener('keydown', stayInside)
    const changes = takeFocus(dialog)
    return () => {
      dialog.removeEventListener('keydown', stayInside)
      changes.disconnect()
    }
  }, [])
  return <span ref={marker} hidden />
}

/** Gives the focus back to what had it before a dialog opened. It stands before that dialog, whose content takes the focus when it is drawn. */
export function FocusBack({ opened }: { readonly opened: boolean }) {
  const before = useRef<Element | null>(null)
  useLayoutEffect(() => {
    if (opened) before.current = document.activeElement
    else giveBack(before)
  }, [opened])
  useLayoutEffect(() => () => queueMicrotask(() => giveBack(before)), [])
  return null
}

/** Whether the focus is nowhere in particular, so that somebody may be given it. */
export function focusIsNowhere(): boolean {
  return document.activeElement === document.body || document.activeElement?.id === 'content'
}

/** Whether a dialog that does not hold `element` has the focus: nothing behind it takes it from there. */
export function isBehindDialog(element: Element): boolean {
  const dialog = document.activeElement?.closest('[role="dialog"]') ?? null
  return dialog !== null && !dialog.contains(element)
}

/** Where nothing had the focus, or what had it is gone, the page has it, so that the next Tab starts there. */
function giveBack(before: { current: Element | null }): void {
  const to = before.current
  before.current = null
  if (to === null || document.activeElement !== document.body) return
  if (to instanceof HTMLElement && to.isConnected) to.focus({ preventScroll: true })
  if (document.activeElement === document.body) document.getElementById('content')?.focus({ preventScroll: true })
}

function takeFocus(dialog: HTMLElement): MutationObserver {
  const wanted = () => dialog.querySelector<HTMLElement>('[data-autofocus]')
  /** Has the focus until the field is there that wants it. */
  let stopgap: Element | null = null
  const take = () => {
    const at = document.activeElement
    const field = wanted() ?? (at !== null && dialog.contains(at) ? null : (stopsIn(dialog)[0] ?? dialog))
    field?.focus({ preventScroll: true })
    stopgap = wanted() === null ? document.activeElement : null
  }
  take()
  const changes = new MutationObserver(() => {
    if (document.activeElement === document.body || (document.activeElement === stopgap && wanted() !== null)) take()
  })
  changes.observe(dialog, { subtree: true, childList: true })
  return changes
}

function keepTabInside(dialog: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== 'Tab' || event.defaultPrevented) return
  const stops = stopsIn(dialog)
  const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]]
  if (document.activeElement !== from && document.activeElement !== dialog) return
  event.preventDefault()
  to?.focus()
}

/** What Tab goes through, in its order. */
function stopsIn(dialog: HTMLElement): HTMLElement[] {
  const elements = dialog.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex]')
  return [...elements].filter((element) => element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility({ visibilityProperty: true }))
}
