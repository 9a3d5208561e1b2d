import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { SidePanel, SidePanelContent } from '../../components/side-panel.tsx'
import { LotLink, ProductLink } from '../../components/text-link.tsx'
import { SaveMovedLots } from '../../components/undo-preview-panel.tsx'
import { plannedText } from '../../text/planned-words.ts'
import classes from './builds.module.css'

export type ReversePreview = OutputOf<'query', 'document.preview_reversal'>

interface ReversePanelProps {
  /** `null` keeps the panel closed. */
  readonly preview: ReversePreview | null
  /** The planned build it was made of, which can have its units back. */
  readonly plannedBuildId: number | null
  readonly pending: boolean
  readonly onReverse: (replan: boolean) => void
  readonly onClose: () => void
}

/** What reversing a build would move, before it does. */
export function ReversePanel({ preview, plannedBuildId, pending, onReverse, onClose }: ReversePanelProps) {
  const [replan, setReplan] = useState(true)
  const again = plannedBuildId !== null && replan
  return (
    <SidePanel opened={preview !== null} title={preview === null ? 'Reverse build' : `Reverse ${preview.document.reference}`} wide onClose={onClose}>
      {preview && (
        <SidePanelContent
          footer={
            <>
              <GuardedButton command="build.reverse" data-autofocus aria-disabled={pending} onClick={() => onReverse(again)}>
                Reverse {preview.document.reference}
              </GuardedButton>
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
            </>
          }
        >
          <p>Its components go back into the lots they came from, and what it made is taken out.</p>
          {preview.shortages.map(({ product, quantity, value }) => (
            <p key={product.productId}>
              Sales are short of <QuantityText value={quantity} unit={product.unit} /> of <ProductLink {...product} /> again, at <MoneyText value={value} />, until more comes in.
            </p>
          ))}
          {preview.toAdjustment !== 0 && (
            <p>
              Stock has left since at an average: <MoneyText value={Math.abs(preview.toAdjustment)} />{' '}
              {preview.toAdjustment > 0 ? 'stays as a loss' : 'stays as a gain'}, booked as an adjustment.
            </p>
          )}
          {plannedBuildId !== null && (
            <Checkbox label={`Put its units back into ${plannedText(plannedBuildId)}`} checked={replan} onChange={(event) => setReplan(event.currentTarget.checked)} />
          )}
          <table className={classes.moves} aria-label="What reversing moves">
            <thead>
              <tr>
                <th scope="col">Lot</th>
                <th scope="col">Now</th>
                <th scope="col">After</th>
              </tr>
            </thead>
            <tbody>
              {preview.lots.map(({ lotId, number, pool, product, before, after }) => (
                <tr key={lotId}>
                  <th scope="row">
                    {pool ? `Stock of ${product.sku}` : <LotLink lotId={lotId} number={number} />} <span className={classes.small}>{product.sku}</span>
                  </th>
                  <Holding {...before} unit={product.unit} />
                  <Holding {...after} unit={product.unit} />
                </tr>
              ))}
            </tbody>
          </table>
          <SaveMovedLots preview={preview} />
        </SidePanelContent>
      )}
    </SidePanel>
  )
}

function Holding({ quantity, value, unit }: { readonly quantity: number; readonly value: number; readonly unit: string }) {
  return (
    <td>
      <QuantityText value={quantity} unit={unit} />
      <span className={classes.small}>
        worth <MoneyText value={value} />
      </span>
    </td>
  )
}
