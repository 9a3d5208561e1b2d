import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useGuard } from '../../components/guard.ts'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { useReceiving } from '../../state/company.ts'
import { useLetterKey } from '../../state/letter-key.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { StockPanel, type StockPanelName } from './stock-panel.tsx'

interface StockActionsProps {
  readonly product: { readonly productId: number; readonly sku: string; readonly hasHistory: boolean }
}

/**
 * What can be done to a product's stock without a receipt, build or sale, with the panels for it (A): *Adjust stock* while
 * receiving is off, *Found stock* while it is on, and *Opening stock* before anything has moved it. The open panel is in
 * the page's address.
 */
export function StockActions({ product }: StockActionsProps) {
  const receiving = useReceiving()
  const [{ panel }, setSearch] = useScreenSearch()
  const open = (name: StockPanelName) => setSearch({ panel: name })
  const openUsual = () => open(receiving === false ? 'adjust' : 'found')
  const usual = receiving === false ? 'stock.adjust' : 'stock.find'
  const guard = useGuard(usual)
  useLetterKey('a', () => guard.run(openUsual))
  return (
    <>
      {!product.hasHistory && (
        <GuardedButton command="stock.open" variant="default" onClick={() => open('opening')}>
          Opening stock
        </GuardedButton>
      )}
      {receiving !== undefined && (
        <GuardedButton
          command={usual}
          variant="default"
          leftSection={<IconAdjustmentsHorizontal size="1.1em" stroke={1.75} aria-hidden />}
          aria-keyshortcuts="A"
          onClick={openUsual}
        >
          {receiving ? 'Found stock' : 'Adjust stock'}
        </GuardedButton>
      )}
      <StockPanel panel={panel} product={product} onClose={() => setSearch({ panel: '' }, 'in place')} />
    </>
  )
}
