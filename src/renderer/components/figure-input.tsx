import { TextInput, type TextInputProps } from '@mantine/core'
import { useState, type FocusEvent } from 'react'
import { plainFigure } from '../text/typed-figures.ts'
import classes from './figure-input.module.css'

export interface FigureInputProps extends Omit<TextInputProps, 'onChange' | 'value' | 'rightSection' | 'type'> {
  /** Plain decimal text with a point. */
  readonly value?: string
  readonly onChange?: (text: string) => void
  /** Shown at the end of the field: the product's unit, or what the amount is for. */
  readonly unit?: string
}

/** A quantity as text. It is parsed where it is used, never through a float. */
export function QuantityInput(props: FigureInputProps) {
  return <FigureInput {...props} />
}

/** An amount of money as text. `unit` tells what it is for: `/ ea`, `/ h`. */
export function MoneyInput(props: FigureInputProps) {
  return <FigureInput {...props} />
}

function FigureInput({ value = '', onChange, unit, onFocus, onBlur, classNames: _, ...rest }: FigureInputProps) {
  // Shown while it is typed: a mark that groups thousands says what it is only once the digits after it are there.
  const [typed, setTyped] = useState(value)
  function onFocusSelect(event: FocusEvent<HTMLInputElement>) {
    event.currentTarget.select()
    onFocus?.(event)
  }
  const section =
    unit === undefined || unit === ''
      ? {}
      : {
          rightSection: (
            <span className={classes.unit} aria-hidden>
              {unit}
            </span>
          ),
          rightSectionWidth: `calc(${[...unit].length}ch + 20px)`,
          rightSectionPointerEvents: 'none' as const,
        }
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      maxLength={40}
      {...rest}
      {...section}
      classNames={{ input: classes.input }}
      value={plainFigure(typed) === value ? typed : value}
      onFocus={onFocusSelect}
      onBlur={(event) => {
        setTyped(value)
        onBlur?.(event)
      }}
      onChange={(event) => {
        const text = event.currentTarget.value
        setTyped(text)
        onChange?.(plainFigure(text))
      }}
    />
  )
}
