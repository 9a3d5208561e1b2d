import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { AccountingService } from '../../../../shared/accounting.ts'
import { Facts } from '../../../components/facts.tsx'
import { SidePanel } from '../../../components/side-panel.tsx'
import { AppErrorPanel } from '../../../components/error-panel.tsx'
import { askConnection } from '../../../state/connection.ts'
import { useNowMs } from '../../../state/now.ts'
import { useScreenSearch } from '../../../state/screen-search.ts'
import { showNotice } from '../../../state/window-state.ts'
import { obstacleText, serviceText } from '../../../text/accounting-words.ts'
import { instantText } from '../../../text/dates.ts'
import { daysLeftText, loginLeftText } from '../../../text/integration-words.ts'
import classes from './integrations.module.css'
import type { StepProps } from './step-props.ts'
import { KeysForm } from './keys-form.tsx'
import { WaitingForBrowser } from './waiting-for-browser.tsx'

/** Which company this ledger works with, and the login to it. */
export function CompanyStep(props: StepProps) {
  const { status } = props
  const [{ panel }, setSearch] = useScreenSearch()
  const close = () => setSearch({ panel: '' }, 'in place')
  const keysOf = panel === 'keys-sandbox' ? 'sandbox' : 'production'
  return (
    <>
      {status.login.phase === 'failed' && status.login.problem !== null && <AppErrorPanel error={status.login.problem} />}
      {status.login.phase === 'waiting' && <WaitingForBrowser login={status.login} />}
      {status.login.phase === 'exchanging' && <p role="status">Logged in. Asking QuickBooks about the company…</p>}
      {status.company !== null && <CompanyFacts {...props} company={status.company} />}
      {(status.login.phase === 'idle' || status.login.phase === 'failed') && <Ways {...props} openKeys={(service) => setSearch({ panel: `keys-${service}` })} />}
      <SidePanel opened={panel === 'keys-production' || panel === 'keys-sandbox'} title={keysOf === 'sandbox' ? 'Keys for the sandbox' : 'App keys'} holdsForm onClose={close}>
        <KeysForm service={keysOf} status={status} onDone={close} />
      </SidePanel>
    </>
  )
}

type Company = NonNullable<StepProps['status']['company']>

function CompanyFacts({ status, company }: StepProps & { readonly company: Company }) {
  const nowMs = useNowMs()
  return (
    <>
      <Facts
        facts={[
          { term: 'Company', value: company.name },
          { term: 'Where', value: `${capital(serviceText[company.service])}, ${company.country}, ${company.currency}` },
          { term: 'Plan', value: company.plan ?? '' },
          { term: 'Bound', value: instantText(company.boundAt, nowMs) },
          { term: 'Login', value: loginFact(status) },
        ]}
      />
      {company.obstacle !== null && (
        <p className={classes.hint}>
          {obstacleText({ obstacle: company.obstacle, plan: company.plan, country: company.country })} Partsemble only works with it: builds and receipts go out as journal entries.
        </p>
      )}
      {status.keychain === 'memory' && status.state === 'connected' && (
        <p className={classes.quiet}>This PC has no keychain the program may use, so the login is kept in memory and asked for again at the next start. Nothing that waits is lost.</p>
      )}
    </>
  )
}

const capital = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

function loginFact({ state, refreshDaysLeft }: StepProps['status']): string {
  if (state === 'disconnected') return 'Disconnected here; every link stays'
  if (state === 'needs_login' || refreshDaysLeft === null) return 'Log in again; nothing is lost'
  return daysLeftText(refreshDaysLeft)
}

/** The ways to a login, and out of one. */
function Ways({ status, isNext, openKeys }: StepProps & { readonly openKeys: (service: 'production' | 'sandbox') => void }) {
  const { state, company } = status
  const service = company?.service ?? (status.practice ? 'practice' : 'production')
  const hasKeys = (of: AccountingService) => of === 'practice' || status.keys.some((keys) => keys.service === of && keys.hasSecret)

  function connect(to: AccountingService) {
    if (to !== 'practice' && !hasKeys(to)) return openKeys(to)
    void askConnection('connection.begin_login', { service: to })
  }

  const label = state === 'none' ? (service === 'practice' ? 'Connect the practice company' : 'Connect QuickBooks') : state === 'disconnected' ? 'Connect again' : 'Reconnect'
  return (
    <>
      {state === 'none' && <Introduction practice={service === 'practice'} />}
      <div className={classes.actions}>
        <Button variant={isNext ? 'filled' : 'default'} onClick={() => connect(service)}>
          {label}
        </Button>
        {state === 'none' && service === 'production' && (
          <Button variant="default" onClick={() => connect('sandbox')}>
            Use the QuickBooks sandbox
          </Button>
        )}
        {service !== 'practice' && (
          <Button variant="default" onClick={() => openKeys(service)}>
            App keys
          </Button>
        )}
        {(state === 'connected' || state === 'needs_login') && (
          <Button variant="default" onClick={() => void disconnect()}>
            Disconnect
          </Button>
        )}
      </div>
    </>
  )
}

async function disconnect(): Promise<void> {
  const reply = await askConnection('connection.disconnect', {})
  if (reply?.ok !== true) return
  const text = reply.value.revoked
    ? 'Disconnected. Links and what waits to be sent stay.'
    : 'Disconnected here. QuickBooks could not be told, so the login lapses there by itself.'
  showNotice({ kind: 'done', text })
}

function Introduction({ practice }: { readonly practice: boolean }): ReactNode {
  if (practice) {
    return <p className={classes.prose}>The practice company runs on this PC and behaves like QuickBooks Online: items, accounts, invoices, its own books. Log in as you would to the real one; nothing leaves this PC.</p>
  }
  return (
    <p className={classes.prose}>
      You log in on QuickBooks’ own page in your browser; the password stays there. {loginLeftText}
    </p>
  )
}
