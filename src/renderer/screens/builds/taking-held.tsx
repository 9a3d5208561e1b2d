import { Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { QuantityText } from '../../components/figure.tsx'
import { ProductLink } from '../../components/text-link.tsx'
import { takenFromHeld } from './build-text.ts'
import classes from './builds.module.css'
import { HeldBy } from './held-by.tsx'
import type { BuildPreview } from './use-build.ts'

interface TakingHeldProps {
  readonly preview: BuildPreview | undefined
  readonly onLeave: () => void
}

/** Said while a build takes what others hold: what exactly, from whom, and the way back. */
export function TakingHeld({ preview, onLeave }: TakingHeldProps) {
  const taken = (preview?.components ?? []).filter((component) => takenFromHeld(component) > 0)
  return (
    <section className={classes.taking} aria-label="What is taken from other planned builds">
      <IconLock className={classes.icon} size={20} stroke={2} aria-hidden />
      <div>
        <p className={classes.reference}>{taken.length === 0 ? 'It needs nothing that other planned builds hold.' : 'It takes what other planned builds hold.'}</p>
        {taken.map((component) => (
          <p key={component.product.productId}>
            <QuantityText value={takenFromHeld(component)} unit={component.product.unit} /> of <ProductLink {...component.product} />, held by <HeldBy holds={component.heldBy} />
          </p>
        ))}
        <div className={classes.choices}>
          <Button variant="default" onClick={onLeave}>
            Leave it to them
          </Button>
        </div>
      </div>
    </section>
  )
}
