import { TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { BusinessDateInput } from '../../components/date-input.tsx'
import { MoneyInput, QuantityInput } from '../../components/figure-input.tsx'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { onLineKey } from '../../components/line-keys.ts'
import { ProductPicker } from '../../components/product-picker.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { businessDateText } from '../../text/dates.ts'
import { quantityText } from '../../text/numbers.ts'
import { costFromLast, isEmptyLine, lineProduct, lineValue, splitUnit, stockQuantityOf, unitName, type LineDraft } from './receipt-draft.ts'
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

  const keys = { lineKeys: lines.map(({ key }) => key), arrowsKept: ['product', 'expiresOn'], onFocusCell, onRemove: remove }

  return (
    <div className={classes.wide} data-units={lines.some(({ product }) => Boolean(product?.purchaseUnit))}>
      <div className={classes.lines}>
        <div className={`${classes.line} ${classes.head}`} aria-hidden>
          <span>Product</span>
          <span className={`${classes.end} ${classes.spanned}`}>Quantity</span>
          <span className={`${classes.end} ${classes.cost3}`}>Cost</span>
          <span className={`${classes.end} ${classes.value}`}>Value</span>
          <span className={classes.lotHead}>Lot number</span>
          <span className={classes.supplierLotHead}>Supplier lot</span>
          <span className={classes.expiresHead}>Expires</span>
        </div>
        {lines.map((line, place) => (
          <div
            key={line.key}
            role="group"
            aria-label={`Line ${place + 1}`}
            className={classes.line}
            onKeyDown={(event) => onLineKey(event, place, keys)}
          >
            <LineCells line={line} place={place} handle={handle} onFocusCell={onFocusCell} onRemove={() => remove(place)} />
          </div>
        ))}
      </div>
    </div>
  )
}

