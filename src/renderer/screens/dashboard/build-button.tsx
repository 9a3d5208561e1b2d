import { Button } from '@mantine/core'
import { IconHammer } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { formatQuantity, type Quantity } from '../../../shared/units/quantity.ts'
import { useGuard } from '../../components/guard.ts'
import { quantityText } from '../../text/numbers.ts'

interface BuildButtonProps {
  readonly product: { readonly productId: number; readonly sku: string }
  /** `null` where it is for the person to say. */
  readonly quantity: Quantity | null
  /** The planned build it is made of. */
  readonly plannedBuildId?: number | null
  /** The one thing to do here. */
  readonly main?: boolean
}

/** Leads to *New build* with what to make filled in; nothing is built before it is confirmed there. */
export function BuildButton({ product: { productId, sku }, quantity, plannedBuildId = null, main = false }: BuildButtonProps) {
  const navigate = useNavigate()
  const guard = useGuard('build.execute')
  const search = {
    product: productId,
    ...(quantity === null ? {} : { quantity: formatQuantity(quantity) }),
    ...(plannedBuildId === null ? {} : { plan: plannedBuildId }),
  }
  const label = quantity === null ? 'Build' : `Build ${quantityText(quantity)}`
  return (
    <Button
      {...(main ? {} : { variant: 'default' })}
      leftSection={<IconHammer size="1.1em" stroke={1.75} aria-hidden />}
      aria-label={`${label} ${sku}`}
      {...guard.greyed}
      onClick={() => guard.run(() => void navigate({ to: '/builds/new', search: search as object }))}
    >
      {label}
    </Button>
  )
}
