import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconHammer } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRef } from 'react'
import { BusinessDateInput } from '../../components/date-input.tsx'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { QuantityInput } from '../../components/figure-input.tsx'
import { MoneyText, QuantityText, UnitCostText } from '../../components/figure.tsx'
import { Page } from '../../components/page.tsx'
import { ProductPicker } from '../../components/product-picker.tsx'
import { useGoBack } from '../../state/detail-page.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'
import { moneyText, quantityText } from '../../text/numbers.ts'
import { PlanTable, type BuildPlan } from './build-plan.tsx'
import classes from './builds.module.css'
import { ShortAction, Shortage } from './shortage.tsx'
import { typedQuantity, useBuild, type BuildHandle } from './use-build.ts'

/** The screen one builds from. What is built first for another build has the screen to itself, and gives it back. */
export function NewBuildPage() {
  const { first }: { readonly first?: unknown } = useSearch({ strict: false })
  return <NewBuild key={String(first)} isFirst={first !== undefined} />
}

/** What to make at the left, everything that will happen at the right, one button. */
function NewBuild({ isFirst }: { readonly isFirst: boolean }) {
  const goBack = useGoBack('/builds')
  const navigate = useNavigate()
  const handle = useBuild()
  const place = useRef<HTMLDivElement>(null)
  const { typed, preview, error, change } = handle
  const isShort = (preview?.short.length ?? 0) > 0

  const focusField = (name: string) => place.current?.querySelector<HTMLElement>(`[data-field="${name}"]`)?.focus()

  async function build() {
    const outcome = await handle.execute()
    if (outcome === null) return
    if ('badField' in outcome) return focusField(outcome.badField ?? (isShort ? 'instead' : 'quantity'))
    const { buildId, reference, lotNumber, value } = outcome
    const show = () => void navigate({ to: `/builds/${buildId}` })
    if (isFirst) goBack()
    else void navigate({ to: `/builds/${buildId}`, replace: true })
    showNotice({
      kind: 'done',
      ...(isFirst && { show }),
      text: lotNumber === null ? `${reference} waits for review` : `${reference} built: lot ${lotNumber} worth ${moneyText(value)}`,
      undo: {
        label: 'Undo',
        run: commandOnce('build.reverse', { buildId }, () => ({
          kind: 'done',
          text: `${reference} reversed: its components are back in their lots`,
          show,
        })),
      },
    })
  }
  useHotkeys([['mod+Enter', () => void build()]], [])

  return (
    <Page
      title={isFirst ? 'Build first' : 'New build'}
      purpose={
        isFirst
          ? 'This is missing for another build. Once it is built you are back there.'
          : 'What you make, from which lots, and what it will cost. Nothing is drawn until you build.'
      }
      onBack={goBack}
    >
      <div ref={place} className={classes.build}>
        <div className={classes.what}>
          <ProductPicker
            label="Product"
            className={classes.large}
            autoFocus
            data-field="product"
            kinds={['finished_good', 'sub_assembly']}
            error={handle.fields['product']}
            value={typed.product}
            onChange={(product) => change({ product: product && { productId: product.productId, sku: product.sku, name: product.name } })}
            onPicked={() => focusField('quantity')}
          />
          <QuantityInput
            label="Quantity"
            className={classes.large}
            data-field="quantity"
            unit={preview?.product.unit ?? ''}
            error={handle.fields['quantity']}
            value={typed.quantity}
            onChange={(quantity) => change({ quantity })}
          />
          <BusinessDateInput
            label="Built on"
            data-field="businessDate"
            error={handle.fields['businessDate']}
            value={typed.businessDate}
            onChange={(businessDate) => change({ businessDate })}
          />
          {preview && <Outcome preview={preview} />}
          <Button
            className={classes.go}
            leftSection={<IconHammer size="1.2em" stroke={2} aria-hidden />}
            rightSection={<kbd className={classes.key}>Ctrl+Enter</kbd>}
            aria-label={buttonText(handle)}
            aria-keyshortcuts="Control+Enter"
            aria-disabled={handle.pending}
            onClick={() => void build()}
          >
            {buttonText(handle)}
          </Button>
        </div>
        <div className={classes.how}>
          {error && error.code !== 'build.short' && (
            <div className={classes.error}>
              <AppErrorPanel error={error} {...(error.code === 'call.lost' ? { onRetry: () => void build() } : {})} />
            </div>
          )}
          {preview && isShort && (
            <Shortage
              preview={preview}
              quantity={typed.quantity}
              onBuildInstead={(count) => change({ quantity: String(count) })}
              onChosen={() => focusField('quantity')}
            />
          )}
          {preview && (
            <PlanTable
              plan={preview}
              when="ahead"
              builtOn={typed.businessDate}
              shortIds={preview.short.map(({ productId }) => productId)}
              shortAction={shortAction}
            />
          )}
          {!preview && <p className={classes.hint}>{hintFor(handle)}</p>}
        </div>
      </div>
    </Page>
  )
}

/** `Build 4 BOX`, or as much of it as is typed. */
function buttonText({ typed: { product, quantity } }: BuildHandle): string {
  const amount = typedQuantity(quantity)
  return ['Build', ...(amount === null ? [] : [quantityText(amount)]), ...(product === null ? [] : [product.sku])].join(' ')
}

function hintFor({ typed: { product, quantity }, fields }: BuildHandle): string {
  if (product === null) return 'Choose what to make. Its components, the lots they come from and the cost will be shown here.'
  if (Object.keys(fields).length > 0) return 'The components will be shown here once what is marked is put right.'
  return quantity.trim() === '' ? 'Write how many to make.' : ''
}

function Outcome({ preview }: { readonly preview: NonNullable<BuildHandle['preview']> }) {
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

function shortAction(component: BuildPlan['components'][number]) {
  return <ShortAction component={component} />
}
