import { Button, Radio } from '@mantine/core'
import { useState } from 'react'
import type { BootStage } from '../../../shared/contract/app.ts'
import type { BackupRow } from '../../../shared/contract/backup.ts'
import type { AppError } from '../../../shared/errors.ts'
import { client } from '../../api/bridge.ts'
import { queryClient } from '../../api/query-client.ts'
import { useHostQuery } from '../../api/use-query.ts'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { Mark } from '../../frame/mark.tsx'
import { NoticeBar } from '../../frame/notice-bar.tsx'
import { openFolder } from '../../state/host-actions.ts'
import { useNowMs } from '../../state/now.ts'
import { instantText } from '../../text/dates.ts'
import { sizeSentence } from '../../text/numbers.ts'
import { backupReasonText, stageText } from '../../text/stages.ts'
import classes from './recovery-screen.module.css'

interface RecoveryScreenProps {
  readonly stage: BootStage
  readonly error: AppError
  readonly ledgerFile: string
}

/** Shown alone when the start failed: what is the matter, what has not happened, and the ways on. */
export function RecoveryScreen({ stage, error: startError, ledgerFile }: RecoveryScreenProps) {
  const [error, setError] = useState(startError)
  const [step, setStep] = useState<'choose' | 'restore'>('choose')
  const [pending, setPending] = useState(false)

  /** Runs one attempt to get going; after it the window asks everything anew, and shows the screens if it worked. */
  async function attempt(run: () => Promise<AppError | null>) {
    if (pending) return
    setPending(true)
    const refusal = await run()
    setPending(false)
    if (refusal) setError(refusal)
    else await queryClient.resetQueries()
  }

  const retry = () =>
    attempt(async () => {
      const reply = await client.askHost('recovery.retry', {})
      return reply.ok ? null : reply.error
    })
  const restore = (file: string) =>
    attempt(async () => {
      const reply = await client.askHost('recovery.restore', { file })
      return reply.ok ? null : reply.error
    })

  return (
    <div className={classes.ground}>
      <main className={classes.sheet}>
        <header className={classes.header}>
          <Mark size={28} />
          <span>Partsemble Desktop</span>
        </header>
        <h1 className={classes.title}>The ledger could not be opened</h1>
        <p className={classes.lead}>
          The start stopped while {stageText(stage)}. Nothing was deleted or changed: the ledger file is where it was, and so are its backups.
        </p>
        <AppErrorPanel error={error} />
        {!('file' in error.data) && (
          <p className={classes.file}>
            <span>Ledger file</span> <code>{ledgerFile}</code>
          </p>
        )}
        {step === 'choose' ? (
          <div className={classes.actions}>
            <Button onClick={() => void retry()} aria-disabled={pending}>
              {pending ? 'Trying …' : 'Try again'}
            </Button>
            <Button variant="default" onClick={() => setStep('restore')}>
              Restore a backup …
            </Button>
          </div>
        ) : (
          <RestoreChoice pending={pending} onRestore={(file) => void restore(file)} onCancel={() => setStep('choose')} />
        )}
        <div className={classes.quiet}>
          <Button variant="default" onClick={() => void openFolder('data')}>
            Open data folder
          </Button>
          <Button variant="default" onClick={() => void openFolder('logs')}>
            Open logs folder
          </Button>
          <Button variant="default" onClick={() => void client.askHost('app.quit', {})}>
            Quit
          </Button>
        </div>
      </main>
      <NoticeBar />
    </div>
  )
}

interface RestoreChoiceProps {
  readonly pending: boolean
  readonly onRestore: (file: string) => void
  readonly onCancel: () => void
}

function RestoreChoice({ pending, onRestore, onCancel }: RestoreChoiceProps) {
  const { data, error, retry } = useHostQuery('backup.list', {})
  const nowMs = useNowMs()
  const [chosen, setChosen] = useState<string | null>(null)
  if (error) return <AppErrorPanel error={error} onRetry={retry} />
  if (!data) return null
  const newest = data.backups[0]
  if (!newest) {
    return (
      <div className={classes.restore}>
        <h2 className={classes.subtitle}>Restore a backup</h2>
        <p>There is no backup in the backup folder yet. If you keep copies elsewhere, put one there and look again.</p>
        <div className={classes.actions}>
          <Button variant="default" onClick={retry}>
            Look again
          </Button>
          <Button variant="default" onClick={() => void openFolder('backups')}>
            Open backups folder
          </Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </div>
    )
  }
  const file = chosen ?? newest.file
  return (
    <div className={classes.restore}>
      <Radio.Group
        label="Restore a backup"
        description="It takes the ledger’s place. What is there now is kept beside it, so this can be undone."
        inputWrapperOrder={['label', 'description', 'input']}
        value={file}
        onChange={setChosen}
        classNames={{ label: classes.subtitle, description: classes.restoreHelp }}
      >
        <div className={classes.backups}>
          {data.backups.map((backup) => (
            <Radio key={backup.file} value={backup.file} label={backupLabel(backup, nowMs)} classNames={{ body: classes.backup }} />
          ))}
        </div>
      </Radio.Group>
      <div className={classes.actions}>
        <Button onClick={() => onRestore(file)} aria-disabled={pending}>
          {pending ? 'Restoring …' : 'Restore this backup'}
        </Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  )
}

function backupLabel(backup: BackupRow, nowMs: number): string {
  const made = instantText(backup.at, nowMs)
  return `${made.charAt(0).toUpperCase()}${made.slice(1)} · ${backupReasonText[backup.reason]} · ${sizeSentence(backup.bytes)}`
}
