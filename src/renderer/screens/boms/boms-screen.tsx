import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconListDetails, IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { DataTable, type TableColumn } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { ListCount, ListError, NothingFound, SearchBox } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { ProductPicker } from '../../components/product-picker.tsx'
import { SidePanel, SidePanelContent } from '../../components/side-panel.tsx'
import { readSort, writeSort } from '../../state/list-sort.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { countText } from '../../text/numbers.ts'
import classes from './boms-screen.module.css'

type BomRow = OutputOf<'query', 'bom.list'>['boms'][number]

const limit = 500

const columns: readonly TableColumn<BomRow>[] = [
  { id: 'sku', header: 'SKU', width: 'minmax(130px, 1fr)', value: (b) => b.sku, cell: (b) => <span className={classes.sku}>{b.sku}</span> },
  { id: 'name', header: 'Product', width: 'minmax(200px, 2.2fr)', value: (b) => b.name },
  { id: 'version', officeOnly: true, header: 'Version', width: 'minmax(96px, 0.6fr)', align: 'end', value: (b) => b.version, cell: (b) => countText(b.version) },
  { id: 'components', officeOnly: true, header: 'Components', width: 'minmax(120px, 0.7fr)', align: 'end', value: (b) => b.componentCount, cell: (b) => countText(b.componentCount) },
  {
    id: 'cost',
    header: 'Estimated cost',
    width: 'minmax(140px, 1fr)',
    align: 'end',
    value: (b) => b.estimatedCost ?? -1,
    cell: (b) => <MoneyText value={b.estimatedCost} />,
  },
  { id: 'onHand', header: 'On hand', width: 'minmax(120px, 0.9fr)', align: 'end', value: (b) => b.onHand, cell: (b) => <QuantityText value={b.onHand} unit={b.unit} /> },
  {
    id: 'buildable',
    header: 'Can build',
    width: 'minmax(120px, 0.8fr)',
    align: 'end',
    value: (b) => b.buildableMax ?? Number.MAX_SAFE_INTEGER,
    cell: (b) => (b.buildableMax === null ? 'No limit' : countText(b.buildableMax)),
  },
]

/** The recipes in use. */
export function BomsScreen() {
  const [{ search, sort, panel, selected }, setSearch] = useScreenSearch()
  const navigate = useNavigate()
  const [focusRow] = useState(() => (selected === '' ? null : { id: selected }))
  const { data, error, retry } = useLedgerQuery('bom.list', { search, limit, offset: 0 })
  const none = data?.total === 0 && search.trim() === ''

  const openNew = () => setSearch({ panel: 'new' })
  useHotkeys([['n', openNew]])
  const close = () => setSearch({ panel: '' }, 'in place')

  function open(id: string) {
    setSearch({ selected: id, panel: '' }, 'in place')
    void navigate({ to: `/boms/${id}` })
  }

  return (
    <Page
      title="BOMs"
      purpose="What each product is made of, what one costs at today’s prices, and how many the stock allows."
      primary={{ label: 'New BOM', icon: <IconPlus size="1.1em" stroke={2} aria-hidden />, shortcut: 'N', onRun: openNew }}
      filters={
        !none && (
          <>
            <SearchBox label="Search BOMs" placeholder="Search SKU or name" value={search} onChange={(text) => setSearch({ search: text }, 'in place')} />
            {data && <ListCount total={data.total} one="BOM" many="BOMs" />}
          </>
        )
      }
    >
      {error && <ListError error={error} onRetry={retry} />}
      {!error && data && data.boms.length > 0 && (
        <DataTable
          label="BOMs"
          rows={data.boms}
          columns={columns}
          rowId={(bom) => String(bom.productId)}
          sortedBy={readSort(sort, 'sku')}
          selectedId={selected === '' ? null : selected}
          focusRow={panel === '' ? focusRow : null}
          onOpen={(bom) => open(String(bom.productId))}
          onSorted={(column, descending) => setSearch({ sort: writeSort({ column, descending }) }, 'in place')}
        />
      )}
      {!error && data?.boms.length === 0 && !none && (
        <NothingFound what={`BOM matches “${search.trim()}”`} searched="The search looks at SKU and name." onClear={() => setSearch({ search: '' }, 'in place')} />
      )}
      {!error && none && (
        <EmptyState icon={<IconListDetails size={32} stroke={1.5} />} title="No BOMs yet" action={<Button onClick={openNew}>Make the first BOM</Button>}>
          The recipes of what you make will be listed here: components, cost of labor, and how many can be built now.
        </EmptyState>
      )}

      <SidePanel opened={panel === 'new'} title="New BOM" onClose={close}>
        <SidePanelContent
          footer={
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
          }
        >
          <ProductPicker
            label="Product to make"
            description="A finished good or a sub-assembly. One that has a BOM opens it."
            kinds={['finished_good', 'sub_assembly']}
            value={null}
            data-autofocus
            onChange={(product) => product && open(String(product.productId))}
          />
        </SidePanelContent>
      </SidePanel>
    </Page>
  )
}
