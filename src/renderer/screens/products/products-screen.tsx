import { Button, SegmentedControl } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconPackage, IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { productKind, type ProductKind } from '../../../shared/contract/product.ts'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ListCount, ListError, NothingFound, SearchBox } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { readSort, writeSort } from '../../state/list-sort.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { showNotice } from '../../state/window-state.ts'
import { productKindText } from '../../text/product-words.ts'
import { productColumns } from './product-columns.tsx'
import { NewProductForm } from './product-form.tsx'

const limit = 500
/** The columns the ledger itself can sort by, for when there are more products than are shown. */
const ledgerSorts = ['sku', 'name', 'on_hand', 'value'] as const

const kindFilter = [{ value: '', label: 'All' }, ...productKind.options.map((value) => ({ value, label: productKindText[value] }))]

/** Everything the shop keeps in stock. */
export function ProductsScreen() {
  const [{ search, filter, sort, panel, selected }, setSearch] = useScreenSearch()
  const navigate = useNavigate()
  // Coming back from a product finds its row again.
  const [focusRow, setFocusRow] = useState<{ readonly id: string } | null>(() => (selected === '' ? null : { id: selected }))
  const kind = productKind.safeParse(filter).data
  const sortedBy = readSort(sort, 'sku')
  const { data, error, retry } = useLedgerQuery('product.list', {
    search,
    kinds: kind ? [kind] : [],
    sort: ledgerSorts.find((name) => name === sortedBy.column) ?? 'sku',
    descending: sortedBy.descending,
    limit,
    offset: 0,
  })
  const narrowed = search.trim() !== '' || kind !== undefined
  const none = data?.total === 0 && !narrowed

  const openNew = () => setSearch({ panel: 'new' })
  useHotkeys([['n', openNew]])
  const close = () => setSearch({ panel: '' }, 'in place')
  const goToProduct = (id: string) => void navigate({ to: `/products/${id}` })

  function open(id: string) {
    setSearch({ selected: id }, 'in place')
    goToProduct(id)
  }

  function onCreated({ productId }: OutputOf<'command', 'product.create'>, sku: string) {
    const id = String(productId)
    setFocusRow({ id })
    // The new row is shown whatever the list was narrowed to.
    setSearch({ panel: '', search: '', filter: '', selected: id }, 'in place')
    showNotice({ kind: 'done', text: `Product ${sku} created`, show: () => goToProduct(id) })
  }

  return (
    <Page
      title="Products"
      purpose="Everything you buy, make and sell, with what is on hand and what it is worth."
      primary={{ label: 'New product', icon: <IconPlus size="1.1em" stroke={2} aria-hidden />, shortcut: 'N', onRun: openNew }}
      filters={
        !none && (
          <>
            <SearchBox label="Search products" placeholder="Search SKU or name" value={search} onChange={(text) => setSearch({ search: text }, 'in place')} />
            <SegmentedControl aria-label="Kind" data={kindFilter} value={kind ?? ''} onChange={(value) => setSearch({ filter: value }, 'in place')} />
            {data && <ListCount shown={data.products.length} total={data.total} one="product" many="products" />}
          </>
        )
      }
    >
      {error && <ListError error={error} onRetry={retry} />}
      {!error && data && data.products.length > 0 && (
        <DataTable
          label="Products"
          rows={data.products}
          columns={productColumns}
          rowId={(product) => String(product.productId)}
          sortedBy={sortedBy}
          selectedId={selected === '' ? null : selected}
          focusRow={panel === '' ? focusRow : null}
          onOpen={(product) => open(String(product.productId))}
          onSorted={(column, descending) => setSearch({ sort: writeSort({ column, descending }) }, 'in place')}
        />
      )}
      {!error && data?.products.length === 0 && narrowed && (
        <NothingFound
          what={nothingLine(search, kind)}
          searched="The search looks at SKU and name."
          onClear={() => setSearch({ search: '', filter: '' }, 'in place')}
        />
      )}
      {!error && none && (
        <EmptyState icon={<IconPackage size={32} stroke={1.5} />} title="No products yet" action={<Button onClick={openNew}>Add the first product</Button>}>
          Materials, components and what you make of them will be listed here, each with its stock and value.
        </EmptyState>
      )}

      <SidePanel opened={panel === 'new'} title="New product" holdsForm onClose={close}>
        <NewProductForm onDone={onCreated} onCancel={close} />
      </SidePanel>
    </Page>
  )
}

function nothingLine(search: string, kind: ProductKind | undefined): string {
  const noun = kind === undefined ? 'product' : productKindText[kind].toLowerCase()
  return search.trim() === '' ? `${noun} here yet` : `${noun} matches “${search.trim()}”`
}
