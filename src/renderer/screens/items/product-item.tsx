import { Button } from '@mantine/core'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { useGuard } from '../../components/guard.ts'
import { Inset, Section } from '../../components/sections.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { itemKindText } from '../../text/item-words.ts'
import { EditInQuickBooks } from './edit-in-quickbooks.tsx'
import { unlink } from './item-actions.ts'
import { ItemChip } from './item-columns.tsx'
import { ItemPickForm } from './item-pick-form.tsx'
import classes from './items.module.css'
import { StockBeside } from './stock-beside.tsx'

interface ProductItemProps {
  readonly product: Pick<OutputOf<'query', 'product.get'>['product'], 'productId' | 'sku' | 'name' | 'archived'>
}

/** The item of QuickBooks that a product is; nothing where no company was ever connected. */
export function ProductItem({ product }: ProductItemProps) {
  const { productId, archived } = product
  const told = useLedgerQuery('item.of_product', { productId }).data
  const company = useLedgerQuery('accounting.settings', {}).data?.company ?? null
  const [picking, setPicking] = useState(false)
  const linking = useGuard('item.link')
  const unlinking = useGuard('item.unlink')
  if (told === undefined || (company === null && told.item === null)) return null
  const { item } = told
  return (
    <Section
      title="Item in QuickBooks"
      action={
        item === null ? (
          !archived && (
            <Button variant="default" {...linking.greyed} onClick={() => linking.run(() => setPicking(true))}>
              Link to an item
            </Button>
          )
        ) : (
          <Button variant="default" {...unlinking.greyed} onClick={() => unlinking.run(() => void unlink(item, product))}>
            Unlink
          </Button>
        )
      }
    >
      <Inset>
        {item === null ? (
          <p className={classes.note}>It is linked to no item. Exports that change quantities in QuickBooks, and sales from there, need a link.</p>
        ) : (
          <div className={classes.pair}>
            <p className={classes.note}>
              <TextLink to="/items" search={{ panel: 'item', selected: String(item.accountingItemId) }}>
                {item.name}
              </TextLink>
              {`, ${itemKindText[item.kind].toLowerCase()}${item.sku === '' ? '' : `, SKU ${item.sku}`} `}
              <ItemChip item={item} />
            </p>
            <StockBeside item={item} owned={told.owned} listed={told.listed} />
            <EditInQuickBooks item={item} />
          </div>
        )}
      </Inset>
      <SidePanel opened={picking} title={`Which item is ${product.sku}?`} holdsForm onClose={() => setPicking(false)}>
        {picking && <ItemPickForm product={product} onDone={() => setPicking(false)} onCancel={() => setPicking(false)} />}
      </SidePanel>
    </Section>
  )
}
