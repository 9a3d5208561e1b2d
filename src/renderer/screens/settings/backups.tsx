import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useHostQuery } from '../../api/use-query.ts'
import { DataTable } from '../../components/data-table.tsx'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { backUpNow, openFolder } from '../../state/host-actions.ts'
import { useNowMs } from '../../state/now.ts'
import { backupColumns } from './backup-columns.tsx'
import classes from './settings-screen.module.css'

/** The backups beside the ledger, and making one now. */
export function Backups() {
  const { data, error, retry } = useHostQuery('backup.list', {})
  const nowMs = useNowMs()
  const columns = useMemo(() => backupColumns(nowMs), [nowMs])
  const [running, setRunning] = useState(false)

  async function run() {
    if (running) return
    setRunning(true)
    await backUpNow()
    setRunning(false)
  }

  return (
    <div className={classes.content}>
      <p className={classes.settingHelp}>Each backup is reopened and checked before it counts.</p>
      <div className={classes.actions}>
        <Button onClick={() => void run()} aria-disabled={running}>
          {running ? 'Backing up …' : 'Back up now'}
        </Button>
        <Button variant="default" onClick={() => void openFolder('backups')}>
          Open backups folder
        </Button>
      </div>
      {error && <AppErrorPanel error={error} onRetry={retry} />}
      {data && data.backups.length === 0 && <p className={classes.none}>No backup yet. The first one is made today, or now by hand.</p>}
      {data && data.backups.length > 0 && (
        <DataTable
          label="Backups"
          savedAs={{ title: 'Backups', noun: ['backup', 'backups'] }}
          rows={data.backups}
          columns={columns}
          rowId={(backup) => backup.file}
          sortedBy={{ column: 'at', descending: true }}
          height="content"
        />
      )}
    </div>
  )
}
