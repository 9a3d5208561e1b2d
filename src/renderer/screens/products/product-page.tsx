import { Group } from '@mantine/core'
import { IconArchive, IconArchiveOff, IconListDetails, IconPencil, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { useGuard } from '../../components/guard.ts'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { ListError } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { Section, Sections } from '../../components/sections.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { useGoBack, useRouteId } from '../../state/detail-page.ts'
import { useLetterKey } from '../../state/letter-key.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { showNotice } from '../../state/window-state.ts'
import { isBuilt, productKindText } from '../../text/product-words.ts'
import { StockActions } from '../adjustments/stock-actions.tsx'
import { ProductItem } from '../items/product-item.tsx'
import { ArchivedNote, OpenShortage, ProductFacts, ProductFigures } from './product-about.tsx'
import { undoChange, useProductActions, type ProductActions } from './product-actions.ts'
import { EditProductForm } from './product-form.tsx'
import { ProductHistory } from './product-history.tsx'
import { ProductRefusal } from './product-refusal.tsx'
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
  const { product, lots, shortages, whereUsed, receiving } = details
  const { productId, sku, name, kind, unit, hasBom, archived } = product
  const [{ panel }, setSearch] = useScreenSearch()
  const navigate = useNavigate()
  const built = isBuilt(kind)
  const actions = useProductActions(product, onBack)
  const openBom = () => void navigate({ to: `/boms/${productId}` })
  const openEdit = () => setSearch({ panel: 'edit' })
  const close = () => setSearch({ panel: '' }, 'in place')
  const mayEdit = useGuard('product.update')
  useLetterKey('e', () => mayEdit.run(openEdit))
  useLetterKey('b', () => {
    if (built) openBom()
  })

  return (
    <Page
      title={name}
      purpose={`${sku} · ${productKindText[kind]} · unit: ${unit}`}
      onBack={onBack}
      actions={
        <>
          <StockActions product={product} />
          <GuardedButton command="product.update" variant="default" leftSection={<IconPencil size="1.1em" stroke={1.75} aria-hidden />} aria-keyshortcuts="E" onClick={openEdit}>
            Edit product
          </GuardedButton>
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
        <ProductFigures product={product} />
        {archived && <ArchivedNote product={product} />}
        {actions.refusal && <ProductRefusal refusal={actions.refusal} onArchive={actions.archive} />}
        <OpenShortage product={product} shortages={shortages} />
        <Section title={receiving ? 'Lots, in the order they will be drawn' : 'Stock'}>
          <ProductLots lots={lots} unit={unit} receiving={receiving} />
        </Section>
        <ProductFacts product={product} action={<LifeActions product={product} actions={actions} />} />
        <ProductItem product={product} />
        <Section title="Where used">
          <WhereUsed uses={whereUsed} unit={unit} />
        </Section>
        <ProductHistory productId={productId} unit={unit} receiving={receiving} />
      </Sections>
      <SidePanel opened={panel === 'edit'} title={`Edit ${sku}`} holdsForm onClose={close}>
        <EditProductForm
          product={product}
          onCancel={close}
          onDone={(sku) => {
            close()
            showNotice({ kind: 'done', text: `Product ${sku} changed`, undo: undoChange(product) })
          }}
        />
      </SidePanel>
    </Page>
  )
}

interface LifeActionsProps {
  readonly product: ProductDetails['product']
  readonly actions: ProductActions
}

const icon = { size: '1.1em', stroke: 1.75, 'aria-hidden': true } as const

/** How a product leaves and comes back. One with a history is archived; one without can be deleted as well. */
function LifeActions({ product: { archived, hasHistory }, actions: { archive, unarchive, remove } }: LifeActionsProps) {
  return (
    <Group gap="sm">
      {!hasHistory && (
        <GuardedButton command="product.delete" variant="default" leftSection={<IconTrash {...icon} />} onClick={remove}>
          Delete product
        </GuardedButton>
      )}
      <GuardedButton
        command={archived ? 'product.unarchive' : 'product.archive'}
        variant="default"
        leftSection={archived ? <IconArchiveOff {...icon} /> : <IconArchive {...icon} />}
        onClick={archived ? unarchive : archive}
      >
        {archived ? 'Bring it back' : 'Archive product'}
      </GuardedButton>
    </Group>
  )
}
