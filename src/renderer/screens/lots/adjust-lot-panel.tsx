import { useNavigate } from '@tanstack/react-router'
import type { LotRow } from '../../../shared/contract/lot.ts'
import { SidePanel } from '../../components/side-panel.tsx'
import { AdjustLotForm } from '../adjustments/adjust-lot-form.tsx'

interface AdjustLotPanelProps {
  readonly lot: LotRow
  readonly opened: boolean
  readonly onClose: () => void
}

/** Adjusts one lot, while receiving is on. */
export function AdjustLotPanel({ lot, opened, onClose }: AdjustLotPanelProps) {
  const navigate = useNavigate()
  return (
    <SidePanel opened={opened} title={`Adjust lot ${lot.number}`} holdsForm onClose={onClose}>
      <AdjustLotForm lot={lot} onDone={onClose} onShow={(id) => void navigate({ to: `/adjustments/${id}` })} onCancel={onClose} />
    </SidePanel>
  )
}
