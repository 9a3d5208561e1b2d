import { useMemo, type ReactNode } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { useSavableRows } from '../../components/save-as-button.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { LotLink, ProductLink } from '../../components/text-link.tsx'
import type { FileColumn } from '../../state/save-list.ts'
import { businessDateText } from '../../text/dates.ts'
import { quantityText } from '../../text/numbers.ts'
import classes from './builds.module.css'
import { HeldBy } from './held-by.tsx'

type Made = OutputOf<'query', 'build.get'>
type Ahead = OutputOf<'query', 'build.preview'>['components'][number]

/** A build that can still be made also says what others hold of its components. */
export interface BuildPlan extends Pick<Made, 'costLines' | 'componentValue' | 'costLineValue' | 'value'> {
  /** Of a build that made nothing: its cost lines are told, and count for nothing. */
  readonly costLinesReleased?: boolean
  readonly components: readonly (Made['components'][number] & Partial<Pick<Ahead, 'held' | 'heldBy' | 'available'>>)[]
}
type Component = BuildPlan['components'][number]

interface PlanTableProps {
  readonly plan: BuildPlan
  /** `ahead` is a build that can still be made, `made` one that was. */
  readonly when: 'ahead' | 'made'
  /** The day it is built: lots that have expired by then are said. */
  readonly builtOn: string
  /** Products that lack stock; they come first. */
  readonly shortIds?: readonly number[]
  /** What can be done about a component that is short. */
  readonly shortAction?: (component: Component) => ReactNode
}

/** The lines of a build as they are saved: components, then costs. */
function savedRows({ components, costLines, costLinesReleased = false }: BuildPlan) {
  return [
    ...components.map(({ product, needed, onHand, quantity, value, draws }) => ({ sku: product.sku, name: product.name, unit: product.unit, needed, onHand, quantity, lots: draws.map(({ number }) => number), value })),
    ...costLines.map(({ name, value }) => ({ sku: null, name, unit: null, needed: null, onHand: null, quantity: null, lots: [], value: costLinesReleased ? null : value })),
  ]
}

const fileColumns: readonly FileColumn<ReturnType<typeof savedRows>[number]>[] = [
  { header: 'SKU', at: 'sku' },
  { header: 'Name', at: 'name' },
  { header: 'Need', at: 'needed', as: 'quantity' },
  { header: 'On hand', at: 'onHand', as: 'quantity' },
  { header: 'Drawn', at: 'quantity', as: 'quantity' },
  { header: 'Unit', at: 'unit' },
  { header: 'Lots', at: 'lots' },
  { header: 'Value', at: 'value', as: 'money' },
]

/** The components with need, stock and the lots drawn, then the cost lines, then what it all comes to. */
export function PlanTable({ plan, when, builtOn, shortIds = [], shortAction }: PlanTableProps) {
  const { components, costLines, componentValue, costLineValue, value, costLinesReleased = false } = plan
  const rows = useMemo(() => savedRows(plan), [plan])
  useSavableRows('Components and costs', ['line', 'lines'], rows, fileColumns)
  const isShort = (component: Component) => shortIds.includes(component.product.productId)
  const anyShort = components.some(isShort)
  const inOrder = [...components.filter(isShort), ...components.filter((component) => !isShort(component))]
  return (
    <table className={`${classes.plan} ${classes.drawing}`} aria-label="Components and costs">
      <thead>
        <tr>
          <th scope="col">Component</th>
          <th scope="col">Need</th>
          <th scope="col">{when === 'ahead' ? 'On hand' : 'On hand now'}</th>
          <th scope="col">{when === 'ahead' ? 'Draws' : 'Drew'}</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      {inOrder.map((component) => (
        <ComponentRows
          key={component.lineNo}
          component={component}
          when={when}
          builtOn={builtOn}
          short={isShort(component)}
          action={isShort(component) ? shortAction?.(component) : null}
        />
      ))}
      <tbody>
        {!anyShort && <SumRow label="Components" value={componentValue} />}
        {costLines.map(({ lineNo, kind, name, value: cost }) => (
          <tr key={lineNo}>
            <th scope="row" colSpan={4}>
              {name} <span className={classes.quiet}>{costLinesReleased ? 'released: nothing was made' : kind === name.toLowerCase() ? '' : kind}</span>
            </th>
            <td>
              <MoneyText value={costLinesReleased ? null : cost} />
            </td>
          </tr>
        ))}
        {costLines.length > 1 && !costLinesReleased && <SumRow label="Cost lines" value={costLineValue} />}
      </tbody>
      {/* What is short has no cost yet, so neither has the whole. */}
      {!anyShort && (
        <tfoot>
          <SumRow label="Total" value={value} />
        </tfoot>
      )}
    </table>
  )
}

