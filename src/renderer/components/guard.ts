import type { NameOf } from '../../shared/contract/registry.ts'
import { useDenied } from '../state/operator.ts'
import { showNotice } from '../state/window-state.ts'
import { useNowMs } from '../state/now.ts'
import { wordsOf } from '../text/errors.ts'

export interface Guard {
  readonly denied: boolean
  /** Greys a button out and says why; empty when it may be pressed. It keeps the focus, so that the reason can be reached. */
  readonly greyed: { readonly 'data-disabled'?: true; readonly 'aria-disabled'?: true; readonly 'aria-description'?: string; readonly title?: string }
  /** Does it, or says why not. */
  readonly run: (act: () => void) => void
}

/** What stands before a button of a command: whether who is at this PC may do it. Without a command it stands open. */
export function useGuard(command: NameOf<'command'> | undefined): Guard {
  const denied = useDenied(command)
  const nowMs = useNowMs()
  if (denied === null) return { denied: false, greyed: {}, run: (act) => act() }
  const { what } = wordsOf(denied, nowMs)
  return {
    denied: true,
    greyed: { 'data-disabled': true, 'aria-disabled': true, 'aria-description': what, title: what },
    run: () => showNotice({ kind: 'refused', error: denied }),
  }
}
