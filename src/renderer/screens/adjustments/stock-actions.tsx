import { Button, Menu } from '@mantine/core'
import { IconAdjustmentsHorizontal, IconChevronDown } from '@tabler/icons-react'
import { useReceiving } from '../../state/company.ts'
import { useLetterKey } from '../../state/letter-key.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { StockPanel, type StockPanelName } from './stock-panel.tsx'

interface StockActionsProps {
  readonly product: { readonly productId: number; readonly sku: string; readonly hasHistory: boolean }
}

/**
 * What can be done to a product's stock without a receipt, build or sale, with the panels for it: *Adjust stock* (A) while
 * receiving is off, *Add stock* (found or opening) while it is on. The open panel is in the page's address.
 */
export function StockActions({ product }: StockActionsProps) {
  const receiving = useReceiving()
  const [{ panel }, setSearch] = useScreenSearch()
  const open = (name: StockPanelName) => setSearch({ panel: name })
  useLetterKey('a', () => receiving === false && open('adjust'))
  const icon = <IconAdjustmentsHorizontal size="1.1em" stroke={1.75} aria-hidden />
  return (
    <>
      {receiving === false && (
        <Button variant="default" leftSection={icon} aria-keyshortcuts="A" onClick={() => open('adjust')}>
          Adjust stock
        </Button>
      )}
      {receiving === false && !product.hasHistory && (
        <Button variant="default" onClick={() => open('opening')}>
          Opening stock
        </Button>
      )}
      {receiving === true && (
        <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
          <Menu.Target>
            <Button variant="default" leftSection={icon} rightSection={<IconChevronDown size="1.1em" stroke={1.75} aria-hidden />}>
              Add stock
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => open('found')}>Found stock</Menu.Item>
            <Menu.Item onClick={() => open('opening')}>Opening stock</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <StockPanel panel={panel} product={product} onClose={() => setSearch({ panel: '' }, 'in place')} />
    </>
  )
}
