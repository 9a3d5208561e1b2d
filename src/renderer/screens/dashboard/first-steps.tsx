import { VisuallyHidden } from '@mantine/core'
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { NameOf } from '../../../shared/contract/registry.ts'
import { ImportButton } from '../../components/import-button.tsx'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { useReceiving } from '../../state/company.ts'
import classes from './dashboard.module.css'
import type { Dashboard } from './dashboard.ts'

type Step = keyof Dashboard['firstSteps']

interface StepWords {
  readonly step: Step
  readonly title: string
  readonly text: string
  readonly action: string
  /** What it leads to. */
  readonly command: NameOf<'command'>
  readonly to: string
  readonly search?: object
}

const stockByReceipt: StepWords = { step: 'stock', title: 'Bring in stock', text: 'Enter a delivery: each of its lines becomes a lot.', action: 'New receipt', command: 'receipt.save_draft', to: '/receipts/new' }
const stockByHand: StepWords = { step: 'stock', title: 'Bring in stock', text: 'Add what is on the shelf, with what it cost.', action: 'Adjust stock', command: 'stock.adjust', to: '/adjustments' }

const around = {
  product: { step: 'product', title: 'Add your products', text: 'What you buy, and what you make of it.', action: 'New product', command: 'product.create', to: '/products', search: { panel: 'new' } },
  bom: { step: 'bom', title: 'Write a BOM', text: 'What one of a product is made of.', action: 'Open BOMs', command: 'bom.save', to: '/boms' },
  build: { step: 'build', title: 'Make the first build', text: 'See what it draws and what it costs, then build.', action: 'New build', command: 'build.execute', to: '/builds/new' },
} as const

interface FirstStepsProps {
  readonly done: Dashboard['firstSteps']
  /** Whether they come in the place of what had the focus. */
  readonly takeFocus: boolean
}

/** What a company does once to get going, with what is done; the first that is not is the one to do. */
export function FirstSteps({ done, takeFocus }: FirstStepsProps) {
  const navigate = useNavigate()
  const receiving = useReceiving()
  const steps: readonly StepWords[] = [around.product, receiving === false ? stockByHand : stockByReceipt, around.bom, around.build]
  const next = steps.find(({ step }) => !done[step])?.step
  return (
    <section className={classes.steps} aria-labelledby="dashboard-steps">
      <h2 id="dashboard-steps">First steps</h2>
      <ol>
        {steps.map(({ step, title, text, action, command, to, search = {} }) => (
          <li key={step} data-done={done[step]}>
            {done[step] ? <IconCircleCheckFilled className={classes.done} size="1.4em" aria-hidden /> : <IconCircle className={classes.open} size="1.4em" stroke={1.5} aria-hidden />}
            <div>
              <div className={classes.sku}>
                {title} {done[step] && <VisuallyHidden>(done)</VisuallyHidden>}
              </div>
              <div className={classes.facts}>{text}</div>
            </div>
            {step === 'product' && !done.product && <ImportButton kind="products">Begin with a spreadsheet</ImportButton>}
            {!done[step] && (
              <GuardedButton command={command} {...(step === next ? { autoFocus: takeFocus } : { variant: 'default' })} onClick={() => void navigate({ to, search })}>
                {action}
              </GuardedButton>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
