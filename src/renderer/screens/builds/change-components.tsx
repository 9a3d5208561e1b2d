import { Button, Checkbox } from '@mantine/core'
import { IconStack2, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { QuantityText } from '../../components/figure.tsx'
import { PadQuantityInput } from '../../components/pad-quantity-input.tsx'
import { ProductPicker } from '../../components/product-picker.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { ProductLink } from '../../components/text-link.tsx'
import { useReceiving } from '../../state/company.ts'
import { quantityText } from '../../text/numbers.ts'
import { withLine, type ChangedLine } from './build-text.ts'
import classes from './builds.module.css'
import { lineFor, type PreviewComponent } from './change-line.ts'
import { ChooseLots } from './choose-lots.tsx'
import type { BuildHandle, BuildPreview } from './use-build.ts'

interface ChangeComponentsProps {
  readonly handle: BuildHandle
  readonly preview: BuildPreview
}

/** What is really used: another quantity, something left out or added, lots chosen by hand. */
export function ChangeComponents({ handle, preview }: ChangeComponentsProps) {
  const { typed, change } = handle
  const [added, setAdded] = useState<number | null>(null)
  const listed = [...preview.components, ...typed.lines.filter(({ product }) => !preview.components.some((one) => one.product.productId === product.productId)).map(comingComponent)]

  const setLine = (productId: number, line: ChangedLine | null) => change({ lines: withLine(typed.lines, productId, line) })

  return (
    <div>
      <ul className={classes.changes} aria-label="Components to change">
        {listed.map((component) => (
          <ChangeRow
            key={component.product.productId}
            component={component}
            handle={handle}
            short={preview.short.some(({ productId }) => productId === component.product.productId)}
            justAdded={component.product.productId === added}
            onChange={(line) => setLine(component.product.productId, line)}
          />
        ))}
      </ul>
      <ProductPicker
        className={classes.addComponent}
        label="Add a component"
        description="Something the BOM does not ask for."
        value={null}
        exclude={[preview.product.productId, ...listed.map(({ product }) => product.productId)]}
        onChange={(product) => {
          if (product === null) return
          const { productId, sku, name, unit } = product
          setLine(productId, { product: { productId, sku, name, unit }, quantity: '1', lots: null, reason: '' })
          setAdded(productId)
        }}
      />
    </div>
  )
}

/** One that was just added, before the ledger has told of it. */
function comingComponent({ product }: ChangedLine): PreviewComponent {
  const none = { onHand: 0, quantity: 0, value: 0, draws: [], pickReason: null, held: 0, heldBy: [], available: 0 }
  return { ...none, product, lineNo: 0, optional: false, extra: true, quantityPerUnit: 0, asked: null, needed: 0 }
}

interface ChangeRowProps {
  readonly component: PreviewComponent
  readonly handle: BuildHandle
  readonly short: boolean
  /** One types next how much of it is used. */
  readonly justAdded: boolean
  /** `null` takes the change back. */
  readonly onChange: (line: ChangedLine | null) => void
}

function ChangeRow({ component, handle, short, justAdded, onChange }: ChangeRowProps) {
  const { typed, fields } = handle
  const { product, asked, optional, onHand, extra } = component
  const { productId, sku, name, unit } = product
  const at = typed.lines.findIndex((one) => one.product.productId === productId)
  const line = lineFor(typed.lines, component)
  const changed = at >= 0
  const receiving = useReceiving() ?? false
  const [lotsOpen, setLotsOpen] = useState(line.lots !== null)
  const showsLots = lotsOpen || line.lots !== null
  const leftOut = Number(line.quantity) === 0 && line.quantity.trim() !== ''
  return (
    <li className={classes.changeRow} data-short={short} aria-label={sku}>
      <div className={classes.changeName}>
        <span className={classes.named}>
          <span className={classes.reference}>
            <ProductLink {...product} />
          </span>
          {name !== sku && <span className={classes.quiet}>{name}</span>}
          {short && <StatusChip tone="attention">Short</StatusChip>}
          {extra && <StatusChip tone="plain">Added</StatusChip>}
          {changed && !extra && <StatusChip tone="plain">Changed</StatusChip>}
        </span>
        <span className={classes.quiet}>
          {asked !== null && <>BOM asks for {quantityText(asked)} · </>}
          <QuantityText value={onHand} unit={unit} /> on hand
        </span>
      </div>
      <PadQuantityInput
        of={`Quantity of ${sku}`}
        aria-label={`Quantity of ${sku}`}
        data-field={`used-${productId}`}
        autoFocus={justAdded}
        className={classes.used}
        unit={unit}
        error={fields[`lines.${at}.quantity`] ?? fields[`lines.${at}.productId`]}
        value={line.quantity}
        onChange={(quantity) => onChange({ ...line, quantity, lots: null, reason: '' })}
      />
      <div className={classes.changeActions}>
        {optional && (
          <Checkbox
            label="Use it"
            aria-label={`Use ${sku}`}
            checked={!leftOut}
            onChange={(event) => onChange(event.currentTarget.checked ? null : { ...line, quantity: '0', lots: null, reason: '' })}
          />
        )}
        {receiving && !leftOut && (
          <Button
            variant="default"
            aria-label={`Choose lots of ${sku}`}
            aria-expanded={showsLots}
            leftSection={<IconStack2 size="1.1em" stroke={1.75} aria-hidden />}
            onClick={() => {
              setLotsOpen(!showsLots)
              if (showsLots && line.lots !== null) onChange({ ...line, lots: null, reason: '' })
            }}
          >
            {line.lots === null ? 'Choose lots' : 'Oldest first'}
          </Button>
        )}
        {changed && (
          <Button
            variant="default"
            aria-label={extra ? `Take ${sku} off` : `Back to the BOM for ${sku}`}
            leftSection={extra ? <IconTrash size="1.1em" stroke={1.75} aria-hidden /> : undefined}
            onClick={() => {
              setLotsOpen(false)
              onChange(null)
            }}
          >
            {extra ? 'Take off' : 'Back to the BOM'}
          </Button>
        )}
      </div>
      {showsLots && receiving && !leftOut && <ChooseLots component={component} line={line} at={at} handle={handle} onChange={onChange} />}
    </li>
  )
}
