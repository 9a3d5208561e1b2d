import { Button, type ButtonProps } from '@mantine/core'
import type { ComponentPropsWithRef, MouseEvent } from 'react'
import type { NameOf } from '../../shared/contract/registry.ts'
import { useGuard } from './guard.ts'

interface GuardedButtonProps extends ButtonProps, Omit<ComponentPropsWithRef<'button'>, keyof ButtonProps | 'onClick'> {
  /** The command it leads to; without one it stands open. */
  readonly command: NameOf<'command'> | undefined
  /** Left out where it submits its form. */
  readonly onClick?: () => void
}

/** A button of a command: greyed out with the reason for whoever may not do it, which pressing it tells as well. */
export function GuardedButton({ command, onClick, ...button }: GuardedButtonProps) {
  const guard = useGuard(command)

  function press(event: MouseEvent) {
    if (guard.denied) event.preventDefault()
    guard.run(() => onClick?.())
  }

  return <Button {...button} {...guard.greyed} onClick={press} />
}
