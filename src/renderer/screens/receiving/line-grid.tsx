import { TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { BusinessDateInput } from '../../components/date-input.tsx'
import { MoneyInput, QuantityInput } from '../../components/figure-input.tsx'
import { MoneyText } from '../../components/figure.tsx'
import { ProductPicker } from '../../components/product-picker.tsx'
import { isEmptyLine, lineProduct, lineValue, type LineDraft } from './receipt-draft.ts'
import classes from './receiving.module.css'
import type { ReceiptHandle } from './use-receipt.ts'

interface LineGridProps {
  readonly handle: ReceiptHandle
  readonly onFocusCell: (cell: string) => void
  readonly onRemove: (line: LineDraft) => void
}

/** What was delivered, filled like a spreadsheet: Tab to the next cell, Enter to the next line. */
export function LineGrid({ handle, onFocusCell, onRemove }: LineGridProps) {
  const { lines } = handle.receipt

  function remove(place: number) {
    const line = lines[place]
    if (!line || isEmptyLine(line)) return
    onRemove(line)
    const next = lines[place + 1]
    if (next) onFocusCell(`${next.key}.product`)
  }

  function onLineKey(event: KeyboardEvent<HTMLElement>, place: number) {
    if (event.defaultPrevented || event.altKey) return
    const withControl = event.ctrlKey || event.metaKey
    if (event.key === 'Backspace' && withControl) {
      event.preventDefault()
      remove(place)
    } else if (event.key === 'Enter' && !withControl) {
      event.preventDefault()
      onFocusCell(`${lines[place + 1]?.key ?? lines[place]?.key}.product`)
    } else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && !withControl) {
      const next = lines[place + (event.key === 'ArrowUp' ? -1 : 1)]
      const column = columnOf(event.target)
      if (!next || column === null) return
      event.preventDefault()
      onFocusCell(`${next.key}.${column}`)
    }
  }

  return (
    <div className={classes.wide}>
      <div className={classes.lines}>
        <div className={`${classes.line} ${classes.head}`} aria-hidden>
          <span>Product</span>
          <span className={classes.end}>Quantity</span>
          <span className={`${classes.end} ${classes.spanned}`}>Cost</span>
          <span className={`${classes.end} ${classes.value}`}>Value</span>
          <span>Lot number</span>
          <span>Supplier lot</span>
          <span>Expires</span>
          <span />
        </div>
        {lines.map((line, place) => (
          <div
            key={line.key}
            role="group"
            aria-label={`Line ${place + 1}`}
            className={classes.line}
            onKeyDown={(event) => onLineKey(event, place)}
          >
            <LineCells line={line} place={place} handle={handle} onFocusCell={onFocusCell} onRemove={() => remove(place)} />
          </div>
        ))}
      </div>
    </div>
  )
}

/** The column of a cell; in the picker and the date the arrows have work of their own. */
function columnOf(target: EventTarget): string | null {
  const cell = target instanceof HTMLElement ? target.dataset['cell'] : undefined
  const column = cell?.split('.')[1]
  return column === undefined || column === 'product' || column === 'expiresOn' ? null : column
}

/** Names are kept as they are typed. */
const plain = { autoComplete: 'off', spellCheck: false, maxLength: 60 } as const

interface LineCellsProps {
  readonly line: LineDraft
  readonly place: number
  readonly handle: ReceiptHandle
  readonly onFocusCell: (cell: string) => void
  readonly onRemove: () => void
}

function LineCells({ line, place, handle, onFocusCell, onRemove }: LineCellsProps) {
  const { key, product, quantity, per, cost, lotNumber, supplierLot, expiresOn } = line
  const number = place + 1
  const unit = product?.unit ?? ''
  const cell = (column: string) => ({ 'data-cell': `${key}.${column}`, error: handle.cells[`${key}.${column}`] })
  const change = (part: Partial<LineDraft>) => handle.setLine(key, part)
  const switchPer = () => change({ per: per === 'unit' ? 'line' : 'unit' })
  return (
    <>
      <ProductPicker
        aria-label="Product"
        className={`${classes.cell} ${classes.product}`}
        {...cell('product')}
        value={product}
        onChange={(picked) => change({ product: picked && lineProduct(picked) })}
        onPicked={() => onFocusCell(`${key}.quantity`)}
      />
      <QuantityInput
        aria-label="Quantity"
        className={`${classes.cell} ${classes.quantity}`}
        {...cell('quantity')}
        unit={unit}
        value={quantity}
        onChange={(text) => change({ quantity: text })}
      />
      <MoneyInput
        aria-label={per === 'unit' ? 'Cost per unit' : 'Cost of the line'}
        aria-keyshortcuts="/"
        className={`${classes.cell} ${classes.cost}`}
        {...cell('cost')}
        value={cost}
        onChange={(text) => change({ cost: text })}
        onKeyDown={(event) => {
          if (event.key !== '/' || event.ctrlKey || event.metaKey) return
          event.preventDefault()
          switchPer()
        }}
      />
      <button
        type="button"
        // The key / in the cost does the same, so the button is no Tab stop of its own.
        tabIndex={-1}
        className={classes.per}
        title="Cost of one unit or of the whole line. The key / in the cost switches."
        aria-label={`Cost of line ${number} is for ${per === 'unit' ? 'one unit: make it for the line' : 'the line: make it for one unit'}`}
        onClick={switchPer}
      >
        {per === 'unit' ? `/ ${unit === '' ? 'unit' : unit}` : 'for all'}
      </button>
      <span className={`${classes.figure} ${classes.worth}`} role="status" aria-label={`Value of line ${number}`}>
        {!isEmptyLine(line) && <MoneyText value={lineValue(line)} />}
      </span>
      <TextInput
        aria-label="Lot number"
        className={`${classes.cell} ${classes.lotNumber}`}
        {...cell('lotNumber')}
        {...plain}
        placeholder="Automatic"
        value={lotNumber}
        onChange={(event) => change({ lotNumber: event.currentTarget.value })}
      />
      <TextInput
        aria-label="Supplier lot"
        className={`${classes.cell} ${classes.supplierLot}`}
        {...cell('supplierLot')}
        {...plain}
        value={supplierLot}
        onChange={(event) => change({ supplierLot: event.currentTarget.value })}
      />
      <div className={classes.expires}>
        <BusinessDateInput aria-label="Expires" {...cell('expiresOn')} value={expiresOn} onChange={(text) => change({ expiresOn: text })} />
      </div>
      {isEmptyLine(line) ? (
        <span className={classes.last} />
      ) : (
        <button
          type="button"
          tabIndex={-1}
          className={`${classes.remove} ${classes.last}`}
          aria-label={`Remove line ${number}`}
          onClick={onRemove}
        >
          <IconX size={18} stroke={1.75} aria-hidden />
        </button>
      )}
    </>
  )
}
