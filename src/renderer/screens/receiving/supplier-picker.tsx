import { Popover, TextInput, type TextInputProps } from '@mantine/core'
import { useId, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react'
import type { SupplierRow } from '../../../shared/contract/supplier.ts'
import { client } from '../../api/bridge.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { bestMatch, certainMatch } from '../../components/product-match.ts'
import classes from '../../components/product-picker.module.css'
import { rowAfterKey } from '../../components/row-keys.ts'
import { useUndecided } from '../../components/undecided-fields.ts'
import type { PickedSupplier } from './receipt-draft.ts'

interface SupplierPickerProps extends Omit<TextInputProps, 'onChange' | 'value'> {
  readonly value: PickedSupplier | null
  /** The supplier picked, or `null` while what is typed is none. */
  readonly onChange: (supplier: PickedSupplier | null) => void
}

/** As many as are looked at; the words typed narrow them. */
const limit = 200
const shownMax = 12

const question = (typed: string) => ({ search: typed.trim(), limit, offset: 0 })

/** Finds a supplier by typing code or name. Arrows move, Enter takes the marked one, Tab the one that is meant without doubt. */
export function SupplierPicker({ value, onChange, error, onFocus, onBlur, onKeyDown, ...rest }: SupplierPickerProps) {
  const listId = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const [opened, setOpened] = useState(false)
  const [marked, setMarked] = useState(0)
  const [moved, setMoved] = useState(false)
  const [undecided, setUndecided] = useState(false)
  const typedNow = useRef<string | null>(null)
  const { data } = useLedgerQuery('supplier.list', question(typed ?? ''))
  const listed = beginningFirst(data?.suppliers ?? [], typed ?? '').slice(0, shownMax)

  function changeTyped(text: string | null) {
    typedNow.current = text
    setTyped(text)
  }

  function close() {
    setOpened(false)
    setMoved(false)
  }

  function pick({ id, code, name }: SupplierRow) {
    changeTyped(null)
    setUndecided(false)
    close()
    onChange({ supplierId: id, code, name })
  }

  function type(text: string) {
    changeTyped(text)
    setMarked(0)
    setMoved(false)
    setUndecided(false)
    setOpened(true)
    if (value !== null) onChange(null)
  }

  /** What was meant by the text, by a mark or beyond doubt, as when the field is left. */
  function settle(): Promise<void> {
    const text = typedNow.current
    const chosen = moved ? listed[marked] : undefined
    if (text === null) return Promise.resolve()
    if (text.trim() === '') return Promise.resolve(changeTyped(null))
    return chosen ? Promise.resolve(pick(chosen)) : decide(text, certainMatch)
  }

  /** Asks for exactly what is typed: the list on the screen may still be the one before the last letters. */
  async function decide(text: string, choose: typeof certainMatch) {
    const reply = await client.runQuery('supplier.list', question(text))
    if (typedNow.current !== text) return
    const meant = reply.ok ? choose(beginningFirst(reply.value.suppliers, text).map((supplier) => ({ ...supplier, sku: supplier.code })), text) : null
    if (meant) pick(meant)
    else setUndecided(true)
  }

  useUndecided(typed === null || typed.trim() === '' || undecided ? null : settle)

  function leave(event: FocusEvent<HTMLInputElement>) {
    onBlur?.(event)
    close()
    void settle()
  }

  function onKey(event: KeyboardEvent<HTMLInputElement>) {
    if (!event.nativeEvent.isComposing && !event.altKey && !event.ctrlKey && !event.metaKey) onListKey(event)
    onKeyDown?.(event)
  }

  function onListKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Escape' && (opened || typed !== null)) {
      event.preventDefault()
      event.stopPropagation()
      changeTyped(null)
      setUndecided(false)
      close()
    } else if (event.key === 'Enter' && opened) {
      event.preventDefault()
      const chosen = moved || typed === null ? listed[marked] : undefined
      if (chosen) pick(chosen)
      else if (typed !== null) void decide(typed, bestMatch)
    } else if (event.key === 'ArrowDown' && !opened) {
      event.preventDefault()
      setOpened(true)
    } else if (opened && event.key !== 'Home' && event.key !== 'End') {
      const next = rowAfterKey(event.key, marked, listed.length, shownMax)
      if (next === null) return
      event.preventDefault()
      setMoved(true)
      setMarked(next)
      document.getElementById(`${listId}-${listed[next]?.id}`)?.scrollIntoView({ block: 'nearest' })
    }
  }

  const shown = opened && listed.length > 0
  const markedSupplier = listed[marked]
  return (
    <Popover
      opened={opened && data !== undefined}
      position="bottom-start"
      offset={4}
      withRoles={false}
      trapFocus={false}
      returnFocus={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <TextInput
          placeholder="Code or name"
          {...rest}
          role="combobox"
          aria-expanded={shown}
          aria-autocomplete="list"
          aria-controls={shown ? listId : undefined}
          aria-activedescendant={shown && markedSupplier ? `${listId}-${markedSupplier.id}` : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={120}
          value={typed ?? (value === null ? '' : `${value.code} · ${value.name}`)}
          error={undecided ? 'Choose a supplier from the list.' : error}
          onFocus={(event) => {
            event.currentTarget.select()
            onFocus?.(event)
          }}
          onClick={() => setOpened(true)}
          onChange={(event) => type(event.currentTarget.value)}
          onBlur={leave}
          onKeyDown={onKey}
        />
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} onMouseDown={(event) => event.preventDefault()}>
        {listed.length === 0 ? (
          <div className={classes.none} role="status">
            {(typed ?? '').trim() === '' ? 'No suppliers yet. Add the first under Suppliers.' : `No supplier matches “${(typed ?? '').trim()}”.`}
          </div>
        ) : (
          <div role="listbox" id={listId} aria-label="Suppliers">
            {listed.map((supplier, place) => (
              // The field keeps the focus and has the keys; options are for the mouse.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={supplier.id}
                id={`${listId}-${supplier.id}`}
                role="option"
                aria-selected={place === marked}
                tabIndex={-1}
                className={classes.option}
                onClick={() => pick(supplier)}
              >
                <span className={classes.sku}>{supplier.code}</span>
                <span className={classes.name}>{supplier.name}</span>
                <span className={classes.name}>{supplier.contact}</span>
              </div>
            ))}
          </div>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

/** Those whose code or name begins with what is typed before those that have it elsewhere. */
function beginningFirst(suppliers: readonly SupplierRow[], typed: string): readonly SupplierRow[] {
  const wanted = typed.trim().toLowerCase()
  const begins = ({ code, name }: SupplierRow) => code.toLowerCase().startsWith(wanted) || name.toLowerCase().startsWith(wanted)
  return [...suppliers.filter(begins), ...suppliers.filter((supplier) => !begins(supplier))]
}
