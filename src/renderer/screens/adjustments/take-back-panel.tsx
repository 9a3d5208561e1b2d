import { MoneyText } from '../../components/figure.tsx'
import { UndoPreviewPanel, type UndoPreview } from '../../components/undo-preview-panel.tsx'

interface TakeBackPanelProps {
  /** `null` keeps the panel closed. */
  readonly preview: UndoPreview | null
  readonly pending: boolean
  readonly onTakeBack: () => void
  readonly onClose: () => void
}

/** What taking something back would do where it is not exact: each lot before and after, and the difference that stays. */
export function TakeBackPanel({ onTakeBack, ...panel }: TakeBackPanelProps) {
  const toAdjustment = panel.preview?.toAdjustment ?? 0
  return (
    <UndoPreviewPanel {...panel} verb="Take back" label="What taking back moves" withDifferences onUndo={onTakeBack}>
      <p>
        Stock has left since, at an average. So this cannot be taken back to the cent: <MoneyText value={Math.abs(toAdjustment)} />{' '}
        {toAdjustment > 0 ? 'would be booked as a loss' : 'would be booked as a gain'}, as an adjustment of its own.
      </p>
    </UndoPreviewPanel>
  )
}
