import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { Facts, type Fact } from '../../components/facts.tsx'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { useGuard } from '../../components/guard.ts'
import { SidePanel, SidePanelContent } from '../../components/side-panel.tsx'
import { ProductLink } from '../../components/text-link.tsx'
import { useScreenSearch } from '../../state/screen-search.ts'
import { showNotice } from '../../state/window-state.ts'
import { businessDateText } from '../../text/dates.ts'
import { itemKindText } from '../../text/item-words.ts'
import { EditInQuickBooks } from './edit-in-quickbooks.tsx'
import { startImport } from './import-draft.ts'
import { link, sayNotProduct, unlink } from './item-actions.ts'
import { ItemChip } from './item-columns.tsx'
import classes from './items.module.css'
import { LinkForm } from './link-form.tsx'
import { StockBeside } from './stock-beside.tsx'

type Details = OutputOf<'query', 'item.get'>

interface ItemPanelProps {
  readonly opened: boolean
  /** The panel asks which product it is. */
  readonly linking: boolean
  readonly accountingItemId: number
  readonly onClose: () => void
}

/** Everything there is about an item, and what it is here. */
export function ItemPanel({ opened, linking, accountingItemId, onClose }: ItemPanelProps) {
  const asked = useLedgerQuery('item.get', { accountingItemId }, { enabled: opened && accountingItemId > 0 })
  const details = asked.current ? asked.data : undefined
  const [, change] = useScreenSearch()
  const back = () => change({ panel: 'item' }, 'in place')
  return (
    <SidePanel opened={opened && (details !== undefined || asked.error !== null)} title={details?.item.name ?? 'Item'} holdsForm={linking} onClose={onClose}>
      {asked.error && <AppErrorPanel error={asked.error} onRetry={asked.retry} />}
      {details && linking && <LinkForm item={details.item} match={details.match} onDone={back} onCancel={back} />}
      {details && !linking && <ItemDetails key={accountingItemId} details={details} onLink={() => change({ panel: 'link' }, 'in place')} />}
    </SidePanel>
  )
}

function ItemDetails({ details, onLink }: { readonly details: Details; readonly onLink: () => void }) {
  const { item, description, startDate } = details
  const { kind, sku, fullName, name, quantity, purchaseCost, unitPrice, product } = item
  const facts: readonly Fact[] = [
    { term: 'Kind', value: itemKindText[kind] },
    { term: 'SKU', value: sku },
    ...(fullName === name ? [] : [{ term: 'Category', value: fullName.slice(0, fullName.lastIndexOf(':')).replaceAll(':', ' › ') }]),
    ...(description === '' ? [] : [{ term: 'Description', value: description }]),
    { term: 'Quantity in QuickBooks', value: quantity === null ? 'Not tracked' : <QuantityText value={quantity} unit={product?.unit ?? ''} /> },
    ...(startDate === null ? [] : [{ term: 'Tracked since', value: businessDateText(startDate) }]),
    { term: 'Purchase cost', value: purchaseCost === null ? '' : <MoneyText value={purchaseCost} /> },
    { term: 'Sales price', value: unitPrice === null ? '' : <MoneyText value={unitPrice} /> },
  ]
  return (
    <SidePanelContent footer={<Actions details={details} onLink={onLink} />}>
      <ItemChip item={item} />
      <WhatItIs details={details} onLink={onLink} />
      <Facts facts={facts} />
      <EditInQuickBooks item={item} />
    </SidePanelContent>
  )
}

/** What the item is here: its product with the stock beside, what is likely its product, or no product. */
function WhatItIs({ details: { item, owned, listed, match }, onLink }: { readonly details: Details; readonly onLink: () => void }) {
  const guard = useGuard('item.link')
  const { product, state, active, name } = item
  if (product !== null) {
    return (
      <div className={classes.pair}>
        <p className={classes.note}>
          It is the product <ProductLink {...product} />
          {product.name === product.sku ? '' : `, ${product.name}`}.
        </p>
        <StockBeside item={item} owned={owned} listed={listed} />
      </div>
    )
  }
  if (state === 'not_product') return <p className={classes.note}>It was said to be no product, so sales that hold it do not wait for a link.</p>
  if (!active) return <p className={classes.note}>It is inactive in QuickBooks, so it cannot be imported or linked.</p>
  if (match === null) return <p className={classes.note}>It is no product yet. Import it, link it to one there is, or say that it is none.</p>

  async function take({ productId, sku }: NonNullable<Details['match']>) {
    const error = await link({ accountingItemId: item.accountingItemId, name }, { productId, sku })
    if (error !== null) showNotice({ kind: 'refused', error })
  }
  return (
    <div className={classes.pair}>
      <p className={classes.note}>
        It is likely <ProductLink {...match} />, {match.name}: {match.by === 'name' ? 'it has the same name' : 'it has the same SKU'}.
      </p>
      <span className={classes.chosen}>
        <Button {...guard.greyed} onClick={() => guard.run(() => void take(match))}>
          Link to {match.sku}
        </Button>
        <Button variant="default" onClick={onLink}>
          Link to another
        </Button>
      </span>
    </div>
  )
}

/** What can be done with it. The buttons stay, so that the focus has somewhere to be. */
function Actions({ details: { item, match }, onLink }: { readonly details: Details; readonly onLink: () => void }) {
  const { accountingItemId, product, state, active } = item
  const navigate = useNavigate()
  const linking = useGuard('item.link')
  const importing = useGuard('item.import')
  const saying = useGuard('item.set_not_product')
  const unlinking = useGuard('item.unlink')
  const [pending, setPending] = useState(false)

  async function openImport() {
    setPending(true)
    const error = await startImport([accountingItemId])
    setPending(false)
    if (error !== null) showNotice({ kind: 'refused', error })
    else void navigate({ to: '/items/import' })
  }

  if (product !== null) {
    return (
      <Button variant="default" data-autofocus {...unlinking.greyed} onClick={() => unlinking.run(() => void unlink(item, product))}>
        Unlink
      </Button>
    )
  }
  const canBeLinked = active && state === 'unlinked'
  return (
    <>
      {canBeLinked && (
        <Button {...(match !== null && { variant: 'default' })} data-autofocus aria-disabled={pending} {...importing.greyed} onClick={() => importing.run(() => void openImport())}>
          Import as product
        </Button>
      )}
      {canBeLinked && match === null && (
        <Button variant="default" {...linking.greyed} onClick={() => linking.run(onLink)}>
          Link to a product
        </Button>
      )}
      <Button variant="default" {...saying.greyed} onClick={() => saying.run(() => void sayNotProduct([item], state !== 'not_product'))}>
        {state === 'not_product' ? 'It is a product after all' : 'Not a product'}
      </Button>
    </>
  )
}
