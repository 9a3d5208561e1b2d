import { Popover, TextInput, type TextInputProps } from '@mantine/core'
import { useMergedRef } from '@mantine/hooks'
import { useEffect, useId, useRef, useState, type FocusEvent, type KeyboardEvent, type Ref } from 'react'
import type { ProductKind, ProductRow } from '../../shared/contract/product.ts'
import { client } from '../api/bridge.ts'
import { useLedgerQuery } from '../api/use-query.ts'
import { QuantityText } from './figure.tsx'
import { bestMatch, certainMatch } from './product-match.ts'
import classes from './product-picker.module.css'
import { rowAfterKey } from './row-keys.ts'
import { scannedCode } from '../scan/scanned-keys.ts'
import { showNotice } from '../state/window-state.ts'
import { useUndecided } from './undecided-fields.ts'

/** What a picked product shows. */
export interface PickedProduct {
  readonly productId: number
  readonly sku: string
  readonly name: string
}

export interface ProductPickerProps extends Omit<TextInputProps, 'onChange' | 'value' | 'ref'> {
  readonly value: PickedProduct | null
  /** The product picked, or `null` while what is typed is not a product. */
  readonly onChange: (product: ProductRow | null) => void
  /** Only products of these kinds; all without it. */
  readonly kinds?: readonly ProductKind[]
  /** Products that cannot be picked here. */
  readonly exclude?: readonly number[]
  /** Called after Enter or a click has picked one, to move on to the next field. */
  readonly onPicked?: () => void
  readonly inputRef?: Ref<HTMLInputElement>
}

/** As many as are offered; the words typed narrow them. */
const shownMax = 50
const pageRows = 8
/** As long as a code can be. */
const codeLengthMax = 80

/**
 * Finds a product by typing SKU, name or barcode, or by scanning it. Arrows move through what was found, Enter takes the marked one, Tab takes the
 * one that is meant without doubt, Escape puts back what was there.
 */
