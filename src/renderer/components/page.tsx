import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './page.module.css'

export interface PrimaryAction {
  /** A verb with its object: *New supplier*. */
  readonly label: string
  readonly icon?: ReactNode
  /** The key that does the same on this page. */
  readonly shortcut?: string
  readonly onRun: () => void
}

interface PageProps {
  readonly title: string
  /** One line that says what the page is for. */
  readonly purpose: string
  readonly primary?: PrimaryAction
  readonly filters?: ReactNode
  readonly children: ReactNode
}

/** One screen: what it is, its one main action, its filters, and the rest of the height for its content. */
export function Page({ title, purpose, primary, filters, children }: PageProps) {
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <div className={classes.words}>
          <h1 className={classes.title}>{title}</h1>
          <p className={classes.purpose}>{purpose}</p>
        </div>
        {primary && (
          <Button
            leftSection={primary.icon}
            rightSection={primary.shortcut && <kbd className={classes.shortcut}>{primary.shortcut}</kbd>}
            aria-label={primary.label}
            aria-keyshortcuts={primary.shortcut}
            onClick={primary.onRun}
          >
            {primary.label}
          </Button>
        )}
      </header>
      {filters && <div className={classes.filters}>{filters}</div>}
      {children}
    </div>
  )
}
