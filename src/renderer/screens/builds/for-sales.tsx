import type { OutputOf } from '../../../shared/contract/registry.ts'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { Inset, Section } from '../../components/sections.tsx'
import { ProductLink, TextLink } from '../../components/text-link.tsx'
import { businessDateText } from '../../text/dates.ts'
import { countedText, quantityText } from '../../text/numbers.ts'
import classes from './builds.module.css'

type Preview = OutputOf<'query', 'build.preview'>
type Made = OutputOf<'query', 'build.get'>

const sum = (quantities: readonly number[]) => quantities.reduce((all, one) => all + one, 0)

/** As many as are read at one look; the product's page has all of them. */
const shownMax = 8

/** Which sales wait for what is about to be built, and how much of it goes to each: nothing of that goes into stock. */
export function GoesToSales({ preview: { product, quantity, sales, afterReview } }: { readonly preview: Preview }) {
  if (sales.length === 0) return null
  const missing = sum(sales.map(({ short }) => short))
  const given = sum(sales.map((sale) => sale.quantity))
  const { sku, unit } = product
  const rest = given < missing ? `${quantityText(missing - given)} ${unit} stay missing.` : quantity > given ? `${quantityText(quantity - given)} ${unit} go into stock.` : 'Nothing of it goes into stock.'
  return (
    <section className={classes.forSales} aria-label="Sales that wait for it">
      <p className={classes.reference}>
        {quantityText(given)} {unit} of these go to {sales.length === 1 ? 'a sale that waits' : 'sales that wait'}
      </p>
      <p>
        {quantityText(missing)} {unit} of {sku} were sold before they were there. {afterReview ? 'Once this build is approved, ' : 'Built, '}
        {quantityText(given)} of them are there. {rest}
      </p>
      <ul>
        {sales.slice(0, shownMax).map((sale) => (
          <li key={sale.saleId}>
            <ToSale sale={sale} unit={unit} /> {sale.quantity === 0 ? `goes on waiting for ${quantityText(sale.short)} ${unit}` : <Costs sale={sale} />}
            {sale.quantity > 0 && sale.quantity < sale.short && `; ${quantityText(sale.short - sale.quantity)} ${unit} more are missing`}
          </li>
        ))}
      </ul>
      {sales.length > shownMax && (
        <p>
          {countedText(sales.length - shownMax, 'more sale waits', 'more sales wait')}: <ProductLink {...product} /> lists them.
        </p>
      )}
    </section>
  )
}

/** What a build gave to sales that had waited for it. */
export function WentToSales({ details: { build, sales } }: { readonly details: Made }) {
  if (sales.length === 0) return null
  const { unit } = build.product
  return (
    <Section title="What went to sales that waited">
      <Inset>
        <ul className={classes.sales}>
          {sales.map((sale) => (
            <li key={sale.saleId}>
              <ToSale sale={sale} unit={unit} /> <Costs sale={sale} />
            </li>
          ))}
        </ul>
      </Inset>
    </Section>
  )
}

type ForSale = Pick<Made['sales'][number], 'saleId' | 'reference' | 'customer' | 'saleDate' | 'quantity' | 'booked'>

function ToSale({ sale: { saleId, reference, customer, saleDate, quantity }, unit }: { readonly sale: ForSale; readonly unit: string }) {
  return (
    <>
      {quantity > 0 && (
        <>
          <QuantityText value={quantity} unit={unit} /> to{' '}
        </>
      )}
      <TextLink to={`/sales/${saleId}`}>{reference}</TextLink>
      {customer !== '' && ` for ${customer}`}, {businessDateText(saleDate)}
      {quantity > 0 && ':'}
    </>
  )
}

/** What was booked for it until then, and what it truly costs. */
function Costs({ sale: { booked, value } }: { readonly sale: { readonly booked: number; readonly value: number | null } }) {
  return (
    <>
      booked at <MoneyText value={booked} />
      {value !== null && (
        <>
          , truly <MoneyText value={value} />
        </>
      )}
    </>
  )
}
