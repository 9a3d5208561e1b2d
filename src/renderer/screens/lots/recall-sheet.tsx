import { useId, type ReactNode } from 'react'
import { DocumentLink } from '../../components/document-link.tsx'
import { Facts } from '../../components/facts.tsx'
import { QuantityText } from '../../components/figure.tsx'
import { LotLink, ProductLink } from '../../components/text-link.tsx'
import { reasonText } from '../../text/adjustment-words.ts'
import { businessDateText } from '../../text/dates.ts'
import { percentText, recallTotals, type Recall } from './recall-rows.ts'
import classes from './recall.module.css'

/** Where all that a lot was made with is: the sums first, then whom it was sold to and where it lies. */
export function RecallSheet({ recall }: { readonly recall: Recall }) {
  const { lot, whole, sold, onHand, inReview, wasted, adjusted } = recall
  const { unit } = lot.product
  const of = (quantity: number) => <QuantityText value={quantity} unit={unit} />
  const ofLot = `Of lot ${lot.number}`
  return (
    <div className={classes.sheet}>
      <Facts
        inline
        facts={[
          { term: 'Lot', value: <LotLink lotId={lot.lotId} number={lot.number} /> },
          { term: 'Product', value: `${lot.product.sku} ${lot.product.name}` },
          ...(lot.supplier === null ? [] : [{ term: 'Supplier', value: lot.supplier }]),
          ...(lot.supplierLot === null ? [] : [{ term: 'Supplier lot', value: lot.supplierLot }]),
          { term: 'Came from', value: <DocumentLink document={lot.source} /> },
          { term: 'Date', value: businessDateText(lot.receivedOn) },
          ...(lot.expiresOn === null ? [] : [{ term: 'Expires', value: businessDateText(lot.expiresOn) }]),
        ]}
      />
      <Totals recall={recall} />
      <List title="Sold" nothing="None of it was sold." head={['Customer', 'Sale', 'Date', 'Product', 'Quantity', ofLot]} figures={2}>
        {sold.map((sale) => [
          sale.customer === '' ? 'Not written' : sale.customer,
          <DocumentLink key="sale" short document={sale.document} />,
          businessDateText(sale.saleOn),
          <ProductLink key="product" {...sale.product} />,
          <QuantityText key="quantity" value={sale.quantity} unit={sale.product.unit} />,
          of(sale.attributable),
        ])}
      </List>
      <List title="On the shelf" nothing="None of it is on the shelf." head={['Lot', 'Product', 'Came from', 'Since', 'Left', ofLot]} figures={2}>
        {onHand.map((held) => [
          <LotLink key="lot" lotId={held.lotId} number={held.number} />,
          <ProductLink key="product" {...held.product} />,
          <DocumentLink key="source" document={held.source} />,
          businessDateText(held.receivedOn),
          <QuantityText key="left" value={held.remaining} unit={held.product.unit} />,
          of(held.attributable),
        ])}
      </List>
      {inReview.length > 0 && (
        <List title="In builds under review" nothing="" head={['Build', 'Date', 'Product drawn', 'Drawn', ofLot]} figures={2}>
          {inReview.map((build) => [
            <DocumentLink key="build" document={build.document} />,
            businessDateText(build.businessDate),
            <ProductLink key="product" {...build.product} />,
            <QuantityText key="drawn" value={build.quantity} unit={build.product.unit} />,
            of(build.attributable),
          ])}
        </List>
      )}
      {[
        { title: 'Wasted', rows: wasted },
        { title: 'Counted away or taken out', rows: adjusted },
      ].map(
        ({ title, rows }) =>
          rows.length > 0 && (
            <List key={title} title={title} nothing="" head={['Document', 'Date', 'Reason', 'Product', 'Quantity', ofLot]} figures={2}>
              {rows.map((row) => [
                <DocumentLink key="document" document={row.document} />,
                businessDateText(row.businessDate),
                reasonText(row.reason),
                <ProductLink key="product" {...row.product} />,
                <QuantityText key="quantity" value={row.quantity} unit={row.product.unit} />,
                of(row.attributable),
              ])}
            </List>
          ),
      )}
      {whole === 0 && <p className={classes.nothing}>The lot was taken back: nothing of it is anywhere.</p>}
    </div>
  )
}

function Totals({ recall }: { readonly recall: Recall }) {
  const { lot, whole } = recall
  const titleId = useId()
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} className={classes.title}>
        Where all of it is
      </h2>
      <table className={classes.totals} aria-labelledby={titleId}>
        <thead>
          <tr>
            <th scope="col">Place</th>
            <th scope="col">Quantity</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {recallTotals(recall).map(({ name, quantity, permille }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <QuantityText value={quantity} unit={lot.product.unit} />
              </td>
              <td>{percentText(permille)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All that the lot was made with</th>
            <td>
              <QuantityText value={whole} unit={lot.product.unit} />
            </td>
            <td>{percentText(whole === 0 ? 0 : 1000)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

interface ListProps {
  readonly title: string
  /** Said when there are no rows. */
  readonly nothing: string
  readonly head: readonly string[]
  /** How many columns at the end hold figures. */
  readonly figures: number
  /** Rows of cells. */
  readonly children: readonly (readonly ReactNode[])[]
}

function List({ title, nothing, head, figures, children }: ListProps) {
  const titleId = useId()
  const alignOf = (place: number) => (place >= head.length - figures ? 'end' : 'start')
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} className={classes.title}>
        {title}
      </h2>
      {children.length === 0 ? (
        <p className={classes.nothing}>{nothing}</p>
      ) : (
        <table className={classes.list} aria-labelledby={titleId}>
          <thead>
            <tr>
              {head.map((name, place) => (
                <th key={name} scope="col" data-align={alignOf(place)}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {children.map((cells, row) => (
              // Rows have no identity of their own, and never move.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={row}>
                {cells.map((cell, place) => (
                  <td key={head[place]} data-align={alignOf(place)}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
