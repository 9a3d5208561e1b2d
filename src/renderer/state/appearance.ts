import type { SystemAppearance } from './shown-theme.ts'

const asksDark = window.matchMedia('(prefers-color-scheme: dark)')
const asksContrast = window.matchMedia('(prefers-contrast: more)')

/** What the PC asks for now. */
export function systemAppearance(): SystemAppearance {
  return { dark: asksDark.matches, moreContrast: asksContrast.matches }
}

/** Tells when the PC asks for something else; returns how to stop listening. */
export function onSystemAppearance(listener: () => void): () => void {
  asksDark.addEventListener('change', listener)
  asksContrast.addEventListener('change', listener)
  return () => {
    asksDark.removeEventListener('change', listener)
    asksContrast.removeEventListener('change', listener)
  }
}
