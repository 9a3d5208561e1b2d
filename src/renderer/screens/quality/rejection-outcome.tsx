import type { OutputOf } from '../../../shared/contract/registry.ts'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { LotLink, ProductLink } from '../../components/text-link.tsx'
import classes from './quality.module.css'

type Component = OutputOf<'query', 'quality.get'>['components'][number]
type Lot = Component['lots'][number]

/** Per component what went or would go back, into which lots, and what is wasted. */
export function RecoveredTable({ components, caption }: { readonly components: readonly Component[]; readonly caption: string }) {
  const sum = (part: 'recovered' | 'wasted') => components.reduce((total, component) => total + component[part].value, 0)
  return (
    <table className={classes.table} aria-label={caption}>
      <thead>
        <tr>
          <th scope="col">Component</th>
          <th scope="col">Back in stock</th>
          <th scope="col">Wasted</th>
          <th scope="col">Worth</th>
        </tr>
      </thead>
      <tbody>
        {components.map(({ product, recovered, wasted, lots }) => (
          <tr key={product.productId}>
            <th scope="row">
              <ProductLink {...product} />
            </th>
            <td>
              <QuantityText value={recovered.quantity} unit={product.unit} />
              <Lots lots={lots} unit={product.unit} />
            </td>
            <td>
              <QuantityText value={wasted.quantity} unit={product.unit} />
            </td>
            <td>
              <MoneyText value={wasted.value} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Value</th>
          <td>
            <MoneyText value={sum('recovered')} />
          </td>
          <td />
          <td>
            <MoneyText value={sum('wasted')} />
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

/** The lots it goes back to; a pool has no number worth telling. */
function Lots({ lots, unit }: { readonly lots: readonly Lot[]; readonly unit: string }) {
  const numbered = lots.filter(({ pool }) => !pool)
  if (numbered.length === 0) return null
  return (
    <ul className={classes.lots}>
      {numbered.map(({ lotId, number, quantity }) => (
        <li key={lotId}>
          {numbered.length > 1 && (
            <>
              <QuantityText value={quantity} unit={unit} />{' '}
            </>
          )}
          to <LotLink lotId={lotId} number={number} />
        </li>
      ))}
    </ul>
  )
}

/** What rejecting comes to, in money: always in sight while one types. */
export function RejectionSums({ recovered, wasted }: { readonly recovered: number; readonly wasted: number }) {
  return (
    <p className={classes.sums} role="status">
      <span>
        Back in stock{' '}
        <b>
          <MoneyText value={recovered} />
        </b>
      </span>
      <span>
        Wasted{' '}
        <b>
          <MoneyText value={wasted} />
        </b>
      </span>
    </p>
  )
}

interface RejectionOutcomeProps {
  /** `undefined` while what is typed cannot be done. */
  readonly preview: OutputOf<'query', 'build.preview_rejection'> | undefined
}

/** What rejecting would do, component by component, said again while one types. */
export function RejectionOutcome({ preview }: RejectionOutcomeProps) {
  return (
    <div className={classes.outcome} role="region" aria-label="What it does">
      {preview === undefined ? (
        <p className={classes.quiet}>What goes back and what is wasted will be shown here once the quantities are right.</p>
      ) : (
        <>
          <RecoveredTable components={preview.components} caption="What goes back and what is wasted" />
          {preview.settles.map(({ product, quantity }) => (
            <p key={product.productId}>
              Of {product.sku}, <QuantityText value={quantity} unit={product.unit} /> go on to sales that wait for them.
            </p>
          ))}
        </>
      )}
    </div>
  )
}
