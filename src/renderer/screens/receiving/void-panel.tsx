import { Button } from '@mantine/core'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { SidePanel, SidePanelContent } from '../../components/side-panel.tsx'
import { LotLink, ProductLink } from '../../components/text-link.tsx'
import classes from './receiving.module.css'

export type VoidPreview = OutputOf<'query', 'document.preview_reversal'>

interface VoidPanelProps {
  /** `null` keeps the panel closed. */
  readonly preview: VoidPreview | null
  readonly pending: boolean
  readonly onVoid: () => void
  readonly onClose: () => void
}

/** What voiding a receipt does besides taking its lots out: sales that are short again, and differences that stay. */
export function VoidPanel({ preview, pending, onVoid, onClose }: VoidPanelProps) {
  return (
    <SidePanel opened={preview !== null} title={preview === null ? 'Void receipt' : `Void ${preview.document.reference}`} wide onClose={onClose}>
      {preview && (
        <SidePanelContent
          footer={
            <>
              <Button data-autofocus aria-disabled={pending} onClick={onVoid}>
                Void {preview.document.reference}
              </Button>
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
            </>
          }
        >
          {preview.shortages.map(({ product, quantity, value }) => (
            <p key={product.productId}>
              Sales are short of <QuantityText value={quantity} unit={product.unit} /> of <ProductLink {...product} /> again, at <MoneyText value={value} />, until more
              comes in.
            </p>
          ))}
          {preview.toAdjustment !== 0 && (
            <p>
              Stock has left since at an average: <MoneyText value={Math.abs(preview.toAdjustment)} />{' '}
              {preview.toAdjustment > 0 ? 'stays as a loss' : 'stays as a gain'}, booked as an adjustment.
            </p>
          )}
          <table className={classes.moves} aria-label="What voiding moves">
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
                    {pool ? `Stock of ${product.sku}` : <LotLink lotId={lotId} number={number} />} <span className={classes.help}>{product.sku}</span>
                  </th>
                  <td>
                    <QuantityText value={before.quantity} unit={product.unit} /> <span className={classes.help}>worth</span> <MoneyText value={before.value} />
                  </td>
                  <td>
                    <QuantityText value={after.quantity} unit={product.unit} /> <span className={classes.help}>worth</span> <MoneyText value={after.value} />
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