export function ProductPicker({ value, onChange, onPicked, kinds = [], exclude = [], inputRef, error, ...rest }: ProductPickerProps) {
  const { onFocus, onBlur, onKeyDown } = rest
  const listId = useId()
  /** What is being typed; `null` while the field shows what is picked. */
  const [typed, setTyped] = useState<string | null>(null)
  const [opened, setOpened] = useState(false)
  const [marked, setMarked] = useState(0)
  const [undecided, setUndecided] = useState(false)
  const movedMark = useRef(false)
  const before = useRef<PickedProduct | null>(null)
  const typedNow = useRef<string | null>(null)

  const question = (search: string) => ({ search, kinds: [...kinds], limit: shownMax })
  const allowed = (products: readonly ProductRow[]) => products.filter(({ productId }) => !exclude.includes(productId))
  const { data, current } = useLedgerQuery('product.find', question(typed ?? ''), { enabled: opened })
  const found = allowed(data?.products ?? [])
  const markedProduct = found[marked]
  const field = useRef<HTMLInputElement>(null)
  const ref = useMergedRef(field, inputRef)

  function changeTyped(text: string | null) {
    typedNow.current = text
    setTyped(text)
  }

  function close() {
    setOpened(false)
    movedMark.current = false
  }

  function pick(product: ProductRow) {
    changeTyped(null)
    setUndecided(false)
    close()
    onChange(product)
  }

  function onType(text: string) {
    if (typed === null) before.current = value
    changeTyped(text)
    setUndecided(false)
    setMarked(0)
    movedMark.current = false
    setOpened(true)
    if (value !== null) onChange(null)
  }

  async function putBack() {
    changeTyped(null)
    setUndecided(false)
    close()
    // Only a picker that was changed has something to put back; the row behind it is looked up anew.
    const picked = before.current
    if (value !== null || picked === null) return
    const reply = await client.runQuery('product.find', question(picked.sku))
    const product = reply.ok ? reply.value.products.find(({ productId }) => productId === picked.productId) : undefined
    if (product && typedNow.current === null) onChange(product)
  }

  /** What was meant by the text, by a mark or beyond doubt, as when the field is left. */
  function settle(): Promise<void> {
    const text = typedNow.current
    if (text === null || text.trim() === '') return Promise.resolve()
    if (movedMark.current && markedProduct) return Promise.resolve(pick(markedProduct))
    return decide(text, certainMatch)
  }

  /** Asks for exactly what is typed: the list on the screen may still be the one before the last letters. */
  async function decide(text: string, choose: (products: readonly ProductRow[], typed: string) => ProductRow | null) {
    const reply = await client.runQuery('product.find', question(text))
    if (typedNow.current !== text) return
    const product = reply.ok ? choose(allowed(reply.value.products), text) : null
    if (product) pick(product)
    else setUndecided(true)
  }

  useUndecided(typed === null || typed.trim() === '' || undecided ? null : settle)

  function pickAndMoveOn(product: ProductRow) {
    pick(product)
    onPicked?.()
  }

  /** Enter: what is marked, or what is meant by the text. */
  function takeMeant() {
    const meant = movedMark.current || typed === null ? markedProduct : current ? bestMatch(found, typed) : null
    if (meant) return pickAndMoveOn(meant)
    if (typed === null || typed.trim() === '' || current) return
    // The answer is still on its way, and what is typed next already belongs to the next field.
    void decide(typed, bestMatch)
    onPicked?.()
  }

  /** A scan means one product or none: nothing that merely resembles the code is taken for it. */
  async function takeScanned(code: string) {
    const text = typedNow.current
    const reply = await client.runQuery('product.find_by_code', { code: code.slice(0, codeLengthMax) })
    if (typedNow.current !== text) return
    const product = reply.ok ? (reply.value.found?.product ?? null) : null
    const [taken] = product === null || product.archived || (kinds.length > 0 && !kinds.includes(product.kind)) ? [] : allowed([product])
    if (taken) return pickAndMoveOn(taken)
    // More was in the field than the scan: together it may name one.
    if (product === null && text !== null && text.trim() !== code) return takeMeant()
    setUndecided(true)
    if (product === null) showNotice({ kind: 'unknown_code', code })
  }

  function leave(event: FocusEvent<HTMLInputElement>) {
    onBlur?.(event)
    const chosen = movedMark.current ? markedProduct : undefined
    close()
    if (typed === null) return
    if (typed.trim() === '') changeTyped(null)
    else if (chosen) pick(chosen)
    else void decide(typed, certainMatch)
  }

  function onKey(event: KeyboardEvent<HTMLInputElement>) {
    if (!event.nativeEvent.isComposing) onListKey(event)
    onKeyDown?.(event)
  }

  function onListKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'Escape' && (opened || typed !== null)) {
      event.preventDefault()
      event.stopPropagation()
      void putBack()
    } else if (event.key === 'Enter' && opened) {
      event.preventDefault()
      const code = scannedCode(event.nativeEvent)
      // Words are words, however fast they came.
      if (code === null || !/\d/.test(code)) takeMeant()
      else void takeScanned(code)
    } else if (event.key === 'ArrowDown' && !opened) {
      event.preventDefault()
      setOpened(true)
    } else if (opened && event.key !== 'Home' && event.key !== 'End') {
      const next = rowAfterKey(event.key, marked, found.length, pageRows)
      if (next === null) return
      event.preventDefault()
      movedMark.current = true
      setMarked(next)
      document.getElementById(`${listId}-${found[next]?.productId}`)?.scrollIntoView({ block: 'nearest' })
    }
  }

  const shown = typed ?? (value === null ? '' : `${value.sku} · ${value.name}`)
  const listed = opened && found.length > 0
  // Selecting a long name leaves its end in sight; what tells products apart is at its beginning.
  useEffect(() => {
    if (typed === null && field.current !== null && field.current === document.activeElement) field.current.scrollLeft = 0
  })
  return (
    <Popover opened={opened && data !== undefined} position="bottom-start" offset={4} withRoles={false} trapFocus={false} returnFocus={false} transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <TextInput
          ref={ref}
          placeholder="SKU, name or scan"
          {...rest}
          role="combobox"
          aria-expanded={listed}
          aria-autocomplete="list"
          aria-controls={listed ? listId : undefined}
          aria-activedescendant={listed && markedProduct ? `${listId}-${markedProduct.productId}` : undefined}
          data-mantine-stop-propagation={opened || typed !== null}
          data-scan="product"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={shown}
          error={undecided ? 'Choose a product from the list.' : error}
          onFocus={(event) => {
            event.currentTarget.select()
            event.currentTarget.scrollLeft = 0
            onFocus?.(event)
          }}
          onClick={() => setOpened(true)}
          onChange={(event) => onType(event.currentTarget.value)}
          onBlur={leave}
          onKeyDown={onKey}
        />
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} onMouseDown={(event) => event.preventDefault()}>
        {found.length === 0 ? (
          <div className={classes.none} role="status">
            {(typed ?? '').trim() === '' ? 'No products yet.' : `No product matches “${(typed ?? '').trim()}”.`}
          </div>
        ) : (
          <div role="listbox" id={listId} aria-label="Products">
            {found.map((product, place) => (
              <Option key={product.productId} id={`${listId}-${product.productId}`} product={product} marked={place === marked} onPick={() => pickAndMoveOn(product)} />
            ))}
          </div>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

interface OptionProps {
  readonly id: string
  readonly product: ProductRow
  readonly marked: boolean
  readonly onPick: () => void
}

function Option({ id, product, marked, onPick }: OptionProps) {
  return (
    // The field keeps the focus and has the keys; options are for the mouse.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div id={id} role="option" aria-selected={marked} tabIndex={-1} className={classes.option} onClick={onPick}>
      <span className={classes.sku}>{product.sku}</span>
      <span className={classes.name}>{product.name}</span>
      <QuantityText value={product.onHand} unit={product.unit} />
    </div>
  )
}
