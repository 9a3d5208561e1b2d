import { Popover } from '@mantine/core'
import { useState, type FocusEvent } from 'react'
import { useWindowState } from '../state/window-state.ts'
import { QuantityInput, type FigureInputProps } from './figure-input.tsx'
import { NumberPad } from './number-pad.tsx'
import classes from './number-pad.module.css'

interface PadQuantityInputProps extends FigureInputProps {
  /** What is typed, for those who cannot see it: `Quantity of BOLT`. */
  readonly of: string
  readonly value: string
  readonly onChange: (text: string) => void
}

/** A quantity that has a number pad below it while it is typed on the floor. */
export function PadQuantityInput({ of, onBlur, onFocus, ...rest }: PadQuantityInputProps) {
  const floor = useWindowState((state) => state.preferences.mode === 'floor')
  const [typing, setTyping] = useState(false)
  const input = (
    <QuantityInput
      {...rest}
      onFocus={(event: FocusEvent<HTMLInputElement>) => {
        setTyping(true)
        onFocus?.(event)
      }}
      onBlur={(event: FocusEvent<HTMLInputElement>) => {
        setTyping(false)
        onBlur?.(event)
      }}
    />
  )
  if (!floor) return input
  return (
    <Popover opened={typing} position="bottom-end" offset={6} withRoles={false} trapFocus={false} returnFocus={false} transitionProps={{ duration: 0 }}>
      <Popover.Target>{input}</Popover.Target>
      <Popover.Dropdown className={classes.below} onMouseDown={(event) => event.preventDefault()}>
        <NumberPad label={of} value={rest.value} onChange={rest.onChange} />
      </Popover.Dropdown>
    </Popover>
  )
}
