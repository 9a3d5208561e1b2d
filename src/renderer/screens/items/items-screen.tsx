import { Button, NativeSelect, SegmentedControl } from '@mantine/core'
import { IconListSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { itemKind } from '../../../shared/contract/item.ts'
import { useLedgerList } from '../../api/use-list.ts'
import { ListScreen } from '../../components/list-screen.tsx'
import type { PrimaryAction } from '../../components/page.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { findIdOf, useListScreen } from '../../state/list-screen.ts'
import { sortColumn } from '../../state/list-sort.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { itemKindText } from '../../text/item-words.ts'
import { ChosenActions } from './chosen-actions.tsx'
import { itemColumns } from './item-columns.tsx'
import { ItemPanel } from './item-panel.tsx'
import classes from './items.module.css'
import { LastListed } from './last-listed.tsx'
import { Reading, syncIcon, SyncState } from './sync-state.tsx'
import { useChosenItems } from './use-chosen-items.ts'
import { useItemSync, type ItemSync } from './use-item-sync.ts'

const states = [
  { value: '', label: 'All' },
  { value: 'unlinked', label: 'Not linked' },
  { value: 'linked', label: 'Linked' },
  { value: 'not_product', label: 'No product' },
  { value: 'inactive', label: 'Inactive' },
] as const
type State = Exclude<(typeof states)[number]['value'], ''>

/** The kinds that are ever read. */
const kinds = [{ value: '', label: 'Every kind' }, ...itemKind.exclude(['category']).options.map((value) => ({ value, label: itemKindText[value] }))]

const nothingIn: { readonly [S in State]: string } = {
  unlinked: 'item waits to be linked',
  linked: 'item is linked yet',
  not_product: 'item was said to be no product',
  inactive: 'item is inactive',
}

/** The items of QuickBooks, and what each of them is here. */
export function ItemsScreen() {
  const screen = useListScreen({ column: 'name', descending: false })
  const { search, filter, panel, selected, sortedBy, change, focus } = screen
  // The kind has its own place in the address, as both narrow the list together.
  const [{ code: kindText }] = useScreenSearch()
  const kind = itemKind.safeParse(kindText).data
  const state = states.find(({ value }) => value !== '' && value === filter)?.value as State | undefined
  const asked = { search, kinds: kind ? [kind] : [], state: state ?? null }
  const draft = { ...asked, sort: sortColumn(sortedBy, itemColumns, 'name'), descending: sortedBy.descending }
  const list = useLedgerList('item.list', draft, (answer) => answer.items, findIdOf(screen))
  const sync = useItemSync()
  const chosen = useChosenItems(asked, list.total)

  function backToRow() {
    focus(selected)
    change({ panel: '' }, 'in place')
  }

  return (
    <ListScreen
      title="Accounting items"
      purpose="What QuickBooks has under products and services, to be imported or linked."
      noun={['item', 'items']}
      screen={screen}
      list={list}
      columns={itemColumns}
      rowId={({ accountingItemId }) => String(accountingItemId)}
      onOpen={({ accountingItemId }) => change({ panel: 'item', selected: String(accountingItemId) })}
      chosen={chosen.rows}
      actions={sync.reading !== null && <Reading sync={sync} />}
      {...(sync.state === 'connected' && sync.reading === null && { primary: syncAction(sync) })}
      above={<SyncState sync={sync} onListed={() => change({ panel: 'listed' })} />}
      search={{ placeholder: 'Search name or SKU', looksAt: 'The search looks at name, category, SKU and description.' }}
      filters={
        <>
          <SegmentedControl aria-label="State" data={[...states]} value={state ?? ''} onChange={(value) => change({ filter: value }, 'in place')} />
          <NativeSelect
            aria-label="Kind"
            className={classes.kinds}
            data={kinds}
            value={kind ?? ''}
            onChange={(event) => change({ code: event.currentTarget.value }, 'in place')}
          />
          <ChosenActions chosen={chosen} />
        </>
      }
      nothing={state ? nothingIn[state] : kind ? `${itemKindText[kind].toLowerCase()} item` : null}
      onClear={() => change({ code: '' }, 'in place')}
      empty={useEmpty(sync)}
    >
      <SidePanel opened={panel === 'listed'} title="What needs a look" onClose={() => change({ panel: '' }, 'in place')}>
        {panel === 'listed' && <LastListed onOpen={(id) => change({ panel: 'item', selected: String(id) }, 'in place')} onClose={() => change({ panel: '' }, 'in place')} />}
      </SidePanel>
      <ItemPanel opened={panel === 'item' || panel === 'link'} linking={panel === 'link'} accountingItemId={Number(selected)} onClose={backToRow} />
    </ListScreen>
  )
}

const syncAction = (sync: ItemSync): PrimaryAction => ({ label: 'Sync items', icon: syncIcon, shortcut: 'S', onRun: sync.start })

/** Nothing was read yet: what will be here, and the step that brings it. */
function useEmpty(sync: ItemSync) {
  const navigate = useNavigate()
  const icon = <IconListSearch size={32} stroke={1.5} />
  if (sync.state === 'connected') {
    const why = sync.source === 'partsemble' ? 'They are read so that they can be linked to your products, which sales need.' : 'Choose which of them become products here.'
    return {
      icon,
      title: sync.reading === null ? 'No items read yet' : 'Reading items',
      text: `The products and services of QuickBooks will be listed here, with what it has of each. ${why}`,
      action: sync.reading === null && <Button onClick={sync.start}>Sync items</Button>,
    }
  }
  return {
    icon,
    title: 'QuickBooks is not connected',
    text: 'Once it is, its products and services are listed here, to be imported as products or linked to the ones there are.',
    action: <Button onClick={() => void navigate({ to: '/settings/integrations' })}>Open Integrations</Button>,
  }
}
