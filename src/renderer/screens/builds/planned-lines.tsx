import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { multiplyMillionths } from '../../../shared/units/apportion.ts'
import { formatQuantity } from '../../../shared/units/quantity.ts'
import { MoneyText, QuantityText, UnitCostText } from '../../components/figure.tsx'
import { PadQuantityInput } from '../../components/pad-quantity-input.tsx'
import { ProductPicker } from '../../components/product-picker.tsx'
import { useSavableRows } from '../../components/save-as-button.tsx'
import { Inset, Section } from '../../components/sections.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { ProductLink } from '../../components/text-link.tsx'
import type { FileColumn } from '../../state/save-list.ts'
import { typedQuantity } from './build-text.ts'
import classes from './builds.module.css'
import { withPlannedLine, type PlannedLineText, type PlanText, type PlannedDetails } from './planned-edit.ts'

interface PlannedLinesProps {
  readonly details: PlannedDetails
  readonly typed: PlanText
  readonly texts: Readonly<Record<string, string>>
  readonly onChange: (lines: readonly PlannedLineText[]) => void
}

/** A line as it is shown: as the ledger has it, with what was typed since and at the units typed. */
interface ShownLine {
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
  /** What the BOM asks for at the units typed; `null` of what was added by hand. */
  readonly asked: number | null
  /** As typed, or as it will be. */
  readonly text: string
  readonly modified: boolean
  readonly optional: boolean
  readonly onHand: number | null
  readonly held: number
  readonly unitCost: number | null
}

const fileColumns: readonly FileColumn<ShownLine>[] = [
  { header: 'SKU', at: 'sku' },
  { header: 'Component', at: 'name' },
  { header: 'Quantity', at: 'text' },
  { header: 'Asked for by the BOM', at: 'asked', as: 'quantity' },
  { header: 'Unit', at: 'unit' },
  { header: 'Optional', at: 'optional', as: 'yes_no' },
  { header: 'On hand', at: 'onHand', as: 'quantity' },
  { header: 'Unit cost', at: 'unitCost', as: 'unit_cost' },
]

/** What all of it will use; each line can say otherwise than the BOM. */
export function PlannedLines({ details, typed, texts, onChange }: PlannedLinesProps) {
  const editable = details.plannedBuild.status === 'planned'
  const lines = useMemo(() => shownLines(details, typed), [details, typed])
  useSavableRows('Components', ['component', 'components'], lines, fileColumns)
  const put = (line: PlannedLineText) => onChange(withPlannedLine(details, typed.lines, line))
  const errorAt = (productId: number) => {
    const place = typed.lines.findIndex((line) => line.productId === productId)
    return texts[`lines.${place}.quantity`] ?? texts[`lines.${place}.productId`]
  }
  return (
    <Section title="What it will use">
      <Inset>
        <table className={classes.plan} aria-label="Components of this planned build">
          <thead>
            <tr>
              <th scope="col">Component</th>
              <th scope="col">Quantity</th>
              <th scope="col">On hand</th>
              <th scope="col">Unit cost</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <LineRow key={line.productId} line={line} editable={editable} error={errorAt(line.productId)} onPut={put} />
            ))}
            {details.costLines.map(({ lineNo, name, value }) => (
              <tr key={`cost ${lineNo}`} className={classes.costRow}>
                <th scope="row" colSpan={3}>
                  {name}
                </th>
                <td>
                  <MoneyText value={value} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {editable && (
          <ProductPicker
            className={classes.addComponent}
            label="Add a component"
            description="Something the BOM does not ask for."
            value={null}
            exclude={[details.plannedBuild.product.productId, ...lines.map(({ productId }) => productId)]}
            onChange={(product) => product && put({ productId: product.productId, sku: product.sku, name: product.name, unit: product.unit, quantity: '1' })}
          />
        )}
      </Inset>
    </Section>
  )
}

function shownLines(details: PlannedDetails, typed: PlanText): readonly ShownLine[] {
  const units = typedQuantity(typed.quantity) ?? details.plannedBuild.quantity
  const typedFor = (productId: number) => typed.lines.find((line) => line.productId === productId)
  const known = details.lines.flatMap((line): ShownLine[] => {
    const { product, quantityPerUnit } = line
    const asked = quantityPerUnit === null ? null : multiplyMillionths(quantityPerUnit, units)
    const change = typedFor(product.productId)
    if (change?.quantity === null && asked === null) return []
    const modified = change === undefined ? line.modified : change.quantity !== null
    const text = change?.quantity ?? formatQuantity(modified || asked === null ? line.quantity : asked)
    return [{ ...product, asked, text, modified, optional: line.optional, onHand: line.onHand, held: line.held, unitCost: line.unitCost }]
  })
  const added = typed.lines.flatMap(({ quantity, ...product }): ShownLine[] =>
    quantity === null || details.lines.some((line) => line.product.productId === product.productId)
      ? []
      : [{ ...product, asked: null, text: quantity, modified: true, optional: false, onHand: null, held: 0, unitCost: null }],
  )
  return [...known, ...added]
}

interface LineRowProps {
  readonly line: ShownLine
  readonly editable: boolean
  readonly error: string | undefined
  readonly onPut: (line: PlannedLineText) => void
}

function LineRow({ line, editable, error, onPut }: LineRowProps) {
  const { productId, sku, name, unit, asked, text, modified, optional, onHand, held, unitCost } = line
  const put = (quantity: string | null) => onPut({ productId, sku, name, unit, quantity })
  return (
    <tr className={classes.plannedLine}>
      <th scope="row">
        <span className={classes.named}>
          <span className={classes.reference}>
            <ProductLink productId={productId} sku={sku} />
          </span>
          {name !== sku && <span className={classes.quiet}>{name}</span>}
          {optional && <span className={classes.quiet}>Optional</span>}
          {modified && <StatusChip tone="plain">{asked === null ? 'Added' : 'Modified'}</StatusChip>}
          {editable && modified && (
            <Button variant="default" aria-label={asked === null ? `Take ${sku} off` : `Back to the BOM’s quantity for ${sku}`} onClick={() => put(null)}>
              {asked === null ? 'Take off' : 'Back to the BOM’s'}
            </Button>
          )}
        </span>
      </th>
      <td>
        {editable ? (
          <PadQuantityInput of={`Quantity of ${sku}`} aria-label={`Quantity of ${sku}`} className={classes.used} unit={unit} error={error} value={text} onChange={put} />
        ) : (
          <>
            {text} <span className={classes.quiet}>{unit}</span>
          </>
        )}
        {modified && asked !== null && <span className={classes.small}>BOM asks for {formatQuantity(asked)}</span>}
      </td>
      <td>
        <QuantityText value={onHand} unit={unit} />
        {held > 0 && (
          <span className={classes.small}>
            <QuantityText value={held} unit={unit} /> held by others
          </span>
        )}
      </td>
      <td>
        <UnitCostText value={unitCost} unit={unit} />
      </td>
    </tr>
  )
}
