import { TextLink } from '../../components/text-link.tsx'
import { useNowMs } from '../../state/now.ts'
import { useConnectionStatus } from '../../state/online.ts'
import { countText } from '../../text/numbers.ts'
import { attentionText, syncNowText, waitingSentences } from '../../text/sync-words.ts'
import classes from './dashboard.module.css'

/** What waits for the accounting company, and what becomes of it. */
export function SyncAnswer() {
  const status = useConnectionStatus()
  const nowMs = useNowMs()
  if (status === undefined) return null
  const waits = status.waiting + status.needsYou
  const connected = status.state !== 'none'
  return (
    <section className={classes.answer} aria-labelledby="dashboard-sync">
      <div className={classes.head}>
        <h2 id="dashboard-sync">
          What waits to be sent? {waits > 0 && <span className={classes.count}>{countText(waits)}</span>}
        </h2>
        <TextLink to="/settings/integrations">{connected ? (attentionText(status) ?? 'QuickBooks') : 'Connect QuickBooks'}</TextLink>
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
