import { useNavigate } from '@tanstack/react-router'
import { SidePanel } from '../../components/side-panel.tsx'
import { AdjustStockForm } from './adjust-stock-form.tsx'
import { FoundStockForm, OpeningStockForm } from './bring-in-forms.tsx'

/** The panels about a product's stock, by the name a screen's address gives them. */
export const stockPanels = ['adjust', 'found', 'opening'] as const
export type StockPanelName = (typeof stockPanels)[number]

const titles: { readonly [P in StockPanelName]: string } = { adjust: 'Adjust stock', found: 'Found stock', opening: 'Opening stock' }

interface StockPanelProps {
  /** The address's panel; any other name keeps this one closed. */
  readonly panel: string
  readonly product: { readonly productId: number; readonly sku: string } | null
  readonly onClose: () => void
}

/** Adjusts a product's stock, or brings in what was found or was there before; without a product it asks for one. */
export function StockPanel({ panel, product, onClose }: StockPanelProps) {
  const navigate = useNavigate()
  const name = stockPanels.find((known) => known === panel)
  const form = {
    productId: product?.productId ?? null,
    onDone: onClose,
    onShow: (adjustmentId: number) => void navigate({ to: `/adjustments/${adjustmentId}` }),
    onCancel: onClose,
  }
  const title = name === undefined ? '' : titles[name]
  return (
    <SidePanel opened={name !== undefined} title={product === null ? title : `${title} of ${product.sku}`} holdsForm onClose={onClose}>
      {name === 'adjust' && <AdjustStockForm {...form} />}
      {name === 'found' && <FoundStockForm {...form} />}
      {name === 'opening' && <OpeningStockForm {...form} />}
    </SidePanel>
  )
}
