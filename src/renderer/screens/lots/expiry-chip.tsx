import { StatusChip } from '../../components/status-chip.tsx'
import { useNowMs } from '../../state/now.ts'
import { businessDateAt, businessDateText } from '../../text/dates.ts'
import { countedText } from '../../text/numbers.ts'
import { daysBetween, expiryOf } from './expiry.ts'
import classes from './lots-screen.module.css'

/** When a lot's goods expire, with a warning when that is past or near. */
export function Expiry({ expiresOn, remaining }: { readonly expiresOn: string; readonly remaining: number }) {
  const today = businessDateAt(useNowMs())
  const state = expiryOf({ expiresOn, remaining }, today)
  const days = daysBetween(today, expiresOn)
  return (
    <span className={classes.expiry}>
      {businessDateText(expiresOn)}
      {state === 'expired' && <StatusChip tone="danger">Expired</StatusChip>}
      {state === 'soon' && <StatusChip tone="attention">{days === 0 ? 'Expires today' : `Expires in ${countedText(days, 'day', 'days')}`}</StatusChip>}
    </span>
  )
}
