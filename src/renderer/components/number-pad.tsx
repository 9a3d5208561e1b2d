import { IconBackspace } from '@tabler/icons-react'
import { useRef, type ReactNode } from 'react'
import classes from './number-pad.module.css'

interface NumberPadProps {
  /** What is typed on it: `Quantity`. */
  readonly label: string
  /** Plain decimal text with a point. */
  readonly value: string
  readonly onChange: (text: string) => void
}

/** Takes back the last digit. */
const back = 'back'

/** Row by row: low, so that what is typed stays in sight above it. */
const keys = ['7', '8', '9', back, '4', '5', '6', '.', '1', '2', '3', '0'] as const

/** Digits for a finger. The first one replaces what stood there, like typing into a field that was just entered. */
export function NumberPad({ label, value, onChange }: NumberPadProps) {
  /** What the pad itself wrote last; anything else was there before. */
  const own = useRef<string | null>(null)

  function write(text: string) {
    own.current = text
    onChange(text)
  }

  function press(key: (typeof keys)[number]) {
    if (key === back) return write(value.slice(0, -1))
    const before = own.current === value ? value : ''
    if (key === '.' && before.includes('.')) return
    write(key === '.' && before === '' ? '0.' : before + key)
  }

  return (
    <div role="group" aria-label={`${label}: number pad`} className={classes.pad}>
      {keys.map((key) => (
        <Key key={key} label={key === back ? 'Take back the last digit' : key === '.' ? 'Decimal point' : key} onPress={() => press(key)}>
          {key === back ? <IconBackspace size="1.2em" stroke={1.75} aria-hidden /> : key}
        </Key>
      ))}
    </div>
  )
}

function Key({ label, onPress, children }: { readonly label: string; readonly onPress: () => void; readonly children: ReactNode }) {
  return (
    // The field keeps the focus, and a keyboard types into the field itself.
    <button type="button" tabIndex={-1} className={classes.key} aria-label={label} onMouseDown={(event) => event.preventDefault()} onClick={onPress}>
      {children}
    </button>
  )
}
