import { Button } from '@mantine/core'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { SidePanel, SidePanelContent } from '../../components/side-panel.tsx'
import { LotLink } from '../../components/text-link.tsx'
import classes from './adjustments.module.css'

export type TakeBackPreview = OutputOf<'query', 'document.preview_reversal'>

interface TakeBackPanelProps {
  /** `null` keeps the panel closed. */
  readonly preview: TakeBackPreview | null
  readonly pending: boolean
  readonly onTakeBack: () => void
  readonly onClose: () => void
}

/** What taking something back would do where it is not exact: each lot before and after, and the difference that stays. */
export function TakeBackPanel({ preview, pending, onTakeBack, onClose }: TakeBackPanelProps) {
  return (
    <SidePanel opened={preview !== null} title={preview === null ? 'Take back' : `Take back ${preview.document.reference}`} wide onClose={onClose}>
      {preview !== null && (
        <SidePanelContent
          footer={
            <>
              <Button data-autofocus aria-disabled={pending} onClick={onTakeBack}>
                Take back {preview.document.reference}
              </Button>
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
            </>
          }
        >
          <p>
            Stock has left since, at an average. So this cannot be taken back to the cent: <MoneyText value={Math.abs(preview.toAdjustment)} />{' '}
            {preview.toAdjustment > 0 ? 'would be booked as a loss' : 'would be booked as a gain'}, as an adjustment of its own.
          </p>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">Lot</th>
                <th scope="col">Now</th>
                <th scope="col">After</th>
                <th scope="col">Gain or loss</th>
              </tr>
            </thead>
            <tbody>
              {preview.lots.map((lot) => (
                <tr key={lot.lotId}>
                  <th scope="row">
                    {lot.pool ? `Stock of ${lot.product.sku}` : <LotLink lotId={lot.lotId} number={lot.number} />}
                  </th>
                  <Holding unit={lot.product.unit} {...lot.before} />
                  <Holding unit={lot.product.unit} {...lot.after} />
                  <td>
                    <MoneyText value={0 - lot.toAdjustment} signed />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </SidePanelContent>
      )}
    </SidePanel>
  )
}

function Holding({ quantity, value, unit }: { readonly quantity: number; readonly value: number; readonly unit: string }) {
  return (
    <td>
      <QuantityText value={quantity} unit={unit} />
      <br />
      <span className={classes.quiet}>
        worth <MoneyText value={value} />
      </span>
    </td>
  )
}
