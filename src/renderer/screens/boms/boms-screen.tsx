import { Button } from '@mantine/core'
import { IconListDetails } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useLedgerList } from '../../api/use-list.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { ImportButton } from '../../components/import-button.tsx'
import { ListScreen } from '../../components/list-screen.tsx'
import { ProductPicker } from '../../components/product-picker.tsx'
import { SidePanel, SidePanelContent } from '../../components/side-panel.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { findIdOf, useListScreen } from '../../state/list-screen.ts'
import { sortColumn } from '../../state/list-sort.ts'
import { bomColumns, bomFile } from './bom-columns.tsx'
import classes from './boms-screen.module.css'

/** The recipes in use. */
export function BomsScreen() {
  const screen = useListScreen({ column: 'sku', descending: false })
  const { search, panel, sortedBy, change } = screen
  const navigate = useNavigate()
  const draft = { search, sort: sortColumn(sortedBy, bomColumns, 'sku'), descending: sortedBy.descending }
  const list = useLedgerList('bom.list', draft, (answer) => answer.boms, findIdOf(screen))
  const { data } = useLedgerQuery('bom.list', { search: '', limit: 1, offset: 0 })

  const openNew = () => change({ panel: 'new' })
  const close = () => change({ panel: '' }, 'in place')

  function open(id: string) {
    change({ selected: id, panel: '' }, 'in place')
    void navigate({ to: `/boms/${id}` })
  }

  return (
    <ListScreen
      title="BOMs"
      purpose="What each product is made of, what one costs at today’s prices, and how many the stock allows."
      noun={['BOM', 'BOMs']}
      screen={screen}
      list={list}
      columns={bomColumns}
      savedFrom={bomFile}
      rowId={({ productId }) => String(productId)}
      onOpen={({ productId }) => open(String(productId))}
      actions={<ImportButton kind="boms" />}
      onNew={{ label: 'New BOM', command: 'bom.save', run: openNew }}
      search={{ placeholder: 'Search SKU or name', looksAt: 'The search looks at SKU and name.' }}
      filters={<WaitingDrafts drafts={data?.drafts ?? []} />}
      empty={{
        icon: <IconListDetails size={32} stroke={1.5} />,
        title: 'No BOMs yet',
        text: 'The recipes of what you make will be listed here: components, cost of labor, and how many can be built now.',
        action: <GuardedButton command="bom.save" onClick={openNew}>Make the first BOM</GuardedButton>,
      }}
    >
      {data?.total === 0 && data.drafts.length > 0 && (
        <p className={classes.waitingAlone}>
          <WaitingDrafts drafts={data.drafts} />
        </p>
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
    </ListScreen>
  )
}

const namedMax = 5

/** The drafts of products that have no active BOM yet, which the table therefore does not show. */
function WaitingDrafts({ drafts }: { readonly drafts: OutputOf<'query', 'bom.list'>['drafts'] }) {
  if (drafts.length === 0) return null
  const more = drafts.length - namedMax
  return (
    <span className={classes.waiting}>
      Drafts without an active version:{' '}
      {drafts.slice(0, namedMax).map(({ productId, sku }, place) => (
        <span key={productId}>
          {place > 0 && ', '}
          <TextLink to={`/boms/${productId}`}>{sku}</TextLink>
        </span>
      ))}
      {more > 0 && ` and ${more} more`}
    </span>
  )
}
