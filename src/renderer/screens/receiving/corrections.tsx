import { Button } from '@mantine/core'
import { useMemo } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { FiguresTable } from '../../components/figures-table.tsx'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { useSavableRows } from '../../components/save-as-button.tsx'
import { Inset, Section } from '../../components/sections.tsx'
import type { FileColumn } from '../../state/save-list.ts'
import { businessDateText } from '../../text/dates.ts'
import { costBack, quantityBack, type CostSaid } from './receipt-actions.ts'
import classes from './receiving.module.css'
import { SaidCost } from './said-cost.tsx'

type Details = OutputOf<'query', 'receipt.get'>
type Correction = Details['corrections'][number]

interface CorrectionsProps {
  readonly details: Details
  readonly onShowPosting: (postingId: number) => void
}

interface CorrectionLine extends Pick<Correction, 'businessDate' | 'by' | 'lineNo' | 'difference'> {
  readonly sku: string
  readonly what: string
  readonly unit: string
  readonly before: CorrectedSide
  readonly after: CorrectedSide
  /** Of a cost: what it is for. */
  readonly per: string
}

interface CorrectedSide {
  readonly quantity: number | null
  readonly cost: number | null
}

const fileColumns: readonly FileColumn<CorrectionLine>[] = [
  { header: 'Date', at: 'businessDate', as: 'day' },
  { header: 'By', at: 'by' },
  { header: 'Line', at: 'lineNo', as: 'count' },
  { header: 'SKU', at: 'sku' },
  { header: 'What', at: 'what' },
  { header: 'Quantity before', at: 'before.quantity', as: 'quantity' },
  { header: 'Quantity after', at: 'after.quantity', as: 'quantity' },
  { header: 'Unit', at: 'unit' },
  { header: 'Cost before', at: 'before.cost', as: 'unit_cost' },
  { header: 'Cost after', at: 'after.cost', as: 'unit_cost' },
  { header: 'Cost is for', at: 'per' },
  { header: 'Value', at: 'difference', as: 'unit_cost' },
]

function linesOf({ lines, corrections }: Details): readonly CorrectionLine[] {
  return corrections.toReversed().map((correction) => {
    const { businessDate, by, lineNo, difference, change } = correction
    const line = lines.find((other) => other.lineNo === lineNo)
    const unit = line?.product.unit ?? ''
    const same = { businessDate, by, lineNo, difference, sku: line?.product.sku ?? '', what: whatText(correction), unit }
    if (change.of === 'quantity') return { ...same, before: { quantity: change.before, cost: null }, after: { quantity: change.after, cost: null }, per: '' }
    const side = ({ cost }: CostSaid) => ({ quantity: null, cost: cost.amount })
    const { per } = change.after.cost
    return { ...same, before: side(change.before), after: side(change.after), per: per === 'unit' ? (line?.typedIn?.name ?? unit) : 'all' }
  })
}

/** What was corrected since the receipt was confirmed, newest first, each with its entries and its way back. */
export function Corrections({ details, onShowPosting }: CorrectionsProps) {
  const { receipt, lines, corrections } = details
  const saved = useMemo(() => linesOf(details), [details])
  useSavableRows(`Corrections of ${receipt.reference ?? 'a receipt'}`, ['correction', 'corrections'], saved, fileColumns)
  const lineOf = (lineNo: number) => lines.find((line) => line.lineNo === lineNo)
  const isNewest = ({ lineNo, change, postingId }: Correction) =>
    !corrections.some((other) => other.lineNo === lineNo && other.change.of === change.of && other.postingId > postingId)
  return (
    <Section title="Corrections">
      <Inset>
        <FiguresTable label="Corrections of this receipt" head={['Date', 'Line', 'Before', 'After', 'Value']} names={2} actions>
          {corrections.toReversed().map((correction) => {
            const { postingId, lineNo, businessDate, by, change, difference } = correction
            const line = lineOf(lineNo)
            if (!line) return null
            const undo = change.of === 'cost' ? costBack(receipt.receiptId, lineNo, change.before) : quantityBack(receipt.receiptId, lineNo, change.before, change.reason)
            return (
              <tr key={postingId}>
                <td>
                  {businessDateText(businessDate)}
                  {by !== null && <span className={classes.correctedBy}>by {by}</span>}
                </td>
                <th scope="row">
                  {lineNo} · {line.product.sku} <span className={classes.help}>{whatText(correction)}</span>
                </th>
                <td>
                  <Said change={change} side="before" line={line} />
                </td>
                <td>
                  <Said change={change} side="after" line={line} />
                </td>
                <td>
                  <MoneyText value={difference} signed />
                </td>
                <td>
                  <span className={classes.rowActions}>
                    <Button variant="default" size="compact-sm" onClick={() => onShowPosting(postingId)}>
                      Entries
                    </Button>
                    {receipt.status === 'confirmed' && changesSomething(correction) && isNewest(correction) && (
                      <GuardedButton command={change.of === 'cost' ? 'receipt.correct_cost' : 'receipt.correct_quantity'} variant="default" size="compact-sm" onClick={undo}>
                        Undo
                      </GuardedButton>
                    )}
                  </span>
                </td>
              </tr>
            )
          })}
        </FiguresTable>
      </Inset>
    </Section>
  )
}

/** Whether there is something to take back: a movement, or whether the cost is a guess. */
function changesSomething({ change, difference }: Correction): boolean {
  return difference !== 0 || (change.of === 'cost' && change.before.toBeConfirmed !== change.after.toBeConfirmed)
}

function whatText({ change, difference }: Correction): string {
  if (change.of === 'quantity') return change.reason === 'count' ? 'quantity, by a count' : 'quantity, written down wrong'
  if (difference !== 0) return 'cost'
  return change.after.toBeConfirmed ? 'cost to be confirmed again' : 'cost confirmed'
}

interface SaidProps {
  readonly change: Correction['change']
  readonly side: 'before' | 'after'
  readonly line: Details['lines'][number]
}

function Said({ change, side, line: { product, typedIn } }: SaidProps) {
  if (change.of === 'quantity') return <QuantityText value={change[side]} unit={product.unit} />
  return <SaidCost said={change[side]} unit={typedIn?.name ?? product.unit} />
}
