import type { OutputOf } from '../../../shared/contract/registry.ts'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { Inset, Section } from '../../components/sections.tsx'
import { LotLink, ProductLink } from '../../components/text-link.tsx'
import { useNowMs } from '../../state/now.ts'
import { instantText } from '../../text/dates.ts'
import { quantityText } from '../../text/numbers.ts'
import classes from './sales.module.css'

type Shortage = OutputOf<'query', 'sale.get'>['shortages'][number]

/** Where the cost of what was missing was taken from. */
const basisText: { readonly [B in Shortage['basis']]: string } = {
  stock: 'at the average of the stock then',
  last_known: 'at the last average known',
  unit_cost: 'at the product’s unit cost',
  none: 'at nothing, as no cost was known',
}

/** What was sold before it was there: the cost booked for it, and the true one once stock settled it. */
export function SaleShortages({ shortages }: { readonly shortages: readonly Shortage[] }) {
  const nowMs = useNowMs()
  if (shortages.length === 0) return null
  return (
    <Section title="Sold before it was there">
      <Inset>
        {shortages.map(({ product, quantity, booked, basis, open, settled }, place) => (
          // Shortages of a sale never change places.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={place} className={classes.note}>
            <p>
              Short of <QuantityText value={quantity} unit={product.unit} /> of <ProductLink {...product} />, booked at <MoneyText value={booked} /> ({basisText[basis]}).{' '}
              {open > 0 ? `Still missing: ${quantityText(open)} ${product.unit}. The next stock settles it at its true cost.` : 'Nothing of it is missing any more.'}
            </p>
            {settled.length > 0 && (
              <ul className={classes.waiting}>
                {settled.map((part) => (
                  <li key={`${part.lot.lotId} ${part.at}`}>
                    <QuantityText value={part.quantity} unit={product.unit} /> came from <LotLink {...part.lot} />, {instantText(part.at, nowMs)}: booked at{' '}
                    <MoneyText value={part.booked} />, truly <MoneyText value={part.value} />
                  </li>
                ))}
              </ul>
            )}
          </div>
        ))}
      </Inset>
    </Section>
  )
}
