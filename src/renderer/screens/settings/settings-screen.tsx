import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useHostQuery } from '../../api/use-query.ts'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { Facts } from '../../components/facts.tsx'
import { Page } from '../../components/page.tsx'
import { PracticeShopButton } from '../../components/practice-shop-button.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { openFolder } from '../../state/host-actions.ts'
import { usePractice } from '../../state/practice.ts'
import { warningText } from '../../text/stages.ts'
import { Appearance } from './appearance.tsx'
import { Backups } from './backups.tsx'
import { Quality } from './quality.tsx'
import { Receiving } from './receiving.tsx'
import classes from './settings-screen.module.css'

/** How the company keeps its stock, and what belongs to this PC. */
export function SettingsScreen() {
  return (
    <Page title="Settings" purpose="How the program looks on this PC, who works here, how stock is kept, whether the books are right, and the backups.">
      <div className={classes.sections}>
        <section className={classes.section} aria-labelledby="settings-appearance">
          <h2 id="settings-appearance">Appearance</h2>
          <Appearance />
        </section>
        <section className={classes.section} aria-labelledby="settings-people">
          <h2 id="settings-people">People</h2>
          <LeadsTo to="/settings/people" label="People and permissions" help="Who works here, and what each role may do." />
        </section>
        <section className={classes.section} aria-labelledby="settings-features">
          <h2 id="settings-features">Features</h2>
          <LeadsTo to="/settings/features" label="Features and alerts" help="What the program does beyond products, BOMs and builds, and what the dashboard draws attention to." />
        </section>
        <section className={classes.section} aria-labelledby="settings-integrations">
          <h2 id="settings-integrations">Integrations</h2>
          <LeadsTo to="/settings/integrations" label="QuickBooks Online" help="Which company this ledger works with, where the catalogue lives, and which accounts take the exports." />
        </section>
        <section className={classes.section} aria-labelledby="settings-receiving">
          <h2 id="settings-receiving">Receiving</h2>
          <Receiving />
        </section>
        <section className={classes.section} aria-labelledby="settings-quality">
          <h2 id="settings-quality">Quality</h2>
          <Quality />
        </section>
        <section className={classes.section} aria-labelledby="settings-books">
          <h2 id="settings-books">Books</h2>
          <LeadsTo to="/settings/books" label="Check my books" help="Recomputes every balance from the postings and compares it with what the program shows. Nothing is changed." />
        </section>
        <section className={classes.section} aria-labelledby="settings-backups">
          <h2 id="settings-backups">Backups</h2>
          <Backups />
        </section>
        <section className={classes.section} aria-labelledby="settings-practice">
          <h2 id="settings-practice">Practice shop</h2>
          <PracticeShop />
        </section>
        <section className={classes.section} aria-labelledby="settings-pc">
          <h2 id="settings-pc">This PC</h2>
          <ThisPc />
        </section>
      </div>
    </Page>
  )
}

interface LeadsToProps {
  readonly to: string
  readonly label: string
  readonly help: string
}

function LeadsTo({ to, label, help }: LeadsToProps) {
  const navigate = useNavigate()
  return (
    <div className={classes.content}>
      <p className={classes.settingHelp}>{help}</p>
      <div className={classes.actions}>
        <Button variant="default" onClick={() => void navigate({ to })}>
          {label}
        </Button>
      </div>
    </div>
  )
}

function PracticeShop() {
  const here = usePractice()?.here
  return (
    <div className={classes.content}>
      <p className={classes.settingHelp}>
        {here === 'practice'
          ? 'This is it. Everything on these screens belongs to the practice shop and goes away when you leave it, with the button at the top of the window.'
          : 'A metal shop with a year behind it, to try everything on. It has its own ledger and its own practice QuickBooks company; your company is closed meanwhile and stays as it is.'}
      </p>
      {here === 'company' && (
        <div className={classes.actions}>
          <PracticeShopButton />
        </div>
      )}
    </div>
  )
}

function ThisPc() {
  const { data: status, error, retry } = useHostQuery('app.status', {})
  if (error) return <AppErrorPanel error={error} onRetry={retry} />
  if (!status) return null
  return (
    <div className={classes.content}>
      {status.warnings.map((warning) => (
        <div key={warning} className={classes.warning}>
          <StatusChip tone="attention">{warningText[warning].label}</StatusChip>
          <p>{warningText[warning].sentence}</p>
        </div>
      ))}
      <Facts
        facts={[
          { term: 'Ledger file', value: <span className={classes.path}>{status.ledgerFile}</span> },
          { term: 'Version', value: `Partsemble Desktop ${status.version}` },
          {
            term: 'Running in',
            value:
              status.runtime === 'electron'
                ? 'Its own window'
                : 'Chromium, because the Electron runtime is not installed. The program and its ledger are the same.',
          },
        ]}
      />
      <div className={classes.actions}>
        <Button variant="default" onClick={() => void openFolder('data')}>
          Open data folder
        </Button>
        <Button variant="default" onClick={() => void openFolder('logs')}>
          Open logs folder
        </Button>
      </div>
    </div>
  )
}
