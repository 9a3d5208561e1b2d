import { Switch } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useId, type ReactNode } from 'react'
import type { CompanySettings } from '../../../shared/contract/company.ts'
import type { NameOf } from '../../../shared/contract/registry.ts'
import type { Feature } from '../../../shared/features.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { useGuard } from '../../components/guard.ts'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { ListError } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { Inset, Section, Sections } from '../../components/sections.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { useGoBack } from '../../state/detail-page.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'
import { featureWords, receivingWords, reviewWords, type FeatureWords } from '../../text/feature-words.ts'
import classes from './features-page.module.css'

const features: readonly Feature[] = ['assignments', 'reservation', 'autoBuilds', 'sales']
const alerts: readonly Feature[] = ['alertLowStock', 'alertBuildPoints', 'alertOverdue']

/** What the program does beyond products, BOMs and builds, each with what it needs and what becomes of what exists. */
export function FeaturesPage() {
  const goBack = useGoBack('/settings')
  const { data: settings, error, retry } = useLedgerQuery('company.settings', {})
  return (
    <Page title="Features" purpose="This edition has the Advanced plan: everything here may be switched on." onBack={goBack}>
      {error && <ListError error={error} onRetry={retry} />}
      {settings && (
        <Sections>
          <Section title="Features">
            <Inset>
              <ul className={classes.features}>
                <LedToRow words={receivingWords} command="company.set_receiving" isOn={settings.receiving} subject="Receiving" panel="receiving" />
                <LedToRow words={reviewWords} command="company.set_review" isOn={settings.review} subject="Review" panel="review" />
                {features.map((feature) => (
                  <FeatureRow key={feature} feature={feature} settings={settings} />
                ))}
              </ul>
            </Inset>
          </Section>
          <Section title="Alerts on the dashboard">
            <Inset>
              <ul className={classes.features}>
                {alerts.map((feature) => (
                  <FeatureRow key={feature} feature={feature} settings={settings} />
                ))}
              </ul>
            </Inset>
          </Section>
        </Sections>
      )}
    </Page>
  )
}

const isAlert = (feature: Feature) => alerts.includes(feature)

function nameIn({ feature, name }: { readonly feature: Feature; readonly name: string }): string {
  return isAlert(feature) ? `The alert “${name}”` : name
}

function FeatureRow({ feature, settings }: { readonly feature: Feature; readonly settings: CompanySettings }) {
  const words = featureWords[feature]
  const { run, pending } = useCommand('company.set_feature')
  const isOn = settings[feature]
  const told = (on: boolean) => `${nameIn({ feature, name: words.name })} is ${on ? 'on' : 'off'}`

  async function set(on: boolean) {
    const reply = await run({ feature, on })
    if (reply === null) return
    if (!reply.ok) return showNotice({ kind: 'refused', error: reply.error })
    const back = commandOnce('company.set_feature', { feature, on: !on }, () => ({ kind: 'done', text: told(!on) }))
    showNotice({ kind: 'done', text: told(on), undo: { label: 'Undo', run: back } })
  }

  return <SwitchRow words={words} isOn={isOn} command="company.set_feature" pending={pending} onSet={(on) => void set(on)} />
}

interface LedToRowProps {
  readonly words: FeatureWords
  readonly command: NameOf<'command'>
  readonly isOn: boolean
  /** What is on or off: *Receiving*. */
  readonly subject: string
  /** The panel of the settings that holds the switch and says first what it does. */
  readonly panel: string
}

/** A feature that is switched elsewhere, after what switching does has been read. */
function LedToRow({ words, command, isOn, subject, panel }: LedToRowProps) {
  const navigate = useNavigate()
  return (
    <Row words={words} nameId={undefined}>
      <div className={classes.ledTo}>
        <StatusChip tone={isOn ? 'good' : 'plain'}>{`${subject} is ${isOn ? 'on' : 'off'}`}</StatusChip>
        <GuardedButton command={command} variant="default" onClick={() => void navigate({ to: '/settings', search: { panel } })}>
          Turn {subject.toLowerCase()} {isOn ? 'off' : 'on'}
        </GuardedButton>
      </div>
    </Row>
  )
}

interface SwitchRowProps {
  readonly words: FeatureWords
  readonly isOn: boolean
  readonly command: NameOf<'command'>
  readonly pending: boolean
  readonly onSet: (on: boolean) => void
}

function SwitchRow({ words, isOn, command, pending, onSet }: SwitchRowProps) {
  const nameId = useId()
  const guard = useGuard(command)
  return (
    <Row words={words} nameId={nameId}>
      <Switch
        aria-labelledby={nameId}
        checked={isOn}
        label={isOn ? 'On' : 'Off'}
        {...guard.greyed}
        onChange={(event) => {
          const on = event.currentTarget.checked
          if (!pending) guard.run(() => onSet(on))
        }}
      />
    </Row>
  )
}

interface RowProps {
  readonly words: FeatureWords
  readonly nameId: string | undefined
  readonly children: ReactNode
}

function Row({ words: { name, does, needs, plan, existing }, nameId, children }: RowProps) {
  return (
    <li className={classes.feature}>
      <div className={classes.words}>
        <p className={classes.name}>
          <span id={nameId}>{name}</span> {plan && <span className={classes.plan}>{plan} plan</span>}
        </p>
        <p>{does}</p>
        {needs && <p className={classes.quiet}>Needs {needs}.</p>}
        {existing && <p className={classes.quiet}>{existing}</p>}
      </div>
      {children}
    </li>
  )
}
