import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { z } from 'zod'

const text = z.coerce.string().catch('').default('')

/** What of a screen belongs to its address, so that *Back* finds it as it was left. Empty means none. */
export const screenSearch = z.object({ search: text, filter: text, sort: text, panel: text, selected: text, code: text })
export type ScreenSearch = z.infer<typeof screenSearch>

/** The address's part of the screen, and how to change it. `in place` leaves no step for *Back*. */
export function useScreenSearch(): readonly [ScreenSearch, (change: Partial<ScreenSearch>, step?: 'new step' | 'in place') => void] {
  const current = screenSearch.parse(useSearch({ strict: false }))
  const navigate = useNavigate()
  const { history } = useRouter()
  const change = useCallback(
    (change: Partial<ScreenSearch>, step: 'new step' | 'in place' = 'new step') => {
      void navigate({
        to: '.',
        search: (before: Partial<ScreenSearch>) => withoutEmpty({ ...before, ...change }),
        replace: step === 'in place',
        resetScroll: false,
      })
      // Written at once: a step that follows in the same breath would otherwise take this one's place.
      history.flush()
    },
    [navigate, history],
  )
  return [current, change]
}

/** An address without parameters that say nothing. */
export function withoutEmpty(search: Partial<ScreenSearch>): Partial<ScreenSearch> {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== ''))
}
