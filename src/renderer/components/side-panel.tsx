import { Drawer } from '@mantine/core'
import { useEffect, type ReactNode } from 'react'
import classes from './side-panel.module.css'
import { useOnceDecided } from './undecided-fields.ts'

interface SidePanelProps {
  readonly opened: boolean
  readonly title: string
  readonly onClose: () => void
  /** For a table inside. */
  readonly wide?: boolean
  /** It holds a form: a click beside it does not throw away what was typed. */
  readonly holdsForm?: boolean
  readonly children: ReactNode
}

const slideMs = 120

/** A panel opened by a key gives the focus back to nothing; the page then has it, so that the next Tab starts there. */
function focusContent(): void {
  if (document.activeElement === document.body) document.getElementById('content')?.focus({ preventScroll: true })
}

/** A panel over the right edge, for forms and details that do not deserve a page of their own. Escape closes it and gives the focus back. */
export function SidePanel({ opened, title, onClose, wide = false, holdsForm = false, children }: SidePanelProps) {
  useEffect(() => {
    if (!opened) return
    return () => void setTimeout(focusContent, slideMs + 40)
  }, [opened])
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={title}
      closeOnClickOutside={!holdsForm}
      position="right"
      size={wide ? 'calc(var(--ps-panel-width) * 1.4)' : 'var(--ps-panel-width)'}
      overlayProps={{ color: 'var(--ps-shade)', backgroundOpacity: 1 }}
      closeButtonProps={{ 'aria-label': 'Close', size: 'lg' }}
      transitionProps={{ transition: 'slide-left', duration: slideMs }}
      classNames={{ content: classes.content, header: classes.header, title: classes.title, body: classes.body }}
    >
      {children}
    </Drawer>
  )
}

interface SidePanelContentProps {
  readonly footer: ReactNode
  readonly children: ReactNode
}

/** Something to read that fills the panel; its buttons stay in sight. */
export function SidePanelContent({ footer, children }: SidePanelContentProps) {
  return (
    <div className={classes.form}>
      <div className={classes.fields}>{children}</div>
      <div className={classes.footer}>{footer}</div>
    </div>
  )
}

interface SidePanelFormProps {
  readonly onSubmit: () => void
  readonly footer: ReactNode
  readonly children: ReactNode
}

/** A form that fills the panel; its buttons stay in sight. Ctrl+Enter saves from any field. */
export function SidePanelForm({ onSubmit, footer, children }: SidePanelFormProps) {
  const submit = useOnceDecided(onSubmit)
  return (
    <form
      noValidate
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        submit()
      }}
    >
      <div className={classes.fields}>{children}</div>
      <div className={classes.footer}>{footer}</div>
    </form>
  )
}
