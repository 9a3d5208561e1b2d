import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { appError } from '../../../shared/errors.ts'
import { formatQuantity } from '../../../shared/units/quantity.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { wordsOf } from '../../text/errors.ts'
import { countText } from '../../text/numbers.ts'
import type { BuildPlan } from './build-plan.tsx'
import { typedQuantity } from './build-text.ts'
import classes from './builds.module.css'

interface ShortageProps {
  readonly preview: OutputOf<'query', 'build.preview'>
  /** As typed. */
  readonly quantity: string
  /** It is only planned; what is short today need not be there yet. */
  readonly asPlan: boolean
  readonly onBuildInstead: (count: number) => void
  /** Takes what other planned builds hold. */
  readonly onUseHeld: () => void
  /** After a choice was made: where the focus goes, as the button is gone. */
  readonly onChosen: () => void
}

/** What is missing, in the words of the refusal, with the largest build that is possible now as one choice. */
export function Shortage({ preview, quantity, asPlan, onBuildInstead, onUseHeld, onChosen }: ShortageProps) {
  const { product, short } = preview
  const buildableMax = preview.buildableMax ?? 0
  // Taking what others hold helps where it makes more units possible.
  const usingHeld = preview.buildableMaxUsingHeld === null || preview.buildableMaxUsingHeld > buildableMax
  const refusal = appError('build.short', { sku: product.sku, quantity: typedQuantity(quantity) ?? 0, buildableMax, components: short })
  const { what, why, toDo } = wordsOf(refusal, 0)
  return (
    <section className={classes.shortage} role="alert" aria-label="Not enough in stock">
      <IconAlertTriangle className={classes.icon} size={20} stroke={2} aria-hidden />
      <div>
        <p className={classes.reference}>{what}</p>
        <p>{why}</p>
        <p>{asPlan ? 'It can be planned all the same; the queue shows what it waits for.' : toDo}</p>
        {!asPlan && (buildableMax > 0 || usingHeld) && (
          <div className={classes.choices}>
            {buildableMax > 0 && (
              <Button
                data-field="instead"
                onClick={() => {
                  onBuildInstead(buildableMax)
                  onChosen()
                }}
              >
                Build {countText(buildableMax)} instead
              </Button>
            )}
            {usingHeld && (
              <Button
                variant="default"
                data-field={buildableMax > 0 ? undefined : 'instead'}
                onClick={() => {
                  onUseHeld()
                  onChosen()
                }}
              >
                Use what is held
              </Button>
            )}
          </div>
        )}
      </div>
    </section>
  )
}

interface ShortActionProps {
  readonly component: BuildPlan['components'][number]
}

/** What can be done about a component that is short: build as much as is missing first, or receive it where it is bought. */
export function ShortAction({ component: { product, needed, onHand, available = onHand } }: ShortActionProps) {
  const navigate = useNavigate()
  const { productId, sku } = product
  const { data } = useLedgerQuery('bom.component_facts', { productIds: [productId] })
  if (data === undefined) return null
  if (!data.components.some(({ hasBom }) => hasBom)) {
    return (
      <GuardedButton command="receipt.save_draft" variant="default" onClick={() => void navigate({ to: '/receipts/new', search: { product: productId } as object })}>
        Receive {sku}
      </GuardedButton>
    )
  }
  const search = { product: productId, quantity: formatQuantity(needed - available), first: productId }
  return (
    <GuardedButton command="build.execute" variant="default" onClick={() => void navigate({ to: '/builds/new', search: search as object })}>
      Build {sku} first
    </GuardedButton>
  )
}
