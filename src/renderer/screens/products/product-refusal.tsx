import type { AppError } from '../../../shared/errors.ts'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { GuardedButton } from '../../components/guarded-button.tsx'
import classes from '../../components/in-the-way.module.css'
import { TextLink } from '../../components/text-link.tsx'

interface ProductRefusalProps {
  readonly refusal: AppError
  readonly onArchive: () => void
}

/** The button that was pressed may be gone; what comes next starts here. */
const takeFocus = (panel: HTMLElement | null) => panel?.focus()

/** Why a product was not archived or deleted, with the way on. */
export function ProductRefusal({ refusal, onArchive }: ProductRefusalProps) {
  if (refusal.code === 'product.used_in_boms') {
    const { sku, boms } = refusal.data
    return (
      <section ref={takeFocus} tabIndex={-1} className={classes.panel} role="alert">
        <p className={classes.what}>{sku} cannot be archived yet: it is built into other products.</p>
        <p>{boms.length === 1 ? 'Take it out of this BOM first, then archive it.' : 'Take it out of these BOMs first, then archive it.'}</p>
        <ul className={classes.documents}>
          {boms.map((bom) => (
            <li key={bom.productId}>
              <TextLink to={`/boms/${bom.productId}`}>BOM of {bom.sku}</TextLink>
            </li>
          ))}
        </ul>
      </section>
    )
  }
  return (
    <section ref={takeFocus} tabIndex={-1} className={classes.plain}>
      <AppErrorPanel error={refusal} />
      {refusal.code === 'product.in_use' && (
        <GuardedButton command="product.archive" variant="default" onClick={onArchive}>
          Archive it instead
        </GuardedButton>
      )}
    </section>
  )
}
