import { Checkbox } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { QuantityInput } from '../../components/figure-input.tsx'
import { MoneyText, QuantityText, UnitCostText } from '../../components/figure.tsx'
import { ProductPicker } from '../../components/product-picker.tsx'
import { quantityText } from '../../text/numbers.ts'
import classes from './bom-page.module.css'
import { isEmptyRow, type ComponentDraft } from './recipe-draft.ts'
import { SortableRow, SortableRows } from './sortable-rows.tsx'
import type { ComponentFacts, RecipeHandle } from './use-recipe.ts'
import { useRowMoves } from './use-row-moves.ts'

interface ComponentGridProps {
  readonly handle: RecipeHandle
  readonly onFocusCell: (cell: string) => void
}

/** The components, filled like a spreadsheet: a product, Enter, its quantity, Enter for the next row. */
export function ComponentGrid({ handle, onFocusCell }: ComponentGridProps) {
  const rows = handle.recipe.components
  // The empty row stays last: nothing moves past it.
  const filled = rows.filter((row) => !isEmptyRow(row))
  const nameOf = (key: string) => rows.find((row) => row.key === key)?.product?.sku ?? 'A row without a product'

  function changeRow(key: string, change: Partial<ComponentDraft>) {
    handle.setComponents((before) => before.map((row) => (row.key === key ? { ...row, ...change } : row)))
  }

  const { move, remove, onRowKey, told } = useRowMoves({
    rows,
    movable: filled,
    nameOf,
    onChange: handle.setComponents,
    onFocusCell,
    firstCell: 'product',
  })

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
        <SortableRows keys={filled.map(({ key }) => key)} nameOf={nameOf} onMove={(from, to) => filled[from] && move(filled[from].key, to)}>
          {rows.map((row, place) => (
            <SortableRow key={row.key} id={row.key} label={`Component ${place + 1}`} fixed={isEmptyRow(row)} onKeyDown={(event) => onRowKey(event, place)}>
              <ComponentCells
                row={row}
                place={place}
                handle={handle}
                onChange={(change) => changeRow(row.key, change)}
                onRemove={() => remove(place)}
                onFocusCell={onFocusCell}
                onNext={() => onFocusCell(`${rows[place + 1]?.key ?? row.key}.product`)}
              />
            </SortableRow>
          ))}
        </SortableRows>
        {told}
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
  readonly onFocusCell: (cell: string) => void
  readonly onNext: () => void
}

function ComponentCells({ row, place, handle, onChange, onRemove, onFocusCell, onNext }: ComponentCellsProps) {
  const { key, product, quantity, optional } = row
  const facts = product === null ? undefined : handle.productOf(product.productId)
  const empty = isEmptyRow(row)
  const number = place + 1
  return (
    <>
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
      <span className={classes.figure}>{facts && <OnHand {...facts} />}</span>
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

/** What there is of it, and what of that planned builds hold. */
function OnHand({ onHand, held, unit }: Pick<ComponentFacts, 'onHand' | 'held' | 'unit'>) {
  return (
    <span className={classes.onHand}>
      <QuantityText value={onHand} unit={unit} />
      {held > 0 && <span className={classes.held}>{quantityText(held)} held</span>}
    </span>
  )
}