function SumRow({ label, value }: { readonly label: string; readonly value: number }) {
  return (
    <tr className={classes.sum}>
      <th scope="row" colSpan={4}>
        {label}
      </th>
      <td>
        <MoneyText value={value} />
      </td>
    </tr>
  )
}

interface ComponentRowsProps {
  readonly component: Component
  readonly when: 'ahead' | 'made'
  readonly builtOn: string
  readonly short: boolean
  readonly action: ReactNode
}

function ComponentRows({ component, when, builtOn, short, action }: ComponentRowsProps) {
  const { product, needed, onHand, quantity, value, draws } = component
  return (
    <tbody className={classes.component} data-short={short}>
      <tr>
        <th scope="row">
          <span className={classes.named}>
            <span className={classes.reference}>
              <ProductLink {...product} />
            </span>
            {product.name !== product.sku && <span className={classes.quiet}>{product.name}</span>}
            <Standing component={component} when={when} short={short} />
            <Otherwise component={component} />
            <Held component={component} />
            {action}
          </span>
        </th>
        <td>
          <QuantityText value={needed} unit={product.unit} />
        </td>
        <td>
          <QuantityText value={onHand} unit={product.unit} />
        </td>
        <td>
          <QuantityText value={quantity} unit={product.unit} />
        </td>
        <td>
          <MoneyText value={value} />
        </td>
      </tr>
      {draws.map((draw) => (
        <tr key={draw.lotId} className={classes.draw}>
          <th scope="row" colSpan={3}>
            <LotLink {...draw} /> <span className={classes.quiet}>of {businessDateText(draw.receivedOn)}</span>{' '}
            {draw.expiresOn !== null && draw.expiresOn < builtOn && <StatusChip tone="attention">{`Expired on ${businessDateText(draw.expiresOn)}`}</StatusChip>}
          </th>
          <td>
            <QuantityText value={draw.quantity} unit={product.unit} />
          </td>
          <td>
            <MoneyText value={draw.value} />
          </td>
        </tr>
      ))}
    </tbody>
  )
}

/** What is used otherwise than the recipe says. */
function Otherwise({ component: { extra, asked, needed, pickReason } }: { readonly component: Component }) {
  return (
    <>
      {extra && <StatusChip tone="plain">Added</StatusChip>}
      {asked !== null && asked !== needed && <span className={classes.quiet}>BOM asks for {quantityText(asked)}</span>}
      {pickReason !== null && <span className={classes.quiet}>Lots chosen by hand: {pickReason}</span>}
    </>
  )
}

/** What is there and spoken for by other planned builds. */
function Held({ component: { product, held = 0, heldBy = [] } }: { readonly component: Component }) {
  if (held === 0) return null
  return (
    <span className={classes.quiet}>
      <QuantityText value={held} unit={product.unit} /> held by <HeldBy holds={heldBy} />
    </span>
  )
}

/** Whether the component is short, or optional and how much of it is included. */
function Standing({ component: { product, optional, needed, onHand, available = onHand, quantity }, when, short }: Omit<ComponentRowsProps, 'action' | 'builtOn'>) {
  if (short) {
    const missing = <QuantityText value={needed - available} unit={product.unit} />
    return (
      <>
        <StatusChip tone="attention">Short</StatusChip> <span className={classes.short}>{missing} missing</span>
      </>
    )
  }
  if (!optional) return null
  return <span className={classes.quiet}>Optional, {inclusionText(quantity, needed, when)}</span>
}

function inclusionText(quantity: number, needed: number, when: 'ahead' | 'made'): string {
  if (quantity === 0) return when === 'ahead' ? 'not included: none on hand' : 'not included'
  return quantity < needed ? 'included as far as it goes' : 'included'
}
