import { useHotkeys } from '@mantine/hooks'
import { useWindowState } from './window-state.ts'

/** A single letter that does something on this screen: never while typing or in a panel, and not at all when these keys are off. */
export function useLetterKey(letter: string, run: () => void): void {
  const on = useWindowState((state) => state.preferences.letterKeys)
  useHotkeys([
    [
      letter,
      (event) => {
        const inPanel = event.target instanceof Element && event.target.closest('[role="dialog"]') !== null
        if (on && !inPanel) run()
      },
      { preventDefault: on },
    ],
  ])
}
