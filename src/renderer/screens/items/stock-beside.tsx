import type { OutputOf } from '../../../shared/contract/registry.ts'
import { Facts } from '../../components/facts.tsx'
import { QuantityText } from '../../components/figure.tsx'
import { ProductLink } from '../../components/text-link.tsx'
import { differenceSentence, listedText, ownedFieldText } from '../../text/item-words.ts'
import { listText } from '../../text/numbers.ts'
import classes from './items.module.css'

type Told = Pick<OutputOf<'query', 'item.get'>, 'item' | 'owned' | 'listed'>

/** A linked product's stock beside what QuickBooks has, why they differ, and what of the product QuickBooks owns. */
export function StockBeside({ item, owned, listed }: Told) {
  const { product, quantity, pending, difference } = item
  if (product === null) return null
  const why = differenceSentence(item)
  const { unit } = product
  return (
    <>
      {quantity !== null && (
        <Facts
          inline
          facts={[
            { term: 'On hand here', value: <QuantityText value={product.onHand} unit={unit} /> },
            { term: 'In QuickBooks', value: <QuantityText value={quantity} unit={unit} /> },
            ...(pending === 0 ? [] : [{ term: 'On its way there', value: <QuantityText value={pending} unit={unit} signed /> }]),
            ...(difference === 0 || difference === null ? [] : [{ term: 'Difference', value: <QuantityText value={difference} unit={unit} signed /> }]),
          ]}
        />
      )}
      {why !== null && <p className={classes.note}>{why}</p>}
      {owned.length > 0 && <p className={classes.note}>QuickBooks owns its {listText(owned.map((field) => ownedFieldText[field]))}: what is changed there comes here with the next sync.</p>}
      {listed.map((change) => (
        <p key={change.why} className={classes.note} role="note">
          {listedText(change, change.why === 'sku_in_use' ? change.heldBy.name : undefined)}{' '}
          {change.why === 'sku_in_use' && (
            <>
              Open <ProductLink {...change.heldBy} />.
            </>
          )}
        </p>
      ))}
    </>
  )
}
