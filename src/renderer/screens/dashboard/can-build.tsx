import { ProductLink, TextLink } from '../../components/text-link.tsx'
import { QuantityText } from '../../components/figure.tsx'
import type { FileColumn } from '../../state/save-list.ts'
import { Answer, AnswerRow, wholeUnits } from './answer.tsx'
import { BuildButton } from './build-button.tsx'
import type { Dashboard } from './dashboard.ts'
import { useSavableAnswer } from './savable-answer.ts'

const fileColumns: readonly FileColumn<Dashboard['canBuild']['rows'][number]>[] = [
  { header: 'SKU', at: 'product.sku' },
  { header: 'Product', at: 'product.name' },
  { header: 'Can build', at: 'count', as: 'count' },
  { header: 'Limited by', at: 'limitedBy.sku' },
]

/** How many of each product today's stock allows. */
export function CanBuild({ rows, total, withBom }: Dashboard['canBuild']) {
  useSavableAnswer('Can be built now', ['product', 'products'], 'canBuild', total, fileColumns)
  return (
    <Answer
      question="What can I build now?"
      total={total}
      shown={rows.length}
      all={{ to: '/boms', label: 'All BOMs', search: { sort: '-buildable' } }}
      none={withBom === 0 ? 'No product has a BOM in use yet.' : 'Nothing: of every product with a BOM some component is out of stock.'}
    >
      {rows.map(({ product, count, limitedBy }) => (
        <AnswerRow
          key={product.productId}
          product={product}
          facts={
            <>
              limited by <ProductLink {...limitedBy} />
            </>
          }
          figure={
            <TextLink to={`/boms/${product.productId}`}>
              <QuantityText value={wholeUnits(count)} unit={product.unit} />
            </TextLink>
          }
          actions={<BuildButton product={product} quantity={null} />}
        />
      ))}
    </Answer>
  )
}
