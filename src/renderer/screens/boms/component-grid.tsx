import { Checkbox } from '@mantine/core'
import { IconGripVertical, IconX } from '@tabler/icons-react'
import { useState, type KeyboardEvent } from 'react'
import { QuantityInput } from '../../components/figure-input.tsx'
import { MoneyText, QuantityText, UnitCostText } from '../../components/figure.tsx'
import { ProductPicker } from '../../components/product-picker.tsx'
import classes from './bom-page.module.css'
import { isEmptyRow, movedRow, type ComponentDraft } from './recipe-draft.ts'
import type { RecipeHandle } from './use-recipe.ts'

interface ComponentGridProps {
  readonly handle: RecipeHandle
  readonly onFocusCell: (cell: string) => void
}

/** The components, filled like a spreadsheet: a product, Enter, its quantity, Enter for the next row. */
export function ComponentGrid({ handle, onFocusCell }: ComponentGridProps) {
  const rows = handle.recipe.components
  const [draggedKey, setDraggedKey] = useState<string | null>(null)

  function changeRow(key: string, change: Partial<ComponentDraft>) {
    handle.setComponents((before) => before.map((row) => (row.key === key ? { ...row, ...change } : row)))
  }

  /** The empty row stays last: nothing moves past it. */
  function move(from: number, to: number) {
    const last = rows.filter((row) => !isEmptyRow(row)).length - 1
    if (from > last) return
    handle.setComponents((before) => movedRow(before, from, Math.min(to, last)))
  }

  function remove(place: number) {
    const next = rows[place + 1] ?? rows[place - 1]
    handle.setComponents((before) => before.toSpliced(place, 1))
    if (next) onFocusCell(`${next.key}.product`)
  }

  function onRowKey(event: KeyboardEvent<HTMLElement>, place: number) {
    const row = rows[place]
    if (!row) return
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      move(place, Math.max(0, place + (event.key === 'ArrowUp' ? -1 : 1)))
      const cell = event.target instanceof HTMLElement ? event.target.dataset['cell'] : undefined
      // A row that moves in the document loses the focus it had.
      if (cell !== undefined) requestAnimationFrame(() => onFocusCell(cell))
    } else if (event.key === 'Backspace' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      if (!isEmptyRow(row)) remove(place)
    }
  }

  return (
    <div className={classes.wide}>
      <div className={classes.components}>
        <div className={`${classes.row} ${classes.head}`} aria-hidden>
          <span />
          <span>Product</span>
          <span className={classes.end}>Quantity per unit</span>
          <span className={classes.center}>Optional</span>
          <span className={classes.end}>Unit cost</span>
          <span className={classes.end}>Cost</span>
          <span className={classes.end}>On hand</span>
          <span />
        </div>
        {rows.map((row, place) => (
          <div
            key={row.key}
            role="group"
            aria-label={`Component ${place + 1}`}
            className={classes.row}
            data-dragged={draggedKey === row.key}
            onKeyDown={(event) => onRowKey(event, place)}
            onDragOver={(event) => {
              if (draggedKey === null) return
              event.preventDefault()
              const from = rows.findIndex(({ key }) => key === draggedKey)
              if (from !== place) move(from, place)
            }}
            onDrop={(event) => event.preventDefault()}
          >
            <ComponentCells
              row={row}
              place={place}
              handle={handle}
              onChange={(change) => changeRow(row.key, change)}
              onRemove={() => remove(place)}
              onDrag={setDraggedKey}
              onFocusCell={onFocusCell}
              onNext={() => onFocusCell(`${rows[place + 1]?.key ?? row.key}.product`)}
            />
          </div>
        ))}
      </div>
    </div>
  )
}

interface ComponentCellsProps {
  readonly row: ComponentDraft
  readonly place: number
  readonly handle: RecipeHandle
  readonly onChange: (change: Partial<ComponentDraft>) => void
  readonly onRemove: () => void
  readonly onDrag: (key: string | null) => void
  readonly onFocusCell: (cell: string) => void
  readonly onNext: () => void
}

function ComponentCells({ row, place, handle, onChange, onRemove, onDrag, onFocusCell, onNext }: ComponentCellsProps) {
  const { key, product, quantity, optional } = row
  const facts = product === null ? undefined : handle.productOf(product.productId)
  const empty = isEmptyRow(row)
  const number = place + 1
  return (
    <>
      {empty ? (
        <span />
      ) : (
        // The mouse's way; Alt with the arrows does the same from any cell of the row.
        <span
          className={classes.handle}
          aria-hidden
          draggable
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move'
            const dragged = event.currentTarget.parentElement
            if (dragged) event.dataTransfer.setDragImage(dragged, 12, 12)
            onDrag(key)
          }}
          onDragEnd={() => onDrag(null)}
        >
          <IconGripVertical size={18} stroke={1.75} />
        </span>
      )}
      <ProductPicker
        aria-label={`Product of component ${number}`}
        data-cell={`${key}.product`}
        // A recipe that is still empty is there to be typed.
        autoFocus={number === 1 && empty}
        value={product}
        error={handle.cells[`${key}.product`]}
        onChange={(picked) => onChange({ product: picked && { productId: picked.productId, sku: picked.sku, name: picked.name, unit: picked.unit } })}
        onPicked={() => onFocusCell(`${key}.quantity`)}
      />
      <QuantityInput
        aria-label={`Quantity per unit of component ${number}`}
        data-cell={`${key}.quantity`}
        unit={product?.unit ?? ''}
        value={quantity}
        error={handle.cells[`${key}.quantity`]}
        onChange={(text) => onChange({ quantity: text })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
          event.preventDefault()
          onNext()
        }}
      />
      <label className={classes.check}>
        <Checkbox
          size="calc(var(--ps-control-height) * 0.56)"
          aria-label={`Component ${number} is optional`}
          data-cell={`${key}.optional`}
          checked={optional}
          disabled={empty}
          onChange={(event) => onChange({ optional: event.currentTarget.checked })}
        />
      </label>
      <span className={classes.figure}>{facts && <UnitCostText value={facts.costNow} unit={facts.unit} />}</span>
      <span className={classes.figure}>{facts && <MoneyText value={handle.figures.rowCosts.get(key) ?? null} />}</span>
      <span className={classes.figure}>{facts && <QuantityText value={facts.onHand} unit={facts.unit} />}</span>
      {empty ? (
        <span />
      ) : (
        <button type="button" className={classes.remove} aria-label={`Remove component ${number}`} onClick={onRemove}>
          <IconX size={18} stroke={1.75} aria-hidden />
        </button>
      )}
    </>
  )
}
