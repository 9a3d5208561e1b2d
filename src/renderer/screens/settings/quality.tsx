import { Button } from '@mantine/core'
import { useCommand } from '../../api/use-command.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { SidePanel, SidePanelContent } from '../../components/side-panel.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { useScreenSearch } from '../../state/screen-search.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice, type Notice } from '../../state/window-state.ts'
import { countedText } from '../../text/numbers.ts'
import classes from './settings-screen.module.css'

/** Whether builds wait for a review, and the switch for it. The address opens it, so that other screens can lead here. */
export function Quality() {
  const review = useLedgerQuery('company.settings', {}).data?.review
  const waiting = useLedgerQuery('quality.waiting', {}).data?.count
  const [{ panel }, setSearch] = useScreenSearch()
  if (review === undefined || waiting === undefined) return null
  const close = () => setSearch({ panel: '' }, 'in place')
  const label = review ? 'Turn review off' : 'Turn review on'
  return (
    <div className={classes.content}>
      <div className={classes.setting}>
        <StatusChip tone={review ? 'good' : 'plain'}>{review ? 'Review is on' : 'Review is off'}</StatusChip>
        <p className={classes.settingHelp}>
          {review
            ? 'A build waits after it was made, until somebody approves or rejects it. Its lot is in stock only then.'
            : 'What is built is in stock at once, without anybody looking at it first.'}
        </p>
        {waiting > 0 && (
          <p className={classes.settingHelp}>
            <TextLink to="/builds/review">{countedText(waiting, 'build waits', 'builds wait')} for review</TextLink>
          </p>
        )}
      </div>
      <div className={classes.actions}>
        <GuardedButton command="company.set_review" variant="default" onClick={() => setSearch({ panel: 'review' })}>
          {label}
        </GuardedButton>
      </div>
      <SidePanel opened={panel === 'review'} title={label} onClose={close}>
        <SwitchReview review={review} waiting={waiting} label={label} onClose={close} />
      </SidePanel>
    </div>
  )
}

interface SwitchReviewProps {
  readonly review: boolean
  readonly waiting: number
  readonly label: string
  readonly onClose: () => void
}

function SwitchReview({ review, waiting, label, onClose }: SwitchReviewProps) {
  const command = useCommand('company.set_review')

  async function change() {
    const reply = await command.run({ review: !review })
    if (reply?.ok !== true) return
    onClose()
    showNotice({ ...told(!review), undo: { label: 'Undo', run: commandOnce('company.set_review', { review }, () => told(review)) } })
  }

  return (
    <SidePanelContent
      footer={
        <>
          <GuardedButton command="company.set_review" data-autofocus aria-disabled={command.pending} onClick={() => void change()}>
            {label}
          </GuardedButton>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      {command.error && <AppErrorPanel error={command.error} />}
      <ul className={classes.points}>
        {(review ? whenOff : whenOn).map((point) => (
          <li key={point}>{point}</li>
        ))}
        {review && waiting > 0 && <li>{countedText(waiting, 'build waits', 'builds wait')} for review now. Each still needs its approval or rejection.</li>}
      </ul>
    </SidePanelContent>
  )
}

const whenOn = [
  'A build made from now on draws its components at once, and waits under In review.',
  'Approved, its lot is in stock at what its components cost. Rejected, you say what goes back into stock; the rest is waste.',
  'Builds made before stay as they are.',
]

const whenOff = ['A build made from now on is in stock at once.', 'Builds made before stay as they are, those in review too.']

const told = (review: boolean): Extract<Notice, { kind: 'done' }> => ({
  kind: 'done',
  text: review ? 'Review is on: new builds wait to be approved' : 'Review is off: new builds are in stock at once',
})
