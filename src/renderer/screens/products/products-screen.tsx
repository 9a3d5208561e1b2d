import { Button, SegmentedControl } from '@mantine/core'
import { IconPackage } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { productKind } from '../../../shared/contract/product.ts'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useLedgerList } from '../../api/use-list.ts'
import { ListScreen } from '../../components/list-screen.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { findIdOf, useListScreen } from '../../state/list-screen.ts'
import { sortColumn } from '../../state/list-sort.ts'
import { showNotice } from '../../state/window-state.ts'
import { productKindText } from '../../text/product-words.ts'
import { productColumns } from './product-columns.tsx'
import { NewProductForm } from './product-form.tsx'

const kindFilter = [{ value: '', label: 'All' }, ...productKind.options.map((value) => ({ value, label: productKindText[value] }))]

/** Everything the shop keeps in stock. */
export function ProductsScreen() {
  const screen = useListScreen({ column: 'sku', descending: false })
  const { search, filter, panel, sortedBy, change, focus } = screen
  const navigate = useNavigate()
  const kind = productKind.safeParse(filter).data
  const draft = { search, kinds: kind ? [kind] : [], sort: sortColumn(sortedBy, productColumns, 'sku'), descending: sortedBy.descending }
  const list = useLedgerList('product.list', draft, (answer) => answer.products, findIdOf(screen))

  const openNew = () => change({ panel: 'new' })
  const close = () => change({ panel: '' }, 'in place')
  const goToProduct = (id: string) => void navigate({ to: `/products/${id}` })

  function open(id: string) {
    change({ selected: id }, 'in place')
    goToProduct(id)
  }

  function onCreated({ productId }: OutputOf<'command', 'product.create'>, sku: string) {
    const id = String(productId)
    focus(id)
    // The new row is shown whatever the list was narrowed to.
    change({ panel: '', search: '', filter: '', selected: id }, 'in place')
    showNotice({ kind: 'done', text: `Product ${sku} created`, show: () => goToProduct(id) })
  }

  return (
    <ListScreen
      title="Products"
      purpose="Everything you buy, make and sell, with what is on hand and what it is worth."
      noun={['product', 'products']}
      screen={screen}
      list={list}
      columns={productColumns}
      rowId={({ productId }) => String(productId)}
      onOpen={({ productId }) => open(String(productId))}
      onNew={{ label: 'New product', run: openNew }}
      search={{ placeholder: 'Search SKU or name', looksAt: 'The search looks at SKU and name.' }}
      filters={<SegmentedControl aria-label="Kind" data={kindFilter} value={kind ?? ''} onChange={(value) => change({ filter: value }, 'in place')} />}
      nothing={kind ? `${productKindText[kind].toLowerCase()} here yet` : null}
      empty={{
        icon: <IconPackage size={32} stroke={1.5} />,
        title: 'No products yet',
        text: 'Materials, components and what you make of them will be listed here, each with its stock and value.',
        action: <Button onClick={openNew}>Add the first product</Button>,
      }}
    >
      <SidePanel opened={panel === 'new'} title="New product" holdsForm onClose={close}>
        <NewProductForm onDone={onCreated} onCancel={close} />
      </SidePanel>
    </ListScreen>
  )
}
