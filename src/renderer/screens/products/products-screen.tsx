import { Group, SegmentedControl } from '@mantine/core'
import { IconPackage } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { productKind } from '../../../shared/contract/product.ts'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useLedgerList } from '../../api/use-list.ts'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { ImportButton } from '../../components/import-button.tsx'
import { ListScreen } from '../../components/list-screen.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { findIdOf, useListScreen } from '../../state/list-screen.ts'
import { sortColumn } from '../../state/list-sort.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { showNotice } from '../../state/window-state.ts'
import { productKindText } from '../../text/product-words.ts'
import { AddBarcodeForm } from './add-barcode-form.tsx'
import { undoCreate } from './product-actions.ts'
import { productColumns, productFile } from './product-columns.tsx'
import { NewProductForm } from './product-form.tsx'

/** The filter that shows what left the other lists. */
const archivedFilter = 'archived'
const filters = [
  { value: '', label: 'All' },
  ...productKind.options.map((value) => ({ value, label: productKindText[value] })),
  { value: archivedFilter, label: 'Archived' },
]

/** Everything the shop keeps in stock. */
export function ProductsScreen() {
  const screen = useListScreen({ column: 'sku', descending: false })
  const { search, filter, panel, sortedBy, change, focus } = screen
  const navigate = useNavigate()
  const kind = productKind.safeParse(filter).data
  const archived = filter === archivedFilter
  const draft = { search, kinds: kind ? [kind] : [], archived, sort: sortColumn(sortedBy, productColumns, 'sku'), descending: sortedBy.descending }
  const list = useLedgerList('product.list', draft, (answer) => answer.products, findIdOf(screen))

  const openNew = () => change({ panel: 'new' })
  const [{ code }] = useScreenSearch()
  const close = () => change({ panel: '', code: '' }, 'in place')
  const goToProduct = (id: string) => void navigate({ to: `/products/${id}` })

  function onCreated({ productId }: OutputOf<'command', 'product.create'>, sku: string) {
    const id = String(productId)
    focus(id)
    // The new row is shown whatever the list was narrowed to.
    change({ panel: '', code: '', search: '', filter: '', selected: id }, 'in place')
    showNotice({ kind: 'done', text: `Product ${sku} created`, undo: undoCreate(productId, sku), show: () => goToProduct(id) })
  }

  return (
    <ListScreen
      title="Products"
      purpose="Everything you buy, make and sell, with what is on hand and what it is worth."
      noun={['product', 'products']}
      screen={screen}
      list={list}
      columns={productColumns}
      savedFrom={productFile}
      rowId={({ productId }) => String(productId)}
      pageOf={({ productId }) => `/products/${productId}`}
      actions={<ImportButton kind="products" />}
      onNew={{ label: 'New product', command: 'product.create', run: openNew }}
      search={{ placeholder: 'Search SKU, name or barcode', looksAt: 'The search looks at SKU, name and barcodes.' }}
      filters={<SegmentedControl aria-label="Kind" data={filters} value={archived ? filter : (kind ?? '')} onChange={(value) => change({ filter: value }, 'in place')} />}
      viewsOf="/products"
      nothing={archived ? 'archived product' : kind ? `${productKindText[kind].toLowerCase()} here yet` : null}
      empty={{
        icon: <IconPackage size={32} stroke={1.5} />,
        title: 'No products yet',
        text: 'Materials, components and what you make of them will be listed here, each with its stock and value.',
        action: (
          <Group gap="sm" justify="center">
            <GuardedButton command="product.create" onClick={openNew}>Add the first product</GuardedButton>
            <ImportButton kind="products">Begin with a spreadsheet</ImportButton>
          </Group>
        ),
      }}
    >
      <SidePanel opened={panel === 'new'} title="New product" holdsForm onClose={close}>
        <NewProductForm barcode={code} onDone={onCreated} onCancel={close} />
      </SidePanel>
      <SidePanel opened={panel === 'add-barcode'} title="Add a barcode" holdsForm onClose={close}>
        <AddBarcodeForm barcode={code} onDone={close} onCancel={close} />
      </SidePanel>
    </ListScreen>
  )
}
