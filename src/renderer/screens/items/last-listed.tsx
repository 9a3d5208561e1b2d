import { Button } from '@mantine/core'
import { useLedgerQuery } from '../../api/use-query.ts'
import { SidePanelContent } from '../../components/side-panel.tsx'
import { ProductLink } from '../../components/text-link.tsx'
import { listedText } from '../../text/item-words.ts'
import { countedText } from '../../text/numbers.ts'
import classes from './items.module.css'

/** What the last sync left to a person: changes it did not take over, and quantities below zero. */
export function LastListed({ onOpen, onClose }: { readonly onOpen: (accountingItemId: number) => void; readonly onClose: () => void }) {
  const summary = useLedgerQuery('item.last_sync', {}).data?.run?.summary
  if (summary === undefined) return null
  const { listed, listedCount, belowZero } = summary
  return (
    <SidePanelContent
      footer={
        <Button variant="default" data-autofocus onClick={onClose}>
          Close
        </Button>
      }
    >
      <ul className={classes.list}>
        {listed.map(({ accountingItemId, item, why, sku }) => (
          <li key={`${accountingItemId} ${why}`}>
            <button type="button" className={classes.open} onClick={() => onOpen(accountingItemId)}>
              {item}
            </button>
            <p className={classes.note}>{listedText({ why, sku })}</p>
          </li>
        ))}
        {belowZero.map(({ productId, sku }) => (
          <li key={productId}>
            <ProductLink productId={productId} sku={sku} />
            <p className={classes.note}>QuickBooks is below zero, so there is nothing of it here. Enter the missing bill or adjustment there, then sync items.</p>
          </li>
        ))}
      </ul>
      {listedCount > listed.length && <p className={classes.small}>{countedText(listedCount - listed.length, 'more item', 'more items')} like these.</p>}
    </SidePanelContent>
  )
}
