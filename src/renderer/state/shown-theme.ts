import type { Preferences } from '../../shared/contract/app.ts'

export type ShownTheme = 'light' | 'dark' | 'contrast'

/** What the PC asks of every program. */
export interface SystemAppearance {
  readonly dark: boolean
  readonly moreContrast: boolean
}

/** The theme to show. Left to itself, floor mode is bright, because shop floors are. */
export function shownTheme({ theme, mode }: Preferences, system: SystemAppearance): ShownTheme {
  if (theme !== 'auto') return theme
  if (system.moreContrast) return 'contrast'
  return system.dark && mode === 'office' ? 'dark' : 'light'
}
