import type { ReactNode } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { Facts, type Fact } from '../../components/facts.tsx'
import { MoneyText, QuantityText, UnitCostText } from '../../components/figure.tsx'
import { FigureStrip, Inset, NothingYet, Section, type StripFigure } from '../../components/sections.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { SupplierLink, TextLink } from '../../components/text-link.tsx'
import { businessDateText } from '../../text/dates.ts'
import { quantityText } from '../../text/numbers.ts'
import { purchaseTexts } from '../../text/purchase-words.ts'
import { isLow } from './low-stock.ts'
import classes from './products-screen.module.css'

type ProductDetails = OutputOf<'query', 'product.get'>

/** The figures of a product, at the top of its page. */
export function ProductFigures({ product }: Pick<ProductDetails, 'product'>) {
  const { onHand, value, averageCost, unitCost, reorderPoint, unit } = product
  const figures: readonly StripFigure[] = [
    { term: 'On hand', value: <QuantityText value={onHand} unit={unit} /> },
    { term: 'Value', value: <MoneyText value={value} /> },
    averageCost === null
      ? { term: 'Unit cost', value: <UnitCostText value={unitCost === 0 ? null : unitCost} unit={unit} /> }
      : { term: 'Average cost', value: <UnitCostText value={averageCost} unit={unit} /> },
    ...(reorderPoint === null ? [] : [{ term: 'Reorder point', value: <QuantityText value={reorderPoint} unit={unit} /> }]),
    ...(isLow(product) ? [{ term: 'Stock', value: <StatusChip tone="attention">Low stock</StatusChip>, size: 'text' as const }] : []),
    ...(product.archived ? [{ term: 'Status', value: <StatusChip tone="plain">Archived</StatusChip>, size: 'text' as const }] : []),
  ]
  return <FigureStrip figures={figures} />
}

/** What being archived means, with what is left of it. */
export function ArchivedNote({ product: { onHand, unit } }: Pick<ProductDetails, 'product'>) {
  const left = onHand > 0 ? ` ${quantityText(onHand)} ${unit} of it are still in stock and stay in the books; adjust them away when they are gone.` : ''
  return (
    <Inset>
      <p className={classes.note} role="note">
        It is archived: it is not offered in lists and pickers, and cannot be received, built, sold or put into a BOM.{left}
      </p>
    </Inset>
  )
}

/** Sales that wait for stock of it, in the order in which the next stock goes to them. */
export function OpenShortage({ product: { unit }, shortages }: Pick<ProductDetails, 'product' | 'shortages'>) {
  if (shortages.length === 0) return null
  const short = shortages.reduce((sum, { quantity }) => sum + quantity, 0)
  return (
    <Section title="Sold before it was there">
      <Inset>
        <p className={classes.note}>
          {quantityText(short)} {unit} are missing. The next stock goes to {shortages.length === 1 ? 'this sale' : 'these sales, in this order'}, at its true cost.
        </p>
        <ol className={classes.waiting}>
          {shortages.map(({ saleId, reference, customer, saleDate, quantity, value }) => (
            <li key={saleId}>
              <QuantityText value={quantity} unit={unit} /> to <TextLink to={`/sales/${saleId}`}>{reference}</TextLink>
              {customer !== '' && ` for ${customer}`}, {businessDateText(saleDate)}: booked at <MoneyText value={value} /> until then
            </li>
          ))}
        </ol>
      </Inset>
    </Section>
  )
}

interface ProductFactsProps extends Pick<ProductDetails, 'product'> {
  /** At the right of the title. */
  readonly action: ReactNode
}

/** What else is known of a product; what is not given is left out. */
export function ProductFacts({ product, action }: ProductFactsProps) {
  const { purchase, supplier, barcodes, notes, unit, averageCost, unitCost } = product
  const bought = purchase && purchaseTexts(purchase, unit)
  const facts: readonly Fact[] = [
    ...(bought ? [{ term: 'Bought by', value: `${bought.there}, ${bought.back}` }] : []),
    ...(supplier ? [{ term: 'Supplier', value: <SupplierLink {...supplier} /> }] : []),
    ...(barcodes.length > 0 ? [{ term: barcodes.length === 1 ? 'Barcode' : 'Barcodes', value: barcodes.join(', ') }] : []),
    ...(averageCost !== null && unitCost > 0 ? [{ term: 'Unit cost without stock', value: <UnitCostText value={unitCost} unit={unit} /> }] : []),
    ...(notes === '' ? [] : [{ term: 'Notes', value: <span className={classes.notes}>{notes}</span> }]),
  ]
  return (
    <Section title="About it" action={action}>
      {facts.length === 0 ? (
        <NothingYet>Purchase unit, supplier, barcodes and notes are shown here once they are filled in.</NothingYet>
      ) : (
        <Inset>
          <Facts facts={facts} />
        </Inset>
      )}
    </Section>
  )
}
