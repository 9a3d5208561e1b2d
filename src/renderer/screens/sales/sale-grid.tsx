import { IconX } from '@tabler/icons-react'
import { MoneyInput } from '../../components/figure-input.tsx'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { onLineKey } from '../../components/line-keys.ts'
import { PadQuantityInput } from '../../components/pad-quantity-input.tsx'
import { ProductPicker } from '../../components/product-picker.tsx'
import form from '../receiving/receiving.module.css'
import { isEmptyLine, isRounded, lineRevenue, shortOfLines, type LineDraft } from './sale-draft.ts'
import classes from './sales.module.css'
import type { SaleHandle } from './use-sale.ts'

interface SaleGridProps {
  readonly handle: SaleHandle
  /** Whether goods go out, so that they may be short. */
  readonly goesOut: boolean
  readonly onFocusCell: (cell: string) => void
  readonly onRemove: (line: LineDraft) => void
}

/** What was sold, filled like a spreadsheet: Tab to the next cell, Enter to the next line. */
export function SaleGrid({ handle, goesOut, onFocusCell, onRemove }: SaleGridProps) {
  const { lines } = handle.sale
  const short = goesOut ? shortOfLines(lines) : []

  function remove(place: number) {
    const line = lines[place]
    if (!line || isEmptyLine(line)) return
    onRemove(line)
    const next = lines[place + 1]
    if (next) onFocusCell(`${next.key}.product`)
  }

  const keys = { lineKeys: lines.map(({ key }) => key), arrowsKept: ['product'], onFocusCell, onRemove: remove }
  return (
    <div className={form.wide}>
      <div>
        <div className={`${classes.line} ${form.head}`} aria-hidden>
          <span>Product</span>
          <span className={`${form.end} ${form.spanned}`}>Quantity</span>
          <span className={`${form.end} ${form.cost3}`}>Price</span>
          <span className={`${form.end} ${form.value}`}>Revenue</span>
        </div>
        {lines.map((line, place) => (
          <div key={line.key} role="group" aria-label={`Line ${place + 1}`} className={classes.line} onKeyDown={(event) => onLineKey(event, place, keys)}>
            <LineCells line={line} place={place} handle={handle} short={short[place] ?? 0} onFocusCell={onFocusCell} onRemove={() => remove(place)} />
          </div>
        ))}
      </div>
    </div>
  )
}

interface LineCellsProps extends Pick<SaleGridProps, 'handle' | 'onFocusCell'> {
  readonly line: LineDraft
  readonly place: number
  /** What of it will be short. */
  readonly short: number
  readonly onRemove: () => void
}

function LineCells({ line, place, handle, short, onFocusCell, onRemove }: LineCellsProps) {
  const { key, product, quantity, price, per } = line
  const number = place + 1
  const cell = (column: string) => ({ 'data-cell': `${key}.${column}`, error: handle.cells[`${key}.${column}`] })
  const change = (part: Partial<LineDraft>) => handle.setLine(key, part)
  const switchPer = () => change({ per: per === 'unit' ? 'line' : 'unit' })
  return (
    <>
      <ProductPicker
        aria-label="Product"
        className={`${form.cell} ${form.product} ${classes.product}`}
        kinds={['finished_good']}
        {...cell('product')}
        value={product}
        onChange={(picked) => change({ product: picked && { productId: picked.productId, sku: picked.sku, name: picked.name, unit: picked.unit, onHand: picked.onHand } })}
        onPicked={() => onFocusCell(`${key}.quantity`)}
      />
      <PadQuantityInput
        of={`Quantity of line ${number}`}
        aria-label="Quantity"
        className={`${form.cell} ${form.quantity}`}
        {...cell('quantity')}
        unit={product?.unit ?? ''}
        value={quantity}
        onChange={(text) => change({ quantity: text })}
      />
      <MoneyInput
        aria-label={per === 'unit' ? 'Price per unit' : 'Price of the line'}
        aria-keyshortcuts="/"
        className={`${form.cell} ${form.cost}`}
        {...cell('price')}
        value={price}
        onChange={(text) => change({ price: text })}
        onKeyDown={(event) => {
          if (event.key !== '/' || event.ctrlKey || event.metaKey) return
          event.preventDefault()
          switchPer()
        }}
      />
      <button
        type="button"
        // The key / in the price does the same, so the button is no Tab stop of its own.
        tabIndex={-1}
        className={`${form.per} ${classes.per}`}
        title="Price of one unit or of the whole line. The key / in the price switches."
        aria-label={`Price of line ${number} is for ${per === 'unit' ? 'one unit: make it for the line' : 'the line: make it for one unit'}`}
        onClick={switchPer}
      >
        {per === 'unit' ? `/ ${product?.unit ?? 'unit'}` : 'for all'}
      </button>
      <span className={`${form.figure} ${form.worth}`} role="status" aria-label={`Revenue of line ${number}`}>
        {!isEmptyLine(line) && <MoneyText value={lineRevenue(line)} />}
      </span>
      {isEmptyLine(line) ? (
        <span className={form.last} />
      ) : (
        <button type="button" tabIndex={-1} className={`${form.remove} ${form.last}`} aria-label={`Remove line ${number}`} onClick={onRemove}>
          <IconX size={18} stroke={1.75} aria-hidden />
        </button>
      )}
      <LineNotes line={line} short={short} />
    </>
  )
}

/** Below a line: what of it will be short, and how its revenue was rounded. */
function LineNotes({ line, short }: Pick<LineCellsProps, 'line' | 'short'>) {
  const rounded = isRounded(line)
  if (line.product === null || (short === 0 && !rounded)) return null
  return (
    <p className={classes.notes}>
      {short > 0 && (
        <>
          <QuantityText value={short} unit={line.product.unit} /> more than on hand: short until the next stock settles it.{' '}
        </>
      )}
      {rounded && (
        <>
          {line.quantity} × {line.price} has more than six decimals; it is kept as <MoneyText value={lineRevenue(line)} decimals={6} />.
        </>
      )}
    </p>
  )
}
