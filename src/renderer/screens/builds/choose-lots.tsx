import { TextInput } from '@mantine/core'
import { formatQuantity } from '../../../shared/units/quantity.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { QuantityText } from '../../components/figure.tsx'
import { PadQuantityInput } from '../../components/pad-quantity-input.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { LotLink } from '../../components/text-link.tsx'
import { businessDateText } from '../../text/dates.ts'
import type { ChangedLine, ChosenLot } from './build-text.ts'
import classes from './builds.module.css'
import type { PreviewComponent } from './change-line.ts'
import type { BuildHandle } from './use-build.ts'

/** More open lots of one product than anybody would choose from by hand. */
const shownMax = 200

interface ChooseLotsProps {
  readonly component: PreviewComponent
  readonly line: ChangedLine
  /** Its place among the changes; below zero while it is none. */
  readonly at: number
  readonly handle: BuildHandle
  readonly onChange: (line: ChangedLine) => void
}

/** The open lots of one component, the oldest first, each with what is taken of it. */
export function ChooseLots({ component, line, at, handle: { typed, fields }, onChange }: ChooseLotsProps) {
  const { product, draws } = component
  const { productId, sku, unit } = product
  const { data } = useLedgerQuery('lot.list', { search: '', productId, status: 'active', limit: shownMax, offset: 0 })
  if (data === undefined) return null
  // Before anything is chosen, what would be drawn.
  const chosen: readonly ChosenLot[] = line.lots ?? draws.map(({ lotId, number, quantity }) => ({ lotId, number, quantity: formatQuantity(quantity) }))
  const needsReason = fields[`lines.${at}.reason`]
  const sumDiffers = fields[`lines.${at}.lots`]

  function take(lotId: number, number: string, quantity: string) {
    onChange({ ...line, lots: [...chosen.filter((lot) => lot.lotId !== lotId), { lotId, number, quantity }] })
  }

  return (
    <div className={classes.lots} role="group" aria-label={`Lots of ${sku}`}>
      {data.lots.length === 0 && <p className={classes.quiet}>No lot of {sku} has anything left.</p>}
      {data.lots.map(({ lotId, number, receivedOn, expiresOn, remaining }) => (
        <div key={lotId} className={classes.lot}>
          <span className={classes.named}>
            <LotLink lotId={lotId} number={number} />
            <span className={classes.quiet}>
              of {businessDateText(receivedOn)}, <QuantityText value={remaining} unit={unit} /> left
            </span>
            {expiresOn !== null && expiresOn < typed.businessDate && <StatusChip tone="attention">{`Expired on ${businessDateText(expiresOn)}`}</StatusChip>}
          </span>
          <PadQuantityInput
            of={`From lot ${number}`}
            aria-label={`From lot ${number}`}
            className={classes.used}
            unit={unit}
            error={fields[`lines.${at}.lots.${lotId}`]}
            value={chosen.find((lot) => lot.lotId === lotId)?.quantity ?? ''}
            onChange={(quantity) => take(lotId, number, quantity)}
          />
        </div>
      ))}
      {sumDiffers !== undefined && (
        <p className={classes.wrong} role="alert">
          {sumDiffers}
        </p>
      )}
      {line.lots !== null && (needsReason !== undefined || line.reason !== '') && (
        <TextInput
          label="Why these lots"
          placeholder="The older ones are in the back"
          maxLength={200}
          error={needsReason}
          value={line.reason}
          onChange={(event) => onChange({ ...line, reason: event.currentTarget.value })}
        />
      )}
    </div>
  )
}
