import type { ReactNode } from 'react'
import type { IntegrationStep } from '../../../../shared/integration-steps.ts'
import { useHostQuery, useLedgerQuery } from '../../../api/use-query.ts'
import { AppErrorPanel } from '../../../components/error-panel.tsx'
import { ListError } from '../../../components/list-parts.tsx'
import { Page } from '../../../components/page.tsx'
import { askConnection } from '../../../state/connection.ts'
import { useGoBack } from '../../../state/detail-page.ts'
import { retryOf } from '../../../text/sync-words.ts'
import { AccountsStep } from './accounts-step.tsx'
import { CompanyStep } from './company-step.tsx'
import { ExportsStep } from './exports-step.tsx'
import { ItemsStep } from './items-step.tsx'
import { Running } from './running.tsx'
import { SalesStep } from './sales-step.tsx'
import { SourceStep } from './source-step.tsx'
import { Step, StepPath } from './step.tsx'
import type { StepProps } from './step-props.ts'

/** The way from an unconnected company to one whose exports go out: what is connected, what is missing, and the one thing to do. */
export function IntegrationsPage() {
  const goBack = useGoBack('/settings')
  const { data: status, error, retry } = useHostQuery('connection.status', {})
  const settings = useLedgerQuery('accounting.settings', {})
  return (
    <Page title="Integrations" purpose="The way to QuickBooks Online, step by step. Everything here works on without it." onBack={goBack}>
      {error && <ListError error={error} onRetry={retry} />}
      {settings.error && <ListError error={settings.error} onRetry={settings.retry} />}
      {status && settings.data && <Steps status={status} settings={settings.data} />}
    </Page>
  )
}

const bodies: { readonly [S in IntegrationStep['step']]: (props: StepProps) => ReactNode } = {
  company: CompanyStep,
  source: SourceStep,
  accounts: AccountsStep,
  items: ItemsStep,
  exports: ExportsStep,
  sales: SalesStep,
}

function Steps({ status, settings }: Pick<StepProps, 'status' | 'settings'>) {
  // What does not hold any more comes before what is still to be done: nothing goes out without it.
  const next = status.steps.find(({ state }) => state === 'attention') ?? status.steps.find(({ state }) => state === 'next')
  return (
    <StepPath>
      <Problems status={status} />
      <Running running={status.running} />
      <ol>
        {status.steps.map((step, place) => {
          const Body = bodies[step.step]
          return (
            <Step key={step.step} place={place + 1} step={step} isNext={step === next}>
              <Body status={status} settings={settings} step={step} isNext={step === next} />
            </Step>
          )
        })}
      </ol>
    </StepPath>
  )
}

/** What went wrong last, the most pressing first. */
function Problems({ status: { problems } }: Pick<StepProps, 'status'>) {
  return problems.map((problem) => {
    const kinds = retryOf(problem)
    const retry = kinds === null ? {} : { onRetry: () => void askConnection('sync.run', { kinds: [...kinds] }) }
    return <AppErrorPanel key={`${problem.code} ${JSON.stringify(problem.data)}`} error={problem} {...retry} />
  })
}
