import { TextInput, type TextInputProps } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { useRef, type FocusEvent, type KeyboardEvent } from 'react'
import { isBusinessDate } from '../../shared/units/business-date.ts'
import { businessDateAt, daysLater } from '../text/dates.ts'
import classes from './date-input.module.css'

export interface BusinessDateInputProps extends Omit<TextInputProps, 'onChange' | 'value' | 'rightSection' | 'type'> {
  /** `YYYY-MM-DD`, or what was typed so far. */
  readonly value?: string
  readonly onChange?: (text: string) => void
}

/**
 * A day, typed as `YYYY-MM-DD`. ArrowUp and ArrowDown go a day on or back, Alt+ArrowDown or the button opens the
 * calendar of the system.
 */
export function BusinessDateInput({ value = '', onChange, onFocus, onKeyDown, ...rest }: BusinessDateInputProps) {
  const native = useRef<HTMLInputElement>(null)

  function onFocusSelect(event: FocusEvent<HTMLInputElement>) {
    event.currentTarget.select()
    onFocus?.(event)
  }

  function onKey(event: KeyboardEvent<HTMLInputElement>) {
    const days = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (event.altKey && event.key === 'ArrowDown') {
      event.preventDefault()
      native.current?.showPicker()
    } else if (days !== 0 && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      onChange?.(isBusinessDate(value) ? daysLater(value, days) : businessDateAt(Date.now()))
    }
    onKeyDown?.(event)
  }

  return (
    <div className={classes.place}>
      <TextInput
        autoComplete="off"
        spellCheck={false}
        maxLength={20}
        placeholder="YYYY-MM-DD"
        {...rest}
        value={value}
        rightSection={
          // Alt+ArrowDown in the field does the same, so the button is no Tab stop of its own.
          <button type="button" tabIndex={-1} className={classes.open} aria-label="Open the calendar" onClick={() => native.current?.showPicker()}>
            <IconCalendar size={18} stroke={1.75} aria-hidden />
          </button>
        }
        onFocus={onFocusSelect}
        onKeyDown={onKey}
        onChange={(event) => onChange?.(event.currentTarget.value)}
      />
      <input
        ref={native}
        type="date"
        className={classes.native}
        tabIndex={-1}
        aria-hidden
        value={isBusinessDate(value) ? value : ''}
        onChange={(event) => onChange?.(event.currentTarget.value)}
      />
    </div>
  )
}
