import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconCalendarPlus, IconHammer, IconPencil } from '@tabler/icons-react'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { useGuard } from '../../components/guard.ts'
import { Page } from '../../components/page.tsx'
import { useOnceDecided } from '../../components/undecided-fields.ts'
import { useScanTaker } from '../../scan/scan-taker.ts'
import { useGoBack } from '../../state/detail-page.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice, useWindowState } from '../../state/window-state.ts'
import { moneyText, quantityText } from '../../text/numbers.ts'
import { plannedText } from '../../text/planned-words.ts'
import { BuildFields } from './build-fields.tsx'
import { BuildOutcome } from './build-outcome.tsx'
import { PlanTable, type BuildPlan } from './build-plan.tsx'
import { typedQuantity } from './build-text.ts'
import classes from './builds.module.css'
import { ChangeComponents } from './change-components.tsx'
import { GoesToSales } from './for-sales.tsx'
import { ShortAction, Shortage } from './shortage.tsx'
import { TakingHeld } from './taking-held.tsx'
import { useBuild, type BuildHandle } from './use-build.ts'
import { usePickLot } from './use-pick-lot.ts'

/**
 * The screen one builds from. What is built first for another build has the screen to itself, and gives it back; so has what
 * the palette or a notice opens while another build is typed, which *Back* finds again in its address.
 */
export function NewBuildPage() {
  const { pathname, search, state } = useLocation()
  // The page replaces its own address while one types; only going somewhere counts the index up.
  const index = state.__TSR_index
  const [visit, setVisit] = useState({ index, search })
  if (pathname === '/builds/new' && visit.index !== index) setVisit({ index, search })
  return <NewBuild key={visit.index} address={visit.search} />
}

