import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { ProductLink } from '../../components/text-link.tsx'
import { UndoPreviewPanel, type UndoPreview } from '../../components/undo-preview-panel.tsx'

interface VoidPanelProps {
  /** `null` keeps the panel closed. */
  readonly preview: UndoPreview | null
  readonly pending: boolean
  readonly onVoid: () => void
  readonly onClose: () => void
}

/** What voiding a receipt does besides taking its lots out: sales that are short again, and differences that stay. */
export function VoidPanel({ onVoid, ...panel }: VoidPanelProps) {
  return (
    <UndoPreviewPanel {...panel} verb="Void" label="What voiding moves" onUndo={onVoid}>
      {panel.preview && <Words preview={panel.preview} />}
    </UndoPreviewPanel>
  )
}

function Words({ preview: { shortages, toAdjustment } }: { readonly preview: UndoPreview }) {
  return (
    <>
      {shortages.map(({ product, quantity, value }) => (
        <p key={product.productId}>
          Sales are short of <QuantityText value={quantity} unit={product.unit} /> of <ProductLink {...product} /> again, at <MoneyText value={value} />, until more comes
          in.
        </p>
      ))}
      {toAdjustment !== 0 && (
        <p>
          Stock has left since at an average: <MoneyText value={Math.abs(toAdjustment)} /> {toAdjustment > 0 ? 'stays as a loss' : 'stays as a gain'}, booked as an
          adjustment.
        </p>
      )}
    </>
  )
}
