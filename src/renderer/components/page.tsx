import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect, useRef, type FocusEvent, type ReactNode } from 'react'
import type { NameOf } from '../../shared/contract/registry.ts'
import { useWindowState } from '../state/window-state.ts'
import { useGuard } from './guard.ts'
import { focusIsNowhere } from './hold-focus.tsx'
import { SaveAsButton } from './save-as-button.tsx'
import classes from './page.module.css'

export interface PrimaryAction {
  /** A verb with its object: *New supplier*. */
  readonly label: string
  readonly icon?: ReactNode
  /** The key that does the same on this page. */
  readonly shortcut?: string
  /** The command it leads to: greyed out, with the reason, for whoever may not do it. */
  readonly command?: NameOf<'command'>
  readonly onRun: () => void
}

interface PageProps {
  readonly title: string
  /** One line that says what the page is for. */
  readonly purpose: string
  readonly primary?: PrimaryAction
  /** Lesser actions, before the primary one. */
  readonly actions?: ReactNode
  /** A page behind a list: back to where the person came from. */
  readonly onBack?: () => void
  readonly filters?: ReactNode
  readonly children: ReactNode
}

/** One screen: what it is, its one main action, its filters, and the rest of the height for its content. What it shows of lists is saved from its head. */
export function Page({ title, purpose, primary, actions, onBack, filters, children }: PageProps) {
  const { heading, noteFocus } = useKeptFocus()
  return (
    <div className={classes.page} onFocus={noteFocus}>
      <header className={classes.header}>
        {onBack && (
          <button type="button" className={classes.back} aria-label="Back" aria-keyshortcuts="Escape" onClick={onBack}>
            <IconArrowLeft size="var(--ps-icon-size)" stroke={1.75} aria-hidden />
          </button>
        )}
        <div className={classes.words}>
          <h1 ref={heading} tabIndex={-1} className={classes.title}>
            {title}
          </h1>
          <p className={classes.purpose}>{purpose}</p>
        </div>
        <div className={classes.actions}>
          <SaveAsButton />
          {actions}
          {primary && <PrimaryButton {...primary} />}
        </div>
      </header>
      {filters && <div className={classes.filters}>{filters}</div>}
      {children}
    </div>
  )
}

/** The window opens with the focus nowhere; from then on somebody works in it. */
let isFirstPage = true

/**
 * Gives the focus to the heading where what had it is gone: after an action that replaced the page, or took its own button
 * away. A field that asks for the focus itself has it before this looks.
 */
function useKeptFocus() {
  const heading = useRef<HTMLHeadingElement>(null)
  const focused = useRef<Element | null>(null)
  useEffect(() => {
    if (focusIsNowhere() && focused.current?.isConnected === false) heading.current?.focus({ preventScroll: true })
  })
  useEffect(() => {
    if (focusIsNowhere() && !isFirstPage) heading.current?.focus({ preventScroll: true })
    isFirstPage = false
  }, [])
  return {
    heading,
    noteFocus: (event: FocusEvent) => {
      // A panel gives the focus back itself.
      if (event.currentTarget.contains(event.target)) focused.current = event.target
    },
  }
}

function PrimaryButton({ label, icon, shortcut: key, command, onRun }: PrimaryAction) {
  const guard = useGuard(command)
  const letterKeys = useWindowState((state) => state.preferences.letterKeys)
  const shortcut = letterKeys || key === undefined || key.length > 1 ? key : undefined
  return (
    <Button
      leftSection={icon}
      rightSection={shortcut && <kbd className={classes.shortcut}>{shortcut}</kbd>}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      {...guard.greyed}
      onClick={() => guard.run(onRun)}
    >
      {label}
    </Button>
  )
}
