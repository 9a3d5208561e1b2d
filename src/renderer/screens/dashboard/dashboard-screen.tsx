import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useLedgerQuery } from '../../api/use-query.ts'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { useGuard } from '../../components/guard.ts'
import { Page } from '../../components/page.tsx'
import { Sections } from '../../components/sections.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { useLetterKey } from '../../state/letter-key.ts'
import { useWindowState } from '../../state/window-state.ts'
import { listText } from '../../text/numbers.ts'
import { CanBuild } from './can-build.tsx'
import type { Dashboard } from './dashboard.ts'
import classes from './dashboard.module.css'
import { FirstChoice } from './first-choice.tsx'
import { FirstSteps } from './first-steps.tsx'
import { LowStock } from './low-stock.tsx'
import { Overdue } from './overdue.tsx'
import { ShouldBuild } from './should-build.tsx'
import { SyncAnswer } from './sync-answer.tsx'

/** What a shop asks in the morning, answered from the ledger as it stands. */
export function DashboardScreen() {
  const { data, error, retry } = useLedgerQuery('dashboard.get', {})
  const navigate = useNavigate()
  const guard = useGuard('build.execute')
  const openBuild = () => guard.run(() => void navigate({ to: '/builds/new' }))
  useLetterKey('n', openBuild)
  // Before there is a product the first step is the one thing to do.
  const primary = data?.firstSteps.product ? { primary: { label: 'New build', shortcut: 'N', command: 'build.execute' as const, onRun: openBuild } } : {}
  return (
    <Page title="Dashboard" purpose="What can be built, what should be, what is late, what runs low, and what waits to be sent." {...primary}>
      <Sections>
        {error && <AppErrorPanel error={error} onRetry={retry} />}
        {data && <Answers {...data} />}
      </Sections>
    </Page>
  )
}

function Answers({ canBuild, shouldBuild, overdue, lowStock, firstSteps }: Dashboard) {
  const begun = useWindowState((state) => state.preferences.begun)
  const [asked] = useState(!begun && !firstSteps.product)
  return (
    <>
      {!begun && !firstSteps.product && <FirstChoice />}
      {!firstSteps.build && (begun || firstSteps.product) && <FirstSteps done={firstSteps} takeFocus={asked} />}
      {firstSteps.product && (
        <div className={classes.answers}>
          <CanBuild {...canBuild} />
          {shouldBuild && <ShouldBuild {...shouldBuild} />}
          {overdue && <Overdue {...overdue} />}
          {lowStock && <LowStock {...lowStock} />}
          <SyncAnswer />
          <Hidden names={[...(shouldBuild ? [] : ['what should be built']), ...(overdue ? [] : ['what is late']), ...(lowStock ? [] : ['what runs low'])]} />
        </div>
      )}
    </>
  )
}

/** Which questions are not answered because somebody switched them off. */
function Hidden({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <p className={classes.hidden}>
      Switched off: {listText(names)}. <TextLink to="/settings/features">Open the switches</TextLink>
    </p>
  )
}
