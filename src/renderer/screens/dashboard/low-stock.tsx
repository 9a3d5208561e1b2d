import { useNavigate } from '@tanstack/react-router'
import { QuantityText } from '../../components/figure.tsx'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { useReceiving } from '../../state/company.ts'
import type { FileColumn } from '../../state/save-list.ts'
import { Answer, AnswerRow } from './answer.tsx'
import { BuildButton } from './build-button.tsx'
import type { Dashboard } from './dashboard.ts'
import { useSavableAnswer } from './savable-answer.ts'

const fileColumns: readonly FileColumn<NonNullable<Dashboard['lowStock']>['rows'][number]>[] = [
  { header: 'SKU', at: 'product.sku' },
  { header: 'Product', at: 'product.name' },
  { header: 'On hand', at: 'onHand', as: 'quantity' },
  { header: 'Reorder point', at: 'reorderPoint', as: 'quantity' },
  { header: 'Unit', at: 'product.unit' },
]

/** Products at their reorder point or below. */
export function LowStock({ rows, total }: NonNullable<Dashboard['lowStock']>) {
  useSavableAnswer('Low stock', ['product', 'products'], 'lowStock', total, fileColumns)
  const navigate = useNavigate()
  const receiving = useReceiving()
  return (
    <Answer
      question="What runs low?"
      total={total}
      shown={rows.length}
      all={{ to: '/products', label: 'Products by stock', search: { sort: 'on_hand' } }}
      none="Nothing: every product is above its reorder point."
    >
      {rows.map(({ product, onHand, reorderPoint, hasBom }) => (
        <AnswerRow
          key={product.productId}
          product={product}
          chips={onHand <= 0 && <StatusChip tone="danger">None left</StatusChip>}
          facts={
            <>
              reorder at <QuantityText value={reorderPoint} unit={product.unit} />
            </>
          }
          figure={
            <TextLink to={`/products/${product.productId}`}>
              <QuantityText value={onHand} unit={product.unit} />
            </TextLink>
          }
          actions={
            hasBom ? (
              <BuildButton product={product} quantity={null} />
            ) : (
              receiving === true && (
                <GuardedButton
                  command="receipt.save_draft"
                  variant="default"
                  aria-label={`Receive ${product.sku}`}
                  onClick={() => void navigate({ to: '/receipts/new', search: { product: product.productId } as object })}
                >
                  Receive
                </GuardedButton>
              )
            )
          }
        />
      ))}
    </Answer>
  )
}
