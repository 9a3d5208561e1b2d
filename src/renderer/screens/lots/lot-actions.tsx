import { Button } from '@mantine/core'
import { IconAdjustmentsHorizontal, IconFileAlert, IconSitemap, IconTag } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { LotRow } from '../../../shared/contract/lot.ts'
import { useGuard } from '../../components/guard.ts'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { useReceiving } from '../../state/company.ts'
import { useLetterKey } from '../../state/letter-key.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { StockPanel } from '../adjustments/stock-panel.tsx'
import { AdjustLotPanel } from './adjust-lot-panel.tsx'

/** What can be done with a lot: adjust it (A), print its label (L), trace it (T), and print its recall sheet (R). */
export function LotActions({ lot }: { readonly lot: LotRow }) {
  const receiving = useReceiving()
  const navigate = useNavigate()
  const [{ panel }, setSearch] = useScreenSearch()
  const mayAdjust = receiving !== undefined && lot.status !== 'voided'
  const adjust = () => mayAdjust && setSearch({ panel: 'adjust' })
  const close = () => setSearch({ panel: '' }, 'in place')
  const trace = () => void navigate({ to: `/lots/${lot.lotId}/trace` })
  const recall = () => void navigate({ to: `/lots/${lot.lotId}/recall` })
  const adjusting = receiving ? 'lot.adjust' : 'stock.adjust'
  const guard = useGuard(adjusting)
  useLetterKey('a', () => guard.run(adjust))
  const label = () => void navigate({ to: `/lots/${lot.lotId}/label` })
  useLetterKey('l', label)
  useLetterKey('t', trace)
  useLetterKey('r', recall)
  return (
    <>
      {mayAdjust && (
        <GuardedButton
          command={adjusting}
          variant="default"
          leftSection={<IconAdjustmentsHorizontal size="1.1em" stroke={1.75} aria-hidden />}
          aria-keyshortcuts="A"
          onClick={adjust}
        >
          {receiving ? 'Adjust lot' : 'Adjust stock'}
        </GuardedButton>
      )}
      {lot.status !== 'voided' && (
        <Button variant="default" leftSection={<IconTag size="1.1em" stroke={1.75} aria-hidden />} aria-keyshortcuts="L" onClick={label}>
          Label
        </Button>
      )}
      <Button variant="default" leftSection={<IconSitemap size="1.1em" stroke={1.75} aria-hidden />} aria-keyshortcuts="T" onClick={trace}>
        Trace
      </Button>
      <Button variant="default" leftSection={<IconFileAlert size="1.1em" stroke={1.75} aria-hidden />} aria-keyshortcuts="R" onClick={recall}>
        Recall sheet
      </Button>
      {receiving === true && <AdjustLotPanel lot={lot} opened={panel === 'adjust'} onClose={close} />}
      {receiving === false && <StockPanel panel={panel} product={lot.product} onClose={close} />}
    </>
  )
}
