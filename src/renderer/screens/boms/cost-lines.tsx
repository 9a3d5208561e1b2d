import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useRef } from 'react'
import { newId } from '../../api/ids.ts'
import { MoneyInput, QuantityInput } from '../../components/figure-input.tsx'
import { MoneyText } from '../../components/figure.tsx'
import { Inset } from '../../components/sections.tsx'
import classes from './bom-page.module.css'
import { costKindText, newCostLine, type CostDraft, type CostKind } from './recipe-draft.ts'
import { SortableRow, SortableRows } from './sortable-rows.tsx'
import type { RecipeHandle } from './use-recipe.ts'
import { useRowMoves } from './use-row-moves.ts'

const kinds: readonly CostKind[] = ['labor', 'overhead', 'other']
const kindChoices = kinds.map((value) => ({ value, label: costKindText[value] }))
const byChoices = [
  { value: 'amount', label: 'Fixed amount' },
  { value: 'rate', label: 'Rate × quantity' },
]

interface CostLinesProps {
  readonly handle: RecipeHandle
  readonly unit: string
  readonly onFocusCell: (cell: string) => void
}

/** What a unit costs besides its components: a fixed amount, or a rate times a quantity such as hours. */
export function CostLines({ handle, unit, onFocusCell }: CostLinesProps) {
  const rows = handle.recipe.costLines
  const addButton = useRef<HTMLButtonElement>(null)
  const nameOf = (key: string) => rows.find((row) => row.key === key)?.name ?? ''
  const { move, remove, onRowKey, told } = useRowMoves({
    rows,
    movable: rows,
    nameOf,
    onChange: handle.setCostLines,
    onFocusCell,
    firstCell: 'name',
    onNoneLeft: () => addButton.current?.focus(),
  })

  function add(kind: CostKind) {
    const line = newCostLine(kind, newId)
    handle.setCostLines((before) => [...before, line])
    onFocusCell(`${line.key}.${line.by === 'rate' ? 'rate' : 'amount'}`)
  }

  return (
    <>
      {rows.length > 0 && (
        <div className={classes.wide}>
          <div className={classes.costs}>
            <div className={`${classes.row} ${classes.head}`} aria-hidden>
              <span />
              <span>Kind</span>
              <span>Name</span>
              <span>How</span>
              <span className={`${classes.spanned} ${classes.end}`}>Amount, or rate and quantity</span>
              <span className={classes.end}>Per {unit}</span>
              <span />
            </div>
            <SortableRows keys={rows.map(({ key }) => key)} nameOf={nameOf} onMove={(from, to) => rows[from] && move(rows[from].key, to)}>
              {rows.map((row, place) => (
                <SortableRow key={row.key} id={row.key} label={`Cost line ${place + 1}`} onKeyDown={(event) => onRowKey(event, place)}>
                  <CostLine
                    row={row}
                    number={place + 1}
                    unit={unit}
                    handle={handle}
                    onChange={(change) => handle.setCostLines((before) => before.map((line) => (line.key === row.key ? { ...line, ...change } : line)))}
                    onRemove={() => remove(place)}
                  />
                </SortableRow>
              ))}
            </SortableRows>
            {told}
          </div>
        </div>
      )}
      <Inset>
        <div className={classes.buttons}>
          {kinds.map((kind) => (
            <Button key={kind} ref={kind === 'labor' ? addButton : null} variant="default" leftSection={<IconPlus size="1.1em" stroke={1.75} aria-hidden />} onClick={() => add(kind)}>
              Add {costKindText[kind].toLowerCase()}
            </Button>
          ))}
        </div>
      </Inset>
    </>
  )
}

interface CostLineProps {
  readonly row: CostDraft
  readonly number: number
  readonly unit: string
  readonly handle: RecipeHandle
  readonly onChange: (change: Partial<CostDraft>) => void
  readonly onRemove: () => void
}

function CostLine({ row, number, unit, handle, onChange, onRemove }: CostLineProps) {
  const { key, kind, name, by, amount, rate, quantity } = row
  const cell = (column: string) => ({ 'data-cell': `${key}.${column}`, error: handle.cells[`${key}.${column}`] })
  return (
    <>
      <NativeSelect
        aria-label={`Kind of cost line ${number}`}
        data={kindChoices}
        value={kind}
        onChange={(event) => onChange({ kind: kinds.find((choice) => choice === event.currentTarget.value) ?? kind })}
      />
      <TextInput
        aria-label={`Name of cost line ${number}`}
        autoComplete="off"
        maxLength={120}
        {...cell('name')}
        value={name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={`How cost line ${number} is counted`}
        data={byChoices}
        value={by}
        onChange={(event) => onChange({ by: event.currentTarget.value === 'rate' ? 'rate' : 'amount' })}
      />
      {by === 'amount' ? (
        <div className={classes.spanned}>
          <MoneyInput aria-label={`Amount of cost line ${number}`} unit={`/ ${unit}`} {...cell('amount')} value={amount} onChange={(text) => onChange({ amount: text })} />
        </div>
      ) : (
        <>
          <MoneyInput aria-label={`Rate of cost line ${number}`} placeholder="Rate" {...cell('rate')} value={rate} onChange={(text) => onChange({ rate: text })} />
          <QuantityInput
            aria-label={`Quantity per unit of cost line ${number}`}
            placeholder="Quantity"
            unit={`/ ${unit}`}
            {...cell('quantity')}
            value={quantity}
            onChange={(text) => onChange({ quantity: text })}
          />
        </>
      )}
      <span className={classes.figure}>
        <MoneyText value={handle.figures.rowCosts.get(key) ?? null} />
      </span>
      <button type="button" className={classes.remove} aria-label={`Remove cost line ${number}`} onClick={onRemove}>
        <IconX size={18} stroke={1.75} aria-hidden />
      </button>
    </>
  )
}
