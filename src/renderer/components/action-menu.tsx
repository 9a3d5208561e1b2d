import { Button, Menu, type ButtonProps, type MenuProps } from '@mantine/core'
import { useRef, type ReactNode } from 'react'

interface ActionMenuProps extends Pick<MenuProps, 'position' | 'opened' | 'onChange'> {
  /** What stands on the button. */
  readonly label: ReactNode
  readonly button?: Pick<ButtonProps, 'leftSection'> & { readonly 'aria-label'?: string; readonly 'aria-disabled'?: boolean }
  /** Its `Menu.Item`s. */
  readonly children: ReactNode
}

/**
 * A button with a short list of things to do. Whatever closes the list, the focus is back on the button in the same moment: before a panel
 * that was chosen takes it, and so that the panel gives it back there.
 */
export function ActionMenu({ label, button, children, ...menu }: ActionMenuProps) {
  const opener = useRef<HTMLButtonElement>(null)
  return (
    <Menu {...menu} transitionProps={{ duration: 0 }} returnFocus={false} onClose={() => opener.current?.focus({ preventScroll: true })}>
      <Menu.Target>
        <Button ref={opener} variant="default" {...button}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  )
}
