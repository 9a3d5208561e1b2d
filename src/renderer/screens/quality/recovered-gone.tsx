import type { AppError } from '../../../shared/errors.ts'
import { LotLink } from '../../components/text-link.tsx'
import { quantityText } from '../../text/numbers.ts'
import classes from './quality.module.css'

/** Why a rejection cannot be undone: what it gave back has left its lots since. Each lot's page says where to. */
export function RecoveredGone({ error: { data } }: { readonly error: AppError<'build.recovered_is_gone'> }) {
  return (
    <section className={classes.gone} role="alert">
      <p className={classes.what}>The rejection of {data.reference} cannot be undone: what went back into stock has been used since.</p>
      <p>Undo what used it first. The pages of these lots say what that was.</p>
      <ul>
        {data.lots.map(({ lotId, number, sku, recovered, remaining }) => (
          <li key={lotId}>
            <LotLink lotId={lotId} number={number} /> of {sku}: {quantityText(recovered)} went back, {quantityText(remaining)} left
          </li>
        ))}
      </ul>
    </section>
  )
}
