import { Button } from '@mantine/core'
import { IconCalendarPlus, IconHammer } from '@tabler/icons-react'
import { MoneyText, QuantityText, UnitCostText } from '../../components/figure.tsx'
import type { Guard } from '../../components/guard.ts'
import classes from './builds.module.css'
import type { BuildHandle, BuildPreview } from './use-build.ts'

interface BuildOutcomeProps {
  readonly handle: BuildHandle
  /** What the button says and does: `Build 4 BOX`. */
  readonly label: string
  /** Set for whoever may not do it. */
  readonly greyed: Guard['greyed']
  readonly onGo: () => void
}

/** What it comes to and the one button; both stay in sight. */
export function BuildOutcome({ handle: { preview, pending, typed }, label, greyed, onGo }: BuildOutcomeProps) {
  const Icon = typed.asPlan ? IconCalendarPlus : IconHammer
  return (
    <div className={classes.act}>
      {preview && <Outcome preview={preview} />}
      <Button
        className={classes.go}
        classNames={{ label: classes.goLabel }}
        leftSection={<Icon size="1.2em" stroke={2} aria-hidden />}
        rightSection={<kbd className={classes.key}>Ctrl+Enter</kbd>}
        aria-label={label}
        aria-keyshortcuts="Control+Enter"
        aria-disabled={pending}
        {...greyed}
        onClick={onGo}
      >
        {label}
      </Button>
    </div>
  )
}

function Outcome({ preview }: { readonly preview: BuildPreview }) {
  const { value, unitCost, product, buildableMax, short } = preview
  return (
    <dl className={classes.outcome} aria-label="What it comes to">
      <div>
        <dt>Total</dt>
        <dd>{short.length > 0 ? '—' : <MoneyText value={value} />}</dd>
      </div>
      <div>
        <dt>Unit cost</dt>
        <dd>{short.length > 0 ? '—' : <UnitCostText value={unitCost} unit={product.unit} />}</dd>
      </div>
      <div>
        <dt>Stock allows</dt>
        <dd>{buildableMax === null ? 'No limit' : <QuantityText value={buildableMax * 1_000_000} unit={product.unit} />}</dd>
      </div>
    </dl>
  )
}
