import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { FocusBack, HoldFocus } from './hold-focus.tsx'
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

/** A panel over the right edge, for forms and details that do not deserve a page of their own. Escape closes it and gives the focus back. */
export function SidePanel({ opened, title, onClose, wide = false, holdsForm = false, children }: SidePanelProps) {
  return (
    <>
      <FocusBack opened={opened} />
      <Drawer
        opened={opened}
        onClose={onClose}
        title={title}
        closeOnClickOutside={!holdsForm}
        position="right"
        size={wide ? 'calc(var(--ps-panel-width) * 1.4)' : 'var(--ps-panel-width)'}
        overlayProps={{ color: 'var(--ps-shade)', backgroundOpacity: 1 }}
        closeButtonProps={{ 'aria-label': 'Close', size: 'lg' }}
        // It is there at once, and slides in as it is: one that came frames later would not hear the first keys.
        transitionProps={{ duration: 0 }}
        trapFocus={false}
        returnFocus={false}
        classNames={{ content: classes.content, overlay: classes.overlay, header: classes.header, title: classes.title, body: classes.body }}
      >
        {children}
        <HoldFocus />
      </Drawer>
    </>
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
