import { TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import classes from './barcodes-input.module.css'

interface BarcodesInputProps {
  readonly value: readonly string[]
  readonly onChange: (barcodes: readonly string[]) => void
  readonly error?: ReactNode
  /** The field's name in its form. */
  readonly name: string
}

/** Several barcodes: each is typed or scanned, and Enter adds it. What is left in the field when it is left is added too. */
export function BarcodesInput({ value, onChange, error, name }: BarcodesInputProps) {
  const [typed, setTyped] = useState('')
  const input = useRef<HTMLInputElement>(null)

  function add() {
    const barcode = typed.trim()
    setTyped('')
    if (barcode !== '' && !value.includes(barcode)) onChange([...value, barcode])
  }

  function remove(barcode: string) {
    onChange(value.filter((other) => other !== barcode))
    input.current?.focus()
  }

  function onKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || event.key !== 'Enter' || typed.trim() === '') return
    add()
    // With Ctrl it also saves the form, which then has the barcode.
    if (event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div>
      <TextInput
        ref={input}
        label="Barcodes"
        description="Scan or type one, then Enter. A scan of any of them finds this product."
        autoComplete="off"
        spellCheck={false}
        data-path={name}
        value={typed}
        error={error}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKey}
        onBlur={add}
      />
      {value.length > 0 && (
        <ul className={classes.list} aria-label="Barcodes of this product">
          {value.map((barcode) => (
            <li key={barcode} className={classes.barcode}>
              <span className={classes.text}>{barcode}</span>
              <button type="button" className={classes.remove} aria-label={`Remove barcode ${barcode}`} onClick={() => remove(barcode)}>
                <IconX size="1.1em" stroke={2} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