/** The key / where it switches what a figure is in. */
function onSlash(event: KeyboardEvent, run: () => void): void {
  if (event.key !== '/' || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  run()
}

type LastPaid = OutputOf<'query', 'receipt.line_hints'>['lastPaid']

/** What was paid last for the line's product. Its purchase unit is kept with the line, and a product just picked starts in it. */
function useLineHints(line: LineDraft, { receipt, setLine }: ReceiptHandle) {
  const { key, product } = line
  const justPicked = useRef<number | null>(null)
  const wantsCost = useRef(false)
  const supplierId = receipt.supplier?.supplierId ?? null
  const { data, current } = useLedgerQuery('receipt.line_hints', { productId: product?.productId ?? 1, supplierId }, { enabled: product !== null })
  const hints = current && product !== null ? data : undefined

  useEffect(() => {
    if (hints === undefined || product === null) return
    const { purchaseUnit } = hints
    // What was scanned into a line begins in the purchase unit as well as what was picked there.
    const isPicked = justPicked.current === product.productId || (product.purchaseUnit === undefined && line.quantity.trim() === '')
    justPicked.current = null
    const isSame = product.purchaseUnit?.name === purchaseUnit?.name && product.purchaseUnit?.size === purchaseUnit?.size
    const { lastPaid } = hints
    if (wantsCost.current && line.costToBeConfirmed) {
      wantsCost.current = false
      if (lastPaid && line.cost.trim() === '' && line.per === 'unit') setLine(key, { cost: costFromLast(line, lastPaid) })
    }
    if (!isSame) setLine(key, { product: { ...product, purchaseUnit }, ...(isPicked && purchaseUnit ? { unit: 'purchase' } : {}) })
  })
  return {
    lastPaid: hints?.lastPaid ?? null,
    notePicked: (productId: number) => {
      justPicked.current = productId
    },
    /** A guess starts from what was paid last, as soon as that is known. */
    wantCost: () => {
      wantsCost.current = true
    },
  }
}

interface LineNotesProps {
  readonly line: LineDraft
  readonly lastPaid: LastPaid
}

/** Below a line: what it is in the product's own unit, and what a guessed cost goes by. */
function LineNotes({ line, lastPaid }: LineNotesProps) {
  const { product, unit, costToBeConfirmed } = line
  const inStock = unit === 'purchase' ? stockQuantityOf(line) : null
  if (product === null || (inStock === null && !costToBeConfirmed)) return null
  return (
    <p className={classes.notes}>
      {inStock !== null && (
        <span>
          = <QuantityText value={inStock} unit={product.unit} /> in stock
        </span>
      )}
      {costToBeConfirmed && (
        <>
          <StatusChip tone="attention">Cost to be confirmed</StatusChip>
          <span>{lastPaidText(line, lastPaid)}</span>
        </>
      )}
    </p>
  )
}

function lastPaidText(line: LineDraft, lastPaid: LastPaid): string {
  if (lastPaid === null) return 'It was never received before.'
  const { supplier, receivedOn, reference } = lastPaid
  return `Last paid ${costFromLast(line, lastPaid)} / ${unitName(line)} to ${supplier} on ${businessDateText(receivedOn)} (${reference}).`
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
  const { key, product, quantity, per, cost, costToBeConfirmed, lotNumber, supplierLot, expiresOn } = line
  const number = place + 1
  const unit = unitName(line)
  const purchaseUnit = product?.purchaseUnit ?? null
  const { lastPaid, notePicked, wantCost } = useLineHints(line, handle)
  const cell = (column: string) => ({ 'data-cell': `${key}.${column}`, error: handle.cells[`${key}.${column}`] })
  const change = (part: Partial<LineDraft>) => handle.setLine(key, part)
  const switchPer = () => change({ per: per === 'unit' ? 'line' : 'unit' })
  const switchUnit = () => purchaseUnit && change({ unit: line.unit === 'stock' ? 'purchase' : 'stock' })
  const switchGuess = () => {
    if (!costToBeConfirmed) wantCost()
    change({ costToBeConfirmed: !costToBeConfirmed })
  }
  return (
    <>
      <ProductPicker
        aria-label="Product"
        className={`${classes.cell} ${classes.product}`}
        {...cell('product')}
        value={product}
        onChange={(picked) => {
          change({ product: picked && lineProduct(picked), ...(picked?.productId === product?.productId ? {} : { unit: 'stock' }) })
          if (picked) notePicked(picked.productId)
        }}
        onPicked={() => onFocusCell(`${key}.quantity`)}
      />
      <QuantityInput
        aria-label={line.unit === 'purchase' ? `Quantity in ${unit}` : 'Quantity'}
        aria-keyshortcuts={purchaseUnit ? '/' : undefined}
        className={`${classes.cell} ${classes.quantity}`}
        {...cell('quantity')}
        unit={purchaseUnit ? '' : unit}
        value={quantity}
        onChange={(text) => change(splitUnit(text, product) ?? { quantity: text })}
        onKeyDown={(event) => onSlash(event, switchUnit)}
      />
      <span className={classes.unitCell}>
        {purchaseUnit && (
          <button
            type="button"
            // The key / in the quantity does the same, so the button is no Tab stop of its own.
            tabIndex={-1}
            className={classes.per}
            title={`1 ${purchaseUnit.name} = ${quantityText(purchaseUnit.size)} ${product?.unit}. The key / in the quantity switches.`}
            aria-label={`Quantity of line ${number} is in ${unit}: make it ${line.unit === 'stock' ? purchaseUnit.name : product?.unit}`}
            onClick={switchUnit}
          >
            {unit}
          </button>
        )}
      </span>
      <MoneyInput
        aria-label={per === 'unit' ? 'Cost per unit' : 'Cost of the line'}
        aria-keyshortcuts="/ ?"
        className={`${classes.cell} ${classes.cost}`}
        {...cell('cost')}
        value={cost}
        onChange={(text) => change({ cost: text })}
        onKeyDown={(event) => {
          onSlash(event, switchPer)
          if (event.key !== '?') return
          event.preventDefault()
          switchGuess()
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
      <button
        type="button"
        tabIndex={-1}
        className={classes.guess}
        title="The cost is a guess, to be confirmed later. The key ? in the cost switches."
        aria-label={`Cost of line ${number} is a guess`}
        aria-pressed={costToBeConfirmed}
        onClick={switchGuess}
      >
        ?
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
      <LineNotes line={line} lastPaid={lastPaid} />
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
