import { Button } from '@mantine/core'
import { IconListDetails, IconPencil } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { MoneyText, QuantityText, UnitCostText } from '../../components/figure.tsx'
import { ListError } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { FigureStrip, Inset, Section, Sections, type StripFigure } from '../../components/sections.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { useGoBack, useRouteId } from '../../state/detail-page.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { showNotice } from '../../state/window-state.ts'
import { useLetterKey } from '../../state/letter-key.ts'
import { isBuilt, productKindText } from '../../text/product-words.ts'
import { StockActions } from '../adjustments/stock-actions.tsx'
import { isLow } from './low-stock.ts'
import { EditProductForm } from './product-form.tsx'
import { ProductHistory } from './product-history.tsx'
import { ProductLots, WhereUsed } from './product-tables.tsx'

type ProductDetails = OutputOf<'query', 'product.get'>

/** One product: what there is of it, where it is used, and everything that happened to it. */
export function ProductPage() {
  const productId = useRouteId('productId')
  const goBack = useGoBack('/products')
  const { data, error, retry } = useLedgerQuery('product.get', { productId })
  const details = data?.product.productId === productId ? data : undefined
  if (error) {
    return (
      <Page title="Product" purpose="" onBack={goBack}>
        <ListError error={error} onRetry={retry} />
      </Page>
    )
  }
  return details ? <Product key={productId} details={details} onBack={goBack} /> : null
}

function Product({ details, onBack }: { readonly details: ProductDetails; readonly onBack: () => void }) {
  const { product, lots, whereUsed } = details
  const { productId, sku, name, kind, unit, hasBom, notes } = product
  const [{ panel }, setSearch] = useScreenSearch()
  const navigate = useNavigate()
  const built = isBuilt(kind)
  const openBom = () => void navigate({ to: `/boms/${productId}` })
  const openEdit = () => setSearch({ panel: 'edit' })
  const close = () => setSearch({ panel: '' }, 'in place')
  useLetterKey('e', openEdit)
  useLetterKey('b', () => built && openBom())

  return (
    <Page
      title={name}
      purpose={`${sku} · ${productKindText[kind]} · counted in ${unit}`}
      onBack={onBack}
      actions={
        <>
          <StockActions product={product} />
          <Button variant="default" leftSection={<IconPencil size="1.1em" stroke={1.75} aria-hidden />} aria-keyshortcuts="E" onClick={openEdit}>
            Edit product
          </Button>
        </>
      }
      {...(built
        ? {
            primary: {
              label: hasBom ? 'Open BOM' : 'Make a BOM',
              icon: <IconListDetails size="1.1em" stroke={2} aria-hidden />,
              shortcut: 'B',
              onRun: openBom,
            },
          }
        : {})}
    >
      <Sections>
        <FigureStrip figures={figuresOf(product)} />
        {notes !== '' && (
          <Section title="Notes">
            <Inset>{notes}</Inset>
          </Section>
        )}
        <Section title="Lots, in the order they will be drawn">
          <ProductLots lots={lots} unit={unit} />
        </Section>
        <Section title="Where used">
          <WhereUsed uses={whereUsed} unit={unit} />
        </Section>
        <ProductHistory productId={productId} unit={unit} />
      </Sections>
      <SidePanel opened={panel === 'edit'} title={`Edit ${sku}`} holdsForm onClose={close}>
        <EditProductForm
          product={product}
          onCancel={close}
          onDone={(sku) => {
            close()
            showNotice({ kind: 'done', text: `Product ${sku} changed` })
          }}
        />
      </SidePanel>
    </Page>
  )
}

function figuresOf(product: ProductDetails['product']): readonly StripFigure[] {
  const { onHand, value, averageCost, unitCost, reorderPoint, unit } = product
  return [
    { term: 'On hand', value: <QuantityText value={onHand} unit={unit} /> },
    { term: 'Value', value: <MoneyText value={value} /> },
    averageCost === null
      ? { term: 'Unit cost', value: <UnitCostText value={unitCost === 0 ? null : unitCost} unit={unit} /> }
      : { term: 'Average cost', value: <UnitCostText value={averageCost} unit={unit} /> },
    ...(reorderPoint === null ? [] : [{ term: 'Reorder point', value: <QuantityText value={reorderPoint} unit={unit} /> }]),
    ...(isLow(product) ? [{ term: 'Stock', value: <StatusChip tone="attention">Low stock</StatusChip>, size: 'text' as const }] : []),
  ]
}