/** What to make at the left, everything that will happen at the right, one button. */
function NewBuild({ address }: { readonly address: object }) {
  const isFirst = 'first' in address
  const goBack = useGoBack('/builds/queue')
  const navigate = useNavigate()
  const handle = useBuild(address)
  const place = useRef<HTMLDivElement>(null)
  const { typed, preview, error, change } = handle
  const { asPlan, changing, plannedBuildId } = typed
  const isShort = (preview?.short.length ?? 0) > 0
  const pickLot = usePickLot(handle)
  // On the floor the room is for what is typed.
  const floor = useWindowState((state) => state.preferences.mode === 'floor')

  const focusField = (name: string) => place.current?.querySelector<HTMLElement>(`[data-field="${name}"]`)?.focus()

  useScanTaker(({ product, lot }) => {
    if (lot) return changing && pickLot(product.productId, lot.lotId)
    if (plannedBuildId !== null || !['finished_good', 'sub_assembly'].includes(product.kind)) return false
    const { productId, sku, name } = product
    change({ product: { productId, sku, name }, lines: [], changing: false, useHeld: false })
    focusField('quantity')
    return true
  })

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
        run: commandOnce('build.reverse', { buildId, replan: plannedBuildId !== null }, () => ({
          kind: 'done',
          text: `${reference} reversed: its components are back in their lots`,
          show,
        })),
      },
    })
  }

  async function plan() {
    const what = buttonText(handle)
    const outcome = await handle.plan()
    if (outcome === null) return
    if ('badField' in outcome) return focusField(outcome.badField ?? 'quantity')
    const { plannedBuildId: made } = outcome
    void navigate({ to: '/builds/queue', search: { selected: String(made) } as object, replace: true })
    showNotice({
      kind: 'done',
      text: `${plannedText(made)} is in the queue: ${what.replace('Plan ', '')}`,
      show: () => void navigate({ to: `/builds/planned/${made}` }),
      undo: {
        label: 'Undo',
        run: commandOnce('planned_build.delete', { plannedBuildId: made }, () => ({ kind: 'done', text: `${plannedText(made)} is out of the queue again` })),
      },
    })
  }

  const guard = useGuard(asPlan ? 'planned_build.create' : 'build.execute')
  const go = useOnceDecided(() => guard.run(() => void (asPlan ? plan() : build())))
  useHotkeys([['mod+Enter', go]], [])

  function turn() {
    change({ asPlan: !asPlan, lines: [], changing: false, useHeld: false })
    focusField('quantity')
  }

  return (
    <Page
      title={titleOf(isFirst, typed)}
      purpose={floor && !isFirst ? '' : purposeOf(isFirst, asPlan)}
      onBack={goBack}
      actions={
        !isFirst &&
        plannedBuildId === null && (
          <Button variant="default" leftSection={asPlan ? <IconHammer size="1.1em" stroke={1.75} aria-hidden /> : <IconCalendarPlus size="1.1em" stroke={1.75} aria-hidden />} onClick={turn}>
            {asPlan ? 'Build now instead' : 'Plan instead'}
          </Button>
        )
      }
    >
      <div ref={place} className={classes.build}>
        <div className={classes.what}>
          <BuildFields handle={handle} onPicked={() => focusField('quantity')} />
          <BuildOutcome handle={handle} label={buttonText(handle)} greyed={guard.greyed} onGo={go} />
        </div>
        <div className={classes.how}>
          {error && error.code !== 'build.short' && (
            <div className={classes.error}>
              <AppErrorPanel error={error} {...(error.code === 'call.lost' ? { onRetry: go } : {})} />
            </div>
          )}
          {preview && isShort && (
            <Shortage
              preview={preview}
              quantity={typed.quantity}
              asPlan={asPlan}
              onBuildInstead={(count) => change({ quantity: String(count) })}
              onUseHeld={() => change({ useHeld: true })}
              onChosen={() => focusField('quantity')}
            />
          )}
          {typed.useHeld && (
            <TakingHeld
              preview={preview}
              onLeave={() => {
                change({ useHeld: false })
                focusField('quantity')
              }}
            />
          )}
          {preview && <GoesToSales preview={preview} />}
          {preview && !asPlan && (
            <div className={classes.bar}>
              <h2 className={classes.heading}>Components</h2>
              <Button
                variant="default"
                data-field="change"
                leftSection={changing ? undefined : <IconPencil size="1.1em" stroke={1.75} aria-hidden />}
                onClick={() => change({ changing: !changing })}
              >
                {changing ? 'Done changing' : 'Change'}
              </Button>
            </div>
          )}
          {preview && changing && <ChangeComponents handle={handle} preview={preview} />}
          {preview && !changing && (
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

function titleOf(isFirst: boolean, { asPlan, plannedBuildId }: BuildHandle['typed']): string {
  if (isFirst) return 'Build first'
  if (plannedBuildId !== null) return `Build ${plannedText(plannedBuildId)}`
  return asPlan ? 'Plan a build' : 'New build'
}

function purposeOf(isFirst: boolean, asPlan: boolean): string {
  if (isFirst) return 'This is missing for another build. Once it is built you are back there.'
  if (asPlan) return 'It goes to the end of the queue and moves no stock. What is shown is what building it today would do.'
  return 'What you make, from which lots, and what it will cost. Nothing is drawn until you build.'
}

/** `Build 4 BOX`, or as much of it as is typed. */
function buttonText({ typed: { product, quantity, asPlan } }: BuildHandle): string {
  const amount = typedQuantity(quantity)
  return [asPlan ? 'Plan' : 'Build', ...(amount === null ? [] : [quantityText(amount)]), ...(product === null ? [] : [product.sku])].join(' ')
}

function hintFor({ typed: { product, quantity }, fields }: BuildHandle): string {
  if (product === null) return 'Choose what to make. Its components, the lots they come from and the cost will be shown here.'
  if (Object.keys(fields).length > 0) return 'The components will be shown here once what is marked is put right.'
  return quantity.trim() === '' ? 'Write how many to make.' : ''
}

function shortAction(component: BuildPlan['components'][number]) {
  return <ShortAction component={component} />
}
