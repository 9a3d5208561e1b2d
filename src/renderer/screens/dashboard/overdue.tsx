import { QuantityText } from '../../components/figure.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { businessDateText } from '../../text/dates.ts'
import { countedText } from '../../text/numbers.ts'
import { plannedText } from '../../text/planned-words.ts'
import type { FileColumn } from '../../state/save-list.ts'
import { Answer, AnswerRow } from './answer.tsx'
import { BuildButton } from './build-button.tsx'
import type { Dashboard } from './dashboard.ts'
import { useSavableAnswer } from './savable-answer.ts'

const fileColumns: readonly FileColumn<NonNullable<Dashboard['overdue']>['rows'][number]>[] = [
  { header: 'Planned build', at: 'plannedBuildId', as: 'count' },
  { header: 'SKU', at: 'product.sku' },
  { header: 'Product', at: 'product.name' },
  { header: 'Quantity', at: 'quantity', as: 'quantity' },
  { header: 'Unit', at: 'product.unit' },
  { header: 'Target date', at: 'targetDate', as: 'day' },
  { header: 'Days late', at: 'daysLate', as: 'count' },
]

/** Planned builds whose target date is past. */
export function Overdue({ rows, total }: NonNullable<Dashboard['overdue']>) {
  useSavableAnswer('Late builds', ['planned build', 'planned builds'], 'overdue', total, fileColumns)
  return (
    <Answer
      question="What is late?"
      total={total}
      shown={rows.length}
      all={{ to: '/builds/queue', label: 'Overdue builds', search: { filter: 'overdue' } }}
      none="Nothing: no planned build is past its target date."
    >
      {rows.map(({ plannedBuildId, product, quantity, targetDate, daysLate }) => (
        <AnswerRow
          key={plannedBuildId}
          product={product}
          chips={<StatusChip tone="danger">{`${countedText(daysLate, 'day', 'days')} late`}</StatusChip>}
          facts={
            <>
              <TextLink to={`/builds/planned/${plannedBuildId}`}>{plannedText(plannedBuildId)}</TextLink>, due {businessDateText(targetDate)}
            </>
          }
          figure={<QuantityText value={quantity} unit={product.unit} />}
          actions={<BuildButton product={product} quantity={quantity} plannedBuildId={plannedBuildId} />}
        />
      ))}
    </Answer>
  )
}
