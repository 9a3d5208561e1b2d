import type { ConnectionStatus } from '../../../shared/contract/connection.ts'
import { TextLink } from '../../components/text-link.tsx'
import { useNowMs } from '../../state/now.ts'
import { useConnectionStatus } from '../../state/online.ts'
import { countText } from '../../text/numbers.ts'
import { attentionText, leadsToExports, syncNowText, waitingSentences } from '../../text/sync-words.ts'
import classes from './dashboard.module.css'

/** What waits for the accounting company, and what becomes of it. */
export function SyncAnswer() {
  const status = useConnectionStatus()
  const nowMs = useNowMs()
  if (status === undefined) return null
  const waits = status.waiting + status.needsYou
  return (
    <section className={classes.answer} aria-labelledby="dashboard-sync">
      <div className={classes.head}>
        <h2 id="dashboard-sync">
          What waits to be sent? {waits > 0 && <span className={classes.count}>{countText(waits)}</span>}
        </h2>
        <Way status={status} />
      </div>
      {waitingSentences(status).map((sentence) => (
        <p key={sentence} className={classes.nothing}>
          {sentence}
        </p>
      ))}
      {status.state === 'connected' && <p className={classes.nothing}>{syncNowText(status, nowMs)}.</p>}
    </section>
  )
}

/** To what needs a person, else to the queue. */
function Way({ status }: { readonly status: ConnectionStatus }) {
  if (status.state === 'none') return <TextLink to="/settings/integrations">Connect QuickBooks</TextLink>
  const text = attentionText(status)
  if (leadsToExports(status)) {
    return (
      <TextLink to="/sync" search={{ filter: 'needs_you' }}>
        {text}
      </TextLink>
    )
  }
  return text === null ? <TextLink to="/sync">Sync centre</TextLink> : <TextLink to="/settings/integrations">{text}</TextLink>
}
