import { useLedgerQuery } from '../../api/use-query.ts'
import { ListError } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { useGoBack, useRouteId } from '../../state/detail-page.ts'
import { BomEditor } from './bom-editor.tsx'

/** The recipe of one product, made or changed. */
export function BomPage() {
  const productId = useRouteId('productId')
  const goBack = useGoBack('/boms')
  const { data, error, retry } = useLedgerQuery('bom.get', { productId })
  const details = data?.product.productId === productId ? data : undefined
  if (error) {
    return (
      <Page title="BOM" purpose="" onBack={goBack}>
        <ListError error={error} onRetry={retry} />
      </Page>
    )
  }
  return details ? <BomEditor key={productId} details={details} onBack={goBack} /> : null
}
